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

/// What is not there, and is nobody's secret: a page for who acts for others, told before
/// any record is looked for; and of a person's own record, a contest that was never made and
/// a carer who is none.
const ABSENT: [(Option<Role>, &str); 3] = [
    (None, "/records/{no}/acting"),
    (Some(Role::Person), "/records/{no}/contests/{number}"),
    (Some(Role::Person), "/records/{no}/sharing/as-delegate/{account}"),
];

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

/// What is wrong with what a page left.
fn faults(answer: &Answer, left: &Left, (role, path): (Role, &str)) -> Vec<String> {
    let mut faults = Vec::new();
    let mut want = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{role:?} GET {path}: {}: {what}", answer.status));
        }
    };
    let of_record = path.starts_with("/records/");
    let shows = SECRETS.iter().any(|secret| answer.html.contains(secret));
    let released: Vec<_> = left.with_record.iter().filter(|it| releases(it)).collect();
    for seen in &released {
        let trace = &seen.trace;
        want(trace.purpose == purpose(role), "another purpose");
        want(!trace.from.is_empty() && !trace.actor.id.is_empty(), "nobody, or from nowhere");
        want(trace.actor.organisation.is_empty() == (role == Role::Person), "of another house");
    }
    want(!shows || !released.is_empty(), "it tells of the person, and no trace says so");
    let read = answer.html.contains("Quinquina") && path.contains("{id}");
    let named = released.iter().any(|it| it.trace.what.contains("AllergyIntolerance/a"));
    want(!read || named, "the trace does not say what was read");
    let refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    let mut all = left.with_record.iter().chain(&left.elsewhere);
    let told = all.any(|it| it.trace.outcome == Outcome::Refused) || !released.is_empty();
    let absent = ABSENT.iter().any(|(whose, it)| whose.is_none_or(|it| it == role) && *it == path);
    want(!refused || !of_record || told || absent, "no trace says that it was refused");
    let nothing = shows || of_record || refused || left.with_record.is_empty();
    want(nothing, "a trace for nothing");
    faults
}

#[tokio::test]
async fn every_page_that_tells_of_a_person_leaves_its_trace_and_no_other_does() {
    let (house, record, _) = house().await;
    let (mut told, mut wrong) = (0, Vec::new());
    for role in Role::ALL.into_iter().filter(|it| !matches!(it, Role::System | Role::Delegate)) {
        house.account(role, (role == Role::Person).then_some(record)).await;
        let mut browser = house.logged_in(role).await;
        for (path, _) in ROUTES.iter().filter(|(_, methods)| methods.contains('G')) {
            let before = Before::of(&house, record, role).await;
            let answer = browser.get(&filled(path, record)).await;
            let left = before.since(&house, record, role).await;
            wrong.extend(faults(&answer, &left, (role, path)));
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
    assert_eq!(wrong, Vec::<String>::new());
    assert!(told > 100, "{told}");
}
