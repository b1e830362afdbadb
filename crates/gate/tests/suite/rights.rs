//! Who sees what of a record: links, consent, masks and blocks, through the real record
//! service, as the gate opens it.

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_gate::acts::{
    Agree, Block, Choose, Declare, Discharge, Forget, Leave, Mask, Open, Oppose, Refuse, Register,
    Unblock, Unmask,
};
use hygie_gate::limits::DECLARED_DAYS;
use hygie_gate::rights::Party;
use hygie_gate::{Asker, GateError, Refusal, Role};
use hygie_record::RecordError;
use hygie_testkit::{World, patient};

use crate::help::{self, House, lab};

const DAY: i64 = 86_400_000;

fn document(id: &str, kind: &str, label: &str) -> String {
    let label = match label {
        "" => String::new(),
        code => format!(
            r#","securityLabel":[{{"coding":[{{"system":"urn:oid:1.2.250.1.213.1.1.4.13","code":"{code}"}}]}}]"#
        ),
    };
    format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}","status":"current","type":{{"coding":[{{"system":"http://loinc.org","code":"{kind}"}}]}}{label},"subject":{{"reference":"Patient/p"}},"content":[{{"attachment":{{"contentType":"text/plain","data":"eA=="}}}}]}}"#
    )
}

fn asker(role: Role, organisation: &str, person: Option<RecordNo>) -> Asker {
    Asker { person, ..help::asker(role, organisation) }
}

/// Two organisations keep something of one person.
async fn a_house() -> House {
    let (patient, a1) = (patient("p", "Doe"), lab("a1"));
    let (b1, b2) = (lab("b1"), document("b2", "11488-4", ""));
    House::of(World::new(), &[("a", &[&patient, &a1]), ("b", &[&b1, &b2])]).await
}

impl House {
    /// Ids of what somebody sees of the record; by id, one by one, no more and no less is
    /// to be had.
    async fn sees_each(&self, asker: &Asker) -> Vec<String> {
        let permit = self.permit(asker).await;
        let seen = self.shown(&permit).await;
        for id in ["p", "a1", "b1", "b2"] {
            let kind = match id {
                "p" => "Patient",
                "b2" => "DocumentReference",
                _ => "Observation",
            };
            let alone = self.world.records.read(&permit, kind, id).await.is_ok();
            assert_eq!(alone, seen.iter().any(|it| it == id), "{id} for {}", asker.id);
        }
        seen
    }

    /// The organisation takes care of the person, who was informed.
    async fn registered(&self, organisation: &str) {
        let secretary = asker(Role::Secretary, organisation, None);
        self.decide(&secretary, Register { end: None, informed: true, ..Register::default() })
            .await
            .unwrap();
    }
}

fn is_refused(result: &Result<(), GateError>, rule: &str) {
    let told = match result {
        Err(GateError::Refused(Refusal::Policy(reason))) => reason.id,
        _ => "",
    };
    assert_eq!(told, rule);
}

/// CSP L.1110-4, L.1110-12: the care team shares; without a link there is no access.
#[tokio::test]
async fn without_a_care_link_there_is_no_access() {
    let house = a_house().await;
    for role in [Role::Physician, Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist] {
        let own = asker(role, "a", None);
        assert_eq!(house.sees_each(&own).await, ["p"], "{role:?}");
        assert!(house.sees_each(&asker(role, "b", None)).await.is_empty(), "{role:?}");
    }
    let secretary = asker(Role::Secretary, "a", None);
    house
        .decide(&secretary, Register { end: None, informed: false, ..Register::default() })
        .await
        .unwrap();
    let physician = asker(Role::Physician, "a", None);
    assert_eq!(house.sees_each(&physician).await, ["a1", "p"]);
    assert_eq!(house.sees_each(&secretary).await, ["p"], "a secretary sees identity");
    house.decide(&secretary, Discharge::EVERY).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["p"]);
}

/// CSP R.1111-46: consent is presumed in the team of who was informed; others declare.
#[tokio::test]
async fn what_others_keep_follows_consent() {
    let house = a_house().await;
    let (physician, nurse) = (asker(Role::Physician, "a", None), asker(Role::Nurse, "a", None));
    let secretary = asker(Role::Secretary, "a", None);
    house
        .decide(&secretary, Register { end: None, informed: false, ..Register::default() })
        .await
        .unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "p"], "nobody was informed");
    house.registered("a").await;
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "b2", "p"]);
    // Arrêté of 26/10/2023: a nurse reads laboratory reports, and of what is not in the
    // known rows nothing.
    assert_eq!(house.sees_each(&nurse).await, ["a1", "b1", "p"]);
    let person = house.person();
    let team = Party::organisation(&physician);
    house.decide(&person, Refuse { party: team.clone() }).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "p"], "refused");
    let alone = Party::account(&nurse);
    house.decide(&person, Agree { party: alone, end: None }).await.unwrap();
    assert_eq!(house.sees_each(&nurse).await, ["a1", "b1", "p"], "one is not the others");
    assert_eq!(house.sees_each(&physician).await, ["a1", "p"]);
    house.decide(&person, Forget { party: team }).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "b2", "p"]);
    house.decide(&person, Oppose).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "p"], "R.1111-40");
    house.decide(&person, Open).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "b2", "p"]);
}

