//! Sessions: what ends them, and that it ends them at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hygie_accounts::AccountError;
use hygie_accounts::limits::{
    ABSOLUTE_MILLIS, IDLE_ADMINISTRATOR_MILLIS, IDLE_MILLIS, SEEN_EVERY_MILLIS,
    SESSIONS_PER_ACCOUNT,
};
use hygie_base::{ExposeSecret as _, SecretString};
use hygie_gate::Role;
use hygie_testkit::{Builder, Meddle};
use hygie_trace::{Action, Outcome};

use crate::help::{HOUR, House, LOGIN, MINUTE, OTHER_PASSWORD, PASSWORD, SECOND};

#[tokio::test]
async fn an_unused_session_ends() {
    for (role, idle) in [
        (Role::Nurse, IDLE_MILLIS),
        (Role::Person, IDLE_MILLIS),
        (Role::Administrator, IDLE_ADMINISTRATOR_MILLIS),
        (Role::SecurityOfficer, IDLE_ADMINISTRATOR_MILLIS),
    ] {
        let house = House::new();
        house.add(LOGIN, role).await;
        let cookie = house.log_in().await.cookie;
        house.wait(idle - SECOND);
        assert!(house.opens(&cookie).await, "{role:?}");
        // That use counts.
        house.wait(idle - SECOND);
        assert!(house.opens(&cookie).await, "{role:?}");
        house.wait(idle);
        assert!(!house.opens(&cookie).await, "{role:?}");
        let (_, action, outcome, what) = house.last_trace().await;
        assert_eq!((action, outcome), (Action::LogOut, Outcome::Granted));
        assert!(what.contains("over"), "{what}");
        // It is gone, so no clock set back revives it.
        house.wait(-idle);
        assert!(!house.opens(&cookie).await, "{role:?}");
    }
}

#[tokio::test]
async fn a_session_ends_however_much_it_is_used() {
    let house = House::with_physician().await;
    let logged_in = house.log_in().await;
    assert_eq!(logged_in.session.ends.0, house.now().0 + ABSOLUTE_MILLIS);
    for _ in 0..ABSOLUTE_MILLIS / IDLE_MILLIS * 2 - 1 {
        house.wait(IDLE_MILLIS / 2);
        assert!(house.opens(&logged_in.cookie).await);
    }
    house.wait(IDLE_MILLIS / 2 - SECOND);
    assert!(house.opens(&logged_in.cookie).await);
    house.wait(SECOND);
    assert!(!house.opens(&logged_in.cookie).await);
}

#[tokio::test]
async fn a_change_of_password_does_not_lengthen_it() {
    let house = House::with_physician().await;
    let mut here = house.log_in().await;
    let begun = here.session.begun;
    for (old, new) in [(PASSWORD, OTHER_PASSWORD), (OTHER_PASSWORD, PASSWORD)] {
        house.wait(MINUTE);
        here = house.accounts.change_password(&here.session, old, new).await.unwrap();
        assert_eq!(here.session.begun, begun);
    }
}

#[tokio::test]
async fn a_clock_ten_years_off_ends_or_keeps_and_never_fails() {
    let years = 10 * 365 * 24 * HOUR;
    let house = House::with_physician().await;
    let cookie = house.log_in().await.cookie;
    house.wait(-years);
    assert!(house.opens(&cookie).await);
    house.wait(2 * years);
    assert!(!house.opens(&cookie).await);
}

#[tokio::test]
async fn sessions_outlive_the_process_and_remember_their_use() {
    let house = House::with_physician().await;
    let cookie = house.log_in().await.cookie;
    house.wait(20 * MINUTE);
    assert!(house.opens(&cookie).await);
    let house = house.restart().await;
    house.wait(20 * MINUTE);
    assert!(house.opens(&cookie).await);
    let house = house.restart().await;
    house.wait(IDLE_MILLIS);
    assert!(!house.opens(&cookie).await);
}

#[tokio::test]
async fn the_last_use_is_written_once_a_minute() {
    let house = House::with_physician().await;
    let cookie = house.log_in().await.cookie;
    let commits = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&commits);
    house.world.store.meddle(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        Meddle::Pass
    });
    let written = || commits.load(Ordering::SeqCst);
    house.wait(SEEN_EVERY_MILLIS - 1);
    assert!(house.opens(&cookie).await);
    assert_eq!(written(), 0);
    house.wait(1);
    let (one, two) = tokio::join!(house.opens(&cookie), house.opens(&cookie));
    assert!(one && two);
    assert_eq!(written(), 1);
    house.wait(SEEN_EVERY_MILLIS - 1);
    assert!(house.opens(&cookie).await);
    assert_eq!(written(), 1);
}

