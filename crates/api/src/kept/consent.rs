//! What was decided about who sees a record, as Consents of R4
//! (<https://hl7.org/fhir/R4/consent.html>): one for each party that the person said
//! something about, and one for each of the others.

use std::collections::BTreeSet;

use hygie_base::Timestamp;
use hygie_fhir::json::{Json, Object};
use hygie_gate::rights::{Delegation, Life, Mark, Party, Rights};
use hygie_record::RIGHT_IDS;

use crate::json::{array, object, string};

const ACTS: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
const REASONS: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
const SCOPES: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
const EMERGENCY: &[Code] =
    &[(REASONS, "ETREAT", "Emergency Treatment"), (REASONS, "BTG", "break the glass")];
const REGULATION: &[Code] = &[(REASONS, "ETREAT", "Emergency Treatment")];
const RECIPIENT: Code =
    ("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP", "information recipient");
const DELEGATE: Code =
    ("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "DELEGATEE", "delegatee");

type Code = (&'static str, &'static str, &'static str);

/// One decision.
#[derive(Default)]
struct Said<'a> {
    /// What stands behind [`RIGHT_IDS`].
    id: String,
    /// Whether it lets somebody see; else it keeps from them.
    permits: bool,
    /// By what, and under which article.
    rule: &'static str,
    status: Option<&'static str>,
    at: Option<Timestamp>,
    end: Option<Timestamp>,
    /// About whom: code, id and name.
    who: Option<(Code, &'a str, String)>,
    purposes: &'static [Code],
    /// About which resources.
    what: &'a [Mark],
}

/// All of them, for the person themselves.
pub(super) fn consents(rights: &Rights, patient: &str, now: Timestamp) -> Vec<Json> {
    let mut said = shared(rights);
    said.extend(rights.consents.iter().map(|it| Said {
        id: format!("consent.{}", it.start.0),
        permits: it.given,
        rule: "access of who takes care of the person (CSP, R.1111-46)",
        at: Some(it.start),
        end: it.end,
        who: Some(party(&it.party)),
        ..Said::default()
    }));
    said.extend(rights.blocked.iter().map(|it| Said {
        id: format!("block.{}", it.since.0),
        rule: "professionals whom the person blocked (CSP, L.1111-19)",
        at: Some(it.since),
        who: Some((RECIPIENT, &it.account, it.name.clone())),
        ..Said::default()
    }));
    said.extend(emergencies(rights));
    said.extend(rights.delegations.iter().filter(|it| it.capacity.needs_consent()).map(delegation));
    said.extend(marks(rights));
    let mut known = BTreeSet::new();
    for one in &mut said {
        // Two of the same moment are told apart by their place.
        let (first, mut times) = (one.id.clone(), 1);
        while !known.insert(one.id.clone()) {
            times += 1;
            one.id = format!("{first}.{times}");
        }
    }
    said.iter().map(|one| one.written(patient, now)).collect()
}

/// The shared part of the record, where it was decided about.
fn shared(rights: &Rights) -> Vec<Said<'_>> {
    let (shared, mut said) = (&rights.shared, Vec::new());
    if shared.since.is_some() || shared.life != Life::Open {
        said.push(Said {
            id: "shared".to_owned(),
            permits: shared.life == Life::Open,
            rule: match shared.life {
                Life::Open => "the shared record, opened again (CSP, R.1111-40)",
                Life::Opposed => "the shared record, which the person opposed (CSP, R.1111-40)",
                Life::Closed => "the shared record, which is closed (CSP, L.1111-18)",
            },
            at: shared.since,
            ..Said::default()
        });
    }
    said.extend(rights.informed.map(|at| Said {
        id: "informed".to_owned(),
        permits: true,
        rule: "the person was informed and did not oppose (CSP, R.1111-46)",
        at: Some(at),
        ..Said::default()
    }));
    said
}

/// What the person wants in emergencies.
fn emergencies(rights: &Rights) -> impl Iterator<Item = Said<'_>> {
    let wants = rights.emergencies;
    let choices = [
        (
            wants.opposes_access,
            "emergency",
            "access in an emergency, which the person opposed (CSP, L.1111-17 I)",
            EMERGENCY,
            false,
        ),
        (
            wants.opposes_regulation,
            "regulation",
            "access by the regulation centre, which the person opposed (CSP, L.1111-17 I)",
            REGULATION,
            false,
        ),
        (
            wants.shows_masked,
            "masked-in-emergency",
            "what is masked may be seen in an emergency",
            EMERGENCY,
            true,
        ),
    ];
    let chosen = choices.into_iter().filter(|(chosen, ..)| *chosen);
    chosen.map(|(_, id, rule, purposes, permits)| Said {
        id: id.to_owned(),
        permits,
        rule,
        purposes,
        ..Said::default()
    })
}

