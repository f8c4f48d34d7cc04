//! Scripts that run from right to left, from the order on the page back into the order in which they are read.
//!
//! Knows which letters run to the left. Must not know places: its cells come from left to right.

/// Cells of one line as they are read.
pub(super) fn in_reading_order(mut cells: Vec<String>) -> Vec<String> {
    if !cells.iter().any(|cell| cell.chars().any(runs_left)) {
        return cells;
    }
    let left = cells.iter().flat_map(|cell| cell.chars()).filter(|c| runs_left(*c)).count();
    let letters = cells.iter().flat_map(|cell| cell.chars()).filter(|c| c.is_alphabetic()).count();
    for cell in &mut cells {
        if cell.chars().any(runs_left) {
            let words: Vec<String> = cell.split(' ').rev().map(read).collect();
            *cell = words.join(" ");
        }
    }
    if 2 * left > letters {
        cells.reverse();
    }
    cells
}

/// A word as it is read; numbers and Latin letters run to the right in it.
fn read(word: &str) -> String {
    if !word.chars().any(runs_left) {
        return word.to_owned();
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut right = false;
    for c in word.chars() {
        let joins = right && !runs_left(c);
        right = !runs_left(c) && (joins || c.is_alphanumeric());
        match pieces.last_mut() {
            Some(piece) if joins => piece.push(c),
            Some(_) | None => pieces.push(c.to_string()),
        }
    }
    pieces.reverse();
    pieces.concat()
}

/// Hebrew, Arabic and what is written like them, with their presentation forms.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{65F}' | '\u{66D}'..='\u{6EF}' | '\u{6FA}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(cells: &[&str]) -> String {
        in_reading_order(cells.iter().map(|cell| (*cell).to_owned()).collect()).join("|")
    }

    #[test]
    fn words_that_run_left_are_read_from_the_right() {
        assert_eq!(order(&["Total", "12.50"]), "Total|12.50");
        assert_eq!(order(&["12.50", "םולשתל כ\"הס"]), "סה\"כ לתשלום|12.50");
        assert_eq!(order(&["₪12.50 כ\"הס"]), "סה\"כ ₪12.50");
    }
}
