//! What was done, in the codes of AuditEvent: of REST as IHE BALP has it where there is
//! such an interaction, else of DICOM and of ISO 21089.

use hygie_trace::{Action, Purpose};

/// System, code and display.
pub(super) type Code = (&'static str, &'static str, &'static str);

pub(super) const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const EVENTS: &str = "http://terminology.hl7.org/CodeSystem/audit-event-type";
const REST: &str = "http://hl7.org/fhir/restful-interaction";
const LIFECYCLE: &str = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
const REASONS: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

const RESTFUL: Code = (EVENTS, "rest", "RESTful Operation");
const SECURITY: Code = (DICOM, "110113", "Security Alert");
const LOGGED: Code = (DICOM, "110114", "User Authentication");

/// The codes of one action.
pub(super) struct Coded {
    /// `AuditEvent.type`.
    pub kind: Code,
    /// `AuditEvent.subtype`.
    pub subtype: Option<Code>,
    /// `AuditEvent.action`.
    pub action: &'static str,
}

/// `reads`: whether of an action that changes or tells, it told.
pub(super) const fn coded(action: Action, reads: bool) -> Coded {
    let (kind, subtype, action) = match action {
        Action::Read => (RESTFUL, Some((REST, "read", "read")), "R"),
        Action::History => (RESTFUL, Some((REST, "history-instance", "history-instance")), "R"),
        Action::Search | Action::Find => (RESTFUL, Some((REST, "search-type", "search-type")), "E"),
        // Entries were added to the record; whether as new resources is not traced.
        Action::Write => (RESTFUL, Some((REST, "transaction", "transaction")), "U"),
        Action::Open => ((DICOM, "110110", "Patient Record"), None, "R"),
        Action::Export => ((DICOM, "110106", "Export"), None, "R"),
        Action::ListTraces => ((DICOM, "110101", "Audit Log Used"), None, "R"),
        Action::Erase => {
            ((LIFECYCLE, "destroy", "Destroy/Delete Record Lifecycle Event"), None, "D")
        }
        Action::LogIn => (LOGGED, Some((DICOM, "110122", "Login")), "E"),
        Action::LogOut => (LOGGED, Some((DICOM, "110123", "Logout")), "E"),
        Action::Account => {
            (SECURITY, Some((DICOM, "110137", "User security Attributes Changed")), "U")
        }
        Action::Rights => {
            let rights = Some((DICOM, "110136", "Security Roles Changed"));
            (SECURITY, rights, if reads { "R" } else { "U" })
        }
        Action::Alarm => (SECURITY, None, "E"),
        Action::Init | Action::RotateKeys | Action::Reindex | Action::Check => {
            ((DICOM, "110100", "Application Activity"), None, "E")
        }
    };
    Coded { kind, subtype, action }
}

/// A purpose of use in the codes of HL7, and its own name here.
pub(super) const fn purpose(purpose: Purpose) -> (&'static [Code], &'static str) {
    const ADMINISTRATION: &[Code] = &[(REASONS, "HSYSADMIN", "health system administration")];
    const REQUESTED: &[Code] = &[(REASONS, "PATRQT", "patient requested")];
    const URGENT: &[Code] = &[(REASONS, "ETREAT", "Emergency Treatment")];
    match purpose {
        Purpose::System => (ADMINISTRATION, "system"),
        Purpose::Administration => (ADMINISTRATION, "administration"),
        Purpose::CareTeam => (&[(REASONS, "TREAT", "treatment")], "care team"),
        Purpose::Own => (REQUESTED, "the person's own record"),
        Purpose::Delegation => (REQUESTED, "delegation"),
        Purpose::Emergency => (
            &[(REASONS, "ETREAT", "Emergency Treatment"), (REASONS, "BTG", "break the glass")],
            "emergency",
        ),
        Purpose::Regulation => (URGENT, "regulation"),
    }
}
