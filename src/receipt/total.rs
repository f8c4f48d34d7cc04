//! Which figure of one page is the total.
//!
//! Knows what labels and sums prove. The largest total that a page supports wins; what does not fit is said.

use rust_decimal::Decimal;

use super::labels::Sense;
use super::page::{Figure, Page};
use super::weigh::Weigh;

/// What a page says.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// This figure is the total.
    Sure(Figure),
    /// This one is the largest that could be; why it is not sure.
    Unsure(Figure, String),
    /// There is no amount.
    Nothing,
}

/// What could be a total on this page, the likeliest first.
pub(super) fn possible(page: &Page) -> Vec<&Figure> {
    let readable: Vec<&Figure> = page.figures.iter().filter(|figure| is_positive(figure)).collect();
    for senses in [WHOLE, &[Sense::Paid][..], &[Sense::Weak][..]] {
        let of_these: Vec<&Figure> = readable
            .iter()
            .copied()
            .filter(|figure| senses.contains(&figure.sense) && (figure.is_price || names_whole(figure)))
            .collect();
        if !of_these.is_empty() {
            return of_these;
        }
    }
    let unlabelled =
        |figure: &&Figure| !matches!(figure.sense, Sense::Noise | Sense::Change | Sense::Discount);
    let rest: Vec<&Figure> =
        readable.into_iter().filter(unlabelled).filter(|figure| figure.is_price).collect();
    let marked: Vec<&Figure> =
        rest.iter().copied().filter(|figure| figure.marked && !figure.wordlike).collect();
    if marked.is_empty() { rest } else { marked }
}

/// Whether its label calls it the whole.
pub(super) fn names_whole(figure: &Figure) -> bool {
    WHOLE.contains(&figure.sense)
}

/// Labels of the whole.
const WHOLE: &[Sense] = &[Sense::Grand, Sense::Total, Sense::NetTotal];

/// Decides for one page.
pub(super) fn decide(page: &Page) -> Outcome {
    let possible = possible(page);
    let Some(largest) = largest(&possible) else { return Outcome::Nothing };
    let weigh = Weigh::new(page, &possible);
    let chosen = weigh.after_discount(largest).unwrap_or(largest);
    match weigh.doubt(chosen) {
        Some(doubt) => Outcome::Unsure(largest.clone(), doubt),
        None => Outcome::Sure(chosen.clone()),
    }
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
        | Sense::Noise
        | Sense::Plain => 0,
    }
}

/// Why a page cannot be relied on: its total, or its end, cannot be read safely.
pub(super) fn unreadable(page: &Page) -> Option<String> {
    if page.cut {
        return Some("it is too long to be read to its end".to_owned());
    }
    let labelled = page.figures.iter().any(|figure| WHOLE.contains(&figure.sense));
    let broken = page.figures.iter().find(|figure| {
        figure.value.is_none() && (WHOLE.contains(&figure.sense) || (!labelled && figure.marked))
    })?;
    Some(if broken.label.is_empty() {
        "an amount in it is written in a way that can be read as different numbers".to_owned()
    } else {
        format!(
            "the amount after \"{}\" is written in a way that can be read as different numbers",
            broken.label
        )
    })
}
