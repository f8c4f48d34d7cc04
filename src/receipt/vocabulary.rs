//! The words on receipts, by what they say; folded when they are looked up, so written as people write them.
//!
//! Comma-separated phrases; the longest phrase at a place counts. A word goes into the list of its sense, in the
//! row of its language: English; German; French; Spanish; Italian; Portuguese; Dutch; Swedish, Norwegian, Danish;
//! Polish; Czech, Slovak; Malay, Indonesian; Finnish, Hungarian, Romanian, Turkish; Russian, Ukrainian, Greek; then
//! Bulgarian, Estonian, Latvian, Lithuanian, Croatian, Slovene, Vietnamese, Arabic, Hebrew, Hindi, Icelandic, Catalan.

use super::labels::{Sense, Word};
pub(super) use super::word_lists::{CONVERTED, CREDIT_NOTES, INSTALMENTS, TAX_TABLE, UNSPACED};

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
    (Word::Limits, LIMITS),
    (Word::Including, INCLUDING),
    (Word::Excluding, EXCLUDING),
    (Word::Nothing, NOTHING),
];

/// Short for a total only where no other words stand beside them: `tl` is a size of tea as well, `tot` is *up to*.
pub(super) const SHORT: &[&str] = &["tl", "ttl", "tot", "ges"];

const GRAND: &str = "\
grand total,total due,total amount,total amt,total amount due,amount due,amt due,balance due,invoice total,total invoice,\
order total,total for this invoice,total to pay,to pay,to be paid,amount to pay,total payable,amount payable,due payable,payable,\
total charged,amount charged,total charges,total claimed,report total,total price,total fare,total cost,\
total paid,total payment,final total,total rounded,rounded total,total after rounding,after rounding,bill total,\
total bill,trip total,booking total,reservation total,order grand total,please pay,pay this amount,total now due,\
total value,total for order,total of your order,total purchase,purchase total,receipt total,total expenses,\
total reimbursement,balance to pay,total owed,amount owed,amount owing,total owing,total balance due,\
total for stay,total stay,total for your stay,total for your trip,total for your order,grandtotal,total ticket,\
total with tax,total with tip,total incl tip,overall total,total rental,total sum,due now,total due now,payment due,\
gesamtbetrag,endsumme,gesamtsumme,rechnungsbetrag,rechnungsbeitrag,rechnungssumme,zahlbetrag,zahlungsbetrag,endbetrag,\
bruttobetrag,bruttosumme,gesamtpreis,endpreis,gesamt brutto,brutto gesamt,summe brutto,zu zahlen,zu zahlender betrag,\
zahlender betrag,zu bezahlen,fälliger betrag,offener betrag,gesamtkosten,reisepreis,rechnungsendbetrag,gesamtrechnungsbetrag,\
gesamtbrutto,total brutto,endpreis brutto,gesamtwert,betrag dankend erhalten,zahlungspflichtiger betrag,\
total ttc,montant ttc,montant total,net à payer,à payer,total à payer,montant à régler,à régler,total à régler,reste à payer,\
solde à payer,solde dû,facture ttc,somme due,total général,prix total,montant dû,total dû,montant net à payer,prix ttc,\
importe total,total factura,total a pagar,a pagar,monto total,valor a pagar,precio total,total general,suma total,\
total del pedido,total compra,importe a pagar,total con iva,total cobrado,\
totale fattura,totale documento,totale da pagare,importo totale,da pagare,totale complessivo,totale generale,\
importototaledocumento,totale dovuto,totale ordine,prezzo totale,netto a pagare,totale ivato,totale a pagare,\
valor total,montante total,total geral,preço total,total do pedido,\
totaal te betalen,te betalen,eindtotaal,factuurbedrag,totaalbedrag,totaal te voldoen,te voldoen,totaalprijs,\
eindbedrag,totaal factuur,verschuldigd bedrag,\
att betala,summa att betala,totalpris,totalbelopp,totalsumma,slutsumma,belopp att betala,\
å betale,totalsum,totalbeløp,sum å betale,at betale,i alt at betale,total at betale,beløb at betale,totalbeløb,totalt beløb,\
do zapłaty,razem do zapłaty,należność ogółem,kwota do zapłaty,kwota ogółem,razem brutto,wartość brutto,\
k úhradě,celkem k úhradě,celková částka,částka k úhradě,celková cena,k zaplacení,celkem s dph,cena celkem,celková suma,\
na úhradu,suma na úhradu,celkom k úhrade,k úhrade,cena spolu,spolu s dph,\
jumlah besar,jumlah perlu dibayar,jumlah bayaran,jumlah keseluruhan,total bayar,total pembayaran,total tagihan,\
maksettava,maksettava yhteensä,loppusumma,fizetendő,összesen fizetendő,végösszeg,bruttó összesen,total de plată,\
de plată,genel toplam,ödenecek tutar,toplam tutar,\
итого к оплате,к оплате,всего к оплате,сума до сплати,до сплати,πληρωτέο,πληρωτέο ποσό,γενικό σύνολο,συνολικό ποσό,\
total round,round total,rounded amount,nett amount,net amount due,net payable,net amount payable,amount after rounding,total after tax,total after discount,\
net total after rounding,total amount payable,total amount paid,invoice amount,bill amount,amount of bill,bill amt,total sale amount,balance owing,\
balance payable,amount now due,amount outstanding,total outstanding,outstanding amount,total amount charged,transaction amount,transaction total,sale total,\
total transaction,order amount,payable amount,full amount,total gross,gross total,gross amount,\
endgültiger betrag,gesamt zu zahlen,noch zu zahlen,zu überweisen,zu überweisender betrag,überweisungsbetrag,kaufbetrag,summe inkl mwst,summe gesamt,gesamt summe,\
gesamtsumme brutto,gesamtbetrag brutto,rechnungsbetrag brutto,rechnung gesamt,total inkl mwst,belastung,abbuchungsbetrag,lastschriftbetrag,\
total a payer,montant à payer,total net à payer,total facture,montant facturé,montant de la facture,net à régler,total réglé,total net ttc,montant total ttc,total eur ttc,\
total commande,total de la commande,total de la facture,montant prélevé,montant débité,à verser,\
importe total a pagar,total con impuestos,total impuestos incluidos,líquido a pagar,total neto a pagar,total venta,importe de la factura,importe factura,\
total recibo,total de la factura,cantidad a pagar,gran total,valor total a pagar,total a abonar,\
importo da pagare,importo dovuto,importo pagato,importo fattura,totale scontrino,totale complessivo euro,totale pagato,netto da pagare,da versare,\
total a pagar eur,valor total da fatura,total da fatura,total documento,total do documento,montante a pagar,valor da fatura,importância total,\
totaal bedrag,bedrag te betalen,totaal incl btw,nog te betalen,totaal betaald,te betalen bedrag,\
totalt att betala,summa totalt,total summa,summa inkl moms,betalningssumma,fakturabelopp,kvar att betala,totalt inkl moms,totalt å betale,til betaling,beløp å betale,\
total inkl mva,sum inkl mva,til betaling i alt,beløb til betaling,samlet beløb,fakturabeløb,total inkl moms,skal betales,\
do zaplaty pln,łączna kwota,kwota całkowita,suma brutto,kwota brutto,wartość całkowita,całkowita kwota,należność,pozostało do zapłaty,\
cena celkem s dph,částka celkem,platba celkem,celkem včetně dph,celkem k platbě,k platbě,zaplatit,suma celkom,celkom s dph,\
jumlah bil,jumlah kena bayar,jumlah yang perlu dibayar,jumlah selepas penggenapan,jumlah perlu di bayar,amaun perlu dibayar,bersih perlu dibayar,total belanja,grand total rp,jumlah pembayaran,jumlah total,harus dibayar,\
summa yhteensä,maksettavaa,verollinen yhteensä,laskun summa,laskun loppusumma,bruttó végösszeg,fizetendő összeg,fizetendő végösszeg,mindösszesen,\
total de plata,total plată,total factură,suma de plată,total general de plată,ödenecek,ödenecek toplam,ödenecek tl,fatura toplamı,\
итого с ндс,всего с ндс,сумма к оплате,общая сумма,итоговая сумма,всього до сплати,разом до сплати,загальна сума,до оплати,σύνολο πληρωμής,τελικό ποσό,τελικό σύνολο,\
συνολική αξία,συνολο πληρωτεο,\
обща сума,сума за плащане,за плащане,общо за плащане,крайна сума,kokku tasuda,tasuda,tasumisele kuulub,summa kokku,arve summa,summa apmaksai,kopā apmaksai,apmaksai,\
kopējā summa,pavisam kopā,mokėti,iš viso mokėti,mokėtina suma,suma apmokėjimui,bendra suma,galutinė suma,za platiti,ukupno za platiti,sveukupno,za uplatu,iznos za uplatu,\
ukupan iznos,ukupna cijena,za plačilo,za plačilo eur,skupaj za plačilo,skupni znesek,končni znesek,znesek za plačilo,\
tổng cộng,tổng thanh toán,tổng tiền thanh toán,thành tiền thanh toán,số tiền thanh toán,phải trả,khách phải trả,cần thanh toán,tổng số tiền,\
المبلغ الإجمالي,إجمالي المبلغ,المبلغ المستحق,الإجمالي الكلي,المجموع الكلي,المجموع النهائي,الإجمالي شامل الضريبة,الإجمالي شامل ضريبة القيمة المضافة,المبلغ المدفوع,صافي المبلغ,المطلوب,\
סה כ לתשלום,לתשלום,סך הכל לתשלום,סכום לתשלום,סה כ כולל מע מ,סך לתשלום,कुल योग,कुल राशि,कुल देय,देय राशि,\
samtals til greiðslu,til greiðslu,import total,total a pagar iva inclòs,\
total spend,total spent,amount spent,total for all passengers,\
bestellsumme,auftragssumme,auftragswert,за уплату,укупно за уплату,укупан износ,gesamtbeitrag,gesamthonorar,total premium,premium total,total fee due";

