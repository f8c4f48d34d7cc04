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
        "Dear Sam,\n\nWe looked at it on 5 January. Omar wrote:\n\nit is too much\n\nand I agree.",
        "Hi,\n\nsee the list:\n\n* hotel\n* taxi\n\n1. pay\n2. file\n\nMaria",
        "On Monday I am away.\n\nOn Tuesday at 10:00 I can talk: call me.",
        "Am Montag bin ich da.\n\nVon Berlin komme ich mit dem Zug, gesendet habe ich alles.",
        "From my point of view it is fine.\n\nFrom: my side no objections",
        "Le projet est bon.\n\nDe mon côté, rien à dire: on paie.",
        "Hello\n\n===========\n\nSecond point: the taxi was too expensive and nobody asked us before.\n\nThanks,\nMaria",
        "Get back to me with the receipts.\n\nSent them yesterday? I got nothing.",
        "Hotel: 200\nTaxi: 30\nTotal: 230\n\nDate: next week is fine",
        "I wrote to sam@corp.example:\n\nplease pay\n\nand he did.",
        "To whom it may concern:\n\nthis is fine.",
        "Please note: external consultants need a separate form.\n\nMaria",
        "Confidentiality matters here, so I only say yes.",
        "x = 5\n# comment\nprint(x)\n\n| is a pipe",
        "Sam, you wrote that 2025 was fine:\n\n\"2025 was fine\"\n\nIt was not.",
        "Von: 5. Mai\nBis: 9. Mai\nOrt: Lyon",
        "Sent the money today.\n\nSent from Lyon with love",
        "Best regards from Lyon\n\nMaria",
        "The original message was lost.\n\nOriginal message lost again?",
        "Warning: this is expensive.\n\nNote: I still approve.",
        "At 10:30 on 5 January 2026, the meeting starts:\n\nbring the receipts",
        "Yes.\n\n- Sam has to sign\n- Omar too\n\nP.S. The hotel wrote that they need the deposit by 5 January 2026.",
        "The quote from 2026-01-05 10:00 is right: 200 EUR.\nSubject: to approval.",
        "Please pay:\n\nHotel   200.00\nTaxi     30.00\n---------------\nTotal   230.00\n\nThank you",
        "Thank you, Sam.\n\n***\n\nAbout the taxi: I do not know who took it. Please ask Omar about it.",
        "I said on 5 January 2026 at 10:00 that it is fine.\n\nOmar said so too:\n\nfine",
        "Approved on my phone, sorry for being short.",
        "I will be on the train.\n\nFrom Berlin to Hamburg: 2 hours\nDate of travel: 5 May",
        "Please forward the message below to accounting:\n\nThe hotel is paid.",
        "Download the form from the portal and sign it.\nGet a second offer too.",
        "This email is about the hotel, not the taxi. If you are not the one who booked it, ask Sam.",
        "# Summary\n\n* one\n* two\n\n## Details\n\nAll is well.",
        "Hello Sam -- thanks.\n\n-- that is a dash in front of a clause, sorry.\n\nMaria",
        "A > B and B > C\n\n>= 5 is fine",
        "Notice: the office is closed on Monday.\n\nWarning signs are in the hall.",
        "Von meiner Seite aus ist alles gut.\n\nGesendet wurde das Formular am Montag.",
        "Da parte mia va bene.\n\nInviato tutto ieri, controlla per favore la posta.",
        "Date: 5 May\nTime: 10:00\nPlace: Lyon\nTo bring: receipts",
        "Sent from my house to the hotel: two boxes.\n\nThey arrive on Monday.",
        "Get the phone number of the hotel, please.",
        "Gesendet von Omar am Montag, sagt er.",
        "Envoyé par la poste hier.",
        "From my phone bill you can see it.",
        "1) yes\n2) no\n3) On 5 January 2026 at the latest",
        "Confirmed.\n\nHotel:  Lyon\nFrom:   5 January\nTo:     7 January\nGuests: 2",
        "Hi Sam,\n\nthe customer wrote:\n\n  we want it on Friday\n\nCan you do it?",
        "He replied on Jan 5, 2026: no.\n\nSo we wait.",
        "Please fill in:\n\nName: ____________\nDate: ____________\n\nThanks",
        "---\n\nI start with a rule. It is a habit of mine.",
        "One\n\n* * *\n\nTwo is a paragraph with a sentence in it, and it ends here.",
        "See my mail of Mon, 5 Jan 2026 10:00 to sam@corp.example:\nit has all details.",
        "|||\n\nbars are odd",
        "Total > 500 USD\n\n> 500 USD\n\nneeds two approvals",
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

