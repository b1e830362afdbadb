//! A fresh proof of who one is, which what is sensitive demands.

use hygie_accounts::limits::{FREE_GUESSES, FRESH_MILLIS};
use hygie_accounts::{AccountError, LoggedIn, Source};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;

use crate::app::App;
use crate::help::{HOUR, House, LOGIN, OTHER_PASSWORD, PASSWORD, SECOND};

async fn with_app() -> (House, App, LoggedIn, Vec<String>) {
    // Of a person, whose session does not lock itself meanwhile.
    let house = House::new();
    house.add(LOGIN, Role::Person).await;
    let (app, enrolled) = house.enrol(&house.log_in().await).await;
    let codes = enrolled.codes.iter().map(|code| code.expose_secret().to_owned()).collect();
    (house, app, enrolled.logged_in, codes)
}

#[tokio::test]
async fn a_proof_is_fresh_for_a_while_whatever_the_clock_does() {
    let years = 10 * 365 * 24 * HOUR;
    let house = House::demonstration();
    house.add(LOGIN, Role::Nurse).await;
    let session = house.log_in().await.session;
    let check = |off: i64, fresh: bool| {
        let now = hygie_base::Timestamp(house.now().0 + off);
        assert_eq!(session.is_fresh(now), fresh, "{off}");
    };
    check(0, true);
    check(FRESH_MILLIS - 1, true);
    check(FRESH_MILLIS, false);
    check(-1, false);
    check(-years, false);
    check(years, false);
    check(i64::MAX - house.now().0, false);
    let entered = house.accounts.enter(LOGIN, PASSWORD, &Source::default()).await.unwrap();
    house.wait(FRESH_MILLIS);
    assert!(entered.session.is_fresh(house.now()), "a click is as fresh as the first one");
}

#[tokio::test]
async fn both_factors_are_asked_again_and_the_session_stays_the_same() {
    let (house, app, here, codes) = with_app().await;
    house.wait(FRESH_MILLIS);
    let (accounts, source) = (&house.accounts, Source::default());
    let session = accounts.session(here.cookie.expose_secret()).await.unwrap().unwrap();
    assert!(!session.is_fresh(house.now()));
    for stale in [
        accounts.change_password(&session, PASSWORD, OTHER_PASSWORD).await.err(),
        accounts.log_out_everywhere(&session).await.err(),
        accounts.end_others(&session).await.err(),
        accounts.renew_recovery(&session).await.err(),
        accounts.forget_totp(&session).await.err(),
        accounts.set_pin(&session, "8305", &source).await.err(),
    ] {
        assert!(matches!(stale, Some(AccountError::Stale)), "{stale:?}");
    }
    let code = app.shows(&house, 0);
    for (password, code) in [(OTHER_PASSWORD, code.as_str()), (PASSWORD, "000000"), (PASSWORD, "")]
    {
        let wrong = accounts.confirm(&session, password, code, &source).await;
        assert!(matches!(wrong, Err(AccountError::Refused)), "{password} {code}");
    }
    let on = accounts.confirm(&session, PASSWORD, &code, &source).await.unwrap();
    assert!(on.session.is_fresh(house.now()));
    assert_eq!((&on.session.id, &on.session.csrf), (&session.id, &session.csrf));
    assert_eq!((on.session.begun, on.session.ends), (session.begun, session.ends));
    assert!(!house.opens(&here.cookie).await, "the cookie of before is dead");
    let twice = accounts.confirm(&on.session, PASSWORD, &code, &source).await;
    assert!(matches!(twice, Err(AccountError::Refused)), "no code works twice");
    let on = accounts.confirm(&on.session, PASSWORD, &codes[0], &source).await.unwrap();
    let told = accounts.notices(&on.session).await.unwrap();
    assert_eq!(told[0].event, hygie_accounts::Event::RecoveryUsed);
    accounts.end_others(&on.session).await.unwrap();
    assert!(house.opens(&on.cookie).await);
}

#[tokio::test]
async fn wrong_proofs_wait_and_end_nothing() {
    let (house, app, here, _) = with_app().await;
    let (accounts, source) = (&house.accounts, Source::default());
    house.wait(30 * SECOND);
    for _ in 0..=FREE_GUESSES {
        let wrong = accounts.confirm(&here.session, PASSWORD, "000000", &source).await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let code = app.shows(&house, 0);
    let early = accounts.confirm(&here.session, PASSWORD, &code, &source).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
    house.wait(SECOND);
    for _ in 0..=FREE_GUESSES {
        let wrong = accounts.confirm(&here.session, OTHER_PASSWORD, &code, &source).await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let early = accounts.confirm(&here.session, PASSWORD, &code, &source).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
    assert!(house.opens(&here.cookie).await);
}
