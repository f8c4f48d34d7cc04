//! What people newly wrote, over the ways in which mail programs surround it.

mod variants;

use super::*;

fn typed_in(text: &str) -> String {
    typed(&classify(text))
}

#[test]
fn the_pieces_are_the_whole_text() {
    for text in
        ["", "a", "a\n", "a\r\n> b\n\nc", "APPROVE On Mon, 5 Jan 2026, Sam <s@x.example> wrote:\nREJECT"]
    {
        let whole: String = classify(text).into_iter().map(|(_, piece)| piece).collect();
        assert_eq!(whole, text);
    }
}

#[test]
fn a_reply_above_a_quote_is_found() {
    for header in [
        "On Mon, Jan 5, 2026 at 10:00 AM Sam Reed <sam@corp.example> wrote:\n",
        "On Mon, Jan 5, 2026 at 10:00 AM Sam Reed\n<sam@corp.example> wrote:\n",
        "On Mon, Jan 5, 2026 at 10:00 AM Sam Reed <\nsam@corp.example> wrote:\n",
        "On 5 Jan 2026, at 10:00, Sam Reed wrote:\n",
        "Am 05.01.2026 um 10:00 schrieb Sam Reed <sam@corp.example>:\n",
        "Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Sam Reed <\nsam@corp.example>:\n",
        "Sam Reed <sam@corp.example> schrieb am Mo., 5. Jan. 2026, 10:00:\n",
        "Le lun. 5 janv. 2026 à 10:00, Sam Reed <sam@corp.example> a\nécrit\u{a0}:\n",
        "El lun, 5 ene 2026 a las 10:00, Sam Reed (<sam@corp.example>) escribió:\n",
        "Il giorno lun 5 gen 2026 alle ore 10:00 Sam Reed <sam@corp.example>\nha scritto:\n",
        "Em seg., 5 de jan. de 2026 às 10:00, Sam Reed <sam@corp.example>\nescreveu:\n",
        "Op ma 5 jan 2026 om 10:00 schreef Sam Reed <sam@corp.example>:\n",
        "Den mån 5 jan. 2026 kl 10:00 skrev Sam Reed <sam@corp.example>:\n",
        "man. 5. jan. 2026 kl. 10.00 skrev Sam Reed <sam@corp.example>:\n",
        "ma 5. tammik. 2026 klo 10.00 Sam Reed (sam@corp.example) kirjoitti:\n",
        "pon., 5 sty 2026 o 10:00 Sam Reed <sam@corp.example> napisał(a):\n",
        "W dniu 05.01.2026 o 10:00, Sam Reed pisze:\n",
        "Dne 05.01.2026 v 10:00 Sam Reed napsal(a):\n",
        "Sam Reed <sam@corp.example> ezt írta (időpont: 2026. jan. 5., H, 10:00):\n",
        "În lun., 5 ian. 2026 la 10:00, Sam Reed <sam@corp.example> a scris:\n",
        "Στις Δευ 5 Ιαν 2026 στις 10:00 π.μ., ο χρήστης Sam Reed <sam@corp.example>\nέγραψε:\n",
        "Sam Reed <sam@corp.example>, 5 Oca 2026 Pzt, 10:00 tarihinde şunu yazdı:\n",
        "пн, 5 янв. 2026 г. в 10:00, Sam Reed <sam@corp.example>:\n",
        "05.01.2026, 10:00, \"Sam Reed\" <sam@corp.example>:\n",
        "Vào Th 2, 5 thg 1, 2026 vào lúc 10:00 Sam Reed <sam@corp.example> đã viết:\n",
        "2026年1月5日(月) 10:00 Sam Reed <sam@corp.example>:\n",
        "Sam Reed <sam@corp.example> 于2026年1月5日周一 10:00写道：\n",
        "2026년 1월 5일 (월) 오전 10:00, Sam Reed <sam@corp.example>님이 작성:\n",
        "\u{202b}في الاثنين، 5 يناير 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Sam <\u{202a}sam@corp.example\u{202c}\u{200f}>:\u{202c}\n",
        "---- On Mon, 05 Jan 2026 10:00:00 +0100 Sam Reed <sam@corp.example> wrote ----\n",
        "-----Original Message-----\nFrom: Sam\nSubject: x\n",
        "-----Ursprüngliche Nachricht-----\n",
        "________________________________\nFrom: Sam Reed <sam@corp.example>\nSent: Monday\nTo: Maria\nSubject: x\n",
        "*Von:* Sam Reed <sam@corp.example>\n*Gesendet:* Montag\n*An:* Maria\n*Betreff:* x\n",
        "De : Sam Reed\nEnvoyé : lundi\nÀ : Maria\nObjet : x\n",
        "发件人：Sam\n发送时间：2026\n收件人：Maria\n主题：x\n",
        "From: Sam <sam@corp.example> Sent: Monday To: Maria Subject: x\n",
        "Begin forwarded message:\n\n",
        "---------- Forwarded message ---------\n",
        "##- countersign: please write your answer above this line -##\n",
    ] {
        for (before, after) in
            [("Thanks a lot", "REJECT"), ("Thanks a lot", "> REJECT"), ("", "REJECT"), ("", "> REJECT")]
        {
            assert_eq!(typed_in(&format!("{before}\n\n{header}\n{after}\n")), before, "{header}{after}");
        }
    }
}

