//! The lock of a session: what locks it, what it opens meanwhile, and for how long.

use hygie_accounts::limits::{
    ABSOLUTE_MILLIS, CARRIED_BYTES, IDLE_MILLIS, LOCK_AFTER_MILLIS, PASSWORD_BYTES,
    SEEN_EVERY_MILLIS,
};
use hygie_accounts::{AccountError, LoggedIn, Proof, Session, Source, Stage};
use hygie_base::{ExposeSecret as _, SecretString};
use hygie_gate::Role;
use hygie_testkit::Builder;
use hygie_trace::Action;

use crate::help::{HOUR, House, LOGIN, MINUTE, OTHER_PASSWORD, PASSWORD, SECOND};

impl House {
    /// The session behind a cookie.
    pub async fn session(&self, cookie: &SecretString) -> Session {
        self.accounts.session(cookie.expose_secret()).await.unwrap().unwrap()
    }

    pub async fn unlock(
        &self,
        session: &Session,
        password: &str,
    ) -> Result<LoggedIn, AccountError> {
        self.accounts.unlock(session, Proof::password(password), &Source::default()).await
    }
}

async fn nurse() -> (House, LoggedIn) {
    let house = House::demonstration();
    house.add(LOGIN, Role::Nurse).await;
    let logged_in = house.log_in().await;
    assert_eq!(logged_in.session.stage, Stage::Open);
    (house, logged_in)
}

#[tokio::test]
async fn a_locked_session_opens_nothing_and_goes_on_as_the_same() {
    let (house, here) = nurse().await;
    let accounts = &house.accounts;
    accounts.lock(&here.session).await.unwrap();
    accounts.lock(&here.session).await.unwrap();
    let locked = house.session(&here.cookie).await;
    assert_eq!(locked.stage, Stage::Locked);
    assert!(locked.asker().is_none());
    let lives = |session: Session| async move {
        accounts.session_lives(LOGIN, &session.account.to_string(), &session.id).await
    };
    assert!(!lives(locked.clone()).await.unwrap(), "nor do its apps go on");
    // Neither for who holds what it was before.
    for session in [&here.session, &locked] {
        for refused in [
            accounts.change_password(session, PASSWORD, OTHER_PASSWORD).await.err(),
            accounts.confirm(session, PASSWORD, "", &Source::default()).await.err(),
            accounts.sessions(session).await.err(),
            accounts.devices(session).await.err(),
            accounts.notices(session).await.err(),
            accounts.factors(session).await.err(),
            accounts.offer_totp(session).await.err(),
            accounts.log_out_everywhere(session).await.err(),
            accounts.choose_activity(session, "x").await.err(),
            accounts.forget_pins(session).await.err(),
            accounts.set_pin(session, "8305", &Source::default()).await.err(),
        ] {
            assert!(matches!(refused, Some(AccountError::NotNow)), "{refused:?}");
        }
    }
    let on = house.unlock(&locked, PASSWORD).await.unwrap();
    assert_eq!(on.session.stage, Stage::Open);
    assert_eq!((&on.session.id, &on.session.csrf), (&here.session.id, &here.session.csrf));
    assert_eq!((on.session.begun, on.session.ends), (here.session.begun, here.session.ends));
    assert_eq!(on.session.proved_at, here.session.proved_at, "it is no fresh proof");
    assert!(!house.opens(&here.cookie).await, "the cookie of before is dead");
    assert!(lives(on.session.clone()).await.unwrap());
    let (_, action, _, what) = house.last_trace().await;
    assert!(action == Action::Account && what.contains("unlocked by the password"), "{what}");
    assert!(matches!(house.unlock(&on.session, PASSWORD).await, Err(AccountError::NotNow)));
    assert!(matches!(house.unlock(&locked, PASSWORD).await, Err(AccountError::Ended)));
}

#[tokio::test]
async fn a_session_that_nobody_uses_locks_itself() {
    let (house, here) = nurse().await;
    house.wait(LOCK_AFTER_MILLIS - 1);
    assert_eq!(house.session(&here.cookie).await.stage, Stage::Open);
    // That use counts.
    house.wait(LOCK_AFTER_MILLIS - 1);
    assert_eq!(house.session(&here.cookie).await.stage, Stage::Open);
    house.wait(LOCK_AFTER_MILLIS);
    let account = here.session.account.to_string();
    assert!(!house.accounts.session_lives(LOGIN, &account, &here.session.id).await.unwrap());
    assert_eq!(house.session(&here.cookie).await.stage, Stage::Locked);
    let (_, _, _, what) = house.last_trace().await;
    assert!(what.contains("was locked, unused since"), "{what}");
    // No clock set back and no restart unlocks it.
    house.wait(-LOCK_AFTER_MILLIS);
    assert_eq!(house.session(&here.cookie).await.stage, Stage::Locked);
    let house = house.restart().await;
    assert_eq!(house.session(&here.cookie).await.stage, Stage::Locked);
}

