//! The codes of everyday care: one table a file, every entry by name and all in `ALL`.

/// Declares each entry as a constant of its own and gathers them in `ALL`, so that
/// none stands outside the tables that are checked and drawn from.
macro_rules! table {
    ($kind:ty; $($(#[$doc:meta])+ $name:ident = $value:expr;)+) => {
        $($(#[$doc])+ pub const $name: $kind = $value;)+

        /// All of this table.
        pub const ALL: &[$kind] = &[$($name),+];
    };
}

pub mod act;
pub mod allergen;
pub mod document;
pub mod drug;
pub mod illness;
pub mod lab;
pub mod vaccine;
pub mod vital;

pub use act::Act;
pub use allergen::Allergen;
pub use document::Document;
pub use drug::{Drug, Route};
pub use illness::Illness;
pub use lab::Lab;
pub use vaccine::Vaccine;
pub use vital::Vital;

/// FHIR system of LOINC.
pub const LOINC: &str = "http://loinc.org";
/// FHIR system of UCUM.
pub const UCUM: &str = "http://unitsofmeasure.org";
/// FHIR system of the ATC classification (WHO).
pub const ATC: &str = "http://www.whocc.no/atc";
/// FHIR system of CIM-10, the ICD-10 of the WHO.
pub const CIM10: &str = "http://hl7.org/fhir/sid/icd-10";
/// FHIR system of the CCAM (ANS, Serveur multi-terminologies).
pub const CCAM: &str = "https://smt.esante.gouv.fr/terminologie-ccam";

#[cfg(test)]
mod tests;
