//! What an app or machine asks for: scopes of SMART App Launch 2
//! (<https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html>), in
//! their first spelling too (`patient/Observation.read`), and narrowed by category
//! (`patient/Observation.rs?category=SYSTEM|CODE`).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use hygie_fhir::assign::is_resource_type;
use hygie_gate::Scopes;
use hygie_gate::rules::{RIGHTS, TRACES};
use hygie_record::{Acts, Categories, Category};

use crate::limits::{SCOPES, SCOPES_BYTES};

/// In whose name resources are reached.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// The person whose record was chosen at the launch.
    Patient,
    /// The user, as far as the launch reaches.
    User,
    /// The machine itself.
    System,
}

impl Level {
    const ALL: [(Self, &str); 3] =
        [(Self::Patient, "patient"), (Self::User, "user"), (Self::System, "system")];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(level, _)| *level == self).map_or("", |(_, name)| name)
    }
}

/// What is asked for beside resources.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Extra {
    /// Who the user is, as a signed token.
    OpenId,
    /// The user's FHIR resource, in that token.
    FhirUser,
    /// The context of a launch from the record.
    Launch,
    /// That a person be chosen at the launch.
    LaunchPatient,
    /// To go on without the user.
    OfflineAccess,
    /// To go on while the user is logged in.
    OnlineAccess,
}

impl Extra {
    const ALL: [(Self, &str); 6] = [
        (Self::OpenId, "openid"),
        (Self::FhirUser, "fhirUser"),
        (Self::Launch, "launch"),
        (Self::LaunchPatient, "launch/patient"),
        (Self::OfflineAccess, "offline_access"),
        (Self::OnlineAccess, "online_access"),
    ];

    /// Every one.
    pub(crate) fn every() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().map(|(extra, _)| extra)
    }
}

/// The letters of what a category narrows: reading and searching, both.
const READS: &str = "rs";
/// The type that stands for every type.
const ANY: &str = "*";

/// Types of which an app is told what the house itself keeps about a record, when they are
/// named: asking for every type does not ask for that.
pub const BY_NAME: [&str; 2] = [TRACES, RIGHTS];

/// A list of scopes, read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    resources: BTreeMap<(Level, String), Acts>,
    /// Categories of types, which may be read and searched.
    parts: BTreeMap<(Level, String), BTreeSet<Category>>,
    extras: Vec<Extra>,
    /// Places, from 1, of scopes that are not known here.
    unknown: Vec<usize>,
}

/// Why a list of scopes cannot be read; places count from 1.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AskedError {
    /// The list is too long.
    #[error("scopes: at most {SCOPES} and {SCOPES_BYTES} bytes")]
    Length,
    /// One on resources cannot be read.
    #[error(
        "scope {0} cannot be read: write patient/Observation.rs or patient/Observation.read, \
         with patient, user or system, a resource type or *, and letters of cruds in that order"
    )]
    Form(usize),
    /// One has parameters that narrow it in another way than by a category.
    #[error(
        "scope {0} is narrowed in a way that is not supported here: a category alone narrows, \
         and only reading and searching, as in patient/Observation.rs?category=SYSTEM|CODE; \
         otherwise ask for the whole type"
    )]
    Finer(usize),
    /// One names no R4 resource type.
    #[error("scope {0} names no FHIR R4 resource type")]
    Type(usize),
}

