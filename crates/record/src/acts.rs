//! What may be done with a resource, in the letters of SMART App Launch 2
//! scopes (<https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html>).

/// One act on a resource.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Write a new one.
    Create,
    /// Read one, or a version of it.
    Read,
    /// Write a further version.
    Update,
    /// Mark as deleted.
    Delete,
    /// Find several.
    Search,
}

impl Act {
    const ALL: [(Self, char); 5] = [
        (Self::Create, 'c'),
        (Self::Read, 'r'),
        (Self::Update, 'u'),
        (Self::Delete, 'd'),
        (Self::Search, 's'),
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Acts(u8);

impl Acts {
    /// No act.
    pub const NONE: Self = Self(0);
    /// Reading and searching.
    pub const READ: Self = Self(Act::Read.bit() | Act::Search.bit());
    /// Every act.
    pub const ALL: Self = Self(0b1_1111);

    /// Whether this act is among them.
    pub const fn has(self, act: Act) -> bool {
        self.0 & act.bit() != 0
    }

    /// These and one more.
    #[must_use]
    pub const fn with(self, act: Act) -> Self {
        Self(self.0 | act.bit())
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are among these and among those.
    #[must_use]
    pub const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Reads letters of `cruds`: at least one, each once, in that order, as
    /// SMART asks.
    pub fn from_letters(letters: &str) -> Option<Self> {
        let mut all = Act::ALL.iter();
        let mut acts = Self::NONE;
        for letter in letters.chars() {
            let (act, _) = all.find(|(_, known)| *known == letter)?;
            acts = acts.with(*act);
        }
        (acts != Self::NONE).then_some(acts)
    }

    /// Their letters, in the order of `cruds`.
    pub fn letters(self) -> String {
        Act::ALL.iter().filter(|(act, _)| self.has(*act)).map(|(_, letter)| letter).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Acts};

    #[test]
    fn letters_are_read_and_written() {
        let check = |letters, expect: Option<Acts>| {
            assert_eq!(Acts::from_letters(letters), expect, "{letters}");
            if let Some(acts) = expect {
                assert_eq!(acts.letters(), letters);
            }
        };
        check("cruds", Some(Acts::ALL));
        check("rs", Some(Acts::READ));
        check("c", Some(Acts::NONE.with(Act::Create)));
        check("", None);
        check("sr", None);
        check("rr", None);
        check("x", None);
        check("R", None);
    }

    #[test]
    fn a_set_has_what_was_put_in() {
        assert!(Acts::READ.has(Act::Search) && !Acts::READ.has(Act::Update));
        assert!(!Acts::NONE.has(Act::Read) && Acts::ALL.has(Act::Delete));
        assert_eq!(Acts::READ.and(Acts::NONE.with(Act::Read)), Acts::READ);
        assert_eq!(Acts::ALL.within(Acts::READ), Acts::READ);
        assert_eq!(Acts::READ.within(Acts::NONE.with(Act::Create)), Acts::NONE);
    }
}
