//! A fact: what people need of one resource, small enough to keep thousands.

pub mod allergy;
pub mod encounter;
pub mod medication;
pub mod other;
pub mod quantity;
pub mod result;

mod link;
mod read;

use std::fmt;

use hygie_fhir::json::Json;
use zeroize::{Zeroize, ZeroizeOnDrop};

pub use self::link::{Link, Role};
use crate::code::{Code, System, TitleFrom};
use crate::kind::Kind;
use crate::moment::{Moment, When};
use crate::standing::{Certainty, Standing};

/// One resource as a fact for people. Wiped when dropped; its Debug says nothing
/// of what it holds.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Fact {
    /// What sort of fact.
    pub kind: Kind,
    /// How it may be shown.
    pub standing: Standing,
    /// How sure its author is.
    pub certainty: Certainty,
    /// Whether the resource carries a modifier that is not known here; its
    /// standing then is never that of a fact.
    pub modifier_unknown: bool,
    /// Where the title comes from.
    pub title_from: TitleFrom,
    /// The best text for people: the author's, else a display, else a code.
    /// Empty when nothing names it.
    pub title: Box<str>,
    /// Codes of what it is about; the one that the title comes from first.
    pub codes: Box<[Code]>,
    /// When it was or is, clinically.
    pub when: When,
    /// When it was written down, when the source says so.
    pub recorded: Option<Moment>,
    /// The raw status, as its source writes it; empty when absent.
    pub status: Box<str>,
    /// References to other resources of the record, as `Type/id`.
    pub links: Box<[Link]>,
    /// Who says so, as named in the resource.
    pub authors: Box<[Box<str>]>,
    /// What is particular to its kind.
    pub particulars: Particulars,
}

/// What is particular to a kind of fact.
#[derive(Zeroize, Default)]
pub enum Particulars {
    /// Nothing more.
    #[default]
    None,
    /// Of an allergy.
    Allergy(Box<allergy::Allergy>),
    /// Of a problem.
    Problem(Box<other::Problem>),
    /// Of a medication ordered, taken, given or handed out.
    Medication(Box<medication::Medication>),
    /// Of a vaccination.
    Vaccination(Box<other::Vaccination>),
    /// Of an observation.
    Measure(Box<result::Measure>),
    /// Of an encounter or an appointment.
    Encounter(Box<encounter::Encounter>),
    /// Of a document, a note or a report.
    Document(Box<other::Document>),
    /// Of anything else with a reason or a text.
    Remark(Box<other::Remark>),
}

/// When a fact stands in the record, and on whose word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dated {
    /// At its clinical date.
    Clinical(Moment),
    /// Its clinical date is not recorded; when it was written down is.
    Recorded(Moment),
    /// No date at all.
    Undated,
}

impl Dated {
    /// The date, whichever it is.
    pub const fn moment(self) -> Option<Moment> {
        match self {
            Self::Clinical(moment) | Self::Recorded(moment) => Some(moment),
            Self::Undated => None,
        }
    }
}

impl Fact {
    /// Whether resources of this type are facts for people, so that others need
    /// not be parsed.
    pub fn interests(resource_type: &str) -> bool {
        !Kind::of_type(resource_type).is_empty()
    }

    /// Reads a resource; `None` when it is no fact for people.
    pub fn read(resource: &Json) -> Option<Self> {
        read::read(resource)
    }

    /// The encounter it belongs to, as `Encounter/id`.
    pub fn encounter(&self) -> Option<&str> {
        self.linked(Role::Encounter).next()
    }

    /// What it refers to in this role, as `Type/id`.
    pub fn linked(&self, role: Role) -> impl Iterator<Item = &str> {
        self.links.iter().filter(move |link| link.role == role).map(|link| &*link.to)
    }

    /// Its date for order and display.
    pub fn dated(&self) -> Dated {
        match (self.when.key(), self.recorded) {
            (Some(moment), _) => Dated::Clinical(moment),
            (None, Some(moment)) => Dated::Recorded(moment),
            (None, None) => Dated::Undated,
        }
    }

    /// The first code of this system.
    pub fn code_of(&self, system: &System) -> Option<&str> {
        self.codes.iter().find(|code| code.system == *system).map(|code| &*code.code)
    }

