use axum::http::StatusCode;
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_base::Timestamp;
use hygie_gate::Role;
use hygie_smart::limits::NAME_CHARS;
use hygie_smart::{AskedError, Client, Flaw, Keys, Kind, Usage};

use super::flaws::words;
use super::form::FormPage;
use super::list::ListPage;
use super::show::ShowPage;
use super::typed::Typed;
use crate::Lang;
use crate::limits::CLIENT_WORDS;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Answer, Browser, House, PASSWORD};

fn client(kind: Kind, suspended: bool) -> Client {
    let some = || vec![HOSTILE.to_owned()];
    Client {
        id: "abcdefghijklmnopqrstuv".to_owned(),
        name: HOSTILE.to_owned(),
        kind,
        redirects: some(),
        origins: some(),
        scopes: HOSTILE.to_owned(),
        keys: Keys::Url { url: HOSTILE.to_owned(), authorities: HOSTILE.to_owned() },
        launch: Some(HOSTILE.to_owned()),
        organisation: HOSTILE.to_owned(),
        organisation_name: HOSTILE.to_owned(),
        suspended,
        by: HOSTILE.to_owned(),
        made: 1_795_353_360_123,
    }
}

fn every_flaw() -> Vec<Flaw> {
    vec![
        Flaw::Name,
        Flaw::Kind,
        Flaw::Scopes(AskedError::Length),
        Flaw::Scopes(AskedError::Form(1)),
        Flaw::Scopes(AskedError::Finer(2)),
        Flaw::Scopes(AskedError::Type(3)),
        Flaw::ScopeUnknown(4),
        Flaw::NoScope,
        Flaw::ScopesOfApp,
        Flaw::ScopesOfMachine,
        Flaw::ManyRedirects,
        Flaw::ManyOrigins,
        Flaw::MachineRedirects,
        Flaw::MachineLaunch,
        Flaw::NoRedirect,
        Flaw::Redirect("form"),
        Flaw::Launch("form"),
        Flaw::Origin("form"),
        Flaw::MoreThanOrigin,
        Flaw::TwoKeys,
        Flaw::NoKeys,
        Flaw::PublicKeys,
        Flaw::KeySet("why".to_owned()),
        Flaw::KeysAddress("form"),
        Flaw::NoAuthorities,
    ]
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let clients = Kind::ALL.map(|kind| client(kind, kind == Kind::Public));
    for lang in Lang::ALL {
        let page = sample(*lang);
        let template =
            ListPage { page: &page, typed: HOSTILE, state: "suspended", clients: &clients, all: 7 };
        keep(*lang, &askama::Template::render(&template).unwrap());
        for client in &clients {
            let last = client.suspended.then_some(Timestamp(1_795_353_360_123));
            let usage = Usage { consents: 2, last };
            let wrong = Some(HOSTILE.to_owned());
            let template = ShowPage { page: &page, client, usage, wrong };
            let html = keep(*lang, &askama::Template::render(&template).unwrap());
            assert_eq!(html.contains("/resume\""), client.suspended);
            let (typed, flaws) = (Typed::from(client), every_flaw());
            for change in [true, false] {
                let template = FormPage {
                    page: &page,
                    action: "/clients/new",
                    change,
                    back: "/clients",
                    typed: &typed,
                    flaws: &flaws,
                    wrong: Some(HOSTILE.to_owned()),
                };
                keep(*lang, &askama::Template::render(&template).unwrap());
            }
        }
        for flaw in every_flaw() {
            assert!(!words(&page, &flaw).contains('⟦'), "{flaw}");
        }
    }
}

const APP: [(&str, &str); 5] = [
    ("name", "Courbes"),
    ("kind", "public"),
    ("scopes", "launch/patient patient/*.read"),
    ("redirects", "https://app.example/cb\r\n\r\n https://app.example/other "),
    ("origins", "https://app.example"),
];

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let rest = APP.into_iter().filter(|(known, _)| *known != name);
    rest.chain([(name, value)]).collect()
}

