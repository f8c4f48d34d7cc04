//! The values of CSS declarations, as far as they make text unseen.
//!
//! Knows tokens, sizes and shapes. Must not know which element has a value. A value that says nothing we know is no
//! value at all: browsers ignore such a declaration, and what was declared before it stands.

use cssparser::{BasicParseErrorKind, ParseError, ParseErrorKind, Parser, Token};

/// Writes a value anew from its tokens: in small letters, without comments and escapes, with single blanks. Ends at
/// an exclamation mark, and at a block without reading it: that is no value but a rule.
pub(super) fn canonical(input: &mut Parser<'_>) -> Result<String, ParseError<()>> {
    let mut text = String::new();
    write(input, &mut text, 0)?;
    text.truncate(text.trim_end().len());
    text.make_ascii_lowercase();
    Ok(text)
}

/// Whether something was not read as it stands in too many blocks.
pub(super) fn is_too_deep(error: &ParseError<()>) -> bool {
    matches!(error.kind, ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks))
}

/// The words of a value: what stands between blanks and slashes outside of parentheses.
pub(super) fn words(value: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let between = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ' ' | '/' | ',')
    };
    value.split(between).filter(|word| !word.is_empty())
}

/// The words within the parentheses of one function.
pub(super) fn arguments(inner: &str) -> impl Iterator<Item = &str> {
    inner.split([',', ' ', '/']).filter(|word| !word.is_empty())
}

/// Whether a value comes from somewhere else, as variables do.
pub(super) fn is_substituted(value: &str) -> bool {
    value.contains('(') && ["var(", "env(", "attr("].iter().any(|function| value.contains(function))
}

/// What every property can be.
pub(super) fn is_global(value: &str) -> bool {
    ["inherit", "initial", "unset", "revert", "revert-layer"].contains(&value)
}

/// A number and its unit.
pub(super) fn number(value: &str) -> Option<(f32, &str)> {
    let value = value.strip_prefix("calc(").and_then(|inner| inner.strip_suffix(')')).unwrap_or(value).trim();
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = value.strip_prefix(digits)?;
    digits.parse().ok().map(|number| (number, unit))
}

/// Whether a keyword is the one, where it is any that is known.
pub(super) fn one_of(value: &str, the_one: &str, others: &[&str]) -> Option<bool> {
    (value == the_one || others.contains(&value)).then_some(value == the_one)
}

pub(super) fn is_not_displayed(value: &str) -> Option<bool> {
    const OUTSIDE: [&str; 11] = [
        "block",
        "inline",
        "flow",
        "flow-root",
        "contents",
        "list-item",
        "run-in",
        "-webkit-box",
        "-webkit-inline-box",
        "-webkit-flex",
        "-ms-flexbox",
    ];
    let known = |word: &str| {
        let inside = word.strip_prefix("inline-").unwrap_or(word);
        OUTSIDE.contains(&inside)
            || ["flex", "grid", "ruby", "table"].iter().any(|kind| inside.starts_with(kind))
    };
    let shown = !value.is_empty() && words(value).all(known);
    (value == "none" || shown).then_some(value == "none")
}

/// Whether an element with this `display` begins a line, where that depends on it.
pub(super) fn is_block(value: &str) -> Option<bool> {
    match value {
        "block" | "flex" | "grid" | "list-item" | "table" | "table-row" | "flow-root" => Some(true),
        "inline" | "contents" => Some(false),
        _ => None,
    }
}

/// `Some(None)` is what it is around the element.
pub(super) fn is_invisible(value: &str) -> Option<Option<bool>> {
    match value {
        "hidden" | "collapse" => Some(Some(true)),
        "visible" | "initial" | "revert" => Some(Some(false)),
        "inherit" | "unset" => Some(None),
        _ => None,
    }
}

pub(super) fn clips(value: &str) -> Option<bool> {
    let clips = |word: &str| {
        one_of(word, "visible", &["hidden", "clip", "auto", "scroll", "overlay", "initial"])
            .map(|visible| !visible && word != "initial")
    };
    let mut each = words(value).map(clips);
    each.next()?.map(|first| first || each.any(|other| other == Some(true)))
}

