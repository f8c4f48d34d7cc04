//! The mails of the race: forwarded receipts of about 20 KB, text and HTML, as shops send and people forward them.
//!
//! One in ten is above the limit and needs an approval. No receipt comes twice, and few people send more than a few.

use std::fmt::Write as _;

use super::pdf::pdf;

/// Who the mails are for.
pub const DESK: &str = "expenses@corp.example";
/// How many mails each person sends.
const MAILS_OF_EACH: usize = 4;

const SHOPS: [&str; 8] = [
    "Harbour Hotel",
    "Northern Rail",
    "Blue Lantern Bistro",
    "Copper Kettle Coffee",
    "City Cabs",
    "Paper & Pen",
    "Meridian Airways",
    "Wirehead Supplies",
];
const PLACES: [&str; 12] = [
    "Bergen", "Cork", "Dresden", "Exeter", "Faro", "Ghent", "Havre", "Izmir", "Jena", "Kotka", "Lodz",
    "Malmo",
];
const GOODS: [&str; 8] = [
    "Double room, breakfast included",
    "Return ticket, second class",
    "Three-course dinner with drinks",
    "Filter coffee, large, with milk",
    "Ride from the station to the hotel",
    "Notebook, squared, with elastic band",
    "Seat reservation and one checked bag",
    "USB-C cable, braided, two metres",
];

/// A receipt.
pub struct Receipt {
    number: usize,
    shop: String,
    /// As receipts print it.
    date: String,
    /// Goods and their prices in cents.
    items: Vec<(String, u64)>,
}

impl Receipt {
    /// The receipt of this mail.
    pub fn new(number: usize) -> Self {
        let count = 14 + number % 5;
        // Without a generator of random numbers: spread, and the same in every run.
        let spread = |seed: usize| seed.wrapping_mul(2_654_435_761) >> 7;
        let dear = number % 10 == 3;
        let (place, day) = (PLACES[spread(number) % PLACES.len()], 1 + spread(number + 7) % 28);
        let shop = format!("{} {place}", SHOPS[spread(number + 3) % SHOPS.len()]);
        let date = format!("{day} {} 2026", ["September", "October", "November"][spread(number + 9) % 3]);
        let items = (0..count).map(|item| {
            let seed = spread(number * 31 + item);
            let price = if dear { 9_000 + seed % 3_000 } else { 250 + seed % 900 };
            (GOODS[seed % GOODS.len()].to_owned(), u64::try_from(price).unwrap())
        });
        Self { number, shop, date, items: items.collect() }
    }

    fn total(&self) -> u64 {
        self.items.iter().map(|(_, price)| price).sum()
    }

    /// As a PDF.
    pub fn pdf(&self) -> Vec<u8> {
        let mut lines = vec![
            self.shop.clone(),
            format!("Invoice INV-{:06}", self.number),
            format!("Date: {}", self.date),
            String::new(),
        ];
        lines.extend(self.items.iter().map(|(what, price)| format!("{what}    {}", money(*price))));
        lines.push(format!("Total due: {} USD", money(self.total())));
        lines.push(String::new());
        lines.extend(
            SMALL_PRINT.iter().cycle().take(30).enumerate().map(|(at, line)| format!("{}. {line}", at + 1)),
        );
        pdf(&lines)
    }

    fn text(&self) -> String {
        let mut text = format!(
            "Please see below.\r\n\r\n---------- Forwarded message ---------\r\nFrom: {shop} <receipts@shop.example>\r\n\
             Date: Mon, 23 Nov 2026 at 08:12\r\nSubject: Your receipt {number}\r\nTo: Sam Reed\r\n\r\n{shop}\r\n\
             Thank you for your order.\r\n\r\nInvoice INV-{number:06}\r\nDate: {date}\r\n\r\n",
            shop = self.shop,
            date = self.date,
            number = self.number,
        );
        for (what, price) in &self.items {
            write!(text, "{what:<50}{:>12}\r\n", money(*price)).unwrap();
        }
        write!(text, "{:<50}{:>12}\r\n\r\n", "Total (USD)", money(self.total())).unwrap();
        for line in SMALL_PRINT {
            write!(text, "{line}\r\n").unwrap();
        }
        text
    }

    fn html(&self) -> String {
        let mut html = format!(
            "<!DOCTYPE html>\r\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\r\n\
             <style>{STYLE}</style></head><body>\r\n<div dir=\"ltr\">Please see below.<br><br>\r\n<div class=\"gmail_quote\">\
             <div dir=\"ltr\" class=\"gmail_attr\">---------- Forwarded message ---------<br>\r\nFrom: <b>{shop}</b> \
             &lt;receipts@shop.example&gt;<br>Date: Mon, 23 Nov 2026 at 08:12<br>\r\nSubject: Your receipt {number}<br>\
             To: Sam Reed<br></div><br>\r\n<table class=\"wrap\" width=\"100%\"><tr><td>\r\n<h1>{shop}</h1>\
             <p>Thank you for your order.</p><p>Invoice INV-{number:06}<br>Date: {date}</p>\r\n\
             <table class=\"items\" cellpadding=\"0\" cellspacing=\"0\" width=\"600\">\r\n",
            shop = self.shop.replace('&', "&amp;"),
            date = self.date,
            number = self.number,
        );
        for (what, price) in &self.items {
            write!(html, "{ROW}{what}{CELL}{}</td></tr>\r\n", money(*price)).unwrap();
        }
        write!(html, "{ROW}<b>Total (USD)</b>{CELL}<b>{}</b></td></tr>\r\n", money(self.total())).unwrap();
        html.push_str("</table>\r\n");
        for line in SMALL_PRINT {
            write!(html, "<p class=\"small\" style=\"color:#666666;font-size:11px;line-height:16px;margin:0\">{line}</p>\r\n").unwrap();
        }
        html + "</td></tr></table></div></div></body></html>\r\n"
    }
}

