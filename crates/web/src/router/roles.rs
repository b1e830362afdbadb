//! Every route that is about somebody else, and every role: who may not come there is
//! refused, is told nothing of a record, and changes nothing.

use std::path::Path;

use axum::http::{Method, StatusCode};
use hygie_base::RecordNo;
use hygie_gate::Role;

use crate::testing::{Answer, Browser, House, person};

/// Routes by their address; `GP` are the methods that they answer.
pub(super) const ROUTES: &[(&str, &str)] = &[
    ("/people", "GP"),
    ("/people/regulation", "GP"),
    ("/accounts", "GP"),
    ("/accounts/new", "GP"),
    ("/accounts/{id}", "G"),
    ("/accounts/{id}/rename", "P"),
    ("/accounts/{id}/suspend", "P"),
    ("/accounts/{id}/resume", "P"),
    ("/accounts/{id}/revoke", "P"),
    ("/accounts/{id}/password", "P"),
    ("/accounts/{id}/factors", "P"),
    ("/accounts/{id}/unlink", "P"),
    ("/accounts/{id}/activities", "P"),
    ("/accounts/{id}/activities/end", "P"),
    ("/accounts/{id}/activities/wards", "P"),
    ("/wards", "GP"),
    ("/wards/rename", "P"),
    ("/wards/close", "P"),
    ("/clients", "G"),
    ("/clients/new", "GP"),
    ("/clients/{id}", "G"),
    ("/clients/{id}/change", "GP"),
    ("/clients/{id}/suspend", "P"),
    ("/clients/{id}/resume", "P"),
    ("/clients/{id}/end", "P"),
    ("/policy", "G"),
    ("/policy/day", "P"),
    ("/policy/tables/{name}", "GP"),
    ("/reviews", "G"),
    ("/reviews/{record}/{number}", "GP"),
    ("/reviews/contests/{record}/{number}", "GP"),
    ("/alerts", "G"),
    ("/traces", "GP"),
    ("/alerts/{number}", "GP"),
    ("/habilitations", "GP"),
    ("/habilitations/answer", "P"),
    ("/habilitations/close", "P"),
    ("/habilitations/{number}/report", "G"),
    ("/records/{no}", "G"),
    ("/records/{no}/timeline", "G"),
    ("/records/{no}/entries/{kind}/{id}", "G"),
    ("/records/{no}/entries/{kind}/{id}/versions/{version}", "G"),
    ("/records/{no}/entries/{kind}/{id}/files/{at}", "G"),
    ("/records/{no}/access", "G"),
    ("/records/{no}/access/proofs", "G"),
    ("/records/{no}/access/{trace}/contest", "GP"),
    ("/records/{no}/contests/{number}", "G"),
    ("/records/{no}/notes/new", "GP"),
    ("/records/{no}/apps", "GP"),
    ("/records/{no}/care", "GP"),
    ("/records/{no}/care/declare", "GP"),
    ("/records/{no}/care/discharge", "GP"),
    ("/records/{no}/care/leave", "GP"),
    ("/records/{no}/care/close", "GP"),
    ("/records/{no}/care/reopen", "GP"),
    ("/records/{no}/invitations", "GP"),
    ("/records/{no}/invitations/withdraw", "P"),
    ("/records/{no}/regulation", "GP"),
    ("/records/{no}/regulation/end", "GP"),
    ("/records/{no}/emergency", "GP"),
    ("/records/{no}/emergency/end", "GP"),
    ("/records/{no}/acting", "G"),
    ("/records/{no}/acting/resign", "P"),
    ("/records/{no}/representatives", "GP"),
    ("/records/{no}/representatives/code", "GP"),
    ("/records/{no}/representatives/relieve", "GP"),
    ("/records/{no}/announce", "P"),
    ("/records/{no}/secret", "P"),
    ("/records/{no}/secret/end", "P"),
    ("/records/{no}/secret-connection", "GP"),
    ("/records/{no}/secret-connection/end", "GP"),
    ("/records/{no}/sharing", "G"),
    ("/records/{no}/sharing/carers", "GP"),
    ("/records/{no}/sharing/carers/code", "GP"),
    ("/records/{no}/sharing/carers/end", "P"),
    ("/records/{no}/sharing/carers/consent", "P"),
    ("/records/{no}/sharing/emergency-doctor", "G"),
    ("/records/{no}/sharing/regulation-centre", "G"),
    ("/records/{no}/sharing/as-delegate/{account}", "G"),
    ("/records/{no}/sharing/shared", "P"),
    ("/records/{no}/sharing/consent", "P"),
    ("/records/{no}/sharing/block", "P"),
    ("/records/{no}/sharing/unblock", "P"),
    ("/records/{no}/sharing/emergencies", "P"),
    ("/records/{no}/sharing/treating", "P"),
    ("/records/{no}/sharing/mask", "P"),
    ("/records/{no}/sharing/unmask", "P"),
    ("/records/{no}/sharing/as/{account}", "G"),
];

