//! The shared record, closed and opened again at the desk and by the person.

use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_gate::acts::{Discharge, Oppose};
use hygie_gate::rights::{Closing, Life, Rights};

use super::RENEE;
use crate::Lang;
use crate::page::promises::keep;
use crate::testing::{House, person};

/// A house that takes care of Renée, with a secretary, and her own account.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    let record = house.write(&[RENEE], "renee").await;
    house.account(Role::Secretary, None).await;
    house.account(Role::Person, Some(record)).await;
    (house, record)
}

impl House {
    async fn life(&self, record: RecordNo) -> Rights {
        self.app.gate.rights(&person(record), record).await.unwrap()
    }
}

#[tokio::test]
async fn the_desk_closes_it_and_opens_it_again_with_consent() {
    let (house, record) = house().await;
    let mut desk = house.logged_in(Role::Secretary).await;
    let care = format!("/records/{record}/care");
    let (close, reopen) = (format!("{care}/close"), format!("{care}/reopen"));
    let page = keep(Lang::Fr, &desk.get(&care).await.html);
    assert!(page.contains("Il est ouvert.") && page.contains(&close) && !page.contains(&reopen));
    for wrong in ["", "anger"] {
        let answer = desk.submit(&close, &[("reason", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(keep(Lang::Fr, &answer.html).contains("Choisissez la raison"));
    }
    assert_eq!(house.life(record).await.shared.life, Life::Open);
    assert_eq!(desk.submit(&close, &[("reason", "death")]).await.to, care);
    let page = keep(Lang::Fr, &desk.get(&care).await.html);
    assert!(page.contains("Il est clos depuis le") && page.contains(&reopen), "{page}");
    assert!(!page.contains(&close));
    let kept = house.life(record).await.shared;
    assert_eq!((kept.life, kept.reason), (Life::Closed, Some(Closing::Death)));
    assert_eq!(kept.by.unwrap().name(), "Claire Vasseur");
    let twice = desk.submit(&close, &[("reason", "request")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &twice.html).contains("déjà clos"), "{}", twice.html);
    let mut browser = house.logged_in(Role::Person).await;
    let told = keep(Lang::Fr, &browser.get(&format!("/records/{record}/sharing")).await.html);
    assert!(told.contains("Pour cause de décès") && told.contains("Claire Vasseur"), "{told}");
    for unticked in [vec![], vec![("consented", "no")]] {
        let answer = desk.submit(&reopen, &unticked).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(keep(Lang::Fr, &answer.html).contains("consentement de la personne"));
        assert_eq!(house.life(record).await.shared.life, Life::Closed);
    }
    assert_eq!(desk.submit(&reopen, &[("consented", "yes")]).await.to, care);
    let kept = house.life(record).await.shared;
    assert_eq!((kept.life, kept.reason), (Life::Open, None));
    let again = desk.submit(&reopen, &[("consented", "yes")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for back in [&close, &reopen] {
        assert_eq!(desk.get(back).await.to, care);
    }
}

#[tokio::test]
async fn a_desk_that_does_not_take_care_of_the_person_decides_nothing() {
    let (house, record) = house().await;
    let mut desk = house.logged_in(Role::Secretary).await;
    let care = format!("/records/{record}/care");
    let permit = desk.submit(&format!("{care}/discharge"), &[]).await;
    assert_eq!(permit.to, care);
    let page = keep(Lang::Fr, &desk.get(&care).await.html);
    assert!(page.contains("Il est ouvert.") && !page.contains("/care/close"), "{page}");
    let answer = desk.submit(&format!("{care}/close"), &[("reason", "request")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &answer.html).contains("Enregistrez d’abord"), "{}", answer.html);
    house.decides(record, Oppose).await;
    let answer = desk.submit(&format!("{care}/reopen"), &[("consented", "yes")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.life(record).await.shared.life, Life::Opposed);
    // Nobody outside the desk comes this far.
    let mut person = house.logged_in(Role::Person).await;
    let answer = person.submit(&format!("{care}/reopen"), &[("consented", "yes")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(
        house.app.gate.decide(&super::person(record), record, &Discharge::EVERY).await.is_err()
    );
}

#[tokio::test]
async fn the_person_closes_it_for_a_reason_and_opens_it_again() {
    let (house, record) = house().await;
    let mut person = house.logged_in(Role::Person).await;
    let base = format!("/records/{record}/sharing");
    let to = format!("{base}/shared");
    let page = keep(Lang::Fr, &person.get(&base).await.html);
    assert!(page.contains("Je ne veux plus de dossier partagé") && page.contains("dix ans"));
    let wrong = [
        (vec![("life", "closed")], "choisissez une des raisons"),
        (vec![("life", "closed"), ("reason", "anger")], "choisissez une des raisons"),
        (vec![("life", "closed"), ("reason", "death")], ""),
    ];
    for (fields, says) in wrong {
        let answer = person.submit(&to, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(keep(Lang::Fr, &answer.html).contains(says), "{}", answer.html);
    }
    assert_eq!(house.life(record).await.shared.life, Life::Open);
    let fields = [("life", "closed"), ("reason", "request")];
    assert_eq!(person.submit(&to, &fields).await.to, format!("{base}#shared"));
    let page = keep(Lang::Fr, &person.get(&base).await.html);
    assert!(page.contains("clos depuis le") && page.contains("À votre demande"), "{page}");
    assert!(!page.contains("Je ne veux plus"), "it is closed once");
    for again in [&fields[..], &[("life", "opposed")]] {
        let answer = person.submit(&to, again).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(keep(Lang::Fr, &answer.html).contains("déjà clos"), "{}", answer.html);
    }
    assert_eq!(person.submit(&to, &[("life", "open")]).await.to, format!("{base}#shared"));
    assert_eq!(house.life(record).await.shared.life, Life::Open);
}
