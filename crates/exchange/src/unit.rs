//! What is taken or refused as one: a transaction, or a single resource.

use std::collections::BTreeMap;

use hygie_record::{Draft, Subject};

use crate::ExchangeError;
use crate::entry::{Entry, draft, subject_of};

/// One commit or nothing.
pub(crate) struct Unit {
    /// Which file of the run.
    pub file: usize,
    /// Which unit of the file.
    pub index: u64,
    /// Where in the file, for people.
    pub place: String,
    /// Resources it holds.
    pub resources: u64,
    pub body: Body,
}

/// How far a unit is.
pub(crate) enum Body {
    /// Ready.
    Ready(Ready),
    /// Refers to others by search; needs the store.
    Unresolved(Group),
    /// A document, and the person in it whom it concerns.
    Document { bundle: Box<Entry>, patient: Option<Box<Entry>> },
    /// Cannot be taken.
    Failed(ExchangeError),
}

/// Entries that are taken together, references among them resolved.
pub(crate) struct Group {
    pub entries: Vec<Entry>,
    /// Whether a refusal names the entry: in a group of one the unit's place does.
    pub named: bool,
    /// Whether the texts are wanted beside the drafts.
    pub keep: bool,
}

/// Resources ready to be written, and what their places depend on.
pub(crate) struct Ready {
    pub drafts: Vec<Draft>,
    /// Their texts, where they are wanted.
    pub texts: Vec<Vec<u8>>,
    /// Type and id of what some of them go with and that is not among them.
    pub follows: Vec<(String, String)>,
    /// By `Patient/id`, the first entry that concerns this person.
    pub concerns: BTreeMap<String, String>,
}

impl Group {
    /// A refusal of the entry at `place`.
    pub(crate) fn refusal(&self, place: &str, error: ExchangeError) -> ExchangeError {
        if self.named { error.within(place) } else { error }
    }

    /// Validates and prepares every entry.
    pub(crate) fn ready(self) -> Result<Ready, ExchangeError> {
        let mut ready = Ready {
            drafts: Vec::new(),
            texts: Vec::new(),
            follows: Vec::new(),
            concerns: BTreeMap::new(),
        };
        let (named, keep) = (self.named, self.keep);
        for entry in self.entries {
            let place = entry.place.clone();
            let made = subject_of(&entry).and_then(|subject| {
                ready.remember(&place, &subject, named);
                if keep {
                    ready.texts.push(entry.resource.to_vec());
                }
                draft(entry, subject)
            });
            match made {
                Ok(draft) => ready.drafts.push(draft),
                Err(error) if named => return Err(error.within(&place)),
                Err(error) => return Err(error),
            }
        }
        let Ready { drafts, follows, .. } = &mut ready;
        follows.retain(|(kind, id)| {
            !drafts.iter().any(|draft| draft.resource_type() == kind && draft.id() == id)
        });
        Ok(ready)
    }
}

impl Ready {
    fn remember(&mut self, place: &str, subject: &Subject, named: bool) {
        match subject {
            Subject::Patients(ids) if named => {
                for id in ids {
                    self.concerns
                        .entry(format!("Patient/{id}"))
                        .or_insert_with(|| place.to_owned());
                }
            }
            Subject::Follows { of, .. } => self.follows.extend(of.iter().cloned()),
            _ => {}
        }
    }
}