const TOTAL: &str = "\
total,totals,gross,укупно,свега,tl,t l,ttl,tot,total sales,subscription total,\
summe,gesamt,insgesamt,brutto,total eur,ges,ttc,totaux,totale,totaal,totalt,suma,importe eur,\
summa,sum,i alt,razem,ogółem,łącznie,celkem,celkom,spolu,jumlah,yhteensä,összesen,toplam,итого,всего,разом,усього,σύνολο,ukupno,skupaj,\
total euro,ttl amt,ttl amount,tota,totl,sum total,total sales amount,total sale,total order,\
total betrag,gesamtzahlung,total fr,zahlung gesamt,montant total eur,somme totale,cantidad total,complessivo,soma,totais,\
slutsum,samlet,razem pln,łączna,úhrnem,súčet,celkova,amaun,jumlah amaun,összeg összesen,toplami,topl,tutar toplami,\
итог,всього,общо,всичко,сума общо,kokku,kopā,pavisam,iš viso,viso,skupno,zbir,tổng,tổng tiền,thành tiền,\
الإجمالي,المجموع,إجمالي,مجموع,اجمالي,الاجمالي,סה כ,סהכ,סך הכל,סך הכול,जोड़,योग,samtals,alls";

const PAID: &str = "\
платна картица,картица,paid,amount paid,you paid,we charged,charged,was charged,has been charged,payment amount,your payment,payment,\
payment received,charged to,visa,mastercard,master card,master,amex,american express,debit,debit card,credit card,card,eftpos,interac,\
eft debit,maestro,discover,paypal,apple pay,google pay,\
bezahlt,gezahlt,girocard,ec karte,ec cash,kartenzahlung,abgebucht,bezahlter betrag,\
montant payé,payé,carte bancaire,cb,réglé,montant réglé,pagado,importe pagado,tarjeta,cobrado,pagato,importo pagato,\
pago,valor pago,cartão,betaald,pin,pinpas,bankpas,betalt,betalat,kort,kortbetaling,zapłacono,karta,karta płatnicza,\
zaplaceno,platba kartou,zaplatené,dibayar,kad kredit,оплачено,\
paid by card,paid with,payment by,payment method,visa debit,visa card,bank card,credit card payment,card payment,visa credit,mastercard credit,mastercard debit,\
contactless,sale amount,purchase amount,charge to card,total charge,payment total,paid amount,amount tendered visa,visa tendered,master tendered,amt paid,\
payment card,jcb,unionpay,union pay,diners,alipay,wechat,wechat pay,touch n go,tng,grabpay,e wallet,ewallet,bank transfer,cheque,check payment,venmo,zelle,klarna,\
ec,ec karte girocard,kreditkarte,karte,kartenzahlung girocard,bankeinzug,überweisung,lastschrift,betrag bezahlt,gesamt bezahlt,carte bleue,carte de crédit,carte credit,virement,payé par carte,\
tarjeta de crédito,tarjeta crédito,tarjeta débito,transferencia,bizum,pagado con tarjeta,carta di credito,carta credito,carta,bancomat,pagamento elettronico,pagamento carta,pagamento contante,bonifico,\
cartão de crédito,cartão de débito,cartão crédito,cartão débito,multibanco,mb way,pix,transferência,betaald met pin,pinbetaling,betaling,bankkaart,creditcard,swish,betalt med kort,kontokort,\
bankkort,vipps,bankaxept,dankort,mobilepay,kortbeløb,kartą,karta płatn,przelew,blik,płatność kartą,platební karta,kartou,platba,bankovní karta,úhrada kartou,karta mastercard,karta visa,kad,kad debit,kartu,kartu kredit,qris,gopay,ovo,\
kortti,pankkikortti,korttimaksu,bankkártya,bankkártyás,kártya,card bancar,plata card,plată card,kredi kartı,banka kartı,kart,безналичными,безналичная,картой,карткою,картка,карта,κάρτα,\
с карта,банкова карта,kaart,kaardimakse,pangakaart,bankas karte,kortele,kortelė,banko kortele,kartica,kartično,kreditna kartica,tiền thẻ,chuyển khoản,\
بطاقة,مدى,شبكة,אשראי,כרטיס אשראי,भुगतान,kreditkort,debetkort,targeta";

