//! Traces of a record as visits, by day, in words.
//!
//! A visit is what one actor did with pauses of less than half an hour. People
//! come first; machines and operators are told apart, never left out.

use hygie_accounts::invitations::{
    TOLD_ACTIVATED, TOLD_DELEGATE, TOLD_INVITED, TOLD_INVITED_DELEGATE, TOLD_RESTORED,
    TOLD_WITHDRAWN,
};
use hygie_base::LogNo;
use hygie_gate::acts::{
    ANSWERED_CONTEST, BROKE_GLASS, CLOSED_GLASS, CONTESTED, ENDED_CALL, REVIEWED_GLASS,
    TOLD_ANNOUNCED, TOLD_SECRET, TOOK_CALL,
};
use hygie_gate::{LEFT_SECRECY, OPENED_SECRETLY, Role, SECRETLY};
use hygie_record::TraceSeen;
use hygie_trace::{Action, Actor, Outcome, Purpose, Trace};

use crate::Page;
use crate::contests::Contesting;
use crate::format::{Date, paris};
use crate::record::looks;
use crate::record::path::Path;
use crate::record::words::{clock, day_heading, kind_of_type};

/// Milliseconds of pause that end a visit.
const PAUSE: i64 = 30 * 60_000;

/// One day's visits, latest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Day {
    /// `aujourd’hui`, `hier`, or the date.
    pub(crate) heading: String,
    /// Of people.
    pub(crate) people: Vec<Visit>,
    /// Of machines, operators and automatic work.
    pub(crate) machines: Vec<Visit>,
}

/// What one actor did at one go.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Visit {
    /// Name; the words for a machine without one.
    pub(crate) who: String,
    /// Role in words; empty for the reader himself.
    pub(crate) role: String,
    /// Organisation; empty when none.
    pub(crate) organisation: String,
    /// Whether it is the reader.
    pub(crate) own: bool,
    /// From when, in local time.
    pub(crate) from: String,
    /// Until when, when that is another minute.
    pub(crate) until: String,
    /// Why, in words.
    pub(crate) why: String,
    /// Through which door or interface, in words.
    pub(crate) through: String,
    /// What was done, first to last, the same told once with its count.
    pub(crate) acts: Vec<Act>,
    /// Whether something was refused.
    pub(crate) refused: bool,
    /// `à 13 h 02`, `de 13 h 02 à 13 h 20`.
    pub(crate) when: String,
    /// What was done, for the person whose record it is: `a consulté votre dossier`.
    pub(crate) did: String,
    /// Log and index of its traces, the latest first.
    pub(crate) places: Vec<(LogNo, u64)>,
    /// For the person: where the visit is contested, or how that stands.
    pub(crate) contest: Option<Contesting>,
}

