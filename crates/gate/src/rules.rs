//! The rules, as pure decisions: who asks, in which situation, to what lens.
//! No I/O, so that every cell can be enumerated.

use std::collections::BTreeMap;

use hygie_base::RecordNo;
pub use hygie_record::IDENTITY_AND_APPOINTMENTS;
use hygie_record::{Act, Acts, Kinds, Lens};
use hygie_trace::Purpose;

use crate::{Asker, Refusal, Role, Sight};

/// Resource types that a health professional writes through the pages.
pub const WRITTEN_BY_PROFESSIONALS: [&str; 1] = ["DocumentReference"];

/// As which type programs are told who looked.
pub const TRACES: &str = "AuditEvent";
/// As which type they are told who may see the record.
pub const RIGHTS: &str = "Consent";

/// A yes: why and what of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Yes {
    /// The purpose of use.
    pub purpose: Purpose,
    /// What passes.
    pub lens: Lens,
}

/// May this asker open this record? Through an app, only the record that it was
/// started for, and of it what both the asker and the app's scopes allow.
///
/// # Errors
/// Why not.
pub fn record(asker: &Asker, record: RecordNo) -> Result<Yes, Refusal> {
    of_its_record(asker, record)?;
    let yes = in_person(asker, record)?;
    if !asker.scopes.is_of_app() {
        return Ok(yes);
    }
    Ok(Yes { lens: yes.lens.narrowed(&asker.scopes.kinds(), asker.scopes.parts()), ..yes })
}

/// The same without an app.
fn in_person(asker: &Asker, record: RecordNo) -> Result<Yes, Refusal> {
    match asker.role {
        Role::Physician | Role::Nurse | Role::Midwife | Role::Pharmacist | Role::Dentist => {
            let writes = Acts::NONE.with(Act::Create).with(Act::Update);
            let written = WRITTEN_BY_PROFESSIONALS.map(|kind| (kind.to_owned(), writes));
            let kinds = Kinds::Beside(Acts::READ, written.into());
            Ok(Yes { purpose: Purpose::CareTeam, lens: own(asker, kinds)? })
        }
        Role::Secretary => Ok(Yes { purpose: Purpose::CareTeam, lens: own(asker, identity())? }),
        Role::Person if asker.person == Some(record) => {
            Ok(Yes { purpose: Purpose::Own, lens: Lens::new(None, Kinds::All(Acts::READ)) })
        }
        Role::Delegate if asker.person == Some(record) && asker.delegation.is_some() => {
            let lens = Lens::new(None, Kinds::All(Acts::READ));
            Ok(Yes { purpose: Purpose::Delegation, lens })
        }
        Role::Person | Role::Delegate => Err(Refusal::NotYourRecord),
        Role::Administrator => Err(Refusal::AdministratorsSeeNothingClinical),
        Role::PrivacyOfficer | Role::SecurityOfficer => Err(Refusal::OfficersSeeNothingClinical),
        Role::System => any(asker),
    }
}

/// May this app read the resource of the registry that says who its user is? It
/// reads that one, and nothing else of the registry, as far as its scopes go.
///
/// # Errors
/// Why not.
pub fn user(asker: &Asker, resource_type: &str, id: &str) -> Result<Yes, Refusal> {
    let known = asker.scopes.is_user(resource_type, id) && asker.role.is_of_an_organisation();
    if !known {
        return Err(Refusal::AppsKeepToOneRecord);
    }
    let only = BTreeMap::from([(resource_type.to_owned(), Acts::NONE.with(Act::Read))]);
    let lens = Lens::new(None, Kinds::Only(only));
    let lens = lens.narrowed(&asker.scopes.kinds(), asker.scopes.parts());
    Ok(Yes { purpose: Purpose::CareTeam, lens })
}

/// May this asker act across records and on the registry? A machine may, for what its
/// organisation keeps; of what others keep it learns who the persons are and nothing that
/// was written about them (functional matrix, column CertES: TD1.3a, TD3.1, TD3.2).
///
/// # Errors
/// Why not.
pub fn any(asker: &Asker) -> Result<Yes, Refusal> {
    of_no_app(asker)?;
    match asker.role {
        Role::System => {
            let lens = own(asker, asker.scopes.kinds())?.with_directory();
            let lens = lens.with_parts(asker.scopes.parts().clone());
            Ok(Yes { purpose: Purpose::System, lens })
        }
        Role::Administrator => Err(Refusal::AdministratorsSeeNothingClinical),
        Role::PrivacyOfficer | Role::SecurityOfficer => Err(Refusal::OfficersSeeNothingClinical),
        Role::Physician
        | Role::Nurse
        | Role::Midwife
        | Role::Pharmacist
        | Role::Dentist
        | Role::Secretary
        | Role::Person
        | Role::Delegate => Err(Refusal::MachinesOnly),
    }
}