const WEAK: &str = "\
amount,amt,price,fare,balance,bal,cost,charge,charges,value,sum of,due,purchase,sale,\
betrag,preis,kosten,wert,saldo,montant,prix,somme,solde,importe,monto,precio,importo,prezzo,valor,valore,preço,bedrag,prijs,\
belopp,beløp,beløb,pris,kwota,należność,cena,wartość,částka,suma kc,čiastka,harga,összeg,preț,tutar,сумма,ποσό,\
amount rm,total price each,nilai,hind,summa eur,cena eur,iznos,znesek,цена,стоимость,ціна,вартість,стойност,αξία,τιμή,số tiền,giá,đơn giá,المبلغ,السعر,סכום,מחיר,राशि,मूल्य,upphæð,verð,preu";

const SUBTOTAL: &str = "\
sub total,subtotal,међузбир,основица,valor dos produtos,total dos produtos,valor dos serviços,valor das mercadorias,sub ttl,subttl,sub tot,total before tax,total before,net amount,net sales,net,amount before tax,taxable,taxable amount,\
tax base,merchandise,merchandise total,goods,items total,item total,item subtotal,items subtotal,base fare,base amount,food total,\
zwischensumme,netto,nettobetrag,nettosumme,gesamt netto,summe netto,warenwert,netto summe,nettowert,bemessungsgrundlage,zw summe,\
sous total,total ht,montant ht,ht,total hors taxes,base ht,net ht,subtotal neto,base imponible,importe neto,neto,\
subtotale,imponibile,totale imponibile,base tributável,subtotaal,totaal excl,delsumma,delsum,nettosumma,\
suma częściowa,wartość netto,kwota netto,mezisoučet,základ,základ dph,medzisúčet,jumlah kecil,subtotal produk,välisumma,\
részösszeg,nettó,ara toplam,подытог,без ндс,\
sub total before tax,sub,sub amt,sub amount,subtot,s total,stotal,before gst,total excl gst,total excluding gst,total sales excl gst,amount excl gst,pre tax total,pre tax amount,gross sales,\
taxable sales,non taxable,nontaxable,taxable total,net value,net price,net sum,value before tax,amt before tax,product total,products,food,beverage,beverages,drinks,bev total,\
room charge,room charges,room total,room rate,accommodation,base price,tax exclusive,total net amount,sum excl,zero rated,exempt,tax exempt,standard rated,\
nettogesamtbetrag,gesamtbetrag netto,gesamtnetto,zwischensumme netto,rechnungsbetrag netto,nettobetrag gesamt,nettopreis,summe positionen,positionen,steuerbasis,steuerbetrag basis,\
sous total ht,montant total ht,prix ht,total net,net commercial,valeur ht,total net ht,base taxable,hors tva,sous totaux,total articles,\
base,total neto,suma y sigue parcial,precio neto,valor neto,subtotales,total bruto,importe bruto,importe sin iva,gravado,exento,op gravada,totale netto,totale merce,importo netto,totale parziale,parziale,totale servizi,prodotti,\
valor líquido,total líquido,total ilíquido,incidência,base de incidência,mercadorias,subtotal produtos,grondslag,nettobedrag,totaal netto,bedrag excl,totaal ex btw,goederen,subtotaal excl,\
summa exkl moms,totalt exkl moms,netto summa,beløp eks mva,sum eks mva,netto beløp,eks mva,ex moms,total ekskl moms,ekskl moms,subtotal ekskl,momspliktigt,momsfritt,\
suma netto,razem netto,podstawa,sprzedaż opodatkowana,sprzed opod ptu,sprzedaz opodatkowana,sprzed opod,podsuma,cena bez dph,celkem bez dph,základ daně,daňový základ,bez daně,\
jumlah sebelum cukai,jumlah kasar,harga jual,dpp,subtotal belanja,veroton,veroton yhteensä,veroton hinta,nettósumma,adóalap,nettó összesen,bază impozabilă,total fără tva,fără tva,valoare netă,subtotal lei,\
kdv hariç,matrah,ara top,net tutar,mal hizmet toplam tutarı,сумма без ндс,итого без ндс,промежуточный итог,предварительный итог,проміжний підсумок,без пдв,сума без пдв,μερικό σύνολο,υποσύνολο,καθαρή αξία,καθαρό ποσό,\
междинна сума,данъчна основа,сума без ддс,без ддс,vahesumma,summa km ta,km ta,käibemaksuta,bez pvn,summa bez pvn,starpsumma,tarpinė suma,suma be pvm,be pvm,međuzbroj,osnovica,iznos bez pdv,bez pdv,\
vmesna vsota,osnova,brez ddv,skupaj brez ddv,znesek brez ddv,tạm tính,tổng phụ,tiền hàng,cộng tiền hàng,chưa thuế,\
المجموع الفرعي,الإجمالي الفرعي,الاجمالي قبل الضريبة,المبلغ الخاضع للضريبة,قبل الضريبة,غير شامل الضريبة,الإجمالي بدون ضريبة,סכום ביניים,לפני מע מ,סה כ לפני מע מ,ללא מע מ,חייב במע מ,उप योग,उपयोग,कर योग्य,samtals án vsk,án vsk,base imposable";

