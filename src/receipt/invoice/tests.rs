//! What single invoices state, and random ones.

use proptest::prelude::*;

use super::*;

fn stated(xml: &str) -> Vec<Stated> {
    read(xml, Currency::USD).unwrap().into_iter().map(|invoice| invoice.stated).collect()
}

#[test]
fn seller_date_and_number_are_told() {
    let xml = "<p:FatturaElettronica xmlns:p='x'><FatturaElettronicaHeader><CedentePrestatore><DatiAnagrafici><Anagrafica>\
        <Denominazione>Alfa &amp; Figli</Denominazione></Anagrafica></DatiAnagrafici></CedentePrestatore></FatturaElettronicaHeader>\
        <FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD01</TipoDocumento><Divisa>EUR</Divisa>\
        <Data>2026-09-01</Data><Numero>12/A</Numero><ImportoTotaleDocumento>122.00</ImportoTotaleDocumento>\
        </DatiGeneraliDocumento></DatiGenerali></FatturaElettronicaBody></p:FatturaElettronica>";
    let [stated] = <[Stated; 1]>::try_from(stated(xml)).unwrap();
    assert_eq!((stated.seller.as_str(), stated.date.as_str()), ("Alfa & Figli", "2026-09-01"));
    assert_eq!((stated.number.as_str(), stated.label.as_str()), ("12/A", "Invoice 12/A"));
    assert!(!stated.is_refund && stated.money.to_string() == "122.00 EUR");
}

#[test]
fn other_xml_is_no_invoice() {
    assert_eq!(stated("<html><body>Invoice</body></html>"), []);
    assert_eq!(stated("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"), []);
}

#[test]
fn numbers_are_read_only_where_they_have_one_reading() {
    for (text, expected) in [
        ("12", Some("12")),
        ("12.50", Some("12.5")),
        ("-3", Some("-3")),
        ("+4", Some("4")),
        ("1240,50", Some("1240.5")),
    ] {
        assert_eq!(decimal(text).map(|value| value.to_string()).as_deref(), expected, "{text}");
    }
    for text in ["", "1,234", "1.234,50", "1 234", "1e5", "0x10", "9999999999999", "1.2.3", "NaN", "1_000"] {
        assert_eq!(decimal(text), None, "{text}");
    }
}

/// Work grows with the text, not with its square.
#[test]
fn hostile_xml_is_read_to_its_end_or_refused() {
    let many = [
        "<a>".repeat(100_000),
        format!("<Invoice>{}</Invoice>", "<ID>1</ID>".repeat(50_000)),
        format!("<Invoice {}/>", "a='b' ".repeat(50_000)),
        format!("<Invoice><ID>{}</ID></Invoice>", "x".repeat(1_000_000)),
        format!("<Invoice><ID>{}</ID></Invoice>", "&amp;".repeat(200_000)),
        "<Invoice/>".repeat(50_000),
        format!("<a><![CDATA[{}]]></a>", "<Invoice>".repeat(50_000)),
    ];
    for xml in &many {
        let _ = read(xml, Currency::USD);
    }
}

proptest! {
    #[test]
    fn prepaid_invoices_count_in_full(
        gross in 1_u64..100_000_000,
        prepaid in 0_u64..100_000_000,
        prefix in "[a-z]{1,8}",
        space in "[ \n\t]{0,3}",
    ) {
        let prepaid = prepaid.min(gross);
        let print = |minor: u64| format!("{}.{:02}", minor / 100, minor % 100);
        let ubl = format!(
            "<{prefix}:Invoice xmlns:{prefix}='u'>{space}<{prefix}:DocumentCurrencyCode>EUR</{prefix}:DocumentCurrencyCode>\
             <{prefix}:LegalMonetaryTotal>{space}<{prefix}:TaxInclusiveAmount currencyID='EUR'>{}</{prefix}:TaxInclusiveAmount>\
             <{prefix}:PrepaidAmount currencyID='EUR'>{}</{prefix}:PrepaidAmount><{prefix}:PayableAmount currencyID='EUR'>{space}{}\
             </{prefix}:PayableAmount></{prefix}:LegalMonetaryTotal></{prefix}:Invoice>",
            print(gross), print(prepaid), print(gross - prepaid)
        );
        let cii = format!(
            "<{prefix}:CrossIndustryInvoice xmlns:{prefix}='u'><a><ApplicableHeaderTradeSettlement><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>\
             <{prefix}:SpecifiedTradeSettlementHeaderMonetarySummation><DuePayableAmount>{}</DuePayableAmount>\
             <TotalPrepaidAmount>{}</TotalPrepaidAmount><GrandTotalAmount>{}</GrandTotalAmount>\
             </{prefix}:SpecifiedTradeSettlementHeaderMonetarySummation></ApplicableHeaderTradeSettlement></a></{prefix}:CrossIndustryInvoice>",
            print(gross - prepaid), print(prepaid), print(gross)
        );
        for xml in [ubl, cii] {
            let found = read(&xml, Currency::USD).unwrap();
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].stated.money.value, Decimal::new(i64::try_from(gross).unwrap(), 2));
            prop_assert_eq!(&found[0].doubt, &None);
        }
    }

    #[test]
    fn arbitrary_xml_is_survived(xml in "(<[/]?(Invoice|LegalMonetaryTotal|PayableAmount|a:b)( currencyID='EUR')?>|[0-9.,-]{1,8}|&amp;|&#4;|<!\\[CDATA\\[|\\]\\]>|<!--|-->){0,30}") {
        let _ = read(&xml, Currency::USD);
    }
}