/// How the others begin: they are about who is logged in, or about nobody.
const OWN: [&str; 21] = [
    "/account",
    "/activate",
    "/activity",
    "/assets",
    "/confirm",
    "/demo",
    "/enrol",
    "/keys",
    "/language",
    "/lock",
    "/login",
    "/logout",
    "/oauth",
    "/password",
    "/setup",
    "/theme",
    "/welcome",
    "/legal",
    "/health",
    "/metrics",
    "/.well-known",
];

/// What is known of the person's health, and who they are.
const PATIENT: &str = r#"{"resourceType":"Patient","id":"p","name":[{"family":"Zoreille","given":["Ana"]}],"birthDate":"1980-05-06"}"#;
const OTHER: &str = r#"{"resourceType":"Patient","id":"q","name":[{"family":"Autre","given":["Léo"]}],"birthDate":"1981-05-06"}"#;
const ALLERGY: &str = r#"{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/p"},"code":{"text":"Quinquina"}}"#;
pub(super) const SECRETS: [&str; 2] = ["Zoreille", "Quinquina"];

/// How the addresses of the privacy officer's desk begin.
const OFFICERS: [&str; 4] = ["/reviews", "/alerts", "/traces", "/habilitations"];

/// Whether this route is closed to this role, also to the record's own team and person.
fn is_closed(path: &str, role: Role) -> bool {
    let is = |rest: &str| path.starts_with(&format!("/records/{{no}}/{rest}"));
    let works = role.is_of_an_organisation();
    if ["/accounts", "/clients", "/wards"].iter().any(|own| path.starts_with(own)) {
        return role != Role::Administrator;
    }
    match path {
        "/people" => return !works,
        // Nobody's log-in here says that they regulate.
        "/people/regulation" => return true,
        "/policy" => return !matches!(role, Role::PrivacyOfficer | Role::SecurityOfficer),
        "/policy/day" | "/policy/tables/{name}" => return role != Role::PrivacyOfficer,
        _ if OFFICERS.iter().any(|own| path.starts_with(own)) => {
            return role != Role::PrivacyOfficer;
        }
        _ => {}
    }
    if role.is_of_the_house() {
        return true;
    }
    if is("sharing") || is("contests") || is("access/{trace}") || is("access/proofs") {
        return role != Role::Person;
    }
    // Nobody's log-in here says that they regulate.
    if is("regulation") {
        return true;
    }
    if is("care") || is("invitations") || is("representatives") {
        return !works;
    }
    if is("acting") {
        return role != Role::Delegate;
    }
    if is("secret-connection") {
        return !role.is_health_professional();
    }
    if is("secret") {
        return !role.is_health_professional() && role != Role::Person;
    }
    (is("notes") || is("emergency") || is("announce")) && !role.is_health_professional()
        || is("access") && role == Role::Delegate
}

pub(super) fn filled(path: &str, record: RecordNo) -> String {
    let number = record.to_string();
    let values = [
        ("{no}", number.as_str()),
        ("{kind}", "AllergyIntolerance"),
        ("{version}", "1"),
        ("{record}", number.as_str()),
        ("{number}", "1"),
        ("{trace}", "0-0"),
        ("{at}", "0"),
        ("{id}", "a"),
        ("{account}", "abc"),
        ("{name}", "document_matrix"),
    ];
    values.into_iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
}

async fn asked(browser: &mut Browser<'_>, method: &Method, path: &str, csrf: &str) -> Answer {
    match *method {
        Method::POST => browser.post(path, &[("csrf", csrf)]).await,
        _ => browser.get(path).await,
    }
}