#[tokio::test]
async fn a_person_and_a_persona_are_not_locked_by_themselves() {
    let house = House::demonstration();
    house.add(LOGIN, Role::Person).await;
    house.add("nurse", Role::Nurse).await;
    let person = house.log_in().await;
    let persona = house.accounts.enter("nurse", PASSWORD, &Source::default()).await.unwrap();
    house.wait(IDLE_MILLIS - SECOND);
    for cookie in [&person.cookie, &persona.cookie] {
        let session = house.session(cookie).await;
        assert_eq!((session.stage, session.lock_after), (Stage::Open, None));
    }
    house.accounts.lock(&person.session).await.unwrap();
    assert_eq!(house.session(&person.cookie).await.stage, Stage::Locked);
}

#[tokio::test]
async fn a_locked_session_ends_like_any_other() {
    let (house, here) = nurse().await;
    house.accounts.lock(&here.session).await.unwrap();
    // Looking at the lock is no use of it.
    house.wait(IDLE_MILLIS - 1);
    assert_eq!(house.session(&here.cookie).await.stage, Stage::Locked);
    house.wait(1);
    assert!(!house.opens(&here.cookie).await);
    // However often it is unlocked, it has its end.
    let mut here = house.log_in().await;
    let ends = house.now().0 + ABSOLUTE_MILLIS;
    while house.now().0 + IDLE_MILLIS < ends {
        house.wait(IDLE_MILLIS - 1);
        let locked = house.session(&here.cookie).await;
        here = house.unlock(&locked, PASSWORD).await.unwrap();
    }
    house.wait(ends - house.now().0);
    assert!(!house.opens(&here.cookie).await);
}

#[tokio::test]
async fn a_clock_ten_years_off_locks_or_ends_and_never_fails() {
    let years = 10 * 365 * 24 * HOUR;
    let (house, here) = nurse().await;
    house.wait(-years);
    assert_eq!(house.session(&here.cookie).await.stage, Stage::Open);
    house.accounts.lock(&here.session).await.unwrap();
    let locked = house.session(&here.cookie).await;
    house.wait(2 * years);
    assert!(!house.opens(&here.cookie).await);
    assert!(matches!(house.unlock(&locked, PASSWORD).await, Err(AccountError::Ended)));
}