#[test]
fn what_limits_an_answer_is_no_closing() {
    for text in [
        "Approved\n-- Hotel only",
        "Approved\n-- Not Dinner",
        "Approved\n-- Rejected",
        "Approved\n--Unless Sam objects",
        "Rejected\n-- Receipt missing",
        "Approved\n—\nbut not the dinner",
        "Approved\n–\nOnly Hotel",
        "Approved\n\n---\nOnly Hotel",
        "Approved\n____\nWithout Minibar, Without Taxi",
        "Approved\n====\nNot approved for sam@corp.example",
        "Approved\n----\nBut not www.hotel.example",
        "Genehmigt\n\n---\nNur Hotel",
        "Approved\n\nDisclaimer: only if legal signs off first",
        "Approved\n\nThis message is only valid if the recipient signs",
        "Genehmigt\n\nDiese Nachricht ist nur gültig, wenn der Empfänger unterschreibt",
        "Approved\n\nSent from my phone, but do not pay it before Friday",
        "Approved\n\nSent from my phone, sorry for the typos, but don't pay it yet",
        "Approved\nSent from my phone by mistake",
        "Approved\nSent by mistake from my phone",
    ] {
        assert_eq!(typed_in(text), text, "{text}");
    }
}

#[test]
fn who_goes_on_below_a_closing_is_heard() {
    for (text, written) in [
        (
            "Approved\n\nSent from my iPhone\n\nPS only if the receipt arrives",
            "PS only if the receipt arrives",
        ),
        (
            "Approved\n\nSent from my iPhone\n\nPlease wait until the receipt is here.",
            "Please wait until the receipt is here.",
        ),
        ("Approved\n\n-- \nMaria\n\nP.S. only with a receipt", "P.S. only with a receipt"),
    ] {
        assert!(typed_in(text).ends_with(written), "{text}");
    }
    for closing in [
        "Maria Lopez\nCorp Ltd.\n+1 555 0100 200",
        "Visit us at www.corp.example for more.",
        "Please excuse any typos.",
        "This email is confidential and intended for the addressee only.",
        "On Mon, 5 Jan 2026, Sam Reed <sam@corp.example> wrote:\n> only if it is cheap.",
    ] {
        assert_eq!(typed_in(&format!("Fine\n\nSent from my iPhone\n\n{closing}\n")), "Fine", "{closing}");
    }
}

#[test]
fn a_name_below_a_dash_or_a_rule_is_a_signature() {
    for closing in [
        "—\nMaria",
        "\n–\nMaria Lopez",
        "-- Maria Lopez",
        "\n---\nMaria Lopez\nHead of Travel",
        "\n---\nMaria\nmaria@corp.example",
    ] {
        assert_eq!(typed_in(&format!("Fine\n{closing}\n")), "Fine", "{closing}");
    }
}

const BLOCK: &str = "From: Sam Reed <sam@corp.example>\nSent: Monday, January 5, 2026 10:00 AM\nTo: Maria\nSubject: RE: x\n\n";

#[test]
fn an_answer_inside_a_quote_without_prefixes_is_its_authors() {
    let (start, end) = (marker::START, marker::END);
    for quoted in [
        "On Mon, 5 Jan 2026 at 09:00, Maria <maria@corp.example> wrote:\n> What do you think?",
        "Maria Lopez wrote:\n> What do you think?",
        "-----Original Message-----\n> What do you think?",
        "| What do you think\n| of it?",
        &format!("{start}\nEXP-7 waits\n{end}"),
        &format!("{start}\n{start}\nEXP-7 waits\n{end}"),
        &format!("See below.\n\n> {start}\n> EXP-7 waits\n> {end}"),
        end,
    ] {
        for above in ["", "-----Original Message-----\n", "---------- Forwarded message ---------\n"] {
            assert_eq!(
                typed_in(&format!("\n{above}{BLOCK}{quoted}\n\nApproved\nSam\n")),
                "",
                "{above}{quoted}"
            );
        }
    }
}

#[test]
fn an_answer_below_our_own_notice_is_found_also_where_it_has_no_prefixes() {
    let block = BLOCK.replace("Subject: RE: x", "Subject: [EXP-7] Approval needed");
    let notice = format!("{block}{}\nEXP-7 waits\n{}\n", marker::START, marker::END);
    assert_eq!(typed_in(&format!("{notice}\nFine\n")), "Fine");
}

