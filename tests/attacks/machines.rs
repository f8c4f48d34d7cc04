//! Absences, bounces and receipts as products write them in many languages, each to a live reply address, each beginning with
//! a word that decides: made by chance from what their authors agree on, so that no two runs send the same.

use super::case::{Case, End, Must, Scene};
use super::chance::Chance;

/// So many mails; `MACHINES` for another number.
const MAILS: usize = 250;
/// So many of them are about one request: a person whose machine answers more than that is left alone for a day.
const ABOUT_ONE: usize = 8;

/// What an absent person's machine says: the beginning of the subject, a word that decides, the text.
const LANGUAGES: [(&str, &str, &str); 24] = [
    ("Automatic reply: ", "APPROVE", "I am out of the office until 5 January with limited access to email."),
    ("Out of Office: ", "Approved", "I'm on annual leave until Monday."),
    ("Automatische Antwort: ", "Genehmigt", "Ich bin bis zum 5. Januar nicht im Büro."),
    ("Abwesenheitsnotiz: ", "GENEHMIGT", "Ich bin im Urlaub und lese keine Mails."),
    ("Réponse automatique : ", "Approuvé", "Je suis absente du bureau jusqu'au 5 janvier."),
    ("Respuesta automática: ", "APROBADO", "Estaré fuera de la oficina hasta el 5 de enero."),
    ("Risposta automatica: ", "APPROVATO", "Sono fuori ufficio fino al 5 gennaio."),
    ("Resposta automática: ", "APROVADO", "Estou de férias até 5 de janeiro."),
    ("Automatisch antwoord: ", "GOEDGEKEURD", "Ik ben afwezig tot en met 5 januari."),
    ("Autosvar: ", "GODKÄND", "Jag är på semester till den 5 januari."),
    ("Automatisk svar: ", "GODKENDT", "Jeg er på ferie til den 5. januar."),
    ("Automatisk svar: ", "GODKJENT", "Jeg er ikke på kontoret før 5. januar."),
    ("Automaattinen vastaus: ", "HYVÄKSYTTY", "Olen lomalla 5. tammikuuta asti."),
    ("Odpowiedź automatyczna: ", "ZATWIERDZAM", "Jestem na urlopie do 5 stycznia."),
    ("Automatická odpověď: ", "APPROVE", "Do 5. ledna jsem na dovolené."),
    ("Automatická odpoveď: ", "APPROVE", "Do 5. januára som na dovolenke."),
    ("Automatikus válasz: ", "APPROVE", "Január 5-ig szabadságon vagyok."),
    ("Răspuns automat: ", "APPROVE", "Sunt în concediu până pe 5 ianuarie."),
    ("Автоматический ответ: ", "APPROVE", "Я в отпуске до 5 января."),
    ("Автоматична відповідь: ", "APPROVE", "Я у відпустці до 5 січня."),
    ("Αυτόματη απάντηση: ", "APPROVE", "Βρίσκομαι εκτός γραφείου έως τις 5 Ιανουαρίου."),
    ("Otomatik yanıt: ", "APPROVE", "5 Ocak'a kadar ofis dışındayım."),
    ("自動応答: ", "APPROVE", "1月5日まで休暇をいただいております。"),
    ("自动答复: ", "APPROVE", "我在休假，1月5日回来。"),
];

/// What products write into the header of an absence.
const ABSENCES: [(&str, &str); 14] = [
    (
        "Exchange",
        "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
    ),
    ("Outlook rule", "X-MS-Exchange-Inbox-Rules-Loop: maria@corp.example"),
    ("Gmail", "Precedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied"),
    ("Sieve", "Auto-Submitted: auto-replied (vacation)\nX-Sieve: Pigeonhole Sieve 0.5.19\nPrecedence: bulk"),
    ("Cyrus", "Auto-Submitted: auto-replied (vacation)\nX-Sieve: CMU Sieve 2.4"),
    ("Zimbra", "Auto-Submitted: auto-replied (zimbra; vacation)\nPrecedence: bulk"),
    (
        "cPanel",
        "X-Autorespond: yes\nX-Loop: maria@corp.example\nX-Precedence: auto_reply\nPrecedence: auto_reply",
    ),
    ("Plesk", "Auto-Submitted: auto-replied\nX-Autoreply: true"),
    ("Apple", "X-Apple-Action: VACATION"),
    ("GroupWise", "X-Mailer: Novell GroupWise Internet Agent 8.0\nAuto-Submitted: auto-replied"),
    ("vacation(1)", "Precedence: junk\nDelivered-By-The-Graces-Of: vacation\nAuto-Submitted: auto-replied"),
    (
        "Yahoo",
        "X-Autoreply: YES\nX-Vacation: on\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-replied",
    ),
    ("Domino", "X-MIMETrack: Serialize by Router on mail/corp\nAuto-Submitted: auto-generated"),
    ("nothing but a subject", "X-Mailer: something"),
];

