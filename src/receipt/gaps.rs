//! Blanks that a camera saw around a decimal mark: `12 .50`, `12. 50`.
//!
//! Knows one line of characters. Must not know what its numbers mean.

/// A line without such blanks.
pub(super) fn closed(line: Vec<char>) -> Vec<char> {
    let beside_marks = line.windows(3).enumerate().filter_map(|(at, window)| match window {
        [_, ' ', '.' | ','] | ['.' | ',', ' ', _] => Some(at + 1),
        _ => None,
    });
    let is_gap = |at: &usize| is_before_mark(&line, *at) || is_behind_mark(&line, *at);
    let gaps: Vec<usize> = beside_marks.filter(is_gap).collect();
    if gaps.is_empty() {
        return line;
    }
    let mut gaps = gaps.into_iter().peekable();
    line.into_iter().enumerate().filter(|(at, _)| gaps.next_if_eq(at).is_none()).map(|(_, c)| c).collect()
}

/// `12 .50`: what follows is two decimals and no more of a number.
fn is_before_mark(line: &[char], at: usize) -> bool {
    is_digit(line, at.checked_sub(1)) && is_mark(line, Some(at + 1)) && is_two_digits(line, at + 2)
}

/// `12. 50` at the end of a line, where no sentence goes on with a number.
fn is_behind_mark(line: &[char], at: usize) -> bool {
    let rest = line.get(at + 3..).unwrap_or_default();
    let mut flags = rest.iter().filter(|c| !c.is_whitespace());
    is_mark(line, at.checked_sub(1))
        && is_digit(line, at.checked_sub(2))
        && is_two_digits(line, at + 1)
        && flags.nth(1).is_none()
        && !rest.iter().any(|c| matches!(c, '.' | ',' | '%' | '/' | ':' | '-'))
}

fn is_two_digits(line: &[char], at: usize) -> bool {
    let next = line.get(at + 2).copied().unwrap_or(' ');
    is_digit(line, Some(at))
        && is_digit(line, Some(at + 1))
        && !next.is_alphanumeric()
        && !matches!(next, '.' | ',' | '%')
}

fn is_digit(line: &[char], at: Option<usize>) -> bool {
    at.and_then(|at| line.get(at)).is_some_and(char::is_ascii_digit)
}

fn is_mark(line: &[char], at: Option<usize>) -> bool {
    at.and_then(|at| line.get(at)).is_some_and(|c| matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        closed(line.chars().collect()).into_iter().collect()
    }

    #[test]
    fn a_blank_beside_a_decimal_mark_is_closed() {
        for (printed, meant) in [
            ("TOTAL 12 .50", "TOTAL 12.50"),
            ("TOTAL 12. 50", "TOTAL 12.50"),
            ("TOTAL RM 5,543 .00", "TOTAL RM 5,543.00"),
            ("2 X 4 .50   9 .00 T", "2 X 4.50   9.00 T"),
            ("SUMME 12, 50 A", "SUMME 12,50 A"),
        ] {
            assert_eq!(shown(printed), meant);
        }
    }

    #[test]
    fn other_blanks_stay() {
        for line in [
            "on 12. 50 people",
            "1, 234.56",
            "am 12. 05. 2024",
            "No 3. 12%",
            "a. 50",
            "12 . 50",
            "5, 10 and 20",
        ] {
            assert_eq!(shown(line), line);
        }
    }
}