    /// The title without the tag that SNOMED CT puts behind its full names:
    /// `Gingivitis (disorder)` is `Gingivitis`.
    pub fn name(&self) -> &str {
        tagged(self).map_or(&self.title, |(name, _)| name)
    }

    /// That tag, when there is one: `disorder`.
    pub fn tag(&self) -> Option<&str> {
        tagged(self).map(|(_, tag)| tag)
    }

    /// The allergy.
    pub fn allergy(&self) -> Option<&allergy::Allergy> {
        if let Particulars::Allergy(allergy) = &self.particulars { Some(allergy) } else { None }
    }

    /// The problem.
    pub fn problem(&self) -> Option<&other::Problem> {
        if let Particulars::Problem(problem) = &self.particulars { Some(problem) } else { None }
    }

    /// The medication.
    pub fn medication(&self) -> Option<&medication::Medication> {
        if let Particulars::Medication(medication) = &self.particulars {
            Some(medication)
        } else {
            None
        }
    }

    /// The vaccination.
    pub fn vaccination(&self) -> Option<&other::Vaccination> {
        if let Particulars::Vaccination(vaccination) = &self.particulars {
            Some(vaccination)
        } else {
            None
        }
    }

    /// The value of an observation.
    pub fn measure(&self) -> Option<&result::Measure> {
        if let Particulars::Measure(measure) = &self.particulars { Some(measure) } else { None }
    }

    /// The encounter or appointment.
    pub fn visit(&self) -> Option<&encounter::Encounter> {
        if let Particulars::Encounter(encounter) = &self.particulars {
            Some(encounter)
        } else {
            None
        }
    }

    /// The document.
    pub fn document(&self) -> Option<&other::Document> {
        if let Particulars::Document(document) = &self.particulars { Some(document) } else { None }
    }

    /// The remark.
    pub fn remark(&self) -> Option<&other::Remark> {
        if let Particulars::Remark(remark) = &self.particulars { Some(remark) } else { None }
    }

    /// Bytes that it takes in memory, near enough to budget a cache.
    pub fn bytes(&self) -> usize {
        let codes: usize = self.codes.iter().map(code_bytes).sum();
        let links: usize = self.links.iter().map(|link| size_of::<Link>() + link.to.len()).sum();
        let authors: usize =
            self.authors.iter().map(|name| size_of::<Box<str>>() + name.len()).sum();
        size_of::<Self>()
            + self.title.len()
            + self.status.len()
            + codes
            + links
            + authors
            + self.particulars.bytes()
    }
}

fn code_bytes(code: &Code) -> usize {
    let system = if let System::Other(uri) = &code.system { uri.len() } else { 0 };
    size_of::<Code>() + code.code.len() + system
}

impl Particulars {
    fn bytes(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Allergy(_) => size_of::<allergy::Allergy>(),
            Self::Problem(_) => size_of::<other::Problem>(),
            Self::Medication(one) => size_of::<medication::Medication>() + one.bytes(),
            Self::Vaccination(_) => size_of::<other::Vaccination>(),
            Self::Measure(one) => size_of::<result::Measure>() + one.bytes(),
            Self::Encounter(_) => size_of::<encounter::Encounter>(),
            Self::Document(_) => size_of::<other::Document>(),
            Self::Remark(_) => size_of::<other::Remark>(),
        }
    }
}

/// Semantic tags of SNOMED CT that stand behind a full name.
const TAGS: &[&str] = &[
    "disorder",
    "finding",
    "situation",
    "procedure",
    "regime/therapy",
    "morphologic abnormality",
    "person",
    "event",
    "observable entity",
    "substance",
    "product",
    "physical object",
    "social concept",
    "body structure",
    "organism",
    "qualifier value",
    "context-dependent category",
    "occupation",
    "environment",
    "record artifact",
];

fn tagged(fact: &Fact) -> Option<(&str, &str)> {
    let (name, tag) = fact.title.strip_suffix(')')?.rsplit_once(" (")?;
    let named = TAGS.contains(&tag) && !name.is_empty();
    let snomed = fact.codes.iter().any(|code| code.system == System::Snomed);
    (named && snomed).then_some((name, tag))
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fact").finish_non_exhaustive()
    }
}
