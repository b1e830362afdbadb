//! One trace as an AuditEvent. It says what the page of who looked says to the same
//! reader: names, roles, doors, types and ids of what was read, and nothing of what a
//! trace notes in words for the house.

use hygie_fhir::json::{Json, Object};
use hygie_gate::acts::{
    ANSWERED_CONTEST, BROKE_GLASS, CLOSED_GLASS, CONTESTED, ENDED_CALL, REVIEWED_GLASS, TOOK_CALL,
};
use hygie_gate::{LEFT_SECRECY, OPENED_SECRETLY, READS_RIGHTS};
use hygie_record::{TRACE_IDS, TraceSeen};
use hygie_trace::{Action, Actor, Outcome, Trace};

use super::codes::{Code, Coded, DICOM, coded, purpose};
use super::{KIND, named};
use crate::json::{array, object, string};

const ENTITY: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";
const SOURCE: &str = "http://terminology.hl7.org/CodeSystem/security-source-type";
const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
/// Identifiers that are addresses.
const URI: &str = "urn:ietf:rfc:3986";
/// Network access point by its URI (<https://hl7.org/fhir/R4/valueset-network-type.html>).
const BY_URI: &str = "5";
/// What a decision about the record was, which everybody who reads of it is told.
const DECISIONS: [&str; 9] = [
    BROKE_GLASS,
    CLOSED_GLASS,
    REVIEWED_GLASS,
    CONTESTED,
    ANSWERED_CONTEST,
    TOOK_CALL,
    ENDED_CALL,
    OPENED_SECRETLY,
    LEFT_SECRECY,
];

/// `own`: whether the person reads of their own record, who is told for what it was
/// searched and opened.
pub(super) fn event(base: &str, patient: Option<&str>, seen: &TraceSeen, own: bool) -> Json {
    let trace = &seen.trace;
    let Coded { kind, subtype, action } = coded(trace.action, trace.what == READS_RIGHTS);
    let at = trace.at.to_string();
    let id = format!("{TRACE_IDS}{}", named((seen.log, seen.index)));
    let mut event = Object::new();
    event.push("resourceType".into(), string(KIND));
    event.push("id".into(), string(&id));
    event.push("meta".into(), object([("lastUpdated", string(&at))]));
    event.push("type".into(), coding(kind));
    if let Some(subtype) = subtype {
        event.push("subtype".into(), array([coding(subtype)]));
    }
    event.push("action".into(), string(action));
    event.push("period".into(), object([("start", string(&at)), ("end", string(&at))]));
    event.push("recorded".into(), string(&at));
    let granted = trace.outcome == Outcome::Granted;
    event.push("outcome".into(), string(if granted { "0" } else { "4" }));
    if !granted {
        event.push("outcomeDesc".into(), string("refused"));
    }
    event.push("agent".into(), array(agents(base, trace, action)));
    event.push("source".into(), source(base));
    let entities = entities(patient, trace, own);
    if !entities.is_empty() {
        event.push("entity".into(), Json::Array(entities));
    }
    Json::Object(event)
}

/// Who acted, and through what: two at most, as the French guide of traces wants. Traces
/// keep no network address of who came, which is why none claims a profile of BALP.
fn agents(base: &str, trace: &Trace, action: &str) -> [Json; 2] {
    let machine = is_machine(&trace.actor);
    // Who sends and who receives: of a read the house sends, of all else whoever comes.
    let (theirs, ours) = match action {
        "R" => ((DICOM, "110152", "Destination Role ID"), (DICOM, "110153", "Source Role ID")),
        _ => ((DICOM, "110153", "Source Role ID"), (DICOM, "110152", "Destination Role ID")),
    };
    let user = match action {
        "R" | "E" => (PARTICIPATION, "IRCP", "information recipient"),
        _ => (PARTICIPATION, "AUT", "author (originator)"),
    };
    let who = actor(trace, if machine { theirs } else { user });
    if machine {
        let network = object([("address", string(base)), ("type", string(BY_URI))]);
        let server = object([
            ("type", concept(ours)),
            ("who", house(base)),
            ("requestor", Json::Bool(false)),
            ("network", network),
        ]);
        return [who, server];
    }
    let client = object([
        ("type", concept(theirs)),
        ("who", object([("display", string(&trace.from))])),
        ("requestor", Json::Bool(false)),
    ]);
    [who, client]
}

