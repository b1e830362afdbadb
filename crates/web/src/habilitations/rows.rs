//! Habilitations in words, by organisation.

use hygie_accounts::{Habilitation, Sign, State};

use crate::Page;
use crate::contests;

/// What is asked of one organisation: a form.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
}

/// One habilitation, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    /// By which it is answered.
    pub(super) line: String,
    pub(super) name: String,
    pub(super) login: String,
    /// Role and wards.
    pub(super) about: String,
    /// Since when.
    pub(super) since: String,
    /// The last log-in; empty before the first.
    pub(super) last: String,
    /// The state of the account where it does not act, and what helps to judge.
    pub(super) signs: Vec<String>,
    pub(super) own: bool,
    /// What was answered; empty while nothing was.
    pub(super) answer: String,
    pub(super) to_end: bool,
    pub(super) reason: String,
    pub(super) by: String,
}

impl Group {
    /// Whether one of them can be answered by who asks.
    pub(super) fn is_asked(&self) -> bool {
        self.rows.iter().any(|row| !row.own)
    }
}

/// The name of an organisation, in words when it has none.
pub(super) fn organisation(page: &Page, name: &str) -> String {
    if name.is_empty() { page.t("habilitations-no-organisation") } else { name.to_owned() }
}

/// Rows by organisation, in whose order they come.
pub(super) fn groups(page: &Page, all: &[Habilitation]) -> Vec<Group> {
    let same = |one: &Habilitation, other: &Habilitation| {
        one.activity.organisation_name == other.activity.organisation_name
    };
    let group = |some: &[Habilitation]| {
        let name = some.first().map_or("", |one| &one.activity.organisation_name);
        let rows = some.iter().map(|one| row(page, one)).collect();
        Group { name: organisation(page, name), rows }
    };
    all.chunk_by(same).map(group).collect()
}

fn row(page: &Page, one: &Habilitation) -> Row {
    let role = page.role(one.activity.role.name());
    let about: Vec<&str> =
        [role.as_str()].into_iter().chain(one.wards.iter().map(String::as_str)).collect();
    let since = match one.activity.since {
        Some(since) => page.t1("habilitations-since", "date", contests::day(page, since)),
        None => page.t1("habilitations-made", "date", contests::day(page, one.made)),
    };
    let last = one.last.map(|last| page.t1("habilitations-last", "at", page.moment(last)));
    let state = (one.state != State::Active).then(|| page.state(&one.state));
    let answer = one.answer.as_ref();
    let key = if one.is_to_end() { "habilitations-to-end" } else { "habilitations-kept" };
    let by = answer.map(|it| page.t2("reviews-by", "by", it.by(), "at", page.moment(it.at())));
    Row {
        line: format!("{}/{}/{}", one.account, one.activity.id, one.edition()),
        name: one.name.clone(),
        login: one.login.clone(),
        about: about.join(", "),
        since,
        last: last.unwrap_or_default(),
        signs: state.into_iter().chain(one.signs.iter().map(|it| sign(page, *it))).collect(),
        own: one.own,
        answer: answer.map(|_| page.t(key)).unwrap_or_default(),
        to_end: one.is_to_end(),
        reason: answer.and_then(|it| it.withdraw.clone()).unwrap_or_default(),
        by: by.unwrap_or_default(),
    }
}

fn sign(page: &Page, sign: Sign) -> String {
    match sign {
        Sign::New => page.t("habilitations-sign-new"),
        Sign::NeverUsed => page.t("habilitations-sign-never"),
        Sign::Unused { days } => page.t1("habilitations-sign-unused", "days", days),
        Sign::SeveralRoles { count } => page.t1("habilitations-sign-roles", "count", count),
        Sign::NoOrganisation => page.t("habilitations-sign-no-organisation"),
        Sign::ClosedWard => page.t("habilitations-sign-closed-ward"),
    }
}
