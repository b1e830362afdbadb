//! What administrators do with accounts, and what nobody does.

use hygie_accounts::limits::{LISTED, SOUGHT_CHARS};
use hygie_accounts::{
    AccountError, IllegalStep, LoggedIn, NewAccount, NewActivity, SecondFactor, Sought, Stage,
    State, Step,
};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;
use hygie_record::Permit;
use hygie_testkit::Builder;
use hygie_trace::{Action, Outcome};

use crate::help::{HOUR, House, LOGIN, PASSWORD, new};
use crate::machines::token;

/// A house with a physician and two administrators, who need no second factor.
async fn house() -> House {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Physician).await;
    house.add("ada", Role::Administrator).await;
    house.add("bob", Role::Administrator).await;
    house
}

impl House {
    async fn enter_as(&self, login: &str) -> LoggedIn {
        self.accounts.log_in(login, PASSWORD).await.unwrap()
    }

    /// The permit that the gate gives to this administrator.
    async fn permit_of(&self, login: &str) -> Permit {
        let session = self.enter_as(login).await.session;
        self.gate.accounts(session.asker().unwrap()).await.unwrap()
    }

    async fn state(&self, login: &str) -> State {
        self.accounts.show(&self.operator(), login).await.unwrap().unwrap().state
    }
}

#[tokio::test]
async fn a_suspended_account_is_stopped_at_once_and_resumed() {
    let house = house().await;
    let here = house.enter_as(LOGIN).await;
    assert!(house.opens(&here.cookie).await);
    house.accounts.suspend(house.permit_of("ada").await, LOGIN).await.unwrap();
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!(
        (who.as_str(), action, outcome),
        ("Marie Durand", Action::Account, Outcome::Granted)
    );
    assert!(what.contains("suspended; 1 sessions ended"), "{what}");
    assert!(!house.opens(&here.cookie).await);
    assert_eq!(house.state(LOGIN).await, State::Suspended);
    let barred = house.accounts.log_in(LOGIN, PASSWORD).await;
    assert!(matches!(barred, Err(AccountError::Barred)));
    let stranger = house.accounts.log_in(LOGIN, "another one").await;
    assert!(matches!(stranger, Err(AccountError::Refused)), "a stranger does not learn it");
    let renewed = house.accounts.renew(house.operator(), LOGIN).await;
    let step = IllegalStep { from: State::Suspended, step: Step::Renew };
    assert!(matches!(renewed, Err(AccountError::Step(found)) if found == step));
    let twice = house.accounts.suspend(house.operator(), LOGIN).await;
    assert!(matches!(twice, Err(AccountError::Step(_))));
    house.accounts.resume(house.permit_of("ada").await, LOGIN).await.unwrap();
    assert_eq!(house.state(LOGIN).await, State::Active);
    assert!(!house.opens(&here.cookie).await, "what ended stays ended");
    house.enter_as(LOGIN).await;
    let twice = house.accounts.resume(house.operator(), LOGIN).await;
    assert!(matches!(twice, Err(AccountError::Step(_))));
}

#[tokio::test]
async fn a_revoked_account_never_comes_back_and_its_login_stays_taken() {
    let house = house().await;
    let here = house.enter_as(LOGIN).await;
    house.accounts.revoke(house.permit_of("ada").await, LOGIN).await.unwrap();
    assert!(!house.opens(&here.cookie).await);
    assert!(house.accounts.log_in(LOGIN, PASSWORD).await.is_err());
    let (accounts, operator) = (&house.accounts, || house.operator());
    let activity = NewActivity {
        role: Role::Nurse,
        organisation: String::new(),
        organisation_name: String::new(),
        person: None,
        delegation: None,
    };
    let refused = [
        accounts.resume(operator(), LOGIN).await.err(),
        accounts.suspend(operator(), LOGIN).await.err(),
        accounts.revoke(operator(), LOGIN).await.err(),
        accounts.renew(operator(), LOGIN).await.err(),
        accounts.give_name(operator(), LOGIN, "Someone").await.err(),
        accounts.reset_factors(operator(), LOGIN).await.err(),
        accounts.add_activity(operator(), LOGIN, activity).await.err(),
        accounts.give_password(operator(), LOGIN, PASSWORD).await.err(),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert!(matches!(refused, Some(AccountError::Step(_))), "{at}: {refused:?}");
    }
    let taken = accounts.create(&operator(), new(LOGIN, Role::Nurse)).await;
    assert!(matches!(taken, Err(AccountError::Taken)));
    assert_eq!(house.state(LOGIN).await, State::Revoked);
}

