//! Nothing that a representative reaches changes while a professional has the record open in
//! a secret connection: not when it is begun, not by what is read, written and decided in
//! it, not when it is left.

use axum::http::StatusCode;
use hygie_base::{Rng as _, SeededRng};
use hygie_gate::Role;
use hygie_gate::acts::Appoint;
use hygie_gate::rights::{Capacity, Reach};

use super::{NOTE, house};
use crate::testing::{Browser, House, PASSWORD, desk, new_account};

const DAY: i64 = 24 * 3_600_000;

/// The mother, whom the desk appointed.
async fn mother<'a>(house: &'a House, home: &str) -> Browser<'a> {
    let record = house.app.records.record_of("zoe").await.unwrap().unwrap();
    assert!(home.ends_with(&record.to_string()));
    let end = hygie_base::Timestamp(house.app.clock.now().0 + 1000 * DAY);
    let act = Appoint {
        id: "parent".to_owned(),
        capacity: Capacity::Parent,
        name: "Inès Martin".to_owned(),
        reach: Reach::Whole,
        start: None,
        end: Some(end),
        majority: Some(end),
    };
    house.app.gate.decide(&desk(), record, &act).await.unwrap();
    let permit = house.app.gate.command_line("test");
    let mut new = new_account(Role::Delegate, "delegate", Some(record));
    new.delegation = Some("parent".to_owned());
    house.app.accounts.create_with_password(&permit, new, PASSWORD).await.unwrap();
    house.logged_in(Role::Delegate).await
}

/// Every page that she reaches, and the answers of those that she does not: counts,
/// timeline, entries, the record's own and her account's notices.
async fn reached(mother: &mut Browser<'_>, home: &str, written: &str) -> Vec<(StatusCode, String)> {
    let mut pages = Vec::new();
    for below in [
        "",
        "/timeline",
        "/timeline?kind=problems",
        "/timeline?kind=documents",
        "/timeline?year=2026",
        "/acting",
        "/access",
        "/sharing",
        "/entries/Condition/asthma",
        "/entries/Condition/secret",
        "/entries/Condition/secret/versions/1",
        "/secret-connection",
    ] {
        pages.push(page(mother, &format!("{home}{below}")).await);
    }
    pages.push(page(mother, written).await);
    for own in ["/", "/account", "/people"] {
        pages.push(page(mother, own).await);
    }
    pages
}

/// A page without what differs each time it is asked for.
async fn page(browser: &mut Browser<'_>, path: &str) -> (StatusCode, String) {
    let answer = browser.get(path).await;
    let lines = answer.html.lines().filter(|line| !line.contains("class=\"code\""));
    let html = lines.collect::<Vec<_>>().join("\n");
    (answer.status, html.replace(path, "HERE"))
}

/// What a professional does.
#[derive(Clone, Copy, Debug)]
enum Step {
    Begins,
    Leaves,
    Looks,
    Writes,
    Announces,
    HidesAgain,
}

const STEPS: [Step; 6] =
    [Step::Begins, Step::Leaves, Step::Looks, Step::Writes, Step::Announces, Step::HidesAgain];

/// Does it; of a note that was written, where it is. Outside a secret connection nothing is
/// written or decided, for that may change what she sees.
async fn does(
    physician: &mut Browser<'_>,
    home: &str,
    step: Step,
    secret: &mut bool,
) -> Option<String> {
    let note: Vec<_> = NOTE.into_iter().chain([("secret", "yes"), ("announce", "yes")]).collect();
    let fields = [("kind", "Condition"), ("id", "secret")];
    match step {
        Step::Begins | Step::Leaves => {
            *secret = matches!(step, Step::Begins);
            let end = if *secret { "" } else { "/end" };
            let answer = physician.submit(&format!("{home}/secret-connection{end}"), &[]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        }
        Step::Looks => {
            for below in ["", "/timeline", "/entries/Condition/secret", "/access"] {
                let seen = physician.get(&format!("{home}{below}")).await;
                assert_eq!(seen.status, StatusCode::OK);
            }
        }
        Step::Writes => {
            let answer = physician.submit(&format!("{home}/notes/new"), &note).await;
            let expect = if *secret { StatusCode::SEE_OTHER } else { StatusCode::CONFLICT };
            assert_eq!(answer.status, expect, "{}", answer.html);
            return Some(answer.to).filter(|to| !to.is_empty());
        }
        Step::Announces | Step::HidesAgain if !*secret => {}
        Step::Announces => {
            physician.submit(&format!("{home}/announce"), &fields).await;
        }
        Step::HidesAgain => {
            let answer = physician.submit(&format!("{home}/secret"), &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        }
    }
    None
}

#[tokio::test]
async fn nothing_a_representative_reaches_changes_by_it() {
    let rng = SeededRng::new(15);
    for _ in 0..3 {
        let (house, home) = house().await;
        let mut mother = mother(&house, &home).await;
        let mut physician = house.logged_in(Role::Physician).await;
        let nothing = format!("{home}/entries/DocumentReference/nothing");
        // The first visit is told as the first one.
        reached(&mut mother, &home, &nothing).await;
        let before = reached(&mut mother, &home, &nothing).await;
        assert!(before[1].1.contains("Asthme"), "{}", before[1].1);
        let mut bytes = [0; 6];
        rng.fill(&mut bytes);
        let chosen = bytes.map(|byte| STEPS[usize::from(byte) % STEPS.len()]);
        let steps = [Step::Begins, Step::Writes, Step::Looks].into_iter();
        let (mut secret, mut written) = (false, nothing.clone());
        for step in steps.chain(chosen).chain([Step::Leaves]) {
            if let Some(to) = does(&mut physician, &home, step, &mut secret).await {
                written = to;
            }
            let after = reached(&mut mother, &home, &written).await;
            for (before, after) in before.iter().zip(&after) {
                assert_eq!(before, after, "{step:?} of {chosen:?}");
            }
        }
        assert_ne!(written, nothing, "something was written");
        assert_eq!(physician.get(&written).await.status, StatusCode::OK);
    }
}