#[tokio::test]
async fn guessed_and_broken_cookies_open_nothing() {
    let house = House::with_physician().await;
    let cookie = house.log_in().await.cookie;
    let text = cookie.expose_secret();
    let swapped = format!("{}{}", &text[1..], &text[..1]);
    let long = "A".repeat(1 << 20);
    for wrong in ["", "A", &text[..42], &"A".repeat(43), &swapped, &format!("{text}A"), &long, "é"]
    {
        assert!(house.accounts.session(wrong).await.unwrap().is_none());
    }
    // What has another form is not even looked up.
    house.close_store().await;
    assert!(house.accounts.session(&text[..42]).await.unwrap().is_none());
    assert!(house.accounts.session(&"A".repeat(43)).await.is_err());
}

#[tokio::test]
async fn logging_in_makes_a_new_cookie_each_time() {
    let house = House::with_physician().await;
    let (one, two) = (house.log_in().await, house.log_in().await);
    assert_ne!(one.cookie.expose_secret(), two.cookie.expose_secret());
    assert_ne!(one.session.id, two.session.id);
    assert_ne!(one.session.csrf, two.session.csrf);
}

#[tokio::test]
async fn logging_out_ends_the_session_at_once_and_for_good() {
    let house = House::with_physician().await;
    let (one, two) = (house.log_in().await, house.log_in().await);
    house.accounts.log_out(&one.session).await.unwrap();
    assert!(!house.opens(&one.cookie).await);
    assert!(house.opens(&two.cookie).await);
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((who.as_str(), action, outcome), ("Marie Durand", Action::LogOut, Outcome::Granted));
    assert!(what.contains(&one.session.id), "{what}");
    // Again changes nothing, and is not told twice.
    let before = house.traces().await.len();
    house.accounts.log_out(&one.session).await.unwrap();
    assert_eq!(house.traces().await.len(), before);
    let house = house.restart().await;
    assert!(!house.opens(&one.cookie).await);
    assert!(house.opens(&two.cookie).await);
}

#[tokio::test]
async fn logging_out_everywhere_ends_all_of_one_person() {
    let house = House::with_physician().await;
    house.add("paul", Role::Nurse).await;
    let (one, two) = (house.log_in().await, house.log_in().await);
    let paul = house.accounts.log_in("paul", PASSWORD).await.unwrap();
    assert_eq!(house.accounts.log_out_everywhere(&one.session).await.unwrap(), 2);
    assert!(!house.opens(&one.cookie).await);
    assert!(!house.opens(&two.cookie).await);
    assert!(house.opens(&paul.cookie).await);
    let again = house.accounts.log_out_everywhere(&one.session).await;
    assert!(matches!(again, Err(AccountError::Ended)));
}

#[tokio::test]
async fn a_person_sees_and_ends_their_own_sessions_only() {
    let house = House::with_physician().await;
    house.add("paul", Role::Nurse).await;
    let one = house.log_in().await;
    house.wait(MINUTE);
    let two = house.log_in().await;
    let paul = house.accounts.log_in("paul", PASSWORD).await.unwrap();
    let seen = house.accounts.sessions(&one.session).await.unwrap();
    let seen: Vec<_> = seen.iter().map(|seen| (seen.id.as_str(), seen.current)).collect();
    assert_eq!(seen, [(two.session.id.as_str(), false), (one.session.id.as_str(), true)]);

    for (id, expect) in [
        (&paul.session.id, false),
        (&String::new(), false),
        (&two.session.id, true),
        (&two.session.id, false),
    ] {
        assert_eq!(house.accounts.end_session(&one.session, id).await.unwrap(), expect, "{id}");
    }
    assert!(!house.opens(&two.cookie).await);
    assert!(house.opens(&paul.cookie).await);
    assert_eq!(house.accounts.sessions(&one.session).await.unwrap().len(), 1);
    let ended = house.accounts.sessions(&two.session).await;
    assert!(matches!(ended, Err(AccountError::Ended)));
}

