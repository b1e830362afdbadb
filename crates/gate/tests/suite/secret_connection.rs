//! A minor's record in a secret connection (CSP, L.1111-5, R.1111-50; DMP, connexion
//! secrète), through the real record service.

use std::collections::BTreeSet;

use hygie_base::Timestamp;
use hygie_gate::acts::{ActError, Announce, Hide, Mask, Unhide};
use hygie_gate::{Asker, GateError, OPENED_SECRETLY, Refusal, Role, SECRETLY, Scopes};
use hygie_record::{Change, Everything, RecordError, TraceQuery, TracesOf};
use hygie_testkit::{World, batch, patient, put};
use hygie_trace::{Action, Trace};
use proptest::prelude::*;

use crate::help::{self, House, lab};

const LABEL: &str = r#""meta":{"security":[{"code":"INVISIBLE_REPRESENTANTS_LEGAUX"}]},"#;
const WAITS: &str = r#""meta":{"security":[{"code":"INVISIBLE_PATIENT"},{"code":"INVISIBLE_REPRESENTANTS_LEGAUX"}]},"#;

fn visit(id: &str, label: &str) -> String {
    format!(
        r#"{{"resourceType":"Encounter","id":"{id}",{label}"status":"finished","class":{{"code":"AMB"}},"subject":{{"reference":"Patient/p"}}}}"#
    )
}

fn result(id: &str, of: &str) -> String {
    let within = format!(r#""encounter":{{"reference":"Encounter/{of}"}},"status""#);
    lab(id).replace(r#""status""#, &within)
}

fn note(id: &str, label: &str) -> String {
    format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}",{label}"status":"current","type":{{"coding":[{{"system":"http://loinc.org","code":"11488-4"}}]}},"subject":{{"reference":"Patient/p"}},"content":[{{"attachment":{{"contentType":"text/plain","data":"eA=="}}}}]}}"#
    )
}

/// Two visits with a result each, of which the first is labelled secret with its result, and
/// a note; a parent acts for the person.
struct Minor {
    house: House,
    physician: Asker,
    parent: Asker,
}

const ALL: [&str; 6] = ["e1", "e2", "n", "o1", "o2", "p"];

async fn minor_of(texts: &[String]) -> Minor {
    let mut all = vec![patient("p", "Doe")];
    all.extend_from_slice(texts);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let house = House::of(World::new(), &[("a", &all)]).await;
    let parent = house.parent_until(Timestamp(house.now().0 + 1_000_000)).await;
    let physician = help::asker(Role::Physician, "a");
    Minor { house, physician, parent }
}

async fn minor() -> Minor {
    let visits = [visit("e1", LABEL), visit("e2", "")];
    let rest = [result("o1", "e1"), result("o2", "e2"), note("n", "")];
    minor_of(&[visits.as_slice(), rest.as_slice()].concat()).await
}

impl Minor {
    /// The physician in a secret connection to the record.
    fn secretly(&self) -> Asker {
        Asker { secret: vec![self.house.record], ..self.physician.clone() }
    }

    async fn traces(&self) -> Vec<Trace> {
        let (house, person) = (&self.house, self.house.person());
        let (permit, _) = house.gate.traces(&person, house.record).await.unwrap();
        let asked = TraceQuery { before: None, limit: 100, of: TracesOf::Everyone };
        let page = house.world.records.traces_page(&permit, house.record, &asked).await.unwrap();
        page.traces.into_iter().map(|seen| seen.trace).collect()
    }

    async fn writes(&self, by: &Asker, text: &str) -> Result<(), RecordError> {
        self.changes(by, put(text)).await
    }

    async fn changes(&self, by: &Asker, change: Change) -> Result<(), RecordError> {
        let permit = self.house.permit(by).await;
        let done = self.house.world.records.write(&permit, batch("a", vec![change])).await;
        done.map(drop)
    }
}

fn is_refused(result: &Result<(), GateError>, refusal: Refusal) -> bool {
    matches!(result, Err(GateError::Refused(found)) if *found == refusal)
}

