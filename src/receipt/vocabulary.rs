//! The words on receipts, by what they say; folded when they are looked up, so written as people write them.
//!
//! Comma-separated phrases; the longest phrase at a place counts. A word goes into the list of its sense, in the
//! row of its language: English; German; French; Spanish; Italian; Portuguese; Dutch; Swedish, Norwegian, Danish;
//! Polish; Czech, Slovak; Malay, Indonesian; Finnish, Hungarian, Romanian, Turkish; Russian, Ukrainian, Greek.

use super::labels::{Sense, Word};

/// All phrases of scripts that put blanks between words.
pub(super) const ALL: &[(Word, &str)] = &[
    (Word::Says(Sense::Grand), GRAND),
    (Word::Says(Sense::Total), TOTAL),
    (Word::Says(Sense::NetTotal), "net total,nett total,total net,total nett"),
    (Word::Says(Sense::Paid), PAID),
    (Word::Says(Sense::Weak), WEAK),
    (Word::Says(Sense::Subtotal), SUBTOTAL),
    (Word::Says(Sense::Tax), TAX),
    (Word::Says(Sense::Tip), TIP),
    (Word::Says(Sense::Fee), FEE),
    (Word::Says(Sense::Rounding), ROUNDING),
    (Word::Says(Sense::Discount), DISCOUNT),
    (Word::Says(Sense::Prepaid), PREPAID),
    (Word::Says(Sense::Cash), CASH),
    (Word::Says(Sense::Change), CHANGE),
    (Word::Says(Sense::Noise), NOISE),
    (Word::Including, INCLUDING),
    (Word::Excluding, EXCLUDING),
    (Word::Nothing, NOTHING),
];

const GRAND: &str = "\
grand total,total due,total amount,total amt,total amount due,amount due,amt due,balance due,invoice total,total invoice,\
order total,total for this invoice,total to pay,to pay,to be paid,amount to pay,total payable,amount payable,due payable,payable,\
total charged,amount charged,total charges,total claimed,report total,total price,total fare,total cost,\
total paid,total payment,final total,total rounded,rounded total,total after rounding,after rounding,bill total,\
total bill,trip total,booking total,reservation total,order grand total,please pay,pay this amount,total now due,\
total value,total for order,total of your order,total purchase,purchase total,receipt total,total expenses,\
total reimbursement,total inclusive,balance to pay,total owed,amount owed,amount owing,total owing,total balance due,\
total for stay,total stay,total for your stay,total for your trip,total for your order,grandtotal,total ticket,\
total with tax,total with tip,total incl tip,overall total,total rental,total sum,due now,total due now,payment due,\
gesamtbetrag,endsumme,gesamtsumme,rechnungsbetrag,rechnungsbeitrag,rechnungssumme,zahlbetrag,zahlungsbetrag,endbetrag,\
bruttobetrag,bruttosumme,gesamtpreis,endpreis,gesamt brutto,brutto gesamt,summe brutto,zu zahlen,zu zahlender betrag,\
zahlender betrag,zu bezahlen,fälliger betrag,offener betrag,gesamtkosten,reisepreis,rechnungsendbetrag,gesamtrechnungsbetrag,\
gesamtbrutto,total brutto,endpreis brutto,gesamtwert,betrag dankend erhalten,summe eur,zahlungspflichtiger betrag,\
total ttc,montant ttc,montant total,net à payer,à payer,total à payer,montant à régler,à régler,total à régler,reste à payer,\
solde à payer,solde dû,facture ttc,somme due,total général,prix total,montant dû,total dû,montant net à payer,prix ttc,\
importe total,total factura,total a pagar,a pagar,monto total,valor a pagar,precio total,total general,suma total,\
total del pedido,total compra,importe a pagar,total con iva,total cobrado,\
totale fattura,totale documento,totale da pagare,importo totale,da pagare,totale complessivo,totale generale,\
importototaledocumento,totale dovuto,totale ordine,prezzo totale,netto a pagare,totale ivato,totale a pagare,\
valor total,montante total,total geral,valor a pagar,preço total,total do pedido,\
totaal te betalen,te betalen,eindtotaal,factuurbedrag,totaalbedrag,totaal te voldoen,te voldoen,totaalprijs,\
eindbedrag,totaal factuur,verschuldigd bedrag,\
att betala,summa att betala,totalpris,totalbelopp,totalsumma,slutsumma,belopp att betala,\
å betale,totalsum,totalbeløp,sum å betale,at betale,i alt at betale,total at betale,beløb at betale,totalbeløb,totalt beløb,\
do zapłaty,razem do zapłaty,należność ogółem,kwota do zapłaty,suma pln,kwota ogółem,razem brutto,wartość brutto,\
k úhradě,celkem k úhradě,celková částka,částka k úhradě,celková cena,k zaplacení,celkem s dph,cena celkem,celková suma,\
na úhradu,suma na úhradu,celkom k úhrade,k úhrade,cena spolu,spolu s dph,\
jumlah besar,jumlah perlu dibayar,jumlah bayaran,jumlah keseluruhan,total bayar,total pembayaran,total tagihan,\
maksettava,maksettava yhteensä,loppusumma,fizetendő,összesen fizetendő,végösszeg,bruttó összesen,total de plată,\
de plată,genel toplam,ödenecek tutar,toplam tutar,\
итого к оплате,к оплате,всего к оплате,сума до сплати,до сплати,πληρωτέο,πληρωτέο ποσό,γενικό σύνολο,συνολικό ποσό";

