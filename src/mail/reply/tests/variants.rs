//! Replies put together from what mail programs write: whatever surrounds it, exactly the typed text is found.

use proptest::prelude::*;

use super::super::marker;
use super::typed_in;

const HEADERS: [&str; 34] = [
    "On Mon, Jan 5, 2026 at 10:00 AM Sam Reed <sam@corp.example> wrote:",
    "On 5 Jan 2026, at 10:00, Sam Reed <sam@corp.example> wrote:",
    "On 1/5/26 10:00 AM, Sam Reed wrote:",
    "---- On Mon, 05 Jan 2026 10:00:00 +0100 Sam Reed <sam@corp.example> wrote ----",
    "Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Sam Reed <sam@corp.example>:",
    "Sam Reed <sam@corp.example> schrieb am Mo., 5. Jan. 2026, 10:00:",
    "Le lun. 5 janv. 2026 à 10:00, Sam Reed <sam@corp.example> a écrit\u{a0}:",
    "El lun, 5 ene 2026 a las 10:00, Sam Reed (<sam@corp.example>) escribió:",
    "Il giorno lun 5 gen 2026 alle ore 10:00 Sam Reed <sam@corp.example> ha scritto:",
    "Em seg., 5 de jan. de 2026 às 10:00, Sam Reed <sam@corp.example> escreveu:",
    "Missatge de Sam Reed <sam@corp.example> del dia dl., 5 de gen. 2026 a les 10:00:",
    "Op ma 5 jan 2026 om 10:00 schreef Sam Reed <sam@corp.example>:",
    "Op 5 jan. 2026 om 10:00 heeft Sam Reed <sam@corp.example> het volgende geschreven:",
    "Den mån 5 jan. 2026 kl 10:00 skrev Sam Reed <sam@corp.example>:",
    "man. 5. jan. 2026 kl. 10.00 skrev Sam Reed <sam@corp.example>:",
    "ma 5. tammik. 2026 klo 10.00 Sam Reed (sam@corp.example) kirjoitti:",
    "pon., 5 sty 2026 o 10:00 Sam Reed <sam@corp.example> napisał(a):",
    "po 5. 1. 2026 v 10:00 odesílatel Sam Reed <sam@corp.example> napsal:",
    "po 5. 1. 2026 o 10:00 Sam Reed <sam@corp.example> napísal(a):",
    "Sam Reed <sam@corp.example> ezt írta (időpont: 2026. jan. 5., H, 10:00):",
    "În lun., 5 ian. 2026 la 10:00, Sam Reed <sam@corp.example> a scris:",
    "Στις Δευ 5 Ιαν 2026 στις 10:00 π.μ., ο χρήστης Sam Reed <sam@corp.example> έγραψε:",
    "Sam Reed <sam@corp.example>, 5 Oca 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "пн, 5 янв. 2026 г. в 10:00, Sam Reed <sam@corp.example>:",
    "05.01.2026, 10:00, \"Sam Reed\" <sam@corp.example>:",
    "Понедельник, 5 января 2026, 10:00 +03:00 от Sam Reed <sam@corp.example>:",
    "пн, 5 січ. 2026 р. о 10:00 Sam Reed <sam@corp.example> пише:",
    "Vào Th 2, 5 thg 1, 2026 vào lúc 10:00 Sam Reed <sam@corp.example> đã viết:",
    "2026年1月5日(月) 10:00 Sam Reed <sam@corp.example>:",
    "Sam Reed <sam@corp.example> 于2026年1月5日周一 10:00写道：",
    "2026년 1월 5일 (월) 오전 10:00, Sam Reed <sam@corp.example>님이 작성:",
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "---------- Forwarded message ---------",
];
const BLOCKS: [&str; 6] = [
    "From: Sam Reed\nSent: Monday, January 5, 2026 10:00 AM\nTo: Maria Lopez\nSubject: Hotel in Lyon",
    "*Von:* Sam Reed <sam@corp.example>\n*Gesendet:* Montag, 5. Januar 2026 10:00\n*An:* Maria Lopez\n*Betreff:* Hotel",
    "De : Sam Reed\nEnvoyé : lundi 5 janvier 2026 10:00\nÀ : Maria Lopez\nObjet : Hôtel",
    "________________________________\nOd: Sam Reed\nWysłano: poniedziałek, 5 stycznia 2026 10:00\nDo: Maria\nTemat: Hotel",
    "发件人：Sam Reed\n发送时间：2026年1月5日 10:00\n收件人：Maria\n主题：酒店",
    "Begin forwarded message:\n\nFrom: Sam Reed <sam@corp.example>\nSubject: Hotel\nDate: 5 January 2026 at 10:00:00 CET\nTo: maria@corp.example",
];
const SENTENCES: [&str; 24] = [
    "Approved, thanks.",
    "Fine with me: please pay it before Friday.",
    "The hotel cost 1,234.50 USD on 5 January 2026, the taxi 30.",
    "Who was at the dinner on 12/03/2026 at 19:30?",
    "I wrote to sam@corp.example yesterday and got no answer.",
    "On Monday I am back in the office.",
    "From my side there is nothing to add.",
    "See https://corp.example/rules, section 4.",
    "- the taxi",
    "- the hotel, two nights",
    "Best regards,",
    "Maria Lopez",
    "Einverstanden, bitte bis zum 15.03. überweisen.",
    "Am Dienstag sprechen wir darüber.",
    "Merci, c'est bon pour moi !",
    "Le montant est correct : 200 EUR.",
    "De acuerdo, gracias.",
    "Va bene, grazie mille!",
    "Согласна, спасибо.",
    "わかりました。よろしくお願いします。",
    "可以，谢谢！",
    "APPROVE",
    "Sent the receipts to accounting on Tuesday.",
    "Original receipts are in the safe.",
];
const SIGNATURES: [&str; 9] = [
    "",
    "-- \nMaria Lopez\nHead of Finance",
    "--\nMaria",
    "Sent from my iPhone",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "________________________________\nMaria Lopez\nCorp Ltd., phone +33 4 12 34 56 78",
    "This e-mail is confidential and intended solely for the addressee. If you received it in error, please delete it.",
];
const BANNERS: [&str; 4] = [
    "",
    "CAUTION: This email originated from outside of the organization. Do not click links.",
    "[EXTERNAL]",
    "ACHTUNG: Diese E-Mail stammt von einem externen Absender.",
];
const QUOTED: [&str; 2] = [
    "Hello Maria,\n\nplease approve the hotel in Lyon, which is a little above what the rules allow for it.\n\nREJECT\nAPPROVE\n\nThank you\nSam",
    "Total: 1,234.50 USD\n\nYes, as we said.",
];

