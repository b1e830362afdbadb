use axum::http::{Method, StatusCode};
use hygie_gate::Role;
use hygie_http::{Demonstration, Kind, Persona, Said, Step};

use super::show::{DemoPage, groups};
use super::tour::Tour;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House, PASSWORD};
use crate::{Lang, Page};

const STEPS: usize = 3;

fn persona(role: Role, kind: Kind, paths: [&str; STEPS]) -> Persona {
    let said = |what: &str| Said::new(&format!("{what} fr"), &format!("{what} en"));
    let step = |(at, path): (usize, &str)| Step {
        path: path.to_owned(),
        title: said(&format!("title {at}")),
        text: said(&format!("text {at}")),
    };
    Persona {
        key: role.name().to_owned(),
        login: role.name().to_owned(),
        password: PASSWORD.to_owned().into(),
        name: format!("Name of {}", role.name()),
        title: said("title"),
        situation: said("situation"),
        portrait: format!("<svg xmlns=\"…\">{}</svg>", role.name()),
        kind,
        regulates: role == Role::Physician,
        tour: paths.into_iter().enumerate().map(|(at, path)| step((at + 1, path))).collect(),
    }
}

fn personas() -> Vec<Persona> {
    vec![
        persona(Role::Physician, Kind::Care, ["/people#q", "/account", "/password"]),
        persona(Role::Nurse, Kind::Care, ["/account", "/people", "/account#sessions"]),
        persona(Role::Secretary, Kind::Desk, ["/people", "/account", "/password"]),
    ]
}

/// A house with personas, each with an account.
async fn house() -> House {
    let house = House::showing(Some(Demonstration::new(personas()).unwrap()));
    for role in [Role::Physician, Role::Nurse, Role::Secretary] {
        house.account(role, None).await;
    }
    house
}

async fn entered<'a>(house: &'a House, key: &str) -> Browser<'a> {
    let mut browser = house.browser();
    let answer = browser.post(&format!("/demo/enter/{key}"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    browser
}

/// Where a page says that the tour is; empty when it is not on.
fn place(html: &str) -> &str {
    let (_, rest) = html.split_once("<p class=\"tour-place\">").unwrap_or_default();
    rest.split("</p>").next().unwrap_or_default()
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let mut hostile = persona(Role::Pharmacist, Kind::Support, ["/people"; STEPS]);
    hostile.name = HOSTILE.to_owned();
    hostile.title = Said::new(HOSTILE, HOSTILE);
    let all = [personas(), vec![hostile]].concat();
    for lang in Lang::ALL {
        for (at, who) in [(1, None), (2, Some("nurse")), (3, Some("pharmacist"))] {
            let tour = who.map(|key| Tour {
                key: key.to_owned(),
                at,
                of: STEPS,
                place: HOSTILE.to_owned(),
                title: HOSTILE.to_owned(),
                text: HOSTILE.to_owned(),
                path: "/people#q".to_owned(),
                page: "/people".to_owned(),
            });
            let page = Page { personas: true, tour, ..sample(*lang) };
            let app = who.map(|_| HOSTILE);
            let template = DemoPage { page: &page, groups: groups(&page, &all, who), app };
            let html = keep(*lang, &askama::Template::render(&template).unwrap());
            assert_eq!(html.matches("class=\"card persona").count(), all.len());
            assert_eq!(html.matches(" is-here").count(), usize::from(who.is_some()));
        }
    }
}

#[tokio::test]
async fn without_a_demonstration_there_is_nothing_here() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    browser.cookies.insert("__Host-hygie-tour".to_owned(), "physician.1".to_owned());
    let html = browser.get("/people").await.html;
    assert!(!html.contains("/demo") && place(&html).is_empty());
    let unknown =
        [("get", browser.get("/nothing").await), ("post", browser.post("/nothing", &[]).await)];
    let paths = ["/demo", "/demo/enter/physician", "/demo/portraits/physician.svg", "/demo/tour"];
    for path in paths {
        let found = [("get", browser.get(path).await), ("post", browser.post(path, &[]).await)];
        for ((method, found), (_, unknown)) in found.iter().zip(&unknown) {
            assert_eq!(found.status, StatusCode::NOT_FOUND, "{method} {path}");
            let plain = |answer: &crate::testing::Answer, path: &str| {
                let id = answer.headers["x-request-id"].to_str().unwrap();
                answer.html.replace(id, "…").replace(path, "…")
            };
            assert_eq!(plain(found, path), plain(unknown, "/nothing"), "{method} {path}");
        }
    }
    let mut stranger = house.browser();
    assert_eq!(stranger.get("/").await.to, "/login");
}