const SMALL_PRINT: [&str; 14] = [
    "Goods remain the property of the seller until they are paid for in full.",
    "Returns are taken within thirty days if the packaging is whole and this receipt is shown.",
    "Prices include value added tax where it applies; see the back of this sheet for the rates.",
    "Questions about this order are answered on weekdays between nine and five by our service desk.",
    "You receive this message because an order was placed with your address; it cannot be unsubscribed.",
    "Registered office: 12 Quay Street, Harbour Town; company register of the county court, sheet 4711.",
    "Please do not answer this message, as nobody reads the mailbox that it was sent from.",
    "Our general terms of business apply in the version that was in force on the day of the order.",
    "Warranty claims expire two years after delivery unless the law of your country says otherwise.",
    "Payment was taken from the card whose last four digits you find in your account.",
    "We plant a tree for every tenth order and publish the list of them once a year.",
    "Deliveries to islands take up to four working days longer and may cost extra in winter.",
    "Your data are kept as long as the tax office asks for it, and not a day longer.",
    "Thank you for buying from a family business; tell your friends, and tell us when we fail.",
];
const ROW: &str = "<tr><td style=\"padding:8px 12px;border-bottom:1px solid #dddddd;font-family:Arial,sans-serif;font-size:14px;\
                   color:#333333;text-align:left;vertical-align:top\">";
const CELL: &str = "</td><td align=\"right\" style=\"padding:8px 12px;border-bottom:1px solid #dddddd;font-family:Arial,sans-serif;\
                    font-size:14px;color:#333333;white-space:nowrap\">";
const STYLE: &str = "body{margin:0;padding:0;background:#f5f5f5}\r\n.wrap{max-width:640px;margin:0 auto;background:#ffffff}\r\n\
    .items td{border-bottom:1px solid #dddddd}\r\nh1{font-family:Georgia,serif;font-size:24px;color:#222222}\r\n\
    p{font-family:Arial,sans-serif;font-size:14px;line-height:20px}\r\n.small{font-size:11px}\r\n\
    @media only screen and (max-width:480px){.wrap{width:100%!important}.items{width:100%!important}}\r\n";

/// Who sends it.
pub fn sender(number: usize) -> String {
    format!("user{}@corp.example", number / MAILS_OF_EACH)
}

/// A whole mail as it lies in the mailbox: stamped by the server that vouches for its sender.
pub fn mail(number: usize, with_pdf: bool) -> Vec<u8> {
    let receipt = Receipt::new(number);
    let sender = sender(number);
    let mut mail = format!(
        "Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example;\r\n\tspf=pass smtp.mailfrom=corp.example\r\n\
         Received: from mail.corp.example (mail.corp.example [192.0.2.10])\r\n\tby mx.corp.example (Postfix) with ESMTPS id {number:08X}\r\n\
         \tfor <{DESK}>; Mon, 23 Nov 2026 09:00:01 +0000 (UTC)\r\n\
         From: Sam Reed <{sender}>\r\nTo: Expense desk <{DESK}>\r\nSubject: Fwd: Your receipt {number}\r\n\
         Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <{number}.race@mail.corp.example>\r\nMIME-Version: 1.0\r\n"
    );
    let attached = with_pdf && number.is_multiple_of(10);
    if attached {
        mail.push_str("Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n--outer\r\n");
    }
    mail.push_str("Content-Type: multipart/alternative; boundary=\"inner\"\r\n\r\n--inner\r\n");
    mail.push_str("Content-Type: text/plain; charset=\"UTF-8\"\r\n\r\n");
    mail.push_str(&receipt.text());
    mail.push_str("\r\n--inner\r\nContent-Type: text/html; charset=\"UTF-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
    mail.push_str(&quoted_printable(&receipt.html()));
    mail.push_str("\r\n--inner--\r\n");
    if attached {
        mail.push_str("\r\n--outer\r\nContent-Type: application/pdf; name=\"receipt.pdf\"\r\n\
                       Content-Disposition: attachment; filename=\"receipt.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        for line in data_encoding::BASE64.encode(&receipt.pdf()).as_bytes().chunks(76) {
            mail.push_str(std::str::from_utf8(line).unwrap());
            mail.push_str("\r\n");
        }
        mail.push_str("--outer--\r\n");
    }
    mail.into_bytes()
}

fn money(cents: u64) -> String {
    let (whole, rest) = (cents / 100, cents % 100);
    if whole >= 1000 {
        format!("{},{:03}.{rest:02}", whole / 1000, whole % 1000)
    } else {
        format!("{whole}.{rest:02}")
    }
}

/// RFC 2045 §6.7, as mail programs write it.
fn quoted_printable(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 11 / 10);
    for line in text.split("\r\n") {
        let mut column = 0;
        for byte in line.bytes() {
            let width = if byte == b'=' || !(b' '..=b'~').contains(&byte) { 3 } else { 1 };
            if column + width > 75 {
                encoded.push_str("=\r\n");
                column = 0;
            }
            column += width;
            if width == 3 { write!(encoded, "={byte:02X}").unwrap() } else { encoded.push(char::from(byte)) }
        }
        encoded.push_str("\r\n");
    }
    encoded
}
