//! Wards of an organisation, and who works on them.

use hygie_accounts::limits::{ASSIGNED, NAME_CHARS, WARDS};
use hygie_accounts::{AccountError, Field, NewAccount, NewActivity};
use hygie_gate::Role;
use hygie_trace::{Action, Outcome};

use crate::help::{House, LOGIN, PASSWORD};

const HOUSE: &str = "house-1";

/// A physician of [`HOUSE`], and the only activity's id.
async fn with_physician() -> (House, String) {
    let house = House::demonstration();
    let does = NewActivity {
        role: Role::Physician,
        organisation: HOUSE.into(),
        organisation_name: "Maison".into(),
        person: None,
        delegation: None,
    };
    let new = NewAccount::doing(LOGIN.into(), "Marie Durand".into(), does);
    house.accounts.create_with_password(&house.operator(), new, PASSWORD).await.unwrap();
    let seen = house.accounts.show(&house.operator(), LOGIN).await.unwrap().unwrap();
    let id = seen.activities.first().unwrap().id.clone();
    (house, id)
}

impl House {
    async fn ward(&self, name: &str) -> Result<String, AccountError> {
        self.accounts.add_ward(self.operator(), HOUSE, name).await
    }

    async fn assign(&self, wards: &[&String]) -> Result<(), AccountError> {
        let wards: Vec<String> = wards.iter().copied().cloned().collect();
        self.accounts.assign(self.operator(), LOGIN, None, &wards).await
    }

    async fn names(&self) -> Vec<(String, bool)> {
        let seen = self.accounts.wards(HOUSE).await.unwrap();
        seen.into_iter().map(|one| (one.ward.name, one.closed)).collect()
    }
}

#[tokio::test]
async fn wards_are_added_renamed_and_closed() {
    let (house, _) = with_physician().await;
    let garden = house.ward("  Unité du Parc ").await.unwrap();
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((who.as_str(), action, outcome), ("", Action::Account, Outcome::Granted));
    assert_eq!(what, format!("ward {garden} added in organisation {HOUSE}"));
    let other = house.ward("Accueil").await.unwrap();
    let open = |name: &str| (name.to_owned(), false);
    assert_eq!(house.names().await, [open("Accueil"), open("Unité du Parc")]);
    let same = house.ward("accueil").await;
    assert!(matches!(same, Err(AccountError::SameWard)));
    let accounts = &house.accounts;
    let rename = |id: &str, name: &'static str| {
        let (permit, id) = (house.operator(), id.to_owned());
        async move { accounts.rename_ward(permit, HOUSE, &id, name).await }
    };
    rename(&garden, "unité du parc").await.unwrap();
    assert!(matches!(rename(&garden, "Accueil").await, Err(AccountError::SameWard)));
    assert!(matches!(rename("none", "Jardin").await, Err(AccountError::NoSuchWard)));
    accounts.close_ward(house.operator(), HOUSE, &other, true).await.unwrap();
    assert_eq!(house.names().await, [("Accueil".to_owned(), true), open("unité du parc")]);
    assert!(matches!(accounts.open_ward(HOUSE, &other).await, Err(AccountError::NoSuchWard)));
    accounts.close_ward(house.operator(), HOUSE, &other, false).await.unwrap();
    assert_eq!(accounts.open_ward(HOUSE, &other).await.unwrap().name, "Accueil");
    let elsewhere = accounts.open_ward("house-2", &other).await;
    assert!(matches!(elsewhere, Err(AccountError::NoSuchWard)));
    assert!(accounts.wards("").await.unwrap().is_empty());
    let nowhere = accounts.add_ward(house.operator(), "", "Accueil").await;
    assert!(matches!(nowhere, Err(AccountError::Field { field: Field::Organisation })));
    let before = house.names().await;
    assert_eq!(house.restart().await.names().await, before);
}