const TOTAL: &str = "\
total,totals,tl,t l,ttl,totai,tota1,t0tal,tot,total sales,subscription total,\
summe,gesamt,insgesamt,brutto,total eur,ges,ttc,totaux,totale,totaal,totalt,suma,importe eur,\
summa,sum,i alt,razem,ogółem,łącznie,celkem,celkom,spolu,jumlah,yhteensä,összesen,toplam,итого,всего,разом,усього,σύνολο,ukupno,skupaj";

const PAID: &str = "\
paid,amount paid,you paid,we charged,charged,was charged,has been charged,payment amount,your payment,payment,\
payment received,charged to,visa,mastercard,master card,master,amex,american express,debit,debit card,credit card,card,eftpos,interac,\
eft debit,maestro,discover,paypal,apple pay,google pay,\
bezahlt,gezahlt,girocard,ec karte,ec cash,kartenzahlung,abgebucht,bezahlter betrag,\
montant payé,payé,carte bancaire,cb,réglé,montant réglé,pagado,importe pagado,tarjeta,cobrado,pagato,importo pagato,\
pago,valor pago,cartão,betaald,pin,pinpas,bankpas,betalt,betalat,kort,kortbetaling,zapłacono,karta,karta płatnicza,\
zaplaceno,platba kartou,zaplatené,dibayar,kad kredit,оплачено";

const WEAK: &str = "\
amount,amt,price,fare,balance,bal,cost,charge,charges,value,sum of,due,purchase,sale,rate,\
betrag,preis,kosten,wert,montant,prix,somme,solde,importe,monto,precio,importo,prezzo,valor,valore,preço,bedrag,prijs,\
belopp,beløp,beløb,pris,kwota,należność,cena,wartość,částka,suma kc,čiastka,harga,ár,összeg,preț,tutar,сумма,ποσό";

const SUBTOTAL: &str = "\
sub total,subtotal,sub ttl,subttl,sub tot,total before tax,total before,net amount,net sales,net,amount before tax,taxable,taxable amount,\
tax base,merchandise,merchandise total,goods,items total,item total,item subtotal,items subtotal,base fare,base amount,food total,sub totai,\
zwischensumme,netto,nettobetrag,nettosumme,gesamt netto,summe netto,warenwert,netto summe,nettowert,bemessungsgrundlage,zw summe,\
sous total,total ht,montant ht,ht,total hors taxes,base ht,net ht,subtotal neto,base imponible,importe neto,neto,\
subtotale,imponibile,totale imponibile,base tributável,subtotaal,totaal excl,delsumma,delsum,nettosumma,exkl moms,\
suma częściowa,wartość netto,kwota netto,mezisoučet,základ,základ dph,medzisúčet,jumlah kecil,subtotal produk,välisumma,\
részösszeg,nettó,ara toplam,подытог,без ндс";

