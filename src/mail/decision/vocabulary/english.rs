//! English phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::English,
    anywhere: &[
        (
            Class::Retraction,
            "let me think, let me check, let me reconsider, reconsider*, rethink*, please hold, meant for, by \
             accident, accidentally, inadvertently, unintentionally, scratch that, strike that, scrap that, \
             take that back, take it back, taking that back, taking it back, take this back, changed my mind, \
             change my mind, changing my mind, on second thought, on second thoughts, on reflection, kidding, \
             joking, just a joke, a joke, i was joking, my mistake, by mistake, in error, wrong mail, wrong \
             email, wrong message, wrong thread, wrong button, wrong window, wrong e mail, disregard, ignore \
             that, ignore this, ignore my, ignore the above, ignore it, please ignore, undo, revert that, \
             cancel that, cancel this, cancel my, cancel it, forget that, forget it, forget this, never mind, \
             nevermind, oops, whoops, hold on, hold off, hold it, hold that, hold this, hold please, on hold, \
             hang on, wait a, wait wait, wait no, no wait, i take back, retract*, revoke*, rescind*, i \
             withdraw, think so, meant the opposite, meant to, too fast, too soon, too early, spoke too soon, \
             april fool*, wrong request, wrong one, wrong claim, wrong person, wrong recipient, wrong file, \
             wrong case, wrong reply, wrong ticket, for another, for a different, for someone else, for \
             somebody else, was about another, pressed send, hit send, hit the wrong, pressed the wrong, \
             clicked the wrong, forget what, forget my, forget about it, ignore what, jk, psych, gotcha, hold \
             until, hold till, hold the, do not process, don't process, do not pay, don't pay, take back, not \
             what i meant, was autocorrect, autocorrect, disregard*, clicked, get back to you on, get back to \
             you about, come back to this, come back to that, was for another, this was for, that was for, \
             meant as a, yet to see, yet to look, yet to read, let me sleep, sleep on it, to think about it, \
             need to think, false alarm, fat finger*, pocket dial, don't do it, don't do this, do not do it, \
             do not do this, do not act, don't act",
        ),
        (
            Class::Refusal,
            "reject*, declin*, denied, deny, denying, refus*, disapprov*, disagree*, turn it down, turned \
             down, veto*, object to, i object",
        ),
        (
            Class::Negation,
            "not this time, just not, not so fast, do not, does not, did not, is not, was not, are not, were \
             not, will not, would not, should not, could not, has not, have not, had not, not, never, don't, \
             dont, doesn't, doesnt, didn't, didnt, can't, cant, cannot, won't, wont, wouldn't, wouldnt, \
             isn't, isnt, wasn't, aren't, arent, weren't, shouldn't, shouldnt, couldn't, couldnt, haven't, \
             hasn't, hadn't, ain't, mustn't, nope, none, nobody, nothing, neither, nor, no, nah, noway, no \
             way, without",
        ),
        (
            Class::Condition,
            "if, iff, unless, provided, providing, assuming, assume, assumes, on condition, on the condition, \
             under the condition, conditional, conditionally, condition, conditions, subject to, subject, \
             pending, depending, depends, depend, contingent, as long as, so long as, in case, in the event, \
             given that, in that case, only when, only once, only after, only until, requires, require, \
             otherwise, or else, valid until, valid till, valid for, valid through, expires, proviso, caveat, \
             caveats, stipulation, prerequisite, to the extent, as far as, insofar, in so far, so far as, \
             under protest, terms to follow, conditions to follow, should legal, were it, effective from, as \
             of, as from, from january, from february, from march, from april, from may, from june, from \
             july, from august, from september, from october, from november, from december, starting",
        ),
        (
            Class::Moment,
            "first, awaiting, waiting for, wait for, still waiting, once, until, untill, till, when, \
             whenever, after, before, as soon as, soon as, upon, by the time",
        ),
        (
            Class::Contrast,
            "but, however, though, although, apart from, aside from, other than, nevertheless, nonetheless, \
             albeit, still waiting, rather",
        ),
        (
            Class::Limit,
            "exempt, exempted, only, solely, merely, just the, just this, just for, just half, just one, just \
             #, max #, max of, maximum, maximal, at most, up to, upto, no more than, not more than, less \
             than, under #, below #, not exceed*, exceed*, capped, cap of, cap it, limit, limited, limiting, \
             half, partly, partial, partially, in part, part of, a part, portion, excluding, exclud*, \
             exclusive of, minus, less #, instead, reduce*, reducing, cut to, cut it, lower amount, the rest, \
             the other, the others, the first, the second, the third, first one, second one, one of, some of, \
             most of, not all, leave out, skip the, drop the, remove the, with the exception, exception of, \
             exceptions, save for, bar the, barring, other than the, make it #, cut it to, bring it down, # \
             max, # maximum, # tops, # at most, # is the most, # is enough, take out, take it out, taken out, \
             takes out, take off, come off, comes off, cross out, strike the, strike out, without the, \
             percent, per cent, a third, two thirds, a quarter, a fraction, some of it, most of it, split it, \
             share of, for the most part, by and large, in large part, largely, mostly, mainly, partway, more \
             or less, on the whole, in the main, in parts, except, excepting, excepted, less the, less any, \
             less his, less her, with one exception, one exception, ex, at least, why not cheaper",
        ),
        (
            Class::Doubt,
            "maybe, perhaps, probably, possibly, presumably, i think, i guess, i suppose, i assume, doubt, \
             doubts, doubtful, tentative, tentatively, provisional, provisionally, in principle, for now, for \
             the moment, temporarily, preliminary, preliminarily, actually, hesitant, wait, hmm, hm, stop, \
             cancel, joke, might, mistake, sort of, kind of, almost, nearly, later, we'll see, we will see, \
             let's see, dunno, who knows, remains to be seen, hard to say, for what it's worth, i hope, in \
             theory, so far, i'd say, i would say, not yet, presumedly, grudgingly, tbd, tbc, tba, draft, \
             test, testing, a test, false, n, unofficially, void, expired, expires, cancelled, \
             canceled, withdrawn, ignore, still thinking, n a, or is it, who pays, hold, will confirm, will \
             decide, haven't looked, have not looked, unread, not sure, not so sure, not certain, unsure, \
             uncertain, not convinced, not comfortable, not entirely",
        ),
        (
            Class::Misgiving,
            "wrong, incorrect, incorrectly, inaccurate, erroneous*, mistaken, mistakes, missing, lacks, \
             lacking, incomplete, resubmit*, resend, redo, revise*, amend, amended, not clear, unclear, \
             something is off, something's off, something off, looks off, seems off, bit off, fishy, \
             suspicious, suspect, too high, too expensive, overcharged, over budget, overpriced, duplicate*, \
             privat*, personal expense*, personal item*, his own, her own, himself, herself, themselves, \
             their own, own pocket, own expense, own account, is on him, is on her, is on them, is on you, \
             are on him, are on her, is his business, against policy, out of policy, against the policy, \
             violat*, fraud*, worried, uneasy, reluctant*, dispute*, of three, of four, of five, of the \
             three, of the four, of the five, why, corrected, correct version, to be confirmed, stays with, \
             stay with, is for him, is for her",
        ),
        (
            Class::Delegation,
            "delegat*, on behalf, decide, decides, deciding, decision is, decision to, check with, checking \
             with, checked with, up to you, up to him, up to her, up to them, pass it on, pass this on, sign \
             off from, sign off by, signoff, not my call, over to, defer to, consult with, run it by, run \
             this by, final word, final say, last word, last say, final call, has the say, let _ confirm, let \
             _ check, let _ look, let _ decide, let _ see, let _ approve, have _ look, have _ check, have _ \
             confirm, have _ decide, get _ to confirm, ask _ first, ask _ before, talk to _ first, confirm \
             with, clear it with, clear this with, another look, second look, take a look, second pair, \
             second opinion, look it over, bless it, bless this, to confirm, ask _ too, call me first, \
             decision on",
        ),
        (Class::Need, "must, need, needs, needed, have to, has to, ought, got to, gotta"),
        (Class::Too, "should, shall, also, as well, wants"),
        (
            Class::Approval,
            "approv*, sign off, signs off, signed off, sign it off, authoris*, authoriz*, green light, go \
             ahead from, agrees, agree, agreed, consent*, confirms, confirm, okays, to sign, must sign",
        ),
        (
            Class::Matter,
            "pay, pays, paying, payment, payments, reimburs*, refund*, cover, covers, covered, include, \
             includes, included, including, valid, holds, counts, applies, permit*, proceed, go ahead, \
             eligible, justified, claimable, process, processed, processing, transfer",
        ),
        (
            Class::Future,
            "next time, next year, next month, next quarter, next trip, the future, in future, going forward, \
             from now on, in the long run, another time, future trips, future requests, future expenses, next \
             week, last time, last year, last month, last week, last quarter",
        ),
        (
            Class::Invitation,
            "let me know, let us know, tell me, call me, ring me, ask me, contact me, text me, ping me, email \
             me, mail me, write me, write to me, reach out, reach me, get in touch, get back to me, shout, \
             give me a call, give me a shout, feel free, happy to help, happy to answer, glad to help, \
             available, at your disposal, come back to me, come to me, hesitate, here to help, we should \
             talk, we can talk, we will talk, we talk, let's talk",
        ),
        (
            Class::Trifle,
            "problem, problems, question, questions, objection, objections, issue, issues, concern, concerns, \
             worry, worries, comment, comments, remark, remarks, rush, hurry, complaint, complaints, \
             reservations, reservation, hesitation, hesitate, hesitating, further ado, delay, changes, \
             stress, pressure, surprise, surprises, matter, thanks, feedback, additions, drama, fuss, bother, \
             brainer, end of story, biggie, shadow of a doubt, any doubt, a doubt, doubts, doubt, harm, \
             exception taken, harm done, time pressure, answer required, action required, action needed, \
             reply needed, reply necessary, response needed",
        ),
        (Class::Request, "please, pls, plz, kindly"),
        (
            Class::Harmless,
            "could not be, could not have, couldn't have, asking first, first class, first rate, for the \
             first time, first of all, first thing, didn't know, did not know, didn't see, did not see, \
             didn't notice, did not notice, didn't realise, didn't realize, no need, no needs, not necessary, \
             need not, needn't, do not forget, don't forget, dont forget, never forget, not forget, please \
             note, note that, why not, can't wait, cannot wait, can not wait, couldn't agree more, could not \
             agree more, can't complain, cannot complain, couldn't be happier, couldn't be better, can't \
             argue, not only, no doubt, without doubt, without a doubt, not at all, nothing to add, nothing \
             else, nothing further, nothing more, nothing against, nothing wrong, nothing to worry about, no \
             one else, why would i not, mind at all, don't mind, do not mind, not mind, no kidding, if \
             needed, if necessary, if possible, if you like, if you want, if you wish, if i may, if you need \
             anything, if you need more, if you need something, if you need any, if you have any, if you have \
             questions, if you have a question, if you have further, if there is anything, if there's \
             anything, if anything comes up, if something comes up, if anything else, even if, as if, if not \
             already, once again, once more, at once, all at once, see you when, after all, last but not \
             least, not least, see you later, talk later, speak later, later today, later this week, sooner \
             or later, and also, thanks also, also thanks, one of the best, one of our, half day, half an \
             hour, the other day, other than that, happy to approve, glad to approve, the sooner the better, \
             not bad, not too bad, if i remember, if i recall, cost less, less than expected, kind regards, \
             kind of you, nothing missing, not wrong, get me wrong, nothing is missing, so far so good, for \
             another time, for another day, can't go wrong, cannot go wrong, i hope you, i hope the, i hope \
             it, i hope to, i hope all, i hope everything, hope you, not easy, i hope that you, let's see \
             you, as soon as possible, soon as possible, that's why, that is why, reason why, nothing except, \
             except praise, must have been, must be tired, must have had, no more, no idea, no one, nobody \
             told, not that i, not my favourite, not my favorite, before i forget, could not approve, \
             couldn't approve, wasn't able to approve, not bad for, until monday, until tuesday, until \
             wednesday, until thursday, until friday, until then, until next week, as of today, call me when, \
             only one remark, one remark",
        ),
    ],
    at_home: &[],
};
