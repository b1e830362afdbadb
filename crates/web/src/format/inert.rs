//! Foreign text made harmless for the line it stands in.

/// `text` without control characters and marks of direction; where it is
/// written from right to left, set apart by isolates (UAX #9, 2.4), so that it
/// cannot turn the words around it.
pub fn inert(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !is_steering(*c)).collect();
    if plain.chars().any(is_right_to_left) { format!("\u{2068}{plain}\u{2069}") } else { plain }
}

/// Controls, and the characters that only change direction.
fn is_steering(c: char) -> bool {
    let direction = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    direction || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The blocks of right-to-left scripts.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn text_cannot_steer_its_line() {
        let check = |text: &str, expect: &str| assert_eq!(inert(text), expect);
        check("Zoé d’Œuvre", "Zoé d’Œuvre");
        check("a\u{202e}b\u{2066}c\u{0}d\u{7f}", "abcd");
        check("كريم", "\u{2068}كريم\u{2069}");
        check("line\nline\ttab", "line\nline\ttab");
        check("", "");
    }
}
