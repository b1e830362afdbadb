//! The pages as they are written, and their limits.

use askama::Template as _;
use hygie_base::{LogNo, Timestamp};
use hygie_gate::Role;
use hygie_gate::acts::ActError;
use hygie_gate::rights::{
    Closing, Consent, Emergencies, Grounds, Life, Link, Occasion, Party, Rights, Shared, Treating,
};
use hygie_record::TraceSeen;
use hygie_trace::{Action, Actor, Outcome, Purpose, Trace};

use super::{house, shown};
use crate::Lang;
use crate::delegates::DelegateRow;
use crate::limits::{KNOWN, KNOWN_ACTIVITIES, KNOWN_TRACES, SEEN_ROWS};
use crate::page::promises::{HOSTILE, keep, sample};
use crate::record::tests::plain;
use crate::record::{Frame, Row};
use crate::sharing::care::care;
use crate::sharing::delegates::Delegates;
use crate::sharing::known::{Activity, Known, of};
use crate::sharing::masked::MaskedRow;
use crate::sharing::see_as::SeeAsPage;
use crate::sharing::seen::{SeenGroup, Sees};
use crate::sharing::shared::part;
use crate::sharing::show::SharingPage;
use crate::sharing::wrong_words;

const NOW: Timestamp = Timestamp(1_795_626_000_000);
const DAY: i64 = 86_400_000;

fn at(days: i64) -> Timestamp {
    Timestamp(NOW.0 + days * DAY)
}

fn account(id: &str) -> Party {
    Party::Account { id: id.to_owned(), name: HOSTILE.to_owned() }
}

fn organisation(id: &str) -> Party {
    Party::Organisation { id: id.to_owned(), name: HOSTILE.to_owned() }
}

fn link(party: Party, end: Option<Timestamp>) -> Link {
    let grounds = if party.is_account() { Grounds::Attested } else { Grounds::Registered };
    let occasion = (!party.is_account()).then_some(Occasion::Residence);
    Link { by: party.clone(), party, grounds, occasion, start: at(-9), end }
}

fn consent(party: Party, given: bool, end: Option<Timestamp>) -> Consent {
    Consent { party, given, start: at(-5), end }
}

fn known(id: &str, role: Role, organisation: &str) -> Known {
    let activity = Activity {
        role,
        organisation: organisation.to_owned(),
        organisation_name: HOSTILE.to_owned(),
        wards: vec!["w".to_owned()],
    };
    Known { id: id.to_owned(), name: HOSTILE.to_owned(), activities: vec![activity] }
}

fn rights() -> Rights {
    Rights {
        links: vec![
            link(organisation("a"), None),
            link(account("x"), Some(at(3))),
            link(organisation("gone"), Some(at(-1))),
        ],
        consents: vec![
            consent(organisation("a"), false, None),
            consent(account("y"), true, Some(at(2))),
        ],
        ..Rights::default()
    }
}

