use axum::http::StatusCode;
use hygie_accounts::limits::LISTED;
use hygie_accounts::{AccountSeen, Accounted, ActivitySeen, Holders, LinkSeen, State, Withdrawal};
use hygie_base::Timestamp;
use hygie_gate::Role;

use super::list::ListPage;
use super::make::NewPage;
use super::show::{PasswordPage, ShowPage, WardRow};
use super::{GIVEN, given};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House, PASSWORD};

fn account(state: State) -> AccountSeen {
    let activity = |id: &str| ActivitySeen {
        id: id.to_owned(),
        role: Role::Nurse,
        organisation: HOSTILE.to_owned(),
        organisation_name: HOSTILE.to_owned(),
        person: None,
        delegation: None,
        resource: Some(HOSTILE.to_owned()),
        wards: vec!["w".to_owned()],
        since: None,
    };
    AccountSeen {
        id: "abc".to_owned(),
        login: HOSTILE.to_owned(),
        name: HOSTILE.to_owned(),
        state,
        activities: vec![activity("a"), activity("b")],
        second_factor: true,
        passkeys: Vec::new(),
        links: vec![LinkSeen {
            id: "a".to_owned(),
            issuer: HOSTILE.to_owned(),
            at: Timestamp(1_795_353_360_123),
        }],
        sessions: 2,
        pins: 1,
        notices: Vec::new(),
        made: Timestamp(1_795_353_360_123),
        last: Some(Timestamp(1_795_353_360_123)),
    }
}

fn withdrawal(account: &AccountSeen) -> Withdrawal {
    Withdrawal {
        account: account.id.clone(),
        name: HOSTILE.to_owned(),
        activity: account.activities[0].clone(),
        reason: HOSTILE.to_owned(),
        by: HOSTILE.to_owned(),
        at: Timestamp(1_795_353_360_123),
    }
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let organisations = [(HOSTILE.to_owned(), HOSTILE.to_owned())];
    for lang in Lang::ALL {
        let page = sample(*lang);
        for state in State::ALL {
            for own in [true, false] {
                let account = account(state);
                let template = ShowPage {
                    page: &page,
                    account: &account,
                    own,
                    roles: &GIVEN,
                    organisations: &organisations,
                    wards: vec![vec![WardRow {
                        id: "w".to_owned(),
                        name: HOSTILE.to_owned(),
                        assigned: true,
                    }]],
                    withdrawals: vec![withdrawal(&account)],
                    wrong: Some(HOSTILE.to_owned()),
                };
                let html = keep(*lang, &askama::Template::render(&template).unwrap());
                let changed = !own && state != State::Revoked;
                assert_eq!(html.contains("/revoke\""), changed, "{state} {own}");
                assert_eq!(html.contains("/activities\""), changed, "{state} {own}");
                assert_eq!(html.contains("/resume\""), changed && state == State::Suspended);
            }
        }
        let accounts = State::ALL.map(account).to_vec();
        let found = Accounted { total: 5, accounts };
        let template = ListPage {
            page: &page,
            typed: HOSTILE,
            holders: Holders::Persons,
            found,
            before: Some(0),
            after: Some(50),
            withdrawals: vec![withdrawal(&account(State::Active))],
        };
        keep(*lang, &askama::Template::render(&template).unwrap());
        let template = NewPage {
            page: &page,
            name: HOSTILE,
            login: HOSTILE,
            role: "nurse",
            roles: &GIVEN,
            organisation: HOSTILE,
            organisations: &organisations,
            wrong: Some(HOSTILE.to_owned()),
        };
        keep(*lang, &askama::Template::render(&template).unwrap());
        let template =
            PasswordPage { page: &page, id: "abc", login: "a", name: HOSTILE, password: "aaaa" };
        keep(*lang, &askama::Template::render(&template).unwrap());
    }
}

#[test]
fn every_role_but_a_persons_and_a_machines_is_given_here() {
    for role in Role::ALL {
        let expect = role.is_professional().then_some(role);
        assert_eq!(given(role.name()), expect, "{role:?}");
    }
    assert_eq!(given("doctor"), None);
}

async fn house() -> House {
    let house = House::new();
    house.account(Role::Administrator, None).await;
    house.account(Role::Physician, None).await;
    house
}