impl Visit {
    /// Role and organisation, what is known of them.
    pub(crate) fn about(&self) -> String {
        let parts = [&*self.role, &*self.organisation];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// One thing done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Act {
    /// In words.
    pub(crate) words: String,
    /// When, in local time.
    pub(crate) time: String,
    /// How many times in this visit.
    pub(crate) count: usize,
    /// Address of the entry that was read; empty when it is none.
    pub(crate) href: String,
    /// Whether it was refused.
    pub(crate) refused: bool,
}

/// The visits of these traces, which come newest first.
pub(crate) fn days(page: &Page, path: &Path, me: &str, traces: &[TraceSeen]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let mut heading = None;
    for visit in split(traces) {
        let Some(last) = visit.first().map(|seen| &seen.trace) else { continue };
        let local = Date::from(paris(last.at));
        if heading.as_ref() != Some(&local.iso()) {
            heading = Some(local.iso());
            days.push(Day { heading: day_heading(page, &local), ..Day::default() });
        }
        let Some(day) = days.last_mut() else { continue };
        let told = told(page, path, me, &visit);
        if is_person(&last.actor, last.purpose) {
            day.people.push(told);
        } else {
            day.machines.push(told);
        }
    }
    days
}

/// Whether a person at a screen did it, not a machine on its own.
fn is_person(actor: &Actor, purpose: Purpose) -> bool {
    purpose != Purpose::System && !matches!(&*actor.role, "system" | "operator")
}

/// Traces by visit, the latest visit first, each visit's latest trace first.
fn split(traces: &[TraceSeen]) -> Vec<Vec<&TraceSeen>> {
    let mut visits: Vec<Vec<&TraceSeen>> = Vec::new();
    for seen in traces {
        let trace = &seen.trace;
        let same = |visit: &&mut Vec<&TraceSeen>| {
            visit.last().is_some_and(|TraceSeen { trace: next, .. }| {
                let day = |at| Date::from(paris(at)).iso();
                next.actor.id == trace.actor.id
                    && next.purpose == trace.purpose
                    && in_secret(&next.from).is_some() == in_secret(&trace.from).is_some()
                    && next.at.0 - trace.at.0 < PAUSE
                    && day(next.at) == day(trace.at)
            })
        };
        // Visits of two people overlap: the open one of this actor is looked for.
        match visits.iter_mut().rev().take(OVERLAP).find(same) {
            Some(visit) => visit.push(seen),
            None => visits.push(vec![seen]),
        }
    }
    visits
}

/// Visits looked back on for the one that a trace belongs to.
const OVERLAP: usize = 16;

fn told(page: &Page, path: &Path, me: &str, seen: &[&TraceSeen]) -> Visit {
    let places = seen.iter().map(|seen| (seen.log, seen.index)).collect();
    let traces: &[&Trace] = &seen.iter().map(|seen| &seen.trace).collect::<Vec<_>>();
    let (Some(last), Some(first)) = (traces.first(), traces.last()) else {
        return Visit::default();
    };
    let actor = &last.actor;
    let own = actor.id == me;
    let (from, until) = (clock(page, first.at), clock(page, last.at));
    let who = name(page, actor);
    let role = Role::parse(&actor.role).map(|role| page.role(role.name())).unwrap_or_default();
    Visit {
        did: did(page, traces, own),
        role: if own { String::new() } else { role },
        organisation: actor.of.clone(),
        why: page.t(&format!("access-why-{}", purpose(last.purpose))),
        through: through(page, &last.from),
        acts: acts(page, path, traces),
        refused: traces.iter().any(|trace| trace.outcome == Outcome::Refused),
        when: if until == from {
            page.t1("access-at", "time", &from)
        } else {
            page.t2("access-from-until", "from", &from, "until", &until)
        },
        until: if until == from { String::new() } else { until },
        who,
        own,
        from,
        places,
        contest: None,
    }
}

fn name(page: &Page, actor: &Actor) -> String {
    name_of(page, &actor.name, &actor.role)
}

/// The name of an actor, or the words for one that has none.
pub(crate) fn name_of(page: &Page, name: &str, role: &str) -> String {
    match (name, role) {
        ("", "operator") => page.t("access-operator"),
        ("", _) => page.t("access-unnamed"),
        (name, _) => name.to_owned(),
    }
}

const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::System => "system",
        Purpose::CareTeam => "care-team",
        Purpose::Own => "self",
        Purpose::Delegation => "delegation",
        Purpose::Administration => "administration",
        Purpose::Emergency => "emergency",
        Purpose::Regulation => "regulation",
    }
}

/// From where somebody came who had the record open in a secret connection.
fn in_secret(from: &str) -> Option<&str> {
    from.strip_suffix(SECRETLY)
}

/// Through which door or interface, in words.
pub(crate) fn through(page: &Page, from: &str) -> String {
    if let Some(from) = in_secret(from) {
        return page.t1("access-from-secret", "from", through(page, from));
    }
    match from {
        "care door" => page.t("access-from-care"),
        "person door" => page.t("access-from-person"),
        "FHIR API" => page.t("access-from-fhir"),
        "command line" => page.t("access-from-command"),
        other => match other.strip_prefix("app ") {
            Some(app) => page.t1("access-from-app", "app", app),
            None => other.to_owned(),
        },
    }
}

