//! The known rows of the matrix of professions and documents (arrêté of 26/10/2023).

use hygie_policy::facts::{Asker, DocType, Profession};

/// What nurses are known not to read: demandes d'actes de télémédecine, synthèse
/// psychiatrique, bilan psychologique, bilan de santé et de prévention de l'enfant,
/// certificats médicaux.
pub const NEVER_FOR_NURSES: [&str; 5] = ["75496-0", "68599-0", "83901-9", "68817-6", "89601-9"];

/// What nurses are known to read beside the class of reports: lettre de liaison of
/// establishments (entering and leaving), bilan médicamenteux, protocole ALD. Biology
/// and emergencies are of the class of reports.
const FOR_NURSES: [&str; 4] = ["83981-1", "88348-8", "56445-0", "PROT_ALD"];

/// The class Compte rendu.
const REPORTS: u8 = 10;

/// Whether a profession reads a type. "Default deny": a type that no known row
/// allows, an unmapped entry, and "nearly all" without a list are denied.
pub fn reads(asker: Asker, doc_type: Option<DocType>) -> bool {
    let Some(kind) = doc_type else { return false };
    match asker {
        Asker::Health(Profession::Physician(_)) => kind.code() != "ATTEST-RESID",
        Asker::Health(Profession::Nurse) => nurse_reads(kind),
        _ => false,
    }
}

fn nurse_reads(kind: DocType) -> bool {
    let named = FOR_NURSES.contains(&kind.code()) || kind.class() == REPORTS;
    named && !NEVER_FOR_NURSES.contains(&kind.code())
}
