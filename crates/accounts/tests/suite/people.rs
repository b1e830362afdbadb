//! Making accounts and logging in.

use hygie_accounts::limits::ONE_TIME_MILLIS;
use hygie_accounts::{AccountError, PasswordFault, Stage};
use hygie_base::{Code, ExposeSecret as _, RecordNo};
use hygie_gate::Role;
use hygie_trace::{Action, Outcome};

use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD, new, why};

#[tokio::test]
async fn who_knows_the_password_is_the_account() {
    let house = House::new();
    let person = RecordNo::from_u64(77);
    let mut patient = new("  Jean.PETIT ", Role::Person);
    patient.person = person;
    let made = house.accounts.create_with_password(&house.operator(), patient, PASSWORD).await;
    let id = made.unwrap();
    let logged_in = house.accounts.log_in("jean.petit", PASSWORD).await.unwrap();
    let asker = logged_in.session.asker().unwrap();
    assert_eq!(asker.id, id.to_string());
    assert_eq!((asker.role, asker.person), (Role::Person, person));
    assert_eq!((asker.name.as_str(), asker.from.as_str()), ("Marie Durand", "person door"));
    assert_eq!(asker.organisation, "tilleuls");
    assert_eq!(asker.organisation_name, "Les Tilleuls");
    let trace = house.traces().await.remove(0);
    assert_eq!((trace.actor.id, trace.action), (id.to_string(), Action::LogIn));
    let cookie = logged_in.cookie.expose_secret();
    let session = house.accounts.session(cookie).await.unwrap().unwrap();
    assert_eq!(session.asker(), logged_in.session.asker());
    assert_eq!(session.csrf, logged_in.session.csrf);
    assert_ne!(session.csrf, cookie);
    assert_ne!(session.id, cookie);
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_are_answered_alike() {
    let house = House::with_physician().await;
    let before = house.traces().await.len();
    let wrong = house.accounts.log_in(LOGIN, OTHER_PASSWORD).await;
    let unknown = house.accounts.log_in("nobody", OTHER_PASSWORD).await;
    let (wrong, unknown) = (wrong.err().unwrap(), unknown.err().unwrap());
    assert_eq!(format!("{wrong:?} {wrong}"), format!("{unknown:?} {unknown}"));
    assert_eq!(wrong.code(), Code::LogIn);
    // Both wait for a trace; only the one of the account names somebody, and
    // neither keeps what was typed, which may be a password.
    let traces = house.traces().await;
    assert_eq!(traces.len(), before + 2);
    assert_eq!(traces[0].actor.id, "unknown");
    assert_eq!(traces[1].actor.name, "Marie Durand");
    for trace in &traces[..2] {
        assert_eq!((trace.action, trace.outcome), (Action::LogIn, Outcome::Refused));
        assert!(!trace.what.contains("nobody") && !trace.what.contains("orage"));
    }
}

#[tokio::test]
async fn what_is_no_login_or_password_is_refused_like_a_wrong_one() {
    let house = House::with_physician().await;
    let long = "a".repeat(1 << 20);
    for (login, password) in
        [("", ""), (LOGIN, ""), ("\0", "x"), (&long, "x"), (LOGIN, &long), ("' or 1=1 --", "x")]
    {
        let refused = house.accounts.log_in(login, password).await;
        assert!(matches!(&refused, Err(AccountError::Refused)), "{}", why(refused));
    }
}

#[tokio::test]
async fn a_login_has_one_account() {
    let house = House::with_physician().await;
    let made = house.accounts.create(&house.operator(), new(" MARIE.Durand", Role::Nurse)).await;
    assert!(matches!(made, Err(AccountError::Taken)));
    let (operator, second) = (house.operator(), house.operator());
    let (one, two) = tokio::join!(
        house.accounts.create(&operator, new("paul", Role::Nurse)),
        house.accounts.create(&second, new("paul", Role::Secretary)),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    let lost = if one.is_ok() { two.err() } else { one.err() };
    assert!(matches!(lost, Some(AccountError::Taken)));
}

#[tokio::test]
async fn fields_that_cannot_be_kept_are_refused() {
    let house = House::new();
    let refused = |change: fn(&mut hygie_accounts::NewAccount)| {
        let mut account = new(LOGIN, Role::Nurse);
        change(&mut account);
        let (accounts, operator) = (&house.accounts, house.operator());
        async move { accounts.create(&operator, account).await.err().unwrap().code() }
    };
    assert_eq!(refused(|new| new.login = "a/b".into()).await, Code::BusinessRule);
    assert_eq!(refused(|new| new.name = String::new()).await, Code::BusinessRule);
    assert_eq!(refused(|new| new.name = "a\nb".into()).await, Code::BusinessRule);
    assert_eq!(refused(|new| new.organisation = "a".repeat(65)).await, Code::BusinessRule);
    assert_eq!(refused(|new| new.role = Role::System).await, Code::BusinessRule);
    assert!(!house.accounts.is_claimed().await.unwrap());
}

#[tokio::test]
async fn a_one_time_password_must_be_changed() {
    let house = House::new();
    let made = house.accounts.create(&house.operator(), new(LOGIN, Role::Physician)).await;
    let (_, once) = made.unwrap();
    let typed = once.expose_secret().to_uppercase().replace('-', " ");
    let logged_in = house.accounts.log_in(LOGIN, &typed).await.unwrap();
    assert_eq!(logged_in.session.stage, Stage::Password);
    assert!(logged_in.session.asker().is_none());
    let change = |new: &'static str| {
        house.accounts.change_password(&logged_in.session, once.expose_secret(), new)
    };
    let weak = change("azerty").await;
    assert!(matches!(weak, Err(AccountError::Password(PasswordFault::TooShort))));
    let changed = change(PASSWORD).await.unwrap();
    assert_eq!(changed.session.stage, Stage::Enrol { may_wait: false });
    assert!(!house.opens(&logged_in.cookie).await);
    assert!(house.opens(&changed.cookie).await);
    assert!(matches!(
        house.accounts.log_in(LOGIN, once.expose_secret()).await,
        Err(AccountError::Refused)
    ));
    assert_eq!(house.log_in().await.session.stage, Stage::Enrol { may_wait: false });
}

#[tokio::test]
async fn a_one_time_password_expires_and_can_be_replaced() {
    let house = House::new();
    let made = house.accounts.create(&house.operator(), new(LOGIN, Role::Physician)).await;
    let (_, once) = made.unwrap();
    house.wait(ONE_TIME_MILLIS - 1);
    house.accounts.log_in(LOGIN, once.expose_secret()).await.unwrap();
    house.wait(1);
    let late = house.accounts.log_in(LOGIN, once.expose_secret()).await;
    assert!(matches!(&late, Err(AccountError::OneTimeExpired)), "{}", why(late));
    // Who does not hold it does not learn that it has expired.
    assert!(matches!(house.accounts.log_in(LOGIN, PASSWORD).await, Err(AccountError::Refused)));

    let renewed = house.accounts.renew(house.operator(), LOGIN).await.unwrap();
    assert!(house.accounts.log_in(LOGIN, once.expose_secret()).await.is_err());
    let logged_in = house.accounts.log_in(LOGIN, renewed.expose_secret()).await.unwrap();
    assert_eq!(logged_in.session.stage, Stage::Password);
    let absent = house.accounts.renew(house.operator(), "nobody").await;
    assert!(matches!(absent, Err(AccountError::NoSuchAccount)));
}

#[tokio::test]
async fn no_secret_is_kept_or_traced() {
    let house = House::new();
    let made = house.accounts.create(&house.operator(), new(LOGIN, Role::Physician)).await;
    let (_, once) = made.unwrap();
    let logged_in = house.accounts.log_in(LOGIN, once.expose_secret()).await.unwrap();
    let mut kept = Vec::new();
    for table in [hygie_record::Table::Account, hygie_record::Table::Session] {
        for cell in house.world.records.cells(table).await.unwrap() {
            kept.push(String::from_utf8(cell.value.to_vec()).unwrap());
        }
    }
    assert_eq!(kept.len(), 2);
    kept.extend(house.traces().await.iter().map(|trace| format!("{trace:?}")));
    let bare = once.expose_secret().replace('-', "");
    for secret in [once.expose_secret(), &bare, logged_in.cookie.expose_secret()] {
        assert!(kept.iter().all(|text| !text.contains(secret)));
    }
}

#[tokio::test]
async fn who_wrote_something_has_a_name() {
    let house = House::with_physician().await;
    let made = house.accounts.create(&house.operator(), new("paul", Role::Nurse)).await;
    let (paul, _) = made.unwrap();
    let name = async |id: &str| house.accounts.name_of(id).await.unwrap();
    assert_eq!(name("nobody").await, None);
    assert_eq!(name(&paul.to_string()).await.as_deref(), Some("Marie Durand"));
    // Whoever came after the names were listed is found too.
    assert_eq!(house.accounts.organisation_name_of("lilas").await.unwrap(), None);
    let mut account = new("ada", Role::Nurse);
    (account.name, account.organisation) = ("Ada Martin".into(), "lilas".into());
    account.organisation_name = "Cabinet des Lilas".into();
    let made = house.accounts.create(&house.operator(), account).await;
    let (ada, _) = made.unwrap();
    assert_eq!(name(&ada.to_string()).await.as_deref(), Some("Ada Martin"));
    assert_eq!(name("nobody").await, None);
    let organisation = house.accounts.organisation_name_of("lilas").await.unwrap();
    assert_eq!(organisation.as_deref(), Some("Cabinet des Lilas"));
    assert_eq!(house.accounts.organisation_name_of("tournesols").await.unwrap(), None);
}
