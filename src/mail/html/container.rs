//! The elements in which mail programs put quotes and signatures.
//!
//! Knows their classes, ids and borders. Must not know what is inside. An element that people also write in
//! (Gmail's `gmail_quote`) is no sign; its header line and its `blockquote` are.

use std::borrow::Cow;

use html5ever::local_name;

use super::super::reply::Part;
use super::dom::Element;

const MOST_NAMES: usize = 24;

const HEADERS: [&str; 9] = [
    "gmail_attr",
    "moz-cite-prefix",
    "moz-email-headers-table",
    "protonmail_quote_header",
    "yahoo-quoted-begin",
    "reply-intro",
    "airmail_on",
    "zmail_extra_hdr",
    "__headers__",
];
const SIGNATURES: [&str; 26] = [
    "gmail_signature",
    "gmail_signature_prefix",
    "moz-signature",
    "moz-txt-sig",
    "protonmail_signature_block",
    "acompli_signature",
    "front-signature",
    "applemailsignature",
    "ms-outlook-mobile-signature",
    "signature",
    "messagesignaturesection",
    "composer_signature",
    "_rc_sig",
    "_bb10tempsig",
    "_signatureplaceholder",
    "sh-signature",
    "missive_signature",
    "cm_signature",
    "cm_footer",
    "k9mail-signature",
    "spneditorsign",
    "zmail_signature_below",
    "canarysig",
    "canarydropbox",
    "__sig_pre__",
    "__sig_post__",
];
const QUOTES: [&str; 23] = [
    "skiff_quote",
    "iosymail",
    "front-blockquote",
    "messagereplysection",
    "isreplycontent",
    "isforwardcontent",
    "origbody",
    "reply139content",
    "ntes-mailmaster-quote",
    "olk_src_body_section",
    "mail-editor-reference-message-container",
    "moz-forward-container",
    "ms-outlook-mobile-reference-message",
    "quoted-content",
    "nylas-quote",
    "missive_quote",
    "sh-quoted-content",
    "freshdesk_quote",
    "bloop_original_html",
    "cm_replymail_content_wrap",
    "_originalcontent",
    "blockquote_zmail",
    "__quoted_text__",
];
/// Programs whose users also write into the quote's own element, below the quoted text.
const SHARED: [&str; 3] = ["protonmail_quote", "tutanota_quote", "zmail_extra"];
const REST: [&str; 7] = [
    "divrplyfwdmsg",
    "appendonsend",
    "stopspelling",
    "replysplit",
    "orimsghtmlseperator",
    "zwchr",
    "__divider__",
];

/// What an element says of its content.
#[derive(Clone, Copy, Default)]
pub(super) struct Container {
    /// What its content is, as its own attributes say.
    pub(super) part: Option<Part>,
    /// It holds a quote, and what was written below it at times.
    pub(super) is_shared: bool,
    /// It is a quotation; Gmail indents a person's own text with a `blockquote` too.
    pub(super) is_quotation: bool,
    /// It and everything that follows it in its parent is quoted.
    pub(super) begins_quoted_rest: bool,
}

impl Container {
    /// Reads an element.
    pub(super) fn of(element: &Element) -> Self {
        let names = Names::of(element);
        let is_quotation = is_quotation(element);
        let from_named =
            *element.name() == local_name!("div") && element.attribute(&local_name!("name")) == Some("quote"); // GMX, web.de
        Self {
            part: part(element, &names),
            is_shared: from_named || !is_quotation && names.shared,
            is_quotation,
            begins_quoted_rest: names.rest || draws_a_line_above(element),
        }
    }
}

fn part(element: &Element, names: &Names) -> Option<Part> {
    let has = |name| !element.is_plain() && element.foreign_attribute(name).is_some();
    let smart = || element.foreign_attribute("data-smartmail") == Some("gmail_signature");
    let signature = || smart() || &**element.name() == "signature";
    if names.header {
        Some(Part::QuoteHeader)
    } else if names.signature || signature() || has("data-signatureblock") {
        Some(Part::Signature)
    } else {
        names.quote.then_some(Part::Quote)
    }
}

