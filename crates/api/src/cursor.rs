//! Where the next page begins, sealed: the address of a next page says nothing
//! about what was searched, and nobody can make one up. The key lives as long
//! as the process; after a restart a search begins anew.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{Code, Rng};
use hygie_http::Fault;
use hygie_seal::{RecordKey, seal_object, unseal_object};

use crate::parameters::Parameters;

/// The name of the parameter that carries one.
pub(crate) const CURSOR: &str = "_cursor";

/// Makes and reads cursors.
pub(crate) struct Cursors {
    key: RecordKey,
}

/// One place in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cursor {
    /// How many of the list came before.
    pub offset: usize,
    /// What the list is of.
    pub parameters: Parameters,
}

impl Cursors {
    pub fn new(rng: &dyn Rng) -> Self {
        Self { key: RecordKey::generate(rng) }
    }

    /// As text for this asker at this address only.
    ///
    /// # Errors
    /// When the cipher refuses, which only a broken machine does.
    pub fn seal(
        &self,
        cursor: &Cursor,
        asker: &str,
        path: &str,
        rng: &dyn Rng,
    ) -> Result<String, Fault> {
        let mut text = format!("{} ", cursor.offset);
        for (name, value) in &cursor.parameters {
            let _ = write!(text, "{} {} {name}{value}", name.len(), value.len());
        }
        let sealed = seal_object(&self.key, &place(asker, path), text.as_bytes(), rng);
        let sealed =
            sealed.map_err(|_| Fault::new(Code::Unavailable).inside("a cursor was not sealed"))?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// # Errors
    /// When it is not one of this process, asker and address.
    pub fn open(&self, text: &str, asker: &str, path: &str) -> Result<Cursor, Fault> {
        let why = "this page is not known any more: search again from the beginning";
        let refused = || Fault::new(Code::Usage).because(why);
        let sealed = URL_SAFE_NO_PAD.decode(text).map_err(|_| refused())?;
        let opened = unseal_object(&self.key, &place(asker, path), &sealed);
        let opened = opened.map_err(|_| refused())?;
        let text = std::str::from_utf8(&opened).map_err(|_| refused())?;
        read(text).ok_or_else(refused)
    }
}

fn read(text: &str) -> Option<Cursor> {
    let (offset, mut rest) = text.split_once(' ')?;
    let mut parameters = Parameters::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once(' ')?;
        let (value, after) = after.split_once(' ')?;
        let (name, after) = after.split_at_checked(name.parse().ok()?)?;
        let (value, after) = after.split_at_checked(value.parse().ok()?)?;
        parameters.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    Some(Cursor { offset: offset.parse().ok()?, parameters })
}

fn place(asker: &str, path: &str) -> Vec<u8> {
    format!("hygie cursor 1\n{asker}\n{path}").into_bytes()
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::*;

    #[test]
    fn a_cursor_opens_only_where_it_was_made() {
        let rng = SeededRng::new(1);
        let cursors = Cursors::new(&rng);
        let cursor = Cursor {
            offset: 50,
            parameters: vec![
                ("code".into(), "http://loinc.org|8480-6".into()),
                (" é".into(), "1 2".into()),
            ],
        };
        let text = cursors.seal(&cursor, "lab", "Observation", &rng).unwrap();
        assert!(!text.contains("8480"));
        assert_eq!(cursors.open(&text, "lab", "Observation").unwrap(), cursor);
        for (asker, path) in [("other", "Observation"), ("lab", "Condition")] {
            assert!(cursors.open(&text, asker, path).is_err());
        }
        assert!(Cursors::new(&rng).open(&text, "lab", "Observation").is_err());
        for wrong in ["", "a", "AAAA", &text[1..]] {
            assert!(cursors.open(wrong, "lab", "Observation").is_err());
        }
    }
}
