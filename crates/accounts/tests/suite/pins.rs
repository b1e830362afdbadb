//! The PIN of a device: what it takes to set one, what it opens, and what ends it.

use hygie_accounts::limits::PIN_TRIES;
use hygie_accounts::{AccountError, Event, LoggedIn, PinFault, Proof, SecondFactor, Source, Stage};
use hygie_base::{ExposeSecret as _, SecretString};
use hygie_gate::Role;
use hygie_record::Table;
use hygie_testkit::Builder;
use hygie_trace::{Action, Outcome};

use crate::app::App;
use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD, SECOND};

const PIN: &str = "8305";
const OTHER_PIN: &str = "7294";

/// Somebody at a device of their own, two factors proved.
struct Desk {
    house: House,
    app: App,
    on: LoggedIn,
    at: Source,
}

async fn desk() -> Desk {
    let house = House::with_physician().await;
    let (app, enrolled) = house.enrol(&house.log_in().await).await;
    let on = enrolled.logged_in;
    let carried = house.accounts.remember_device(&on.session, None).await.unwrap();
    Desk { house, app, on, at: carrying(&carried) }
}

fn carrying(device: &SecretString) -> Source {
    Source {
        device: Some(device.clone()),
        place: "Firefox · Linux".to_owned(),
        ..Source::default()
    }
}

impl Desk {
    async fn with_pin() -> Self {
        let desk = desk().await;
        desk.house.accounts.set_pin(&desk.on.session, PIN, &desk.at).await.unwrap();
        desk
    }

    /// Locks it and unlocks by this PIN, from this device.
    async fn tries(&mut self, pin: &str, at: &Source) -> Result<(), AccountError> {
        let accounts = &self.house.accounts;
        if self.house.session(&self.on.cookie).await.stage == Stage::Open {
            accounts.lock(&self.on.session).await.unwrap();
        }
        let locked = self.house.session(&self.on.cookie).await;
        self.on = accounts.unlock(&locked, Proof::pin(pin), at).await?;
        Ok(())
    }

    async fn has_pin(&self) -> bool {
        let session = self.house.session(&self.on.cookie).await;
        self.house.accounts.has_pin(&session, &self.at).await.unwrap()
    }
}

#[tokio::test]
async fn a_pin_unlocks_its_session_on_its_device() {
    let mut desk = Desk::with_pin().await;
    assert!(desk.has_pin().await);
    let at = desk.at.clone();
    desk.tries(PIN, &at).await.unwrap();
    assert_eq!(desk.on.session.stage, Stage::Open);
    let (_, action, outcome, what) = desk.house.last_trace().await;
    assert_eq!((action, outcome), (Action::Account, Outcome::Granted));
    assert!(what.contains("unlocked by the PIN"), "{what}");
    // A stolen session cookie without the device is worth nothing by the PIN.
    let elsewhere = desk.tries(PIN, &Source::default()).await;
    assert!(matches!(elsewhere, Err(AccountError::Refused)));
    let accounts = &desk.house.accounts;
    let carried = accounts.remember_device(&desk.house.log_in().await.session, None).await.unwrap();
    let other = desk.tries(PIN, &carrying(&carried)).await;
    assert!(
        matches!(other, Err(AccountError::Refused)),
        "nor on another device of the same person"
    );
    desk.tries(PIN, &at).await.unwrap();
}

#[tokio::test]
async fn it_begins_no_session_and_stands_for_no_factor() {
    let desk = Desk::with_pin().await;
    let accounts = &desk.house.accounts;
    desk.house.wait(30 * SECOND);
    let refused = accounts.log_in_from(LOGIN, PIN, &desk.at).await;
    assert!(matches!(refused, Err(AccountError::Refused)));
    let half = accounts.log_in_from(LOGIN, PASSWORD, &desk.at).await.unwrap();
    assert_eq!(half.session.stage, Stage::Second);
    let refused = accounts.prove_second(&half.session, PIN, &desk.at).await;
    assert!(matches!(refused, Err(AccountError::Refused)));
    let refused = accounts.unlock(&half.session, Proof::pin(PIN), &desk.at).await;
    assert!(matches!(refused, Err(AccountError::NotNow)));
    let code = desk.app.shows(&desk.house, 0);
    for (password, code) in [(PIN, code.as_str()), (PASSWORD, PIN)] {
        let refused = accounts.confirm(&desk.on.session, password, code, &desk.at).await;
        assert!(matches!(refused, Err(AccountError::Refused)));
    }
}