fn acts(page: &Page, path: &Path, traces: &[&Trace]) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    let granted = |trace: &&Trace| trace.outcome == Outcome::Granted;
    let is = |action: Action| move |trace: &&&Trace| granted(trace) && trace.action == action;
    // A page of one entry, or of who looked, opens the record for its banner
    // too: that is told by what was read there.
    let read = traces.iter().any(|trace| is(Action::History)(&trace));
    let listed = traces.iter().any(|trace| is(Action::ListTraces)(&trace));
    let told = |trace: &&&Trace| {
        !(granted(trace) && trace.action == Action::Open)
            || !(read && trace.what == looks::ENTRY || listed && trace.what == looks::ACCESS)
    };
    for trace in traces.iter().rev().filter(told) {
        let refused = trace.outcome == Outcome::Refused;
        let (words, href) = words(page, path, trace);
        let same =
            |act: &&mut Act| act.words == words && act.href == href && act.refused == refused;
        match acts.iter_mut().find(same) {
            Some(act) => act.count += 1,
            None => acts.push(Act { words, href, refused, count: 1, time: clock(page, trace.at) }),
        }
    }
    acts
}

/// What was done, and the address of the entry it was done with.
fn words(page: &Page, path: &Path, trace: &Trace) -> (String, String) {
    let granted = trace.outcome == Outcome::Granted;
    let target = trace.what.split_once('/').filter(|(kind, _)| is_type(kind));
    let href = match (target, trace.action) {
        (Some((kind, id)), Action::Read | Action::History) if granted && is_id(id) => {
            path.entry(kind, id)
        }
        _ => String::new(),
    };
    let kind = target.map_or("", |(kind, _)| kind);
    let of = |key: &str| page.t1(key, "what", kind_of_type(page, kind));
    let words = match trace.action {
        Action::Open => page.t(opened(&trace.what)),
        Action::Read if target.is_some() => of("access-read"),
        Action::Read => page.t("access-read-something"),
        Action::History if target.is_some() => of("access-history"),
        Action::History => page.t("access-history-something"),
        Action::Search => page.t("access-search"),
        Action::Find => page.t("access-find"),
        Action::Write => page.t("access-write"),
        Action::Export => page.t("access-export"),
        Action::ListTraces => page.t("access-list"),
        Action::Erase => page.t("access-erase"),
        Action::Init | Action::RotateKeys | Action::Reindex | Action::Check => {
            page.t("access-house")
        }
        Action::Account if granted => page.t(way_in(&trace.what)),
        Action::LogIn | Action::LogOut | Action::Account => page.t("access-account"),
        Action::Alarm => page.t("access-alarm"),
        Action::Rights if trace.what == hygie_gate::READS_RIGHTS => page.t("access-rights-read"),
        Action::Rights if trace.what.starts_with(hygie_gate::EXPLAINS) => {
            page.t("access-rights-explained")
        }
        Action::Rights if trace.what.starts_with(hygie_gate::WEIGHED_ALERT) => {
            page.t("access-alert")
        }
        Action::Rights if trace.what == hygie_gate::SEEKS_TRACES => page.t("access-traces-sought"),
        Action::Rights if granted => page.t(decided(&trace.what).unwrap_or("access-rights")),
        Action::Rights => page.t("access-rights"),
    };
    (words, href)
}

/// The message for what was opened; pages name themselves in their trace.
fn opened(what: &str) -> &'static str {
    match what {
        looks::SYNTHESIS => "access-open-synthesis",
        looks::TIMELINE => "access-open-timeline",
        looks::ENTRY => "access-open-entry",
        looks::NOTE => "access-open-note",
        looks::INVITATIONS => "access-open-invitations",
        looks::SHARING => "access-open-sharing",
        looks::ACTING => "access-open-acting",
        looks::REPRESENTATIVES => "access-open-representatives",
        looks::SEE_AS => "access-open-see-as",
        _ => "access-open",
    }
}

