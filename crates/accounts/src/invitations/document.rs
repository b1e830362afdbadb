//! With which document the desk checked who somebody is.
//!
//! A closed list after the French rules on identity (Référentiel national
//! d'identitovigilance, RNIV 1): documents of high trust, the exception for residents
//! of nursing homes, and another one in words. No number of a document is kept.

use serde::{Deserialize, Serialize};

use super::InvitationError;
use crate::limits::DOCUMENT_WORDS_CHARS;

/// A kind of document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// Carte nationale d'identité, of France or of a country of the European Union.
    IdentityCard,
    /// Passeport.
    Passport,
    /// Titre de séjour.
    ResidencePermit,
    /// Livret de famille or extrait d'acte de naissance, with a carte Vitale that has
    /// a photograph: for residents of nursing homes who have no other.
    FamilyBooklet,
    /// Another one, in words.
    Other,
}

impl Document {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::IdentityCard,
        Self::Passport,
        Self::ResidencePermit,
        Self::FamilyBooklet,
        Self::Other,
    ];

    /// Its name, as commands, forms and traces have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::IdentityCard => "identity-card",
            Self::Passport => "passport",
            Self::ResidencePermit => "residence-permit",
            Self::FamilyBooklet => "family-booklet",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.name() == name)
    }
}

/// The document that was seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seen {
    /// Its kind.
    pub document: Document,
    /// Which one it is, when it is [`Document::Other`]; else empty.
    pub words: String,
}

impl Seen {
    /// With the words left out where the kind says all.
    ///
    /// # Errors
    /// [`InvitationError::Words`] for another document without words, or with more
    /// than [`DOCUMENT_WORDS_CHARS`] characters, or control characters.
    pub fn new(document: Document, words: &str) -> Result<Self, InvitationError> {
        if document != Document::Other {
            return Ok(Self { document, words: String::new() });
        }
        let words = words.trim();
        let fits = (1..=DOCUMENT_WORDS_CHARS).contains(&words.chars().count());
        if !fits || words.chars().any(char::is_control) {
            return Err(InvitationError::Words);
        }
        Ok(Self { document, words: words.to_owned() })
    }

    /// As the trace has it.
    pub(super) fn told(&self) -> String {
        match self.document {
            Document::Other => format!("other ({})", self.words),
            document => document.name().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for document in Document::ALL {
            assert_eq!(Document::parse(document.name()), Some(document));
        }
        assert_eq!(Document::parse("driving-licence"), None);
    }

    #[test]
    fn another_document_is_told_in_words_within_a_limit() {
        let other = |words: &str| Seen::new(Document::Other, words);
        assert_eq!(
            other(" récépissé ").map(|seen| seen.told()),
            Ok("other (récépissé)".to_owned())
        );
        assert!(other(&"é".repeat(DOCUMENT_WORDS_CHARS)).is_ok());
        for bad in ["", "  ", "a\nb", &"é".repeat(DOCUMENT_WORDS_CHARS + 1)] {
            assert_eq!(other(bad), Err(InvitationError::Words), "{bad:?}");
        }
        let passport = Seen::new(Document::Passport, "12AB34567").map(|seen| seen.told());
        assert_eq!(passport, Ok("passport".to_owned()), "no number is kept");
    }
}