#[test]
fn a_reply_below_or_inside_a_prefixed_quote_is_found() {
    let header = "On Mon, 5 Jan 2026, Sam <sam@corp.example> wrote:\n";
    assert_eq!(typed_in(&format!("{header}> old\n> older\n\nnew\n\n-- \nMaria\n")), "new");
    assert_eq!(typed_in(&format!("{header}> one?\nyes\n> two?\nno\n")), "yes\nno");
    let long = "> Please answer with one word, and with nothing else before it: write\nAPPROVE\n> or the other one\n";
    assert_eq!(typed_in(&format!("{header}{long}")), "");
}

#[test]
fn our_own_notice_is_a_quote_from_marker_to_marker() {
    let notice = format!("{}\nAPPROVE\nREJECT\n{}\n", marker::START, marker::END);
    assert_eq!(typed_in(&notice), "");
    assert_eq!(typed_in(&format!("{notice}\nbelow\n-- \nMaria")), "below");
    assert_eq!(typed_in(&format!("above\n{notice}")), "above");
    assert_eq!(typed_in(&format!("{}\nAPPROVE\n\n\nREJECT", marker::START)), "");
    let prefixed: String = notice.lines().map(|line| format!("> {line}\n")).collect();
    assert_eq!(typed_in(&format!("{prefixed}\nbelow")), "below");
}

#[test]
fn an_answer_on_the_line_of_the_header_is_found() {
    for header in [
        "On Mon, 5 Jan 2026 at 10:00, Sam <s@x.example> wrote:",
        "Am 5.1.2026 um 10:00 schrieb Sam <s@x.example>:",
    ] {
        assert_eq!(typed_in(&format!("Fine {header}\n> REJECT\n")), "Fine");
        assert_eq!(typed_in(&format!("Fine {header}\nREJECT\n")), "Fine");
    }
}

#[test]
fn signatures_and_footers_are_cut() {
    for closing in [
        "-- \nMaria\nREJECT",
        "--\nMaria",
        "Sent from my iPhone",
        "Sent from my iPhone, please excuse typos",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "从我的 iPhone 发送",
        "This e-mail and any attachments are confidential and intended solely for the addressee.\nREJECT",
        "CONFIDENTIALITY NOTICE: this message may contain privileged information",
        "Diese E-Mail enthält vertrauliche Informationen.",
        "Ce message et toutes les pièces jointes sont confidentiels.",
        "Please consider the environment before printing this e-mail",
        "________________________________\nAcme Ltd. REJECT",
        "Virus-free. www.avast.com",
        "NOTICE: the above is for the sole use of the intended recipient and may contain confidential\ninformation. Unauthorized review is prohibited. If you got it in error, reject and delete it.",
        "Outlook for iOS",
        "Von Outlook für iOS gesendet",
    ] {
        assert_eq!(typed_in(&format!("Fine\n\n{closing}\n")), "Fine", "{closing}");
    }
}

#[test]
fn text_that_only_resembles_them_stays() {
    for text in [
        "Sent from my desk, is much easier to read",
        "- a\n- b",
        "re-submit it please",
        "I wrote to them: they agreed",
        "From: Berlin\nTo: Hamburg\nDate: 5 May",
        "Best, and thanks",
        "vielen Dank für Ihre Anfrage",
        "On it.",
    ] {
        assert_eq!(typed_in(text), text, "{text}");
    }
}

#[test]
fn a_warning_on_top_is_no_text() {
    for banner in [
        "CAUTION: This message is from an EXTERNAL SENDER",
        "[EXTERNAL]",
        "ZjQcmQRYFpfptBannerStart\nThis Message Is From an External Sender\nThis message came from outside your organization.\nZjQcmQRYFpfptBannerEnd",
        "CAUTION: This email originated from outside of the organization. Do not click links\nor open attachments unless you recognize the sender and know the content is safe.",
        "ACHTUNG: Diese E-Mail stammt von einem externen Absender.",
        "You don't often get email from sam@corp.example. Learn why this is important",
        "-----------------------\nEXTERNAL EMAIL: do not click links\n-----------------------",
    ] {
        assert_eq!(typed_in(&format!("{banner}\n\nFine\n")), "Fine", "{banner}");
        assert_eq!(typed_in(&format!("{banner}\nFine\n")), "Fine", "{banner}");
    }
    assert_eq!(typed_in("[EXTERNAL] Fine\n"), "Fine");
}
