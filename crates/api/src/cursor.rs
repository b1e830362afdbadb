//! What a sealed cursor of a search says.

use std::fmt::Write as _;

use hygie_base::{Code, Rng};
use hygie_http::{Cursors, Fault};

use crate::parameters::Parameters;

/// The name of the parameter that carries one.
pub(crate) const CURSOR: &str = "_cursor";

/// One place in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cursor {
    /// Where in the list it goes on.
    pub mark: String,
    /// What the list is of.
    pub parameters: Parameters,
}

impl Cursor {
    /// As text for this asker at this address only.
    ///
    /// # Errors
    /// When the cipher refuses, which only a broken machine does.
    pub fn seal(
        &self,
        cursors: &Cursors,
        asker: &str,
        path: &str,
        rng: &dyn Rng,
    ) -> Result<String, Fault> {
        let mut text = format!("{} {}", self.mark.len(), self.mark);
        for (name, value) in &self.parameters {
            let _ = write!(text, "{} {} {name}{value}", name.len(), value.len());
        }
        cursors.seal(&text, asker, path, rng)
    }

    /// # Errors
    /// When it is not one of this process, asker and address.
    pub fn open(text: &str, cursors: &Cursors, asker: &str, path: &str) -> Result<Self, Fault> {
        let opened = cursors.open(text, asker, path);
        let place = opened.as_deref().and_then(|bytes| read(std::str::from_utf8(bytes).ok()?));
        let why = "this page is not known any more: search again from the beginning";
        place.ok_or_else(|| Fault::new(Code::Usage).because(why))
    }
}

fn read(text: &str) -> Option<Cursor> {
    let (length, rest) = text.split_once(' ')?;
    let (mark, mut rest) = rest.split_at_checked(length.parse().ok()?)?;
    let mut parameters = Parameters::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once(' ')?;
        let (value, after) = after.split_once(' ')?;
        let (name, after) = after.split_at_checked(name.parse().ok()?)?;
        let (value, after) = after.split_at_checked(value.parse().ok()?)?;
        parameters.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    Some(Cursor { mark: mark.to_owned(), parameters })
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::*;

    #[test]
    fn a_cursor_comes_back_whatever_it_says() {
        let rng = SeededRng::new(1);
        let cursors = Cursors::new(&rng);
        let cursor = Cursor {
            mark: "H50 1 2 3".into(),
            parameters: vec![
                ("code".into(), "http://loinc.org|8480-6".into()),
                (" é".into(), "1 2".into()),
            ],
        };
        let text = cursor.seal(&cursors, "lab", "Observation", &rng).unwrap();
        assert_eq!(Cursor::open(&text, &cursors, "lab", "Observation").unwrap(), cursor);
        assert!(Cursor::open(&text, &cursors, "lab", "Condition").is_err());
        let odd = cursors.seal("2 505 9 9 short", "lab", "Observation", &rng).unwrap();
        assert!(Cursor::open(&odd, &cursors, "lab", "Observation").is_err());
    }
}