/// Of which lists an element's names are.
#[derive(Default)]
struct Names {
    header: bool,
    signature: bool,
    quote: bool,
    shared: bool,
    rest: bool,
}

impl Names {
    fn of(element: &Element) -> Self {
        let mut names = Self::default();
        if element.is_plain() {
            return names;
        }
        let known = [local_name!("class"), local_name!("id"), local_name!("name")];
        let values = known.iter().map(|name| element.attribute(name));
        let values = values.chain([element.foreign_attribute("data-marker")]).flatten();
        for word in values.flat_map(str::split_ascii_whitespace).take(MOST_NAMES) {
            names.add(bare_name(&in_small_letters(word)));
        }
        names
    }

    fn add(&mut self, name: &str) {
        self.header |= HEADERS.contains(&name);
        self.signature |= SIGNATURES.contains(&name) || name.starts_with("bloop_sign");
        self.quote |= QUOTES.contains(&name) || name.contains("yahoo_quoted");
        self.shared |= SHARED.contains(&name);
        self.rest |= REST.contains(&name);
    }
}

fn in_small_letters(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn is_quotation(element: &Element) -> bool {
    if *element.name() != local_name!("blockquote") {
        return false;
    }
    let style = bare_style(element);
    let cited = element.attribute(&local_name!("type")).is_some_and(|kind| kind.eq_ignore_ascii_case("cite"));
    cited || !style.contains("border:none") || style.contains("border-left")
}

fn draws_a_line_above(element: &Element) -> bool {
    match *element.name() {
        local_name!("hr") => is_outlook_rule(element, &bare_style(element)),
        local_name!("div") if !element.is_plain() => is_line_above_header(&bare_style(element)),
        _ => false,
    }
}

/// Outlook's rule across the page, in the window, on the web and on telephones.
fn is_outlook_rule(element: &Element, style: &str) -> bool {
    let untabbed = element.attribute(&local_name!("tabindex")) == Some("-1");
    let width = element.attribute(&local_name!("width"));
    let wide = width.is_some_and(|width| matches!(width, "98%" | "100%"));
    let inline = style.contains("width:98%") && style.contains("display:inline-block");
    untabbed && (wide || style.contains("width:98%") || style.contains("width:100%")) || inline
}

/// Outlook for Windows draws a line above the old header, three points away; the colour and the way in which the
/// border is written differ between versions and programs that pass it on.
fn is_line_above_header(style: &str) -> bool {
    let says = |names: &[&str], values: &[&str]| {
        let declared = style.split(';').filter_map(|one| one.split_once(':'));
        declared
            .filter(|(name, _)| names.contains(name))
            .any(|(_, value)| values.iter().any(|part| value.contains(part)))
    };
    let away = style.contains("padding:3pt0") || style.contains("padding:3.0pt0");
    let away = away || says(&["padding-top"], &["3pt", "3.0pt"]);
    let line = says(&["border-top", "border-top-style"], &["solid"]);
    let top_only = says(&["border-style"], &["solidnone"]);
    let windows_mail = style.contains("border-top-color:rgb(229,229,229)");
    away && (line || top_only) || windows_mail
}

fn bare_style(element: &Element) -> String {
    const LONGEST: usize = 1_000;
    let style = element.attribute(&local_name!("style")).unwrap_or_default();
    style.chars().take(LONGEST).filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// A name without the `x_` that Outlook on the web puts before names in what it shows, and without what a second
/// encoding left (`3D"divRplyFwdMsg"`).
fn bare_name(name: &str) -> &str {
    let quotes = ['"', '\'', '\\'];
    let decoded = name.strip_prefix("3d").filter(|rest| rest.starts_with(quotes)).unwrap_or(name);
    decoded.trim_matches(quotes).trim_start_matches("x_")
}
