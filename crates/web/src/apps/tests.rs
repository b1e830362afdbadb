use axum::http::StatusCode;
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_base::Timestamp;
use hygie_gate::Role;
use hygie_smart::{Asked, Client, Keys, Kind, NewClient};

use super::choose::ChoosePage;
use super::leave::LeavePage;
use super::list::{Line, ListPage};
use super::show::{AuthorizePage, NotHeardPage};
use super::wishes::wishes;
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::people::Outcome;
use crate::testing::{Answer, House, PASSWORD};

const JEANNE: &str =
    r#"{"resourceType":"Patient","id":"jeanne","name":[{"family":"Morel","given":["Jeanne"]}]}"#;
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const REDIRECT: &str = "https://app.example/cb";

#[test]
fn the_pages_keep_their_promises_in_both_languages() {
    let asked = "openid offline_access patient/*.rs patient/Observation.c user/Condition.u";
    let outcomes = || [Outcome::Start, Outcome::TooMany, Outcome::TooLong, Outcome::TooLittle];
    for lang in Lang::ALL {
        let page = sample(*lang);
        let asked = Asked::parse(asked).unwrap();
        let wishes = |own| wishes(&page, &asked, own);
        assert_eq!(wishes(true).len(), 4);
        let (list, sent) = (wishes(false), [(HOSTILE.to_owned(), HOSTILE.to_owned())]);
        let template = AuthorizePage {
            page: &page,
            app: HOSTILE,
            origin: HOSTILE,
            whose: HOSTILE,
            wishes: &list,
            sent: &sent,
        };
        keep(*lang, &askama::Template::render(&template).unwrap());
        for outcome in outcomes() {
            let template =
                ChoosePage { page: &page, app: HOSTILE, typed: HOSTILE, outcome, sent: &sent };
            keep(*lang, &askama::Template::render(&template).unwrap());
        }
        let template = NotHeardPage { page: &page, why: HOSTILE };
        keep(*lang, &askama::Template::render(&template).unwrap());
        let line = |id: &str| Line {
            id: id.to_owned(),
            name: HOSTILE.to_owned(),
            wishes: wishes(true),
            allowed: Timestamp(1_795_353_360_123),
            last: Timestamp(1_795_353_960_123),
        };
        let apps = [line("a"), line(HOSTILE)];
        keep(*lang, &askama::Template::render(&ListPage { page: &page, apps: &apps }).unwrap());
        let template = LeavePage { page: &page, to: "/here" };
        keep(*lang, &askama::Template::render(&template).unwrap());
    }
}

async fn app(house: &House, scopes: &str) -> Client {
    let new = NewClient {
        name: "Courbes".to_owned(),
        kind: Kind::Public,
        redirects: vec![REDIRECT.to_owned()],
        origins: Vec::new(),
        scopes: scopes.to_owned(),
        keys: Keys::None,
        launch: Some("https://app.example/launch".to_owned()),
        organisation: String::new(),
        organisation_name: String::new(),
    };
    let permit = house.app.gate.command_line("test");
    house.app.smart.register(&permit, new, "test").await.unwrap()
}

fn fields<'a>(client: &'a Client, scope: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("response_type", "code"),
        ("client_id", &client.id),
        ("redirect_uri", REDIRECT),
        ("scope", scope),
        ("state", "the state"),
        ("aud", "http://localhost:8080/fhir"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ]
}

fn address(fields: &[(&str, &str)]) -> String {
    let code = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| format!("{name}={}", code(value))).collect();
    format!("/oauth/authorize?{}", pairs.join("&"))
}