fn filled(text: &str, width: usize, prefix: &str) -> String {
    let mut lines = String::new();
    for paragraph in text.lines() {
        let mut line = prefix.to_owned();
        for word in paragraph.split_inclusive(' ') {
            if line.chars().count() + word.chars().count() > width && line.len() > prefix.len() {
                lines.push_str(line.trim_end());
                lines.push('\n');
                prefix.clone_into(&mut line);
            }
            line.push_str(word);
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

fn any_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

fn any_text() -> impl Strategy<Value = String> {
    let line = (any_of(&SENTENCES), prop::sample::select(vec!["\n", "\n\n"]));
    prop::collection::vec(line, 0..5)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| format!("{line}{end}")).collect::<String>())
        .prop_map(|text| text.trim().to_owned())
}

fn any_introduction(width: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        4 => any_of(&HEADERS).prop_map(move |header| filled(header, width, "")),
        1 => any_of(&BLOCKS).prop_map(|block| format!("{block}\n")),
    ]
}

/// An introduction and the quote below it.
fn any_quote() -> impl Strategy<Value = String> {
    let notice =
        format!("{}\n\nSam Reed asks for 1,234.50 USD.\n\nAPPROVE\nREJECT\n\n{}", marker::START, marker::END);
    let quoted = prop_oneof![any_of(&QUOTED).prop_map(str::to_owned), Just(notice)];
    (quoted, 60_usize..998, 0_usize..4)
        .prop_flat_map(|(text, width, depth)| (any_introduction(width), Just((text, width, depth))))
        .prop_map(|(header, (text, width, depth))| {
            format!("{header}\n{}", filled(&text, width, &"> ".repeat(depth)))
        })
}

/// The same text with other line ends.
fn ended(text: &str, crlf: bool) -> String {
    if crlf { text.replace('\n', "\r\n") } else { text.to_owned() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_reply_above_the_quote_is_found_to_the_letter(
        text in any_text(),
        quote in any_quote(),
        signature in any_of(&SIGNATURES),
        banner in any_of(&BANNERS),
        crlf in any::<bool>(),
    ) {
        let mail = ended(&format!("{banner}\n\n{text}\n\n{signature}\n\n{quote}"), crlf);
        prop_assert_eq!(typed_in(&mail).replace('\r', ""), text, "{}", mail);
    }

    #[test]
    fn a_reply_below_a_prefixed_quote_is_found_to_the_letter(
        text in any_text(),
        header in any_introduction(998),
        quoted in any_of(&QUOTED),
        width in 60_usize..998,
        depth in 1_usize..4,
        crlf in any::<bool>(),
    ) {
        let quote = filled(quoted, width, &"> ".repeat(depth));
        let mail = ended(&format!("{header}{quote}\n{text}\n"), crlf);
        prop_assert_eq!(typed_in(&mail).replace('\r', ""), text, "{}", mail);
    }

    #[test]
    fn where_nothing_was_typed_nothing_is_found(
        quote in any_quote(),
        signature in any_of(&SIGNATURES),
        banner in any_of(&BANNERS),
    ) {
        prop_assert_eq!(typed_in(&format!("{banner}\n\n{signature}\n\n{quote}")), "", "{}", quote);
    }

    #[test]
    fn text_alone_stays_as_it_is(text in any_text()) {
        prop_assert_eq!(typed_in(&text), text);
    }
}