#[tokio::test]
async fn an_account_has_so_many_sessions_at_most() {
    let house = House::with_physician().await;
    let mut cookies: Vec<SecretString> = Vec::new();
    for _ in 0..SESSIONS_PER_ACCOUNT {
        cookies.push(house.log_in().await.cookie);
        house.wait(MINUTE);
    }
    // The first one is used; the second one has rested longest now.
    for cookie in &cookies {
        assert!(house.opens(cookie).await);
        house.wait(MINUTE);
    }
    assert!(house.opens(&cookies[0]).await);
    cookies.push(house.log_in().await.cookie);
    for (at, cookie) in cookies.iter().enumerate() {
        assert_eq!(house.opens(cookie).await, at != 1, "session {at}");
    }
}

#[tokio::test]
async fn an_ended_session_is_gone_although_the_answer_was_lost() {
    let house = House::with_physician().await;
    let logged_in = house.log_in().await;
    assert!(house.opens(&logged_in.cookie).await);
    house.world.store.meddle(|_| Meddle::LoseAnswer);
    let lost = house.accounts.log_out(&logged_in.session).await;
    house.world.store.behave();
    assert!(lost.is_err());
    assert!(!house.opens(&logged_in.cookie).await);
}

#[tokio::test]
async fn a_log_out_whose_caller_goes_away_still_ends_the_session() {
    let house = House::with_physician().await;
    let logged_in = house.log_in().await;
    assert!(house.opens(&logged_in.cookie).await);
    house.world.store.hold();
    let leaving = {
        let (accounts, session) = (Arc::clone(&house.accounts), logged_in.session.clone());
        tokio::spawn(async move { accounts.log_out(&session).await })
    };
    while house.world.store.held() == 0 {
        tokio::task::yield_now().await;
    }
    leaving.abort();
    assert!(leaving.await.unwrap_err().is_cancelled());
    house.world.store.release();
    // Once a later commit is durable, so is that one; its task only has to run.
    house.traces().await;
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    assert!(!house.opens(&logged_in.cookie).await);
}

#[tokio::test]
async fn what_is_over_is_swept() {
    let house = House::with_physician().await;
    house.log_in().await;
    house.wait(10 * MINUTE);
    let later = house.log_in().await;
    let swept = |house: &House| {
        let accounts = Arc::clone(&house.accounts);
        async move { accounts.sweep().await.unwrap().sessions }
    };
    house.wait(IDLE_MILLIS + SEEN_EVERY_MILLIS - 10 * MINUTE - 1);
    assert_eq!(swept(&house).await, 0);
    house.wait(1);
    assert_eq!(swept(&house).await, 1);
    assert_eq!(swept(&house).await, 0);
    assert!(house.opens(&later.cookie).await);
    let kept = house.world.records.cells(hygie_record::Table::Session).await.unwrap();
    assert_eq!(kept.len(), 1);
}

#[tokio::test]
async fn of_two_nodes_one_sweeps_and_the_other_takes_over() {
    let hour = Duration::from_millis(HOUR.unsigned_abs());
    let here = House::on(Builder::on_postgres().open(), None, 11);
    let there = here.beside();
    let sweeps = async |house: &House| house.accounts.sweep_in_turn(hour).await.unwrap().is_some();
    assert!(sweeps(&here).await);
    assert!(!sweeps(&there).await, "it is being done");
    here.wait(HOUR - 1);
    assert!(!sweeps(&there).await);
    assert!(sweeps(&here).await, "it is renewed");
    here.wait(HOUR - 1);
    assert!(!sweeps(&there).await);
    here.wait(1);
    assert!(sweeps(&there).await, "who did it was not heard of for an hour");
    assert!(!sweeps(&here).await);
    here.accounts.leave_sweeping().await.unwrap();
    assert!(!sweeps(&here).await, "it was not its own to leave");
    there.accounts.leave_sweeping().await.unwrap();
    assert!(sweeps(&here).await);
    here.world.clock.advance(-2 * HOUR);
    assert!(sweeps(&there).await, "a lease from a clock that is far ahead keeps nobody out");
}

#[tokio::test]
async fn of_nodes_that_ask_at_the_same_time_one_sweeps() {
    let hour = Duration::from_millis(HOUR.unsigned_abs());
    let here = House::on(Builder::on_postgres().open(), None, 11);
    // Each after the other: a node's randomness is made from that of the one it stands beside.
    let two = here.beside();
    let three = two.beside();
    let ask = async |house: &House| house.accounts.sweep_in_turn(hour).await.unwrap().is_some();
    let (a, b, c) = tokio::join!(ask(&here), ask(&two), ask(&three));
    assert_eq!(usize::from(a) + usize::from(b) + usize::from(c), 1);
}
