//! The papers of one submission together: forms of one receipt, receipts that add up, a report over them.
//!
//! Knows how papers go together. Must not know what the requester typed.

use super::alike::{Relation, Traits};
use super::claim::{Claim, Doubt, is_same, place};
use super::home::Home;
use super::paper::{Kind, Paper};
use super::total;
use crate::approval::Money;

/// So many receipts are named in a sentence.
const MOST_NAMED: usize = 4;

/// A receipt, in one form or in several.
struct Receipt<'a> {
    papers: Vec<(&'a Paper<'a>, Traits)>,
    claim: Claim,
}

/// What all papers say together.
pub(super) fn together(papers: &[Paper<'_>], home: Home<'_>) -> Option<Claim> {
    let claimed = |kind: &dyn Fn(Kind) -> bool| {
        let of_kind = papers.iter().filter(|paper| kind(paper.kind));
        of_kind.filter_map(|paper| Some((paper, paper.claim(home)?))).collect::<Vec<_>>()
    };
    let body = claimed(&|kind| kind == Kind::Body).into_iter().next();
    let others = claimed(&|kind| kind != Kind::Body);
    // Most mails hold one receipt: nothing has to be compared then.
    if others.len() < 2 {
        let Some((paper, claim)) = others.into_iter().next() else { return body.map(|(_, claim)| claim) };
        let receipt = Receipt { papers: vec![(paper, Traits::default())], claim: claim.clone() };
        return Some(beside(body, claim, &[receipt], home));
    }
    let (back, due): (Vec<_>, Vec<_>) = receipts(others, home).into_iter().partition(|it| it.claim.is_refund);
    let receipts = if due.is_empty() { &back } else { &due };
    let mut documents = several(receipts, home)?;
    if let Some(doubt) = back.iter().find_map(|receipt| receipt.claim.doubt.clone()) {
        documents = documents.doubted(doubt);
    }
    Some(beside(body, documents, receipts, home))
}

/// Puts the forms of one receipt together.
fn receipts<'a>(papers: Vec<(&'a Paper<'a>, Claim)>, home: Home<'_>) -> Vec<Receipt<'a>> {
    let mut receipts: Vec<Receipt<'a>> = Vec::new();
    for (paper, claim) in papers {
        let traits = Traits::of(paper);
        let mut doubt = None;
        let mut known = None;
        for (place, receipt) in receipts.iter().enumerate() {
            match relation(receipt, paper, &traits, &claim) {
                Relation::Same => known = known.or(Some(place)),
                Relation::Unclear if receipt.claim.agrees(&claim) => {
                    doubt = Some(twins(&receipt.claim, &claim))
                }
                Relation::Different | Relation::Unclear => {}
            }
        }
        match known.and_then(|place| receipts.get_mut(place)) {
            Some(receipt) => receipt.join(paper, traits, claim, home),
            None => {
                let claim = match doubt {
                    Some(doubt) => claim.doubted(doubt),
                    None => claim,
                };
                receipts.push(Receipt { papers: vec![(paper, traits)], claim });
            }
        }
    }
    receipts
}

/// A file and a mail that name the same amount are one receipt unless their numbers say otherwise.
fn relation(receipt: &Receipt<'_>, paper: &Paper<'_>, traits: &Traits, claim: &Claim) -> Relation {
    let relations = receipt.papers.iter().map(|(known, known_traits)| {
        let explained = known.explains(claim) || paper.explains(&receipt.claim);
        let is_form =
            known.kind != paper.kind || known.text.trim().is_empty() != paper.text.trim().is_empty();
        match known_traits.by_number(traits) {
            Relation::Unclear if explained || (is_form && receipt.claim.agrees(claim)) => Relation::Same,
            Relation::Unclear => known_traits.relation(traits),
            known @ (Relation::Same | Relation::Different) => known,
        }
    });
    relations
        .min_by_key(|relation| match relation {
            Relation::Same => 0,
            Relation::Unclear => 1,
            Relation::Different => 2,
        })
        .unwrap_or(Relation::Unclear)
}

fn twins(one: &Claim, other: &Claim) -> Doubt {
    Doubt::Unseen(format!(
        "{} and {} name the same amount, and it is not clear whether they are one receipt or two",
        place(&one.candidate.source),
        place(&other.candidate.source)
    ))
}

