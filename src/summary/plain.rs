//! Text that is safe to show on one line: no control or invisible characters, no links, no markup.
//!
//! Knows characters. Must not know who wrote the text or where it is shown.

use crate::characters::{is_annotation, is_default_ignorable};

/// One line without control and invisible characters; white space becomes single spaces.
pub(super) fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .filter(|&c| !is_default_ignorable(c) && !is_annotation(c))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As [`one_line`], also without links, HTML and Markdown.
pub(super) fn prose(text: &str) -> String {
    let words: Vec<String> = without_tags(&one_line(text))
        .split_whitespace()
        .map(|word| if is_link(word) { "(link)".to_owned() } else { word.replace(MARKUP, "") })
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// At most `most` characters, ended by `…` when something was left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// Whether mail programs would make a link of this word.
pub(super) fn is_link(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.contains("://") || word.contains("www.") || word.contains("mailto:") || word.contains("javascript:")
}

/// As [`one_line`], also without links, addresses and hosts: a model that never saw one cannot pass it on, and whoever
/// reads its requests learns no way to anybody. Names of files stay.
pub(super) fn without_places(text: &str) -> String {
    let shown = |word: &str| if is_place(word) { "(link)".to_owned() } else { word.to_owned() };
    one_line(text).split(' ').map(shown).collect::<Vec<_>>().join(" ")
}

/// Ends of file names that are no ends of hosts, or not of many.
const FILES: [&str; 30] = [
    "pdf", "jpg", "jpeg", "png", "gif", "tif", "tiff", "heic", "webp", "bmp", "svg", "txt", "csv", "tsv",
    "xml", "json", "htm", "html", "eml", "msg", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt",
    "pptx", "p7m",
];

/// A link, an address, or what looks like a host with or without a path.
fn is_place(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let host = bare.split(['/', ':', '?']).next().unwrap_or_default();
    let last = host.rsplit_once('.').map(|(_, last)| last.to_lowercase()).unwrap_or_default();
    let is_file = host.len() == bare.len() && FILES.contains(&last.as_str());
    let is_host = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic) && !is_file;
    word.contains('@') || is_link(word) || is_host
}

/// Characters that Markdown or HTML would act on.
const MARKUP: [char; 11] = ['*', '`', '#', '|', '~', '<', '>', '[', ']', '{', '}'];

fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        // Without an end there is no further tag; looking for it again and again would be quadratic.
        let Some((_, behind)) = behind.split_once('>') else { break };
        kept.push_str(before);
        kept.push(' ');
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_invisible_characters_are_gone() {
        assert_eq!(one_line(" a\r\nb\t\u{1b}[31mc\u{202e}\u{200b}d\u{2028}e\0f "), "a b [31mcd e f");
    }

    #[test]
    fn links_tags_and_markdown_are_gone() {
        let text =
            "**Pay** <b>now</b> at https://evil.example/x or [here](http://evil.example) `code` # 1 < 2";
        assert_eq!(prose(text), "Pay now at (link) or (link) code 1 2");
    }

    #[test]
    fn places_are_gone_and_names_of_files_stay() {
        let text = "Pay at https://evil.example/x, evil.example/y?z or (corp.example): mail <sam@corp.example>, \
                    expenses+mfrggzdfmztwq2lknnwg23tpobyxe43u@corp.example! See Beleg.PDF, a.b.xlsx; e.g. 2,450.00 at 9.30";
        assert_eq!(
            without_places(text),
            "Pay at (link) (link) or (link) mail (link) (link) See Beleg.PDF, a.b.xlsx; e.g. 2,450.00 at 9.30"
        );
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüß", 3), "äö…");
    }

    #[test]
    fn tags_without_an_end_are_no_tags() {
        assert_eq!(prose(&"<".repeat(200_000)), "");
        assert_eq!(prose("a <b c"), "a b c");
    }
}
