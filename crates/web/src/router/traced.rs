//! Every page, asked for by every role: what tells of a person leaves a trace with that
//! person's record, of who came and why, a refusal leaves one too, and nothing else does.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_record::TraceSeen;
use hygie_trace::{Action, Outcome, Purpose};

use super::roles::{ROUTES, SECRETS, filled, house};
use crate::testing::{Answer, House};

/// Traces of a record, or of none, that who has this role left.
async fn left(house: &House, record: RecordNo, role: Role) -> Vec<TraceSeen> {
    let all =
        house.world.records.traces(&house.app.gate.command_line("test"), record).await.unwrap();
    all.into_iter().filter(|seen| seen.trace.actor.role == role.name()).collect()
}

/// What was left since, of the record and of what concerns none.
struct Left {
    with_record: Vec<TraceSeen>,
    elsewhere: Vec<TraceSeen>,
}

struct Before(BTreeSet<(u32, u64)>);

impl Before {
    async fn of(house: &House, record: RecordNo, role: Role) -> Self {
        let mut places = BTreeSet::new();
        for record in [record, RecordNo::REGISTRY] {
            places.extend(left(house, record, role).await.iter().map(|it| (it.log.0, it.index)));
        }
        Self(places)
    }

    async fn since(&self, house: &House, record: RecordNo, role: Role) -> Left {
        let new = |all: Vec<TraceSeen>| {
            let new = |it: &TraceSeen| !self.0.contains(&(it.log.0, it.index));
            all.into_iter().filter(new).collect::<Vec<_>>()
        };
        Left {
            with_record: new(left(house, record, role).await),
            elsewhere: new(left(house, RecordNo::REGISTRY, role).await),
        }
    }
}

/// Whether the trace says that something of the record was given out.
fn releases(seen: &TraceSeen) -> bool {
    seen.trace.outcome == Outcome::Granted
        && matches!(
            seen.trace.action,
            Action::Open
                | Action::Read
                | Action::History
                | Action::Search
                | Action::Find
                | Action::Export
                | Action::ListTraces
        )
}

/// Why this role comes to a record.
fn purpose(role: Role) -> Purpose {
    match role {
        Role::Person => Purpose::Own,
        _ if role.is_of_the_house() => Purpose::Administration,
        _ => Purpose::CareTeam,
    }
}

fn check(answer: &Answer, left: &Left, (role, path): (Role, &str)) {
    let at = format!("{role:?} GET {path}: {}", answer.status);
    let of_record = path.starts_with("/records/");
    let shows = SECRETS.iter().any(|secret| answer.html.contains(secret));
    let released: Vec<_> = left.with_record.iter().filter(|it| releases(it)).collect();
    for seen in &left.with_record {
        let (trace, said) = (&seen.trace, &seen.trace.what);
        assert_eq!(trace.purpose, purpose(role), "{at}: {:?} {said}", trace.action);
        assert!(!trace.from.is_empty() && !trace.actor.id.is_empty(), "{at}");
        assert_eq!(trace.actor.organisation.is_empty(), role == Role::Person, "{at}");
    }
    if shows {
        assert!(!released.is_empty(), "{at}: it tells of the person, and no trace says so");
    }
    if answer.html.contains("Quinquina") && path.contains("{id}") {
        let named = released.iter().any(|it| it.trace.what.contains("AllergyIntolerance/a"));
        assert!(named, "{at}: the trace does not say what was read");
    }
    let refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    if refused && of_record {
        let all = left.with_record.iter().chain(&left.elsewhere);
        let told = all.filter(|it| it.trace.outcome == Outcome::Refused).count();
        assert!(told > 0 || !released.is_empty(), "{at}: no trace says that it was refused");
    }
    if !shows && !of_record && !refused {
        assert!(left.with_record.is_empty(), "{at}: a trace for nothing");
    }
}

#[tokio::test]
async fn every_page_that_tells_of_a_person_leaves_its_trace_and_no_other_does() {
    let (house, record, _) = house().await;
    let mut told = 0;
    for role in Role::ALL.into_iter().filter(|it| !matches!(it, Role::System | Role::Delegate)) {
        house.account(role, (role == Role::Person).then_some(record)).await;
        let mut browser = house.logged_in(role).await;
        for (path, _) in ROUTES.iter().filter(|(_, methods)| methods.contains('G')) {
            let before = Before::of(&house, record, role).await;
            let answer = browser.get(&filled(path, record)).await;
            let left = before.since(&house, record, role).await;
            check(&answer, &left, (role, path));
            told += left.with_record.iter().filter(|it| releases(it)).count();
            // A page that was not changed, or of which the head alone is asked for, counts.
            if *path == "/records/{no}" && answer.status == StatusCode::OK {
                let before = Before::of(&house, record, role).await;
                let accept = ("accept", "text/html");
                let head = browser.send_with(Method::HEAD, &filled(path, record), accept).await;
                let left = before.since(&house, record, role).await;
                assert_eq!(head.status, StatusCode::OK);
                assert!(left.with_record.iter().any(releases), "{role:?} HEAD {path}");
            }
        }
    }
    assert!(told > 100, "{told}");
}