impl<'a> Receipt<'a> {
    /// Another form of the same: the larger amount counts, and a difference that nothing explains is said.
    fn join(&mut self, paper: &'a Paper<'a>, traits: Traits, claim: Claim, home: Home<'_>) {
        let explained = self.explains(&claim) || paper.explains(&self.claim);
        let differ =
            format!("they are forms of one receipt but name {} and {}", self.claim.said(), claim.said());
        let is_more = home.compare(claim.money(), self.claim.money()).is_gt();
        let agrees = self.claim.agrees(&claim);
        let doubts = [self.claim.doubt.take(), claim.doubt.clone()];
        if is_more || (agrees && self.claim.is_unnamed) {
            self.claim = claim;
        }
        let firm = doubts.iter().flatten().find(|doubt| matches!(doubt, Doubt::Firm(_))).cloned();
        let all =
            doubts.iter().all(Option::is_some).then(|| doubts.iter().flatten().next().cloned()).flatten();
        self.claim.doubt = match (agrees, explained) {
            (true, _) => firm.or(all),
            (false, true) => firm,
            (false, false) => Some(Doubt::Firm(differ)),
        };
        self.papers.push((paper, traits));
    }

    fn explains(&self, claim: &Claim) -> bool {
        self.papers.iter().any(|(paper, _)| paper.explains(claim))
    }

    /// Whether it prints the amount of another receipt as one of its items.
    fn lists(&self, other: &Claim) -> bool {
        self.papers.iter().any(|(paper, _)| lists(paper, other))
    }
}

/// An item of a receipt may cost what another receipt comes to; of a report that is no chance.
fn is_report(paper: &Paper<'_>, others: usize) -> bool {
    const WORDS: [&str; 9] =
        ["report", "expenses", "spesen", "abrechnung", "frais", "gastos", "spese", "onkosten", "utlägg"];
    let named = || {
        let text: String = paper.text.chars().take(2_000).flat_map(char::to_lowercase).collect();
        WORDS.iter().any(|word| text.contains(word))
    };
    others > 1 || paper.is_table || named()
}

fn lists(paper: &Paper<'_>, other: &Claim) -> bool {
    let items = paper.figures().filter(|figure| !total::names_whole(figure));
    items.filter_map(|figure| figure.value).any(|value| is_same(value, other.money().value))
}