#[tokio::test]
async fn it_shows_what_is_secret_whole_and_who_the_person_is() {
    let it = minor().await;
    assert_eq!(it.house.sees(&it.physician).await, ALL);
    assert_eq!(it.house.sees(&it.secretly()).await, ["e1", "o1", "p"]);
    let hide = Hide { kind: "Observation".into(), id: "o2".into(), majority: None };
    it.house.decide(&it.physician, hide).await.unwrap();
    assert_eq!(it.house.sees(&it.secretly()).await, ["e1", "o1", "o2", "p"]);
    // All that is given away of the record is the same.
    let permit = it.house.permit(&it.secretly()).await;
    let asked = Everything { count: 100, ..Everything::default() };
    let page = it.house.world.records.everything(&permit, it.house.record, &asked).await.unwrap();
    assert_eq!(page.resources.len(), 4);
    // It is of that record alone.
    let other = hygie_base::RecordNo::from_u64(12).unwrap();
    let elsewhere = Asker { secret: vec![other], ..it.physician.clone() };
    assert_eq!(it.house.sees(&elsewhere).await, ALL);
}

/// An appointment says when somebody comes, which is no part of who they are.
#[tokio::test]
async fn it_shows_no_appointment_that_is_not_secret() {
    let appointment = |id: &str, label: &str| {
        format!(
            r#"{{"resourceType":"Appointment","id":"{id}",{label}"status":"booked","start":"2026-12-01T10:00:00Z","end":"2026-12-01T10:15:00Z","participant":[{{"actor":{{"reference":"Patient/p"}},"status":"accepted"}}]}}"#
        )
    };
    let it = minor_of(&[appointment("a1", ""), appointment("a2", LABEL)]).await;
    assert_eq!(it.house.sees(&it.physician).await, ["a1", "a2", "p"]);
    assert_eq!(it.house.sees(&it.secretly()).await, ["a2", "p"]);
}

#[tokio::test]
async fn what_is_written_in_it_carries_the_label() {
    let it = minor().await;
    let secretly = it.secretly();
    let refused = it.writes(&secretly, &note("open", "")).await;
    assert!(matches!(refused, Err(RecordError::Forbidden(_))), "{refused:?}");
    // Nor does it become a version of what is not secret.
    let refused = it.writes(&secretly, &note("n", LABEL)).await;
    assert!(matches!(refused, Err(RecordError::NotFound)), "{refused:?}");
    it.writes(&secretly, &note("kept", LABEL)).await.unwrap();
    assert_eq!(it.house.sees(&secretly).await, ["e1", "kept", "o1", "p"]);
    assert_eq!(it.house.sees(&it.parent).await, ["e2", "n", "o2", "p"]);
    assert!(it.house.sees(&it.house.person()).await.contains(&"kept".to_owned()));
    it.writes(&it.physician, &note("open", "")).await.unwrap();
}

#[tokio::test]
async fn nothing_is_decided_in_it_about_what_is_not_secret() {
    let it = minor().await;
    it.house.write("a", &[&note("w", WAITS)]).await;
    let secretly = it.secretly();
    let refusal = Refusal::InSecretConnection;
    for (kind, id) in [("DocumentReference", "n"), ("Patient", "p"), ("Observation", "nothing")] {
        let (kind, id) = (kind.to_owned(), id.to_owned());
        let mask = Mask { kind: kind.clone(), id: id.clone() };
        assert!(is_refused(&it.house.decide(&secretly, mask).await, refusal), "{id}");
        let hide = Hide { kind: kind.clone(), id: id.clone(), majority: None };
        assert!(is_refused(&it.house.decide(&secretly, hide).await, refusal), "{id}");
        let unhide = Unhide { kind: kind.clone(), id: id.clone() };
        assert!(is_refused(&it.house.decide(&secretly, unhide).await, refusal), "{id}");
        let announce = Announce { kind, id: id.clone() };
        assert!(is_refused(&it.house.decide(&secretly, announce).await, refusal), "{id}");
    }
    let announce = Announce { kind: "DocumentReference".into(), id: "w".into() };
    it.house.decide(&secretly, announce).await.unwrap();
    assert_eq!(it.house.sees(&it.parent).await, ["e2", "n", "o2", "p"]);
}