#[tokio::test]
async fn wrong_passwords_at_the_lock_wait() {
    let (house, here) = nurse().await;
    house.accounts.lock(&here.session).await.unwrap();
    let locked = house.session(&here.cookie).await;
    let long = "a".repeat(PASSWORD_BYTES + 1);
    for wrong in [OTHER_PASSWORD, "", OTHER_PASSWORD, "", OTHER_PASSWORD, "", &long] {
        let refused = house.unlock(&locked, wrong).await;
        assert!(matches!(refused, Err(AccountError::Refused)), "{wrong:.9}");
    }
    let early = house.unlock(&locked, PASSWORD).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
    house.wait(SECOND);
    house.unlock(&locked, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn an_account_that_changed_unlocks_nothing() {
    let (house, here) = nurse().await;
    house.accounts.lock(&here.session).await.unwrap();
    let locked = house.session(&here.cookie).await;
    house.accounts.suspend(house.operator(), LOGIN).await.unwrap();
    assert!(!house.opens(&here.cookie).await);
    assert!(matches!(house.unlock(&locked, PASSWORD).await, Err(AccountError::Ended)));
}

#[tokio::test]
async fn what_is_locked_on_one_node_is_locked_on_the_other() {
    let here = House::on(Builder::on_postgres().open(), None, 11);
    let there = here.beside();
    here.add(LOGIN, Role::Person).await;
    let logged_in = here.log_in().await;
    assert_eq!(there.session(&logged_in.cookie).await.stage, Stage::Open);
    here.accounts.lock(&logged_in.session).await.unwrap();
    let locked = there.session(&logged_in.cookie).await;
    assert_eq!(locked.stage, Stage::Locked);
    let refused = there.accounts.sessions(&logged_in.session).await;
    assert!(matches!(refused, Err(AccountError::NotNow)));
    let account = locked.account.to_string();
    assert!(!there.accounts.session_lives(LOGIN, &account, &locked.id).await.unwrap());
    let on = there.unlock(&locked, PASSWORD).await.unwrap();
    assert_eq!(here.session(&on.cookie).await.stage, Stage::Open);
    assert!(!here.opens(&logged_in.cookie).await);
}

#[tokio::test]
async fn a_use_on_one_node_keeps_it_open_on_the_other() {
    let here = House::on(Builder::on_postgres().open(), None, 11);
    let there = here.beside();
    here.add(LOGIN, Role::Person).await;
    let on = here.log_in().await;
    // Of persons only the end by rest can be seen; the note is the same.
    for _ in 0..3 {
        here.wait(IDLE_MILLIS - SEEN_EVERY_MILLIS);
        assert!(here.opens(&on.cookie).await);
        assert!(there.opens(&on.cookie).await);
    }
    here.wait(MINUTE);
    assert_eq!(there.session(&on.cookie).await.stage, Stage::Open);
}

#[tokio::test]
async fn what_was_written_is_sealed_through_the_lock() {
    let (house, here) = nurse().await;
    house.add("paul", Role::Nurse).await;
    let paul = house.accounts.log_in("paul", PASSWORD).await.unwrap();
    let (accounts, note) = (&house.accounts, "Va mieux, marche à nouveau.");
    let fields = [("text".to_owned(), note.to_owned())];
    let sealed = accounts.seal_carried(&here.session, &fields).await.unwrap().unwrap();
    assert!(!sealed.contains("mieux"));
    accounts.lock(&here.session).await.unwrap();
    let locked = house.session(&here.cookie).await;
    assert!(accounts.open_carried(&locked, &sealed).await.unwrap().is_none(), "not yet");
    assert!(
        accounts.open_carried(&paul.session, &sealed).await.unwrap().is_none(),
        "not by another"
    );
    let on = house.unlock(&locked, PASSWORD).await.unwrap();
    let opened = accounts.open_carried(&on.session, &sealed).await.unwrap().unwrap();
    assert_eq!(opened, fields);
    let (first, rest) = sealed.split_at(1);
    let turned = format!("{}{rest}", if first == "A" { "B" } else { "A" });
    for other in ["", "é", "AAAA", &turned, &sealed[..sealed.len() - 4], &sealed.repeat(2)] {
        assert!(accounts.open_carried(&on.session, other).await.unwrap().is_none(), "{other:.20}");
    }
}

#[tokio::test]
async fn what_is_carried_has_a_size() {
    let (house, here) = nurse().await;
    // Beside the value, JSON has `[["",""]]`.
    let fields = |bytes: usize| [(String::new(), "a".repeat(bytes - 9))];
    let (most, more) = (fields(CARRIED_BYTES), fields(CARRIED_BYTES + 1));
    let sealed = house.accounts.seal_carried(&here.session, &most).await.unwrap().unwrap();
    let opened = house.accounts.open_carried(&here.session, &sealed).await.unwrap().unwrap();
    assert_eq!(opened, most);
    assert!(house.accounts.seal_carried(&here.session, &more).await.unwrap().is_none());
}

/// Both are under way at the same time, in either order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_goes_on_beside_it_undoes_a_lock() {
    let (house, mut here) = nurse().await;
    for _ in 0..60 {
        let (one, other) = (here.session.clone(), here.session.clone());
        let (lock, confirm) = (house.accounts.clone(), house.accounts.clone());
        let lock = tokio::spawn(async move { lock.lock(&one).await });
        let confirm =
            tokio::spawn(
                async move { confirm.confirm(&other, PASSWORD, "", &Source::default()).await },
            );
        match (lock.await.unwrap(), confirm.await.unwrap()) {
            // It went on before it could be locked.
            (Err(AccountError::Ended), Ok(on)) => here = on,
            (Ok(()), Err(AccountError::NotNow)) => {
                let locked = house.session(&here.cookie).await;
                assert_eq!(locked.stage, Stage::Locked);
                here = house.unlock(&locked, PASSWORD).await.unwrap();
            }
            (lock, confirm) => panic!("{lock:?} {:?}", confirm.err()),
        }
    }
}