fn delegates(full: bool) -> Delegates {
    let text = || HOSTILE.to_owned();
    let row = DelegateRow {
        id: text(),
        name: text(),
        capacity: text(),
        reach: text(),
        line: text(),
        code: text(),
        carer: true,
        runs: true,
        gives_code: true,
        ..DelegateRow::default()
    };
    let waits = DelegateRow { carer: false, waits: true, ..row.clone() };
    let consented = DelegateRow { waits: false, consented: true, ..waits.clone() };
    let ended = DelegateRow { ended: true, ..row.clone() };
    if full {
        Delegates { rows: vec![row, waits, consented], ended: vec![ended], full: false }
    } else {
        Delegates { full: true, ..Delegates::default() }
    }
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let text = || HOSTILE.to_owned();
    for lang in Lang::ALL {
        let page = sample(*lang);
        for life in [Life::Open, Life::Opposed, Life::Closed] {
            for full in [true, false] {
                let rights = if full { rights() } else { Rights::default() };
                let some = |rows: Vec<Known>| if full { rows } else { Vec::new() };
                let known =
                    some(vec![known("x", Role::Physician, "a"), known("z", Role::Nurse, "b")]);
                let masked = MaskedRow {
                    kind: "Condition".to_owned(),
                    id: "c".to_owned(),
                    title: text(),
                    more: text(),
                    since: text(),
                    href: "/records/0123456789abcdef/entries/Condition/c".to_owned(),
                };
                let since = full.then_some(NOW);
                let reason = Closing::ALL.into_iter().find(|_| life == Life::Closed);
                let by = full.then(|| account("by"));
                let template = SharingPage {
                    page: &page,
                    frame: Frame::default(),
                    action: "/records/0123456789abcdef/sharing".to_owned(),
                    wrong: full.then(text),
                    shared: part(&page, &Shared { life, since, reason, by }),
                    care: care(&page, &rights, &known, NOW),
                    blocked: full.then(|| ("z".to_owned(), text(), text())).into_iter().collect(),
                    emergencies: Emergencies::default(),
                    treating: full.then(|| ("x".to_owned(), text(), text())),
                    masked: full.then_some(masked.clone()).into_iter().collect(),
                    secrets: full.then(|| vec![masked]),
                    secret: "/records/0123456789abcdef/secret".to_owned(),
                    known,
                    delegates: delegates(full),
                };
                keep(*lang, &template.render().unwrap());
            }
        }
        let row = Row { title: text(), end: text(), ..Row::default() };
        let groups =
            vec![SeenGroup { title: text(), count: text(), rows: vec![row], more: text() }];
        let sees = Sees { about: text(), count: text(), identity: true, groups, reason: text() };
        let template = SeeAsPage {
            page: &page,
            frame: Frame::default(),
            back: "/records/0123456789abcdef/sharing#as".to_owned(),
            name: text(),
            sees: vec![sees, Sees::default()],
        };
        keep(*lang, &template.render().unwrap());
    }
}

#[test]
fn what_cannot_be_has_words() {
    let all = [
        ActError::Ended,
        ActError::TooLong,
        ActError::Refused,
        ActError::Nothing,
        ActError::Name,
        ActError::Links,
        ActError::Consents,
        ActError::Blocked,
        ActError::Masked,
    ];
    for lang in Lang::ALL {
        let page = sample(*lang);
        for error in all {
            let words = wrong_words(&page, error);
            assert!(words.len() > 20 && !words.contains('⟦'), "{error:?}: {words}");
        }
    }
}

#[test]
fn the_consent_that_counts_is_told() {
    let page = sample(Lang::En);
    let check = |rights: &Rights, expect: &[(&str, &str, bool)]| {
        let known = [known("x", Role::Physician, "a")];
        let care = care(&page, rights, &known, NOW);
        let rows: Vec<_> = care.rows.iter().map(|row| (&*row.id, row.said, row.own)).collect();
        assert_eq!(rows, expect);
        care.ended.len()
    };
    // What was said of the organisation counts for its professional too, and who has no
    // link is told as well.
    let mut rights = rights();
    let rows = [("a", "refused", true), ("x", "refused", false), ("y", "agreed", true)];
    assert_eq!(check(&rights, &rows), 1);
    // What was said of the professional comes first.
    rights.consents.push(consent(account("x"), true, None));
    let rows = [("a", "refused", true), ("x", "agreed", true), ("y", "agreed", true)];
    check(&rights, &rows);
    // What ended, or begins later, does not count; to have been informed does.
    rights.consents = vec![
        consent(organisation("a"), true, Some(NOW)),
        Consent { start: at(1), ..consent(account("x"), true, None) },
    ];
    check(&rights, &[("a", "nothing", true), ("x", "nothing", true)]);
    rights.informed = Some(at(-2));
    check(&rights, &[("a", "informed", true), ("x", "informed", true)]);
    rights.informed = Some(at(2));
    check(&rights, &[("a", "nothing", true), ("x", "nothing", true)]);
    // A link runs until just before its end.
    rights.links = vec![link(organisation("a"), Some(NOW))];
    rights.consents.clear();
    assert_eq!(check(&rights, &[]), 1);
}

