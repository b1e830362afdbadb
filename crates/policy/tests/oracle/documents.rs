//! The known rows of the matrix of professions and documents (arrêté of 26/10/2023).

use hygie_policy::facts::{Asker, DocType, Profession};

/// What nurses are known not to read: demandes d'actes de télémédecine, synthèse
/// psychiatrique, bilan psychologique, bilan de santé et de prévention de l'enfant,
/// certificats médicaux.
pub const NEVER_FOR_NURSES: [&str; 5] = ["75496-0", "68599-0", "83901-9", "68817-6", "89601-9"];

/// What nurses are known to read: lettre de liaison of establishments (entering and
/// leaving), biology, emergencies, bilan médicamenteux, protocole ALD.
const FOR_NURSES: [&str; 6] = ["83981-1", "88348-8", "11502-2", "15507-7", "56445-0", "PROT_ALD"];

/// The sources also name "CR" among what nurses read: the types whose label begins so.
const REPORTS: [&str; 27] = [
    "11488-4", "11505-5", "11506-3", "15508-5", "18748-4", "34112-3", "34749-2", "34794-8",
    "34874-8", "47420-5", "51969-4", "59283-2", "60568-3", "67851-6", "70004-7", "75482-0",
    "75492-9", "77436-4", "78513-9", "78601-2", "80565-5", "85208-7", "93024-8", "BIL_AUTO",
    "DOCPAT03", "DOCPAT05", "DOCPAT06",
];

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
    FOR_NURSES.contains(&kind.code()) || is_report(kind)
}

/// Whether the label of a type begins with "CR".
pub fn is_report(kind: DocType) -> bool {
    REPORTS.contains(&kind.code())
}
