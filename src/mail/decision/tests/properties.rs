//! What holds for every answer, however it is written.

use proptest::prelude::*;

use super::read;
use crate::mail::words::{Way, Words};
use crate::mail::{Said, said};

/// A deciding word of each language, and what takes an approval back in it.
const LANGUAGES: [(&[&str], &[&str]); 12] = [
    (
        &["Approved", "approve"],
        &[
            "if legal agrees",
            "not",
            "unless Tom objects",
            "but not the hotel",
            "only the hotel",
            "provided it is cheaper",
            "wait",
            "up to 500",
            "once the receipt is in",
        ],
    ),
    (
        &["Genehmigt", "Freigegeben"],
        &[
            "wenn der Beleg da ist",
            "nicht",
            "aber nicht das Hotel",
            "nur das Hotel",
            "sofern es passt",
            "sobald der Beleg da ist",
            "bis 500",
        ],
    ),
    (
        &["Approuvé", "Validé"],
        &[
            "si le reçu arrive",
            "pas l'hôtel",
            "mais pas l'hôtel",
            "seulement l'hôtel",
            "sous réserve du reçu",
            "sauf l'hôtel",
        ],
    ),
    (
        &["Aprobado", "Apruebo"],
        &[
            "si llega el recibo",
            "no el hotel",
            "pero no el hotel",
            "solo el hotel",
            "siempre que llegue",
            "hasta 500",
        ],
    ),
    (
        &["Approvato", "Approvo"],
        &[
            "se arriva la ricevuta",
            "non l'albergo",
            "ma non l'albergo",
            "solo l'albergo",
            "purché arrivi",
            "tranne l'albergo",
        ],
    ),
    (
        &["Aprovado", "Aprovo"],
        &[
            "se chegar o recibo",
            "não o hotel",
            "mas não o hotel",
            "só o hotel",
            "desde que chegue",
            "até 500",
        ],
    ),
    (
        &["Goedgekeurd"],
        &[
            "als de bon er is",
            "niet het hotel",
            "maar niet het hotel",
            "alleen het hotel",
            "mits de bon er is",
            "tot 500",
        ],
    ),
    (
        &["Zatwierdzam", "Akceptuję"],
        &[
            "jeśli będzie rachunek",
            "nie hotel",
            "ale nie hotel",
            "tylko hotel",
            "o ile będzie rachunek",
            "do 500",
        ],
    ),
    (
        &["Godkänd", "Godkänner"],
        &[
            "om kvittot kommer",
            "inte hotellet",
            "men inte hotellet",
            "bara hotellet",
            "förutsatt att det går",
            "upp till 500",
        ],
    ),
    (
        &["Godkendt"],
        &[
            "hvis bonen kommer",
            "ikke hotellet",
            "men ikke hotellet",
            "kun hotellet",
            "medmindre Tom siger andet",
            "op til 500",
        ],
    ),
    (
        &["Godkjent"],
        &[
            "hvis bongen kommer",
            "ikke hotellet",
            "men ikke hotellet",
            "kun hotellet",
            "med mindre Tom sier noe",
            "inntil 500",
        ],
    ),
    (
        &["Hyväksytty", "Hyväksyn"],
        &[
            "jos kuitti tulee",
            "ei hotellia",
            "mutta ei hotellia",
            "vain hotelli",
            "mikäli kuitti tulee",
            "enintään 500",
        ],
    ),
];

fn taken_back() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(LANGUAGES.to_vec()).prop_flat_map(|(words, doubts)| {
        (prop::sample::select(words.to_vec()), prop::sample::select(doubts.to_vec()))
    })
}

fn spelling(way: Way) -> impl Strategy<Value = String> {
    let all = Words::shipped().spellings.iter().filter(|spelling| spelling.way == way);
    prop::sample::select(all.map(|spelling| spelling.text.clone()).collect::<Vec<_>>())
}

fn dressed(word: &str, case: u8, emphasis: &str, end: &str) -> String {
    let word = match case {
        0 => word.to_owned(),
        1 => word.to_uppercase(),
        _ => word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect(),
    };
    format!("{emphasis}{word}{emphasis}{end}")
}