fn trace(id: &str, role: &str, organisation: &str) -> TraceSeen {
    let trace = Trace {
        at: NOW,
        actor: Actor {
            id: id.to_owned(),
            role: role.to_owned(),
            organisation: organisation.to_owned(),
            name: format!("Name of {id}"),
            of: organisation.to_owned(),
            delegation: String::new(),
            wards: Vec::new(),
        },
        purpose: Purpose::CareTeam,
        action: Action::Open,
        outcome: Outcome::Granted,
        what: String::new(),
        lens: String::new(),
        head: None,
        from: "care door".to_owned(),
    };
    TraceSeen { log: LogNo(0), index: 0, leaf: [0; 32], trace }
}

#[test]
fn health_professionals_alone_are_known() {
    let traces = [
        trace("n", "nurse", "a"),
        trace("s", "secretary", "a"),
        trace("m", "system", "a"),
        trace("me", "person", ""),
        trace("d", "physician", "b"),
        trace("n", "nurse", "b"),
        trace("n", "nurse", "a"),
        trace("o", "operator", ""),
    ];
    let mut rights = rights();
    rights.treating = Some(Treating { account: "t".into(), name: "T".into(), since: NOW });
    let known = of(&traces, &rights);
    let told: Vec<_> = known.iter().map(|it| (&*it.id, it.activities.len())).collect();
    // Of the traces first, then of links and consents, then the médecin traitant.
    assert_eq!(told, [("n", 2), ("d", 1), ("x", 0), ("y", 0), ("t", 0)]);
}

#[test]
fn so_many_are_known() {
    let count = |traces: &[TraceSeen]| of(traces, &Rights::default()).len();
    let mut traces: Vec<_> = (0..KNOWN).map(|at| trace(&at.to_string(), "nurse", "a")).collect();
    assert_eq!(count(&traces), KNOWN);
    traces.push(trace("one more", "nurse", "a"));
    assert_eq!(count(&traces), KNOWN);
    assert_eq!(of(&traces, &rights()).len(), KNOWN);
    let works = |traces: &[TraceSeen]| of(traces, &Rights::default())[0].activities.len();
    let mut traces: Vec<_> =
        (0..KNOWN_ACTIVITIES).map(|at| trace("n", "nurse", &at.to_string())).collect();
    assert_eq!(works(&traces), KNOWN_ACTIVITIES);
    traces.push(trace("n", "nurse", "one more"));
    assert_eq!(works(&traces), KNOWN_ACTIVITIES);
}

#[tokio::test]
async fn so_many_traces_are_looked_at() {
    let (house, record) = house().await;
    let base = format!("/records/{record}/sharing");
    let permit = house.app.gate.command_line("test");
    let mut person = house.logged_in(Role::Person).await;
    // The page itself leaves one before it reads them.
    for _ in 0..KNOWN_TRACES - 2 {
        house.app.records.view(&permit, record, "test").await.unwrap();
    }
    assert!(shown(&mut person, &base).await.contains("Voir comme\u{a0}: Claire Vasseur"));
    assert!(!shown(&mut person, &base).await.contains("Voir comme\u{a0}: Claire Vasseur"));
}

#[tokio::test]
async fn so_many_entries_of_a_group_are_told() {
    let (house, record) = house().await;
    let base = format!("/records/{record}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    let account = super::account(&mut person, &base).await;
    let path = format!("{base}/as/{account}");
    // Two conditions are there.
    let texts: Vec<_> = (2..=SEEN_ROWS)
        .map(|at| super::text_of("Condition", &format!("c{at}"), &format!("Nom {at}")))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (last, first) = texts.split_last().unwrap();
    house.write_for("lilas", first).await;
    assert!(!plain(&shown(&mut person, &path).await).contains("1 autre"));
    house.write_for("lilas", &[last]).await;
    assert!(plain(&shown(&mut person, &path).await).contains("1 autre"));
}