#[test]
fn what_html_calls_an_introduction_begins_a_quote_in_any_language() {
    let headed = [("Sam aliandika:\n", Some(Part::QuoteHeader)), ("\n", None)];
    let typed_below = |hint| {
        let lines: Vec<_> =
            headed.into_iter().chain([("REJECT\n", hint), ("\n", None), ("Fine\n", None)]).collect();
        typed(&classify_hinted(&lines))
    };
    assert_eq!(typed_below(None), "");
    assert_eq!(typed_below(Some(Part::Quote)), "Fine");
}

/// What was typed, and the mail it was typed in.
const ODD: &[(&str, &str)] = &[
    (
        "ok for me",
        "* Sam Reed (sam@corp.example) [260105 10:00]:\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n\nok for me\n",
    ),
    (
        "ok for me",
        "Quoting Sam Reed <sam@corp.example>:\n\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n\nok for me\n",
    ),
    (
        "ok for me",
        "ok for me\n\n--- On Mon, 1/5/26, Sam Reed <sam@corp.example> wrote:\n\nFrom: Sam Reed <sam@corp.example>\nSubject: quote\nTo: maria@corp.example\nDate: Monday, January 5, 2026, 10:00 AM\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "ok for me",
        "ok for me\n\n  _____  \n\nFrom: Sam Reed [mailto:sam@corp.example] \nSent: Monday, January 05, 2026 10:00 AM\nTo: Maria Lopez\nSubject: quote\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "ok for me",
        "ok for me\n\n  ----- Original Message ----- \n  From: Sam Reed \n  To: Maria Lopez \n  Sent: Monday, January 05, 2026 10:00 AM\n  Subject: quote\n\n\n  Hello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "passt",
        "passt\n\n> Gesendet: Montag, 05. Januar 2026 um 10:00 Uhr\n> Von: \"Sam Reed\" <sam@corp.example>\n> An: maria\n> Betreff: Angebot\n>\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "ok",
        "ok\n\nEm 5 de janeiro de 2026 10:00, Sam Reed\n<sam@corp.example>escreveu:\n\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "ok",
        "ok\n\n>>> Sam Reed <sam@corp.example> 05.01.2026 10:00 >>>\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "ok",
        "ok\n\n>>> \"Sam Reed\" <sam@corp.example> 1/5/2026 10:00 AM >>>\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "ok",
        "ok\n\nSam Reed\n<sam@corp.example>\nwrote:\n\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Yes",
        "Yes\n\nOn Mon, Jan 5, 2026 at 10:00 AM, Sam Reed\n<\nsam@corp.example\n> wrote:\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "Yes",
        "Yes\n\nSent from my Windows Phone\n________________________________\nFrom: Sam Reed<mailto:sam@corp.example>\nSent: ‎1/‎5/‎2026 10:00 AM\nTo: Maria<mailto:maria@corp.example>\nSubject: x\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    ("Yes", "Yes\n\nSent from Gmail Mobile\n"),
    ("Oui", "Oui\n\nProvenance : Courrier pour Windows 10\n"),
    ("Да", "Да\n\n--\nОтправлено из мобильного приложения Яндекс Почты\n"),
    ("Igen", "Igen\n\niPhone-omról küldve\n"),
    (
        "Yes",
        "EXTERNAL SENDER: Do not click links or open attachments unless you trust the sender.\n________________________________\n\nYes\n",
    ),
    ("Yes", "⚠ External (sam@corp.example)\n\nYes\n"),
    (
        "Yes",
        "Yes\n\n***************************************************\nThis email and any attachments are confidential to the intended recipient\nand may also be privileged. If you are not the intended recipient please\ndelete it from your system and notify the sender.\n***************************************************\n",
    ),
    (
        "Yes",
        "Yes\n\n---------------------------------------------------------------------\nTo unsubscribe, e-mail: travel-unsubscribe@corp.example\nFor additional commands, e-mail: travel-help@corp.example\n",
    ),
    (
        "Answer",
        "Answer\n\nSam Reed <sam@corp.example> wrote on 5/1/2026 10:00:00 AM:\n\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Answer",
        "Answer\n\nInactive hide details for Sam Reed ---01/05/2026 10:00:00 AM---HelloSam Reed ---01/05/2026 10:00:00 AM---Hello\n\nFrom:\tSam Reed/Corp\nTo:\tMaria/Corp@Corp\nDate:\t01/05/2026 10:00 AM\nSubject:\tquote\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "Réponse",
        "Réponse\n\n> Message du 05/01/26 10:00\n> De : \"Sam Reed\" \n> A : maria@corp.example\n> Copie à : \n> Objet : devis\n> \n> Hello,\n> \n> please have a look at the attached quote.\n> \n> Regards\n> Sam\n> \n",
    ),
    (
        "Answer",
        "Answer\n\nSent from my iPhone\n\nBegin forwarded message:\n\n> From: Sam Reed <sam@corp.example>\n> Date: January 5, 2026 at 10:00:00 AM EST\n> To: Maria <maria@corp.example>\n> Subject: quote\n> \n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Answer",
        "Answer\n\n> On 01/05/2026 10:00 AM EST Sam Reed <sam@corp.example> wrote:\n> \n>  \n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Answer",
        "Answer\n--\nSent with Tutanota, enjoy secure & ad-free emails.\n\nJan 5, 2026, 10:00 by sam@corp.example:\n\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Answer",
        "Answer\n\n5 Jan 2026, 10:00 by sam@corp.example:\n\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Answer",
        "Answer\n\nExcerpts from Sam Reed's message of January 5, 2026 10:00 am:\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Vastaus",
        "Vastaus\n\n-- \nMaria\n\nSam Reed kirjoitti 5.1.2026 klo 10.00:\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "Yes please",
        "Yes please\n\n\t-----Original Message-----\n\tFrom: Sam\n\tSent: Mon\n\tTo: x\n\tSubject: y\n\n\tHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    ("Yes please", "Yes please\n\n== Reply above this line ==\n\nNew comment by Sam\n"),
    ("Yes please", "Yes please\n\n--- Reply ABOVE THIS LINE to post a comment ---\n\nNew comment\n"),
    ("ok", "ok\n\nP Please consider the environment before printing this email.\n"),
    (
        "ok",
        "ok\n\n---\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.avast.com/antivirus\n",
    ),
    (
        "ok",
        "ok\n\n---\nL'absence de virus dans ce courrier électronique a été vérifiée par le logiciel antivirus Avast.\n",
    ),
    (
        "ok",
        "CAUTION: This email originated from outside our organization. Exercise caution when\nopening attachments or clicking links, especially from unknown senders.\nok\n",
    ),
    ("ok", "[CAUTION: Non-Corp email]\n\nok\n"),
    (
        "ok",
        "|CAUTION:  This email originated from outside of Corp.  Do not click links or open attachments unless you recognize the sender.|\n\nok\n",
    ),
    ("ok", "-----External Email-----\nok\n"),
    (
        "Ja, gerne.",
        "Ja, gerne. Von: Sam Reed Gesendet: Montag, 5. Januar 2026 10:00 An: Maria Betreff: Angebot Hallo\n",
    ),
    (
        "ok",
        "ok\n\nOn Mon, Jan\n5, 2026 at 10:00 AM\nSam Reed\n<sam@corp.example>\nwrote:\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "ok",
        "ok\n\nOn Mon, Jan 5, 2026 at 10:00 AM, Sam Reed <sam@corp.example\n<mailto:sam@corp.example>> wrote:\n\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "ok",
        "ok\n\n> Le 5 janv. 2026 à 10:00, Sam Reed <sam@corp.example> a écrit :\n>\n> ﻿\n> Hello,\n>\n> please have a look at the attached quote.\n>\n> Regards\n> Sam\n",
    ),
    (
        "ok",
        "ok\n\n\nFrom:\nSam Reed\nSent:\nMonday, January 5, 2026 10:00 AM\nTo:\nMaria\nSubject:\nx\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "ok",
        "ok\n\nOd: Sam Reed\nOdoslané: pondelok 5. januára 2026 10:00\nKomu: Maria\nPredmet: ponuka\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    (
        "ok",
        "ok\n\n寄件者: Sam Reed\n寄件日期: 2026年1月5日 10:00\n收件者: Maria\n主旨: x\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    ("ok", "ok\n\n–\nMaria\n"),
    (
        "ok",
        "ok\n\nYahoo Mail: Search, Organize, Conquer\n\n  On Mon, Jan 5, 2026 at 10:00, Sam<s@x.example> wrote:   Hello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    ("ok", "ok\n\niOS için Outlook'u edinin\n"),
    ("ok", "ok\n\n获取 Outlook for iOS\n"),
    (
        "ok",
        "ok\n\nSent from ProtonMail mobile\n\n\n-------- Original Message --------\nOn Jan 5, 2026, 10:00, Sam Reed < sam@corp.example> wrote:\n\nHello,\n\nplease have a look at the attached quote.\n\nRegards\nSam\n",
    ),
    ("ok", "ok\n\n[sent from mobile]\n"),
    ("ok", "ok\n\nSent from a mobile device. Please excuse brevity and typos.\n"),
];

#[test]
fn odd_surroundings_are_no_text() {
    for (text, mail) in ODD {
        assert_eq!(typed_in(mail), *text, "{mail}");
    }
}
