//! Which figure of one page is the total, and why.
//!
//! Knows what labels and sums prove. The largest total that a page supports wins; a lower one only where the page itself
//! counts from the larger to it. What does not fit is said.

use rust_decimal::Decimal;

use super::labels::Sense;
use super::ledger::Ledger;
use super::page::{Figure, Page};
use super::sections;
use super::weigh::Weigh;

/// What a page says.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// This is the total.
    Sure(Found),
    /// This one is the largest that could be; why it is not sure.
    Unsure(Found, String),
    /// There is no amount.
    Nothing,
}

/// A figure, and what speaks for it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The figure.
    pub(super) figure: Figure,
    /// In plain words.
    pub(super) why: String,
}

/// Labels of the whole.
const WHOLE: &[Sense] = &[Sense::Grand, Sense::Total, Sense::NetTotal];

/// Decides for one page.
pub(super) fn decide(page: &Page) -> Outcome {
    let ledger = Ledger::of(page);
    let possible = possible(page, &ledger);
    let Some(largest) = largest(&possible) else { return Outcome::Nothing };
    let weigh = Weigh::new(page, &ledger, &possible);
    if let Some((sum, is_sure)) = sections::sum(page, &weigh, largest) {
        let doubt = "it holds several receipts, counted together".to_owned();
        return if is_sure { Outcome::Sure(sum) } else { Outcome::Unsure(sum, doubt) };
    }
    let chosen = weigh.lowered(largest).or_else(|| weigh.raised(largest)).unwrap_or(largest);
    let found = |figure: &Figure| Found { figure: figure.clone(), why: weigh.reasons(figure) };
    match weigh.doubt(chosen) {
        Some(doubt) => {
            let list = sections::sum_of_list(&weigh, largest);
            Outcome::Unsure(list.unwrap_or_else(|| found(weigh.at_most(chosen, largest))), doubt)
        }
        None => Outcome::Sure(found(chosen)),
    }
}

/// What could be a total on this page, each with what speaks for it.
pub(super) fn candidates(page: &Page) -> Vec<Found> {
    let ledger = Ledger::of(page);
    let possible = possible(page, &ledger);
    let weigh = Weigh::new(page, &ledger, &possible);
    possible.iter().map(|figure| Found { figure: (*figure).clone(), why: weigh.reasons(figure) }).collect()
}

/// What could be a total on this page, by the best kind of label that it has.
fn possible<'a>(page: &'a Page, ledger: &Ledger) -> Vec<&'a Figure> {
    let readable: Vec<&Figure> = page.figures.iter().filter(|figure| is_positive(figure)).collect();
    let settled = |figure: &Figure| can_be_settled(figure) && ledger.is_settled(value(figure));
    let called = |senses: &[Sense], figure: &Figure| {
        senses.contains(&figure.sense) && (figure.is_price || names_whole(figure))
    };
    let most = unlabelled(readable.clone()).into_iter().map(value).max();
    let comes_to =
        |figure: &Figure| figure.is_price && Some(value(figure)) == most && ledger.closes(value(figure));
    let kinds: [&dyn Fn(&Figure) -> bool; 6] = [
        &|figure| called(WHOLE, figure),
        &settled,
        &|figure| called(&[Sense::Paid], figure),
        &|figure| called(&[Sense::Weak], figure),
        &comes_to,
        &|figure| called(&[Sense::Other], figure),
    ];
    for kind in kinds {
        let of_these: Vec<&Figure> = readable.iter().copied().filter(|figure| kind(figure)).collect();
        if !of_these.is_empty() {
            return of_these;
        }
    }
    unlabelled(readable)
}

/// Amounts that cash less change may prove, where nothing is called the total.
fn can_be_settled(figure: &Figure) -> bool {
    figure.is_price && matches!(figure.sense, Sense::Plain | Sense::Weak | Sense::Subtotal | Sense::Paid)
}

fn unlabelled(readable: Vec<&Figure>) -> Vec<&Figure> {
    let is_no_price =
        |figure: &&Figure| matches!(figure.sense, Sense::Noise | Sense::Change | Sense::Discount);
    let mut rest: Vec<&Figure> =
        readable.into_iter().filter(|figure| figure.is_price && !is_no_price(figure)).collect();
    if rest.iter().any(|figure| figure.sense != Sense::Cash) {
        rest.retain(|figure| figure.sense != Sense::Cash);
    }
    let marked: Vec<&Figure> =
        rest.iter().copied().filter(|figure| figure.marked && !figure.wordlike).collect();
    if marked.is_empty() { rest } else { marked }
}

/// Whether its label calls it the whole.
pub(super) fn names_whole(figure: &Figure) -> bool {
    WHOLE.contains(&figure.sense)
}

/// Whether it is more than zero.
pub(super) fn is_positive(figure: &Figure) -> bool {
    !figure.negative && figure.value.is_some_and(|value| value > Decimal::ZERO)
}

/// Its value, zero where it could not be read.
pub(super) fn value(figure: &Figure) -> Decimal {
    figure.value.unwrap_or_default()
}

/// The largest; of equals the best labelled, then the first.
fn largest<'a>(figures: &[&'a Figure]) -> Option<&'a Figure> {
    let unconverted: Vec<&'a Figure> = figures.iter().copied().filter(|figure| !figure.converted).collect();
    let pool = if unconverted.is_empty() { figures } else { &unconverted };
    pool.iter().copied().rev().max_by_key(|figure| (value(figure), figure.marked, rank(figure.sense)))
}

/// How well its label proves the whole.
pub(super) fn rank(sense: Sense) -> u8 {
    match sense {
        Sense::Grand => 4,
        Sense::Total => 3,
        Sense::NetTotal => 2,
        Sense::Paid => 1,
        Sense::Weak
        | Sense::Subtotal
        | Sense::Tax
        | Sense::Tip
        | Sense::Fee
        | Sense::Rounding
        | Sense::Discount
        | Sense::Prepaid
        | Sense::Cash
        | Sense::Change
        | Sense::Other
        | Sense::Noise
        | Sense::Plain => 0,
    }
}

/// Why a page cannot be relied on: its total, or its end, cannot be read safely.
pub(super) fn unreadable(page: &Page) -> Option<String> {
    if page.cut {
        return Some("it is too long to be read to its end".to_owned());
    }
    if let Some(scale) = page.scale.as_ref().filter(|_| !page.figures.is_empty()) {
        return Some(format!("it says \"{scale}\", so its amounts are larger than they look"));
    }
    let labelled = page.figures.iter().any(names_whole);
    let broken = page
        .figures
        .iter()
        .find(|figure| figure.value.is_none() && (names_whole(figure) || (!labelled && figure.marked)))?;
    Some(if broken.label.is_empty() {
        "an amount in it is written in a way that can be read as different numbers".to_owned()
    } else {
        format!(
            "the amount after \"{}\" is written in a way that can be read as different numbers",
            broken.label
        )
    })
}
