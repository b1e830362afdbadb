//! What a token allows, a machine's or an app's: system scopes of SMART App Launch 2
//! (<https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html>),
//! `system/Type.cruds`, `system/*.cruds` or `system/Type.rs?category=SYSTEM|CODE`,
//! divided by blanks.

use std::collections::BTreeMap;
use std::fmt;

use hygie_base::RecordNo;
use hygie_fhir::assign::is_resource_type;
use hygie_record::{Act, Acts, Categories, Category, Kinds};

/// The letters of what a category narrows: reading and searching, both.
pub(crate) const READS: &str = "rs";
/// Bytes of a list of scopes.
pub const SCOPES_BYTES: usize = 4096;

/// A list of scopes, read and checked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scopes {
    any: Acts,
    kinds: BTreeMap<String, Acts>,
    parts: Categories,
    app: Option<App>,
}

/// What binds an app that acts for somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
struct App {
    /// The one record that it was started for.
    record: Option<RecordNo>,
    /// Who its user is in the registry, as far as it may know.
    user: Option<String>,
}

/// Why a list of scopes cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ScopeError {
    /// The list is empty or too long.
    #[error("scopes: between 1 and {SCOPES_BYTES} bytes, for example system/*.rs")]
    Length,
    /// One of them, by its place from 1.
    #[error(
        "scope {0} cannot be read: write system/*.rs or system/Observation.cruds, \
         with letters of cruds in that order"
    )]
    Form(usize),
    /// One is narrowed by what does not narrow here, by its place from 1.
    #[error(
        "scope {0} is narrowed in a way that is not supported here: a category alone narrows, \
         and only reading and searching, as in system/Observation.rs?category=SYSTEM|CODE"
    )]
    Finer(usize),
    /// One names no R4 resource type, by its place from 1.
    #[error("scope {0} names no FHIR R4 resource type")]
    Type(usize),
}