const TAX: &str = "\
tax,taxes,tax total,total tax,taxes total,gst,hst,pst,qst,vat,sst,sales tax,service tax,tax amount,gst amount,vat amount,occupancy tax,\
city tax,state tax,duty,duties,import duty,tps,tvq,tvh,cgst,sgst,igst,cess,jct,\
mwst,ust,umsatzsteuer,mehrwertsteuer,steuer,steuern,steuerbetrag,mwst betrag,kurtaxe,mwst summe,\
tva,taxe,taxes et frais,dont tva,montant tva,total tva,taxe de séjour,iva,impuesto,impuestos,cuota iva,imposta,imposte,totale iva,\
imposto,impostos,icms,ipi,btw,totaal btw,btw bedrag,belasting,moms,mva,herav moms,varav moms,heraf moms,avgift,\
podatek,ptu,suma ptu,kwota vat,dph,daň,celkem dph,cukai,pajak,ppn,pb1,alv,áfa,kdv,ндс,пдв,φπα";

const TIP: &str = "\
tip,tips,gratuity,gratuities,suggested tip,suggested gratuity,trinkgeld,pourboire,propina,mancia,gorjeta,fooi,dricks,\
driks,drikkepenge,napiwek,spropitné,add tip,tip amount";

const FEE: &str = "\
fee,fees,service charge,service fee,svc charge,srv chg,shipping,shipping handling,postage,delivery,delivery fee,surcharge,levy,booking fee,\
change fee,cleaning fee,resort fee,airport fee,handling,total fees,insurance,versand,versandkosten,gebühr,gebühren,zuschlag,lieferung,porto,\
frais,frais de port,livraison,frais de service,gastos de envío,envío,comisión,spese,spedizione,coperto,frete,taxa de serviço,\
verzendkosten,bezorgkosten,servicekosten,frakt,fraktkostnad,gebyr,fragt,dostawa,wysyłka,doprava,poštovné,caj perkhidmatan,ongkos kirim";

const ROUNDING: &str = "\
rounding,round,rounding adj,rounding adjustment,round adj,rnd adj,rounding diff,round off,roundoff,rundung,rundungsdifferenz,arrondi,redondeo,\
arrotondamento,arredondamento,afronding,öresavrundning,avrundning,øreafrunding,afrunding,øreavrunding,zaokrąglenie,zaokrouhlení,\
zaokrúhlenie,pelarasan,pembulatan,pyöristys,kerekítés";

const DISCOUNT: &str = "\
discount,discounts,disc,coupon,coupons,savings,saving,saved,you saved,you save,total savings,total saved,total discount,promotion,promo,rebate,\
item discount,loyalty discount,markdown,off,\
rabatt,rabatte,nachlass,skonto,ersparnis,gespart,sie sparen,preisvorteil,remise,réduction,rabais,économie,économisé,\
descuento,dto,ahorro,sconto,sconti,risparmio,desconto,poupança,korting,bespaard,rabat,besparelse,opust,zniżka,oszczędzasz,sleva,zľava,diskaun,\
diskon,alennus,kedvezmény,reducere,indirim,скидка,знижка,έκπτωση";

