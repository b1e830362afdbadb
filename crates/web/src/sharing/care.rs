//! Who takes care of the person: care links, and what the person said of each.

use hygie_base::Timestamp;
use hygie_gate::rights::{Consent, Grounds, Link, Party, Rights};
use hygie_policy::facts::Standing;

use super::known::{Known, day};
use crate::Page;

/// One who takes care of the person, or of whom they said something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct CareRow {
    /// Their name.
    pub(super) name: String,
    /// Since when, until when, and who says so; empty where there is no link.
    pub(super) line: String,
    /// What counts of what the person said, in words.
    pub(super) consent: String,
    /// The same as a name: `agreed`, `refused`, `informed` or `nothing`.
    pub(super) said: &'static str,
    /// Whether there is something to take back.
    pub(super) own: bool,
    /// `organisation` or `account`, as the forms say it.
    pub(super) party: &'static str,
    /// Its id.
    pub(super) id: String,
}

/// Who takes care of the person now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Care {
    /// Links that run, and those of whom the person said something.
    pub(super) rows: Vec<CareRow>,
    /// Links that ended: name and line.
    pub(super) ended: Vec<(String, String)>,
}

pub(super) fn care(page: &Page, rights: &Rights, known: &[Known], now: Timestamp) -> Care {
    let is_over = |link: &&Link| link.standing(now) == Standing::Ended;
    let running: Vec<&Link> = rights.links.iter().filter(|link| !is_over(link)).collect();
    let made = |party: &Party, line: String| row(page, rights, known, now, party, line);
    let mut rows: Vec<CareRow> =
        running.iter().map(|link| made(&link.party, line(page, link))).collect();
    let alone =
        |consent: &&Consent| !running.iter().any(|link| link.party.whole().is(&consent.party));
    let lasts = |consent: &&Consent| consent.standing(now) != Standing::Ended;
    let others = rights.consents.iter().filter(lasts).filter(alone);
    rows.extend(others.map(|consent| made(&consent.party, String::new())));
    let over = rights.links.iter().rev().filter(is_over);
    let over = over.map(|link| (link.party.full_name(), line(page, link)));
    Care { rows, ended: over.collect() }
}

fn row(
    page: &Page,
    rights: &Rights,
    known: &[Known],
    now: Timestamp,
    party: &Party,
    line: String,
) -> CareRow {
    // What the person says is said of the whole of it.
    let whole = party.whole();
    let counts = counting(rights, known, now, &whole);
    let own = rights.consents.iter().any(|consent| consent.party.is(&whole));
    let (said, consent) = match counts {
        Some(consent) => {
            let said = if consent.given { "agreed" } else { "refused" };
            let words = match consent.end {
                Some(end) => page.t2(
                    &format!("sharing-{said}-until"),
                    "date",
                    day(page, consent.start),
                    "until",
                    day(page, end),
                ),
                None => page.t1(&format!("sharing-{said}"), "date", day(page, consent.start)),
            };
            (said, words)
        }
        None => match rights.informed.filter(|since| *since <= now) {
            Some(since) => ("informed", page.t1("sharing-informed", "date", day(page, since))),
            None => ("nothing", page.t("sharing-nothing")),
        },
    };
    CareRow {
        name: party.full_name(),
        line,
        consent,
        said,
        own,
        party: if party.is_account() { "account" } else { "organisation" },
        id: whole.id().to_owned(),
    }
}

/// What counts of what was said: of the professional before what was said of their
/// organisation, and a refusal before a consent.
fn counting<'a>(
    rights: &'a Rights,
    known: &[Known],
    now: Timestamp,
    party: &Party,
) -> Option<&'a Consent> {
    let runs = |it: &&Consent| it.standing(now) == Standing::Running;
    let running = || rights.consents.iter().filter(runs);
    if let Some(own) = running().find(|consent| consent.party.is(party)) {
        return Some(own);
    }
    let person = known.iter().find(|it| party.is_account() && it.id == party.id())?;
    let of_theirs = |consent: &&Consent| {
        let works = |id: &str| person.activities.iter().any(|it| it.organisation == id);
        !consent.party.is_account() && works(consent.party.id())
    };
    running().filter(of_theirs).min_by_key(|consent| consent.given)
}

/// Since when, until when, and who says so.
fn line(page: &Page, link: &Link) -> String {
    let since = day(page, link.start);
    let when = match link.end {
        Some(end) => page.t2("sharing-since-until", "since", since, "until", day(page, end)),
        None => page.t1("sharing-since", "date", since),
    };
    let grounds = page.t(match link.grounds {
        Grounds::Registered => "sharing-registered",
        Grounds::Attested => "sharing-attested",
    });
    match link.occasion {
        Some(occasion) => {
            format!("{} · {when} · {grounds}", page.occasion(occasion))
        }
        None => format!("{when} · {grounds}"),
    }
}
