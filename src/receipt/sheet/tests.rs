//! Tables as people make them, and what they come to.

use super::*;
use crate::approval::Currency;

fn shown(rows: &str) -> String {
    let text = rows.replace(" | ", "\t");
    match read(&text, &Meaning::default(), Home::from(Currency::USD)) {
        Some(table) => {
            let sum = if table.is_sum { " sum" } else { "" };
            format!("{}{sum}{}", table.money, table.doubt.map(|why| format!(": {why}")).unwrap_or_default())
        }
        None => "no table".to_owned(),
    }
}

#[test]
fn the_row_of_the_total_counts_unless_the_rows_make_more() {
    assert_eq!(shown("Item | Amount\nA | 10.00\nB | 5.00\nTotal | 15.00"), "15.00 USD");
    assert_eq!(shown("Item | Amount\nA | 10.00\nB | 5.00\nTotal | 20.00"), "20.00 USD");
    assert_eq!(
        shown("Item | Amount\nA | 10.00\nB | 5.00\nTotal | 12.00"),
        "15.00 USD sum: its rows add up to 15.00 USD, but its total says 12.00 USD"
    );
    assert_eq!(shown("Item | Amount\nA | 10.00\nB | 5.00"), "15.00 USD sum");
}

#[test]
fn section_totals_without_a_grand_total_add_up() {
    let rows = "Item | Amount\nA | 10.00\nB | 5.00\nTotal | 15.00\nC | 7.00\nTotal | 7.00";
    assert_eq!(shown(rows), "22.00 USD sum");
}

#[test]
fn taxes_below_a_net_sum_are_part_of_the_total_and_below_the_total_are_not() {
    assert_eq!(
        shown("Item | Amount\nA | 10.00\nB | 5.00\nSubtotal | 15.00\nVAT | 3.00\nTotal | 18.00"),
        "18.00 USD"
    );
    assert_eq!(shown("Item | Amount\nA | 10.00\nB | 5.00\nTotal | 15.00\nincl. VAT | 2.40"), "15.00 USD");
}

#[test]
fn amounts_have_their_currency_from_the_cell_the_row_or_the_head() {
    assert_eq!(shown("Item | Amount (EUR)\nA | 10.00\nB | 5.00"), "15.00 EUR sum");
    assert_eq!(shown("Item | Amount | Currency\nA | 10.00 | GBP\nB | 5.00 | GBP"), "15.00 GBP sum");
    assert_eq!(shown("Item | Amount\nA | €10.00\nB | €5.00"), "15.00 EUR sum");
}

#[test]
fn minus_signs_and_parentheses_take_off() {
    assert_eq!(shown("Item | Amount\nA | 10.00\nCorrection | (2.50)\nB | 5.00"), "12.50 USD sum");
    assert_eq!(shown("Item | Amount\nA | 10.00\nDiscount | -2.50\nB | 5.00"), "12.50 USD sum");
}

#[test]
fn texts_without_a_column_of_amounts_are_no_tables() {
    for text in ["Total | 5.00", "Name | Phone\nA | 555 1234\nB | 555 9876", "no tabs", "a | b\nc | d"] {
        assert_eq!(shown(text), "no table", "{text}");
    }
}

#[test]
fn several_tables_may_add_up_unless_one_sums_up_the_others() {
    let two = "Item | Amount\nA | 10.00\nB | 5.00\n\nMeal | Cost\nC | 7.00\nD | 1.00";
    assert_eq!(
        shown(two),
        "23.00 USD sum: it is not clear whether its tables add up: 15.00 USD and 8.00 USD"
    );
    let summary = "Item | Amount\nA | 10.00\nB | 5.00\n\nMeal | Cost\nC | 7.00\nD | 1.00\n\nPart | Total\nItems | 15.00\nMeals | 8.00";
    assert_eq!(shown(summary), "23.00 USD sum");
    let again = "Item | Amount\nA | 10.00\nB | 5.00\n\nItem | Amount\nC | 7.00\nTotal | 22.00";
    assert_eq!(shown(again), "22.00 USD");
}

#[test]
fn rows_below_the_total_are_not_lost() {
    let below = "Date | Item | Amount\n1 May | A | 10.00\n | Total | 10.00\n2 May | B | 900.00";
    assert_eq!(shown(below), "910.00 USD: rows of 900.00 USD stand below its total");
}

#[test]
fn a_converted_column_counts_if_it_is_not_too_little() {
    let rates = [(Currency::from_code("EUR").unwrap(), Decimal::new(11, 1))].into();
    let home = Home { currency: Currency::USD, rates: &rates };
    let of = |usd: &str| {
        let text =
            format!("Item\tAmount\tCurrency\tAmount (USD)\nA\t100.00\tEUR\t{usd}\nB\t10.00\tUSD\t10.00");
        let table = read(&text, &Meaning::default(), home).unwrap();
        (table.money.to_string(), table.doubt.is_some())
    };
    assert_eq!(of("108.00"), ("118.00 USD".to_owned(), false));
    assert_eq!(of("10.80"), ("20.80 USD".to_owned(), true));
}

#[test]
fn prices_beside_quantities_may_be_for_one_piece() {
    assert_eq!(
        shown("Item | Qty | Price\nChair | 4 | 300.00\nDesk | 1 | 90.00"),
        "1,290.00 USD sum: it does not say whether its prices are for one: 390.00 USD or 1,290.00 USD"
    );
    assert_eq!(shown("Item | Qty | Price\nChair | 4 | 300.00\nTotal |  | 300.00"), "300.00 USD");
    assert_eq!(shown("Item | Qty | Price\nChair | 1 | 300.00\nDesk | 1 | 90.00"), "390.00 USD sum");
}