#[tokio::test]
async fn on_another_node_the_sessions_are_dead_too() {
    let here = House::on(Builder::on_postgres().open(), None, 11);
    here.add(LOGIN, Role::Person).await;
    let there = here.beside();
    let cookie = there.log_in().await.cookie;
    assert!(there.opens(&cookie).await);
    here.accounts.suspend(here.operator(), LOGIN).await.unwrap();
    assert!(!there.opens(&cookie).await);
    assert!(there.accounts.log_in(LOGIN, PASSWORD).await.is_err());
    here.accounts.resume(here.operator(), LOGIN).await.unwrap();
    assert!(!there.opens(&cookie).await);
    there.log_in().await;
}

#[tokio::test]
async fn nobody_changes_the_state_or_roles_of_their_own_account() {
    let house = house().await;
    let ada = || house.permit_of("ada");
    let activity = NewActivity {
        role: Role::Physician,
        organisation: "tilleuls".to_owned(),
        organisation_name: String::new(),
        person: None,
        delegation: None,
    };
    let accounts = &house.accounts;
    let refused = [
        accounts.suspend(ada().await, "ada").await.err(),
        accounts.revoke(ada().await, "ADA ").await.err(),
        accounts.add_activity(ada().await, "ada", activity).await.err(),
        accounts.end_activity(ada().await, "ada", "x").await.err(),
        accounts.reset_factors(ada().await, "ada").await.err(),
        accounts.renew(ada().await, "ada").await.err(),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert!(matches!(refused, Some(AccountError::Own)), "{at}: {refused:?}");
    }
    accounts.give_name(ada().await, "ada", "Ada Roy").await.unwrap();
}

#[tokio::test]
async fn the_last_active_administrator_stays_one() {
    let house = house().await;
    house.accounts.suspend(house.permit_of("ada").await, "bob").await.unwrap();
    let id = house.enter_as("ada").await.session.activities[0].id.clone();
    let nurse = NewActivity {
        role: Role::Nurse,
        organisation: String::new(),
        organisation_name: String::new(),
        person: None,
        delegation: None,
    };
    house.accounts.add_activity(house.operator(), "ada", nurse).await.unwrap();
    let refused = [
        house.accounts.suspend(house.operator(), "ada").await,
        house.accounts.revoke(house.operator(), "ada").await,
        house.accounts.end_activity(house.operator(), "ada", &id).await,
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert!(matches!(refused, Err(AccountError::LastAdministrator)), "{at}");
    }
    house.accounts.resume(house.operator(), "bob").await.unwrap();
    house.accounts.end_activity(house.operator(), "ada", &id).await.unwrap();
}

#[tokio::test]
async fn of_two_who_suspend_one_another_one_stays() {
    let house = house().await;
    let (ada, bob) = (house.permit_of("ada").await, house.permit_of("bob").await);
    let (one, two) =
        tokio::join!(house.accounts.suspend(ada, "bob"), house.accounts.suspend(bob, "ada"));
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
    let lost = one.err().or(two.err());
    assert!(matches!(lost, Some(AccountError::LastAdministrator)), "{lost:?}");
}

#[tokio::test]
async fn only_a_permit_on_accounts_does_any_of_it() {
    let house = house().await;
    let session = house.enter_as(LOGIN).await.session;
    let asker = session.asker().unwrap();
    assert!(house.gate.accounts(asker).await.is_err());
    let permit = || house.gate.itself(asker);
    let accounts = &house.accounts;
    let refused = [
        accounts.suspend(permit(), "ada").await.err(),
        accounts.give_name(permit(), "ada", "x").await.err(),
        accounts.renew(permit(), "ada").await.err(),
        accounts.give_password(permit(), "ada", PASSWORD).await.err(),
        accounts.create(&permit(), new("eve", Role::Administrator)).await.err(),
        accounts.create_with_password(&permit(), new("eve", Role::Nurse), PASSWORD).await.err(),
        accounts.list(&permit(), &Sought::default()).await.err(),
        accounts.show(&permit(), "ada").await.err(),
        accounts.show_id(&permit(), &asker.id).await.err(),
        accounts.tokens(&permit()).await.err(),
        accounts.end_token(permit(), "any").await.err(),
        accounts.issue_token(&permit(), token(&house, HOUR)).await.err(),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert!(matches!(refused, Some(AccountError::NotAllowed)), "{at}: {refused:?}");
    }
}

#[tokio::test]
async fn a_name_is_changed_for_everybody_who_reads_it() {
    let house = house().await;
    let session = house.enter_as(LOGIN).await.session;
    let id = session.account.to_string();
    assert_eq!(house.accounts.name_of(&id).await.unwrap().as_deref(), Some("Marie Durand"));
    let rename = |name: &'static str| house.accounts.give_name(house.operator(), LOGIN, name);
    assert!(rename("a\nb").await.is_err());
    rename(" Marie Petit ").await.unwrap();
    assert_eq!(house.accounts.name_of(&id).await.unwrap().as_deref(), Some("Marie Petit"));
    assert_eq!(house.enter_as(LOGIN).await.session.holder, "Marie Petit");
}

