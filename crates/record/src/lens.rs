//! What a permit lets through: custodians × resource types × acts, as a small
//! table that is applied entry by entry; of some types their categories only.

use std::collections::BTreeMap;

use hygie_base::Timestamp;
use hygie_fhir::assign::is_of_registry;
use hygie_policy::facts::Entry as Facts;
use hygie_policy::tables::ResourceTypes;
use hygie_seal::{EntryKind, Header};

use crate::labels::Labels;
use crate::{Act, Acts, Categories, Sieve};

/// Which resource types pass, and for which acts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kinds {
    /// Every type.
    All(Acts),
    /// These types only.
    Only(BTreeMap<String, Acts>),
    /// Every type, and these types for further acts.
    Beside(Acts, BTreeMap<String, Acts>),
}

impl Kinds {
    /// What passes here and there.
    #[must_use]
    pub fn within(&self, other: &Self) -> Self {
        let (any, theirs) = (self.any(), other.any());
        let names = self.named().chain(other.named()).map(|(kind, _)| kind.clone());
        let both = |kind: String| {
            let acts = self.of(&kind).within(other.of(&kind));
            (kind, acts)
        };
        Self::Beside(any.within(theirs), names.map(both).collect())
    }

    /// The acts on every type.
    const fn any(&self) -> Acts {
        match self {
            Self::All(acts) | Self::Beside(acts, _) => *acts,
            Self::Only(_) => Acts::NONE,
        }
    }

    fn named(&self) -> impl Iterator<Item = (&String, &Acts)> {
        let map = match self {
            Self::All(_) => None,
            Self::Only(map) | Self::Beside(_, map) => Some(map),
        };
        map.into_iter().flatten()
    }

    /// The acts on this type.
    fn of(&self, kind: &str) -> Acts {
        match self {
            Self::All(acts) => *acts,
            Self::Only(map) => map.get(kind).copied().unwrap_or_default(),
            Self::Beside(acts, map) => acts.and(map.get(kind).copied().unwrap_or_default()),
        }
    }
}

/// What a permit lets through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lens {
    /// The custodians whose entries pass; `None` lets all pass.
    custodians: Option<Vec<String>>,
    /// Whether who persons are, and the registry, is seen whoever keeps it.
    directory: bool,
    kinds: Kinds,
    /// What passes of types that do not pass as a whole.
    parts: Categories,
    /// Whether what concerns other persons too is held back.
    one_person: bool,
    /// What the policy lets through of the one record that it was weighed for. With
    /// it, the custodians bound what is written only.
    sieve: Option<Sieve>,
}

impl Lens {
    /// Everything passes, for every act.
    pub fn everything() -> Self {
        Self::new(None, Kinds::All(Acts::ALL))
    }

    /// Nothing passes.
    pub fn nothing() -> Self {
        Self::new(None, Kinds::All(Acts::NONE))
    }

    /// Only entries that these organisations keep pass, for every act.
    pub fn custodians(ids: Vec<String>) -> Self {
        Self::new(Some(ids), Kinds::All(Acts::ALL))
    }

    /// Entries of these types that these organisations keep (`None`: any) pass.
    pub fn new(custodians: Option<Vec<String>>, kinds: Kinds) -> Self {
        let parts = Categories::default();
        Self { custodians, directory: false, kinds, parts, one_person: false, sieve: None }
    }

    /// The same, and Patients and what belongs to no person are seen whoever keeps them.
    #[must_use]
    pub fn with_directory(mut self) -> Self {
        self.directory = true;
        self
    }

    /// The same, and these categories for reading and searching.
    #[must_use]
    pub fn with_parts(mut self, parts: Categories) -> Self {
        self.parts = parts;
        self
    }

    /// The same with fewer types, categories and acts: never more than before.
    #[must_use]
    pub fn narrowed(mut self, kinds: &Kinds, parts: &Categories) -> Self {
        let mut both = Categories::default();
        let sides = [(&self.kinds, &self.parts, parts), (kinds, parts, &self.parts)];
        for (whole, own, other) in sides {
            for (kind, category) in other.iter() {
                if whole.of(kind).within(Acts::READ) == Acts::READ || own.has(kind, category) {
                    both.add(kind, category.clone());
                }
            }
        }
        self.kinds = self.kinds.within(kinds);
        self.parts = both;
        self
    }

