//! Which way secrecy goes along a reference, by the element that holds it.
//!
//! The rule behind the rows: what was done *in*, *for*, *from* or *about* a
//! secret is as secret ([`Row::up`]: from what is referred to up to who refers),
//! and so is what a secret *consists of* ([`Row::down`]: from who refers down to
//! what is referred to). Where an element may be read both ways it goes both
//! ways: too much is hidden rather than too little.
//!
//! What only *gathers* (a report, a panel, a list, a document, a care plan) is
//! not drawn up by one of its members: it would then draw down all others, and
//! one masked result would hide a whole problem list. Such gatherers, and all
//! whose element no row knows, come with [`crate::OpenRecord::covered`] and stop
//! there.
//!
//! Persons are never drawn in: the Patient is whose record it is, a
//! RelatedPerson has rights of their own to be told of, and hiding either would
//! itself tell that something is hidden. Professionals, organisations, places,
//! products and all else of the registry are the house's and of no person.

use hygie_fhir::assign::{Rule, row};

/// What is drawn from who refers down to what is referred to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Down {
    /// It consists of it.
    Made,
    /// It is a text or picture that the referrer carries.
    Content,
    /// It stands behind it, and perhaps behind others: drawn when no current
    /// entry that is not secret refers to it, save those that would be drawn up
    /// by it and those that only gather.
    Last,
}

/// Elements of one name.
pub(super) struct Row {
    /// The member of JSON, or several in a chain, at any depth of a resource.
    pub element: &'static str,
    /// The types of who refers; any where none is named.
    pub of: &'static [&'static str],
    /// Whether who refers to a secret is as secret.
    pub up: bool,
    /// Whether what a secret refers to is as secret.
    pub down: Option<Down>,
}

type Names = &'static [&'static str];

const ANY: Names = &[];

const fn up(element: &'static str, of: Names) -> Row {
    Row { element, of, up: true, down: None }
}

const fn down(element: &'static str, of: Names) -> Row {
    Row { element, of, up: false, down: Some(Down::Made) }
}

const fn both(element: &'static str, of: Names) -> Row {
    Row { element, of, up: true, down: Some(Down::Made) }
}

/// Down only when it is the last one.
const fn last(element: &'static str, of: Names) -> Row {
    Row { element, of, up: false, down: Some(Down::Last) }
}