#[tokio::test]
async fn a_stranger_meets_the_personas() {
    let house = house().await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/").await.to, "/demo");
    let html = keep(Lang::Fr, &browser.get("/demo").await.html);
    for said in
        ["Données fictives", "Entrer comme Name of nurse", "situation fr", "href=\"/login\""]
    {
        assert!(html.contains(said), "{said}");
    }
    let at = |words: &str| html.find(words).unwrap();
    assert!(at("Soignants") < at("Services") && !html.contains("Patients"), "only who is there");
    assert!(!html.contains(PASSWORD));
    let portrait = browser.get("/demo/portraits/nurse.svg").await;
    assert_eq!(portrait.headers["content-type"], "image/svg+xml");
    assert!(portrait.html.ends_with("nurse</svg>"));
    for nobody in ["/demo/portraits/nurse", "/demo/portraits/nobody.svg", "/demo/portraits/.svg"] {
        assert_eq!(browser.get(nobody).await.status, StatusCode::NOT_FOUND, "{nobody}");
    }
    assert!(browser.get("/login").await.html.contains("href=\"/demo\""));
}

#[tokio::test]
async fn one_click_logs_in_and_ends_the_session_before() {
    let house = house().await;
    let mut browser = house.browser();
    let answer = browser.post("/demo/enter/physician", &[]).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/people#q"));
    let first = browser.cookies["__Host-hygie"].clone();
    let html = keep(Lang::Fr, &browser.get("/people").await.html);
    assert_eq!(place(&html), "Visite avec Name of physician · étape 1 sur 3");
    assert!(html.contains("Changer de personnage") && html.contains("title 1 fr"));
    assert_eq!(browser.post("/demo/enter/nurse", &[]).await.to, "/account");
    let mut thief = house.browser();
    thief.cookies.insert("__Host-hygie".to_owned(), first);
    assert_eq!(thief.get("/account").await.status, StatusCode::SEE_OTHER, "the old one is over");
    let html = browser.get("/demo").await.html;
    assert!(html.contains("Recommencer sa visite") && !html.contains("Entrer comme Name of nurse"));
    assert_eq!(browser.submit("/logout", &[]).await.to, "/demo");
}

/// What the log-in says of who regulates, a persona's says where it is theirs to say.
#[tokio::test]
async fn who_regulates_does_so_from_the_first_page_on() {
    let house = house().await;
    for (key, regulates) in [("physician", true), ("nurse", false)] {
        let mut browser = entered(&house, key).await;
        let led = browser.get("/people").await.html.contains("/people/regulation");
        assert_eq!(led, regulates, "{key}");
        let status = browser.get("/people/regulation").await.status;
        assert_eq!(status == StatusCode::OK, regulates, "{key}: {status}");
    }
    let mut browser = house.logged_in(Role::Physician).await;
    let status = browser.get("/people/regulation").await.status;
    assert_eq!(status, StatusCode::FORBIDDEN, "not by the same persona's password");
}