/// The address of the account with this login, as the list links it.
async fn address(browser: &mut Browser<'_>, login: &str) -> String {
    browser.submit("/accounts", &[("q", login)]).await;
    let html = browser.get("/accounts").await.html;
    let (_, rest) = html.split_once("row-fact\" href=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn only_administrators_see_accounts() {
    let house = house().await;
    for role in [Role::Secretary, Role::PrivacyOfficer, Role::SecurityOfficer, Role::Person] {
        house.account(role, None).await;
    }
    let mut administrator = house.logged_in(Role::Administrator).await;
    let one = address(&mut administrator, "physician").await;
    let paths = ["/accounts", "/accounts/new", one.as_str()];
    let acts = [
        "rename",
        "suspend",
        "resume",
        "revoke",
        "password",
        "factors",
        "activities",
        "activities/end",
    ];
    let mut stranger = house.browser();
    for path in paths {
        assert!(stranger.get(path).await.to.starts_with("/login"), "{path}");
    }
    let others = [
        Role::Physician,
        Role::Secretary,
        Role::PrivacyOfficer,
        Role::SecurityOfficer,
        Role::Person,
    ];
    for role in others {
        let mut browser = house.logged_in(role).await;
        for path in paths {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
        for act in acts {
            let fields = [("name", "x"), ("role", "nurse"), ("sure", "yes")];
            let refused = browser.submit(&format!("{one}/{act}"), &fields).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role:?} {act}");
        }
        let made = browser.submit("/accounts/new", &[("login", "eve"), ("role", "nurse")]).await;
        assert_eq!(made.status, StatusCode::FORBIDDEN, "{role:?}");
        assert!(!browser.get("/account").await.html.contains("href=\"/accounts\""));
    }
    assert!(administrator.get("/account").await.html.contains("href=\"/accounts\""));
    let absent = administrator.get("/accounts/absent").await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_account_is_made_and_logs_in() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    let form = |login, role| {
        [("name", "Anne Roy"), ("login", login), ("role", role), ("organisation", "lilas")]
    };
    for (login, role) in [("a b", "nurse"), ("anne", "person"), ("physician", "nurse")] {
        let refused = browser.submit("/accounts/new", &form(login, role)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{login} {role}");
        assert!(refused.html.contains("value=\"Anne Roy\""), "what was typed is kept");
    }
    let made = browser.submit("/accounts/new", &form("anne", "nurse")).await;
    let html = keep(Lang::Fr, &made.html);
    let (_, rest) = html.rsplit_once("<code class=\"code\">").unwrap();
    let password = rest.split('<').next().unwrap();
    let log_in = [("login", "anne"), ("password", password)];
    assert_eq!(house.browser().post("/login", &log_in).await.to, "/password");
    let one = address(&mut browser, "anne").await;
    let html = keep(Lang::Fr, &browser.get(&one).await.html);
    assert!(html.contains("invité") && html.contains("Cabinet des Lilas"), "{html}");
    assert!(!html.contains(password), "shown once");
}

#[tokio::test]
async fn an_account_is_suspended_resumed_and_closed() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    let mut physician = house.logged_in(Role::Physician).await;
    let one = address(&mut browser, "physician").await;
    assert_eq!(browser.submit(&format!("{one}/suspend"), &[]).await.to, one);
    assert!(physician.get("/account").await.to.starts_with("/login"), "at once");
    let barred = physician.post("/login", &[("login", "physician"), ("password", PASSWORD)]).await;
    assert_eq!(barred.status, StatusCode::UNAUTHORIZED);
    assert!(barred.html.contains("suspendu ou fermé"));
    let refused = browser.submit(&format!("{one}/password"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("rétablissez-le"), "{}", refused.html);
    assert_eq!(browser.submit(&format!("{one}/resume"), &[]).await.to, one);
    house.logged_in(Role::Physician).await;
    let unsure = browser.submit(&format!("{one}/revoke"), &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.submit(&format!("{one}/revoke"), &[("sure", "yes")]).await.to, one);
    let html = keep(Lang::Fr, &browser.get(&one).await.html);
    assert!(html.contains("fermé") && !html.contains("/resume"), "{html}");
}

#[tokio::test]
async fn activities_names_and_passwords_are_changed() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    let one = address(&mut browser, "physician").await;
    let add = |role| [("role", role), ("organisation", "lilas")];
    let path = format!("{one}/activities");
    assert_eq!(browser.submit(&path, &add("secretary")).await.to, one);
    let same = browser.submit(&path, &add("secretary")).await;
    assert!(same.html.contains("déjà cette activité"), "{}", same.html);
    assert!(browser.submit(&path, &add("person")).await.html.contains("Choisissez un rôle"));
    let html = browser.get(&one).await.html;
    let (_, rest) = html.split_once("name=\"activity\" value=\"").unwrap();
    let first = rest.split('"').next().unwrap().to_owned();
    let end = format!("{one}/activities/end");
    assert_eq!(browser.submit(&end, &[("activity", &first)]).await.to, one);
    let last = browser.submit(&end, &[("activity", &first)]).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.submit(&format!("{one}/rename"), &[("name", "Zoé Roy")]).await.to, one);
    assert!(browser.get(&one).await.html.contains("Zoé Roy"));
    let once = browser.submit(&format!("{one}/password"), &[]).await;
    assert!(keep(Lang::Fr, &once.html).contains("usage unique"));
    let reset = browser.submit(&format!("{one}/factors"), &[]).await;
    assert!(keep(Lang::Fr, &reset.html).contains("<code"), "{}", reset.html);
}