/// Who may write there may begin one, of a minor.
#[tokio::test]
async fn it_is_begun_by_who_writes_there_and_of_a_minor() {
    let it = minor().await;
    let (gate, record) = (&it.house.gate, it.house.record);
    let later = Some(Timestamp(it.house.now().0 + 1));
    let may = async |by: &Asker, majority| {
        gate.may_connect_secretly(by, record, majority).await.map(drop)
    };
    for role in [Role::Physician, Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist] {
        may(&help::asker(role, "a"), later).await.unwrap();
    }
    let none = may(&it.physician, None).await;
    assert!(matches!(none, Err(GateError::Act(ActError::AgeUnknown))), "{none:?}");
    let adult = may(&it.physician, Some(it.house.now())).await;
    assert!(matches!(adult, Err(GateError::Act(ActError::OfAge))), "{adult:?}");
    let refusal = Refusal::HealthConnectsSecretly;
    for by in [it.parent.clone(), it.house.person(), help::asker(Role::Secretary, "a")] {
        assert!(is_refused(&may(&by, later).await, refusal), "{}", by.id);
    }
    let scopes = Scopes::parse("system/*.cruds").unwrap().of_app(Some(record));
    let app = Asker { scopes, ..it.physician.clone() };
    assert!(is_refused(&may(&app, later).await, Refusal::AppsKeepToOneRecord));
    let stranger = help::asker(Role::Physician, "b");
    let refused = may(&stranger, later).await;
    assert!(matches!(refused, Err(GateError::Refused(_))), "{refused:?}");
}

/// The person reads it, and no representative: those read no traces.
#[tokio::test]
async fn its_traces_say_so() {
    let it = minor().await;
    let secretly = it.secretly();
    it.house.sees(&it.physician).await;
    it.house.sees(&secretly).await;
    it.writes(&secretly, &note("kept", LABEL)).await.unwrap();
    let traces = it.traces().await;
    let of = |action: Action, secret: bool| {
        let is = |trace: &&Trace| {
            trace.actor.id == it.physician.id
                && trace.action == action
                && trace.from.ends_with(SECRETLY) == secret
        };
        traces.iter().filter(is).count()
    };
    assert_eq!((of(Action::Write, true), of(Action::Write, false)), (1, 0));
    let reads = |secret| of(Action::Open, secret) + of(Action::Read, secret);
    assert_eq!((reads(true), reads(false)), (1, 1), "{traces:?}");
    assert!(!OPENED_SECRETLY.is_empty());
    assert!(it.house.gate.traces(&it.parent, it.house.record).await.is_err());
}

/// What a record of the property holds: visits, results of them or of none, each labelled,
/// hidden by a decision, or open.
fn entries() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::vec((0..4_u8, 0..3_u8), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// A secret connection shows just what the parent does not see, and who the person is.
    #[test]
    fn it_and_what_a_parent_sees_make_the_record(entries in entries()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(divides(&entries));
    }
}

async fn divides(entries: &[(u8, u8)]) {
    let (mut texts, mut hidden) = (Vec::new(), Vec::new());
    for (at, (what, secret)) in entries.iter().enumerate() {
        let (id, label) = (format!("x{at}"), if *secret == 1 { LABEL } else { "" });
        let before = entries.iter().take(at).rposition(|(what, _)| *what == 0);
        let (kind, text) = match (what, before) {
            (0, _) => ("Encounter", visit(&id, label)),
            (1, _) => ("DocumentReference", note(&id, label)),
            (2, Some(visit)) => ("Observation", result(&id, &format!("x{visit}"))),
            _ => ("Observation", lab(&id)),
        };
        let text = match label {
            "" => text,
            label if kind == "Observation" => {
                text.replace("\"status\"", &format!("{label}\"status\""))
            }
            _ => text,
        };
        texts.push(text);
        hidden.extend((*secret == 2).then_some((kind, id)));
    }
    let it = minor_of(&texts).await;
    for (kind, id) in hidden {
        let hide = Hide { kind: kind.into(), id, majority: None };
        it.house.decide(&it.physician, hide).await.unwrap();
    }
    let set = |ids: Vec<String>| ids.into_iter().collect::<BTreeSet<_>>();
    let all = set(it.house.sees(&it.physician).await);
    let secret = set(it.house.sees(&it.secretly()).await);
    let open = set(it.house.sees(&it.parent).await);
    assert_eq!(all.len(), entries.len() + 1);
    let both: Vec<_> = secret.intersection(&open).cloned().collect();
    assert_eq!(both, ["p"], "{texts:?}");
    assert_eq!(secret.union(&open).cloned().collect::<BTreeSet<_>>(), all, "{texts:?}");
}