#[tokio::test]
async fn factors_are_taken_away_for_who_lost_them() {
    let house = House::with_physician().await;
    let (_, enrolled) = house.enrol(&house.log_in().await).await;
    assert_eq!(house.state(LOGIN).await, State::Active);
    let once = house.accounts.reset_factors(house.operator(), LOGIN).await.unwrap();
    assert!(!house.opens(&enrolled.logged_in.cookie).await);
    assert_eq!(house.state(LOGIN).await, State::Invited);
    let known = house.accounts.log_in(LOGIN, PASSWORD).await;
    assert!(known.is_err(), "who knew the password is not the first to enrol a factor");
    let session = house.accounts.log_in(LOGIN, once.expose_secret()).await.unwrap().session;
    assert_eq!(session.stage, Stage::Password);
    let seen = house.accounts.show(&house.operator(), LOGIN).await.unwrap().unwrap();
    assert!(!seen.second_factor);
}

#[tokio::test]
async fn no_administrator_comes_to_a_record_through_an_account() {
    let house = house().await;
    let record = hygie_base::RecordNo::from_u64(7).unwrap();
    let person = NewAccount { person: Some(record), ..new("zoe", Role::Person) };
    let person =
        NewAccount { organisation: String::new(), organisation_name: String::new(), ..person };
    house.accounts.create_with_password(&house.operator(), person, PASSWORD).await.unwrap();
    let activity = |role, person| NewActivity {
        role,
        organisation: if person { String::new() } else { "tilleuls".to_owned() },
        organisation_name: if person { String::new() } else { "Les Tilleuls".to_owned() },
        person: person.then_some(record),
        delegation: None,
    };
    let permit = house.permit_of("ada").await;
    let refused = house.accounts.add_activity(permit, "zoe", activity(Role::Nurse, false)).await;
    assert!(matches!(refused, Err(AccountError::OfPerson)), "{refused:?}");
    // Of who works here and is followed here too, only the work stays.
    let both = activity(Role::Person, true);
    for reset in [false, true] {
        house.accounts.add_activity(house.operator(), LOGIN, both.clone()).await.unwrap();
        let permit = house.permit_of("ada").await;
        match reset {
            true => drop(house.accounts.reset_factors(permit, LOGIN).await.unwrap()),
            false => drop(house.accounts.renew(permit, LOGIN).await.unwrap()),
        }
        let seen = house.accounts.show(&house.operator(), LOGIN).await.unwrap().unwrap();
        let roles: Vec<Role> = seen.activities.iter().map(|one| one.role).collect();
        assert_eq!(roles, [Role::Physician], "{reset}");
    }
}

#[tokio::test]
async fn accounts_are_listed_found_and_shown() {
    let house = house().await;
    for at in 0..LISTED {
        let mut account = new(&format!("nurse{at:02}"), Role::Nurse);
        account.name = format!("Zoé Élan {at:02}");
        house.accounts.create(&house.operator(), account).await.unwrap();
    }
    let list = async |text: &str, skip| {
        let sought = Sought { text: text.to_owned(), skip, ..Sought::default() };
        let found = house.accounts.list(&house.operator(), &sought).await.unwrap();
        (found.total, found.accounts)
    };
    let (total, first) = list("", 0).await;
    assert_eq!((total, first.len()), (LISTED + 3, LISTED));
    let (_, rest) = list("", LISTED).await;
    assert_eq!(rest.len(), 3);
    assert!(list("", LISTED + 3).await.1.is_empty());
    let (total, found) = list("ELAN 07", 0).await;
    assert_eq!((total, found[0].login.as_str()), (1, "nurse07"));
    assert_eq!((found[0].state, found[0].activities.len()), (State::Invited, 1));
    assert_eq!(list("tilleuls durand", 0).await.0, 3);
    assert_eq!(list("nobody of that name", 0).await.0, 0);
    let (_, action, _, what) = house.last_trace().await;
    assert_eq!((action, what.as_str()), (Action::Account, "listed 0 accounts"));
    let long = |chars| Sought { text: "é".repeat(chars), ..Sought::default() };
    assert!(house.accounts.list(&house.operator(), &long(SOUGHT_CHARS)).await.is_ok());
    let refused = house.accounts.list(&house.operator(), &long(SOUGHT_CHARS + 1)).await;
    assert!(matches!(refused, Err(AccountError::SoughtTooLong)));
    let by_id = house.accounts.show_id(&house.operator(), &found[0].id).await.unwrap();
    assert_eq!(by_id.as_ref(), Some(&found[0]));
    assert!(house.accounts.show_id(&house.operator(), "nobody").await.unwrap().is_none());
    assert!(house.accounts.show(&house.operator(), "no/body").await.unwrap().is_none());
}
