//! Narrative: one `<div>` element whose tags, attributes and entities are
//! well-formed. Which elements are harmless is decided where it is shown.

use crate::limits::XHTML_DEPTH;

/// Whether the text is one well-formed `<div>` element, white space around aside.
pub(super) fn is_div(text: &str) -> bool {
    let mut scan = Scan { rest: text.trim_ascii(), open: Vec::new() };
    scan.whole().is_some()
}

struct Scan<'t> {
    rest: &'t str,
    open: Vec<&'t str>,
}

/// `None` is a fault all through this file.
impl<'t> Scan<'t> {
    fn whole(&mut self) -> Option<()> {
        self.take("<")?;
        self.start_tag(true)?;
        while !self.open.is_empty() {
            let at = self.rest.find(['<', '&'])?;
            let found = self.rest.get(at..)?;
            match found.strip_prefix('<') {
                Some(after) => {
                    self.rest = after;
                    self.markup()?;
                }
                None => {
                    self.rest = found.strip_prefix('&')?;
                    self.entity()?;
                }
            }
        }
        if self.rest.is_empty() { Some(()) } else { None }
    }

    /// After `<`: an end tag, a comment or a start tag.
    fn markup(&mut self) -> Option<()> {
        if self.take("/").is_some() {
            let name = self.name()?;
            self.skip_space();
            self.take(">")?;
            return if self.open.pop()? == name { Some(()) } else { None };
        }
        if self.take("!--").is_some() {
            let (comment, after) = self.rest.split_once("--")?;
            debug_assert!(!comment.contains("--"), "split at the first");
            self.rest = after;
            return self.take(">");
        }
        self.start_tag(false)
    }

    fn start_tag(&mut self, first: bool) -> Option<()> {
        let name = self.name()?;
        if (first && name != "div") || self.open.len() >= XHTML_DEPTH {
            return None;
        }
        loop {
            let spaced = self.skip_space();
            if self.take("/>").is_some() {
                return Some(());
            }
            if self.take(">").is_some() {
                self.open.push(name);
                return Some(());
            }
            if !spaced {
                return None;
            }
            self.attribute()?;
        }
    }

    fn attribute(&mut self) -> Option<()> {
        self.name()?;
        self.skip_space();
        self.take("=")?;
        self.skip_space();
        let quote = if self.take("\"").is_some() { '"' } else { self.take("'").map(|()| '\'')? };
        let (value, after) = self.rest.split_once(quote)?;
        if value.contains('<') {
            return None;
        }
        let mut entities = Scan { rest: value, open: Vec::new() };
        while let Some((_, found)) = entities.rest.split_once('&') {
            entities.rest = found;
            entities.entity()?;
        }
        self.rest = after;
        Some(())
    }

    /// After `&`: a name or a number, and `;`.
    fn entity(&mut self) -> Option<()> {
        let (entity, after) = self.rest.split_once(';')?;
        let right = match entity.strip_prefix('#') {
            Some(number) => match number.strip_prefix('x') {
                Some(hex) => !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
                None => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
            },
            None => {
                entity.starts_with(|first: char| first.is_ascii_alphabetic())
                    && entity.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
        };
        self.rest = after;
        if right { Some(()) } else { None }
    }

    fn name(&mut self) -> Option<&'t str> {
        let in_name =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
        let end = self.rest.bytes().position(|byte| !in_name(byte))?;
        let (name, after) = self.rest.split_at_checked(end)?;
        self.rest = after;
        if name.starts_with(|first: char| first.is_ascii_alphabetic()) { Some(name) } else { None }
    }

    fn take(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    /// Whether there was any.
    fn skip_space(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_ascii_start();
        self.rest.len() < before
    }
}