    /// The same with what the policy lets through of one record.
    #[must_use]
    pub fn through(mut self, sieve: Sieve) -> Self {
        self.sieve = Some(sieve);
        self
    }

    /// The same for who looks as the asker of this lens, and passes this sieve.
    #[must_use]
    pub fn looked_by(mut self, looker: Sieve) -> Self {
        self.sieve = self.sieve.map(|sieve| sieve.looked_by(looker));
        self
    }

    /// The same for reading and searching alone.
    #[must_use]
    pub fn for_reading(self) -> Self {
        let parts = self.parts.clone();
        self.narrowed(&Kinds::All(Acts::READ), &parts)
    }

    /// Whether the policy lets an entry through; everything where it was not asked.
    pub(crate) fn sifts(
        &self,
        header: &Header,
        custodian: &str,
        labels: impl FnOnce(&Sieve) -> Labels,
    ) -> bool {
        self.sieve.as_ref().is_none_or(|sieve| {
            header.kind != EntryKind::Pointer && sieve.of(header, custodian, &labels(sieve)).allowed
        })
    }

    /// Whether the person whose record it is is told, without content, that something
    /// waits to be announced to them (CSP, R.1111-53).
    pub fn notices(&self) -> bool {
        self.sieve.as_ref().is_some_and(Sieve::notices)
    }

    /// Whether a resource is kept from the person, or who acts for them, until it is
    /// announced.
    pub fn waits(&self, kind: &str, id: &str) -> bool {
        self.sieve.as_ref().is_some_and(|sieve| sieve.waits(kind, id))
    }

    /// Whether it is of a secret connection: only what is hidden from the legal
    /// representatives is read and written.
    pub fn is_secret(&self) -> bool {
        self.sieve.as_ref().is_some_and(Sieve::is_secret)
    }

    /// Whether what was kept from the person since then is so still.
    pub(crate) fn awaits(&self, name: (&str, &str), since: Timestamp) -> bool {
        self.sieve.as_ref().is_some_and(|sieve| sieve.awaits(name, since))
    }

    /// By which document types count; `None` where the policy was not asked.
    pub(crate) fn types(&self) -> Option<&ResourceTypes> {
        self.sieve.as_ref().map(Sieve::types)
    }

    /// What the policy counts of an entry; `None` where it was not asked.
    pub(crate) fn facts(&self, header: &Header, custodian: &str, labels: &Labels) -> Option<Facts> {
        self.sieve.as_ref().map(|sieve| sieve.facts(header, custodian, labels))
    }

    /// The same for a permit on one record: what concerns other persons too
    /// does not pass.
    pub(crate) const fn of_one_person(mut self) -> Self {
        self.one_person = true;
        self
    }

    /// Whether an entry that concerns several persons may be seen.
    pub(crate) const fn shows_shared(&self) -> bool {
        !self.one_person
    }

    /// Whether an entry of this type, kept by `custodian`, may be seen, or at
    /// least one of some category: `Lens::admits`.
    pub fn shows(&self, resource_type: &str, custodian: &str) -> bool {
        let kept = self.sieve.is_some() || self.reaches(custodian);
        (kept || self.lists(resource_type)) && !self.closes(resource_type)
    }

    /// Whether a type is seen whoever keeps it.
    fn lists(&self, resource_type: &str) -> bool {
        self.directory && (resource_type == "Patient" || is_of_registry(resource_type))
    }

    /// Whether entries that this organisation keeps may be seen or written at all.
    pub fn reaches(&self, custodian: &str) -> bool {
        self.custodians.as_ref().is_none_or(|ids| ids.iter().any(|id| id == custodian))
    }

    /// Whether a resource of this type and text passes, whoever keeps it.
    pub(crate) fn admits(&self, resource_type: &str, text: &[u8]) -> bool {
        self.kinds.of(resource_type).has(Act::Read) || self.parts.admit(resource_type, text)
    }

    /// Whether nothing of this type may be seen, whoever keeps it.
    pub fn closes(&self, resource_type: &str) -> bool {
        !self.allows(Act::Read, resource_type)
    }

