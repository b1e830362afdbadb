//! Where the next page of a list begins, sealed: the address says nothing about
//! what the list is of or how long it is, and nobody can make one up. The key
//! lives as long as the process; after a restart a list begins anew.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{Code, Rng};
use hygie_record::Released;
use hygie_seal::{RecordKey, seal_object, unseal_object};

use crate::Fault;

/// Makes and reads cursors.
pub struct Cursors {
    key: RecordKey,
}

impl Cursors {
    /// With a key of their own.
    pub fn new(rng: &dyn Rng) -> Self {
        Self { key: RecordKey::generate(rng) }
    }

    /// A place as text, for this asker at this address only.
    ///
    /// # Errors
    /// When the cipher refuses, which only a broken machine does.
    pub fn seal(
        &self,
        place: &str,
        asker: &str,
        path: &str,
        rng: &dyn Rng,
    ) -> Result<String, Fault> {
        let sealed = seal_object(&self.key, &context(asker, path), place.as_bytes(), rng);
        let sealed =
            sealed.map_err(|_| Fault::new(Code::Unavailable).inside("a cursor was not sealed"))?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// The bytes of a place; `None` when it is not one of this process, asker
    /// and address.
    pub fn open(&self, text: &str, asker: &str, path: &str) -> Option<Released> {
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        unseal_object(&self.key, &context(asker, path), &sealed).ok()
    }
}

fn context(asker: &str, path: &str) -> Vec<u8> {
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
        let text = cursors.seal("50 blood", "lab", "Observation", &rng).unwrap();
        assert!(!text.contains("blood"));
        assert_eq!(*cursors.open(&text, "lab", "Observation").unwrap(), b"50 blood");
        for (asker, path) in [("other", "Observation"), ("lab", "Condition")] {
            assert!(cursors.open(&text, asker, path).is_none());
        }
        assert!(Cursors::new(&rng).open(&text, "lab", "Observation").is_none());
        for wrong in ["", "a", "AAAA", &text[1..]] {
            assert!(cursors.open(wrong, "lab", "Observation").is_none());
        }
    }
}
