//! The person, who acts for them by law, and carers.

use hygie_policy::facts::{
    Age, Asker, Delegation, Entry, Interaction, Record, Representative, Scope, Situation, Standing,
};

use crate::shared::{may_be_masked, starred};

/// May it be done by the person or for them?
pub fn may(s: &Situation, i: Interaction) -> bool {
    reach(s).is_some_and(|reach| needs(i).is_some_and(|scope| reach >= scope))
        && possible(s, i)
        && (!matches!(s.asker, Asker::Carer(_)) || carers_may(i))
}

/// How far the asker reaches into the record; `None`: not at all.
fn reach(s: &Situation) -> Option<Scope> {
    match s.asker {
        Asker::Person => Some(Scope::Whole),
        Asker::Representative(kind, delegation) => {
            (stands(kind, delegation, s.age) && runs(delegation)).then_some(delegation.scope)
        }
        Asker::Carer(delegation) => runs(delegation).then_some(delegation.scope),
        _ => None,
    }
}

/// Issue 8: "Rights that end (consent, delegation, link…) end at the second".
fn runs(delegation: Delegation) -> bool {
    delegation.standing == Standing::Running
}

/// Issue 8: "guardians by kind of measure (a measure over property only, or curatelle,
/// opens nothing without the person's consent)". Parental authority ends at eighteen. A
/// sauvegarde takes no right away from the person, so it opens nothing by itself.
fn stands(kind: Representative, delegation: Delegation, age: Age) -> bool {
    match kind {
        Representative::Parent => age == Age::Minor,
        Representative::GuardianOfPerson | Representative::FamilyHabilitation => true,
        Representative::GuardianOfProperty
        | Representative::Curator
        | Representative::Safeguard => delegation.consented,
    }
}

/// How far one must reach for it; `None`: it is done by no person (transactions of
/// professionals, what an organisation keeps; to end the wait of R.1111-53 is the
/// professional's, by announcing).
fn needs(i: Interaction) -> Option<Scope> {
    match i {
        Interaction::ReadAdministrative => Some(Scope::Administrative),
        Interaction::ListProfessionals
        | Interaction::SearchMetadata
        | Interaction::SearchReference
        | Interaction::Read
        | Interaction::ReadMasked
        | Interaction::ReadInvisible
        | Interaction::ReadArchived
        | Interaction::ReadObsolete
        | Interaction::ReadDeleted
        | Interaction::ReadTraces => Some(Scope::Reading),
        Interaction::Feed
        | Interaction::Mask
        | Interaction::Unmask
        | Interaction::Archive
        | Interaction::Unarchive
        | Interaction::Delete
        | Interaction::Share
        | Interaction::ChangeCredentials
        | Interaction::Close
        | Interaction::Reopen
        | Interaction::Export => Some(Scope::Whole),
        _ => None,
    }
}

/// What the life of the record leaves to do. R.1111-47: a deposit needs a record.
/// 1.4: an open one is closed, one that is not is opened. What is invisible to the
/// person or to the representatives is seen by nobody who acts for the person.
fn possible(s: &Situation, i: Interaction) -> bool {
    match i {
        Interaction::Feed | Interaction::Close => s.record == Record::Open,
        Interaction::Reopen => s.record != Record::Open,
        Interaction::ReadInvisible => s.asker == Asker::Person,
        _ => true,
    }
}

/// Issue 8 and 1.8: carers "never share, delete, change credentials or close", nor
/// download. To mask and to open again say who may see what: that is to share.
fn carers_may(i: Interaction) -> bool {
    !matches!(
        i,
        Interaction::Share
            | Interaction::Delete
            | Interaction::Archive
            | Interaction::Unarchive
            | Interaction::ChangeCredentials
            | Interaction::Close
            | Interaction::Reopen
            | Interaction::Export
            | Interaction::Mask
            | Interaction::Unmask
    )
}

/// May it be done to this entry?
pub fn may_on(s: &Situation, i: Interaction, e: &Entry) -> bool {
    may(s, i)
        && sees(s, e)
        && match i {
            Interaction::Mask => may_be_masked(e),
            _ => !starred(i) || e.deposited_by_person,
        }
}

/// Does the asker see it? Issue 8: "everything at once, except an entry its author
/// marks INVISIBLE_PATIENT" while it waits (R.1111-53). R.1111-50: what is hidden from
/// the legal representatives is seen by none who acts for the person.
pub fn sees(s: &Situation, e: &Entry) -> bool {
    may(s, Interaction::Read)
        && !e.for_person.is_hidden()
        && (s.asker == Asker::Person || !e.hidden_from_representatives)
}