const TAX: &str = "\
tax,taxes,tax total,total tax,taxes total,gst,hst,pst,qst,vat,sst,sales tax,service tax,tax amount,gst amount,vat amount,occupancy tax,\
city tax,state tax,duty,duties,import duty,tps,tvq,tvh,cgst,sgst,igst,cess,jct,\
mwst,ust,umsatzsteuer,mehrwertsteuer,steuer,steuern,steuerbetrag,mwst betrag,kurtaxe,mwst summe,\
tva,taxe,taxes et frais,dont tva,montant tva,total tva,taxe de séjour,iva,impuesto,impuestos,cuota iva,imposta,imposte,totale iva,\
imposto,impostos,icms,ipi,btw,totaal btw,btw bedrag,belasting,moms,mva,herav moms,varav moms,heraf moms,avgift,\
podatek,ptu,suma ptu,kwota vat,dph,daň,celkem dph,cukai,pajak,ppn,pb1,alv,áfa,kdv,ндс,пдв,φπα,\
total gst,gst total,total gst payable,gst payable,gst 6 %,tax 6 %,vat total,total vat,hst total,total hst,sst total,total sst,service tax 6 %,sales and use tax,use tax,local tax,county tax,lodging tax,room tax,hotel tax,\
tourism tax,tourist tax,excise,stamp duty,tax 1,tax 2,gst hst,pst qst,gst pst,includes gst,includes tax,includes vat,total includes gst,total includes tax,total includes vat,gst included,gst included in total,tax included in total,\
vat included in total,included in total,included in the total,incl gst of,incl vat of,incl tax of,of which vat,of which tax,including gst of,including vat of,gst content,vat content,customs,tariff,\
mwst gesamt,gesamt mwst,summe mwst,ust betrag,enthaltene mwst,enthaltene ust,darin enthalten,davon mwst,mwst a,mwst b,steuersumme,ust gesamt,umsatzsteuer gesamt,zzgl mwst,zzgl ust,citytax,ortstaxe,\
tva collectée,total taxes,dont taxes,tva 20 %,montant taxe,total des taxes,iva total,total iva,importe iva,i v a,total impuestos,igic,ieps,isr,iva 21 %,itbis,igv,tassa,totale imposta,di cui iva,imposta di soggiorno,iva 22 %,\
total imposto,total de iva,valor iva,iss,pis,cofins,btw hoog,btw laag,toeristenbelasting,btw totaal,moms 25 %,total moms,moms totalt,varav,moms kr,mva 25 %,sum mva,mva beløp,momsbeløb,heraf,moms i alt,\
kwota ptu,razem ptu,podatek vat,kwota podatku,dph 21 %,výše dph,dph celkem,daň celkem,daň z přidané hodnoty,cukai perkhidmatan,cukai jualan,jumlah cukai,pajak restoran,ppn 11 %,alv yhteensä,arvonlisävero,alv 24 %,\
áfa összesen,áfa összeg,adó,tva inclus,total tva lei,tva lei,kdv tutarı,toplam kdv,topkdv,top kdv,hesaplanan kdv,ндс 20 %,сумма ндс,в т ч ндс,в том числе ндс,включая ндс,у т ч пдв,в т ч пдв,сума пдв,αξία φπα,φόρος,ποσό φπα,\
ддс,сума ддс,начислен ддс,käibemaks,pvn,pvn summa,pvm,pvm suma,pdv,iznos pdv,porez,ddv,znesek ddv,davek,thuế,thuế gtgt,tiền thuế,vat 10 %,\
ضريبة,الضريبة,ضريبة القيمة المضافة,إجمالي الضريبة,مبلغ الضريبة,قيمة الضريبة,מע מ,מעמ,סכום מע מ,סה כ מע מ,कर,जीएसटी,कुल कर,vsk,virðisaukaskattur";

const TIP: &str = "\
tip,tips,gratuity,gratuities,suggested tip,suggested gratuity,trinkgeld,pourboire,propina,mancia,gorjeta,fooi,dricks,\
driks,drikkepenge,napiwek,spropitné,add tip,tip amount,\
tip suggestion,tip guide,suggested tips,gratuity guide,service gratuity,additional tip,bakshish,bedienungsgeld,borravaló,juomaraha,bacşiş,bahşiş,чаевые,чайові,φιλοδώρημα,бакшиш,jootraha,dzeramnauda,arbatpinigiai,napojnica,napitnina,tiền boa,tiền tip,بقشيش,إكرامية,טיפ,תשר,service compris pourboire,serveringsavgift tip";

const FEE: &str = "\
fee,fees,service charge,service fee,svc charge,srv chg,shipping,shipping handling,postage,delivery,delivery fee,surcharge,levy,booking fee,\
change fee,cleaning fee,resort fee,airport fee,handling,total fees,insurance,versand,versandkosten,gebühr,gebühren,zuschlag,lieferung,porto,\
frais,frais de port,livraison,frais de service,gastos de envío,envío,comisión,spese,spedizione,coperto,frete,taxa de serviço,\
verzendkosten,bezorgkosten,servicekosten,frakt,fraktkostnad,gebyr,fragt,dostawa,wysyłka,doprava,poštovné,caj perkhidmatan,ongkos kirim,\
svc chg,serv charge,serv chg,service chg,service,svc,s charge,svc charge 10 %,serv charge 10 %,takeaway charge,packaging,packing,bag fee,environmental fee,eco fee,recycling fee,bottle deposit,crv,handling fee,processing fee,convenience fee,\
transaction fee,card fee,card surcharge,credit card surcharge,admin fee,admin charge,freight,carriage,courier,shipping fee,shipping cost,delivery charge,total shipping,booking charge,cancellation fee,late fee,fuel surcharge,fee total,total fee,\
servicegebühr,bearbeitungsgebühr,liefergebühr,verpackung,versandkostenpauschale,bedienung,kurierkosten,mautgebühr,kartengebühr,total frais,frais de livraison,frais de dossier,emballage,éco participation,participation eco,péage,\
envases,gastos,transporte,cargo por servicio,servicio,propina sugerida servicio,tasas,servizio,spese di spedizione,trasporto,spese di incasso,portes,taxa,serviço,portes de envio,couvert,bezorging,toeslag,verpakking,servicetoeslag,\
expeditionsavgift,leverans,serviceavgift,faktureringsavgift,levering,gebyr i alt,leveringsgebyr,opłata,koszt dostawy,opłata za dostawę,przesyłka,serwis,poplatek,balné,doručení,servisní poplatek,cas perkhidmatan,caj,biaya layanan,biaya pengiriman,ongkir,\
service charge 5 %,toimitus,toimituskulut,palvelumaksu,szállítás,szervizdíj,szállítási díj,transport,livrare,taxă,kargo,servis ücreti,servis,доставка,сервисный сбор,обслуживание,обслуговування,μεταφορικά,έξοδα αποστολής,такса,tarne,teenustasu,piegāde,\
pristatymas,dostava,poštnina,phí,phí dịch vụ,phí vận chuyển,phí giao hàng,رسوم,رسوم الخدمة,رسوم التوصيل,توصيل,משלוח,דמי משלוח,שירות,שכר";

