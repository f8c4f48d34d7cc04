//! One verdict from all parts of a submission.
//!
//! Knows who wrote each part: what the requester typed never lowers what the receipt says. Must not read text itself.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::currency::Read;
use super::page::Page;
use super::parts::Parts;
use super::total::{self, Found, Outcome};
use super::{Candidate, Finding, Source, Verdict};
use crate::approval::{Currency, Money};

/// More candidates than this are not handed on, but for the largest of each currency.
const MAX_CANDIDATES: usize = 40;
/// Differences of cash rounding.
const ROUNDING: Decimal = Decimal::from_parts(4, 0, 0, false, 2);

/// An amount with where it stands.
#[derive(Clone)]
struct Claim {
    candidate: Candidate,
    is_unnamed: bool,
    /// Why it is not sure.
    doubt: Option<String>,
}

/// Weighs the parts against each other; what was left out of them could name more.
pub(super) fn weigh(parts: Parts, left_out: Option<&str>, home: Currency) -> Finding {
    let mut warnings = parts.warnings.clone();
    warnings.extend(hidden_amounts(&parts, home));
    let receipt = receipts(&parts, home);
    let typed = typed(&parts, home);
    let decided = match (receipt, typed.is_empty()) {
        (Some(receipt), _) => Some(against_typed(receipt, &typed, &parts, home)),
        (None, false) => largest(typed.clone(), "you named different amounts"),
        (None, true) => None,
    };
    let candidates = candidates(&parts, decided.as_ref(), home);
    let unreadable = unreadable(&parts).or_else(|| left_out.map(str::to_owned));
    let Some(claim) = decided else {
        let why = unreadable.unwrap_or_else(|| absent(&warnings));
        return Finding { verdict: Verdict::Absent(why), candidates, warnings };
    };
    if claim.is_unnamed {
        warnings.push(format!("no currency is named: taken as {home}"));
    }
    let verdict = match claim.doubt.or(unreadable) {
        Some(doubt) => Verdict::Ambiguous(claim.candidate, doubt),
        None => Verdict::Certain(claim.candidate),
    };
    Finding { verdict, candidates, warnings }
}

/// A total somewhere that cannot be read: it could be larger than what can.
fn unreadable(parts: &Parts) -> Option<String> {
    let pages = parts.receipts.iter().chain(&parts.typed);
    let mut reasons =
        pages.filter_map(|(source, page)| Some(format!("{}: {}", place(source), total::unreadable(page)?)));
    reasons.next()
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

fn claim(source: &Source, found: &Found, doubt: Option<String>, home: Currency) -> Option<Claim> {
    let figure = &found.figure;
    let money = figure.money(home)?;
    let doubt = doubt.or_else(|| match figure.currency {
        Read::Taken(currency) => {
            Some(format!("it does not say which currency it is in; it could be {currency}"))
        }
        Read::Named(_) | Read::Unnamed => None,
    });
    let candidate =
        Candidate { money, label: figure.label.clone(), source: source.clone(), why: found.why.clone() };
    Some(Claim { candidate, is_unnamed: figure.currency == Read::Unnamed, doubt })
}

fn page_claim(source: &Source, page: &Page, home: Currency) -> Option<Claim> {
    match total::decide(page) {
        Outcome::Sure(found) => claim(source, &found, None, home),
        Outcome::Unsure(found, why) => claim(source, &found, Some(format!("{}: {why}", place(source))), home),
        Outcome::Nothing => None,
    }
}

/// Where something stands, in words.
fn place(source: &Source) -> String {
    match source {
        Source::Subject => "the subject".to_owned(),
        Source::Text => "the text".to_owned(),
        Source::Html => "the HTML part".to_owned(),
        Source::Attachment(name) => name.clone(),
    }
}

/// What the receipts say together.
fn receipts(parts: &Parts, home: Currency) -> Option<Claim> {
    let claims = parts.receipts.iter().filter_map(|(source, page)| page_claim(source, page, home)).collect();
    largest(claims, "the parts name different totals")
}

/// What the requester typed: in the note, in the subject.
fn typed(parts: &Parts, home: Currency) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (source, page) in &parts.typed {
        if page.figures.iter().any(|figure| figure.marked || total::names_whole(figure)) {
            claims.extend(page_claim(source, page, home));
        }
    }
    claims
}

