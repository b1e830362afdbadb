//! Why the gate says no.

use hygie_base::Code;
use hygie_policy::Reason;
use hygie_record::RecordError;

use crate::acts::ActError;

/// Why somebody may not. Told to the asker: it speaks of the asker alone,
/// never of what the asker may not know exists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// An administrator asked for a record.
    AdministratorsSeeNothingClinical,
    /// A privacy or security officer asked for a record.
    OfficersSeeNothingClinical,
    /// A person asked for another record than their own. Answered like what is
    /// not there.
    NotYourRecord,
    /// A professional without an organisation.
    NoOrganisation,
    /// The role does not search for persons.
    RoleFindsNobody,
    /// The role gives no person a way into their record.
    RoleInvitesNobody,
    /// The role does not read who looked.
    RoleSeesNoTraces,
    /// Taking away all traces with their proofs, by who is not the person.
    PersonsProve,
    /// What only machines do, by somebody else.
    MachinesOnly,
    /// Too many persons' records were opened in an hour.
    TooManyPersons,
    /// What only administrators do, by somebody else.
    AdministratorsOnly,
    /// An app reached beyond the record that it was started for.
    AppsKeepToOneRecord,
    /// An app asked who looked, or who may see the record, and its scopes do not name that.
    AppsName,
    /// The role decides nothing about who sees a record.
    RoleDecidesNothing,
    /// What only the privacy officer does, by somebody else.
    PrivacyOfficersOnly,
    /// An emergency, by who is no health professional.
    HealthOnlyInEmergencies,
    /// An emergency would open nothing that is not open already.
    OpenAlready,
    /// A call to the regulation centre, by who did not log in as one who regulates.
    RegulationNotClaimed,
    /// The review of an emergency, or the answer about a contested access, by who is not
    /// the privacy officer.
    OfficerReviews,
    /// The review of who may do what, by who is not the privacy officer.
    OfficerHabilitations,
    /// Contesting an access, by who is not the person.
    PersonsContest,
    /// An announcement to the person, by who is no health professional.
    HealthAnnounces,
    /// Hiding from the legal representatives, by who is neither the person nor a health
    /// professional.
    MinorsHide,
    /// A secret connection, by who is no health professional.
    HealthConnectsSecretly,
    /// Something about an entry that is not secret, in a secret connection. It is said of
    /// what there is and of what there is not.
    InSecretConnection,
    /// A rule of the policy.
    Policy(Reason),
}

impl Refusal {
    /// The row of the error table.
    pub const fn code(self) -> Code {
        match self {
            Self::NotYourRecord => Code::NotFound,
            Self::AdministratorsSeeNothingClinical
            | Self::OfficersSeeNothingClinical
            | Self::NoOrganisation
            | Self::RoleFindsNobody
            | Self::RoleInvitesNobody
            | Self::RoleSeesNoTraces
            | Self::PersonsProve
            | Self::MachinesOnly
            | Self::TooManyPersons
            | Self::AdministratorsOnly
            | Self::AppsKeepToOneRecord
            | Self::AppsName
            | Self::RoleDecidesNothing
            | Self::PrivacyOfficersOnly
            | Self::HealthOnlyInEmergencies
            | Self::OpenAlready
            | Self::RegulationNotClaimed
            | Self::OfficerReviews
            | Self::OfficerHabilitations
            | Self::PersonsContest
            | Self::HealthAnnounces
            | Self::MinorsHide
            | Self::HealthConnectsSecretly
            | Self::InSecretConnection
            | Self::Policy(_) => Code::Forbidden,
        }
    }

    /// In words, for interfaces without translation and for the trace.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::AdministratorsSeeNothingClinical => {
                "administrators run the house and see nothing clinical"
            }
            Self::OfficersSeeNothingClinical => {
                "officers watch over the house and see nothing clinical"
            }
            Self::NotYourRecord => "there is no such record or resource",
            Self::NoOrganisation => "your account belongs to no organisation: ask an administrator",
            Self::RoleFindsNobody => "your role does not search for persons",
            Self::RoleInvitesNobody => "your role invites nobody into their record",
            Self::RoleSeesNoTraces => "your role does not read who looked",
            Self::PersonsProve => "only the person takes away who looked, with proofs",
            Self::AppsKeepToOneRecord => {
                "an app reaches the record that it was started for, and nothing beside it"
            }
            Self::AppsName => {
                "an app reads who looked, and who may see the record, when its scopes name \
                 AuditEvent and Consent: * does not bring them"
            }
            Self::MachinesOnly => "only a system's token may do this",
            Self::TooManyPersons => {
                "you opened the records of more persons within an hour than your role may: go on \
                 with those, wait, or ask an administrator to raise the cap"
            }
            Self::AdministratorsOnly => "only administrators see and change accounts",
            Self::RoleDecidesNothing => "your role decides nothing about who sees a record",
            Self::PrivacyOfficersOnly => "only the privacy officer asks why a record could be seen",
            Self::HealthOnlyInEmergencies => {
                "only health professionals open a record in an emergency"
            }
            Self::OpenAlready => "your care link opens this record already",
            Self::RegulationNotClaimed => {
                "your log-in does not say that you regulate medical calls: log in with Pro Santé \
                 Connect, from the regulation centre"
            }
            Self::OfficerReviews => {
                "only the privacy officer reviews emergencies and answers who contests an access"
            }
            Self::OfficerHabilitations => "only the privacy officer reviews who may do what here",
            Self::PersonsContest => "only the person contests who looked at their record",
            Self::HealthAnnounces => {
                "only health professionals record that something was announced"
            }
            Self::MinorsHide => {
                "only the person and health professionals hide something from who acts by law"
            }
            Self::HealthConnectsSecretly => {
                "only health professionals open a record in a secret connection"
            }
            Self::InSecretConnection => {
                "in a secret connection you decide only about what is hidden from the legal \
                 representatives: leave it for anything else"
            }
            Self::Policy(reason) => reason.sentence,
        }
    }
}

/// A decision that could not be had, or that is no.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// No, and why; traced.
    #[error("{}", .0.sentence())]
    Refused(Refusal),
    /// What was given to an act cannot be.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The trace of the refusal could not be written, so nothing is told.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl GateError {
    /// The row of the error table.
    pub const fn code(&self) -> Code {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Act(error) => error.code(),
            Self::Record(error) => error.code(),
        }
    }
}