pub(super) static TABLE: &[Row] = &[
    // Entries of a secret encounter or episode.
    up("encounter", ANY),
    up(
        "context",
        &["ChargeItem", "MedicationAdministration", "MedicationDispense", "MedicationStatement"],
    ),
    up("episodeOfCare", &["Encounter"]),
    // An episode whose encounters are all secret says why they took place.
    last("episodeOfCare", &["Encounter"]),
    last("team", &["EpisodeOfCare"]),
    // The appointment and the request behind a visit say where it led.
    both("appointment", ANY),
    down("basedOn", &["Appointment", "Encounter"]),
    // What a visit was for or found, unless others speak of it too.
    last("diagnosis", &["Encounter", "EpisodeOfCare"]),
    last("reasonReference", &["Appointment", "Encounter"]),
    // Parts of a secret event or plan; a whole is not drawn up by a part of it.
    up("partOf", ANY),
    up("parent", &["Specimen"]),
    // What fulfils a secret request; the request, once all that fulfils it is
    // secret: "HIV test, please" says what was tested.
    up("basedOn", ANY),
    last("basedOn", ANY),
    up("request", ANY),
    up("referralRequest", ANY),
    last("referralRequest", ANY),
    up("authorizingPrescription", ANY),
    up("priorPrescription", ANY),
    up("priorRequest", ANY),
    // Money: what is charged for a secret.
    up("prescription", ANY),
    up("originalPrescription", ANY),
    up("referral", ANY),
    up("claim", ANY),
    up("claimResponse", ANY),
    up("response", &["PaymentNotice", "PaymentReconciliation"]),
    up("payment", &["PaymentNotice"]),
    up("service", &["ChargeItem"]),
    both("chargeItemReference", &["Invoice"]),
    up("account", &["ChargeItem", "Invoice"]),
    last("account", &["ChargeItem", "Encounter", "EpisodeOfCare", "Invoice"]),
    // Results: a report consists of them, and a panel.
    down("result", ANY),
    down("hasMember", ANY),
    down("media.link", &["DiagnosticReport"]),
    // A report on pictures says what they show, and the pictures what it says.
    both("imagingStudy", &["DiagnosticReport"]),
    down("report", &["Procedure"]),
    // What is found on a secret specimen; the specimen, once no other test needs it.
    up("specimen", ANY),
    last("specimen", ANY),
    up("derivedFrom", ANY),
    up("investigation", &["ClinicalImpression"]),
    up("finding", &["ClinicalImpression"]),
    up("previous", &["ClinicalImpression"]),
    up("immunizationEvent", ANY),
    // What came of it.
    last("complicationDetail", ANY),
    last("reaction.detail", &["Immunization"]),
    last("resultingCondition", ANY),
    down("output", &["Task"]),
    down("outputParameters", ANY),
    // Documents: their sections, their content, their other versions and forms.
    down("entry", &["Composition", "List"]),
    down("content", &["DocumentManifest"]),
    Row { element: "url", of: ANY, up: true, down: Some(Down::Content) },
    both("target", &["DocumentReference"]),
    both("targetReference", &["Composition"]),
    both("replaces", ANY),
    up("securityContext", &["Binary"]),
    down("sourceReference", &["Consent"]),
    // Plans: what they set in motion; goals and teams that serve no other.
    down("activity.reference", &["CarePlan"]),
    down("action.resource", &["RequestGroup"]),
    last("activity.outcomeReference", &["CarePlan"]),
    last("goal", &["CarePlan"]),
    last("careTeam", &["CarePlan"]),
    // What speaks of a secret, and what a secret message carries.
    up("about", ANY),
    up("inResponseTo", ANY),
    down("payload", &["Communication", "CommunicationRequest"]),
    up("focus", ANY),
    up("subject", ANY),
    up("target", &["Provenance", "VerificationResult"]),
    up("what", &["AuditEvent", "Provenance"]),
];

/// They stand by themselves, whatever single act comes of them.
const STANDING: Names = &["CarePlan"];

/// What several rows say of one link.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Ways {
    /// Who refers is as secret as what is referred to.
    pub up: bool,
    /// What is referred to is as secret: it is part of who refers.
    pub made: bool,
    /// … and it is a text or picture of it.
    pub content: bool,
    /// What is referred to is as secret when nobody else needs it.
    pub last: bool,
}

impl Ways {
    /// Of a link in a resource of this type, below these members, to such a type.
    pub fn of(kind: &str, path: &[&str], to: &str) -> Self {
        let mut ways = Self::default();
        let rows = TABLE.iter().filter(|row| row.of.is_empty() || row.of.contains(&kind));
        for row in rows.filter(|row| contains(path, row.element)) {
            ways.up |= row.up;
            ways.made |= matches!(row.down, Some(Down::Made | Down::Content));
            ways.content |= row.down == Some(Down::Content);
            ways.last |= row.down == Some(Down::Last) && !STANDING.contains(&to);
        }
        ways
    }

    /// Whether who refers needs what is referred to for itself: it neither comes
    /// of it nor merely gathers it.
    pub const fn needs(self) -> bool {
        self.last || !(self.up || self.made)
    }
}

fn contains(path: &[&str], element: &str) -> bool {
    let chain = element.split('.').count();
    path.windows(chain).any(|names| names.iter().copied().eq(element.split('.')))
}

/// Whether resources of a type may be drawn into a secret: those that belong to
/// a person and are none.
pub(super) fn is_drawn(kind: &str) -> bool {
    // The commonest first: most references of a record are to these.
    !matches!(kind, "Patient" | "Practitioner" | "Organization" | "RelatedPerson")
        && row(kind).is_some_and(|row| matches!(row.rule, Rule::Person { .. } | Rule::Document))
}
