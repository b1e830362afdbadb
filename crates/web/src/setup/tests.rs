use axum::http::StatusCode;
use hygie_base::ExposeSecret as _;

use super::{Fields, UnclaimedPage, template};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{House, PASSWORD};

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = crate::Page { who: None, ..sample(*lang) };
        keep(*lang, &askama::Template::render(&UnclaimedPage { page: &page }).unwrap());
        let pair = |name: &str| (name.to_owned(), HOSTILE.to_owned());
        let fields = Fields::new(vec![pair("name"), pair("login")]).unwrap();
        for field in ["token", "name", "login", "new-password", "again-password"] {
            let template = template(&page, &fields, Some((field, HOSTILE.to_owned())));
            let html = keep(*lang, &askama::Template::render(&template).unwrap());
            assert_eq!(html.matches("aria-invalid").count(), 1, "{html}");
        }
    }
}

#[tokio::test]
async fn until_the_first_account_every_page_says_what_to_do() {
    let house = House::new();
    let mut browser = house.browser();
    for path in ["/", "/login", "/people", "/records/0123456789abcdef", "/nothing"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("href=\"/setup\"") && html.contains("--role administrator"));
        assert!(html.contains("pendant que le serveur fonctionne"));
    }
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    let style = crate::assets::path("hygie.css");
    assert_eq!(browser.get(&style).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_token_makes_one_administrator() {
    let house = House::new();
    let token = house.app.accounts.setup_token().await.unwrap().unwrap();
    let token = token.expose_secret();
    let mut browser = house.browser();
    assert_eq!(browser.get("/setup").await.status, StatusCode::OK);
    let form = |token, login, password, again| {
        [
            ("token", token),
            ("name", "Anne Roy"),
            ("login", login),
            ("new-password", password),
            ("again-password", again),
        ]
    };
    let wrong = [
        (form("no token", "anne", PASSWORD, PASSWORD), "jeton"),
        (form(token, "a b", PASSWORD, PASSWORD), "identifiant ne convient pas"),
        (form(token, "anne", "court", "court"), "Trop court"),
        (form(token, "anne", PASSWORD, "x"), "pas les mêmes"),
    ];
    for (fields, why) in wrong {
        let answer = browser.post("/setup", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(answer.html.contains(why) && answer.html.contains("Anne Roy"), "{}", answer.html);
        assert!(!answer.html.contains(token));
    }
    let done = browser.post("/setup", &form(token, "anne", PASSWORD, PASSWORD)).await;
    assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, "/login"));
    assert_eq!(browser.get("/setup").await.status, StatusCode::NOT_FOUND);
    let again = browser.post("/setup", &form(token, "eve", PASSWORD, PASSWORD)).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let log_in = [("login", "anne"), ("password", PASSWORD)];
    assert_eq!(browser.post("/login", &log_in).await.to, "/");
    assert!(browser.get("/").await.html.contains("aucune donnée de santé"));
}