/// The message for what was decided about an emergency, a call, or one entry.
fn decided(what: &str) -> Option<&'static str> {
    let told = [
        (BROKE_GLASS, "access-broke-glass"),
        (CLOSED_GLASS, "access-closed-glass"),
        (REVIEWED_GLASS, "access-reviewed-glass"),
        (CONTESTED, "access-contested"),
        (ANSWERED_CONTEST, "access-answered-contest"),
        (TOLD_ANNOUNCED, "access-announced"),
        (TOLD_SECRET, "access-secret"),
        (TOOK_CALL, "access-took-call"),
        (ENDED_CALL, "access-ended-call"),
        (OPENED_SECRETLY, "access-opened-secretly"),
        (LEFT_SECRECY, "access-left-secrecy"),
    ];
    told.into_iter().find(|(begin, _)| what.starts_with(begin)).map(|it| it.1)
}

/// The message for what was done about the person's way into the record.
fn way_in(what: &str) -> &'static str {
    let told = [
        (TOLD_INVITED, "access-invited"),
        (TOLD_WITHDRAWN, "access-withdrew"),
        (TOLD_ACTIVATED, "access-activated"),
        (TOLD_RESTORED, "access-restored"),
        (TOLD_INVITED_DELEGATE, "access-invited-delegate"),
        (TOLD_DELEGATE, "access-delegate"),
    ];
    told.into_iter().find(|(begin, _)| what.starts_with(begin)).map_or("access-account", |it| it.1)
}

fn is_type(kind: &str) -> bool {
    kind.starts_with(|first: char| first.is_ascii_uppercase())
        && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// What the actor did, said to the person whose record it is.
fn did(page: &Page, traces: &[&Trace], own: bool) -> String {
    let any = |wanted: fn(Action) -> bool| {
        traces.iter().any(|trace| trace.outcome == Outcome::Granted && wanted(trace.action))
    };
    let mut did = Vec::new();
    let came = |how: &'static str| {
        move |trace: &&Trace| {
            trace.outcome == Outcome::Granted
                && trace.action == Action::Rights
                && trace.what.starts_with(how)
        }
    };
    if traces.iter().any(came(BROKE_GLASS)) {
        did.push(if own { "access-you-broke-glass" } else { "access-they-broke-glass" });
    }
    if traces.iter().any(came(TOOK_CALL)) {
        did.push(if own { "access-you-took-call" } else { "access-they-took-call" });
    }
    if traces.iter().any(came(CONTESTED)) {
        did.push(if own { "access-you-contested" } else { "access-they-contested" });
    }
    if traces.iter().any(came(ANSWERED_CONTEST)) {
        did.push(if own { "access-you-answered-contest" } else { "access-they-answered-contest" });
    }
    if any(|action| {
        matches!(action, Action::Open | Action::Read | Action::Search | Action::History)
    }) {
        did.push(if own { "access-you-opened" } else { "access-they-opened" });
    }
    if any(|action| action == Action::Write) {
        did.push(if own { "access-you-wrote" } else { "access-they-wrote" });
    }
    if any(|action| action == Action::Export) {
        did.push(if own { "access-you-exported" } else { "access-they-exported" });
    }
    if any(|action| action == Action::Find) {
        did.push(if own { "access-you-found" } else { "access-they-found" });
    }
    if any(|action| action == Action::Account) {
        did.push(if own { "access-you-way-in" } else { "access-they-way-in" });
    }
    if any(|action| action == Action::ListTraces) {
        did.push(if own { "access-you-listed" } else { "access-they-listed" });
    }
    if did.is_empty() {
        let refused = traces.iter().any(|trace| trace.outcome == Outcome::Refused);
        did.push(match (refused, own) {
            (true, true) => "access-you-refused",
            (true, false) => "access-they-refused",
            (false, _) => "access-they-other",
        });
    }
    let did: Vec<String> = did.into_iter().map(|key| page.t(key)).collect();
    did.join(", ")
}
