//! The words of the vocabulary that are looked up in other ways than as phrases between blanks: of scripts that write
//! none, and of topics.
//!
//! Knows words only.

use super::labels::Sense;

/// Phrases of scripts that write no blanks.
pub(super) const UNSPACED: &[(Sense, &str)] = &[
    (
        Sense::Grand,
        "ご請求金額,請求金額,請求額,お支払金額,お支払い金額,お支払合計,領収金額,税込合計,合計金額,総合計,総計,総額,应付金额,应付,实付金额,实付,总计,合计金额,价税合计,总金额,總計,總額,應付金額,결제금액,총액,총금액,합계금액,받을금액,ยอดสุทธิ,ยอดชำระ,รวมสุทธิ,ยอดรวมสุทธิ,รวมทั้งหมด,ยอดรวมทั้งสิ้น,รวมเงินทั้งสิ้น,จำนวนเงินรวมทั้งสิ้น,ยอดที่ต้องชำระ,お会計,お買上計,お買上げ計,お買上合計,領収額,税込計,税込金額,実付金額,付款金额,支付金额,实收,實收,應收,应收,订单总额,订单金额,消费金额,消费总额,應付總額,청구금액,결제금액,총결제금액,승인금액,받을금액,지불금액,총합계",
    ),
    (
        Sense::Total,
        "合計,税込,合计,总额,共计,小写,合 計,합계,รวมทั้งสิ้น,ยอดรวม,รวม,कुल,รวมเงิน,จำนวนเงินรวม,总价,總共",
    ),
    (
        Sense::Paid,
        "お預り現金外,クレジット,カード,支払,付款,支付,刷卡,카드,신용카드,บัตรเครดิต,クレジットカード,現計外,电子支付,微信支付,支付宝,銀聯,카드결제,신용카드결제,Suica支払,交通系,電子マネー",
    ),
    (Sense::Weak, "金額,金额,价格,価格,금액"),
    (
        Sense::Subtotal,
        "小計,小计,税抜,税抜合計,税抜金額,不含税,未税,未稅,공급가액,과세물품가액,課税対象,ยอดรวมก่อนภาษี,ราคาก่อนภาษี,มูลค่าก่อนภาษี,ยอดก่อนภาษี,รวมก่อนภาษี,税抜計,税抜き,対象額,対象計,内税対象額,税率対象,课税,공급가,과세금액,면세금액,소계",
    ),
    (
        Sense::Tax,
        "消費税,内消費税,税額,税额,税金,增值税,營業稅,内税,外税,부가세,세액,ภาษี,ภาษีมูลค่าเพิ่ม,消費税等,内消費税等,内税額,外税額,税金额,부가가치세,부가세액,消费税,服務稅",
    ),
    (
        Sense::Fee,
        "送料,手数料,サービス料,运费,服务费,運費,배송비,ค่าบริการ,ค่าจัดส่ง,お通し,席料,チャージ,服务费用,包装费,配送费,봉사료",
    ),
    (
        Sense::Discount,
        "割引,値引,优惠,折扣,減額,할인,ส่วนลด,値引額,割引額,クーポン,优惠金额,折扣金额,折扣额,立减,抵扣,할인금액",
    ),
    (
        Sense::Cash,
        "お預り,お預かり,預り金,現金,现金,收款,실수,현금,받은금액,เงินสด,รับเงิน,お預かり金額,预收,收取现金,收您,실수령,現金支払",
    ),
    (
        Sense::Change,
        "お釣り,お釣,おつり,釣銭,找零,找续,거스름,เงินทอน,ทอน,お返し,おつり金額,应找,找您,找回,거스름돈",
    ),
    (
        Sense::Noise,
        "点数,数量,ポイント,残高,単価,单价,積分,积分,電話,电话,番号,登録番号,日付,수량,단가,포인트,余额,資本金,จำนวน,แต้ม,คะแนน,买上点数,お買上点数,合計点数,ポイント残高,今回ポイント,合计数量,总数量,件数,总件数,積分餘額,수량합계",
    ),
    (Sense::Prepaid, "前受金,内金,預金,押金,订金,定金,預付"),
];

/// Words that speak of a conversion.
pub(super) const CONVERTED: &[&str] = &[
    "approximately",
    "approx",
    "≈",
    "equivalent",
    "equiv",
    "converted",
    "conversion",
    "umgerechnet",
    "entspricht",
    "circa",
    "environ",
    "equivalant",
    "equivalente",
    "aproximadamente",
    "omgerekend",
    "ungefahr",
    "equals",
    "foreign",
    "estimated",
];

/// Words in the head of a table of taxes.
pub(super) const TAX_TABLE: &[&str] = &[
    "summary",
    "analysis",
    "breakdown",
    "details",
    "code",
    "rate",
    "brutto",
    "netto",
    "satz",
    "taux",
    "tarief",
    "aliquota",
    "tipo",
    "specification",
    "ubersicht",
    "recap",
    "recapitulatif",
    "stawka",
    "sazba",
    "%",
];

/// Words that speak of instalments.
pub(super) const INSTALMENTS: &[&str] = &[
    "instalment",
    "instalments",
    "installment",
    "installments",
    "raten",
    "ratenzahlung",
    "monatsrate",
    "mensualité",
    "mensualités",
    "échéances",
    "cuotas",
    "plazos",
    "rate mensili",
    "prestações",
    "parcelas",
    "termijnen",
    "delbetalningar",
    "rater",
    "raty",
    "splátky",
    "ansuran",
    "cicilan",
    "taksit",
    "рассрочка",
];

/// Titles of papers about money given back.
pub(super) const CREDIT_NOTES: &[&str] = &[
    "credit note",
    "credit memo",
    "credit invoice",
    "refund receipt",
    "refund note",
    "refund confirmation",
    "return receipt",
    "gutschrift",
    "rechnungskorrektur",
    "stornorechnung",
    "storno",
    "avoir",
    "facture d avoir",
    "note de crédit",
    "nota de crédito",
    "factura rectificativa",
    "nota di credito",
    "creditnota",
    "creditfactuur",
    "kreditfaktura",
    "kreditnota",
    "faktura korygująca",
    "dobropis",
    "opravný daňový doklad",
    "nota kredit",
    "hyvityslasku",
    "iade faturası",
];