fn is_machine(actor: &Actor) -> bool {
    matches!(actor.role.as_str(), "system" | "operator")
}

fn actor(trace: &Trace, kind: Code) -> Json {
    let by = &trace.actor;
    let mut agent = Object::new();
    agent.push("type".into(), concept(kind));
    agent.push("role".into(), array([object([("text", string(&by.role))])]));
    let mut who = Object::new();
    // The name of the operator's account on the machine is nobody's business.
    if by.role != "operator" && !by.id.is_empty() {
        who.push("identifier".into(), object([("value", string(&by.id))]));
    }
    let parts = [by.name.as_str(), by.of.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let display = if parts.is_empty() { by.role.clone() } else { parts.join(", ") };
    who.push("display".into(), string(&display));
    agent.push("who".into(), Json::Object(who));
    if !by.name.is_empty() {
        agent.push("name".into(), string(&by.name));
    }
    agent.push("requestor".into(), Json::Bool(true));
    let (codes, text) = purpose(trace.purpose);
    let codings = array(codes.iter().copied().map(coding));
    let purpose = object([("coding", codings), ("text", string(text))]);
    agent.push("purposeOfUse".into(), array([purpose]));
    Json::Object(agent)
}

fn source(base: &str) -> Json {
    let server = (SOURCE, "4", "Application Server");
    object([("observer", house(base)), ("type", array([coding(server)]))])
}

/// This house.
fn house(base: &str) -> Json {
    let identifier = object([("system", string(URI)), ("value", string(base))]);
    object([("identifier", identifier), ("display", string("Hygie"))])
}

fn entities(patient: Option<&str>, trace: &Trace, own: bool) -> Vec<Json> {
    let mut entities = Vec::new();
    if let Some(id) = patient {
        entities.push(object([
            ("what", reference(&format!("Patient/{id}"))),
            ("type", coding((ENTITY, "1", "Person"))),
            ("role", coding((ROLE, "1", "Patient"))),
        ]));
    }
    let data = (ENTITY, "2", "System Object");
    if let Some(name) = resource(trace) {
        entities.push(object([
            ("what", reference(&name)),
            ("type", coding(data)),
            ("role", coding((ROLE, "4", "Domain Resource"))),
        ]));
    } else if let Some(words) = words(trace, own) {
        let role = match trace.action {
            Action::Search | Action::Find => (ROLE, "24", "Query"),
            _ => (ROLE, "4", "Domain Resource"),
        };
        entities.push(object([
            ("type", coding(data)),
            ("role", coding(role)),
            ("description", string(words)),
        ]));
    }
    entities
}

/// The resource that was read, with the version where the trace says which.
fn resource(trace: &Trace) -> Option<String> {
    if !matches!(trace.action, Action::Read | Action::History) {
        return None;
    }
    let (name, rest) = trace.what.split_once(' ').unwrap_or((&trace.what, ""));
    let (kind, id) = name.split_once('/')?;
    let known = hygie_fhir::assign::is_resource_type(kind) && hygie_fhir::reference::is_id(id);
    let version = rest.strip_prefix("version ").filter(|it| it.parse::<u32>().is_ok());
    let version = version.map(|version| format!("/_history/{version}")).unwrap_or_default();
    known.then(|| format!("{kind}/{id}{version}"))
}

/// What a trace notes in words, as far as the reader is told.
fn words(trace: &Trace, own: bool) -> Option<&str> {
    let words = match trace.action {
        Action::Search | Action::Find | Action::Open | Action::Export | Action::ListTraces => {
            trace.what.as_str()
        }
        Action::Rights if trace.what == READS_RIGHTS => return Some(READS_RIGHTS),
        Action::Rights => {
            return DECISIONS.into_iter().find(|begin| trace.what.starts_with(begin));
        }
        _ => "",
    };
    Some(words).filter(|words| own && !words.is_empty())
}

fn reference(name: &str) -> Json {
    object([("reference", string(name))])
}

fn concept(code: Code) -> Json {
    object([("coding", array([coding(code)]))])
}

fn coding((system, code, display): Code) -> Json {
    object([("system", string(system)), ("code", string(code)), ("display", string(display))])
}
