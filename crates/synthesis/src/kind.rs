//! What sort of fact something is, and sets of them.

use zeroize::DefaultIsZeroes;

/// What sort of fact a resource is, for people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
#[repr(u8)]
pub enum Kind {
    /// Allergy or intolerance, or the statement that there is none.
    Allergy,
    /// Problem, diagnosis or finding.
    Problem,
    /// Medication ordered or said to be taken.
    Medication,
    /// Medication given.
    Administration,
    /// Medication handed out.
    Dispense,
    /// Vaccination.
    Vaccination,
    /// Laboratory, imaging or other result.
    Result,
    /// Vital sign or measurement of the body.
    Vital,
    /// Social history, survey answer, examination finding.
    Finding,
    /// Stay, consultation or other contact.
    Encounter,
    /// Procedure.
    Procedure,
    /// Report of an examination; imaging study.
    Report,
    /// Document.
    Document,
    /// Note whose text is inline, message between carers.
    Note,
    /// Appointment.
    Appointment,
    /// Care plan.
    Plan,
    /// Goal.
    Goal,
    /// Order other than of medication.
    Order,
    /// Device or implant.
    Device,
    /// Illness of a relative.
    FamilyHistory,
    /// Alert or detected danger.
    Alert,
    /// Answers to a questionnaire.
    Answers,
    /// Care team.
    CareTeam,
    /// A medicinal product that other facts refer to; never shown by itself.
    Product,
    /// Anything else that people read.
    #[default]
    Other,
}

impl DefaultIsZeroes for Kind {}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 25] = [
        Self::Allergy,
        Self::Problem,
        Self::Medication,
        Self::Administration,
        Self::Dispense,
        Self::Vaccination,
        Self::Result,
        Self::Vital,
        Self::Finding,
        Self::Encounter,
        Self::Procedure,
        Self::Report,
        Self::Document,
        Self::Note,
        Self::Appointment,
        Self::Plan,
        Self::Goal,
        Self::Order,
        Self::Device,
        Self::FamilyHistory,
        Self::Alert,
        Self::Answers,
        Self::CareTeam,
        Self::Product,
        Self::Other,
    ];

    /// A short English name for keys of translation and of addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allergy => "allergy",
            Self::Problem => "problem",
            Self::Medication => "medication",
            Self::Administration => "administration",
            Self::Dispense => "dispense",
            Self::Vaccination => "vaccination",
            Self::Result => "result",
            Self::Vital => "vital",
            Self::Finding => "finding",
            Self::Encounter => "encounter",
            Self::Procedure => "procedure",
            Self::Report => "report",
            Self::Document => "document",
            Self::Note => "note",
            Self::Appointment => "appointment",
            Self::Plan => "plan",
            Self::Goal => "goal",
            Self::Order => "order",
            Self::Device => "device",
            Self::FamilyHistory => "family-history",
            Self::Alert => "alert",
            Self::Answers => "answers",
            Self::CareTeam => "care-team",
            Self::Product => "product",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kinds that resources of a type may be, before any is parsed; empty
    /// for types that are no fact for people.
    pub fn of_type(resource_type: &str) -> KindSet {
        let kinds: &[Self] = match resource_type {
            "AllergyIntolerance" => &[Self::Allergy],
            "Condition" => &[Self::Problem],
            "MedicationRequest" | "MedicationStatement" => &[Self::Medication],
            "MedicationAdministration" => &[Self::Administration],
            "MedicationDispense" => &[Self::Dispense],
            "Medication" => &[Self::Product],
            "Immunization" => &[Self::Vaccination],
            "Observation" => &[Self::Result, Self::Vital, Self::Finding],
            "Encounter" => &[Self::Encounter],
            "Procedure" => &[Self::Procedure],
            "DiagnosticReport" | "ImagingStudy" => &[Self::Report],
            "DocumentReference" => &[Self::Document, Self::Note],
            "Composition" | "Media" => &[Self::Document],
            "Communication" | "ClinicalImpression" => &[Self::Note],
            "Appointment" => &[Self::Appointment],
            "CarePlan" => &[Self::Plan],
            "Goal" => &[Self::Goal],
            "ServiceRequest" | "DeviceRequest" | "NutritionOrder" | "VisionPrescription" => {
                &[Self::Order]
            }
            "Device" | "DeviceUseStatement" => &[Self::Device],
            "FamilyMemberHistory" => &[Self::FamilyHistory],
            "Flag" | "DetectedIssue" => &[Self::Alert],
            "QuestionnaireResponse" => &[Self::Answers],
            "CareTeam" => &[Self::CareTeam],
            "AdverseEvent" | "EpisodeOfCare" | "RiskAssessment" | "SupplyDelivery" => {
                &[Self::Other]
            }
            _ => &[],
        };
        KindSet::of(kinds)
    }
}

/// A set of kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct KindSet(u32);

impl KindSet {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self((1 << Kind::ALL.len()) - 1);

    /// A set of these.
    pub fn of(kinds: &[Kind]) -> Self {
        kinds.iter().fold(Self::NONE, |set, kind| set.with(*kind))
    }

    /// This set and one more.
    #[must_use]
    pub const fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    /// Whether it holds this kind.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// Whether it holds every kind of the other.
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the two share a kind.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it holds none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its kinds, in order.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, KindSet};

    #[test]
    fn names_lead_back() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(Kind::named(kind.name()), Some(kind));
            assert_eq!(kind as usize, at);
        }
        assert_eq!(Kind::named("claim"), None);
    }

    #[test]
    fn sets_hold_what_they_were_given() {
        let set = KindSet::of(&[Kind::Allergy, Kind::Other]);
        assert!(set.has(Kind::Allergy) && set.has(Kind::Other) && !set.has(Kind::Goal));
        assert!(KindSet::ALL.covers(set) && !set.covers(KindSet::ALL));
        assert_eq!(set.iter().collect::<Vec<_>>(), [Kind::Allergy, Kind::Other]);
        assert_eq!(KindSet::ALL.iter().count(), Kind::ALL.len());
    }
}
