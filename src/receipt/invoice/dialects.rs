//! Where each kind of electronic invoice keeps its amounts, a row a kind.
//!
//! Knows the names of published standards. Must not know how the amounts are weighed.

use std::collections::HashSet;
use std::sync::LazyLock;

/// One kind of electronic invoice. Paths are those of `Section`: `/ID` in the invoice itself, `PayableAmount` anywhere.
#[derive(Debug)]
pub(super) struct Dialect {
    /// The elements at which an invoice begins.
    pub(super) roots: &'static [&'static str],
    /// The total with all taxes.
    pub(super) gross: &'static [&'static str],
    /// What is left to pay.
    pub(super) payable: &'static [&'static str],
    /// What was paid before.
    pub(super) prepaid: &'static [&'static str],
    /// The total without taxes.
    pub(super) net: &'static [&'static str],
    /// All taxes together.
    pub(super) tax: &'static [&'static str],
    /// By how much the amount to pay was rounded.
    pub(super) rounding: &'static [&'static str],
    /// The code of the currency.
    pub(super) currency: &'static [&'static str],
    /// The currency where none is named.
    pub(super) home: Option<&'static str>,
    /// What kind of document it is.
    pub(super) kind: &'static [&'static str],
    /// The kinds that give money back.
    pub(super) refunds: &'static [&'static str],
    /// The number of the invoice.
    pub(super) number: &'static [&'static str],
    /// Its date.
    pub(super) date: &'static [&'static str],
    /// Who sells; where it stands in the envelope, from the file's first element.
    pub(super) seller: &'static [&'static str],
}

/// Credit notes of UNTDID 1001.
const CREDIT_NOTES: &[&str] =
    &["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"];

/// All kinds; of those with the same root, the first whose amounts are there.
pub(super) const ALL: &[Dialect] =
    &[UBL, OLD_UBL, CII, ZUGFERD_1, FATTURA, FACTURAE, CFDI, NFE, KSEF, FINVOICE, EBINTERFACE];

/// OASIS UBL 2.x: Peppol BIS, XRechnung, EHF, OIOUBL, NLCIUS, and the countries' own profiles.
const UBL: Dialect = Dialect {
    roots: &["Invoice", "CreditNote", "DebitNote", "SelfBilledInvoice", "SelfBilledCreditNote"],
    gross: &["/LegalMonetaryTotal/TaxInclusiveAmount", "/RequestedMonetaryTotal/TaxInclusiveAmount"],
    payable: &["/LegalMonetaryTotal/PayableAmount", "/RequestedMonetaryTotal/PayableAmount"],
    prepaid: &["/LegalMonetaryTotal/PrepaidAmount"],
    net: &["/LegalMonetaryTotal/TaxExclusiveAmount"],
    tax: &["/TaxTotal/TaxAmount"],
    rounding: &["/LegalMonetaryTotal/PayableRoundingAmount"],
    currency: &["/DocumentCurrencyCode"],
    kind: &["/InvoiceTypeCode", "/CreditNoteTypeCode"],
    refunds: CREDIT_NOTES,
    number: &["/ID"],
    date: &["/IssueDate"],
    seller: &[
        "/AccountingSupplierParty/Party/PartyName/Name",
        "/AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName",
        "/SellerSupplierParty/Party/PartyName/Name",
    ],
    home: None,
};

/// UBL 0.7 and 1.0: OIOXML, Svefaktura.
const OLD_UBL: Dialect = Dialect {
    roots: &["Invoice", "CreditNote"],
    gross: &["/LegalTotal/TaxInclusiveTotalAmount", "/LegalTotals/TaxInclusiveTotalAmount"],
    payable: &["/LegalTotals/ToBePaidTotalAmount", "/LegalTotal/PayableAmount"],
    prepaid: &[],
    net: &["/LegalTotal/TaxExclusiveTotalAmount"],
    tax: &["/TaxTotal/TotalTaxAmount", "/TaxTotal/TaxAmounts/TaxAmount"],
    rounding: &["/LegalTotal/RoundOffAmount"],
    currency: &["/InvoiceCurrencyCode", "/MainCurrencyCode"],
    kind: &["/InvoiceTypeCode", "/TypeCode"],
    refunds: &["381", "PCM"],
    number: &["/ID"],
    date: &["/IssueDate"],
    seller: &["/SellerParty/Party/PartyName/Name", "/SellerParty/PartyName/Name"],
    home: None,
};