const ROUNDING: &str = "\
rounding,round,rounding adj,rounding adjustment,round adj,rnd adj,rounding diff,round off,roundoff,rundung,rundungsdifferenz,arrondi,redondeo,\
arrotondamento,arredondamento,afronding,öresavrundning,avrundning,øreafrunding,afrunding,øreavrunding,zaokrąglenie,zaokrouhlení,\
zaokrúhlenie,pelarasan,pembulatan,pyöristys,kerekítés,\
rounding adjust,round adjustment,rounded adj,rnding,rnd,rouding,roundng,rounding adjusment,rounding adjustments,rounding amount,rounding amt,cash rounding,bill rounding,5 cents rounding,5 sen rounding,total rounding,rounding total,roundup,round up,round down,\
rundungsbetrag,rundung 5 rappen,differenz rundung,arrondi 5 ct,ajuste por redondeo,ajuste redondeo,arrotond,acerto,afrondingsverschil,afr,öresutjämning,öresavr,øresavrunding,ørediff,zaokr,haléřové vyrovnání,haléřové zaokrouhlení,pelarasan penggenapan,penggenapan,\
pelarasan bundaran,bundaran,pembulatan rp,pyöristysero,kerekítési különbözet,rotunjire,yuvarlama,округление,заокруглення,στρογγυλοποίηση,закръгляване,ümardus,ümardamine,noapaļošana,apvalinimas,zaokruživanje,izravnava,làm tròn,تقريب,עיגול,पूर्णांक,sléttun,arrodoniment";

const DISCOUNT: &str = "\
discount,discounts,disc,coupon,coupons,savings,saving,saved,you saved,you save,total savings,total saved,total discount,promotion,promo,rebate,\
item discount,loyalty discount,markdown,off,\
rabatt,rabatte,nachlass,skonto,ersparnis,gespart,sie sparen,preisvorteil,remise,réduction,rabais,économie,économisé,\
descuento,dto,ahorro,sconto,sconti,risparmio,desconto,poupança,korting,bespaard,rabat,besparelse,opust,zniżka,oszczędzasz,sleva,zľava,diskaun,\
diskon,alennus,kedvezmény,reducere,indirim,скидка,знижка,έκπτωση,\
total disc,disc total,trade discount,item disc,line discount,bill discount,member discount,staff discount,senior discount,special discount,less discount,less disc,rebates,price reduction,reduction,voucher discount,promo code,promotions,\
savings total,total promotions,loyalty savings,card savings,club savings,instant savings,multibuy,special offer,early bird,\
gesamtrabatt,rabatt gesamt,summe rabatt,preisnachlass,coupon rabatt,aktion,aktionsrabatt,treuerabatt,gesamtersparnis,total remise,remises,total remises,ristourne,promo fidélité,avantage,avantages,total avantages,vous économisez,\
descuentos,total descuento,total descuentos,bonificación,rebaja,ahorro total,ha ahorrado,sconto totale,totale sconti,promozione,hai risparmiato,descontos,total descontos,total desconto,total de descontos,total poupança,poupou,totale korting,uw voordeel,voordeel,actie,\
rabatter,total rabatt,prisnedsättning,du sparade,avdrag,total rabat,du har sparet,spart,du sparte,suma rabatów,rabaty,upust,razem rabat,celková sleva,slevy,ušetřili jste,jumlah diskaun,potongan,potongan harga,anda jimat,hemat,total diskon,anda hemat,\
alennus yhteensä,kampanja,säästö,árengedmény,engedmény,összes kedvezmény,reducere totală,reduceri,total reduceri,discount total,toplam indirim,iskonto,скидки,сумма скидки,знижки,ваша скидка,εκπτώσεις,κέρδος,\
отстъпка,allahindlus,soodustus,atlaide,atlaides,nuolaida,nuolaidos,popust,ukupan popust,popusti,giảm giá,chiết khấu,khuyến mãi,giảm,خصم,الخصم,تخفيض,הנחה,הנחות,छूट,afsláttur,descompte";

