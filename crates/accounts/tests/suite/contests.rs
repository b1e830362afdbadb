//! Who is told that a contested access was answered.

use hygie_accounts::Event;
use hygie_base::RecordNo;
use hygie_gate::acts::AnswerContest;
use hygie_gate::rights::Conclusion;
use hygie_gate::{Asker, GateError, Refusal, Role};

use crate::emergencies::{PERSON, act, doctor, house};
use crate::help::{House, LOGIN, PASSWORD};

fn answer(words: &str) -> AnswerContest {
    AnswerContest { number: 1, conclusion: Conclusion::Justified, words: words.into() }
}

fn officer() -> Asker {
    Asker {
        id: "officer".into(),
        name: "Mathilde Aubert".into(),
        ..Asker::of(Role::PrivacyOfficer, "test")
    }
}

/// The person contests that a doctor opened their record in an emergency.
async fn contested() -> (House, RecordNo) {
    let (house, record) = house().await;
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let traces = house.world.records.traces(&house.operator(), record).await.unwrap();
    let theirs = traces.iter().find(|seen| seen.trace.actor.id == "roy").unwrap();
    let on = house.accounts.log_in(PERSON, PASSWORD).await.unwrap();
    let (person, place) = (on.session.asker().unwrap(), (theirs.log, theirs.index));
    house.gate.contest(person, record, place, "").await.unwrap();
    (house, record)
}

#[tokio::test]
async fn the_person_is_told_and_not_the_medecin_traitant() {
    let (house, record) = contested().await;
    let before = (house.news(PERSON).await.len(), house.news(LOGIN).await);
    let short = house.accounts.answer_contest(&officer(), record, answer("x")).await;
    assert!(matches!(short, Err(GateError::Act(_))));
    let other = Asker { role: Role::SecurityOfficer, ..officer() };
    let refused =
        house.accounts.answer_contest(&other, record, answer("it was an emergency")).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::OfficerReviews))));
    assert_eq!(house.news(PERSON).await.len(), before.0, "of what was refused nobody is told");
    let by = officer();
    house.accounts.answer_contest(&by, record, answer("it was an emergency")).await.unwrap();
    let told = house.news(PERSON).await;
    assert_eq!(told[0], (Event::ContestAnswered, "Mathilde Aubert".to_owned()));
    assert_eq!(told.len(), before.0 + 1);
    assert_eq!(house.news(LOGIN).await, before.1);
}
