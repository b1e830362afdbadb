//! Guards that no other test would miss.

use hygie_gate::acts::{Block, Register};
use hygie_gate::{GateError, Refusal, Role, Scopes, rules};
use hygie_testkit::{World, patient};

use crate::help::{House, asker, lab};

async fn a_house() -> House {
    let (p, x) = (patient("p", "Doe"), lab("x"));
    House::of(World::new(), &[("a", &[&p]), ("b", &[&x])]).await
}

impl House {
    /// What the traces of the record and of the registry say that somebody did.
    async fn told(&self, of: &str) -> Vec<String> {
        let house = self.gate.command_line("house");
        let traces = self.world.records.traces_by(&house, of, None, 100).await.unwrap();
        traces.into_iter().map(|seen| seen.trace.what).collect()
    }
}

#[tokio::test]
async fn machines_see_what_their_organisation_keeps_and_decide_nothing() {
    let house = a_house().await;
    let machine = hygie_gate::Asker {
        scopes: Scopes::parse("system/*.cruds").unwrap(),
        ..asker(Role::System, "a")
    };
    assert_eq!(house.sees(&machine).await, ["p"], "another organisation keeps the result");
    let others = hygie_gate::Asker { organisation: "b".to_owned(), ..machine.clone() };
    assert_eq!(house.sees(&others).await, ["p", "x"], "its own, and who the person is");
    let block = Block { account: "x".into(), name: "X".into() };
    let refused = house.decide(&machine, block).await;
    let expect = Refusal::RoleDecidesNothing;
    assert!(matches!(refused, Err(GateError::Refused(it)) if it == expect), "{refused:?}");
    let refused = house.gate.invite_delegates(&machine, house.record).await.map(drop);
    let expect = Refusal::RoleInvitesNobody;
    assert!(matches!(refused, Err(GateError::Refused(it)) if it == expect), "{refused:?}");
    let seen = house.gate.see_as(&house.person(), house.record, &machine).await.unwrap();
    assert!(seen.is_none(), "there is nothing to look through");
}

#[tokio::test]
async fn who_reads_what_was_decided_is_traced() {
    let house = a_house().await;
    let person = house.person();
    house.gate.rights(&person, house.record).await.unwrap();
    let told = house.told(&person.id).await;
    assert!(told.iter().any(|what| what == hygie_gate::READS_RIGHTS), "{told:?}");
    let desk = asker(Role::Secretary, "a");
    house
        .decide(&desk, Register { end: None, informed: true, ..Register::default() })
        .await
        .unwrap();
    house.gate.invite_delegates(&desk, house.record).await.unwrap();
    let told = house.told(&desk.id).await;
    assert!(told.iter().any(|what| what == hygie_gate::READS_RIGHTS), "{told:?}");
    let officer = asker(Role::PrivacyOfficer, "");
    house.gate.reviews(&officer).await.unwrap();
    let told = house.told(&officer.id).await;
    assert!(told.iter().any(|what| what.contains("wait for their review")), "{told:?}");
}

#[test]
fn no_app_does_what_is_an_officers_alone() {
    let officer = asker(Role::PrivacyOfficer, "");
    assert!(rules::privacy_officer(&officer, Refusal::OfficerReviews).is_ok());
    let scopes = Scopes::parse("system/*.cruds").unwrap().of_app(None);
    let through = hygie_gate::Asker { scopes, ..officer };
    let refused = rules::privacy_officer(&through, Refusal::OfficerReviews);
    assert_eq!(refused, Err(Refusal::AppsKeepToOneRecord));
}

/// Of the registry an app reads who its user is, and nobody else.
#[test]
fn an_app_reads_of_the_registry_who_its_user_is() {
    let physician = asker(Role::Physician, "a");
    let refused = rules::user(&physician, "Practitioner", "x");
    assert_eq!(refused, Err(Refusal::AppsKeepToOneRecord));
}

#[test]
fn the_privacy_officer_alone_reviews_habilitations() {
    for role in Role::ALL {
        let may = rules::habilitations(&asker(role, "a")).map(drop);
        let refused = Err(Refusal::OfficerHabilitations);
        let expect = if role == Role::PrivacyOfficer { Ok(()) } else { refused };
        assert_eq!(may, expect, "{role:?}");
    }
}