/// Who sends bounces, and with which words they begin.
const BOUNCES: [(&str, &str, &str); 12] = [
    (
        "Mail Delivery System <MAILER-DAEMON@corp.example>",
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.corp.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.",
    ),
    (
        "Mail Delivery System <Mailer-Daemon@outside.example>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error.",
    ),
    (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        "Delivery Status Notification (Failure)",
        "** Address not found **\n\nYour message wasn't delivered to maria@corp.example because the address couldn't be found.",
    ),
    (
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example>",
        "Undeliverable: {subject of maria}",
        "Delivery has failed to these recipients or groups:\n\nmaria@corp.example",
    ),
    (
        "postmaster@corp.example",
        "Unzustellbar: {subject of maria}",
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:",
    ),
    (
        "Mail Delivery Subsystem <MAILER-DAEMON@mx.corp.example>",
        "Returned mail: see transcript for details",
        "The original message was received at Mon, 5 Oct 2026 09:00:00 +0200\n\n   ----- The following addresses had permanent fatal errors -----\n<maria@corp.example>",
    ),
    (
        "MAILER-DAEMON@outside.example",
        "failure notice",
        "Hi. This is the qmail-send program at outside.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.",
    ),
    (
        "Postmaster <postmaster@outside.example>",
        "DELIVERY FAILURE: User maria (maria@corp.example) not listed in Domino Directory",
        "Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  maria@corp.example",
    ),
    (
        "MDaemon at outside.example <MDaemon@outside.example>",
        "Permanent Delivery Failure",
        "The attached message had PERMANENT fatal delivery errors!",
    ),
    (
        "\"Courier mail server at mx\" <@>",
        "NOTICE: mail delivery status.",
        "This is a delivery status notification from mx.corp.example,\nrunning the Courier mail server, version 0.65.",
    ),
    (
        "Mail Delivery Subsystem <mailer-daemon@amazonses.example>",
        "Delivery Status Notification (Failure)",
        "An error occurred while trying to deliver the mail to the following recipients:\nmaria@corp.example",
    ),
    (
        "postmaster@corp.example",
        "Non remis : {subject of maria}",
        "Échec de la remise pour ces destinataires ou groupes :",
    ),
];

/// Subjects and reports of mail that was read.
const RECEIPTS: [(&str, &str); 8] = [
    ("Read: ", "Your message was read on Monday."),
    ("Gelesen: ", "Ihre Nachricht wurde am Montag gelesen."),
    ("Lu : ", "Votre message a été lu lundi."),
    ("Leído: ", "El mensaje se leyó el lunes."),
    ("Letto: ", "Il messaggio è stato letto lunedì."),
    ("Gelezen: ", "Uw bericht is maandag gelezen."),
    ("Not read: ", "Your message was deleted without being read on Monday."),
    (
        "Return Receipt (displayed) - ",
        "This is a Return Receipt for the mail that you sent to maria@corp.example.",
    ),
];

/// The mails, some to a case.
pub fn cases(chance: &mut Chance) -> Vec<Case> {
    let count = std::env::var("MACHINES").map_or(MAILS, |count| count.parse().unwrap());
    let mails: Vec<(String, String)> = (0..count).map(|_| mail(chance)).collect();
    let group = |(nth, mails): (usize, &[(String, String)])| Case {
        name: format!(
            "machines {nth}: {}",
            mails.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
        ),
        rows: ["T50", "T51", "T52"].map(str::to_owned).to_vec(),
        on: Scene::TwoNeeded,
        another: false,
        must: Must::Silence,
        // Who is asked may change: a mail of theirs came back.
        ends: Some(End { state: "pending".to_owned(), ..End::default() }),
        opens: None,
        mails: mails.iter().map(|(_, mail)| mail.clone()).collect(),
    };
    mails.chunks(ABOUT_ONE).enumerate().map(group).collect()
}

