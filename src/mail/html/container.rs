//! The elements in which mail programs put quotes and signatures.
//!
//! Knows their classes and ids. Must not know what is inside. An element that people also write in
//! (Gmail's `gmail_quote`) is no sign; its header line and its `blockquote` are.

use super::super::reply::Part;
use super::token::Tag;

const HEADERS: [&str; 3] = ["gmail_attr", "moz-cite-prefix", "protonmail_quote_header"];
const SIGNATURES: [&str; 9] = [
    "gmail_signature",
    "gmail_signature_prefix",
    "moz-signature",
    "protonmail_signature_block",
    "acompli_signature",
    "front-signature",
    "applemailsignature",
    "ms-outlook-mobile-signature",
    "signature",
];
const QUOTES: [&str; 15] = [
    "protonmail_quote",
    "tutanota_quote",
    "zmail_extra",
    "skiff_quote",
    "iosymail",
    "front-blockquote",
    "messagereplysection",
    "isreplycontent",
    "isforwardcontent",
    "origbody",
    "reply139content",
    "olk_src_body_section",
    "mail-editor-reference-message-container",
    "moz-forward-container",
    "ms-outlook-mobile-reference-message",
];
const REST: [&str; 6] = [
    "divrplyfwdmsg",
    "3d\"divrplyfwdmsg\"",
    "appendonsend",
    "stopspelling",
    "replysplit",
    "orimsghtmlseperator",
];

/// What an element's content is, as its own attributes say.
pub(super) fn content(tag: &Tag) -> Option<Part> {
    let names = names(tag);
    let has = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
    if has(&HEADERS) {
        Some(Part::QuoteHeader)
    } else if has(&SIGNATURES) || tag.attribute("data-signatureblock").is_some() {
        Some(Part::Signature)
    } else if has(&QUOTES) || names.iter().any(|name| name.contains("yahoo_quoted")) {
        Some(Part::Quote)
    } else {
        None
    }
}

/// Whether this element and everything that follows it in its parent is quoted.
pub(super) fn begins_quoted_rest(tag: &Tag) -> bool {
    let marked = names(tag).iter().any(|name| REST.contains(&name.as_str()));
    let divider = tag.attribute("data-marker") == Some("__DIVIDER__");
    let style =
        tag.attribute("style").unwrap_or_default().to_ascii_lowercase().replace([' ', '\n', '\r'], "");
    let outlook_rule = tag.name == "hr"
        && tag.attribute("tabindex") == Some("-1")
        && (style.contains("width:98%")
            || tag.attribute("width").is_some_and(|width| matches!(width, "98%" | "100%")));
    // Outlook for Windows draws a line above the old header; the colour differs between versions.
    let word =
        style.contains("border-top:solid") && style.contains("1.0pt") && style.contains("padding:3.0pt0");
    let windows_mail = style.contains("border-top-color:rgb(229,229,229)");
    marked || divider || outlook_rule || (tag.name == "div" && (word || windows_mail))
}

/// Whether an element is a quotation; Gmail indents a person's own text with a `blockquote` too.
pub(super) fn is_quotation(tag: &Tag) -> bool {
    let style = tag.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let cited = tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"));
    let indented = style.contains("border:none") && !style.contains("border-left") && !cited;
    tag.name == "blockquote" && !indented
}

fn names(tag: &Tag) -> Vec<String> {
    let values = ["class", "id", "name"].into_iter().filter_map(|name| tag.attribute(name));
    values.flat_map(str::split_ascii_whitespace).take(24).map(str::to_ascii_lowercase).collect()
}
