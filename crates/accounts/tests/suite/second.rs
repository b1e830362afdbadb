//! Second factors: enrolling, proving, recovering, and who must have one.

use hygie_accounts::limits::{
    FREE_GUESSES, FRESH_MILLIS, RECOVERY_CODES, RECOVERY_LEAST_LETTERS, SECOND_MILLIS,
    SESSIONS_PER_ACCOUNT,
};
use hygie_accounts::{AccountError, FactorsSeen, LoggedIn, Proof, SecondFactor, Source, Stage};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;
use hygie_record::Table;
use hygie_trace::{Action, Outcome};

use crate::app::App;
use crate::help::{House, LOGIN, MINUTE, OTHER_PASSWORD, PASSWORD, SECOND, why};

const MUST: Stage = Stage::Enrol { may_wait: false };
const MAY: Stage = Stage::Enrol { may_wait: true };

async fn with_app() -> (House, App, LoggedIn, Vec<String>) {
    let house = House::with_physician().await;
    let (app, enrolled) = house.enrol(&house.log_in().await).await;
    let codes = enrolled.codes.iter().map(|code| code.expose_secret().to_owned()).collect();
    (house, app, enrolled.logged_in, codes)
}

#[tokio::test]
async fn who_must_have_one_is_led_to_it_and_sees_nothing_before() {
    let all =
        [SecondFactor::Required, SecondFactor::ProfessionalsMaySkip, SecondFactor::Demonstration];
    for policy in all {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::System) {
            let house = House::demanding(policy);
            house.add(LOGIN, role).await;
            let session = house.log_in().await.session;
            let expect = match (policy, role) {
                (SecondFactor::Demonstration, _) | (_, Role::Person | Role::Delegate) => {
                    Stage::Open
                }
                (SecondFactor::Required, _) => MUST,
                (_, role) if role.is_of_the_house() => MUST,
                _ => MAY,
            };
            assert_eq!(session.stage, expect, "{policy:?} {role:?}");
            assert_eq!(session.asker().is_some(), expect == Stage::Open, "{policy:?} {role:?}");
        }
    }
}

#[tokio::test]
async fn an_app_is_enrolled_and_asked_for_from_then_on() {
    let house = House::with_physician().await;
    let (here, there) = (house.log_in().await, house.log_in().await);
    let offered = house.accounts.offer_totp(&here.session).await.unwrap();
    let again = house.accounts.offer_totp(&here.session).await.unwrap();
    assert_eq!(offered.secret.expose_secret(), again.secret.expose_secret());
    assert!(offered.uri.expose_secret().contains(offered.secret.expose_secret()));
    let wrong = house.accounts.enrol_totp(&here.session, "000000").await;
    assert!(matches!(wrong, Err(AccountError::Code)));
    let (app, enrolled) = house.enrol(&here).await;
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!(
        (who.as_str(), action, outcome),
        ("Marie Durand", Action::Account, Outcome::Granted)
    );
    assert!(what.contains("enrolled an authenticator app"), "{what}");
    assert_eq!(enrolled.codes.len(), RECOVERY_CODES);
    let on = &enrolled.logged_in;
    assert_eq!(on.session.stage, Stage::Open);
    assert_eq!((on.session.begun, on.session.ends), (here.session.begun, here.session.ends));
    assert!(!house.opens(&here.cookie).await, "the cookie of before is dead");
    assert!(house.opens(&on.cookie).await);
    // The session elsewhere proved a password only.
    assert!(!house.opens(&there.cookie).await);
    let twice = house.accounts.offer_totp(&on.session).await;
    assert!(matches!(twice, Err(AccountError::NotNow)));

    house.wait(30 * SECOND);
    let half = house.log_in().await;
    assert_eq!(half.session.stage, Stage::Second);
    let whole = house
        .accounts
        .prove_second(&half.session, &app.shows(&house, 0), &Source::default())
        .await
        .unwrap();
    assert_eq!(whole.session.stage, Stage::Open);
    assert!(!house.opens(&half.cookie).await, "the cookie of before is dead");
    let house = house.restart().await;
    let kept = house.accounts.session(whole.cookie.expose_secret()).await.unwrap().unwrap();
    assert_eq!(kept.stage, Stage::Open);
}

