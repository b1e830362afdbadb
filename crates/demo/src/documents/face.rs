//! The two faces that documents are set in: what they can draw and how wide.

use ab_glyph::{Font as _, FontRef, GlyphId};

const REGULAR: &[u8] = include_bytes!("../../assets/atkinson-hyperlegible-next-regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/atkinson-hyperlegible-next-bold.ttf");
const SOFT_HYPHEN: char = '\u{ad}';

/// Atkinson Hyperlegible Next, regular and bold.
pub(super) struct Face {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

/// A glyph and how far it moves the pen, in ems.
pub(super) struct Glyph {
    pub(super) id: GlyphId,
    pub(super) advance: f32,
}

impl Face {
    pub(super) fn new() -> Self {
        Self { regular: parsed(REGULAR), bold: parsed(BOLD) }
    }

    /// The file of one weight.
    pub(super) fn file(bold: bool) -> &'static [u8] {
        if bold { BOLD } else { REGULAR }
    }

    pub(super) fn font(&self, bold: bool) -> &FontRef<'static> {
        if bold { &self.bold } else { &self.regular }
    }

    pub(super) fn glyph(&self, bold: bool, c: char) -> Glyph {
        let font = self.font(bold);
        let id = font.glyph_id(c);
        Glyph { id, advance: font.h_advance_unscaled(id) / font.units_per_em().unwrap_or(1000.0) }
    }

    pub(super) fn width(&self, bold: bool, size: f32, text: &str) -> f32 {
        text.chars().map(|c| self.glyph(bold, c).advance).sum::<f32>() * size
    }

    /// The text on one line, with `?` for what the faces cannot draw: PDF/A
    /// forbids a glyph that is missing.
    pub(super) fn drawable(&self, text: &str) -> String {
        let known = |c: char| match c {
            _ if c.is_whitespace() && c.is_ascii() => ' ',
            _ if self.regular.glyph_id(c).0 == 0 || self.bold.glyph_id(c).0 == 0 => '?',
            _ => c,
        };
        text.chars().filter(|c| *c != SOFT_HYPHEN).map(known).collect()
    }

    /// The lines of a text; each but the last keeps the space it broke at, for
    /// those who read the words back.
    pub(super) fn wrap(&self, bold: bool, size: f32, text: &str, width: f32) -> Vec<String> {
        let text = self.drawable(text);
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in words(&text) {
            let wide = self.width(bold, size, word.trim_end_matches(' '));
            if used + wide > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            for c in word.chars() {
                let advance = self.glyph(bold, c).advance * size;
                if wide > width && used + advance > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(c);
                used += advance;
            }
        }
        lines.push(line);
        lines
    }
}

/// Where French may break a line: not before high punctuation, nor inside
/// guillemets, nor between a number and what it counts.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let breaks = rest.match_indices(' ').map(|(at, _)| at + 1);
        let end = breaks.into_iter().find(|at| {
            let (before, after) = rest.split_at(*at);
            let last = before.trim_end_matches(' ').chars().next_back();
            let next = after.chars().next();
            let counted = last.is_some_and(|c| c.is_ascii_digit())
                && next.is_some_and(|c| c.is_alphabetic() || "%°€".contains(c));
            !counted && last != Some('«') && !next.is_some_and(|c| ";:!?»% ".contains(c))
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn parsed(file: &'static [u8]) -> FontRef<'static> {
    FontRef::try_from_slice(file).unwrap_or_else(|_| unreachable!("the face stands in the code"))
}

#[cfg(test)]
mod tests {
    use super::{Face, words};

    #[test]
    fn french_medicine_is_drawable() {
        let text = "ÀÂÇÉÈÊËÎÏÔŒÙÛŸ àâçéèêëîïôœùûüÿæ « » – — ’ “ ” … • ° ² ³ µ ≥ ≤ ≈ → ± Δ ₂ ₃ × € ‰\u{202f}";
        assert_eq!(Face::new().drawable(text), text);
    }

    #[test]
    fn the_rest_becomes_a_question_mark() {
        assert_eq!(Face::new().drawable("a\u{0}b\u{feff}c\nd 漢 co\u{ad}op"), "a?b?c d ? coop");
    }

    #[test]
    fn numbers_keep_their_unit_and_words_their_punctuation() {
        let check = |text: &str, expect: &[&str]| {
            assert_eq!(words(text).collect::<Vec<_>>(), expect);
        };
        check("PA 152/88 mmHg, puis 12", &["PA ", "152/88 mmHg, ", "puis ", "12"]);
        check("Objet : « suivi » ; 38 % ", &["Objet : ", "« suivi » ; ", "38 % "]);
    }

    #[test]
    fn lines_fit_and_lose_nothing() {
        let face = Face::new();
        let text = "Compte rendu d’une hospitalisation anticonstitutionnellement longue";
        for width in [20.0, 60.0, 200.0, 1000.0] {
            let lines = face.wrap(false, 10.0, text, width);
            assert_eq!(lines.concat(), text);
            assert!(lines.iter().all(|one| face.width(false, 10.0, one.trim_end()) <= width));
        }
    }
}