/// L.1111-19: who is blocked sees nothing of what others keep, and keeps their own.
#[tokio::test]
async fn a_blocked_dentist_sees_what_their_own_practice_wrote() {
    let house = a_house().await;
    house.registered("a").await;
    let (dentist, person) = (asker(Role::Dentist, "a", None), house.person());
    let before = house.sees_each(&dentist).await;
    let block = || Block { account: dentist.id.clone(), name: dentist.name.clone() };
    house.decide(&person, block()).await.unwrap();
    house.decide(&person, block()).await.unwrap();
    assert_eq!(house.sees_each(&dentist).await, ["a1", "p"]);
    is_refused(&house.decide(&dentist, Declare { end: Timestamp(i64::MAX) }).await, "blocked");
    let unblock = || Unblock { account: dentist.id.clone() };
    house.decide(&person, unblock()).await.unwrap();
    assert_eq!(house.sees_each(&dentist).await, before);
    assert!(matches!(house.decide(&person, unblock()).await, Err(GateError::Act(_))));
}

/// CSP R.1111-49: a masked document is seen by its author and the médecin traitant.
#[tokio::test]
async fn a_masked_document_is_seen_by_its_author_and_the_medecin_traitant() {
    let house = a_house().await;
    for organisation in ["a", "b"] {
        house.write(organisation, &[&patient(&format!("p{organisation}"), "Roe")]).await;
    }
    house.registered("a").await;
    let (physician, person) = (asker(Role::Physician, "a", None), house.person());
    let mask = || Mask { kind: "DocumentReference".into(), id: "b2".into() };
    house.decide(&person, mask()).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "p"]);
    assert_eq!(house.sees_each(&person).await, ["a1", "b1", "b2", "p"], "the person sees all");
    let choose = Choose { account: physician.id.clone(), name: physician.name.clone() };
    house.decide(&person, choose).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "b2", "p"]);
    let other = Choose { account: "x".into(), name: "Someone else".into() };
    house.decide(&person, other).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "p"]);
    let unmask = Unmask { kind: "DocumentReference".into(), id: "b2".into() };
    house.decide(&person, unmask).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "b2", "p"]);
    let nothing = Mask { kind: "Observation".into(), id: "zz".into() };
    let refused = house.decide(&person, nothing).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::NotYourRecord))));
}

/// "See as" is what the other gets, and nobody but the person asks it.
#[tokio::test]
async fn what_the_person_sees_as_another_is_what_the_other_sees() {
    let house = a_house().await;
    let person = house.person();
    let others = [
        asker(Role::Physician, "a", None),
        asker(Role::Nurse, "a", None),
        asker(Role::Secretary, "a", None),
        asker(Role::Physician, "b", None),
        asker(Role::Administrator, "a", None),
        asker(Role::Person, "", RecordNo::from_u64(12345)),
    ];
    for step in 0..4 {
        match step {
            1 => house.registered("a").await,
            2 => {
                let mask = Mask { kind: "DocumentReference".into(), id: "b2".into() };
                house.decide(&person, mask).await.unwrap();
            }
            3 => house.decide(&person, Oppose).await.unwrap(),
            _ => {}
        }
        for other in &others {
            let seen = match house.gate.see_as(&person, house.record, other).await.unwrap() {
                None => Vec::new(),
                Some(permit) => {
                    let open = house.world.records.open(&permit, house.record, None).await;
                    let mut ids: Vec<_> =
                        open.unwrap().resources.into_iter().map(|it| it.id).collect();
                    ids.sort_unstable();
                    ids
                }
            };
            let theirs = match house.gate.record(other, house.record).await {
                Ok(_) => house.sees_each(other).await,
                Err(_) => Vec::new(),
            };
            assert_eq!(seen, theirs, "{} at {step}", other.id);
        }
        assert!(house.gate.see_as(&others[0], house.record, &person).await.is_err());
    }
}

/// CSP R.1111-53: INVISIBLE_PATIENT, until it is announced or a month has passed.
#[tokio::test]
async fn what_waits_to_be_announced_is_hidden_from_the_person_for_a_month() {
    let house = a_house().await;
    house.registered("a").await;
    house.write("b", &[&document("b2", "11488-4", "INVISIBLE_PATIENT")]).await;
    let (person, physician) = (house.person(), asker(Role::Physician, "a", None));
    assert_eq!(house.sees_each(&person).await, ["a1", "b1", "p"]);
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "b2", "p"]);
    house.world.clock.advance(32 * DAY);
    assert_eq!(house.sees_each(&person).await, ["a1", "b1", "b2", "p"]);
}

