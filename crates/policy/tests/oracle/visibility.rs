//! Which entries pass.

use hygie_policy::facts::{Asker, Custodian, Entry, Interaction, Record, Situation, Status};

use crate::matrix::{Letter, letter};
use crate::{documents, persons, regimes, shared};

/// Does the asker see this entry?
pub fn sees(s: &Situation, e: &Entry) -> bool {
    match s.asker {
        Asker::Person | Asker::Representative(..) | Asker::Carer(_) => persons::sees(s, e),
        _ => secret_connection(s, e) && regime(s, e),
    }
}

/// Two regimes, one record (design, "The gate").
fn regime(s: &Situation, e: &Entry) -> bool {
    match e.custodian {
        Custodian::Own => regimes::may(s, Interaction::OwnRead),
        Custodian::Other => reads_shared(s, e),
    }
}

/// 1.3: in a secret connection only INVISIBLE_REPRESENTANTS_LEGAUX is read or fed.
pub const fn secret_connection(s: &Situation, e: &Entry) -> bool {
    !s.secret || e.hidden_from_representatives
}

/// Every row of TD3.2 that speaks of the entry, and the matrix of documents.
fn reads_shared(s: &Situation, e: &Entry) -> bool {
    s.record == Record::Open
        && shared::authorised(s)
        && documents::reads(s.asker, e.doc_type)
        && rows(e).iter().all(|row| cell(s, *row, e))
}

/// Whether the row "read non-masked doc" alone speaks of it.
pub fn is_plain(e: &Entry) -> bool {
    rows(e) == [Interaction::Read]
}

fn rows(e: &Entry) -> Vec<Interaction> {
    let mut rows = vec![if e.masked { Interaction::ReadMasked } else { Interaction::Read }];
    if e.for_person.is_hidden() || e.hidden_from_representatives {
        rows.push(Interaction::ReadInvisible);
    }
    match e.status {
        Status::Active => {}
        Status::Archived => rows.push(Interaction::ReadArchived),
        Status::Obsolete => rows.push(Interaction::ReadObsolete),
        Status::Deleted => rows.push(Interaction::ReadDeleted),
    }
    rows
}

/// (6): only what the asker authored. (7): only when the person allowed what is
/// masked in an emergency.
fn cell(s: &Situation, row: Interaction, e: &Entry) -> bool {
    match letter(s, row) {
        Letter::Yes => true,
        Letter::Note(6) => e.authored,
        Letter::Note(7) => s.will.masked_in_emergency,
        Letter::No | Letter::Note(_) => false,
    }
}

/// Does the asker find this entry by a search? TD3.1 is open to an occupational
/// physician who reads nothing by TD3.2; for all others it is what they see. R.1111-49:
/// what is masked is found by nobody who may not see it.
pub fn finds(s: &Situation, e: &Entry) -> bool {
    let by_metadata = e.custodian == Custodian::Other
        && secret_connection(s, e)
        && shared::may(s, Interaction::SearchMetadata)
        && documents::reads(s.asker, e.doc_type)
        && (!e.masked || cell(s, Interaction::ReadMasked, e));
    by_metadata || sees(s, e)
}