/// The largest of several; a doubt where they differ.
fn largest(claims: Vec<Claim>, differ: &str) -> Option<Claim> {
    let mut best = claims.iter().max_by_key(|claim| claim.candidate.money.value)?.clone();
    let named = claims.iter().find(|claim| !claim.is_unnamed && agree(claim, &best));
    if let (true, Some(named)) = (best.is_unnamed, named) {
        best = named.clone();
    }
    let twin = claims.iter().find(|claim| claim.doubt.is_none() && agree(claim, &best));
    if let Some(twin) = twin {
        best.doubt.clone_from(&twin.doubt);
    }
    if let Some(other) = claims.iter().find(|claim| !agree(claim, &best)) {
        best.doubt = Some(format!("{differ}: {} and {}", said(&best), said(other)));
    }
    Some(best)
}

fn agree(one: &Claim, other: &Claim) -> bool {
    let (one_money, other_money) = (one.candidate.money, other.candidate.money);
    let same_currency = one_money.currency == other_money.currency || one.is_unnamed || other.is_unnamed;
    same_currency && (one_money.value - other_money.value).abs() <= ROUNDING
}

fn said(claim: &Claim) -> String {
    format!("{} in {}", claim.candidate.money, place(&claim.candidate.source))
}

/// The receipt beside what was typed: the larger stands, and a difference is said.
fn against_typed(mut receipt: Claim, typed: &[Claim], parts: &Parts, home: Currency) -> Claim {
    let Some(other) = typed.iter().find(|claim| !agree(claim, &receipt)) else {
        if let Some(named) = typed.iter().find(|claim| !claim.is_unnamed).filter(|_| receipt.is_unnamed) {
            receipt.candidate.money.currency = named.candidate.money.currency;
            receipt.is_unnamed = false;
        }
        return receipt;
    };
    let agreeing = typed.iter().any(|claim| agree(claim, &receipt));
    let is_larger = other.candidate.money.value > receipt.candidate.money.value;
    if !is_larger && (agreeing || stands_in(parts, other.candidate.money, home)) {
        return receipt;
    }
    let doubt = format!("the receipt says {}, but you wrote {}", said(&receipt), said(other));
    let larger = if is_larger { other } else { &receipt };
    Claim { doubt: Some(doubt), ..larger.clone() }
}

/// Whether the receipt itself names this amount: an item of it, a discount.
fn stands_in(parts: &Parts, money: Money, home: Currency) -> bool {
    let figures = parts.receipts.iter().flat_map(|(_, page)| &page.figures);
    figures.filter_map(|figure| figure.money(home)).any(|other| other == money)
}

/// Amounts that only hidden text names; they are never used.
fn hidden_amounts(parts: &Parts, home: Currency) -> Option<String> {
    let pages = parts.receipts.iter().chain(&parts.typed);
    let visible: HashSet<Money> =
        pages.flat_map(|(_, page)| &page.figures).filter_map(|figure| figure.money(home)).collect();
    let hidden = parts.hidden.figures.iter().filter(|figure| figure.marked || total::names_whole(figure));
    let money = hidden.filter_map(|figure| figure.money(home)).find(|money| !visible.contains(money))?;
    Some(format!("hidden text names {money}, which no reader sees; it was not used"))
}

/// All that could be the total, the decided one first, then by size.
fn candidates(parts: &Parts, decided: Option<&Claim>, home: Currency) -> Vec<Candidate> {
    let mut rest: Vec<Candidate> = Vec::new();
    for (source, page) in parts.receipts.iter().chain(&parts.typed) {
        let claims =
            total::candidates(page).into_iter().filter_map(|found| claim(source, &found, None, home));
        rest.extend(claims.map(|claim| claim.candidate));
    }
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