/// TD0.3: a professional who attests the person's consent, for so long.
#[tokio::test]
async fn a_declaration_ends_at_its_end() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "a", None);
    let now = house.world.clock.now();
    let most = now.0 + DECLARED_DAYS * DAY;
    for end in [now.0, most + 1] {
        let refused = house.decide(&physician, Declare { end: Timestamp(end) }).await;
        assert!(matches!(refused, Err(GateError::Act(_))), "{end}");
    }
    house.decide(&physician, Declare { end: Timestamp(most) }).await.unwrap();
    house.decide(&physician, Declare { end: Timestamp(now.0 + 1000) }).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["a1", "b1", "b2", "p"]);
    let permit = house.permit(&physician).await;
    house.world.clock.set(Timestamp(now.0 + 1000));
    let late = house.world.records.open(&permit, house.record, None).await;
    assert!(matches!(late, Err(RecordError::Ended)), "a permit ends with what it rests on");
    assert_eq!(house.sees_each(&physician).await, ["p"]);
    house.decide(&physician, Declare { end: Timestamp(now.0 + DAY) }).await.unwrap();
    house.decide(&physician, Leave).await.unwrap();
    assert_eq!(house.sees_each(&physician).await, ["p"]);
    // Who was refused cannot declare it away.
    let party = Party::account(&physician);
    house.decide(&house.person(), Refuse { party }).await.unwrap();
    let refused = house.decide(&physician, Declare { end: Timestamp(now.0 + DAY) }).await;
    assert!(refused.is_err());
    assert_eq!(house.sees_each(&physician).await, ["p"]);
}

#[tokio::test]
async fn a_permit_holds_as_long_as_the_rights_that_were_weighed() {
    let house = a_house().await;
    house.registered("a").await;
    let (physician, person) = (asker(Role::Physician, "a", None), house.person());
    let permit = house.permit(&physician).await;
    let records = &house.world.records;
    assert!(records.read(&permit, "Observation", "b1").await.is_ok());
    let block = Block { account: physician.id.clone(), name: physician.name.clone() };
    house.decide(&person, block).await.unwrap();
    let again = records.read(&permit, "Observation", "b1").await;
    assert!(matches!(again, Err(RecordError::Regranted)));
    assert!(matches!(records.open(&permit, house.record, None).await, Err(RecordError::Regranted)));
    assert_eq!(house.sees_each(&physician).await, ["a1", "p"]);
}

/// What is written by FHIR or an import grants nothing.
#[tokio::test]
async fn a_resource_grants_nothing() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "a", None);
    let about = r#""subject":{"reference":"Patient/p"}"#;
    let texts = [
        format!(
            r#"{{"resourceType":"Encounter","id":"g1","status":"in-progress","class":{{"code":"IMP"}},{about}}}"#
        ),
        format!(r#"{{"resourceType":"CareTeam","id":"g2","status":"active",{about}}}"#),
        r#"{"resourceType":"Consent","id":"g3","status":"active","scope":{"text":"x"},"category":[{"text":"x"}],"patient":{"reference":"Patient/p"},"policyRule":{"text":"x"}}"#.to_owned(),
        r#"{"resourceType":"RelatedPerson","id":"g4","patient":{"reference":"Patient/p"}}"#.to_owned(),
    ];
    for text in &texts {
        house.write("a", &[text]).await;
    }
    assert_eq!(
        house.sees_each(&physician).await,
        ["g4", "p"],
        "who the person is, and who is near"
    );
}

#[tokio::test]
async fn who_may_not_decide_is_refused_and_nothing_changes() {
    let house = a_house().await;
    house.registered("a").await;
    let before = house.sees_each(&asker(Role::Physician, "a", None)).await;
    let stranger = asker(Role::Person, "", RecordNo::from_u64(12345));
    let mask = || Mask { kind: "Observation".into(), id: "a1".into() };
    for other in [
        asker(Role::Physician, "a", None),
        asker(Role::Nurse, "a", None),
        asker(Role::Secretary, "a", None),
        asker(Role::Physician, "c", None),
        asker(Role::Administrator, "a", None),
        asker(Role::PrivacyOfficer, "a", None),
        asker(Role::SecurityOfficer, "a", None),
        asker(Role::System, "a", None),
        stranger.clone(),
    ] {
        assert!(house.decide(&other, Oppose).await.is_err(), "{}", other.id);
        assert!(house.gate.rights(&other, house.record).await.is_err(), "{}", other.id);
        if !other.role.is_health_professional() || other.organisation == "c" {
            assert!(house.decide(&other, mask()).await.is_err(), "{}", other.id);
        }
    }
    let registers = Register { end: None, informed: true, ..Register::default() };
    assert!(house.decide(&asker(Role::Secretary, "c", None), registers).await.is_err());
    assert!(house.decide(&stranger, Discharge::EVERY).await.is_err());
    assert_eq!(house.sees_each(&asker(Role::Physician, "a", None)).await, before);
    let rights = house.gate.rights(&house.person(), house.record).await.unwrap();
    assert_eq!((rights.links.len(), rights.masked.len()), (1, 0));
}

