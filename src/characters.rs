//! Characters that nobody sees, in the classes that the rooms need.
//!
//! Knows the properties of Unicode by name. Must not know texts: whether such a character is dropped, shown as a blank
//! or makes a text suspect is decided where the text is read.

/// Takes no room of its own: Unicode's `Default_Ignorable_Code_Point`, among it joiners, soft hyphens, tags, fillers
/// and variation selectors (DerivedCoreProperties.txt).
pub fn is_default_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Embeds, overrides or isolates a direction, so that text is shown in another order than it is stored: the part of
/// Unicode's `Bidi_Control` that works on whole runs (UAX #9 §2.1–2.5).
pub fn is_reordering(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Has to do with direction in any way: Unicode's `Bidi_Control` (PropList.txt).
pub fn is_bidi_control(c: char) -> bool {
    is_reordering(c) || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

/// Belongs to how a script or an emoji is written, although nobody sees it: the two joiners (`Join_Control`) and the
/// variation selectors (`Variation_Selector`).
pub fn is_joiner_or_variation(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Opens, parts or ends an interlinear annotation (general category `Cf`, block Specials).
pub fn is_annotation(c: char) -> bool {
    matches!(c, '\u{fff9}'..='\u{fffb}')
}

/// Stands where something else was: an object, or bytes that could not be decoded (general category `So`, block Specials).
pub fn is_placeholder(c: char) -> bool {
    matches!(c, '\u{fffc}' | '\u{fffd}')
}

/// Ends a line or a paragraph beside LF and CR: VT, FF, NEL, LS, PS (UAX #14, class `BK` and `NL`).
pub fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What a text from outside is shown without: it hides or reorders, and no script or emoji needs it.
pub fn is_unfit_to_show(c: char) -> bool {
    is_annotation(c) || is_default_ignorable(c) && !is_joiner_or_variation(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_security::skeleton;

    #[test]
    fn what_is_ignorable_is_what_unicode_says() {
        for c in '\0'..=char::MAX {
            // UTS #39 §4: a skeleton is free of Default_Ignorable_Code_Point, and of nothing else.
            let ignored = skeleton(&c.to_string()).next().is_none();
            assert_eq!(is_default_ignorable(c), ignored, "{:x}", u32::from(c));
        }
    }

    #[test]
    fn the_smaller_classes_are_ignorable_too() {
        for c in ('\0'..=char::MAX).filter(|c| is_bidi_control(*c) || is_joiner_or_variation(*c)) {
            assert!(is_default_ignorable(c), "{:x}", u32::from(c));
        }
    }

    #[test]
    fn what_people_write_is_in_no_class() {
        for c in "aZ9 \u{a0}ÄéłЖ日한ع👍🏽-'’\t\n".chars() {
            assert!(
                !is_default_ignorable(c)
                    && !is_unfit_to_show(c)
                    && !is_placeholder(c)
                    && !is_line_separator(c),
                "{c:?}"
            );
        }
    }
}