const PREPAID: &str = "\
deposit,deposit paid,prepaid,prepayment,advance,advance payment,advance paid,already paid,amount already paid,previously paid,less paid,gift card,gift certificate,\
voucher,store credit,credit applied,credits,credit,account credit,payments received,less payments,previous payments,payments credits,downpayment,down payment,\
amount applied,refund,refunds,refunded,anzahlung,vorauszahlung,abschlag,abschlagszahlung,bereits gezahlt,bereits bezahlt,gutschein,guthaben,gutschrift,pfand,kaution,\
acompte,avoir,déjà payé,déjà réglé,caution,bon d achat,chèque cadeau,anticipo,depósito,ya pagado,a cuenta,acconto,già pagato,caparra,buono,\
adiantamento,sinal,já pago,aanbetaling,voorschot,reeds betaald,tegoed,statiegeld,cadeaubon,borg,förskott,handpenning,presentkort,redan betalt,pant,\
forskud,depositum,allerede betalt,gavekort,zaliczka,zadatek,wpłacono,już zapłacono,kaucja,záloha,zálohy,uhrazeno zálohou,vratná záloha,uang muka,\
total deposit,deposits,deposit received,less deposit,less deposit paid,retainer,on account,paid on account,part payment,partial payment,paid to date,payments to date,total payments received,gift voucher,vouchers,e voucher,cash voucher,\
store voucher,total credits,credits applied,total credit,wallet credit,wallet,redeemed,points redeemed,redemption,reward redeemed,amount credited,refund amount,total refund,refund total,refunded amount,returned,\
angezahlt,bereits geleistete zahlung,geleistete anzahlung,geleistete zahlungen,bisher gezahlt,abzüglich anzahlung,abzgl anzahlung,vorkasse,geschenkgutschein,gutscheine,gutschein eingelöst,erstattung,rückerstattung,erstattungsbetrag,\
acompte versé,acomptes,déjà versé,arrhes,remboursement,montant remboursé,carte cadeau,bons d achat,titre restaurant,ticket restaurant,ticket resto,señal,anticipos,pago a cuenta,ya abonado,reembolso,devolución,tarjeta regalo,vale,\
già versato,acconti,buono pasto,buoni pasto,rimborso,deposito,carta regalo,pago anteriormente,adiantado,caução,reembolso total,vale oferta,cartão presente,vooruitbetaald,vooruitbetaling,waarborg,terugbetaling,reeds voldaan,cadeaukaart,bon,\
förskottsbetalning,deposition,återbetalning,tillgodo,tillgodokvitto,forskudd,depositum betalt,tilgode,tilbagebetaling,a conto,aconto,refusjon,przedpłata,zwrot,bon podarunkowy,karta podarunkowa,wpłata,vpłacono,uhrazeno,zaplacená záloha,dárkový poukaz,poukaz,vrácená částka,dobropis,\
deposit dibayar,baucar,bayaran pendahuluan,dp,panjar,uang panjar,ennakko,ennakkomaksu,hyvitys,palautus,lahjakortti,előleg,előleg levonás,visszatérítés,ajándékkártya,avans,avans plătit,rambursare,card cadou,kapora,ön ödeme,iade,hediye kartı,avans ödemesi,\
аванс,предоплата,задаток,возврат,подарочная карта,передоплата,повернення,προκαταβολή,επιστροφή,депозит,ettemaks,tagasimakse,avanss,priekšapmaksa,avansas,grąžinimas,predujam,akontacija,povrat,predplačilo,vračilo,\
đặt cọc,tiền cọc,trả trước,hoàn tiền,عربون,دفعة مقدمة,استرداد,مرتجع,מקדמה,פיקדון,החזר,זיכוי,अग्रिम,वापसी";

const CASH: &str = "\
готовина,cash,cash tendered,cash received,tendered,tender,amount tendered,amount received,received,cash payment,cash in,tunai,tunai diterima,\
barzahlung,bar gegeben,bargeld,gegeben,bar eur,bar erhalten,espèces,reçu,rendu monnaie espèces,efectivo,entregado,recibido,\
contanti,contante,ricevuto,dinheiro,numerário,entregue,contant,ontvangen,kontant,kontanter,mottaget,modtaget,gotówka,\
gotówką,otrzymano,hotově,hotovost,přijato,v hotovosti,bayar tunai,käteinen,készpénz,numerar,nakit,наличные,наличными,получено,μετρητά,\
cash paid,cash amount,cash amt,cash tender,cash tend,tend,tendered amount,total tender,total tendered,amt tendered,amt tender,tender amount,tender total,paid cash,cash paid amount,cash in hand,received amount,amount recd,recd,cash rm,cash received rm,cash usd,payment cash,cash payment amount,accepted,amount accepted,cash taken,\
bar,bar bezahlt,zahlung bar,bargeld eur,erhalten,betrag erhalten,gegeben bar,gegeben eur,bar gegeben eur,barbetrag,especes,espece,en espèces,payé en espèces,versé,montant reçu,montant versé,reçu espèces,comptant,argent comptant,\
efectivo recibido,en efectivo,entrega,su entrega,importe entregado,pago efectivo,contado,pago en efectivo,pagamento contanti,importo ricevuto,contanti euro,em dinheiro,dinheiro entregue,valor entregue,valor recebido,recebido,troco para,numerario,\
contant betaald,kontant betaling,contanten,gegeven,ontvangen contant,betaald contant,kontant mottaget,erhållet,mottaget belopp,kontant sek,kontant betalt,kontant modtaget,modtaget kontant,mottatt,kontant mottatt,gotowka,wpłata gotówką,gotówka pln,\
hotově czk,hotovost kč,hotove,v hotovosti eur,hotovosť,bayaran tunai,wang tunai,tunai rm,bayar,dibayar tunai,uang,uang tunai,terima,jumlah diterima,käteismaksu,käteinen eur,kapott,készpénz ft,átvett,primit,numerar lei,cash lei,nakit tl,alınan,\
получено наличными,внесено,готівка,готівкою,отримано,в брой,получена сума,платено в брой,sularaha,saadud,skaidra nauda,skaidrā naudā,saņemts,grynieji,grynais,gauta,gotovina,primljeno,gotovinsko,prejeto,tiền mặt,tiền khách đưa,khách đưa,tiền nhận,نقد,نقدا,نقدي,المستلم,מזומן,במזומן,התקבל,नकद,reiðufé,metàl·lic";

const CHANGE: &str = "\
повраћај,кусур,change,change due,cash change,total change,your change,cash back,cashback,change given,amount returned,rückgeld,wechselgeld,zurück,rückgabe,\
monnaie,rendu,rendu monnaie,à rendre,cambio,vuelto,su cambio,resto,troco,wisselgeld,terug,växel,tillbaka,vekslepenger,vekslepenge,byttepenge,tilbage,\
reszta,vráceno,vrátit,výdavok,baki,kembali,kembalian,vaihtoraha,visszajáró,rest de dat,para üstü,сдача,решта,ρέστα,\
change amount,change amt,change rm,change cash,cash change rm,change returned,change back,total change due,change given back,balance returned,balance return,amount change,chg,change usd,chng,\
rückgeld eur,rückgeld bar,retourgeld,rückg,zurück eur,wechselgeld eur,herausgeld,rendu espèces,rendu monnaie eur,monnaie rendue,rendue,remise monnaie,à remettre,cambio efectivo,su vuelto,vueltas,devuelto,cambio entregado,resto euro,resto contanti,\
troco dinheiro,troco entregue,terug contant,wisselgeld eur,växel sek,åter,tillbaka kontant,veksel,byttepenger,tilbake,retur,retur kontant,tilbage kontant,reszta pln,reszta gotówka,wydano,vrátit kč,nazpět,zpět,vrátené,vydavok,vrátiť,\
baki tunai,baki rm,wang baki,pulangan,kembalian rp,uang kembali,susuk,vaihtorahaa,takaisin,visszajáró ft,vissza,rest lei,rest numerar,para ustu,para üstü tl,сдача наличными,решта готівкою,ρέστα ευρώ,ресто,tagasi,raha tagasi,atlikums,izdots,grąža,vraćeno,povratak,za vrniti,vrnjeno,ostanek,\
tiền thối,tiền thừa,trả lại,tiền thối lại,الباقي,المتبقي,الفكة,עודף,बाकी,छुट्टा,til baka,canvi";

