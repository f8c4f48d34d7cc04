//! One verdict from all parts of a submission.
//!
//! Knows who wrote each part: what the requester typed never lowers what the receipts say. Must not read text itself.

use std::collections::HashSet;

use super::claim::{Claim, Doubt, largest, place};
use super::home::Home;
use super::page::Page;
use super::paper::STRUCTURED;
use super::parts::Parts;
use super::{Candidate, Finding, Verdict, bundle, total};
use crate::approval::Money;

/// More candidates than this are not handed on, but for the largest of each currency.
const MAX_CANDIDATES: usize = 40;

/// Weighs the parts against each other; what was left out of them could name more.
pub(super) fn weigh(parts: &Parts<'_>, left_out: Option<&str>, home: Home<'_>) -> Finding {
    let mut warnings = parts.warnings.clone();
    warnings.extend(hidden_amount(parts, home));
    let typed = typed(parts, home);
    let decided = match (bundle::together(&parts.papers, home), typed.is_empty()) {
        (Some(receipt), _) => Some(against_typed(receipt, &typed, parts, home)),
        (None, false) => largest(&typed, "you named different amounts", home),
        (None, true) => None,
    };
    let candidates = candidates(parts, decided.as_ref(), home);
    let stated = parts.papers.iter().flat_map(|paper| paper.stated().cloned()).collect();
    let unreadable = unreadable(parts).or_else(|| left_out.map(str::to_owned));
    let Some(claim) = decided else {
        let why = unreadable.unwrap_or_else(|| absent(&warnings));
        return Finding { verdict: Verdict::Absent(why), candidates, warnings, stated };
    };
    if claim.is_unnamed {
        warnings.push(format!("no currency is named: taken as {}", home.currency));
    }
    let is_typed = typed.iter().any(|typed| typed.agrees(&claim));
    let unread_bill = parts.unread_bill.clone().filter(|_| !is_typed);
    let verdict = match claim.doubt.map(Doubt::why).or(unreadable).or(unread_bill) {
        Some(doubt) => Verdict::Ambiguous(claim.candidate, doubt),
        None => Verdict::Certain(claim.candidate),
    };
    Finding { verdict, candidates, warnings, stated }
}

/// A total somewhere that cannot be read, or a part of a file: it could be larger than what can.
fn unreadable(parts: &Parts<'_>) -> Option<String> {
    // Machines read an invoice to its end, whatever its page looks like.
    let papers = parts.papers.iter().filter(|paper| paper.table.is_none() || !paper.is_table);
    let pages = papers.flat_map(|paper| &paper.pages).chain(&parts.typed);
    let mut reasons =
        pages.filter_map(|(source, page)| Some(format!("{}: {}", place(source), total::unreadable(page)?)));
    let mut left_out = parts.papers.iter().filter_map(|paper| {
        Some(format!("{} was not read to its end: {}", place(paper.source()), paper.left_out?))
    });
    reasons.next().or_else(|| left_out.next())
}

fn absent(warnings: &[String]) -> String {
    let unread: Vec<&str> =
        warnings.iter().filter(|warning| warning.contains("not read")).map(String::as_str).collect();
    if unread.is_empty() {
        "no amount of money was found".to_owned()
    } else {
        format!("no amount of money was found, and {}", unread.join(", "))
    }
}

/// What the requester typed: in the note, in the subject.
fn typed(parts: &Parts<'_>, home: Home<'_>) -> Vec<Claim> {
    let names_money = |page: &Page| page.figures.iter().any(|it| it.marked || total::names_whole(it));
    let pages = parts.typed.iter().filter(|(_, page)| names_money(page));
    pages.filter_map(|(source, page)| Claim::of_page(source, page, home)).collect()
}

/// The receipts beside what was typed: the larger stands, and a difference is said.
fn against_typed(mut receipt: Claim, typed: &[Claim], parts: &Parts<'_>, home: Home<'_>) -> Claim {
    let Some(other) = typed.iter().find(|claim| !claim.agrees(&receipt)) else {
        if let Some(named) = typed.iter().find(|claim| !claim.is_unnamed).filter(|_| receipt.is_unnamed) {
            receipt.candidate.money.currency = named.money().currency;
            receipt.is_unnamed = false;
        }
        if !typed.is_empty() && matches!(receipt.doubt, Some(Doubt::Unseen(_))) {
            receipt.doubt = None;
        }
        return receipt;
    };
    // What was typed is seen, and data that nobody sees never speaks against it but by being more.
    if receipt.candidate.part == Some(STRUCTURED)
        && let Some(seen) = largest(typed, "you named different amounts", home)
        && home.compare(seen.money(), receipt.money()).is_gt()
    {
        return seen;
    }
    let agreeing = typed.iter().any(|claim| claim.agrees(&receipt));
    let is_larger = home.compare(other.money(), receipt.money()).is_gt();
    if !is_larger && (agreeing || stands_in(parts, other.money(), home)) {
        return receipt;
    }
    let doubt = format!("the receipt says {}, but you wrote {}", receipt.said(), other.said());
    let larger = if is_larger { other } else { &receipt };
    Claim { doubt: Some(Doubt::Firm(doubt)), ..larger.clone() }
}

/// Whether the receipts themselves name this amount: an item of it, a discount.
fn stands_in(parts: &Parts<'_>, money: Money, home: Home<'_>) -> bool {
    let figures = parts.papers.iter().flat_map(|paper| paper.figures());
    figures.filter_map(|figure| figure.money(home.currency)).any(|other| other == money)
}

/// The largest amount that only hidden text names; it is never used.
fn hidden_amount(parts: &Parts<'_>, home: Home<'_>) -> Option<String> {
    let typed = parts.typed.iter().flat_map(|(_, page)| &page.figures);
    let figures = parts.papers.iter().flat_map(|paper| paper.figures()).chain(typed);
    let visible: HashSet<Money> = figures.filter_map(|figure| figure.money(home.currency)).collect();
    let hidden = parts.hidden.iter().flat_map(|page| &page.figures);
    let hidden = hidden.filter(|figure| figure.marked || total::names_whole(figure));
    let unseen =
        hidden.filter_map(|figure| figure.money(home.currency)).filter(|money| !visible.contains(money));
    let money = unseen.max_by(|one, other| home.compare(*one, *other))?;
    Some(format!("hidden text names {money}, which no reader sees; it was not used"))
}

/// All that could be the total, the decided one first, then by size.
fn candidates(parts: &Parts<'_>, decided: Option<&Claim>, home: Home<'_>) -> Vec<Candidate> {
    let mut rest: Vec<Candidate> = parts.papers.iter().flat_map(|paper| paper.possible(home)).collect();
    let typed = parts.typed.iter().flat_map(|(source, page)| Claim::all_of_page(source, page, home));
    rest.extend(typed.map(|claim| claim.candidate));
    rest.sort_by_key(|candidate| std::cmp::Reverse(candidate.money.value));
    let mut found: Vec<Candidate> = decided.map(|claim| claim.candidate.clone()).into_iter().collect();
    for candidate in rest {
        let is_new = found.iter().all(|known| known.money != candidate.money);
        // The largest of each currency is always there: another currency's figures say nothing of what it is worth.
        let is_first = || found.iter().all(|known| known.money.currency != candidate.money.currency);
        if is_new && (found.len() < MAX_CANDIDATES || is_first()) {
            found.push(candidate);
        }
    }
    found
}