impl Asked {
    /// Reads a list, divided by blanks. Scopes on one type add up. What is not
    /// known is noted, not refused: [`Asked::unknown`].
    ///
    /// # Errors
    /// Which scope on resources cannot be read, and why.
    pub fn parse(text: &str) -> Result<Self, AskedError> {
        let mut asked = Self::default();
        if text.len() > SCOPES_BYTES {
            return Err(AskedError::Length);
        }
        for (at, scope) in text.split_ascii_whitespace().enumerate() {
            let place = at + 1;
            if place > SCOPES {
                return Err(AskedError::Length);
            }
            if let Some((extra, _)) = Extra::ALL.iter().find(|(_, name)| *name == scope) {
                asked.add(*extra);
            } else if let Some((level, rest)) = of_resources(scope) {
                match one(rest, place)? {
                    (kind, One::Whole(acts)) => {
                        let known = asked.resources.entry((level, kind.to_owned())).or_default();
                        *known = known.and(acts);
                    }
                    (kind, One::Part(category)) => asked.put_part(level, kind, category),
                }
            } else {
                asked.unknown.push(place);
            }
        }
        Ok(asked)
    }

    fn add(&mut self, extra: Extra) {
        if !self.extras.contains(&extra) {
            self.extras.push(extra);
        }
    }

    /// Whether this is among what is asked for.
    pub fn has(&self, extra: Extra) -> bool {
        self.extras.contains(&extra)
    }

    /// Whether anything of this level is among what is asked for.
    pub fn reaches(&self, level: Level) -> bool {
        self.resources.keys().chain(self.parts.keys()).any(|(own, _)| *own == level)
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.parts.is_empty() && self.extras.is_empty()
    }

    /// Place of the first scope that is not known here.
    pub fn unknown(&self) -> Option<usize> {
        self.unknown.first().copied()
    }

    /// The part that those scopes allow.
    #[must_use]
    pub fn within(&self, allowed: &Self) -> Self {
        let mut both = Self::default();
        for ((level, kind), acts) in &self.resources {
            let any = allowed.of(*level, ANY);
            both.put(*level, kind, acts.within(allowed.of(*level, kind).and(any)));
            if kind == ANY {
                let there = allowed.resources.iter().filter(|((l, _), _)| l == level);
                let there = there.filter(|((_, own), _)| !BY_NAME.contains(&own.as_str()));
                for ((_, own), there) in there {
                    both.put(*level, own, acts.within(there.and(any)));
                }
            }
        }
        for (own, other) in [(self, allowed), (allowed, self)] {
            for (level, kind, category) in own.parts() {
                if other.covers(level, kind, category) && !both.reads(level, kind) {
                    both.put_part(level, kind, category.clone());
                }
            }
        }
        both.extras = self.extras.iter().filter(|one| allowed.has(**one)).copied().collect();
        both
    }

    /// Whether those scopes allow all of it.
    pub fn is_within(&self, allowed: &Self) -> bool {
        let acts =
            |(level, kind): &(Level, String)| allowed.of(*level, kind).and(allowed.of(*level, ANY));
        let inside = |(key, own): (&(Level, String), &Acts)| own.within(acts(key)) == *own;
        let covered =
            |(level, kind, one): (Level, &str, &Category)| allowed.covers(level, kind, one);
        self.resources.iter().all(inside)
            && self.parts().all(covered)
            && self.extras.iter().all(|one| allowed.has(*one))
    }

    /// Types, categories and acts of some levels, as the gate knows them.
    pub fn scopes(&self, levels: &[Level]) -> Scopes {
        let mut parts = Categories::default();
        for (_, kind, one) in self.parts().filter(|(level, ..)| levels.contains(level)) {
            parts.add(kind, one.clone());
        }
        let whole = self.resources.iter().filter(|((level, _), _)| levels.contains(level));
        Scopes::of(whole.map(|((_, kind), acts)| (kind.as_str(), *acts)), parts)
    }

    /// As it is kept: read again it is the same.
    ///
    /// # Errors
    /// When it is too long to be read: the second spelling can be longer.
    pub(crate) fn kept(&self) -> Result<String, AskedError> {
        let text = self.to_string();
        Self::parse(&text).map(|_| text)
    }

    /// Types (`*` for every one) and acts at one level, to be told to people.
    pub fn at(&self, level: Level) -> impl Iterator<Item = (&str, Acts)> {
        let own = self.resources.iter().filter(move |((own, _), _)| *own == level);
        own.map(|((_, kind), acts)| (kind.as_str(), *acts))
    }