/// Where an answer leads.
fn leads(answer: &Answer) -> String {
    let refresh = answer.headers.get("refresh").map_or("", |value| value.to_str().unwrap());
    refresh.strip_prefix("0; url=").unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_person_is_asked_in_plain_words_and_may_say_yes_or_no() {
    let house = House::new();
    let record = house.write(&[JEANNE], "jeanne").await;
    house.account(Role::Person, Some(record)).await;
    let client = app(&house, "launch/patient openid patient/*.rs").await;
    let asked = fields(&client, "launch/patient openid patient/*.rs patient/*.cud profile");
    let mut stranger = house.browser();
    let answer = stranger.get(&address(&asked)).await;
    assert!(answer.to.starts_with("/login?next=/oauth/authorize"), "{}", answer.to);
    let mut browser = house.logged_in(Role::Person).await;
    let answer = browser.get(&address(&asked)).await;
    let html = answer.html;
    for words in
        ["Autoriser", "Courbes", "https://app.example", "Voir tout votre dossier", "Savoir qui"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("Ajouter ou modifier"), "what is not registered is not granted");
    assert_eq!(hygie_smart::limits::APP_MILLIS, 15 * 60_000);
    assert!(html.contains("pendant un quart d’heure"), "{html}");
    let no =
        browser.submit("/oauth/authorize", &[&asked[..], &[("decision", "deny")]].concat()).await;
    assert!(leads(&no).starts_with("https://app.example/cb?error=access_denied"), "{}", leads(&no));
    assert!(leads(&no).ends_with("&state=the%20state"));
    let yes = [&asked[..], &[("decision", "allow")]].concat();
    let forged = browser.post("/oauth/authorize", &yes).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "a form without the session's token");
    let yes = browser.submit("/oauth/authorize", &yes).await;
    let to = leads(&yes);
    assert!(
        to.starts_with("https://app.example/cb?code=") && to.ends_with("&state=the%20state"),
        "{to}"
    );
    assert_eq!(yes.headers["cache-control"], "no-store");

    let code = to.split_once("code=").unwrap().1.split('&').next().unwrap();
    let who = hygie_smart::Credentials {
        client: Some(&client.id),
        audience: "http://localhost:8080/oauth/token",
        ..Default::default()
    };
    let given = house.app.smart.app_tokens(who, Some(code), Some(REDIRECT), Some(VERIFIER)).await;
    assert_eq!(given.unwrap().patient.as_deref(), Some("jeanne"));
    let html = browser.get("/account/apps").await.html;
    assert!(keep(Lang::Fr, &html).contains("Courbes"));
    let id =
        html.split_once("name=\"id\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert_eq!(browser.submit("/account/apps/end", &[("id", &id)]).await.to, "/account/apps");
    assert!(browser.get("/account/apps").await.html.contains("Aucune application"));
}

#[tokio::test]
async fn a_yes_that_comes_late_asks_again_who_it_is_and_a_no_does_not() {
    let house = House::new();
    let record = house.write(&[JEANNE], "jeanne").await;
    house.account(Role::Person, Some(record)).await;
    let client = app(&house, "launch/patient patient/*.rs").await;
    let asked = fields(&client, "launch/patient patient/*.rs");
    let mut browser = house.logged_in(Role::Person).await;
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    let yes = [&asked[..], &[("decision", "allow")]].concat();
    let late = browser.submit("/oauth/authorize", &yes).await;
    assert_eq!((late.status, leads(&late).as_str()), (StatusCode::FORBIDDEN, ""));
    assert!(keep(Lang::Fr, &late.html).contains("action=\"/confirm\""), "{}", late.html);
    let no = [&asked[..], &[("decision", "deny")]].concat();
    let no = browser.submit("/oauth/authorize", &no).await;
    assert!(leads(&no).starts_with("https://app.example/cb?error=access_denied"));
    let again = browser.submit("/confirm", &[("password", PASSWORD), ("next", "/account")]).await;
    assert_eq!(again.to, "/account");
    let yes = browser.submit("/oauth/authorize", &yes).await;
    assert!(leads(&yes).starts_with("https://app.example/cb?code="), "{}", leads(&yes));
}

#[tokio::test]
async fn nobody_is_sent_where_is_not_registered() {
    let house = House::new();
    let record = house.write(&[JEANNE], "jeanne").await;
    house.account(Role::Person, Some(record)).await;
    let client = app(&house, "patient/*.rs").await;
    let mut browser = house.logged_in(Role::Person).await;
    let good = fields(&client, "patient/*.rs");
    let with = |name: &str, value: &'static str| -> Vec<(&str, &str)> {
        good.iter().map(|pair| if pair.0 == name { (pair.0, value) } else { *pair }).collect()
    };
    let twice = [&good[..], &[("redirect_uri", "https://evil.example/")]].concat();
    let here = [
        with("redirect_uri", "https://evil.example/cb"),
        with("redirect_uri", "https://app.example/cb/"),
        with("redirect_uri", "https://app.example/cb?x=1"),
        with("redirect_uri", "https://app.example/CB"),
        with("redirect_uri", ""),
        with("client_id", "nobody"),
        with("client_id", ""),
        twice,
    ];
    for bad in here {
        let answer = browser.get(&address(&bad)).await;
        assert_eq!(
            (answer.status, leads(&answer).as_str()),
            (StatusCode::BAD_REQUEST, ""),
            "{bad:?}"
        );
        keep(Lang::Fr, &answer.html);
        let allowed = [&bad[..], &[("decision", "allow")]].concat();
        let answer = browser.submit("/oauth/authorize", &allowed).await;
        assert_eq!((answer.status, leads(&answer).as_str()), (StatusCode::BAD_REQUEST, ""));
    }
    let there = [
        (with("response_type", "token"), "unsupported_response_type"),
        (with("code_challenge_method", "plain"), "invalid_request"),
        (with("code_challenge_method", ""), "invalid_request"),
        (with("code_challenge", ""), "invalid_request"),
        (with("code_challenge", "short"), "invalid_request"),
        (with("aud", "https://evil.example/fhir"), "invalid_request"),
        (with("aud", ""), "invalid_request"),
        (with("scope", "patient/Patiant.rs"), "invalid_scope"),
        (with("scope", "user/*.rs"), "invalid_scope"),
        (with("scope", "system/*.rs"), "invalid_scope"),
        (with("scope", ""), "invalid_scope"),
    ];
    for (bad, code) in there {
        let to = leads(&browser.get(&address(&bad)).await);
        let start = format!("https://app.example/cb?error={code}&");
        assert!(to.starts_with(&start) && to.ends_with("&state=the%20state"), "{bad:?}: {to}");
        // A person's yes to it changes nothing.
        let allowed = [&bad[..], &[("decision", "allow")]].concat();
        let to = leads(&browser.submit("/oauth/authorize", &allowed).await);
        assert!(to.starts_with(&start), "{to}");
    }
    let split = with("state", "a\r\nSet-Cookie: x=y");
    let answer =
        browser.submit("/oauth/authorize", &[&split[..], &[("decision", "deny")]].concat()).await;
    assert!(leads(&answer).ends_with("&state=a%0D%0ASet-Cookie%3A%20x%3Dy"));
    assert!(answer.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn a_professional_starts_an_app_from_a_record_and_only_so() {
    let house = House::new();
    let record = house.write(&[JEANNE], "jeanne").await;
    house.account(Role::Physician, None).await;
    house.account(Role::Administrator, None).await;
    let client = app(&house, "launch patient/Observation.rs").await;
    let mut browser = house.logged_in(Role::Physician).await;
    let asked = fields(&client, "launch patient/Observation.rs");
    let alone = leads(&browser.get(&address(&asked[..])).await);
    assert!(alone.contains("error=access_denied"), "{alone}");
    let path = format!("/records/{record}/apps");
    assert!(keep(Lang::Fr, &browser.get(&path).await.html).contains("Courbes"));
    let started = browser.submit(&path, &[("client", &client.id)]).await;
    let to = leads(&started);
    assert!(
        to.starts_with(
            "https://app.example/launch?iss=http%3A%2F%2Flocalhost%3A8080%2Ffhir&launch="
        ),
        "{to}"
    );
    assert!(!to.contains("jeanne") && !to.contains(&record.to_string()), "opaque");
    let word = to.rsplit_once('=').unwrap().1.to_owned();
    let with = [&asked[..], &[("launch", word.as_str())]].concat();
    let html = browser.get(&address(&with)).await.html;
    assert!(html.contains("MOREL") && html.contains("résultat"), "{html}");

    // Another user, and another app, cannot use it.
    let mut other = house.logged_in(Role::Administrator).await;
    assert!(leads(&other.get(&address(&with)).await).contains("error=invalid_request"));
    let second = app(&house, "launch patient/Observation.rs").await;
    let stolen = [&fields(&second, "launch patient/*.rs")[..], &[("launch", &word)]].concat();
    assert!(leads(&browser.get(&address(&stolen)).await).contains("error=invalid_request"));

    let allowed = [&with[..], &[("decision", "allow")]].concat();
    assert!(leads(&browser.submit("/oauth/authorize", &allowed).await).contains("?code="));
    let again = leads(&browser.submit("/oauth/authorize", &allowed).await);
    assert!(again.contains("error=invalid_request"), "a launch works once: {again}");
    let unknown = browser.submit(&path, &[("client", "nobody")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&path).await.status, StatusCode::FORBIDDEN);
}

const PAUL: &str =
    r#"{"resourceType":"Patient","id":"paul","name":[{"family":"Garnier","given":["Paul"]}]}"#;

#[tokio::test]
async fn a_professional_chooses_whose_record_an_app_outside_of_one_receives() {
    let house = House::new();
    let record = house.write(&[JEANNE, PAUL], "jeanne").await;
    house.account(Role::Physician, None).await;
    let scope = "launch/patient openid user/*.rs";
    let client = app(&house, scope).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let asked = fields(&client, scope);
    let start = browser.get(&address(&asked)).await;
    let html = start.html;
    assert!(html.contains("Le dossier de qui") && html.contains("Courbes"), "{html}");
    assert!(!html.contains("value=\"allow\""), "no yes before somebody is chosen");
    let early = [&asked[..], &[("decision", "allow")]].concat();
    let early = browser.submit("/oauth/authorize", &early).await;
    assert!(early.html.contains("Le dossier de qui") && leads(&early).is_empty());

    let found = browser.submit("/oauth/authorize", &[&asked[..], &[("q", "morel")]].concat()).await;
    let html = found.html;
    assert!(html.contains("MOREL Jeanne") && !html.contains("GARNIER"), "{html}");
    let number = record.to_string();
    assert!(html.contains(&format!("name=\"record\" value=\"{number}\"")), "{html}");
    let long = "a".repeat(crate::limits::FIND_CHARS + 1);
    let long = browser.submit("/oauth/authorize", &[&asked[..], &[("q", &long)]].concat()).await;
    assert!(long.html.contains("role=\"alert\""));

    let chosen = [&asked[..], &[("record", number.as_str())]].concat();
    let html = browser.submit("/oauth/authorize", &chosen).await.html;
    assert!(html.contains("MOREL") && html.contains("value=\"allow\""), "{html}");
    let by_address = browser.get(&address(&chosen)).await.html;
    assert!(by_address.contains("Le dossier de qui"), "an address chooses nobody");
    let yes = [&chosen[..], &[("decision", "allow")]].concat();
    let to = leads(&browser.submit("/oauth/authorize", &yes).await);
    let code = to.split_once("?code=").unwrap().1.split('&').next().unwrap();
    let who = hygie_smart::Credentials {
        client: Some(&client.id),
        audience: "http://localhost:8080/oauth/token",
        ..Default::default()
    };
    let given = house.app.smart.app_tokens(who, Some(code), Some(REDIRECT), Some(VERIFIER)).await;
    assert_eq!(given.unwrap().patient.as_deref(), Some("jeanne"));

    let no = [&asked[..], &[("decision", "deny")]].concat();
    assert!(leads(&browser.submit("/oauth/authorize", &no).await).contains("access_denied"));
    for wrong in ["", "0", "jeanne", "zzzzzzzzzzzzzzzz", "0000000000000000"] {
        let wrong = [&asked[..], &[("record", wrong), ("decision", "allow")]].concat();
        let answer = browser.submit("/oauth/authorize", &wrong).await;
        assert!(leads(&answer).is_empty() && answer.html.contains("Le dossier de qui"));
    }
}

#[tokio::test]
async fn what_a_professional_does_not_open_no_app_opens_for_them() {
    let house = House::new();
    let record = house.write(&[JEANNE], "jeanne").await.to_string();
    let scope = "launch/patient user/*.rs";
    let client = app(&house, "launch/patient user/*.rs patient/*.rs").await;
    let yes = [("record", record.as_str()), ("decision", "allow")];
    house.foreign_account(Role::Nurse).await;
    let mut nurse = house.logged_in(Role::Nurse).await;
    let asked = [&fields(&client, scope)[..], &yes].concat();
    let answer = nurse.submit("/oauth/authorize", &asked).await;
    assert_eq!((answer.status, leads(&answer).as_str()), (StatusCode::NOT_FOUND, ""));
    for role in [Role::Administrator, Role::PrivacyOfficer] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        let asked = [&fields(&client, scope)[..], &yes].concat();
        for to in [
            leads(&browser.get(&address(&fields(&client, scope))).await),
            leads(&browser.submit("/oauth/authorize", &asked).await),
        ] {
            assert!(to.contains("error=access_denied") && to.contains("opens%20no"), "{to}");
        }
    }
    // Without the word that a record be chosen none is, whatever comes with it.
    house.account(Role::Physician, None).await;
    let mut physician = house.logged_in(Role::Physician).await;
    let asked = [&fields(&client, "user/*.rs patient/*.rs")[..], &yes].concat();
    let to = leads(&physician.submit("/oauth/authorize", &asked).await);
    assert!(to.contains("error=access_denied") && to.contains("launch%2Fpatient"), "{to}");
    // A person's app receives that person's record, whatever comes with it.
    let own = house.write(&[PAUL], "paul").await;
    house.account(Role::Person, Some(own)).await;
    let mut person = house.logged_in(Role::Person).await;
    let asked = [&fields(&client, scope)[..], &[("record", record.as_str())]].concat();
    let html = person.submit("/oauth/authorize", &asked).await.html;
    assert!(html.contains("votre dossier") && !html.contains("MOREL"), "{html}");
}

#[test]
fn categories_are_said_in_plain_words() {
    let category = "http://terminology.hl7.org/CodeSystem/observation-category";
    let asked = format!(
        "patient/Observation.rs?category={category}|laboratory user/Condition.rs?category=x|y"
    );
    let asked = Asked::parse(&asked).unwrap();
    for (lang, expect) in
        [(Lang::Fr, "seulement\u{a0}: laboratoire"), (Lang::En, "only: laboratory")]
    {
        let wishes = wishes(&sample(lang), &asked, true);
        // And for how long.
        assert_eq!(wishes.len(), 2);
        let words = &wishes.first().unwrap().words;
        assert!(words.contains(expect) && words.contains(": y)"), "{words}");
    }
    let whole = Asked::parse(&format!("patient/*.rs user/Observation.rs?category={category}|exam"));
    let wishes = wishes(&sample(Lang::Fr), &whole.unwrap(), true);
    assert!(wishes.len() == 2 && !wishes.first().unwrap().words.contains("seulement"));
}

/// Who lets an app see "the whole record" does not mean who looked, nor who may see it.
#[test]
fn what_the_house_keeps_about_the_record_is_told_by_itself() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        let told = |scopes: &str, own: bool| -> Vec<(String, bool)> {
            let asked = Asked::parse(scopes).unwrap();
            wishes(&page, &asked, own).into_iter().map(|it| (it.words, it.weighs)).collect()
        };
        for own in [true, false] {
            let whole = told("patient/*.rs", own);
            let more = told("patient/*.rs patient/AuditEvent.rs patient/Consent.rs", own);
            assert_eq!(more.len(), whole.len() + 2);
            assert_eq!(more.first(), whole.first());
            assert!(more.iter().filter(|line| !whole.contains(line)).all(|(_, weighs)| *weighs));
            let alone = told("patient/AuditEvent.r", own);
            assert!(more.contains(alone.first().unwrap()), "{alone:?}");
        }
    }
}
