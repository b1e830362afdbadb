//! Who asks.

/// Who asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Asker {
    /// A health professional.
    Health(Profession),
    /// A professional of the social and medico-social sector.
    Social(SocialRole),
    /// A secretary: the person without a health profession who holds an
    /// establishment's card (CPE of the matrix).
    Secretary,
    /// A machine of an organisation (an establishment's certificate, CertES of the
    /// matrix).
    System,
    /// Runs the house.
    Administrator,
    /// Watches over the rights of persons (GDPR, article 37).
    PrivacyOfficer,
    /// Watches over the security of the house.
    SecurityOfficer,
    /// The person whom the record concerns.
    Person,
    /// Somebody who acts for the person by law.
    Representative(Representative, Delegation),
    /// A carer (aidant) whom the person, or who acts for them, invited.
    Carer(Delegation),
}

/// A health profession, by the codes of the national directory (TRE_G15).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Profession {
    /// Médecin, 10.
    Physician(Physician),
    /// Pharmacien, 21.
    Pharmacist,
    /// Aide-soignant, 35.
    CareAssistant,
    /// Chirurgien-dentiste, 40.
    Dentist,
    /// Sage-femme, 50.
    Midwife,
    /// Infirmier, 60.
    Nurse,
    /// Infirmier psychiatrique, 69.
    PsychiatricNurse,
    /// Masseur-kinésithérapeute, 70.
    Physiotherapist,
    /// Pédicure-podologue, 80.
    Podiatrist,
    /// Orthophoniste, 91.
    SpeechTherapist,
    /// Orthoptiste, 92.
    Orthoptist,
    /// Ergothérapeute, 94.
    OccupationalTherapist,
    /// Diététicien, 95.
    Dietitian,
    /// Psychomotricien, 96.
    PsychomotorTherapist,
    /// Manipulateur d'électroradiologie, 98.
    Radiographer,
}

/// As what a physician stands before the person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Physician {
    /// As any other.
    Other,
    /// As the médecin traitant whom the person chose.
    Treating,
    /// As an occupational physician (médecin du travail).
    Occupational,
}

/// A role group of the social and medico-social sector.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SocialRole {
    /// Coordination, orientation.
    Coordination,
    /// Administratif, appui.
    Administrative,
    /// Accompagnement social, éducatif.
    SocialEducational,
    /// Accompagnement au soin.
    CareSupport,
    /// Encadrement.
    Management,
}

/// By what somebody acts for the person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Representative {
    /// Holder of parental authority.
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
}

/// What was delegated, and whether it runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Delegation {
    /// How far it goes.
    pub scope: Scope,
    /// Whether it runs now.
    pub standing: super::Standing,
    /// Whether the person consented to it expressly.
    pub consented: bool,
}

/// How far a delegation goes; each holds the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scope {
    /// Identity and administrative data.
    Administrative,
    /// Reading too.
    Reading,
    /// Everything that the kind of delegation allows at most.
    Whole,
}

impl Profession {
    /// Every profession, a physician once for each way of standing.
    pub const ALL: [Self; 17] = [
        Self::Physician(Physician::Other),
        Self::Physician(Physician::Treating),
        Self::Physician(Physician::Occupational),
        Self::Pharmacist,
        Self::CareAssistant,
        Self::Dentist,
        Self::Midwife,
        Self::Nurse,
        Self::PsychiatricNurse,
        Self::Physiotherapist,
        Self::Podiatrist,
        Self::SpeechTherapist,
        Self::Orthoptist,
        Self::OccupationalTherapist,
        Self::Dietitian,
        Self::PsychomotorTherapist,
        Self::Radiographer,
    ];

    /// Its code in the national directory.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Physician(_) => "10",
            Self::Pharmacist => "21",
            Self::CareAssistant => "35",
            Self::Dentist => "40",
            Self::Midwife => "50",
            Self::Nurse => "60",
            Self::PsychiatricNurse => "69",
            Self::Physiotherapist => "70",
            Self::Podiatrist => "80",
            Self::SpeechTherapist => "91",
            Self::Orthoptist => "92",
            Self::OccupationalTherapist => "94",
            Self::Dietitian => "95",
            Self::PsychomotorTherapist => "96",
            Self::Radiographer => "98",
        }
    }
}

impl SocialRole {
    /// Every role group.
    pub const ALL: [Self; 5] = [
        Self::Coordination,
        Self::Administrative,
        Self::SocialEducational,
        Self::CareSupport,
        Self::Management,
    ];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Coordination => "coordination",
            Self::Administrative => "administrative",
            Self::SocialEducational => "social-educational",
            Self::CareSupport => "care-support",
            Self::Management => "management",
        }
    }
}

impl Representative {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Parent,
        Self::GuardianOfPerson,
        Self::GuardianOfProperty,
        Self::Curator,
        Self::FamilyHabilitation,
        Self::Safeguard,
    ];
}