const PREPAID: &str = "\
deposit,deposit paid,prepaid,prepayment,advance,advance payment,advance paid,already paid,amount already paid,previously paid,less paid,gift card,gift certificate,\
voucher,store credit,credit applied,credits,credit,account credit,payments received,less payments,previous payments,payments credits,downpayment,down payment,\
amount applied,refund,refunds,refunded,anzahlung,vorauszahlung,abschlag,abschlagszahlung,bereits gezahlt,bereits bezahlt,gutschein,guthaben,gutschrift,pfand,kaution,\
acompte,avoir,déjà payé,déjà réglé,caution,bon d achat,chèque cadeau,anticipo,depósito,ya pagado,a cuenta,acconto,già pagato,caparra,buono,\
adiantamento,sinal,já pago,aanbetaling,voorschot,reeds betaald,tegoed,statiegeld,cadeaubon,borg,förskott,handpenning,presentkort,redan betalt,pant,\
forskud,depositum,allerede betalt,gavekort,zaliczka,zadatek,wpłacono,już zapłacono,kaucja,záloha,zálohy,uhrazeno zálohou,vratná záloha,uang muka";

const CASH: &str = "\
cash,cash tendered,cash received,tendered,tender,amount tendered,amount received,received,cash payment,cash in,tunai,tunai diterima,\
barzahlung,bar gegeben,bargeld,gegeben,bar eur,bar erhalten,espèces,reçu,rendu monnaie espèces,efectivo,entregado,recibido,\
contanti,contante,ricevuto,dinheiro,numerário,entregue,contant,ontvangen,kontant,kontanter,mottaget,modtaget,gotówka,\
gotówką,otrzymano,hotově,hotovost,přijato,v hotovosti,bayar tunai,käteinen,készpénz,numerar,nakit,наличные,наличными,получено,μετρητά";

const CHANGE: &str = "\
change,change due,cash change,total change,your change,cash back,cashback,change given,amount returned,rückgeld,wechselgeld,zurück,rückgabe,\
monnaie,rendu,rendu monnaie,à rendre,cambio,vuelto,su cambio,resto,troco,wisselgeld,terug,växel,tillbaka,vekslepenger,vekslepenge,byttepenge,tilbage,\
reszta,vráceno,vrátit,výdavok,baki,kembali,kembalian,vaihtoraha,visszajáró,rest de dat,para üstü,сдача,решта,ρέστα";

const NOISE: &str = "\
qty,quantity,total qty,total quantity,total items,total item,items sold,item count,items count,no of items,number of items,of items,total pcs,\
previous balance,prior balance,opening balance,closing balance,beginning balance,balance forward,balance brought forward,brought forward,carried forward,\
page total,account balance,card balance,remaining balance,available balance,available,minimum payment,minimum due,minimum payment due,minimum amount due,\
credit limit,limit,limit of liability,liability,temporary hold,authorization hold,pre authorization,preauthorization,pre authorisation,hold,pending hold,points,pts,miles,rewards,\
reward,rewards earned,earn,earned,bonus,cash rewards,installment,instalment,installments,per person,per night,per day,nightly rate,avg,average,each,per unit,unit price,unit,per month,\
share capital,estimate,estimated,quote,quotation,budget,free shipping,spend,over,up to,starting at,starting from,as low as,from only,next order,next purchase,orders over,orders of,purchases over,\
carbon,co2,distance,duration,invoice no,invoice number,invoice nr,order no,order number,order id,ticket no,ticket number,receipt no,ref no,reference,account number,account no,\
phone,tel,fax,telephone,auth,auth code,approval code,iban,bic,vat no,vat id,vat number,gst no,gst id,gst reg no,gst number,tax id,tax number,co reg no,reg no,abn,covers,guests,\
last year,year to date,ytd,worth,win,list price,original price,retail price,msrp,rrp,coverage,insured,deductible,excess,maximum,minimum,max,min,exchange rate,kurs,\
anzahl,menge,stückzahl,artikelanzahl,anzahl artikel,posten,übertrag,punkte,stammkapital,grundkapital,saldo vormonat,vorheriger saldo,kreditlimit,verfügbar,mindestbetrag,\
stückpreis,einzelpreis,e preis,telefon,rechnungsnummer,rechnungsnr,rechnung nr,bestellnummer,kundennummer,datum,uhrzeit,steuernummer,ust id,ust idnr,steuer nr,seite,\
quantité,qté,nombre d articles,capital social,report,à reporter,ancien solde,solde précédent,prix unitaire,pu,p u,facture n,commande n,siret,tva intra,au capital de,points fidélité,\
cantidad,cant,artículos,número,saldo anterior,precio unitario,p unit,capital,factura n,pedido,\
quantità,qtà,articoli,capitale sociale,saldo precedente,prezzo unitario,riporto,numero,fattura n,\
quantidade,qtd,saldo anterior,preço unitário,aantal,stuks,vorig saldo,stuksprijs,prijs per stuk,factuurnummer,spaarpunten,\
antal,antall,artiklar,varer,varor,föregående saldo,à pris,styckpris,enhetspris,fakturanummer,\
ilość,saldo poprzednie,cena jednostkowa,nr faktury,množství,počet,předchozí zůstatek,jednotková cena,cena za kus,cena ks,množstvo,\
kuantiti,bilangan,jumlah item,jumlah kuantiti,baki lama,kapital zakładowy,kapitał zakładowy";