pub(super) fn keeps_lines(value: &str) -> Option<bool> {
    let kept = ["pre", "break-spaces"].iter().any(|start| value.starts_with(start));
    (kept || ["normal", "nowrap", "collapse", "initial"].iter().any(|start| value.starts_with(start)))
        .then_some(kept)
}

pub(super) fn is_nothing(value: &str) -> Option<bool> {
    number(value).map(|(number, unit)| number < if unit == "%" { 5.0 } else { 0.05 })
}

pub(super) fn is_tiny(value: &str) -> Option<bool> {
    number(value).map(|(number, _)| number > 0.0 && number < 0.1)
}

/// A height or width in which there is no room.
pub(super) fn has_no_room(value: &str) -> Option<bool> {
    let known = || ["auto", "none"].contains(&value) || value.contains("-content") || value.contains('(');
    match number(value) {
        Some((number, unit)) => Some(number.abs() < 0.05 || unit == "px" && number < 1.0),
        None => known().then_some(false),
    }
}

/// Whether the font is too small to be read; `Some(None)` is a size relative to the one around it.
pub(super) fn font_size(value: &str) -> Option<Option<bool>> {
    const NAMED: [&str; 10] = [
        "xx-small",
        "x-small",
        "small",
        "medium",
        "large",
        "x-large",
        "xx-large",
        "xxx-large",
        "initial",
        "revert",
    ];
    match number(value) {
        Some((number, unit)) => {
            let point = matches!(unit, "px" | "pt") && number <= 1.0; // nobody sees a pixel's height
            let relative = ["em", "%", "ex", "ch"].contains(&unit);
            (number >= 0.0).then_some(if number < 0.05 || point {
                Some(true)
            } else {
                (!relative).then_some(false)
            })
        }
        None if NAMED.contains(&value) => Some(Some(false)),
        None => ["smaller", "larger", "inherit", "unset"].contains(&value).then_some(None),
    }
}

/// The size in the shorthand `font`: before a slash, or else the first that is no weight.
pub(super) fn font_shorthand(value: &str) -> Option<Option<bool>> {
    let weight = |word: &str| number(word).is_some_and(|(number, unit)| unit.is_empty() && number >= 1.0);
    let size = match value.split_once('/') {
        Some((before, _)) => words(before).last(),
        None => words(value).find(|word| !weight(word) && font_size(word).is_some()),
    };
    size.and_then(font_size)
}

/// A place so far off that nobody gets there.
pub(super) fn is_far_away(value: &str) -> Option<bool> {
    let (number, unit) = number(value).or_else(|| (value == "auto").then_some((0.0, "")))?;
    Some(match unit {
        "" | "px" | "pt" => number <= -500.0 || number >= 5_000.0,
        "%" | "vw" | "vh" => number <= -100.0 || number >= 200.0,
        _ => number <= -50.0 || number >= 500.0,
    })
}

/// A transformation to nothing, or away.
pub(super) fn transforms_away(value: &str) -> Option<bool> {
    let away = |(name, inner): (&str, &str)| {
        let mut sizes = arguments(inner);
        match name {
            "scale" | "scalex" | "scaley" | "scale3d" => sizes.take(2).any(is_zero),
            "translate" | "translatex" | "translatey" | "translate3d" => {
                sizes.any(|size| is_far_away(size) == Some(true))
            }
            _ => false,
        }
    };
    (value == "none" || value.contains('(')).then(|| words(value).filter_map(function).any(away))
}

pub(super) fn scales_to_nothing(value: &str) -> Option<bool> {
    (value == "none" || number(words(value).next()?).is_some()).then(|| words(value).any(is_zero))
}

pub(super) fn moves_away(value: &str) -> Option<bool> {
    (value == "none" || number(words(value).next()?).is_some())
        .then(|| words(value).any(|size| is_far_away(size) == Some(true)))
}

