//! An HTML body: what is hidden is never shown, plain text is shown as it is, and little HTML never becomes much text.
#![no_main]

use countersign::mail::render;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    let page = render(html);
    let length = page.text.len() + page.hidden.len();
    assert!(length <= 24 * html.len() + 64, "{} bytes became {length}", html.len());

    // As plain text in a page of ours, the same input is data.
    let text = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let hidden = render(&format!("<div style=\"display:none\">{text}</div>"));
    assert_eq!(hidden.text.trim(), "", "shown, though hidden");
    let shown = render(&format!("<p>{text}</p>"));
    assert_eq!(shown.hidden, "", "hidden, though shown");
    assert_eq!(letters(&shown.text), letters(html), "a text that is not what was written");
});

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