#[tokio::test]
async fn rights_are_entries_of_the_journal() {
    let house = a_house().await;
    house.registered("a").await;
    house.world.clock.advance(DAY);
    house.decide(&house.person(), Oppose).await.unwrap();
    let permit = house.gate.command_line("house");
    let records = &house.world.records;
    let report = records.check(&permit).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let traces = records.traces(&permit, house.record).await.unwrap();
    let told: Vec<_> = traces
        .iter()
        .filter(|it| it.trace.action == hygie_trace::Action::Rights)
        .map(|it| it.trace.what.as_str())
        .collect();
    assert!(told.contains(&"opposed the shared record"), "{told:?}");
    // One organisation's part goes, what was decided stays; the whole goes with it.
    records.erase(&permit, house.record, Some("b")).await.unwrap();
    assert_eq!(house.sees_each(&asker(Role::Physician, "a", None)).await, ["a1", "p"]);
    assert!(records.check(&permit).await.unwrap().findings.is_empty());
    records.erase(&permit, house.record, None).await.unwrap();
    assert!(records.check(&permit).await.unwrap().findings.is_empty());
    let asker = house.person();
    assert!(house.gate.decide(&asker, house.record, &Open).await.is_err());
}

/// Who asks is told of their own links and of nobody else's.
#[tokio::test]
async fn ties_are_those_of_the_asker_and_of_their_organisation() {
    let house = a_house().await;
    let (secretary, physician) =
        (asker(Role::Secretary, "a", None), asker(Role::Physician, "a", None));
    let b = Party::organisation(&asker(Role::Secretary, "b", None));
    let registered = Register { end: None, informed: true, ..Register::default() };
    house.gate.register("house", house.record, &b, &registered).await.unwrap();
    let ties = house.gate.ties(&physician, house.record).await.unwrap();
    assert_eq!((ties.registered, ties.own, ties.ended), (vec![], None, None), "b is not told");
    assert!(!ties.standing.own.allowed && ties.standing.declares.allowed && !ties.refused);

    let now = house.world.records.clock().now();
    let end = Some(Timestamp(now.0 + DAY));
    house
        .decide(&secretary, Register { end, informed: false, ..Register::default() })
        .await
        .unwrap();
    house.decide(&physician, Declare { end: Timestamp(now.0 + 2 * DAY) }).await.unwrap();
    let ties = house.gate.ties(&physician, house.record).await.unwrap();
    let ([organisation], Some(own)) = (&ties.registered[..], ties.own) else { panic!("both") };
    assert_eq!((organisation.start, organisation.end), (now, end));
    assert_eq!((organisation.by.id(), own.by.id()), (&*secretary.id, &*physician.id));
    let ties = house.gate.ties(&secretary, house.record).await.unwrap();
    assert!(ties.is_registered(house.now()) && ties.own.is_none(), "another's own is not told");

    house.world.clock.advance(DAY);
    let ties = house.gate.ties(&physician, house.record).await.unwrap();
    assert_eq!((ties.registered, ties.ended), (vec![], end));
    assert!(ties.own.is_some() && ties.standing.own.allowed);
    house.decide(&house.person(), Refuse { party: Party::account(&physician) }).await.unwrap();
    assert!(house.gate.ties(&physician, house.record).await.unwrap().refused);

    for role in [Role::Person, Role::Administrator, Role::PrivacyOfficer, Role::System] {
        let other = asker(role, "", Some(house.record));
        let ties = house.gate.ties(&other, house.record).await;
        assert!(matches!(ties, Err(GateError::Refused(_))), "{role:?}");
    }
}

/// A permit comes with what it rests on.
#[tokio::test]
async fn who_enters_knows_how_they_stand() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "a", None);
    let entered = house.gate.enter(&physician, house.record).await.unwrap();
    assert!(!entered.standing.unwrap().own.allowed);
    house.registered("a").await;
    let entered = house.gate.enter(&physician, house.record).await.unwrap();
    let standing = entered.standing.unwrap();
    assert_eq!(standing, house.gate.standing(&physician, house.record).await.unwrap());
    assert!(standing.own.allowed);
}
