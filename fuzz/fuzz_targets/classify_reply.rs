//! The text of a reply: no piece is lost, what is quoted is never taken for newly written, and line ends mean nothing.
#![no_main]

use countersign::mail::{END, Part, START, classify};
use countersign_fuzz::typed;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parts = classify(text);
    let whole: String = parts.iter().map(|(_, piece)| *piece).collect();
    assert_eq!(whole, text, "the pieces are not the whole");

    // Quoted twice: a lone `> 1000 USD` is a person's "more than".
    let quoted: String = text.split_inclusive('\n').map(|line| format!("> > {line}")).collect();
    assert_eq!(typed(&quoted), "", "newly written in a text that is all quoted");

    if !text.contains("##") {
        let ours = format!("{START}\n{text}\n{END}\n");
        assert_eq!(typed(&ours), "", "newly written in a notice");
        let answered = format!("APPROVE\n{ours}");
        assert_eq!(typed(&answered), "APPROVE", "an answer above a notice");
    }
    if !text.contains('\r') {
        let kinds = |parts: &[(Part, &str)]| parts.iter().map(|(part, _)| *part).collect::<Vec<_>>();
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(kinds(&classify(&crlf)), kinds(&parts), "other line ends, other parts");
    }
});
