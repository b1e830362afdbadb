//! Groups of kinds: the entries of the side navigation and of the timeline's
//! filter, a fixed vocabulary of addresses.

use hygie_synthesis::{Kind, KindSet};

/// A group of kinds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub(crate) enum Group {
    /// Problems, allergies, alerts, illnesses of relatives.
    Problems,
    /// Medications ordered, given, handed out.
    Treatments,
    /// Results and reports.
    Results,
    /// Vital signs.
    Vitals,
    /// Vaccinations.
    Vaccinations,
    /// Documents and notes.
    Documents,
    /// Visits and appointments.
    Visits,
    /// Procedures, orders, devices.
    Procedures,
    /// Plans, goals, care teams.
    Plans,
    /// Social history, questionnaires and the rest.
    Others,
}

impl Group {
    /// Every group, in the order of the navigation.
    pub(crate) const ALL: [Self; 10] = [
        Self::Problems,
        Self::Treatments,
        Self::Results,
        Self::Vitals,
        Self::Vaccinations,
        Self::Documents,
        Self::Visits,
        Self::Procedures,
        Self::Plans,
        Self::Others,
    ];

    /// Its name in addresses and keys of messages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Problems => "problems",
            Self::Treatments => "treatments",
            Self::Results => "results",
            Self::Vitals => "vitals",
            Self::Vaccinations => "vaccinations",
            Self::Documents => "documents",
            Self::Visits => "visits",
            Self::Procedures => "procedures",
            Self::Plans => "plans",
            Self::Others => "others",
        }
    }

    /// The group of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// Its kinds.
    pub(crate) fn kinds(self) -> KindSet {
        KindSet::of(match self {
            Self::Problems => &[Kind::Problem, Kind::Allergy, Kind::Alert, Kind::FamilyHistory],
            Self::Treatments => &[Kind::Medication, Kind::Administration, Kind::Dispense],
            Self::Results => &[Kind::Result, Kind::Report],
            Self::Vitals => &[Kind::Vital],
            Self::Vaccinations => &[Kind::Vaccination],
            Self::Documents => &[Kind::Document, Kind::Note],
            Self::Visits => &[Kind::Encounter, Kind::Appointment],
            Self::Procedures => &[Kind::Procedure, Kind::Order, Kind::Device],
            Self::Plans => &[Kind::Plan, Kind::Goal, Kind::CareTeam],
            Self::Others => &[Kind::Finding, Kind::Answers, Kind::Other],
        })
    }

    /// The group of a kind; medicinal products are in none.
    pub(crate) fn of(kind: Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.kinds().has(kind))
    }
}

#[cfg(test)]
mod tests {
    use hygie_synthesis::Kind;

    use super::Group;

    #[test]
    fn every_kind_but_products_is_in_one_group() {
        for kind in Kind::ALL {
            let groups = Group::ALL.iter().filter(|group| group.kinds().has(kind)).count();
            assert_eq!(groups, usize::from(kind != Kind::Product), "{kind:?}");
        }
        for group in Group::ALL {
            assert_eq!(Group::named(group.name()), Some(group));
        }
        assert_eq!(Group::named("claims"), None);
    }
}