fn mail(chance: &mut Chance) -> (String, String) {
    match chance.below(4) {
        0 => bounce(chance),
        1 => receipt(chance),
        _ => absence(chance),
    }
}

fn to(chance: &mut Chance) -> &'static str {
    chance.pick::<&str>(&[
        "To: expenses+{token of maria}@corp.example\n{answers maria}",
        "To: Expense desk <expenses+{TOKEN of maria}@corp.example>",
        "To: <expenses+{token of maria}@corp.example>\nReferences: <{notice of maria}>",
        "To: expenses@corp.example\n{answers maria}",
    ])
}

fn body(chance: &mut Chance, word: &str, text: &str) -> String {
    match chance.below(3) {
        0 => format!(
            "Content-Type: text/html; charset=utf-8\n\n<html><body><p>{word}</p><p>{text}</p></body></html>\n"
        ),
        1 => format!("{{plain}}\n\n{word}\n\n{text}\n\n{{quote of maria}}\n"),
        _ => format!("{{plain}}\n\n{word}\n\n{text}\n"),
    }
}

fn absence(chance: &mut Chance) -> (String, String) {
    let (prefix, word, text) = chance.pick(&LANGUAGES);
    let (product, fields) = chance.pick(&ABSENCES);
    // Products with a sign of their own often write `Re:`.
    let subject = if product.starts_with("nothing") || chance.below(2) == 0 { prefix } else { "Re: " };
    let server = if chance.below(3) == 0 && !product.starts_with("nothing") {
        "Return-Path: <>\n{stamp dmarc=pass header.from=corp.example}\n{received}"
    } else {
        "{server maria@corp.example}"
    };
    let to = to(chance);
    let body = body(chance, word, text);
    let mail = format!(
        "{server}\n{fields}\nFrom: Maria Lopez <maria@corp.example>\n{to}\nSubject: {subject}{{subject of maria}}\n{{usual}}\n{body}"
    );
    (format!("absence of {product} with {subject:?}"), mail)
}

fn bounce(chance: &mut Chance) -> (String, String) {
    let (from, subject, text) = chance.pick(&BOUNCES);
    let action = chance.pick(&["failed\nStatus: 5.1.1", "delayed\nStatus: 4.4.1", "relayed\nStatus: 2.0.0"]);
    let to = to(chance);
    let sender = chance.pick(&["Return-Path: <>\n", ""]);
    let server = format!("{sender}{{stamp none}}\n{{received}}");
    let head = format!("{server}\nFrom: {from}\n{to}\nSubject: {subject}\n{{usual}}");
    let returned = "Message-ID: <{notice of maria}>\nFrom: expenses@corp.example\nTo: maria@corp.example\nSubject: {subject of maria}\n";
    let body = match chance.below(3) {
        0 => format!(
            "{{plain}}\n\nAPPROVE\n\n{text}\n\n<maria@corp.example>:\n550 5.1.1 unknown\n\n--- Below this line is a copy of the message.\n\n{returned}\nAPPROVE\n"
        ),
        1 => report(text, action, &format!("Content-Type: message/rfc822\n\n{returned}\nAPPROVE\n")),
        _ => report(text, action, &format!("Content-Type: text/rfc822-headers\n\n{returned}")),
    };
    (format!("bounce {subject:?}"), format!("{head}\n{body}"))
}

fn report(text: &str, action: &str, returned: &str) -> String {
    format!(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n\
         APPROVE\n{text}\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.corp.example\n\n\
         Final-Recipient: rfc822; maria@corp.example\nAction: {action}\n\n--b\n{returned}\n--b--\n"
    )
}

fn receipt(chance: &mut Chance) -> (String, String) {
    let (subject, text) = chance.pick(&RECEIPTS);
    let to = to(chance);
    let head = format!(
        "{{server maria@corp.example}}\nFrom: Maria Lopez <maria@corp.example>\n{to}\nSubject: {subject}{{subject of maria}}\n{{usual}}"
    );
    let body = format!(
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=\"b\"\n\n--b\n{{plain}}\n\nAPPROVE\n{text}\n--b\n\
         Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;maria@corp.example\n\
         Original-Message-ID: <{{notice of maria}}>\nDisposition: automatic-action/MDN-sent-automatically; displayed\n--b--\n"
    );
    (format!("receipt {subject:?}"), format!("{head}\n{body}"))
}
