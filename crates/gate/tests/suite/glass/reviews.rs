//! The privacy officer's reviews.

use hygie_gate::acts::{ActError, CloseGlass};
use hygie_gate::limits::REVIEWED;
use hygie_gate::rights::Found;
use hygie_gate::{Asker, GateError, Refusal, Role};

use super::house::{HOURS, a_house, act, officer, refused, review};
use crate::help::asker;

#[tokio::test]
async fn it_waits_for_the_officer_who_is_told_nothing_of_health() {
    let house = a_house().await;
    let (officer, physician) = (officer(), asker(Role::Physician, "c"));
    assert_eq!(house.gate.waiting(&officer).await.unwrap().emergencies, 0);
    house.breaks(&physician).await.unwrap();
    house.world.clock.advance(5);
    house.breaks(&asker(Role::Nurse, "c")).await.unwrap();
    let permit = house.permit(&physician).await;
    for _ in 0..2 {
        house.world.records.read(&permit, "Observation", "a1").await.unwrap();
    }
    let reviews = house.gate.reviews(&officer).await.unwrap();
    let waiting: Vec<_> = reviews.waiting.iter().map(|it| (it.record(), it.number)).collect();
    assert_eq!(waiting, [(Some(house.record), 1), (Some(house.record), 2)], "oldest first");
    house.world.clock.advance(HOURS);
    house.sees(&physician).await;
    let seen = house.gate.to_review(&officer, house.record, 1).await.unwrap().unwrap();
    let glass = seen.glass.unwrap();
    assert_eq!((glass.name, glass.reason), (physician.name.clone(), act().reason));
    let deeds: Vec<_> = seen.deeds.iter().map(|it| (&*it.kind, it.count)).collect();
    assert_eq!(deeds, [("Observation", 2), ("", 1)], "what was read, and the act itself");
    assert!(seen.whole);
    assert!(house.gate.to_review(&officer, house.record, 3).await.unwrap().is_none());
    house.decide(&officer, review(1)).await.unwrap();
    let again = house.decide(&officer, review(1)).await;
    assert!(matches!(again, Err(GateError::Act(ActError::Nothing))));
    let reviews = house.gate.reviews(&officer).await.unwrap();
    assert_eq!(reviews.waiting.iter().map(|it| it.number).collect::<Vec<_>>(), [2]);
    let done = &reviews.reviewed[0];
    assert_eq!((done.of.number, done.found, &done.by), (1, Found::NotJustified, &officer.name));
    assert_eq!(done.at(), house.now());
    let kept = house.rights().await.glasses.kept;
    assert_eq!(kept[0].review.as_ref().unwrap().words, "no risk was at hand");
}

#[tokio::test]
async fn only_the_privacy_officer_reviews() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "c");
    house.breaks(&physician).await.unwrap();
    house.world.clock.advance(HOURS);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::PrivacyOfficer) {
        let other = Asker { person: Some(house.record), ..asker(role, "a") };
        let all = [
            house.gate.waiting(&other).await.map(drop),
            house.gate.reviews(&other).await.map(drop),
            house.gate.to_review(&other, house.record, 1).await.map(drop),
            house.gate.settle_erased(&other, house.record, 1).await.map(drop),
            house.decide(&other, review(1)).await,
        ];
        for result in all {
            assert_eq!(refused(result), Refusal::OfficerReviews, "{role:?}");
        }
    }
    // Nor their own, of who is both.
    let both = Asker { id: physician.id, ..officer() };
    let own = house.decide(&both, review(1)).await;
    assert!(matches!(own, Err(GateError::Act(ActError::Own))));
    assert!(house.gate.record(&officer(), house.record).await.is_err());
    assert_eq!(house.gate.waiting(&officer()).await.unwrap().emergencies, 1);
}

#[tokio::test]
async fn what_was_erased_is_taken_off_the_list() {
    let house = a_house().await;
    house.breaks(&asker(Role::Physician, "c")).await.unwrap();
    assert!(!house.gate.settle_erased(&officer(), house.record, 1).await.unwrap(), "it is kept");
    let permit = house.gate.command_line("house");
    house.world.records.erase(&permit, house.record, None).await.unwrap();
    let seen = house.gate.to_review(&officer(), house.record, 1).await.unwrap().unwrap();
    assert!(seen.glass.is_none() && seen.deeds.is_empty());
    assert!(house.gate.settle_erased(&officer(), house.record, 1).await.unwrap());
    assert!(!house.gate.settle_erased(&officer(), house.record, 1).await.unwrap());
    assert_eq!(house.gate.waiting(&officer()).await.unwrap().emergencies, 0);
}

#[tokio::test]
async fn so_many_reviewed_are_remembered() {
    let house = a_house().await;
    for number in 1..=u32::try_from(REVIEWED).unwrap() + 1 {
        let physician = asker(Role::Physician, "c");
        house.breaks(&physician).await.unwrap();
        house.world.clock.advance(1);
        house.decide(&physician, CloseGlass).await.unwrap();
        house.decide(&officer(), review(number)).await.unwrap();
        house.world.clock.advance(3_600_000);
    }
    let reviews = house.gate.reviews(&officer()).await.unwrap();
    assert!(reviews.waiting.is_empty());
    assert_eq!(reviews.reviewed.len(), REVIEWED);
    let numbers: Vec<_> = reviews.reviewed.iter().map(|it| it.of.number as usize).collect();
    assert_eq!((numbers[0], numbers[REVIEWED - 1]), (REVIEWED + 1, 2), "the last one first");
}