#[tokio::test]
async fn an_unattended_session_alone_enrols_no_app() {
    let house = House::demanding(SecondFactor::Required);
    house.add(LOGIN, Role::Person).await;
    let open = house.log_in().await;
    assert_eq!(open.session.stage, Stage::Open);
    let offered = house.accounts.offer_totp(&open.session).await.unwrap();
    let app = App::scanning(&offered.secret);
    house.wait(FRESH_MILLIS - 1);
    let wrong = house.accounts.enrol_totp(&open.session, "000000").await;
    assert!(matches!(wrong, Err(AccountError::Code)), "still fresh");
    house.wait(1);
    let stale = house.accounts.enrol_totp(&open.session, &app.shows(&house, 0)).await;
    assert!(matches!(stale, Err(AccountError::Stale)));
    let source = Source::default();
    let on = house.accounts.confirm(&open.session, PASSWORD, "", &source).await.unwrap();
    house.accounts.enrol_totp(&on.session, &app.shows(&house, 0)).await.unwrap();
}

#[tokio::test]
async fn who_is_given_a_new_password_proves_the_second_factor_before_choosing_one() {
    let (house, app, ..) = with_app().await;
    let once = house.accounts.renew(house.operator(), LOGIN).await.unwrap();
    let half = house.accounts.log_in(LOGIN, once.expose_secret()).await.unwrap();
    assert_eq!(half.session.stage, Stage::Second);
    let early = house.accounts.change_password(&half.session, once.expose_secret(), OTHER_PASSWORD);
    assert!(matches!(early.await, Err(AccountError::NotNow)));
    house.wait(30 * SECOND);
    let code = app.shows(&house, 0);
    let on = house.accounts.prove_second(&half.session, &code, &Source::default()).await.unwrap();
    assert_eq!(on.session.stage, Stage::Password);
}