const NOISE: &str = "\
qty,quantity,total qty,total quantity,total items,total item,items sold,item count,items count,no of items,number of items,of items,total pcs,\
account balance,card balance,remaining balance,available balance,available,\
points,pts,miles,rewards,\
reward,rewards earned,earn,earned,bonus,cash rewards,unit price,unit,\
share capital,free shipping,from only,\
carbon,co2,distance,duration,invoice no,invoice number,invoice nr,order no,order number,order id,ticket no,ticket number,receipt no,ref no,reference,account number,account no,\
phone,tel,fax,telephone,auth,auth code,approval code,iban,bic,vat no,vat id,vat number,gst no,gst id,gst reg no,gst number,tax id,tax number,co reg no,reg no,abn,covers,guests,\
avl bal,avail bal,avbl bal,available bal,bal avail,regular price,regular price total,reg price,regular total,total savings value,tageshöchstsatz,höchstsatz,tagesmaximum,tageshöchstpreis,tarif je,tarif,je angef,je angefangene,win,excess,maximum,minimum,max,min,exchange rate,kurs,\
anzahl,menge,stückzahl,artikelanzahl,anzahl artikel,posten,punkte,stammkapital,grundkapital,verfügbar,\
stückpreis,einzelpreis,e preis,telefon,rechnungsnummer,rechnungsnr,rechnung nr,bestellnummer,kundennummer,datum,uhrzeit,steuernummer,ust id,ust idnr,steuer nr,seite,\
quantité,qté,nombre d articles,capital social,prix unitaire,pu,p u,facture n,commande n,siret,tva intra,au capital de,points fidélité,\
cantidad,cant,artículos,número,precio unitario,p unit,capital,factura n,pedido,\
quantità,qtà,articoli,capitale sociale,prezzo unitario,numero,fattura n,\
quantidade,qtd,preço unitário,aantal,stuks,stuksprijs,prijs per stuk,factuurnummer,spaarpunten,\
antal,antall,artiklar,varer,à pris,styckpris,enhetspris,fakturanummer,\
ilość,cena jednostkowa,nr faktury,množství,počet,jednotková cena,cena za kus,cena ks,množstvo,\
kuantiti,bilangan,jumlah item,jumlah kuantiti,kapital zakładowy,kapitał zakładowy,\
total no of items,total number of items,total units,total pieces,total qty sold,item total qty,total line items,no of item,item s,items in total,total hours,total miles,total km,total nights,total distance,total weight,total points,points earned,points balance,total rewards,\
nett weight,net weight,gross weight,weight,net wt,gross wt,tare,total litres,litres,gallons,volume,odometer,change rate,prize,save up to,win up to,jackpot,orders above,minimum spend,min spend,min purchase,max discount,opening,closing,previous,\
prior,last statement,prior payments,balance on card,card bal,gift card balance,remaining credit,credit available,available credit,credit remaining,points value,member points,current points,bonus points,\
per kg,price per,per litre,per liter,per gallon,ppu,u price,unit cost,cost per,rate per,price each,bill no,bill number,doc no,document no,document number,cashier,table no,trans no,transaction no,transaction id,terminal id,till no,store no,slip no,voucher no,\
serial no,batch no,trace,trace no,tid,mid,rrn,ref,po box,postcode,pax,guest count,room no,queue no,member no,customer no,cust no,warranty,policy no,claim no,registration no,company no,co no,roc no,\
stammkapital eur,bestell nr,kunden nr,rechnungs nr,beleg nr,belegnr,bon nr,bonnr,kassen nr,kasse,filiale,terminal nr,ta nr,trace nr,stk,gesamtmenge,gesamtanzahl,punktestand,payback punkte,gesamtgewicht,gewicht,neuer saldo,guthaben restbetrag,restguthaben,kartenguthaben,hrb,blz,konto nr,kontonummer,einsatz,\
nombre articles,nb articles,total articles qté,nombre de lignes,solde carte,solde points,cagnotte,solde cagnotte,nouveau solde,facture no,commande no,no de facture,ticket n,caisse,client n,rcs,naf,ape,poids,poids total,prix au kg,prix kg,franchise,plafond,\
total artículos,núm artículos,total unidades,nº artículos,unidades,puntos,saldo puntos,saldo actual,factura no,ticket nº,mesa,caja,peso,kilos,precio kg,totale pezzi,totale articoli,numero articoli,pezzi,punti,saldo punti,scontrino n,doc n,cassa,tavolo,cap soc,\
total artigos,n artigos,total itens,qtd total,qtde total,itens,pontos,saldo cartão,saldo atual,fatura n,nif,contribuinte,preço kg,aantal artikelen,totaal aantal,totaal stuks,punten,saldo kaart,huidig saldo,bonnummer,kassa,kvk,\
antal varor,antal artiklar,totalt antal,antall varer,antal varer,poäng,bonuspoäng,kvitto nr,kvittonr,kassa nr,org nr,kvitt nr,vekt,vikt,vægt,ilość pozycji,liczba pozycji,liczba sztuk,punkty,nr paragonu,nip,regon,saldo punktów,waga,\
počet položek,počet kusů,položek,stav konta,účtenka č,doklad č,faktura č,ičo,dič,váha,zůstatek,hmotnosť,jumlah barang,jumlah kuantiti barang,bil barang,mata ganjaran,baki kad,no resit,no invois,no struk,jumlah qty,total barang,poin,berat,\
tuotteita,kpl,pisteet,saldo eur,kuitti nro,y tunnus,tételszám,darab,db,pont,nyugtaszám,adószám,nr bon,bon fiscal nr,cif,cui,puncte,adet,toplam adet,puan,fiş no,vergi no,кол во,количество,баллы,бонусы,чек,инн,кількість,балів,чек n,іпн,τεμάχια,ποσότητα,πόντοι,αφμ,αρ απόδειξης,\
брой артикули,бр артикули,точки,бон,ефн,kogus,punktid,arve nr,skaits,punkti,čeks nr,kiekis,taškai,kvitas nr,količina,bodovi,broj računa,oib,količina skupaj,točke,račun št,davčna št,số lượng,tổng số lượng,điểm,số hóa đơn,mst,sl,\
الكمية,عدد الأصناف,النقاط,رقم الفاتورة,الرقم الضريبي,الرصيد,כמות,נקודות,יתרה,מספר חשבונית,ח פ,मात्रा,अंक,fjöldi,\
spend,report,\
rate,exchange,fx rate,conversion rate,wechselkurs,taux,taux de change,tipo de cambio,tasso di cambio,câmbio,koers,kurz";