const INCLUDING: &str = "\
incl,including,inclusive,inc,incld,included,includes,with,after,w,inkl,inklusive,einschl,einschließlich,enthaltene,enthalten,mit,nach,darin,\
inclus,incluse,incluses,compris,comprise,comprises,avec,y compris,dont,après,incluido,incluida,incluidos,incluye,con,tras,compreso,compresa,inclusa,inclusi,comprensivo,\
incluído,incluídos,inclusief,inbegrepen,waarvan,met,inklusiv,med,varav,heraf,herav,w tym,zawiera,včetně,vč,vrátane,termasuk,sis";

const EXCLUDING: &str = "\
excl,excluding,exclusive,exc,excld,before,without,pre tax,pretax,not incl,not including,not included,hors,hors taxe,hors taxes,avant,sans,exkl,exklusive,ohne,vor,zzgl,zuzüglich,\
sin,sin iva,antes de,senza,esclusa,escluso,prima di,sem,exclusief,zonder,exklusive,utan,uden,uten,bez,bez dph,bez vat,tidak termasuk";

const NOTHING: &str = "\
tax invoice,vat invoice,gst invoice,tax receipt,simplified tax invoice,cash sale,cash bill,cash receipt,credit note,tax included in,total wine,\
thank you for your payment,net a porter,price list,exchange,no change,cash only,time to pay,card number,card no,debit memo";

/// Phrases of scripts that write no blanks.
pub(super) const UNSPACED: &[(Sense, &str)] = &[
    (
        Sense::Grand,
        "ご請求金額,請求金額,請求額,お支払金額,お支払い金額,お支払合計,領収金額,税込合計,合計金額,総合計,総計,総額,应付金额,应付,实付金额,实付,总计,合计金额,价税合计,总金额,總計,總額,應付金額,결제금액,총액,총금액,합계금액,받을금액",
    ),
    (Sense::Total, "合計,税込,合计,总额,共计,小写,合 計,합계,รวมทั้งสิ้น,ยอดรวม,รวม,कुल"),
    (Sense::Paid, "お預り現金外,クレジット,カード,支払,付款,支付,刷卡,카드,신용카드"),
    (Sense::Weak, "金額,金额,价格,価格,금액"),
    (Sense::Subtotal, "小計,小计,税抜,税抜合計,税抜金額,不含税,未税,未稅,공급가액,과세물품가액,課税対象"),
    (Sense::Tax, "消費税,内消費税,税額,税额,税金,增值税,營業稅,内税,外税,부가세,세액,ภาษี"),
    (Sense::Fee, "送料,手数料,サービス料,运费,服务费,運費,배송비"),
    (Sense::Discount, "割引,値引,优惠,折扣,減額,할인"),
    (Sense::Cash, "お預り,お預かり,預り金,現金,现金,收款,실수,현금,받은금액"),
    (Sense::Change, "お釣り,お釣,おつり,釣銭,找零,找续,거스름"),
    (
        Sense::Noise,
        "点数,数量,ポイント,残高,単価,单价,積分,积分,電話,电话,番号,登録番号,日付,수량,단가,포인트,余额,資本金",
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
];
