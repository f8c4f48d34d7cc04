//! FatturaPA without its optional total: what the tables of taxes and payments add up to.
//!
//! Knows that format only.

use rust_decimal::Decimal;

use super::leaves::Section;
use super::{Amounts, ROUNDING, decimal};

/// The element at which such an invoice begins.
pub(super) const ROOT: &str = "FatturaElettronicaBody";

const TAXES: [&str; 2] =
    ["/DatiBeniServizi/DatiRiepilogo/ImponibileImporto", "/DatiBeniServizi/DatiRiepilogo/Imposta"];
const SIMPLIFIED: [&str; 1] = ["/DatiBeniServizi/Importo"];
const PAYMENTS: [&str; 1] = ["/DatiPagamento/DettaglioPagamento/ImportoPagamento"];
const CONDITIONS: [&str; 1] = ["/DatiPagamento/CondizioniPagamento"];

/// Fills in the total with taxes, where it is not stated or the tables make more of it.
pub(super) fn complete(section: &Section, amounts: &mut Amounts) -> Result<(), String> {
    let taxed = sum(section, &TAXES)?.max(sum(section, &SIMPLIFIED)?);
    if let Some(stated) = amounts.gross {
        // Stamps and rounding move the total by little; tables that make much more contradict it.
        let more = taxed.filter(|taxed| *taxed > stated + Decimal::ONE + Decimal::ONE);
        amounts.doubt = more.map(|more| format!("its total is {stated}, but its taxes and nets make {more}"));
        amounts.gross = more.or(Some(stated));
        return Ok(());
    }
    let paid = sum(section, &PAYMENTS)?;
    let single = section.all(&PAYMENTS).filter_map(|leaf| decimal(&leaf.text)).max();
    let in_instalments = section.text(&CONDITIONS) == Some("TP01");
    let is_more = |paid: Option<Decimal>| paid > taxed.map(|taxed| taxed + ROUNDING);
    amounts.gross = taxed.max(paid);
    // Several ways to pay the whole are not several parts of it.
    if is_more(paid) && taxed.is_some() && !is_more(single) {
        amounts.gross = taxed;
    } else if is_more(paid) && single != paid && !in_instalments {
        amounts.doubt = Some("it does not say whether its payments are parts or alternatives".to_owned());
    }
    Ok(())
}

fn sum(section: &Section, paths: &[&str]) -> Result<Option<Decimal>, String> {
    let mut sum = None;
    for leaf in section.all(paths) {
        let value = decimal(&leaf.text).ok_or_else(|| "one of its amounts is no plain number".to_owned())?;
        sum = Some(sum.unwrap_or(Decimal::ZERO) + value);
    }
    Ok(sum)
}