    /// Types and their categories at one level, to be told to people.
    pub fn parts_at(&self, level: Level) -> impl Iterator<Item = (&str, &Category)> {
        self.parts().filter(move |(own, ..)| *own == level).map(|(_, kind, one)| (kind, one))
    }

    fn parts(&self) -> impl Iterator<Item = (Level, &str, &Category)> {
        self.parts.iter().flat_map(|((level, kind), all)| {
            all.iter().map(move |one| (*level, kind.as_str(), one))
        })
    }

    /// Whether all of a type may be read and searched.
    fn reads(&self, level: Level, kind: &str) -> bool {
        let acts = self.of(level, kind).and(self.of(level, ANY));
        acts.within(Acts::READ) == Acts::READ
    }

    /// Whether this category of a type may be.
    fn covers(&self, level: Level, kind: &str, category: &Category) -> bool {
        let parts = self.parts.get(&(level, kind.to_owned()));
        self.reads(level, kind) || parts.is_some_and(|parts| parts.contains(category))
    }

    fn put_part(&mut self, level: Level, kind: &str, category: Category) {
        self.parts.entry((level, kind.to_owned())).or_default().insert(category);
    }

    fn of(&self, level: Level, kind: &str) -> Acts {
        self.resources.get(&(level, kind.to_owned())).copied().unwrap_or_default()
    }

    fn put(&mut self, level: Level, kind: &str, acts: Acts) {
        // What the whole level has already is not said again.
        let apart = kind == ANY || BY_NAME.contains(&kind);
        let any = if apart { Acts::NONE } else { self.of(level, ANY) };
        if acts.within(any) != acts {
            let known = self.resources.entry((level, kind.to_owned())).or_default();
            *known = known.and(acts);
        }
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |one: &Extra| {
            let found = Extra::ALL.iter().find(|(extra, _)| extra == one);
            found.map_or_else(String::new, |(_, name)| (*name).to_owned())
        };
        let resources = self
            .resources
            .iter()
            .map(|((level, kind), acts)| format!("{}/{kind}.{}", level.name(), acts.letters()));
        let parts =
            self.parts().map(|(level, kind, one)| format!("{}/{kind}.{READS}?{one}", level.name()));
        let all: Vec<String> = self.extras.iter().map(name).chain(resources).chain(parts).collect();
        f.write_str(&all.join(" "))
    }
}

fn of_resources(scope: &str) -> Option<(Level, &str)> {
    let (level, rest) = scope.split_once('/')?;
    Level::ALL.iter().find(|(_, name)| *name == level).map(|(level, _)| (*level, rest))
}

/// What one scope asks of its type.
enum One {
    /// These acts on all of it.
    Whole(Acts),
    /// To read and search this category.
    Part(Category),
}

/// The type and acts of `Observation.rs`, or in the first spelling `.read`,
/// `.write`, `.*`, which SMART App Launch 2 maps to `rs`, `cud` and `cruds`.
fn one(text: &str, place: usize) -> Result<(&str, One), AskedError> {
    let (kind, letters) = text.split_once('.').ok_or(AskedError::Form(place))?;
    if let Some((letters, narrow)) = letters.split_once('?') {
        let finer = AskedError::Finer(place);
        let category = Category::parse(kind, narrow).map_err(|_| finer.clone())?;
        return if letters == READS { Ok((kind, One::Part(category))) } else { Err(finer) };
    }
    let letters = match letters {
        "read" => "rs",
        "write" => "cud",
        "*" => "cruds",
        other => other,
    };
    let acts = Acts::from_letters(letters).ok_or(AskedError::Form(place))?;
    if kind == ANY || is_resource_type(kind) {
        Ok((kind, One::Whole(acts)))
    } else {
        Err(AskedError::Type(place))
    }
}

#[cfg(test)]
mod tests;