    /// The same, and what the policy closes besides.
    pub(crate) fn shuts(&self, resource_type: &str) -> bool {
        let sieve = self.sieve.as_ref();
        self.closes(resource_type) || sieve.is_some_and(|sieve| sieve.shuts(resource_type))
    }

    /// Whether this act on this type is allowed, on some category of it at least.
    pub fn allows(&self, act: Act, resource_type: &str) -> bool {
        let whole = self.kinds.of(resource_type);
        // Who may read all of a type but not search it does not by a category.
        let parted = !whole.has(Act::Read) && self.parts.name(resource_type);
        whole.has(act) || (Acts::READ.has(act) && parted)
    }

    /// The lens in words, for the trace.
    pub(crate) fn words(&self) -> String {
        let named = |kinds: &BTreeMap<String, Acts>| {
            let seen = kinds.iter().filter(|(_, acts)| acts.has(Act::Read));
            seen.map(|(kind, _)| kind.as_str()).collect::<Vec<_>>().join(", ")
        };
        let kinds = match &self.kinds {
            Kinds::All(acts) | Kinds::Beside(acts, _) if acts.has(Act::Read) => String::new(),
            kinds => {
                let whole = match kinds {
                    Kinds::All(_) => String::new(),
                    Kinds::Only(kinds) | Kinds::Beside(_, kinds) => named(kinds),
                };
                let parts = self.parts.iter().filter(|(kind, _)| !kinds.of(kind).has(Act::Read));
                let parts = parts.map(|(kind, category)| format!("{kind} of {category}"));
                let all: Vec<String> = Some(whole)
                    .filter(|whole| !whole.is_empty())
                    .into_iter()
                    .chain(parts)
                    .collect();
                if all.is_empty() {
                    return "nothing".to_owned();
                }
                all.join(", ")
            }
        };
        if let Some(sieve) = &self.sieve {
            let kinds = if kinds.is_empty() { "everything" } else { &kinds };
            return format!("{kinds} that the policy opens ({})", sieve.words());
        }
        let directory = if self.directory { ", and the directory" } else { "" };
        match (&self.custodians, kinds.as_str()) {
            (None, "") => "everything".to_owned(),
            (None, _) => kinds,
            (Some(ids), "") => format!("kept by {}{directory}", ids.join(", ")),
            (Some(ids), _) => format!("{kinds} kept by {}{directory}", ids.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Kinds, Lens};
    use crate::{Act, Acts, Categories, Category};

    fn parts(all: &[(&str, &str)]) -> Categories {
        let mut parts = Categories::default();
        for (kind, code) in all {
            let category = Category::parse(kind, &format!("category=s|{code}")).unwrap();
            parts.add(kind, category);
        }
        parts
    }

    fn of(code: &str) -> String {
        format!(r#"{{"category":[{{"coding":[{{"system":"s","code":"{code}"}}]}}]}}"#)
    }

    #[test]
    fn a_category_passes_where_its_type_does_not() {
        let only = |acts| Kinds::Only(BTreeMap::from([("Observation".to_owned(), acts)]));
        let lab = parts(&[("Observation", "lab")]);
        let lens = Lens::new(None, Kinds::Only(BTreeMap::new())).with_parts(lab.clone());
        assert!(lens.allows(Act::Read, "Observation") && lens.allows(Act::Search, "Observation"));
        assert!(!lens.allows(Act::Create, "Observation") && lens.closes("Condition"));
        assert!(lens.admits("Observation", of("lab").as_bytes()));
        assert!(!lens.admits("Observation", of("vital").as_bytes()));
        assert_eq!(lens.words(), "Observation of category=s|lab");
        // All of the type may be read: then no category makes it searchable.
        let reads = Acts::NONE.with(Act::Read);
        let lens = Lens::new(None, only(reads)).with_parts(lab.clone());
        assert!(lens.admits("Observation", of("vital").as_bytes()));
        assert!(!lens.allows(Act::Search, "Observation"));
        assert_eq!(lens.words(), "Observation");
        // All of it may be searched: what is found is what may be read.
        let finds = Acts::NONE.with(Act::Search);
        let lens = Lens::new(None, only(finds)).with_parts(lab);
        assert!(lens.allows(Act::Search, "Observation"));
        assert!(!lens.admits("Observation", of("vital").as_bytes()));
    }

    #[test]
    fn narrowing_by_categories_never_widens() {
        let none = Kinds::Only(BTreeMap::new());
        let lab = parts(&[("Observation", "lab")]);
        let two = parts(&[("Observation", "lab"), ("Observation", "vital")]);
        let whole = Lens::new(None, Kinds::All(Acts::READ));
        let check = |lens: Lens, codes: &[&str]| {
            for code in ["lab", "vital", "other"] {
                let admits = lens.admits("Observation", of(code).as_bytes());
                assert_eq!(admits, codes.contains(&code), "{code} {lens:?}");
            }
        };
        check(whole.clone().narrowed(&none, &lab), &["lab"]);
        check(
            Lens::new(None, none.clone()).with_parts(two.clone()).narrowed(&none, &lab),
            &["lab"],
        );
        let all = Kinds::All(Acts::READ);
        let no = Categories::default();
        check(Lens::new(None, none.clone()).with_parts(two).narrowed(&all, &no), &["lab", "vital"]);
        check(Lens::nothing().narrowed(&none, &lab), &[]);
        check(Lens::nothing().narrowed(&all, &lab), &[]);
        let reads = Kinds::All(Acts::NONE.with(Act::Read));
        check(Lens::new(None, reads).narrowed(&none, &lab), &[]);
    }

    #[test]
    fn a_lens_lets_through_what_it_names() {
        assert!(Lens::everything().shows("Patient", "a"));
        assert!(!Lens::nothing().shows("Patient", "a"));
        let lens = Lens::custodians(vec!["a".into()]);
        assert!(lens.shows("Patient", "a"));
        assert!(!lens.shows("Patient", "b"));
    }

    #[test]
    fn a_directory_is_seen_and_not_written_whoever_keeps_it() {
        let lens = Lens::custodians(vec!["a".into()]).with_directory();
        for kind in ["Patient", "Practitioner", "Organization", "Location"] {
            assert!(lens.shows(kind, "b"), "{kind}");
        }
        for kind in ["Observation", "RelatedPerson", "Appointment", "List"] {
            assert!(!lens.shows(kind, "b") && lens.shows(kind, "a"), "{kind}");
        }
        assert!(!lens.reaches("b"), "b keeps what it wrote");
        assert_eq!(lens.words(), "kept by a, and the directory");
        let observations = BTreeMap::from([("Observation".to_owned(), Acts::READ)]);
        let lens = Lens::new(Some(vec!["a".into()]), Kinds::Only(observations)).with_directory();
        assert!(!lens.shows("Patient", "b"), "only what the types let through");
    }

    #[test]
    fn types_and_acts_are_told_apart() {
        let kinds = BTreeMap::from([
            ("Patient".to_owned(), Acts::READ),
            ("Appointment".to_owned(), Acts::READ.with(Act::Create)),
            ("Task".to_owned(), Acts::NONE.with(Act::Create)),
        ]);
        let lens = Lens::new(Some(vec!["a".into()]), Kinds::Only(kinds));
        assert!(lens.shows("Patient", "a") && !lens.shows("Patient", "b"));
        assert!(!lens.shows("Observation", "a") && lens.closes("Observation"));
        assert!(lens.allows(Act::Create, "Appointment") && !lens.allows(Act::Create, "Patient"));
        assert!(lens.allows(Act::Create, "Task") && lens.closes("Task"));
        assert_eq!(lens.words(), "Appointment, Patient kept by a");
        let some = BTreeMap::from([("Task".to_owned(), Acts::ALL)]);
        let lens = Lens::new(Some(vec!["a".into()]), Kinds::Beside(Acts::READ, some));
        assert!(lens.shows("Observation", "a") && !lens.allows(Act::Create, "Observation"));
        assert!(lens.allows(Act::Create, "Task"));
        assert_eq!(lens.words(), "kept by a");
        assert_eq!(Lens::everything().words(), "everything");
        let write = BTreeMap::from([("Task".to_owned(), Acts::NONE.with(Act::Create))]);
        assert_eq!(Lens::new(None, Kinds::Only(write)).words(), "nothing");
        assert_eq!(Lens::nothing().words(), "nothing");
    }
}
