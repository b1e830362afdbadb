//! Whom a document speaks of, who wrote it, and where.

use crate::calendar::Day;
use crate::codes::{self, Document};

/// A code of a published value set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    /// OID of the code system.
    pub system: &'static str,
    /// The code.
    pub code: &'static str,
    /// The French label of the value set.
    pub display: &'static str,
}

impl Code {
    /// OID of LOINC.
    pub const LOINC: &'static str = "2.16.840.1.113883.6.1";

    /// A LOINC code.
    pub const fn loinc(code: &'static str, display: &'static str) -> Self {
        Self { system: Self::LOINC, code, display }
    }

    /// A type of document (JDV_J07): LOINC's, or of the ANS (TRE_A05).
    pub fn document(one: Document) -> Self {
        let (code, display) = (one.code, one.display);
        let french = one.system == codes::document::TYPE_SYSTEM;
        let system = if french { "1.2.250.1.213.1.1.4.12" } else { Self::LOINC };
        Self { system, code, display }
    }

    /// An act of the CCAM.
    pub const fn ccam(code: &'static str, display: &'static str) -> Self {
        Self { system: "1.2.250.1.213.2.5", code, display }
    }

    /// A practice setting of JDV_J04 (TRE_A00).
    pub const fn setting(code: &'static str, display: &'static str) -> Self {
        Self { system: "1.2.250.1.213.1.1.4.9", code, display }
    }

    /// A facility type of JDV_J02 (TRE_R02).
    pub const fn facility(code: &'static str, display: &'static str) -> Self {
        Self { system: "1.2.250.1.71.4.2.4", code, display }
    }

    /// A profession or specialty of JDV_J01 (TRE_A01).
    pub const fn role(code: &'static str, display: &'static str) -> Self {
        Self { system: "1.2.250.1.213.1.1.4.5", code, display }
    }

    /// A kind of encounter of HL7 ActCode, as in JDV_J142.
    pub const fn encounter(code: &'static str, display: &'static str) -> Self {
        Self { system: "2.16.840.1.113883.5.4", code, display }
    }
}

/// A number that somebody issued.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identifier {
    /// OID of who issued it.
    pub root: String,
    /// The number.
    pub value: String,
}

/// Where a letter arrives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// Number and street.
    pub street: String,
    /// Five digits.
    pub postcode: String,
    /// The town.
    pub town: String,
}

/// Where somebody was born.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// INSEE code of the commune, or of the country abroad.
    pub insee: String,
    /// Its name.
    pub name: String,
}

/// Sex as the civil register has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// The person the document is about, with the strict traits of the INS.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Patient {
    /// Name at birth.
    pub birth_name: String,
    /// Name in use, where it differs.
    pub used_name: Option<String>,
    /// Given names of the birth certificate, the first one first.
    pub given: Vec<String>,
    /// Given name in use, where it is not the first.
    pub used_given: Option<String>,
    /// Date of birth.
    pub birth: Day,
    /// Sex.
    pub sex: Sex,
    /// Place of birth.
    pub birthplace: Place,
    /// Matricule INS, fifteen characters with the key; only of a qualified identity.
    pub ins: Option<String>,
    /// The number of the house's own register (IPP).
    pub local: Option<Identifier>,
    /// Home.
    pub address: Address,
    /// Telephone, in pairs of digits.
    pub phone: Option<String>,
}

impl Patient {
    /// `MARTIN Jeanne`, by the name in use.
    pub fn shown(&self) -> String {
        format!("{} {}", self.family().to_uppercase(), self.first())
    }

    /// The family name in use.
    pub fn family(&self) -> &str {
        self.used_name.as_deref().unwrap_or(&self.birth_name)
    }

    /// The given name in use.
    pub fn first(&self) -> &str {
        let first = || self.given.first().map_or("", String::as_str);
        self.used_given.as_deref().unwrap_or_else(first)
    }

    /// The matricule in the groups of the carte Vitale.
    pub fn ins_shown(&self) -> Option<String> {
        const STARTS: [usize; 6] = [1, 3, 5, 7, 10, 13];
        let spaced = |(at, c): (usize, char)| {
            STARTS.contains(&at).then_some('\u{a0}').into_iter().chain([c])
        };
        Some(self.ins.as_deref()?.chars().enumerate().flat_map(spaced).collect())
    }
}

/// A house of care.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The ward or unit.
    pub unit: Option<String>,
    /// FINESS number, nine digits.
    pub finess: String,
    /// Where it stands.
    pub address: Address,
    /// Telephone, in pairs of digits.
    pub phone: String,
    /// Its practice setting (JDV_J04).
    pub setting: Code,
    /// Its type (JDV_J02).
    pub facility: Code,
}

/// Somebody who cares for the patient.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Professional {
    /// `M` or `MME`, as CDA has it.
    pub civility: &'static str,
    /// `Dr`, `Pr`, or nothing.
    pub title: &'static str,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Profession or specialty (JDV_J01).
    pub role: Code,
    /// The trade as a letterhead says it: `Cardiologue`.
    pub trade: String,
    /// National number with the digit of its kind: `8` and the RPPS; `3`, the
    /// FINESS of the house and its own number of somebody without RPPS.
    pub number: String,
    /// Where this work is done.
    pub organisation: Organisation,
}

impl Professional {
    /// RPPS number, of those who have one.
    pub fn rpps(&self) -> Option<&str> {
        self.number.strip_prefix('8')
    }

    /// `Dr Claire MASSON`.
    pub fn shown(&self) -> String {
        let family = self.family.to_uppercase();
        format!("{} {} {family}", self.title, self.given).trim_start().to_owned()
    }
}