#[tokio::test]
async fn names_and_numbers_have_limits() {
    let (house, _) = with_physician().await;
    let wrong = |found| matches!(found, Err(AccountError::Field { field: Field::Ward }));
    assert!(wrong(house.ward(" ").await));
    assert!(wrong(house.ward(&"a".repeat(NAME_CHARS + 1)).await));
    let mut wards = vec![house.ward(&"a".repeat(NAME_CHARS)).await.unwrap()];
    for number in 1..WARDS {
        wards.push(house.ward(&format!("Unité {number}")).await.unwrap());
    }
    assert!(matches!(house.ward("Une de trop").await, Err(AccountError::TooManyWards)));
    let some: Vec<&String> = wards.iter().take(ASSIGNED).collect();
    house.assign(&some).await.unwrap();
    let more: Vec<&String> = wards.iter().take(ASSIGNED + 1).collect();
    assert!(matches!(house.assign(&more).await, Err(AccountError::TooManyAssigned)));
}

#[tokio::test]
async fn who_is_assigned_is_one_of_the_ward_from_the_next_log_in_on() {
    let (house, activity) = with_physician().await;
    let (garden, park) = (house.ward("Jardin").await.unwrap(), house.ward("Parc").await.unwrap());
    let before = house.log_in().await;
    assert!(before.session.asker().unwrap().wards.is_empty());
    house.assign(&[&garden, &garden]).await.unwrap();
    assert!(!house.opens(&before.cookie).await, "other rights: the session has ended");
    let on = house.log_in().await;
    assert_eq!(on.session.asker().unwrap().wards, std::slice::from_ref(&garden));
    assert_eq!(on.session.asker().unwrap().actor().wards, std::slice::from_ref(&garden));
    // Who is there stays when it is closed, and nobody comes.
    house.accounts.close_ward(house.operator(), HOUSE, &garden, true).await.unwrap();
    house.assign(&[&garden, &park]).await.unwrap();
    house.assign(&[&park]).await.unwrap();
    assert!(matches!(house.assign(&[&garden]).await, Err(AccountError::NoSuchWard)));
    let none = &"none".to_owned();
    assert!(matches!(house.assign(&[none]).await, Err(AccountError::NoSuchWard)));
    let other = house.accounts.assign(house.operator(), LOGIN, Some("none"), &[]).await;
    assert!(matches!(other, Err(AccountError::NoSuchActivity)));
    assert_eq!(house.log_in().await.session.asker().unwrap().wards, [park]);
    house.accounts.assign(house.operator(), LOGIN, Some(&activity), &[]).await.unwrap();
    assert!(house.log_in().await.session.asker().unwrap().wards.is_empty());
}

#[tokio::test]
async fn a_ward_of_another_organisation_is_nobodys() {
    let (house, _) = with_physician().await;
    let elsewhere = house.accounts.add_ward(house.operator(), "house-2", "Jardin").await.unwrap();
    assert!(matches!(house.assign(&[&elsewhere]).await, Err(AccountError::NoSuchWard)));
}

#[tokio::test]
async fn only_who_governs_accounts_says_so_and_never_of_themselves() {
    let (house, _) = with_physician().await;
    let garden = house.ward("Jardin").await.unwrap();
    let session = house.log_in().await.session;
    let own = || house.gate.itself(session.asker().unwrap());
    let accounts = &house.accounts;
    let refused = accounts.add_ward(own(), HOUSE, "Parc").await.map(drop);
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
    let wards = [garden];
    let refused = accounts.assign(own(), LOGIN, None, &wards).await;
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
    // A physician who administers too.
    let administers = NewActivity {
        role: Role::Administrator,
        organisation: String::new(),
        organisation_name: String::new(),
        person: None,
        delegation: None,
    };
    let second = accounts.add_activity(house.operator(), LOGIN, administers).await.unwrap();
    let session = house.log_in().await.session;
    let on = accounts.choose_activity(&session, &second).await.unwrap();
    let asker = on.session.asker().unwrap();
    let permit = house.gate.accounts(asker).await.unwrap();
    let seen = accounts.show(&permit, LOGIN).await.unwrap().unwrap();
    let first = seen.activities.iter().find(|one| one.role == Role::Physician).unwrap();
    let own = accounts.assign(permit, LOGIN, Some(&first.id), &wards).await;
    assert!(matches!(own, Err(AccountError::Own)));
}