impl Scopes {
    /// Reads a list. Scopes on one type add up.
    ///
    /// # Errors
    /// Which scope cannot be read and how it is written.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        let mut scopes = Self::default();
        if text.len() > SCOPES_BYTES || text.trim().is_empty() {
            return Err(ScopeError::Length);
        }
        for (at, scope) in text.split_whitespace().enumerate() {
            let form = ScopeError::Form(at + 1);
            let rest = scope.strip_prefix("system/").ok_or_else(|| form.clone())?;
            let (kind, letters) = rest.split_once('.').ok_or_else(|| form.clone())?;
            if let Some((letters, narrow)) = letters.split_once('?') {
                let finer = ScopeError::Finer(at + 1);
                let category = Category::parse(kind, narrow).map_err(|_| finer.clone())?;
                if letters != READS {
                    return Err(finer);
                }
                scopes.parts.add(kind, category);
                continue;
            }
            let acts = Acts::from_letters(letters).ok_or(form)?;
            if kind == "*" {
                scopes.any = scopes.any.and(acts);
            } else if is_resource_type(kind) {
                let known = scopes.kinds.entry(kind.to_owned()).or_default();
                *known = known.and(acts);
            } else {
                return Err(ScopeError::Type(at + 1));
            }
        }
        Ok(scopes)
    }

    /// Of types (`*` for every one) with their acts, and of categories of types.
    pub fn of<'a>(whole: impl IntoIterator<Item = (&'a str, Acts)>, parts: Categories) -> Self {
        let mut scopes = Self { parts, ..Self::default() };
        for (kind, acts) in whole {
            if kind == "*" {
                scopes.any = scopes.any.and(acts);
            } else {
                let known = scopes.kinds.entry(kind.to_owned()).or_default();
                *known = known.and(acts);
            }
        }
        scopes
    }

    /// The same for an app that acts for a person who logged in, on one record
    /// or on none. It narrows what that person may do, and adds nothing.
    #[must_use]
    pub fn of_app(mut self, record: Option<RecordNo>) -> Self {
        self.app = Some(App { record, user: None });
        self
    }

    /// The same for an app that may know who its user is in the registry:
    /// `Practitioner/ID` or `PractitionerRole/ID`.
    #[must_use]
    pub fn knowing(mut self, user: Option<String>) -> Self {
        if let Some(app) = &mut self.app {
            app.user = user;
        }
        self
    }

    /// Whether this is the resource that says who an app's user is.
    pub fn is_user(&self, resource_type: &str, id: &str) -> bool {
        let user = self.app.as_ref().and_then(|app| app.user.as_deref());
        user.and_then(|user| user.split_once('/')) == Some((resource_type, id))
    }

    /// Whether an app acts, and not the person or machine by themselves.
    pub const fn is_of_app(&self) -> bool {
        self.app.is_some()
    }

    /// The one record that an app was started for.
    pub const fn record(&self) -> Option<RecordNo> {
        match &self.app {
            Some(app) => app.record,
            None => None,
        }
    }

    /// Whether this act on a type is among what is allowed by the type's own name: `*` says
    /// nothing of it.
    pub fn name(&self, kind: &str, act: Act) -> bool {
        self.kinds.get(kind).is_some_and(|acts| acts.has(act))
    }

    /// The categories of types that may be read, as the parts of a lens.
    pub const fn parts(&self) -> &Categories {
        &self.parts
    }

    /// As the types and acts of a lens.
    pub fn kinds(&self) -> Kinds {
        match (self.any, self.kinds.is_empty()) {
            (any, true) => Kinds::All(any),
            (Acts::NONE, false) => Kinds::Only(self.kinds.clone()),
            (any, false) => Kinds::Beside(any, self.kinds.clone()),
        }
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let any = (self.any != Acts::NONE).then_some(("*", self.any));
        let kinds = self.kinds.iter().map(|(kind, acts)| (kind.as_str(), *acts));
        for (at, (kind, acts)) in any.into_iter().chain(kinds).enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}system/{kind}.{}", acts.letters())?;
        }
        let mut gap = if self.any == Acts::NONE && self.kinds.is_empty() { "" } else { " " };
        for (kind, category) in self.parts.iter() {
            write!(f, "{gap}system/{kind}.{READS}?{category}")?;
            gap = " ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use hygie_record::{Act, Acts, Kinds, Lens};

    use super::{SCOPES_BYTES, ScopeError, Scopes};

    #[test]
    fn scopes_are_read_and_written() {
        let check = |text, expect: Result<&str, ScopeError>| {
            let read = Scopes::parse(text).map(|scopes| scopes.to_string());
            assert_eq!(read, expect.map(str::to_owned), "{text}");
        };
        check("system/*.cruds", Ok("system/*.cruds"));
        check("system/Patient.r  system/Patient.s", Ok("system/Patient.rs"));
        check("system/Patient.rs system/*.c", Ok("system/*.c system/Patient.rs"));
        check("", Err(ScopeError::Length));
        check("patient/*.rs", Err(ScopeError::Form(1)));
        check("system/*.rs system/Patient", Err(ScopeError::Form(2)));
        check("system/*.read", Err(ScopeError::Form(1)));
        check("system/*.", Err(ScopeError::Form(1)));
        check("system/Patiant.rs", Err(ScopeError::Type(1)));
        let part = "system/Observation.rs?category=http://s|lab";
        check(part, Ok(part));
        let two = format!("system/*.c system/Patient.rs {part} system/Observation.rs?category=s|v");
        check(&two, Ok(&two));
        check("system/Observation.r?category=s|lab", Err(ScopeError::Finer(1)));
        check("system/Observation.cruds?category=s|lab", Err(ScopeError::Finer(1)));
        check("system/*.rs system/Observation.rs?code=s|lab", Err(ScopeError::Finer(2)));
        check("system/*.rs?category=s|lab", Err(ScopeError::Finer(1)));
    }

    #[test]
    fn length_is_limited() {
        let one = "system/*.r";
        let most = format!("{one}{}", " ".repeat(SCOPES_BYTES - one.len()));
        assert!(Scopes::parse(&most).is_ok());
        assert_eq!(Scopes::parse(&format!("{most} ")), Err(ScopeError::Length));
    }

    #[test]
    fn a_type_is_named_by_itself_alone() {
        let check = |text, act, expect| {
            let names = Scopes::parse(text).unwrap().name("AuditEvent", act);
            assert_eq!(names, expect, "{text} {act:?}");
        };
        check("system/AuditEvent.rs", Act::Read, true);
        check("system/AuditEvent.r system/*.rs", Act::Search, false);
        check("system/*.cruds", Act::Read, false);
        check("system/Consent.rs", Act::Read, false);
    }

    #[test]
    fn any_and_one_add_up() {
        let kinds = |text| Scopes::parse(text).unwrap().kinds();
        assert_eq!(kinds("system/*.cruds"), Kinds::All(Acts::ALL));
        let lens = Lens::new(None, kinds("system/*.r system/Patient.c"));
        assert!(lens.allows(Act::Read, "Observation") && !lens.allows(Act::Create, "Observation"));
        assert!(lens.allows(Act::Read, "Patient") && lens.allows(Act::Create, "Patient"));
        let lens = Lens::new(None, kinds("system/Patient.rs"));
        assert!(lens.closes("Observation") && !lens.closes("Patient"));
    }
}