#[tokio::test]
async fn only_our_own_pages_enter_or_move() {
    let house = house().await;
    let mut browser = house.browser();
    for path in ["/demo/enter/physician", "/demo/tour"] {
        let answer = browser.send_with(Method::POST, path, ("sec-fetch-site", "cross-site")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(browser.cookies.is_empty());
    assert_eq!(browser.get("/demo/enter/physician").await.status, StatusCode::METHOD_NOT_ALLOWED);
    for nobody in ["nobody", "Physician", "%00", "%2e%2e"] {
        let answer = browser.post(&format!("/demo/enter/{nobody}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nobody}");
    }
}

#[tokio::test]
async fn a_password_that_was_changed_is_asked_for() {
    let house = house().await;
    let permit = house.app.gate.command_line("test");
    let other = "trois nuages mauves au quai";
    house.app.accounts.give_password(permit, "nurse", other).await.unwrap();
    let mut browser = house.browser();
    let answer = browser.post("/demo/enter/nurse", &[]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(keep(Lang::Fr, &answer.html).contains("name=\"login\" value=\"nurse\""));
    assert!(browser.cookies.is_empty() && !answer.html.contains(PASSWORD));
}

#[tokio::test]
async fn the_tour_goes_to_both_ends_and_no_farther() {
    let house = house().await;
    let mut browser = entered(&house, "physician").await;
    let mut go = async |way: &str, expect: (&str, &str)| {
        let answer = browser.post("/demo/tour", &[("go", way), ("next", "/people")]).await;
        let step = browser.cookies.get("__Host-hygie-tour").map_or("", String::as_str);
        assert_eq!((answer.to.as_str(), step), expect, "{way}");
    };
    go("back", ("/people#q", "physician.1")).await;
    go("next", ("/account", "physician.2")).await;
    go("nonsense", ("/account", "physician.2")).await;
    go("next", ("/password", "physician.3")).await;
    go("next", ("/password", "physician.3")).await;
    go("back", ("/account", "physician.2")).await;
    go("end", ("/people", "")).await;
    go("next", ("/demo", "")).await;
}

#[tokio::test]
async fn the_panel_follows_and_leads_back() {
    let house = house().await;
    let mut browser = entered(&house, "physician").await;
    let has = |html: &str, words: [(&str, bool); 5]| {
        for (word, expect) in words {
            assert_eq!(html.contains(word), expect, "{word}");
        }
    };
    let (back, next, end) = ("value=\"back\"", "value=\"next\"", "value=\"end\"");
    let (another, lead) = ("Essayer un autre personnage", "Revenir à l’étape");
    let html = browser.get("/people").await.html;
    has(&html, [(back, false), (next, true), (end, true), (another, false), (lead, false)]);
    let html = keep(Lang::Fr, &browser.get("/account").await.html);
    has(&html, [(back, false), (next, true), (end, true), (another, false), (lead, true)]);
    assert!(html.contains("href=\"/people#q\""));
    let fault = keep(Lang::Fr, &browser.get("/nothing").await.html);
    has(&fault, [(back, false), (next, true), (end, true), (another, false), (lead, true)]);
    browser.cookies.insert("__Host-hygie-tour".to_owned(), "physician.3".to_owned());
    browser.language = "en";
    let html = keep(Lang::En, &browser.get("/password").await.html);
    assert_eq!(place(&html), "Tour with Name of physician · step 3 of 3");
    has(
        &html,
        [(back, true), (next, false), (end, true), ("Try another", true), ("title 3 en", true)],
    );
}

#[tokio::test]
async fn a_cookie_that_is_stale_or_hostile_is_no_tour() {
    let house = house().await;
    let mut browser = entered(&house, "physician").await;
    let long = format!("physician.{}", "9".repeat(4_000));
    for value in [
        "",
        ".",
        "physician",
        "physician.",
        "physician.0",
        "physician.4",
        "physician.-1",
        "physician.1.2",
        "physician.1x",
        "physician.18446744073709551616",
        "nurse.1",
        "nobody.1",
        "../physician.1",
        "<script>alert(1)</script>.1",
        &long,
    ] {
        browser.cookies.insert("__Host-hygie-tour".to_owned(), value.to_owned());
        let answer = browser.get("/account").await;
        assert_eq!(answer.status, StatusCode::OK, "{value}");
        assert_eq!(place(&keep(Lang::Fr, &answer.html)), "", "{value}");
        let answer = browser.post("/demo/tour", &[("go", "next")]).await;
        assert_eq!(answer.to, "/demo", "{value}");
    }
    browser.cookies.insert("__Host-hygie-tour".to_owned(), "physician.3".to_owned());
    assert!(!place(&browser.get("/account").await.html).is_empty());
    browser.cookies.remove("__Host-hygie");
    assert_eq!(place(&browser.get("/demo").await.html), "", "nobody is logged in");
}
