//! What the page of an entry says of for whom it is visible, in words.

use std::collections::BTreeSet;

use hygie_base::Timestamp;
use hygie_gate::rights::Mark as Marked;
use hygie_gate::{Awaited, Secret};
use hygie_http::Fault;
use hygie_record::{Permit, View};

use crate::Page;
use crate::delegates::majority;
use crate::faults::of_gate;
use crate::format::{self, Date, paris};
use crate::record::{Door, Mark, Row, Tone, Visited};
use crate::state::Web;

/// For whom an entry is visible.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Visibility {
    /// The entry.
    pub(crate) kind: String,
    pub(crate) id: String,
    /// How it waits for the person.
    pub(crate) announce: Option<AnnounceForm>,
    /// How it is hidden from who acts for them by law.
    pub(crate) secret: Option<SecretForm>,
}

/// How an entry waits to be announced.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct AnnounceForm {
    /// Where the form is sent.
    pub(crate) action: String,
    /// Whether the person does not see it yet.
    pub(crate) waits: bool,
    /// When it was announced and by whom, or when they see it.
    pub(crate) words: String,
}

/// How an entry is hidden.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct SecretForm {
    /// Where the form is sent; empty when there is nothing to decide.
    pub(crate) action: String,
    /// Since when it is hidden, and why it cannot be shown; empty when it is not.
    pub(crate) words: String,
    /// What the button does.
    pub(crate) effect: String,
    /// What stands on the button.
    pub(crate) button: String,
    /// Whether it is hidden.
    pub(crate) hidden: bool,
}

/// What is said of an entry on its page.
///
/// # Errors
/// When the store fails.
pub(crate) async fn visibility(
    web: &Web,
    door: &Door,
    permit: &Permit,
    view: &View,
    (kind, id): (&str, &str),
) -> Result<Visibility, Fault> {
    let majority = majority(view);
    let gate = &web.app.gate;
    let said = gate.said_of(&door.asker, permit, door.record, (kind, id), majority);
    let said = said.await.map_err(of_gate)?;
    let minor = majority.is_some_and(|at| door.page.now < at);
    // Who the person is cannot be hidden from who acts for them.
    let secret = said.secret.filter(|_| kind != "Patient");
    Ok(Visibility {
        kind: kind.to_owned(),
        id: id.to_owned(),
        announce: said.awaited.map(|it| announce(door, &it)),
        secret: secret.map(|it| hidden(door, &it, minor)),
    })
}

fn announce(door: &Door, it: &Awaited) -> AnnounceForm {
    let page = &door.page;
    let (notice, shown) = (utc_day(page, it.notice), utc_day(page, it.shown));
    let words = match &it.announced {
        Some(Marked { since, by, .. }) => {
            let name = by.as_ref().map(|by| by.name.clone()).unwrap_or_default();
            page.t2("announce-said", "date", day(page, *since), "name", name)
        }
        None if !it.waits => page.t1("announce-lapsed", "date", shown),
        None if page.now < it.notice => page.t2("announce-when", "notice", notice, "shown", shown),
        None => page.t2("announce-noticed", "notice", notice, "shown", shown),
    };
    AnnounceForm { action: door.path.announce(), waits: it.waits, words }
}

fn hidden(door: &Door, it: &Secret, minor: bool) -> SecretForm {
    let page = &door.page;
    let works = door.is_professional();
    let secret = door.path.secret();
    match it {
        Secret::No => {
            let who = if works { "work" } else { "person" };
            let whom = if minor { "minor" } else { "other" };
            SecretForm {
                action: secret,
                words: String::new(),
                effect: page.t(&format!("secret-{who}-effect")),
                button: page.t(&format!("secret-{who}-{whom}")),
                hidden: false,
            }
        }
        Secret::WithAnother => {
            SecretForm { words: page.t("secret-with-another"), hidden: true, ..<_>::default() }
        }
        Secret::Marked { mark, takes_back } => {
            let since = day(page, mark.since);
            let words = match &mark.by {
                Some(by) => page.t2("secret-since-by", "date", since, "name", &by.name),
                None if works => page.t1("secret-since-theirs", "date", since),
                None => page.t1("secret-since", "date", since),
            };
            SecretForm {
                action: if *takes_back { format!("{secret}/end") } else { String::new() },
                words,
                effect: String::new(),
                button: page.t("secret-show"),
                hidden: true,
            }
        }
    }
}

fn day(page: &Page, at: Timestamp) -> String {
    format::day(page.lang, &Date::from(paris(at)))
}

/// The day that begins then in UTC, where the wait is counted.
fn utc_day(page: &Page, at: Timestamp) -> String {
    // Noon is on the same day in Paris.
    day(page, Timestamp(at.0.saturating_add(12 * 3_600_000)))
}

/// Marks the rows of a timeline that wait to be announced: for health professionals.
pub(crate) fn marks(door: &Door, view: &View, visits: &mut [Visited]) {
    if !door.is_professional() {
        return;
    }
    let waits = view.seen().filter(|seen| view.awaits(seen.resource_type, seen.id));
    let waits: BTreeSet<String> =
        waits.map(|seen| door.path.entry(seen.resource_type, seen.id)).collect();
    if waits.is_empty() {
        return;
    }
    let mark = |row: &mut Row| {
        if waits.contains(&row.href) {
            row.marks.push(Mark::new(Tone::Look, door.page.t("announce-mark")));
        }
    };
    for visit in visits {
        let Visited { head, rows, more, .. } = visit;
        head.iter_mut().chain(rows).chain(more).for_each(mark);
    }
}