/// UN/CEFACT D16B: Factur-X, ZUGFeRD 2, XRechnung.
const CII: Dialect = Dialect {
    roots: &["CrossIndustryInvoice"],
    gross: &[
        "SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
        "ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/GrandTotalAmount",
    ],
    payable: &[
        "SpecifiedTradeSettlementHeaderMonetarySummation/DuePayableAmount",
        "ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/DuePayableAmount",
    ],
    prepaid: &["SpecifiedTradeSettlementHeaderMonetarySummation/TotalPrepaidAmount"],
    net: &["SpecifiedTradeSettlementHeaderMonetarySummation/TaxBasisTotalAmount"],
    tax: &["SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount"],
    rounding: &["SpecifiedTradeSettlementHeaderMonetarySummation/RoundingAmount"],
    currency: &[
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode",
        "InvoiceCurrencyCode",
    ],
    kind: &["/ExchangedDocument/TypeCode"],
    refunds: CREDIT_NOTES,
    number: &["/ExchangedDocument/ID"],
    date: &["/ExchangedDocument/IssueDateTime/DateTimeString"],
    seller: &["ApplicableHeaderTradeAgreement/SellerTradeParty/Name"],
    home: None,
};

/// ZUGFeRD 1: a line has a summation of the same name, which stands in another settlement.
const ZUGFERD_1: Dialect = Dialect {
    roots: &["CrossIndustryDocument"],
    gross: &[
        "ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/GrandTotalAmount",
    ],
    payable: &[
        "ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/DuePayableAmount",
    ],
    prepaid: &[
        "ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/TotalPrepaidAmount",
    ],
    net: &[
        "ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/TaxBasisTotalAmount",
    ],
    tax: &["ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/TaxTotalAmount"],
    rounding: &[],
    currency: &["ApplicableSupplyChainTradeSettlement/InvoiceCurrencyCode"],
    kind: &["/HeaderExchangedDocument/TypeCode"],
    refunds: CREDIT_NOTES,
    number: &["/HeaderExchangedDocument/ID"],
    date: &["/HeaderExchangedDocument/IssueDateTime/DateTimeString"],
    seller: &["ApplicableSupplyChainTradeAgreement/SellerTradeParty/Name"],
    home: None,
};

/// FatturaPA; where its optional total is missing, `fattura` adds up.
const FATTURA: Dialect = Dialect {
    roots: &["FatturaElettronicaBody"],
    gross: &["/DatiGenerali/DatiGeneraliDocumento/ImportoTotaleDocumento"],
    payable: &[],
    prepaid: &[],
    net: &[],
    tax: &[],
    rounding: &[],
    currency: &["/DatiGenerali/DatiGeneraliDocumento/Divisa"],
    kind: &["/DatiGenerali/DatiGeneraliDocumento/TipoDocumento"],
    refunds: &["TD04", "TD08"],
    number: &["/DatiGenerali/DatiGeneraliDocumento/Numero"],
    date: &["/DatiGenerali/DatiGeneraliDocumento/Data"],
    seller: &["CedentePrestatore/DatiAnagrafici/Anagrafica/Denominazione", "CedentePrestatore/Denominazione"],
    home: Some("EUR"),
};

/// Spain's Facturae 3.x.
const FACTURAE: Dialect = Dialect {
    roots: &["Invoice"],
    gross: &["/InvoiceTotals/InvoiceTotal"],
    payable: &["/InvoiceTotals/TotalOutstandingAmount", "/InvoiceTotals/TotalExecutableAmount"],
    prepaid: &["/InvoiceTotals/TotalPaymentsOnAccount"],
    net: &["/InvoiceTotals/TotalGrossAmountBeforeTaxes"],
    tax: &["/InvoiceTotals/TotalTaxOutputs"],
    rounding: &[],
    currency: &["/InvoiceIssueData/InvoiceCurrencyCode"],
    kind: &["/InvoiceHeader/InvoiceClass"],
    refunds: &[],
    number: &["/InvoiceHeader/InvoiceNumber"],
    date: &["/InvoiceIssueData/IssueDate"],
    seller: &["SellerParty/LegalEntity/CorporateName"],
    home: Some("EUR"),
};