/// Who acts for the person because the person asked them to, or lets them.
fn delegation(it: &Delegation) -> Said<'_> {
    Said {
        id: format!("delegation.{}", it.start.0),
        permits: true,
        rule: "who acts for the person with their consent",
        status: (!it.consented).then_some("proposed"),
        at: Some(it.start),
        end: it.end,
        // Their id is what their account acts by: it is told to nobody else.
        who: Some((DELEGATE, "", it.name.clone())),
        ..Said::default()
    }
}

/// What is kept from professionals, and from who acts for the person.
fn marks(rights: &Rights) -> impl Iterator<Item = Said<'_>> {
    let lists = [
        (&rights.masked, "masked", "masked to professionals (MASQUE_PS; CSP, R.1111-49)"),
        (&rights.secret, "secret", "hidden from who acts for the person (CSP, R.1111-50)"),
    ];
    let some = lists.into_iter().filter(|(marks, ..)| !marks.is_empty());
    some.map(|(marks, id, rule)| Said {
        id: id.to_owned(),
        rule,
        at: marks.iter().map(|mark| mark.since).max(),
        what: marks,
        ..Said::default()
    })
}

fn party(party: &Party) -> (Code, &str, String) {
    (RECIPIENT, party.id(), party.full_name())
}

impl Said<'_> {
    fn written(&self, patient: &str, now: Timestamp) -> Json {
        let ended = self.end.is_some_and(|end| end <= now);
        let status = if ended { "inactive" } else { self.status.unwrap_or("active") };
        let rule = match self.permits {
            true => (ACTS, "OPTIN", "opt-in"),
            false => (ACTS, "OPTOUT", "opt-out"),
        };
        let document =
            object([("system", string("http://loinc.org")), ("code", string("59284-0"))]);
        let person = || object([("reference", string(&format!("Patient/{patient}")))]);
        let mut consent = Object::new();
        consent.push("resourceType".into(), string("Consent"));
        consent.push("id".into(), string(&format!("{RIGHT_IDS}{}", self.id)));
        consent.push("status".into(), string(status));
        consent.push("scope".into(), concept((SCOPES, "patient-privacy", "Privacy Consent")));
        consent.push("category".into(), array([object([("coding", array([document]))])]));
        consent.push("patient".into(), person());
        if let Some(at) = self.at {
            consent.push("dateTime".into(), string(&at.to_string()));
        }
        let rule = [("coding", array([coding(rule)])), ("text", string(self.rule))];
        consent.push("policyRule".into(), object(rule));
        consent.push("provision".into(), self.provision());
        Json::Object(consent)
    }

    fn provision(&self) -> Json {
        let mut provision = Object::new();
        provision.push("type".into(), string(if self.permits { "permit" } else { "deny" }));
        let ends = [("start", self.at), ("end", self.end)];
        let mut period = Object::new();
        for (name, at) in ends {
            if let Some(at) = at {
                period.push(name.into(), string(&at.to_string()));
            }
        }
        if !period.is_empty() {
            provision.push("period".into(), Json::Object(period));
        }
        if let Some((role, id, name)) = &self.who {
            let mut who = Object::new();
            if !id.is_empty() {
                who.push("identifier".into(), object([("value", string(id))]));
            }
            who.push("display".into(), string(name));
            let actor = object([("role", concept(*role)), ("reference", Json::Object(who))]);
            provision.push("actor".into(), array([actor]));
        }
        if !self.purposes.is_empty() {
            let purposes = array(self.purposes.iter().copied().map(coding));
            provision.push("purpose".into(), purposes);
        }
        if !self.what.is_empty() {
            let data = self.what.iter().map(|mark| {
                let name = format!("{}/{}", mark.kind, mark.id);
                let reference = object([("reference", string(&name))]);
                object([("meaning", string("related")), ("reference", reference)])
            });
            provision.push("data".into(), array(data));
        }
        Json::Object(provision)
    }
}

fn concept(code: Code) -> Json {
    object([("coding", array([coding(code)]))])
}

fn coding((system, code, display): Code) -> Json {
    object([("system", string(system)), ("code", string(code)), ("display", string(display))])
}
