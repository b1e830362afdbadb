//! Who acts for the person: by law, or because the person asked them to.

use hygie_base::Timestamp;
use hygie_policy::facts::{self, Asker, Representative, Standing};
use serde::{Deserialize, Serialize};

use super::{Party, millis};

/// By what somebody acts for the person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// Holder of parental authority (Code civil, 371-1).
    Parent,
    /// Tutelle that covers the person.
    GuardianOfPerson,
    /// Tutelle that covers property only.
    GuardianOfProperty,
    /// Curatelle.
    Curator,
    /// Habilitation familiale that covers the person.
    FamilyHabilitation,
    /// Mandataire of a sauvegarde de justice.
    Safeguard,
    /// A carer (aidant) whom the person, or who acts for them, asked.
    Carer,
}

/// How far a delegation goes; each holds the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Identity and administrative data.
    Administrative,
    /// Reading too.
    Reading,
    /// Everything that this capacity allows at most.
    Whole,
}

/// Somebody acts for the person, will, or did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Its id, random: the account that holds it acts by it.
    pub id: String,
    /// By what.
    pub capacity: Capacity,
    /// Their name in words.
    pub name: String,
    /// How far it goes.
    pub reach: Reach,
    /// From when on.
    #[serde(with = "millis")]
    pub start: Timestamp,
    /// Until just before then; `None`: until it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "millis::option")]
    pub end: Option<Timestamp>,
    /// Whether the person consented to it expressly.
    pub consented: bool,
    /// Who said so.
    pub by: Party,
}

impl Capacity {
    /// Every capacity.
    pub const ALL: [Self; 7] = [
        Self::Parent,
        Self::GuardianOfPerson,
        Self::GuardianOfProperty,
        Self::Curator,
        Self::FamilyHabilitation,
        Self::Safeguard,
        Self::Carer,
    ];

    /// Its name in forms and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::GuardianOfPerson => "guardian-of-person",
            Self::GuardianOfProperty => "guardian-of-property",
            Self::Curator => "curator",
            Self::FamilyHabilitation => "family-habilitation",
            Self::Safeguard => "safeguard",
            Self::Carer => "carer",
        }
    }

    /// The capacity of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capacity| capacity.name() == name)
    }

    /// As the policy knows who acts by law; `None` for carers.
    pub const fn by_law(self) -> Option<Representative> {
        Some(match self {
            Self::Parent => Representative::Parent,
            Self::GuardianOfPerson => Representative::GuardianOfPerson,
            Self::GuardianOfProperty => Representative::GuardianOfProperty,
            Self::Curator => Representative::Curator,
            Self::FamilyHabilitation => Representative::FamilyHabilitation,
            Self::Safeguard => Representative::Safeguard,
            Self::Carer => return None,
        })
    }

    /// Whether it opens nothing unless the person consents: the person decides alone, and
    /// takes their consent back when they want.
    pub const fn needs_consent(self) -> bool {
        match self {
            Self::GuardianOfProperty | Self::Curator | Self::Safeguard | Self::Carer => true,
            Self::Parent | Self::GuardianOfPerson | Self::FamilyHabilitation => false,
        }
    }
}

impl Reach {
    /// Every reach, the least first.
    pub const ALL: [Self; 3] = [Self::Administrative, Self::Reading, Self::Whole];

    /// Its name in forms and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::Reading => "reading",
            Self::Whole => "whole",
        }
    }

    /// The reach of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.name() == name)
    }

    const fn scope(self) -> facts::Scope {
        match self {
            Self::Administrative => facts::Scope::Administrative,
            Self::Reading => facts::Scope::Reading,
            Self::Whole => facts::Scope::Whole,
        }
    }
}

impl Delegation {
    /// Whether it runs at a time.
    pub fn standing(&self, now: Timestamp) -> Standing {
        Standing::at(self.start, self.end, now)
    }

    /// Who asks by it, when it stands so.
    pub(crate) const fn asker(&self, standing: Standing) -> Asker {
        let (scope, consented) = (self.reach.scope(), self.consented);
        let delegation = facts::Delegation { scope, standing, consented };
        match self.capacity.by_law() {
            Some(kind) => Asker::Representative(kind, delegation),
            None => Asker::Carer(delegation),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Capacity, Reach};

    #[test]
    fn names_lead_back() {
        for capacity in Capacity::ALL {
            assert_eq!(Capacity::parse(capacity.name()), Some(capacity));
            let kept = serde_json::to_value(capacity).ok();
            assert_eq!(kept, Some(capacity.name().into()), "kept under the same name");
        }
        for reach in Reach::ALL {
            assert_eq!(Reach::parse(reach.name()), Some(reach));
        }
        assert_eq!(Capacity::parse("neighbour"), None);
        assert_eq!(Reach::parse(""), None);
    }
}