pub(super) fn filters_out(value: &str) -> Option<bool> {
    let out = |(name, inner): (&str, &str)| name == "opacity" && is_nothing(inner) == Some(true);
    (value == "none" || value.contains('(')).then(|| words(value).filter_map(function).any(out))
}

/// A clip of nothing: `rect(0,0,0,0)`, `rect(1px, 1px, 1px, 1px)`, `inset(50%)`, `inset(100%)`.
pub(super) fn clips_all(value: &str) -> Option<bool> {
    let Some((shape, inner)) = function(value) else {
        return (value == "auto" || value == "none").then_some(false);
    };
    let mut sizes = arguments(inner).peekable();
    let full = |size: &str| number(size).is_some_and(|(number, unit)| unit == "%" && number >= 50.0);
    let point = |size: &str| number(size).is_some_and(|(number, _)| number.abs() <= 1.0);
    let some = sizes.peek().is_some();
    Some(match shape {
        "rect" | "polygon" => some && sizes.all(point),
        "inset" => some && sizes.all(full),
        "circle" | "ellipse" => sizes.next().is_some_and(is_zero),
        _ => false,
    })
}

fn is_zero(size: &str) -> bool {
    number(size).is_some_and(|(number, _)| number.abs() < 0.05)
}

/// The name of a function, and what stands in its parentheses.
pub(super) fn function(value: &str) -> Option<(&str, &str)> {
    value.strip_suffix(')')?.split_once('(')
}

/// Values are nested as deep as people nest them.
fn write(input: &mut Parser<'_>, text: &mut String, depth: usize) -> Result<(), ParseError<()>> {
    const DEEPEST: usize = 6;
    if depth > DEEPEST {
        return Err(ParseError::custom(()));
    }
    loop {
        let (start, before) = (input.position(), input.state());
        let Ok(token) = input.next_including_whitespace_and_comments().cloned() else { return Ok(()) };
        if let Token::WhiteSpace(_) | Token::Comment(_) = token {
            write_blank(text);
        } else if depth == 0 && token == Token::Delim('!') {
            input.reset(&before);
            return Ok(());
        } else if let Token::Number { .. } | Token::Percentage { .. } = token {
            text.push_str(input.slice_from(start));
        } else if let Token::Dimension { value, unit, .. } = &token {
            let source = input.slice_from(start); // a colour without its `#` may look like a number
            if source.contains('\\') {
                write_escaped(text, &format!("{value}{unit}"));
            } else {
                text.push_str(source);
            }
        } else if let Token::Function(name) = &token {
            text.push_str(plain(name)?);
            text.push('(');
            input.parse_nested_block(|input| write(input, text, depth + 1))?;
            text.push(')');
        } else if token == Token::ParenthesisBlock {
            text.push('(');
            input.parse_nested_block(|input| write(input, text, depth + 1))?;
            text.push(')');
        } else {
            write_simple(&token, text)?;
        }
    }
}

/// One blank, however many there are; none at the beginning.
fn write_blank(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn write_escaped(text: &mut String, escaped: &str) {
    for c in escaped.chars() {
        if c.is_whitespace() { write_blank(text) } else { text.push(c) }
    }
}

fn write_simple(token: &Token<'_>, text: &mut String) -> Result<(), ParseError<()>> {
    if let Token::Ident(name) = token {
        text.push_str(plain(name)?);
    } else if let Token::Hash(name) | Token::IDHash(name) = token {
        text.push('#');
        text.push_str(plain(name)?);
    } else if let Token::UnquotedUrl(_) = token {
        text.push_str("url()");
    } else if let Token::QuotedString(_) = token {
        text.push_str("\"\"");
    } else if let Token::Delim(sign) = token {
        text.push(*sign);
    } else if *token == Token::Comma {
        text.push(',');
    } else if *token == Token::Colon {
        text.push(':');
    } else {
        return Err(ParseError::custom(()));
    }
    Ok(())
}

/// A name that nobody takes for anything else once it is written.
fn plain(name: &str) -> Result<&str, ParseError<()>> {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    plain.then_some(name).ok_or(ParseError::custom(()))
}