/// Forms that keep the words that somebody looks for, for themselves, and lead to the page
/// that answers, or refuses.
const LOOKS_FOR: [&str; 2] = ["/accounts", "/people"];

/// Refused, led away, or to what every form of the kind asks first: to prove who one is.
fn is_refused(answer: &Answer, method: &Method) -> bool {
    let led = answer.status == StatusCode::SEE_OTHER
        && (answer.to.starts_with("/confirm")
            || answer.to == "/"
            || *method == Method::GET && answer.html.is_empty());
    led || matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}

/// Asks for every route that `walks` as this role, of a record that is not theirs when
/// `strange`.
async fn walk(house: &House, role: Role, record: RecordNo, strange: bool) {
    let mut browser = house.logged_in(role).await;
    let csrf = browser.csrf().await;
    for (path, methods) in ROUTES {
        // In an emergency a stranger may come too: the form itself tells nothing.
        let emergency = *path == "/records/{no}/emergency" && role.is_health_professional();
        let closed = is_closed(path, role) || strange && path.starts_with("/records") && !emergency;
        for method in methods.chars() {
            let method = if method == 'P' { Method::POST } else { Method::GET };
            // What is open to them has tests of its own.
            if !closed && method == Method::POST {
                continue;
            }
            let answer = asked(&mut browser, &method, &filled(path, record), &csrf).await;
            let at = format!("{role:?} {method} {path}: {}", answer.status);
            assert!(answer.status != StatusCode::METHOD_NOT_ALLOWED, "{at}");
            let led = method == Method::POST && LOOKS_FOR.contains(path);
            let answer = if closed && led { browser.get(&answer.to).await } else { answer };
            if closed {
                assert!(is_refused(&answer, &method), "{at}");
            } else {
                assert!(answer.status != StatusCode::FORBIDDEN || strange, "{at}");
            }
            if closed || strange {
                for secret in SECRETS {
                    assert!(!answer.html.contains(secret), "{at}");
                }
            }
            if role == Role::Secretary {
                assert!(!answer.html.contains("Quinquina"), "{at}");
            }
        }
    }
}

pub(super) async fn house() -> (House, RecordNo, RecordNo) {
    let house = House::new();
    let record = house.write(&[PATIENT, ALLERGY], "p").await;
    let other = house.write(&[OTHER], "q").await;
    (house, record, other)
}

#[tokio::test]
async fn every_route_is_closed_to_the_roles_that_have_no_business_there() {
    let (house, record, _) = house().await;
    let roles = Role::ALL.into_iter();
    for role in roles.filter(|role| !matches!(role, Role::System | Role::Delegate)) {
        house.account(role, (role == Role::Person).then_some(record)).await;
        walk(&house, role, record, false).await;
    }
}

#[tokio::test]
async fn every_route_of_a_record_is_closed_to_strangers() {
    let (house, record, other) = house().await;
    let before = house.app.gate.rights(&person(record), record).await.unwrap();
    for role in [Role::Physician, Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist] {
        house.foreign_account(role).await;
        walk(&house, role, record, true).await;
    }
    house.foreign_account(Role::Secretary).await;
    walk(&house, Role::Secretary, record, true).await;
    house.account(Role::Person, Some(other)).await;
    walk(&house, Role::Person, record, true).await;
    let after = house.app.gate.rights(&person(record), record).await.unwrap();
    assert_eq!(before, after, "nothing was changed");
}

/// Routes as they are written in a source file.
fn written(file: &Path, found: &mut Vec<String>) {
    let text = std::fs::read_to_string(file).unwrap();
    for rest in text.split(".route(").skip(1) {
        let rest = rest.trim_start();
        let (prefix, rest) = match rest.strip_prefix("&at(") {
            Some(rest) => ("/records/{no}/sharing/", rest),
            None => ("", rest),
        };
        if let Some(path) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
            found.push(format!("{prefix}{path}"));
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("roles.rs") {
            written(&path, found);
        }
    }
}

#[test]
fn no_route_is_forgotten() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 90, "{}", found.len());
    for path in found {
        let own = path == "/" || OWN.iter().any(|own| path.starts_with(own));
        // Accounts of others are no account of one's own.
        let own = own && !path.starts_with("/accounts");
        let listed = ROUTES.iter().any(|(known, _)| *known == path);
        assert!(own != listed, "{path} stands in the table of routes, or is about oneself");
    }
}