#[tokio::test]
async fn ones_own_account_is_for_others_to_change() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    let own = address(&mut browser, "administrator").await;
    let html = keep(Lang::Fr, &browser.get(&own).await.html);
    assert!(!html.contains("/suspend") && html.contains("/rename"), "{html}");
    for act in ["suspend", "revoke", "password", "factors"] {
        let refused = browser.submit(&format!("{own}/{act}"), &[("sure", "yes")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
    }
    assert_eq!(browser.get("/accounts").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_list_has_pages_and_no_address_says_who_was_looked_for() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    let permit = house.app.gate.command_line("test");
    for at in 0..LISTED {
        let mut new = crate::testing::new_account(Role::Nurse, &format!("nurse{at}"), None);
        new.name = format!("Zoé {at:02}");
        house.app.accounts.create(&permit, new).await.unwrap();
    }
    let html = keep(Lang::Fr, &browser.get("/accounts").await.html);
    assert!(html.contains("52 comptes") && html.contains("/accounts?from=50"), "{html}");
    let html = keep(Lang::Fr, &browser.get("/accounts?from=50").await.html);
    assert!(html.contains("<a href=\"/accounts\"><svg") && !html.contains("from=100"), "{html}");
    let asked = browser.submit("/accounts", &[("q", "zoe 07")]).await;
    assert_eq!(asked.to, "/accounts");
    assert!(browser.get("/accounts").await.html.contains("1 compte"));
}

#[tokio::test]
async fn accounts_of_persons_are_found_apart_and_no_administrator_takes_them_over() {
    let house = House::new();
    let text = r#"{"resourceType":"Patient","id":"renee","name":[{"family":"Morel"}]}"#;
    let record = house.write(&[text], "renee").await;
    for (role, person) in
        [(Role::Administrator, None), (Role::Nurse, None), (Role::Person, Some(record))]
    {
        house.account(role, person).await;
    }
    let mut browser = house.logged_in(Role::Administrator).await;
    for (kind, expect) in [("all", 3), ("workers", 2), ("persons", 1), ("other", 3)] {
        let page = browser.get(&format!("/accounts?kind={kind}")).await;
        let html = keep(Lang::Fr, &page.html);
        assert_eq!(html.matches("class=\"row-link").count(), expect, "{kind}");
    }
    let kept = browser.submit("/accounts", &[("q", "vasseur"), ("kind", "persons")]).await;
    assert_eq!(kept.to, "/accounts?kind=persons");
    let html = browser.get("/accounts?kind=persons").await.html;
    let id = html.split("row-fact\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let shown = keep(Lang::Fr, &browser.get(id).await.html);
    assert!(shown.contains("Dernière connexion") && shown.contains("<dd>jamais</dd>"), "{shown}");
    assert!(!shown.contains("/password\"") && !shown.contains("/factors\""), "{shown}");
    assert!(!shown.contains("Morel") && !shown.contains(&record.to_string()), "{shown}");
    for act in ["password", "factors"] {
        let refused = browser.submit(&format!("{id}/{act}"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        assert!(keep(Lang::Fr, &refused.html).contains("l’accueil vérifie son identité"));
    }
    let work = [("role", "nurse"), ("organisation", "")];
    let refused = browser.submit(&format!("{id}/activities"), &work).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &refused.html).contains("a un compte à part"), "{}", refused.html);
    house.logged_in(Role::Person).await;
    let shown = browser.get(id).await.html;
    assert!(!shown.contains("<dd>jamais</dd>"), "the log-in is told");
    for act in ["suspend", "resume"] {
        assert_eq!(browser.submit(&format!("{id}/{act}"), &[]).await.to, id, "{act}");
    }
    assert_eq!(browser.submit(&format!("{id}/revoke"), &[("sure", "yes")]).await.to, id);
}
