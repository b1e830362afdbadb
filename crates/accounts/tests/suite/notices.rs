//! What the holder of an account is told.

use hygie_accounts::{Event, LoggedIn, NoticeSeen, Source, Stage};
use hygie_gate::Role;

use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD, SECOND};

fn from(address: &str, place: &str) -> Source {
    let address = Some(address.parse().unwrap());
    Source { address, place: place.to_owned(), device: None }
}

impl House {
    async fn arrives(&self, source: &Source) -> (LoggedIn, Source) {
        let on = self.accounts.log_in_from(LOGIN, PASSWORD, source).await.unwrap();
        let device = self.accounts.remember_device(&on.session, None).await.unwrap();
        (on, Source { device: Some(device), ..source.clone() })
    }

    async fn told(&self, on: &LoggedIn) -> Vec<NoticeSeen> {
        self.accounts.notices(&on.session).await.unwrap()
    }
}

async fn nurse() -> House {
    let house = House::demonstration();
    house.add(LOGIN, Role::Nurse).await;
    house
}

#[tokio::test]
async fn a_new_device_is_told_everywhere_but_there() {
    let house = nurse().await;
    let (own, at) = house.arrives(&from("192.0.2.77", "Firefox · Linux")).await;
    assert!(own.session.news.is_none(), "the first of all is no news");
    assert_eq!(house.told(&own).await.len(), 1);
    // A known one is told no more.
    house.wait(SECOND);
    let own = house.accounts.log_in_from(LOGIN, PASSWORD, &at).await.unwrap();
    assert_eq!(house.told(&own).await.len(), 1);
    house.wait(SECOND);
    let (thief, _) = house.arrives(&from("2001:db8:12:34::5", "Chrome · Windows")).await;
    assert!(thief.session.news.is_none(), "who did it knows it");
    assert_eq!(house.accounts.put_notices_away(&thief.session).await.unwrap(), 0);
    let session = house.session(&own.cookie).await;
    let news = session.news.clone().unwrap();
    assert_eq!((news.event, news.place.as_str()), (Event::NewDevice, "Chrome · Windows"));
    assert_eq!((news.address.as_str(), news.news), ("2001:db8:12:…", true));
    assert_eq!(house.accounts.put_notices_away(&session).await.unwrap(), 1);
    assert!(house.session(&own.cookie).await.news.is_none());
    assert_eq!(house.told(&own).await.len(), 2, "it stays in the list");
    let devices = house.accounts.devices(&session).await.unwrap();
    let seen: Vec<_> = devices.iter().map(|one| (one.address.as_str(), one.current)).collect();
    assert_eq!(seen, [("2001:db8:12:…", false), ("192.0.2.…", true)]);
    // A forgotten device is a new one again.
    let own_id = devices.iter().find(|one| one.current).unwrap().id.clone();
    assert!(house.accounts.forget_device(&session, &own_id).await.unwrap());
    house.accounts.log_in_from(LOGIN, PASSWORD, &at).await.unwrap();
    assert!(house.session(&thief.cookie).await.news.is_some());
}

#[tokio::test]
async fn who_has_only_the_password_has_not_arrived() {
    let house = House::with_physician().await;
    let (_, enrolled) = house.enrol(&house.log_in().await).await;
    let owner = enrolled.logged_in;
    let half = house.accounts.log_in_from(LOGIN, PASSWORD, &from("192.0.2.1", "x")).await.unwrap();
    assert_eq!(half.session.stage, Stage::Second);
    let news = house.session(&owner.cookie).await.news.unwrap();
    assert_eq!((news.event, news.place.as_str()), (Event::HalfWay, "x"));
    // Again from there is the same news, from elsewhere it is another one.
    let count = house.told(&owner).await.len();
    house.wait(SECOND);
    let half = house.accounts.log_in_from(LOGIN, PASSWORD, &from("192.0.2.1", "x")).await.unwrap();
    assert_eq!(house.told(&owner).await.len(), count);
    house.accounts.log_in_from(LOGIN, PASSWORD, &from("198.51.100.1", "y")).await.unwrap();
    assert_eq!(house.told(&owner).await.len(), count + 1);
    house.accounts.put_notices_away(&owner.session).await.unwrap();
    let code = hygie_base::ExposeSecret::expose_secret(&enrolled.codes[0]).to_owned();
    let source = from("192.0.2.1", "x");
    house.accounts.prove_second(&half.session, &code, &source).await.unwrap();
    let told = house.told(&owner).await;
    let told: Vec<_> = told.iter().take(2).map(|one| (one.event, one.news)).collect();
    assert_eq!(told, [(Event::NewDevice, true), (Event::RecoveryUsed, true)]);
}

#[tokio::test]
async fn each_act_is_told_in_its_own_commit() {
    let house = nurse().await;
    let (own, at) = house.arrives(&from("192.0.2.1", "Firefox · Linux")).await;
    let last = async |on: &LoggedIn| house.told(on).await[0].event;
    let own = house.accounts.change_password(&own.session, PASSWORD, OTHER_PASSWORD).await.unwrap();
    assert_eq!(last(&own).await, Event::PasswordChanged);
    let (_, enrolled) = house.enrol(&own).await;
    let own = enrolled.logged_in;
    assert_eq!(last(&own).await, Event::FactorAdded);
    house.accounts.renew_recovery(&own.session).await.unwrap();
    assert_eq!(last(&own).await, Event::CodesRenewed);
    house.accounts.set_pin(&own.session, "8305", &at).await.unwrap();
    assert_eq!(last(&own).await, Event::PinSet);
    house.accounts.forget_pins(&own.session).await.unwrap();
    assert_eq!(last(&own).await, Event::PinForgotten);
    let own = house.accounts.forget_totp(&own.session).await.unwrap();
    assert_eq!(last(&own).await, Event::FactorRemoved);
    assert!(house.session(&own.cookie).await.news.is_none(), "all of it was done here");
}

#[tokio::test]
async fn what_an_administrator_does_is_told() {
    let house = nurse().await;
    let (own, _) = house.arrives(&from("192.0.2.1", "Firefox · Linux")).await;
    let accounts = &house.accounts;
    accounts.give_name(house.operator(), LOGIN, "Marie Petit").await.unwrap();
    let news = house.session(&own.cookie).await.news.unwrap();
    assert_eq!((news.event, news.place.as_str()), (Event::Renamed, ""));
    accounts.reset_factors(house.operator(), LOGIN).await.unwrap();
    accounts.suspend(house.operator(), LOGIN).await.unwrap();
    accounts.resume(house.operator(), LOGIN).await.unwrap();
    accounts.renew(house.operator(), LOGIN).await.unwrap();
    let seen = accounts.show(&house.operator(), LOGIN).await.unwrap().unwrap();
    let told: Vec<Event> = seen.notices.iter().take(5).map(|one| one.event).collect();
    let expect = [
        Event::PasswordGiven,
        Event::Resumed,
        Event::Suspended,
        Event::FactorsReset,
        Event::Renamed,
    ];
    assert_eq!(told, expect);
}

#[tokio::test]
async fn a_persona_leaves_no_device_and_no_notice() {
    let house = nurse().await;
    let entered = house.accounts.enter(LOGIN, PASSWORD, &from("192.0.2.1", "x")).await.unwrap();
    assert!(house.told(&entered).await.is_empty());
    assert!(house.accounts.devices(&entered.session).await.unwrap().is_empty());
}
