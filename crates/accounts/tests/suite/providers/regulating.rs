//! Whether a log-in says that somebody regulates medical calls.

use hygie_accounts::{AccountError, LoggedIn, SecondFactor, Source, Vouched, Vouching, Was};
use hygie_gate::Role;

use super::{PSC, SUBJECT, marie, open};
use crate::help::{House, LOGIN, PASSWORD};

/// Pro Santé Connect, `Acces_Regulation_Medicale`: of the log-in, so of its session alone.
#[tokio::test]
async fn who_regulates_does_so_in_the_session_that_began_so_and_in_no_other() {
    let house = House::with_physician().await;
    house.link(LOGIN, PSC, SUBJECT).await;
    let regulates = |on: &LoggedIn| on.session.asker().unwrap().regulates;
    assert!(!regulates(&house.come(&marie(Vouching::Two)).await.unwrap()));
    let claims = Vouched { regulates: true, ..marie(Vouching::Two) };
    let on = house.come(&claims).await.unwrap();
    assert!(regulates(&on));
    // It goes on with the session: when it is proved again, locked and unlocked.
    let accounts = &house.accounts;
    let on = accounts.confirm_with_provider(&on.session, &marie(Vouching::Two)).await.unwrap();
    assert!(regulates(&on));
    accounts.lock(&on.session).await.unwrap();
    let locked = house.session(&on.cookie).await;
    let on = accounts.unlock_with_provider(&locked, &marie(Vouching::Two)).await.unwrap();
    assert!(regulates(&on));
    // Nothing of it is in the account: not in another session, nor after it.
    let other = house.come(&marie(Vouching::Two)).await.unwrap();
    assert!(!regulates(&other));
    let unclaimed = accounts.confirm_with_provider(&other.session, &claims).await.unwrap();
    assert!(!regulates(&unclaimed), "it is of the log-in, not of a later proof");
    let was = Was {
        login: LOGIN,
        id: &on.session.account.to_string(),
        generation: on.session.generation,
        role: Role::Physician,
        organisation: &on.session.activity.as_ref().unwrap().organisation,
        person: None,
    };
    assert!(!accounts.still(was).await.unwrap().unwrap().regulates, "no app has it");
    let house = house.restart().await;
    assert!(house.session(&on.cookie).await.asker().unwrap().regulates, "it is kept with it");
}

#[tokio::test]
async fn a_log_in_by_password_regulates_nothing() {
    let (house, here) = open().await;
    house.accounts.bind_provider(&here.session, &marie(Vouching::Two)).await.unwrap();
    let claims = Vouched { regulates: true, ..marie(Vouching::Two) };
    assert!(house.come(&claims).await.unwrap().session.asker().unwrap().regulates);
    assert!(!here.session.asker().unwrap().regulates);
    assert!(house.log_in().await.session.asker().is_none_or(|asker| !asker.regulates));
}

/// A persona of a demonstration has it without a provider, of the session alone; nowhere
/// else does anybody come by it so, whatever is known of them.
#[tokio::test]
async fn a_persona_regulates_in_a_demonstration_and_nowhere_else() {
    let source = Source::default();
    for demanded in [SecondFactor::Required, SecondFactor::ProfessionalsMaySkip] {
        let house = House::demanding(demanded);
        house.add(LOGIN, Role::Physician).await;
        let refused = house.accounts.enter_regulating(LOGIN, PASSWORD, &source).await;
        assert!(matches!(refused, Err(AccountError::Refused)), "{demanded:?}");
    }
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Physician).await;
    let regulates = |on: &LoggedIn| on.session.asker().unwrap().regulates;
    let on = house.accounts.enter_regulating(LOGIN, PASSWORD, &source).await.unwrap();
    assert!(regulates(&on));
    assert!(house.accounts.enter_regulating(LOGIN, "another one", &source).await.is_err());
    assert!(!regulates(&house.accounts.enter(LOGIN, PASSWORD, &source).await.unwrap()));
    assert!(!regulates(&house.log_in().await), "nor by the password of the persona");
    // The same store, once it is no demonstration: a new session has nothing of it.
    let house = house.restart().await;
    let refused = house.accounts.enter_regulating(LOGIN, PASSWORD, &source).await;
    assert!(matches!(refused, Err(AccountError::Refused)));
    assert!(house.log_in().await.session.asker().is_none_or(|asker| !asker.regulates));
}