/// May this asker search for persons?
///
/// # Errors
/// Why not.
pub fn find(asker: &Asker) -> Result<Yes, Refusal> {
    of_no_app(asker)?;
    match asker.role {
        Role::Physician
        | Role::Nurse
        | Role::Midwife
        | Role::Pharmacist
        | Role::Dentist
        | Role::Secretary => {
            let kinds = BTreeMap::from([("Patient".to_owned(), Acts::READ)]);
            Ok(Yes { purpose: Purpose::CareTeam, lens: own(asker, Kinds::Only(kinds))? })
        }
        Role::System => any(asker),
        Role::Person | Role::Delegate => Err(Refusal::RoleFindsNobody),
        Role::Administrator => Err(Refusal::AdministratorsSeeNothingClinical),
        Role::PrivacyOfficer | Role::SecurityOfficer => Err(Refusal::OfficersSeeNothingClinical),
    }
}

/// May this asker make a resource under an id of its own choice (R4 http.html#upsert)?
/// Machines bring ids from where they come from. For all others an id that is
/// not here is one that they do not know.
pub fn chooses_ids(asker: &Asker) -> bool {
    asker.role == Role::System
}

/// May this asker read who looked into this record, and how much of it, as far as roles
/// go? The holder reads all traces, a professional their own (CSP, R.1111-43); who is the
/// médecin traitant, who reads all, is weighed. An app whose scopes name [`TRACES`] reads
/// what its user does of them, whatever else of the record it may.
///
/// # Errors
/// Why not.
pub fn traces(asker: &Asker, of: RecordNo) -> Result<(Yes, Sight), Refusal> {
    named(asker, TRACES)?;
    let sight = match asker.role {
        Role::Person => Sight::All,
        Role::Physician
        | Role::Nurse
        | Role::Midwife
        | Role::Pharmacist
        | Role::Dentist
        | Role::Secretary => Sight::Own,
        // Who looked would tell of what is kept from them.
        Role::Delegate | Role::System => return Err(Refusal::RoleSeesNoTraces),
        Role::Administrator => return Err(Refusal::AdministratorsSeeNothingClinical),
        Role::PrivacyOfficer | Role::SecurityOfficer => {
            return Err(Refusal::OfficersSeeNothingClinical);
        }
    };
    of_its_record(asker, of)?;
    Ok((in_person(asker, of)?, sight))
}

/// May an app read what was decided about who sees this record? One of the person's, whose
/// scopes name [`RIGHTS`]; it decides nothing.
///
/// # Errors
/// Why not.
pub fn reads_rights(asker: &Asker, of: RecordNo) -> Result<(), Refusal> {
    named(asker, RIGHTS)?;
    if asker.role != Role::Person {
        return Err(Refusal::RoleDecidesNothing);
    }
    of_its_record(asker, of)?;
    in_person(asker, of).map(drop)
}

/// May this asker see and change the accounts of others?
///
/// # Errors
/// Why not.
pub fn accounts(asker: &Asker) -> Result<Yes, Refusal> {
    of_no_app(asker)?;
    match asker.role {
        Role::Administrator => Ok(Yes { purpose: Purpose::Administration, lens: Lens::nothing() }),
        Role::Physician
        | Role::Nurse
        | Role::Midwife
        | Role::Pharmacist
        | Role::Dentist
        | Role::Secretary
        | Role::PrivacyOfficer
        | Role::SecurityOfficer
        | Role::Person
        | Role::Delegate
        | Role::System => Err(Refusal::AdministratorsOnly),
    }
}

/// May this asker give the person of a record a way into it, and take it back? Who
/// receives persons and works for an organisation may, of records that are in reach
/// (which is seen when the record is opened). It opens nothing of the record.
///
/// # Errors
/// Why not.
pub fn invite(asker: &Asker) -> Result<Yes, Refusal> {
    of_no_app(asker)?;
    match asker.role {
        Role::Physician
        | Role::Nurse
        | Role::Midwife
        | Role::Pharmacist
        | Role::Dentist
        | Role::Secretary => {
            if asker.organisation.is_empty() {
                return Err(Refusal::NoOrganisation);
            }
            Ok(Yes { purpose: Purpose::Administration, lens: Lens::nothing() })
        }
        Role::Administrator => Err(Refusal::AdministratorsSeeNothingClinical),
        Role::PrivacyOfficer | Role::SecurityOfficer => Err(Refusal::OfficersSeeNothingClinical),
        Role::Person | Role::Delegate | Role::System => Err(Refusal::RoleInvitesNobody),
    }
}