#[tokio::test]
async fn after_so_many_wrong_ones_the_session_ends_and_the_pin_is_forgotten() {
    let mut desk = Desk::with_pin().await;
    let at = desk.at.clone();
    // Right again in between: the count begins anew.
    for left in (1..PIN_TRIES).rev() {
        let wrong = desk.tries(OTHER_PIN, &at).await;
        assert!(
            matches!(wrong, Err(AccountError::WrongPin { left: told }) if told == left),
            "{wrong:?}"
        );
    }
    desk.tries(PIN, &at).await.unwrap();
    for _ in 1..PIN_TRIES {
        assert!(matches!(desk.tries(OTHER_PIN, &at).await, Err(AccountError::WrongPin { .. })));
    }
    // What cannot be a PIN is a slip and not counted.
    let slip = desk.tries("83", &at).await;
    assert!(matches!(slip, Err(AccountError::Pin(PinFault::Form))));
    let last = desk.tries(OTHER_PIN, &at).await;
    assert!(matches!(last, Err(AccountError::Ended)), "{last:?}");
    assert!(!desk.house.opens(&desk.on.cookie).await);
    let (_, action, _, what) = desk.house.last_trace().await;
    assert!(action == Action::LogOut && what.contains("too many wrong PINs"), "{what}");
    // The account stands as it stood, and has no PIN there any more.
    desk.house.wait(30 * SECOND);
    let accounts = &desk.house.accounts;
    let half = accounts.log_in_from(LOGIN, PASSWORD, &at).await.unwrap();
    let code = desk.app.shows(&desk.house, 0);
    let on = accounts.prove_second(&half.session, &code, &at).await.unwrap();
    assert!(!accounts.has_pin(&on.session, &at).await.unwrap());
    let told = accounts.notices(&on.session).await.unwrap();
    assert!(told.iter().any(|notice| notice.event == Event::PinGuessed));
}

#[tokio::test]
async fn many_at_the_same_time_and_on_two_nodes_have_no_more_tries() {
    let here = House::on(Builder::on_postgres().open(), None, 11);
    here.add(LOGIN, Role::Person).await;
    let (_, enrolled) = here.enrol(&here.log_in().await).await;
    let on = enrolled.logged_in;
    let carried = here.accounts.remember_device(&on.session, None).await.unwrap();
    let at = carrying(&carried);
    here.accounts.set_pin(&on.session, PIN, &at).await.unwrap();
    here.accounts.lock(&on.session).await.unwrap();
    let there = here.beside();
    let locked = here.session(&on.cookie).await;
    let mut wrong = 0;
    for round in 0..PIN_TRIES {
        let node = if round % 2 == 0 { &here } else { &there };
        let tried = node.accounts.unlock(&locked, Proof::pin(OTHER_PIN), &at).await;
        wrong += u32::from(matches!(tried, Err(AccountError::WrongPin { .. })));
    }
    assert_eq!(wrong, PIN_TRIES - 1, "the count is one for both");
    assert!(!here.opens(&on.cookie).await && !there.opens(&on.cookie).await);
}

#[tokio::test]
async fn of_many_at_the_same_time_the_last_ones_are_not_looked_at() {
    let mut desk = Desk::with_pin().await;
    let at = desk.at.clone();
    assert!(desk.tries(OTHER_PIN, &at).await.is_err());
    let accounts = &desk.house.accounts;
    let locked = desk.house.session(&desk.on.cookie).await;
    let one = || accounts.unlock(&locked, Proof::pin(OTHER_PIN), &at);
    let all = tokio::join!(one(), one(), one(), one(), one(), one());
    let all = [all.0, all.1, all.2, all.3, all.4, all.5];
    let wrong = all.iter().filter(|tried| matches!(tried, Err(AccountError::WrongPin { .. })));
    assert!(wrong.count() < usize::try_from(PIN_TRIES).unwrap(), "one was wrong before");
    assert!(!desk.house.opens(&desk.on.cookie).await);
}

#[tokio::test]
async fn it_takes_two_factors_and_the_device_itself() {
    let house = House::new();
    house.add(LOGIN, Role::Person).await;
    let on = house.log_in().await;
    let accounts = &house.accounts;
    let carried = accounts.remember_device(&on.session, None).await.unwrap();
    let at = carrying(&carried);
    assert!(!on.session.may_set_pin());
    let one = accounts.set_pin(&on.session, PIN, &at).await;
    assert!(matches!(one, Err(AccountError::NotNow)), "one factor only");
    let (_, enrolled) = house.enrol(&on).await;
    let on = enrolled.logged_in;
    for easy in ["1234", "0000", "1212", "1958", "2580"] {
        let refused = accounts.set_pin(&on.session, easy, &at).await;
        assert!(matches!(refused, Err(AccountError::Pin(PinFault::Easy))), "{easy}");
    }
    for no in ["", "830", "830572946", "83o5"] {
        let refused = accounts.set_pin(&on.session, no, &at).await;
        assert!(matches!(refused, Err(AccountError::Pin(PinFault::Form))), "{no}");
    }
    let away = accounts.set_pin(&on.session, PIN, &Source::default()).await;
    assert!(matches!(away, Err(AccountError::NotNow)));
    accounts.set_pin(&on.session, PIN, &at).await.unwrap();
    accounts.set_pin(&on.session, OTHER_PIN, &at).await.unwrap();
    let seen = accounts.devices(&on.session).await.unwrap();
    assert_eq!((seen.len(), seen[0].pin, seen[0].current), (1, Some(house.now()), true));
}