const LIMITS: &str = "\
per person,per passenger,per adult,per traveller,per traveler,per guest,per night,per day,per week,per month,per year,per item,per unit,nightly rate,daily rate,avg,average,each,estimate,estimated,quote,quotation,budget,page total,total this page,\
carried forward,brought forward,balance forward,balance brought forward,c f,b f,previous balance,prior balance,opening balance,closing balance,beginning balance,installment,instalment,installments,instalments,due after,amount due after,total due after,amount payable after,total payable after,pay after,payable after,paid after,after due date,late payment,if paid late,\
last year,year to date,ytd,last month,minimum payment,minimum due,minimum payment due,minimum amount due,min due,min payment due,authorization hold,authorisation hold,temporary hold,pending hold,pre authorization,preauthorization,pre authorisation,preauthorisation,hold,\
limit,credit limit,limit of liability,liability,up to,starting at,starting from,as low as,orders over,orders of,purchases over,list price,original price,retail price,msrp,rrp,coverage,insured,deductible,worth,next order,next purchase,\
pro person,pro nacht,pro tag,pro monat,je person,je nacht,kostenvoranschlag,voraussichtlich,geschätzt,schätzung,angebotssumme,monatsrate,übertrag,seitensumme,zwischenübertrag,saldo vormonat,vorheriger saldo,alter saldo,kreditlimit,mindestbetrag,\
par personne,par nuit,par jour,par mois,estimation,estimé,estimée,devis,mensualité,échéance,à reporter,total page,ancien solde,solde précédent,por persona,por noche,por día,por mes,estimado,estimada,presupuesto,cuota mensual,plazo,suma y sigue,saldo anterior,\
a persona,per persona,a notte,al giorno,al mese,stimato,preventivo,rata,riporto,saldo precedente,por pessoa,por noite,por dia,por mês,orçamento,prestação,parcela,a transportar,per persoon,per nacht,per dag,per maand,geschat,geschatte,offerte,termijn,vorig saldo,transport te,\
per natt,per dygn,uppskattad,uppskattat,delbetalning,föregående saldo,pr person,pr nat,pr natt,anslået,estimert,overført,za osobę,za noc,za dzień,szacowana,szacunkowa,kosztorys,saldo poprzednie,do przeniesienia,za osobu,předchozí zůstatek,splátka,\
seorang,sebulan,ansuran,anggaran,baki lama,anggaran jumlah,per orang,per malam,cicilan,angsuran,henkilöltä,arvio,személyenként,éjszakánként,becsült,előző egyenleg,per persoană,pe noapte,estimativ,sold precedent,kişi başı,gecelik,tahmini,taksit,önceki bakiye,\
на человека,за ночь,за сутки,предыдущий баланс,ориентировочно,на особу,за ніч,ανά άτομο,εκτίμηση,προηγούμενο υπόλοιπο,लोग प्रति,\
original,original amount,initial,old total,before adjustments,previous total,expected,projected,ursprünglich,ursprünglicher,initialement,originale,oorspronkelijk,\
penalty,penalty charge,cumul,cumulé,cumulés,cumulative,kumuliert,acumulado,this year,lifetime,dieses jahr,cette année,este año,quest anno,este ano,dit jaar";

const INCLUDING: &str = "\
incl,including,inclusive,inc,incld,included,includes,with,after,w,inkl,inklusive,einschl,einschließlich,enthaltene,enthalten,mit,nach,darin,\
inclus,incluse,incluses,compris,comprise,comprises,avec,y compris,dont,après,incluido,incluida,incluidos,incluye,con,tras,compreso,compresa,inclusa,inclusi,comprensivo,\
incluído,incluídos,inclusief,inbegrepen,waarvan,met,inklusiv,med,varav,heraf,herav,w tym,zawiera,včetně,vč,vrátane,termasuk,sis,\
incl of,inclusive of,inc of,gesamt inkl,sisältää,sis alv,tartalmaz,inclusiv,dahil,включая,с учетом,включно,включително,συμπ,συμπεριλαμβανομένου,koos,đã bao gồm,bao gồm,شامل,شاملة,כולל,सहित,með,inclòs";

const EXCLUDING: &str = "\
excl,excluding,exclusive,exc,excld,before,without,pre tax,pretax,not incl,not including,not included,hors,hors taxe,hors taxes,avant,sans,exkl,exklusive,ohne,vor,zzgl,zuzüglich,\
sin,sin iva,antes de,senza,esclusa,escluso,prima di,sem,exclusief,zonder,utan,uden,uten,bez,bez dph,bez vat,tidak termasuk,\
excludes,ex,net of,pre,less tax,exklusiv,ekskl,eks,nicht enthalten,non compris,non inclus,non incluso,no incluido,não incluído,niet inbegrepen,veroton,ilman,nélkül,fără,hariç,без,χωρίς,ilma,brez,chưa bao gồm,chưa,غير شامل,بدون,قبل,ללא,לפני,बिना";

const NOTHING: &str = "\
tax invoice,vat invoice,gst invoice,tax receipt,simplified tax invoice,cash sale,cash bill,cash receipt,credit note,tax included in,total wine,\
thank you for your payment,net a porter,price list,exchange,no change,cash only,time to pay,card number,card no,debit memo,\
cash back offer,discount card,member card,service center,service centre,customer service,self service,tax agent,tax office,tax invoice no,total wine more,change of,exchange only,food court,sale no,sales person,salesperson,cash register,cash desk,received with thanks,payment terms,terms of payment,due date,payment due date,date due,pay by,zahlbar bis,fällig am,service tax no,sst no,sst id,deposit slip";