/// May this asker do what is the privacy officer's alone (GDPR, article 39)?
///
/// # Errors
/// `otherwise`, which says what that is.
pub fn privacy_officer(asker: &Asker, otherwise: Refusal) -> Result<(), Refusal> {
    of_no_app(asker)?;
    if asker.role == Role::PrivacyOfficer { Ok(()) } else { Err(otherwise) }
}

/// May this asker review who may do what here (GDPR, article 39; CNIL, guide of the security
/// of personal data, "gérer les habilitations")?
///
/// # Errors
/// Why not.
pub fn habilitations(asker: &Asker) -> Result<Yes, Refusal> {
    privacy_officer(asker, Refusal::OfficerHabilitations)?;
    Ok(Yes { purpose: Purpose::Administration, lens: Lens::nothing() })
}

/// May this asker open a record in an emergency (CSP, L.1111-17 I)? Health professionals
/// alone, acting by themselves and for an organisation. What it opens is the policy's to
/// say.
///
/// # Errors
/// Why not.
pub fn breaks_glass(asker: &Asker, of: RecordNo) -> Result<Yes, Refusal> {
    of_no_app(asker)?;
    if !asker.role.is_health_professional() {
        return Err(Refusal::HealthOnlyInEmergencies);
    }
    record(asker, of)
}

/// May this asker open a record for a call to the regulation centre (CSP, L.1111-17 I)?
/// Health professionals alone whose log-in said that they regulate, acting by themselves
/// and for an organisation. What it opens is the policy's to say.
///
/// # Errors
/// Why not.
pub fn takes_calls(asker: &Asker, of: RecordNo) -> Result<Yes, Refusal> {
    of_no_app(asker)?;
    if !asker.regulates || !asker.role.is_health_professional() {
        return Err(Refusal::RegulationNotClaimed);
    }
    record(asker, of)
}

/// May this asker find a person by the traits of their identity, whoever keeps something
/// of them, for a call to the regulation centre (functional matrix, TD0.5)? As for opening
/// a record for one; whom of those there are is the policy's to say.
///
/// # Errors
/// Why not.
pub fn finds_for_calls(asker: &Asker) -> Result<Yes, Refusal> {
    of_no_app(asker)?;
    if !asker.regulates || !asker.role.is_health_professional() {
        return Err(Refusal::RegulationNotClaimed);
    }
    if asker.organisation.is_empty() {
        return Err(Refusal::NoOrganisation);
    }
    let kinds = BTreeMap::from([("Patient".to_owned(), Acts::READ)]);
    Ok(Yes { purpose: Purpose::Regulation, lens: Lens::new(None, Kinds::Only(kinds)) })
}

/// May this asker have a minor's record open in a secret connection? Health professionals
/// alone, acting by themselves (CSP, R.1111-50).
///
/// # Errors
/// Why not.
pub fn connects_secretly(asker: &Asker) -> Result<(), Refusal> {
    of_no_app(asker)?;
    if asker.role.is_health_professional() { Ok(()) } else { Err(Refusal::HealthConnectsSecretly) }
}

/// Whether what somebody sees of a record depends on what was decided about it: of
/// persons, of who acts for them, and of those who work for an
/// organisation. A machine has its token's scopes and what its organisation keeps.
pub const fn is_weighed(asker: &Asker) -> bool {
    asker.role.is_of_an_organisation() || asker.role.is_of_a_person()
}

/// An app keeps to the record that it was started for.
pub(crate) fn of_no_app(asker: &Asker) -> Result<(), Refusal> {
    if asker.scopes.is_of_app() { Err(Refusal::AppsKeepToOneRecord) } else { Ok(()) }
}

/// And to no other record.
fn of_its_record(asker: &Asker, record: RecordNo) -> Result<(), Refusal> {
    match asker.scopes.is_of_app() && asker.scopes.record() != Some(record) {
        true => Err(Refusal::NotYourRecord),
        false => Ok(()),
    }
}

/// What the house itself keeps about a record, who looked and who may see it, is told to an
/// app whose scopes name the type as which it is told: who lets an app see "everything"
/// means what is written in the record.
fn named(asker: &Asker, kind: &str) -> Result<(), Refusal> {
    match asker.scopes.is_of_app() && !asker.scopes.name(kind, Act::Read) {
        true => Err(Refusal::AppsName),
        false => Ok(()),
    }
}

/// What the asker's own organisation keeps.
fn own(asker: &Asker, kinds: Kinds) -> Result<Lens, Refusal> {
    if asker.organisation.is_empty() {
        return Err(Refusal::NoOrganisation);
    }
    Ok(Lens::new(Some(vec![asker.organisation.clone()]), kinds))
}

pub(crate) fn identity() -> Kinds {
    Kinds::Only(IDENTITY_AND_APPOINTMENTS.map(|kind| (kind.to_owned(), Acts::READ)).into())
}