#[tokio::test]
async fn a_persona_of_a_demonstration_may_try_it() {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Nurse).await;
    let accounts = &house.accounts;
    let on = accounts.enter(LOGIN, PASSWORD, &Source::default()).await.unwrap();
    let carried = accounts.remember_device(&on.session, None).await.unwrap();
    let at = carrying(&carried);
    accounts.set_pin(&on.session, PIN, &at).await.unwrap();
    accounts.lock(&on.session).await.unwrap();
    let locked = house.session(&on.cookie).await;
    let on = accounts.unlock(&locked, Proof::pin(PIN), &at).await.unwrap();
    assert_eq!(on.session.stage, Stage::Open);
}

#[tokio::test]
async fn what_ends_trust_ends_pins() {
    // Forgotten one by one, and all.
    let desk = Desk::with_pin().await;
    let (accounts, session) = (&desk.house.accounts, &desk.on.session);
    let id = accounts.devices(session).await.unwrap()[0].id.clone();
    assert!(!accounts.forget_pin(session, "x").await.unwrap());
    assert!(accounts.forget_pin(session, &id).await.unwrap());
    assert!(!accounts.forget_pin(session, &id).await.unwrap());
    accounts.set_pin(session, PIN, &desk.at).await.unwrap();
    assert_eq!(accounts.forget_pins(session).await.unwrap(), 1);
    assert!(!desk.has_pin().await);
    accounts.set_pin(session, PIN, &desk.at).await.unwrap();
    assert!(accounts.forget_device(session, &id).await.unwrap());
    assert!(!accounts.forget_device(session, &id).await.unwrap());
    assert!(!desk.has_pin().await);

    let pins = |house: &House| {
        let (accounts, permit) = (house.accounts.clone(), house.operator());
        async move { accounts.show(&permit, LOGIN).await.unwrap().unwrap().pins }
    };
    let desk = Desk::with_pin().await;
    assert_eq!(pins(&desk.house).await, 1);
    desk.house.accounts.change_password(&desk.on.session, PASSWORD, OTHER_PASSWORD).await.unwrap();
    assert_eq!(pins(&desk.house).await, 0, "a changed password");
    let desk = Desk::with_pin().await;
    desk.house.accounts.forget_totp(&desk.on.session).await.unwrap();
    assert_eq!(pins(&desk.house).await, 0, "an app taken away");
    let desk = Desk::with_pin().await;
    desk.house.accounts.reset_factors(desk.house.operator(), LOGIN).await.unwrap();
    assert_eq!(pins(&desk.house).await, 0, "factors reset");
    let desk = Desk::with_pin().await;
    desk.house.accounts.suspend(desk.house.operator(), LOGIN).await.unwrap();
    assert_eq!(pins(&desk.house).await, 0, "suspended");
    let desk = Desk::with_pin().await;
    desk.house.accounts.renew(desk.house.operator(), LOGIN).await.unwrap();
    assert_eq!(pins(&desk.house).await, 0, "a new one-time password");
}

#[tokio::test]
async fn a_pin_is_nowhere_in_clear() {
    let desk = Desk::with_pin().await;
    let mut kept = Vec::new();
    for table in [Table::Account, Table::Session] {
        for cell in desk.house.world.records.cells(table).await.unwrap() {
            kept.push(String::from_utf8(cell.value.to_vec()).unwrap());
        }
    }
    assert!(kept.iter().any(|text| text.contains("\"pin\":{\"hash\":\"$argon2id$")));
    // Among hashes four digits may stand by chance; alone, as a value, they may not.
    assert!(kept.iter().all(|text| !text.contains(&format!("\"{PIN}\""))));
    let traces = desk.house.traces().await;
    assert!(traces.iter().all(|trace| !trace.what.contains(PIN)));
    let cookie = desk.on.cookie.expose_secret();
    assert!(kept.iter().all(|text| !text.contains(cookie)));
}
