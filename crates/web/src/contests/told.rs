//! A contested access in words.

use hygie_base::Timestamp;
use hygie_base::paris::paris;
use hygie_gate::Role;
use hygie_gate::rights::{Access, Contest};

use crate::Page;
use crate::format::Date;
use crate::record::{Day, Door, name_of};

/// Beside a visit: where it is contested, or how that stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Contesting {
    pub(crate) href: String,
    pub(crate) words: String,
    /// The same with whose visit it is, for who does not see what it stands beside.
    pub(crate) label: String,
    /// Whether the answer is late.
    pub(crate) late: bool,
}

/// A contested access in a list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct ContestRow {
    /// Its page; empty when it has none.
    pub(crate) href: String,
    /// Who came.
    pub(crate) who: String,
    /// Role and organisation.
    pub(crate) about: String,
    /// When they came.
    pub(crate) at: String,
    /// How it stands.
    pub(crate) stands: String,
    /// Whether the answer is late.
    pub(crate) late: bool,
    /// Name of the conclusion; empty while it waits.
    pub(crate) conclusion: &'static str,
}

/// Puts beside each visit of others where it is contested, or how that stands.
pub(crate) fn beside(door: &Door, days: &mut [Day], contests: &[Contest]) {
    let page = &door.page;
    for day in days {
        for visit in day.people.iter_mut().chain(&mut day.machines) {
            let is = |contest: &&Contest| visit.places.contains(&contest.access.place());
            let (href, words, late) = match contests.iter().find(is) {
                Some(contest) => (
                    door.path.contested(contest.number),
                    stands_with_answer(page, contest),
                    is_late(page, contest),
                ),
                None if visit.own => continue,
                None => {
                    // The first one stays the first when the visit goes on.
                    let Some(first) = visit.places.last() else { continue };
                    (door.path.contest(*first), page.t("contest-this"), false)
                }
            };
            let of = (("words", &words), ("who", &visit.who), ("when", &visit.when));
            let label = page.t3("contest-label", of.0, of.1, of.2);
            visit.contest = Some(Contesting { href, words, label, late });
        }
    }
}

/// A row for the person.
pub(crate) fn row(door: &Door, contest: &Contest) -> ContestRow {
    let (page, access) = (&door.page, &contest.access);
    ContestRow {
        href: door.path.contested(contest.number),
        who: who(page, access),
        about: about(page, access),
        at: page.moment(access.at),
        stands: stands(page, contest),
        late: is_late(page, contest),
        conclusion: contest.answer.as_ref().map_or("", |answer| answer.conclusion.name()),
    }
}

/// Who came, in words.
pub(crate) fn who(page: &Page, access: &Access) -> String {
    name_of(page, &access.name, &access.role)
}

/// Role and organisation, what is known of them.
pub(crate) fn about(page: &Page, access: &Access) -> String {
    let role = Role::parse(&access.role).map(|role| page.role(role.name())).unwrap_or_default();
    let parts = [&*role, &*access.organisation_name];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `Contesté le 28 nov. 2026, réponse attendue au plus tard le 28 déc. 2026`; or when it was
/// answered.
fn stands(page: &Page, contest: &Contest) -> String {
    match &contest.answer {
        Some(answer) => page.t1("contest-answered-on", "date", day(page, answer.at)),
        None => {
            let due = last_day(page, contest.due());
            page.t2("contest-open-until", "date", day(page, contest.start), "due", due)
        }
    }
}

/// The same, with to what the officer came.
fn stands_with_answer(page: &Page, contest: &Contest) -> String {
    let stands = stands(page, contest);
    match &contest.answer {
        Some(answer) => {
            let conclusion = page.conclusion(answer.conclusion.name());
            page.t2("contest-answered-as", "stands", stands, "conclusion", conclusion)
        }
        None => stands,
    }
}

fn is_late(page: &Page, contest: &Contest) -> bool {
    contest.answer.is_none() && contest.due() <= page.now
}

/// A day, with its month in letters.
pub(crate) fn day(page: &Page, at: Timestamp) -> String {
    crate::format::day(page.lang, &Date::from(paris(at)))
}

/// The last day before a moment.
pub(crate) fn last_day(page: &Page, until: Timestamp) -> String {
    day(page, Timestamp(until.0.saturating_sub(1)))
}

/// How much of the time is left: `encore 12 jours`, `dernier jour`, `en retard de 3 jours`.
pub(crate) fn clock(page: &Page, days_left: i64) -> String {
    match days_left {
        0 => page.t("contest-last-day"),
        1.. => page.t1("contest-days-left", "count", days_left),
        _ => page.t1("contest-days-late", "count", days_left.saturating_neg()),
    }
}
