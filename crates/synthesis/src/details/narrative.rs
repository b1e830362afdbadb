//! Narrative as plain text: tags go, text stays. Nothing that comes out is ever
//! markup; whoever shows it escapes it like any text.

use crate::limits::DETAILS_TEXT_CHARS;

/// The text of a piece of XHTML: tags and comments removed, the usual entities
/// read, blocks on lines of their own. Cut at [`DETAILS_TEXT_CHARS`].
pub fn plain_text(xhtml: &str) -> String {
    let mut text = Text::default();
    let mut rest = xhtml;
    while let Some((before, tag)) = rest.split_once('<') {
        text.words(before);
        if text.full() {
            return text.done();
        }
        rest = match tag.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->").map_or("", |(_, rest)| rest),
            None => {
                let end = tag_end(tag);
                let (inside, after) = tag.split_at_checked(end).unwrap_or((tag, ""));
                if is_block(inside) {
                    text.line();
                }
                after.strip_prefix('>').unwrap_or(after)
            }
        };
    }
    text.words(rest);
    text.done()
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn is_block(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let name =
        name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    [
        "p", "div", "br", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "dt", "dd",
    ]
    .iter()
    .any(|block| block.eq_ignore_ascii_case(name))
        || ["td", "th"].iter().any(|cell| cell.eq_ignore_ascii_case(name) && !tag.starts_with('/'))
}

#[derive(Default)]
struct Text {
    text: String,
    chars: usize,
    gap: Option<char>,
}

impl Text {
    fn full(&self) -> bool {
        self.chars > DETAILS_TEXT_CHARS
    }

    fn line(&mut self) {
        if !self.text.is_empty() {
            self.gap = Some('\n');
        }
    }

    fn words(&mut self, raw: &str) {
        let mut rest = raw;
        while let Some(letter) = rest.chars().next() {
            if self.full() {
                return;
            }
            let (letter, taken) = match letter {
                '&' => entity(rest).unwrap_or(('&', 1)),
                other => (other, other.len_utf8()),
            };
            rest = rest.get(taken..).unwrap_or_default();
            if letter.is_whitespace() {
                if !self.text.is_empty() {
                    self.gap = self.gap.or(Some(' '));
                }
            } else if !letter.is_control() {
                self.text.extend(self.gap.take());
                self.text.push(letter);
                self.chars += 1;
            }
        }
    }

    fn done(self) -> String {
        crate::text::cut(&self.text, DETAILS_TEXT_CHARS).into_owned()
    }
}

/// The character of an entity at the start of a text, and its length there.
fn entity(text: &str) -> Option<(char, usize)> {
    let (name, _) = text.get(1..)?.split_once(';')?;
    if name.len() > 8 {
        return None;
    }
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((letter, name.len() + 2))
}