#[tokio::test]
async fn who_knows_the_password_alone_pushes_out_nobody_who_proved_more() {
    let (house, app, whole, ..) = with_app().await;
    for _ in 0..=SESSIONS_PER_ACCOUNT {
        house.wait(1);
        assert_eq!(house.log_in().await.session.stage, Stage::Second);
    }
    assert!(house.opens(&whole.cookie).await);
    house.wait(30 * SECOND);
    let half = house.log_in().await;
    house
        .accounts
        .prove_second(&half.session, &app.shows(&house, 0), &Source::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_half_proved_session_opens_nothing_and_does_not_last() {
    let (house, app, ..) = with_app().await;
    let half = house.log_in().await;
    let session = &half.session;
    assert_eq!(session.ends.0, house.now().0 + SECOND_MILLIS);
    let accounts = &house.accounts;
    let refused = [
        accounts.change_password(session, PASSWORD, OTHER_PASSWORD).await.err(),
        accounts.offer_totp(session).await.err(),
        accounts.enrol_totp(session, "000000").await.err(),
        accounts.put_off(session).await.err(),
        accounts.factors(session).await.err(),
        accounts.renew_recovery(session).await.err(),
        accounts.forget_totp(session).await.err(),
        accounts.confirm(session, PASSWORD, &app.shows(&house, 1), &Source::default()).await.err(),
        accounts.lock(session).await.err(),
        accounts.unlock(session, Proof::password(PASSWORD), &Source::default()).await.err(),
        accounts.choose_activity(session, "first").await.err(),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert!(matches!(refused, Some(AccountError::NotNow)), "{at}: {refused:?}");
    }
    house.wait(SECOND_MILLIS - 1);
    assert!(house.opens(&half.cookie).await);
    house.wait(1);
    assert!(!house.opens(&half.cookie).await);
}

#[tokio::test]
async fn no_code_works_twice_and_all_failures_are_answered_alike() {
    let (house, app, ..) = with_app().await;
    house.wait(30 * SECOND);
    let code = app.shows(&house, 0);
    let first = house.log_in().await;
    house.accounts.prove_second(&first.session, &code, &Source::default()).await.unwrap();
    let half = house.log_in().await;
    let long = "1".repeat(1 << 20);
    let mut said = Vec::new();
    for wrong in [code.as_str(), "", "12345a", &long] {
        let refused = house.accounts.prove_second(&half.session, wrong, &Source::default()).await;
        assert!(matches!(&refused, Err(AccountError::Refused)), "{wrong:.9}");
        said.push(why(refused));
        let (_, action, outcome, what) = house.last_trace().await;
        assert_eq!((action, outcome), (Action::LogIn, Outcome::Refused));
        assert!(wrong.is_empty() || !what.contains(wrong), "{what}");
    }
    said.dedup();
    assert_eq!(said.len(), 1);
}

#[tokio::test]
async fn of_two_who_use_a_code_at_the_same_time_one_succeeds() {
    let (house, app, _, codes) = with_app().await;
    house.wait(30 * SECOND);
    for code in [app.shows(&house, 0), codes[0].clone()] {
        let (one, two) = (house.log_in().await, house.log_in().await);
        let from = Source::default();
        let (one, two) = tokio::join!(
            house.accounts.prove_second(&one.session, &code, &from),
            house.accounts.prove_second(&two.session, &code, &from),
        );
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    }
}

#[tokio::test]
async fn wrong_codes_must_wait_and_a_right_password_does_not_clear_them() {
    let (house, app, ..) = with_app().await;
    house.wait(30 * SECOND);
    for _ in 0..=FREE_GUESSES {
        let half = house.log_in().await;
        let wrong = house.accounts.prove_second(&half.session, "000000", &Source::default()).await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let half = house.log_in().await;
    let early =
        house.accounts.prove_second(&half.session, &app.shows(&house, 0), &Source::default()).await;
    assert!(matches!(early, Err(AccountError::Throttled { seconds: 1 })));
    house.wait(SECOND);
    house
        .accounts
        .prove_second(&half.session, &app.shows(&house, 0), &Source::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn who_has_only_the_password_keeps_the_owner_out_of_nothing() {
    let (house, app, whole, codes) = with_app().await;
    let device = house.accounts.remember_device(&whole.session, None).await.unwrap();
    let known = Source { device: Some(device), ..Source::default() };
    house.wait(30 * SECOND);
    let thief = house.log_in().await;
    let stranger = Source::default();
    for _ in 0..=FREE_GUESSES {
        let wrong = house.accounts.prove_second(&thief.session, "000000", &stranger).await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let code = app.shows(&house, 0);
    let half = house.log_in().await;
    let slowed = house.accounts.prove_second(&half.session, &code, &stranger).await;
    assert!(matches!(slowed, Err(AccountError::Throttled { .. })));
    house.accounts.prove_second(&half.session, &code, &known).await.unwrap();
    let half = house.log_in().await;
    let short = &"a".repeat(RECOVERY_LEAST_LETTERS - 1);
    let slowed = house.accounts.prove_second(&half.session, short, &stranger).await;
    assert!(matches!(slowed, Err(AccountError::Throttled { .. })));
    // Nothing makes a short code long: what is not counted is not tried as one.
    for filling in [" ", "\t", "\u{3000}", "-", "\u{200b}", ".", "\u{a0}"] {
        let padded = format!("{code}{}", filling.repeat(RECOVERY_LEAST_LETTERS / 2));
        let slowed = house.accounts.prove_second(&half.session, &padded, &stranger).await;
        assert!(matches!(slowed, Err(AccountError::Throttled { .. })), "{filling:?}");
    }
    let long = &"a".repeat(RECOVERY_LEAST_LETTERS);
    let wrong = house.accounts.prove_second(&half.session, long, &stranger).await;
    assert!(matches!(wrong, Err(AccountError::Refused)));
    house.accounts.prove_second(&half.session, &codes[0], &stranger).await.unwrap();
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let (house, _, here, codes) = with_app().await;
    let half = house.log_in().await;
    let on = house
        .accounts
        .prove_second(&half.session, &codes[3].to_uppercase(), &Source::default())
        .await
        .unwrap();
    assert_eq!(on.session.stage, Stage::Open);
    let (_, _, _, what) = house.last_trace().await;
    assert!(what.contains("recovery code; 9 are left"), "{what}");
    let half = house.log_in().await;
    let twice = house.accounts.prove_second(&half.session, &codes[3], &Source::default()).await;
    assert!(matches!(twice, Err(AccountError::Refused)));
    let seen = FactorsSeen { totp: true, recovery: RECOVERY_CODES - 1, demanded: true };
    assert_eq!(house.accounts.factors(&here.session).await.unwrap(), seen);

    let fresh = house.accounts.renew_recovery(&here.session).await.unwrap();
    assert_eq!(fresh.len(), RECOVERY_CODES);
    let void = house.accounts.prove_second(&half.session, &codes[5], &Source::default()).await;
    assert!(matches!(void, Err(AccountError::Refused)), "those of before are void");
    house
        .accounts
        .prove_second(&half.session, fresh[0].expose_secret(), &Source::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn an_app_is_taken_away_after_a_fresh_proof_and_another_one_is_due() {
    let (house, app, here, _) = with_app().await;
    house.wait(FRESH_MILLIS);
    let stale = house.accounts.forget_totp(&here.session).await;
    assert!(matches!(stale, Err(AccountError::Stale)));
    let stale = house.accounts.renew_recovery(&here.session).await;
    assert!(matches!(stale, Err(AccountError::Stale)));
    let (code, source) = (app.shows(&house, 0), Source::default());
    let here = house.accounts.confirm(&here.session, PASSWORD, &code, &source).await.unwrap();
    let on = house.accounts.forget_totp(&here.session).await.unwrap();
    assert!(!house.opens(&here.cookie).await);
    assert_eq!(on.session.stage, MUST);
    let (other, _) = house.enrol(&on).await;
    assert_ne!(other.shows(&house, 0), app.shows(&house, 0), "a new seed");
}

#[tokio::test]
async fn a_changed_password_keeps_what_was_proved() {
    let (house, _, here, _) = with_app().await;
    let on = house.accounts.change_password(&here.session, PASSWORD, OTHER_PASSWORD).await.unwrap();
    assert_eq!(on.session.stage, Stage::Open);
    let half = house.accounts.log_in(LOGIN, OTHER_PASSWORD).await.unwrap();
    assert_eq!(half.session.stage, Stage::Second);
}

#[tokio::test]
async fn enrolling_is_put_off_until_the_next_log_in_where_the_house_allows_it() {
    let house = House::demanding(SecondFactor::ProfessionalsMaySkip);
    house.add(LOGIN, Role::Nurse).await;
    let on = house.accounts.put_off(&house.log_in().await.session).await.unwrap();
    assert_eq!(on.session.stage, Stage::Open);
    assert_eq!(house.log_in().await.session.stage, MAY);
    house.add("ada", Role::Administrator).await;
    let session = house.accounts.log_in("ada", PASSWORD).await.unwrap().session;
    assert!(matches!(house.accounts.put_off(&session).await, Err(AccountError::NotNow)));
    let strict = House::with_physician().await;
    let refused = strict.accounts.put_off(&strict.log_in().await.session).await;
    assert!(matches!(refused, Err(AccountError::NotNow)));
}

#[tokio::test]
async fn a_click_enters_a_demonstration_and_no_other_house() {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Administrator).await;
    let (_, enrolled) = house.enrol(&house.log_in().await).await;
    assert_eq!(enrolled.logged_in.session.stage, Stage::Open);
    assert_eq!(house.log_in().await.session.stage, Stage::Second, "who enrolled is asked");
    let entered = house.accounts.enter(LOGIN, PASSWORD, &Source::default()).await.unwrap();
    assert_eq!(entered.session.stage, Stage::Open);
    assert!(house.accounts.enter(LOGIN, OTHER_PASSWORD, &Source::default()).await.is_err());
    let strict = House::with_physician().await;
    let refused = strict.accounts.enter(LOGIN, PASSWORD, &Source::default()).await;
    assert!(matches!(refused, Err(AccountError::Refused)));
}

#[tokio::test]
async fn clocks_ten_years_off_refuse_codes_and_never_fail() {
    let years = 10 * 365 * 24 * 60 * MINUTE;
    let (house, app, ..) = with_app().await;
    for off in [-years, 2 * years, -years] {
        let code = app.shows(&house, 0);
        house.wait(off);
        let half = house.log_in().await;
        let refused = house.accounts.prove_second(&half.session, &code, &Source::default()).await;
        assert!(matches!(refused, Err(AccountError::Refused)), "{off}");
    }
}

#[tokio::test]
async fn codes_are_nowhere_in_clear() {
    let (house, _, _, codes) = with_app().await;
    let mut kept = Vec::new();
    for table in [Table::Account, Table::Session] {
        for cell in house.world.records.cells(table).await.unwrap() {
            kept.push(String::from_utf8(cell.value.to_vec()).unwrap());
        }
    }
    kept.extend(house.traces().await.iter().map(|trace| format!("{trace:?}")));
    for code in codes {
        let bare = code.replace('-', "");
        assert!(kept.iter().all(|text| !text.contains(&code) && !text.contains(&bare)));
    }
}