/// Several receipts: a report over the others is the total, else they add up.
fn several(receipts: &[Receipt<'_>], home: Home<'_>) -> Option<Claim> {
    let [_, _, ..] = receipts else { return receipts.first().map(|receipt| receipt.claim.clone()) };
    if let Some(report) = report(receipts, home) {
        return Some(report);
    }
    let monies: Vec<Money> = receipts.iter().map(|receipt| receipt.claim.money()).collect();
    let largest =
        receipts.iter().max_by(|one, other| home.compare(one.claim.money(), other.claim.money()))?;
    let Some(sum) = home.sum(&monies) else {
        let why = "the receipts are in different currencies, one of which has no rate".to_owned();
        return Some(largest.claim.clone().doubted(Doubt::Firm(why)));
    };
    let named: Vec<String> = receipts.iter().take(MOST_NAMED).map(|receipt| receipt.claim.said()).collect();
    let named = named.join(", ");
    let mut claim = largest.claim.clone().with(sum);
    claim.candidate.why = format!("what they come to: {named}");
    claim.is_unnamed = receipts.iter().all(|receipt| receipt.claim.is_unnamed);
    claim.candidate.recognised = receipts.iter().any(|receipt| receipt.claim.candidate.recognised);
    claim.candidate.label = format!("sum of {} receipts", receipts.len());
    claim.doubt = receipts
        .iter()
        .find_map(|receipt| receipt.claim.doubt.clone())
        .or_else(|| unsummed(receipts, sum, &named));
    Some(claim)
}

/// Why receipts may not add up.
fn unsummed(receipts: &[Receipt<'_>], sum: Money, named: &str) -> Option<Doubt> {
    if receipts.iter().any(|receipt| receipt.claim.money().currency != sum.currency) {
        return Some(Doubt::Firm(format!(
            "the receipts are in different currencies, together {sum}: {named}"
        )));
    }
    let is_part =
        |one: &Receipt<'_>| receipts.iter().any(|other| !std::ptr::eq(one, other) && one.lists(&other.claim));
    if let [_, _] = receipts
        && receipts.iter().any(is_part)
    {
        let why = format!("one of these may be a part of the other, and they were added up: {named}");
        return Some(Doubt::Unseen(why));
    }
    let all_called = receipts.iter().all(|receipt| receipt.claim.is_called_total);
    (!all_called).then(|| Doubt::Unseen(format!("it is not clear whether these amounts add up: {named}")))
}

/// A report over all the others: its total is their sum, or it lists each of them.
fn report(receipts: &[Receipt<'_>], home: Home<'_>) -> Option<Claim> {
    let others = |place: usize| {
        let rest = receipts.iter().enumerate().filter(move |(other, _)| *other != place);
        rest.map(|(_, receipt)| &receipt.claim)
    };
    let sum_of_others = |place: usize| home.sum(&others(place).map(Claim::money).collect::<Vec<_>>());
    let is_sum = |place: usize, receipt: &Receipt<'_>| {
        let sum = sum_of_others(place).filter(|_| receipts.len() > 2);
        sum.is_some_and(|sum| receipt.claim.agrees(&receipt.claim.clone().with(sum)))
    };
    let by_sum = receipts.iter().enumerate().find(|(place, receipt)| is_sum(*place, receipt));
    let lists_all = |(place, receipt): &(usize, &Receipt<'_>)| {
        let is_report = receipt.papers.iter().any(|(paper, _)| is_report(paper, receipts.len() - 1));
        is_report && others(*place).all(|other| receipt.lists(other))
    };
    let (place, report) = by_sum.or_else(|| receipts.iter().enumerate().find(lists_all))?;
    let sum = sum_of_others(place)?;
    let claim = report.claim.clone();
    if home.compare(sum, claim.money()).is_gt() && !claim.agrees(&claim.clone().with(sum)) {
        let why = format!("the receipts add up to {sum}, but the report over them says {}", claim.said());
        return Some(claim.with(sum).doubted(Doubt::Firm(why)));
    }
    let firm = others(place).find_map(|other| other.doubt.clone().filter(|it| matches!(it, Doubt::Firm(_))));
    Some(match firm {
        Some(doubt) => claim.doubted(doubt),
        None => claim,
    })
}

/// The text of the mail beside its files and the mails in it.
fn beside(
    body: Option<(&Paper<'_>, Claim)>,
    documents: Claim,
    receipts: &[Receipt<'_>],
    home: Home<'_>,
) -> Claim {
    let Some((paper, body)) = body else { return documents };
    if body.agrees(&documents) {
        return one_of_two(body, documents);
    }
    let repeats = receipts.iter().any(|receipt| receipt.claim.agrees(&body) || receipt.explains(&body));
    let is_less = home.compare(documents.money(), body.money()).is_gt();
    if repeats && is_less {
        return documents;
    }
    // A report typed into the mail: it lists every receipt that it brings.
    let lists_all = receipts.iter().all(|receipt| lists(paper, &receipt.claim));
    if lists_all && is_report(paper, receipts.len()) && !is_less && body.is_called_total {
        return body;
    }
    if is_less && !body.is_called_total && body.doubt.is_some() && paper.shows(documents.money()) {
        return documents;
    }
    let why =
        format!("the mail and its files name different totals: {} and {}", body.said(), documents.said());
    let mut larger = if is_less { documents } else { body };
    larger.doubt = Some(Doubt::Firm(why));
    larger
}

/// The same amount twice: what one is sure of the other need not be.
fn one_of_two(body: Claim, documents: Claim) -> Claim {
    let doubts = [&body.doubt, &documents.doubt];
    let firm = doubts.into_iter().flatten().find(|doubt| matches!(doubt, Doubt::Firm(_))).cloned();
    let all = doubts.into_iter().all(Option::is_some).then(|| body.doubt.clone()).flatten();
    let recognised = body.candidate.recognised && documents.candidate.recognised;
    let mut claim = if body.is_unnamed { documents } else { body };
    claim.doubt = firm.or(all);
    claim.candidate.recognised = recognised;
    claim
}