async fn administrator(house: &House) -> Browser<'_> {
    house.account(Role::Administrator, None).await;
    house.logged_in(Role::Administrator).await
}

fn id_of(answer: &Answer) -> String {
    let id = answer.to.strip_prefix("/clients/").unwrap();
    assert_eq!(id.len(), 22, "{id}");
    id.to_owned()
}

#[tokio::test]
async fn an_administrator_registers_finds_changes_suspends_and_ends_a_client() {
    let house = House::new();
    let mut browser = administrator(&house).await;
    assert!(keep(Lang::Fr, &browser.get("/clients").await.html).contains("Aucune sur 0"));
    keep(Lang::Fr, &browser.get("/clients/new").await.html);
    let made = browser.submit("/clients/new", &APP).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let id = id_of(&made);
    let html = keep(Lang::Fr, &browser.get(&made.to).await.html);
    for words in ["Courbes", &id, "patient/*.rs", "https://app.example/other", "aucun jusqu’ici"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    for (query, found) in [
        ("", true),
        ("?q=COURB", true),
        ("?q=courbes+public", true),
        ("?q=autre", false),
        ("?state=active", true),
        ("?state=suspended", false),
        ("?state=nonsense", true),
    ] {
        let html = browser.get(&format!("/clients{query}")).await.html;
        assert_eq!(html.contains(&id), found, "{query}");
    }
    let path = format!("/clients/{id}/change");
    assert!(browser.get(&path).await.html.contains("https://app.example/other"));
    let changed = browser.submit(&path, &with("name", "Courbes de croissance")).await;
    assert_eq!((changed.status, changed.to.as_str()), (StatusCode::SEE_OTHER, made.to.as_str()));
    assert!(browser.get(&made.to).await.html.contains("Courbes de croissance"));
    let kept = browser.submit(&path, &with("kind", "backend")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "the kind is not asked again");
    assert!(browser.get(&made.to).await.html.contains("Application dans un navigateur"));

    browser.submit(&format!("/clients/{id}/suspend"), &[]).await;
    assert!(browser.get("/clients?state=suspended").await.html.contains(&id));
    assert!(house.app.smart.launchable().await.unwrap().is_empty());
    browser.submit(&format!("/clients/{id}/resume"), &[]).await;
    assert!(!browser.get("/clients?state=suspended").await.html.contains(&id));
    let end = format!("/clients/{id}/end");
    let unsure = browser.submit(&end, &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &unsure.html).contains("cochez la case"));
    assert_eq!(browser.submit(&end, &[("sure", "yes")]).await.to, "/clients");
    for path in [made.to.as_str(), &path] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
    }
    for act in ["change", "suspend", "resume", "end"] {
        let path = format!("/clients/{id}/{act}");
        let fields = [&APP[..], &[("sure", "yes")]].concat();
        assert_eq!(browser.submit(&path, &fields).await.status, StatusCode::NOT_FOUND, "{act}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_field_and_nothing_is_lost() {
    let house = House::new();
    let mut browser = administrator(&house).await;
    let long = "é".repeat(NAME_CHARS + 1);
    for (name, value, field) in [
        ("name", " ", "name"),
        ("name", long.as_str(), "name"),
        ("kind", "secret", "kind"),
        ("scopes", "", "scopes"),
        ("scopes", "patient/Patiant.rs", "scopes"),
        ("scopes", "patient/*.rs?category=a|b", "scopes"),
        ("scopes", "system/*.rs", "scopes"),
        ("redirects", "", "redirects"),
        ("redirects", "http://app.example/cb", "redirects"),
        ("origins", "https://app.example/", "origins"),
        ("launch", "ftp://app.example/", "launch"),
        ("jwks", "{}", "jwks"),
        ("kind", "confidential", "jwks"),
        ("kind", "backend", "kind"),
    ] {
        let answer = browser.submit("/clients/new", &with(name, value)).await;
        let html = keep(Lang::Fr, &answer.html);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {value}");
        assert!(html.contains(&format!("id=\"{field}-error\"")), "{name} {value}: {html}");
        for kept in ["Courbes", "https://app.example/other", "launch/patient"] {
            let typed = matches!((name, kept), ("name", "Courbes") | ("scopes", "launch/patient"))
                || (name == "redirects" && kept.starts_with("https"));
            assert!(typed || html.contains(kept), "{name} {value} lost {kept}");
        }
    }
    let two = [&APP[..], &[("jwks", "{}"), ("jwks_url", "https://a.example/k")]].concat();
    let html = browser.submit("/clients/new", &two).await.html;
    assert!(html.contains("pas les deux") && html.contains("https://a.example/k"));
    let several = browser.submit("/clients/new", &[("kind", "public")]).await.html;
    for field in ["name", "scopes", "redirects"] {
        assert!(several.contains(&format!("id=\"{field}-error\"")), "{field}");
    }
    assert!(several.contains("3 choses ne vont pas"), "{several}");
    assert!(
        house.app.smart.clients(&house.app.gate.command_line("test")).await.unwrap().is_empty()
    );
}

#[tokio::test]
async fn nobody_else_comes_here() {
    let house = House::new();
    let made = administrator(&house).await.submit("/clients/new", &APP).await;
    let id = id_of(&made);
    for role in [Role::Physician, Role::Secretary, Role::PrivacyOfficer, Role::SecurityOfficer] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        for path in ["/clients", "/clients/new", &made.to, &format!("{}/change", made.to)] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
        for act in ["change", "suspend", "resume", "end"] {
            let path = format!("/clients/{id}/{act}");
            let fields = [&APP[..], &[("sure", "yes")]].concat();
            let answer = browser.submit(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
        assert_eq!(browser.submit("/clients/new", &APP).await.status, StatusCode::FORBIDDEN);
    }
    let mut stranger = house.browser();
    assert!(stranger.get("/clients").await.to.starts_with("/login"));
    let mut own = house.logged_in(Role::Administrator).await;
    let forged = own.post(&format!("/clients/{id}/end"), &[("sure", "yes")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "a form without the session's token");
    assert_eq!(own.get(&made.to).await.status, StatusCode::OK);
}

#[tokio::test]
async fn so_much_is_looked_for() {
    let house = House::new();
    let mut browser = administrator(&house).await;
    let name = "a".repeat(CLIENT_WORDS);
    let made = browser.submit("/clients/new", &with("name", &name)).await;
    let id = id_of(&made);
    for more in ["", "z"] {
        let html = browser.get(&format!("/clients?q={name}{more}")).await.html;
        assert!(html.contains(&id), "what is beyond is cut off");
    }
    assert!(!browser.get(&format!("/clients?q=z{name}")).await.html.contains(&id));
}

#[tokio::test]
async fn what_comes_late_does_nothing_and_asks_again_who_it_is() {
    let house = House::new();
    let mut browser = administrator(&house).await;
    let id = id_of(&browser.submit("/clients/new", &APP).await);
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    let path = format!("/clients/{id}");
    let fields = [&with("name", "Autre nom")[..], &[("sure", "yes")]].concat();
    for late in ["/clients/new", "change", "suspend", "resume", "end"] {
        let late = if late.starts_with('/') { late.to_owned() } else { format!("{path}/{late}") };
        let answer = browser.submit(&late, &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{late}");
        assert!(keep(Lang::Fr, &answer.html).contains("action=\"/confirm\""), "{late}");
    }
    assert!(browser.get("/clients?state=active").await.html.contains(&id), "neither suspended");
    let html = browser.get(&path).await.html;
    assert!(html.contains("Courbes") && !html.contains("Autre nom"), "nor changed: {html}");
    assert!(browser.get("/clients?q=autre").await.html.contains("Aucune"), "nor another made");
    browser.submit("/confirm", &[("password", PASSWORD)]).await;
    let done = browser.submit(&format!("{path}/change"), &fields).await;
    assert_eq!((done.status, done.to), (StatusCode::SEE_OTHER, path.clone()));
    assert!(browser.get(&path).await.html.contains("Autre nom"));
}
