//! What others keep: the rules of the DMP, for who holds a column of its matrix.

use hygie_policy::facts::{
    Asker, Consent, Custodian, Entry, Interaction, Link, Mode, Physician, Profession, Record,
    Situation,
};

use crate::matrix::{Letter, letter};
use crate::visibility;

/// May it be done in the shared record? For what is done to an entry: may it be done
/// to some entry?
pub fn may(s: &Situation, i: Interaction) -> bool {
    let cell = match letter(s, i) {
        Letter::No => false,
        Letter::Yes => true,
        Letter::Note(note) => footnote(note, s),
    };
    cell && (without_record(i) || s.record == Record::Open)
        && (!reads(i) || authorised(s))
        && (i != Interaction::DeclareAuthorised || !s.will.blocked)
}

/// The footnotes that need no entry. (1) was not captured: "a safe default". (2) and
/// (3) limit what a list holds, (4) says to whom a deposit is attributed, (5) what a
/// search is for; (6), (8) and (9) hang on the entry.
fn footnote(note: u8, s: &Situation) -> bool {
    match note {
        1 => false,
        7 => s.will.masked_in_emergency,
        _ => true,
    }
}

/// What is asked before one knows whether there is a record, or of all records, and what
/// only takes away from the asker. All else needs an open one (design, "The gate": "record open").
const fn without_record(i: Interaction) -> bool {
    matches!(
        i,
        Interaction::Authenticate
            | Interaction::TestExistence
            | Interaction::ListAuthorised
            | Interaction::RemoveAuthorisation
            | Interaction::RemoveTreating
    )
}

/// What reads. 1.4: "A professional needs authorisation only to READ; feeding never
/// needs it."
pub const fn reads(i: Interaction) -> bool {
    matches!(
        i,
        Interaction::SearchWithoutIns
            | Interaction::WebAccess
            | Interaction::ReadAdministrative
            | Interaction::ListProfessionals
            | Interaction::SearchMetadata
            | Interaction::SearchReference
            | Interaction::Read
            | Interaction::ReadMasked
            | Interaction::ReadInvisible
            | Interaction::ReadArchived
            | Interaction::ReadObsolete
            | Interaction::ReadDeleted
    )
}

/// What is done to one entry.
pub const ACTS: [Interaction; 6] = [
    Interaction::Mask,
    Interaction::Unmask,
    Interaction::MakeVisible,
    Interaction::Archive,
    Interaction::Unarchive,
    Interaction::Delete,
];

/// Whether the asker may read. 1.4: a blocked professional reads in no mode, emergency
/// included.
pub fn authorised(s: &Situation) -> bool {
    let by_mode = match s.mode {
        Mode::Normal => consented(s),
        Mode::Emergency { attested } => emergency(s, attested),
        Mode::Regulation { claimed } => regulation(s, claimed),
    };
    by_mode && !s.will.blocked
}

/// R.1111-46: presumed within the team once the person was informed, explicit for
/// others. Issue 8: "without a link, no access". L.1111-17 IV: an occupational
/// physician needs express consent. Conseil d'État, 15/10/2025: so does who has no health
/// profession.
fn consented(s: &Situation) -> bool {
    let express = !matches!(s.asker, Asker::Health(_))
        || s.asker == Asker::Health(Profession::Physician(Physician::Occupational));
    match s.link {
        Link::None | Link::Ended => false,
        Link::Declared => s.consent == Consent::Given,
        Link::Team if express => s.consent == Consent::Given,
        Link::Team => matches!(s.consent, Consent::Given | Consent::Presumed),
    }
}

/// L.1111-17 I and R.1111-48: a health professional, who attests, before nobody who
/// opposed it beforehand.
fn emergency(s: &Situation, attested: bool) -> bool {
    matches!(s.asker, Asker::Health(_)) && attested && !s.will.opposes_emergency
}

/// L.1111-17 I and 1.4: authorisation is not checked, the opposition is.
fn regulation(s: &Situation, claimed: bool) -> bool {
    claimed && !s.will.opposes_regulation
}

/// May this be done to this entry?
pub fn may_on(s: &Situation, i: Interaction, e: &Entry) -> bool {
    by_cell(s, i, e) && (authors(e) || visibility::finds(s, e))
}

/// Does the cell of the matrix allow it, whatever the asker sees?
pub fn by_cell(s: &Situation, i: Interaction, e: &Entry) -> bool {
    ACTS.contains(&i)
        && may(s, i)
        && letter_on(s, i, e)
        && (i != Interaction::Mask || may_be_masked(e))
        && visibility::secret_connection(s, e)
}

/// The footnotes that hang on the entry, and the star: "document deposited by the
/// patient: only MT or the patient".
fn letter_on(s: &Situation, i: Interaction, e: &Entry) -> bool {
    if starred(i) && e.deposited_by_person {
        return s.asker == Asker::Health(Profession::Physician(Physician::Treating));
    }
    match letter(s, i) {
        Letter::No => false,
        Letter::Note(8) => e.authored,
        Letter::Note(9) => e.custodian == Custodian::Own,
        Letter::Yes | Letter::Note(_) => true,
    }
}

/// The rows with a star.
pub const fn starred(i: Interaction) -> bool {
    matches!(i, Interaction::Archive | Interaction::Unarchive | Interaction::Delete)
}

/// EX_2.1-1050: never both INVISIBLE_PATIENT and MASQUE_PS.
pub const fn may_be_masked(e: &Entry) -> bool {
    !e.for_person.is_hidden()
}

/// Of the asker or of their structure: nothing is learned by acting on it.
fn authors(e: &Entry) -> bool {
    e.authored || e.custodian == Custodian::Own
}