proptest! {
    #[test]
    fn an_approval_with_a_condition_is_none(
        (word, doubt) in taken_back(),
        between in prop::sample::select(vec![", ", " ", " - ", ": ", ". ", "! ", "\n", ".\n", "... ", " ("]),
        capital in any::<bool>(),
    ) {
        let doubt = if capital { dressed(doubt, 2, "", "") } else { doubt.to_owned() };
        let end = if between == " (" { ")" } else { "." };
        let typed = format!("{word}{between}{doubt}{end}");
        prop_assert!(matches!(read(&typed), Said::Unclear { .. }), "{typed:?}: {:?}", read(&typed));
    }

    #[test]
    fn dress_never_changes_a_decision(
        approve in spelling(Way::Approve),
        reject in spelling(Way::Reject),
        case in 0_u8..3,
        emphasis in prop::sample::select(vec!["", "*", "**", "_", "`"]),
        end in prop::sample::select(vec!["", ".", "!", "!!", "...", " 👍", ", thanks", " :)", "\n\nMaria", "  \n"]),
        start in prop::sample::select(vec!["", " ", "\n\n", "\u{a0}", "Hi Sam,\n", "Hello Sam, ", "Dear Dr. Reed:\n\n"]),
    ) {
        let yes = format!("{start}{}", dressed(&approve, case, emphasis, end));
        prop_assert!(matches!(read(&yes), Said::Approve { .. }), "{yes:?}: {:?}", read(&yes));
        let no = format!("{start}{}", dressed(&reject, case, emphasis, &end.replace('👍', "👎")));
        prop_assert!(matches!(read(&no), Said::Reject { .. }), "{no:?}: {:?}", read(&no));
    }

    #[test]
    fn a_greeting_holds_no_word_that_decides_or_takes_back(
        greeting in prop::sample::select(vec!["", "Hi ", "Hi Sam ", "Hello ", "Dear Tom, ", "Hallo ", "Ciao ", "Hola ", "Hej "]),
        (word, doubt) in taken_back(),
        rejection in spelling(Way::Reject),
        rejects in any::<bool>(),
        capital in any::<bool>(),
        between in prop::sample::select(vec![",\n", "!\n", ", ", " - ", ": "]),
    ) {
        let held = if rejects { rejection } else { doubt.to_owned() };
        let held = if capital { dressed(&held, 2, "", "") } else { held };
        let typed = format!("{greeting}{held}{between}{word}");
        prop_assert!(!matches!(read(&typed), Said::Approve { .. }), "{typed:?}: {:?}", read(&typed));
    }

    #[test]
    fn both_words_decide_nothing(
        approve in spelling(Way::Approve),
        reject in spelling(Way::Reject),
        between in prop::sample::select(vec![" ", ", ", " or ", "/", "\n", "\n\n", ". ", ": ", " - ", "! "]),
        swapped in any::<bool>(),
    ) {
        let typed = if swapped { format!("{reject}{between}{approve}") } else { format!("{approve}{between}{reject}") };
        prop_assert!(matches!(read(&typed), Said::Unclear { .. }), "{typed:?}: {:?}", read(&typed));
    }

    #[test]
    fn nothing_is_approved_without_a_word_in_front(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "approve", "APPROVED", "reject", "not", "if", "Sam", "the", ",", ".", "?", "\n", " ", "-", ":", "*", "👍", "genehmigt",
            "800 EUR", "\u{200b}", "Ж", "(", ")", "\"", "thanks", "1.", "•",
        ]), 0..12),
    ) {
        let typed = pieces.join(" ");
        if matches!(read(&typed), Said::Approve { .. }) {
            let small = typed.to_lowercase();
            let first = small.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
            prop_assert!(["approve", "approved", "genehmigt"].contains(&first) , "{typed:?}");
        }
    }

    #[test]
    fn anything_can_be_read(typed in "(?s)\\PC{0,200}", word in prop::sample::select(vec!["Approve ", "Reject\n", "Genehmigt, ", ""])) {
        let _ = said(&format!("{word}{typed}"), Words::shipped());
    }
}