/// Mexico's CFDI: amounts are attributes.
const CFDI: Dialect = Dialect {
    roots: &["Comprobante"],
    gross: &["/@Total", "/@total"],
    payable: &[],
    prepaid: &[],
    net: &[],
    tax: &[],
    rounding: &[],
    currency: &["/@Moneda"],
    kind: &["/@TipoDeComprobante", "/@tipoDeComprobante"],
    refunds: &["E", "egreso"],
    number: &["TimbreFiscalDigital/@UUID", "/@Folio", "/@folio"],
    date: &["/@Fecha", "/@fecha"],
    seller: &["/Emisor/@Nombre", "/Emisor/@nombre"],
    home: Some("MXN"),
};

/// Brazil's NF-e.
const NFE: Dialect = Dialect {
    roots: &["infNFe"],
    gross: &["/total/ICMSTot/vNF"],
    payable: &["/cobr/fat/vLiq"],
    prepaid: &[],
    net: &[],
    tax: &[],
    rounding: &[],
    currency: &[],
    kind: &["/ide/finNFe"],
    refunds: &["4"],
    number: &["/ide/nNF"],
    date: &["/ide/dhEmi", "/ide/dEmi"],
    seller: &["/emit/xNome"],
    home: Some("BRL"),
};

/// Poland's FA.
const KSEF: Dialect = Dialect {
    roots: &["Faktura"],
    gross: &["/Fa/P_15"],
    payable: &["/Fa/Rozliczenie/DoZaplaty"],
    prepaid: &[],
    net: &[],
    tax: &[],
    rounding: &[],
    currency: &["/Fa/KodWaluty"],
    kind: &["/Fa/RodzajFaktury"],
    refunds: &[],
    number: &["/Fa/P_2"],
    date: &["/Fa/P_1"],
    seller: &["/Podmiot1/DaneIdentyfikacyjne/Nazwa", "/Podmiot1/DaneIdentyfikacyjne/PelnaNazwa"],
    home: Some("PLN"),
};

/// Finland's Finvoice, with decimal commas.
const FINVOICE: Dialect = Dialect {
    roots: &["Finvoice"],
    gross: &["/InvoiceDetails/InvoiceTotalVatIncludedAmount"],
    payable: &["/EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount"],
    prepaid: &[],
    net: &["/InvoiceDetails/InvoiceTotalVatExcludedAmount"],
    tax: &["/InvoiceDetails/InvoiceTotalVatAmount"],
    rounding: &["/InvoiceDetails/InvoiceTotalRoundoffAmount"],
    currency: &[],
    kind: &["/InvoiceDetails/InvoiceTypeCode"],
    refunds: &["INV02"],
    number: &["/InvoiceDetails/InvoiceNumber"],
    date: &["/InvoiceDetails/InvoiceDate"],
    seller: &["/SellerPartyDetails/SellerOrganisationName"],
    home: Some("EUR"),
};

/// Austria's ebInterface.
const EBINTERFACE: Dialect = Dialect {
    roots: &["Invoice"],
    gross: &["/TotalGrossAmount"],
    payable: &["/PayableAmount"],
    prepaid: &["/PrepaidAmount"],
    net: &[],
    tax: &[],
    rounding: &["/RoundingAmount"],
    currency: &["/@InvoiceCurrency"],
    kind: &["/@DocumentType"],
    refunds: &["CreditMemo"],
    number: &["/InvoiceNumber"],
    date: &["/InvoiceDate"],
    seller: &["/Biller/Address/Name", "/Biller/Name"],
    home: Some("EUR"),
};

/// The parts of a FatturaPA that are added up.
const FURTHER: [&str; 5] =
    ["ImponibileImporto", "Imposta", "ImportoPagamento", "CondizioniPagamento", "Importo"];

/// The last names of all paths.
static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let paths = ALL.iter().flat_map(Dialect::paths).flatten();
    paths.filter_map(|path| path.rsplit('/').next()).chain(FURTHER).collect()
});

/// Whether an invoice begins at an element of this name.
pub(super) fn begins(name: &str) -> bool {
    ALL.iter().any(|dialect| dialect.roots.contains(&name))
}

/// Whether some kind looks at elements of this name, or at attributes as `@Name`.
pub(super) fn wants(name: &str) -> bool {
    NAMES.contains(name)
}

impl Dialect {
    fn paths(&self) -> impl Iterator<Item = &'static [&'static str]> + use<> {
        let amounts = [self.gross, self.payable, self.prepaid, self.net, self.tax, self.rounding];
        amounts.into_iter().chain([self.currency, self.kind, self.number, self.date, self.seller])
    }
}
