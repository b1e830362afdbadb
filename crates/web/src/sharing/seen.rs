//! What somebody sees of a record, in words for its person.

use hygie_gate::Standing;
use hygie_record::View;
use hygie_synthesis::Seen;

use crate::Page;
use crate::limits::SEEN_ROWS;
use crate::record::{Door, Group, Row, entry_count, is_counted, timeline_row};

/// What somebody sees in one of their activities.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Sees {
    /// As what: role and organisation.
    pub(super) about: String,
    /// How much, in words.
    pub(super) count: String,
    /// Whether they see who the person is.
    pub(super) identity: bool,
    /// Entries by group.
    pub(super) groups: Vec<SeenGroup>,
    /// Why they do not see all; empty when they do, or when there are no words for it.
    pub(super) reason: String,
}

/// Entries of one group.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct SeenGroup {
    /// Its name.
    pub(super) title: String,
    /// How many.
    pub(super) count: String,
    /// The first of them.
    pub(super) rows: Vec<Row>,
    /// How many more, in words; empty when all are told.
    pub(super) more: String,
}

/// What passes their lens, of the entries that there are; `None` for nothing.
pub(super) fn sees(
    door: &Door,
    about: String,
    view: Option<&View>,
    total: usize,
    standing: &Standing,
) -> Sees {
    let page = &door.page;
    let seen = view.map(entry_count).unwrap_or_default();
    let whole = seen == total;
    let reason = match (whole, standing.own.allowed, standing.shared.allowed) {
        (true, ..) | (_, true, true) => String::new(),
        (_, false, _) if seen == 0 => why(page, standing.own.reason.id),
        _ => why(page, standing.shared.reason.id),
    };
    Sees {
        about,
        count: match seen {
            0 => page.t1("sharing-sees-none", "total", total),
            seen => page.t2("sharing-sees", "seen", seen, "total", total),
        },
        identity: view.is_some_and(|view| view.patient().is_some()),
        groups: view.map(|view| groups(door, view)).unwrap_or_default(),
        reason,
    }
}

/// The sentence of a rule, where the page's language has one.
fn why(page: &Page, rule: &str) -> String {
    page.told(&format!("rule-{rule}")).unwrap_or_default()
}

fn groups(door: &Door, view: &View) -> Vec<SeenGroup> {
    let page = &door.page;
    let facts: Vec<Seen<'_>> = view.seen().filter(is_counted).collect();
    let of = |group: Group| -> Vec<&Seen<'_>> {
        facts.iter().filter(|seen| group.kinds().has(seen.fact.kind)).collect()
    };
    let groups = Group::ALL.into_iter().map(|group| (group, of(group)));
    let groups = groups.filter(|(_, facts)| !facts.is_empty());
    groups
        .map(|(group, mut facts)| {
            facts.sort_by_key(|seen| std::cmp::Reverse(seen.fact.dated().moment()));
            let shown = facts.iter().take(SEEN_ROWS);
            SeenGroup {
                title: page.t(&format!("group-{}", group.name())),
                count: page.number(&facts.len().to_string()),
                rows: shown.map(|seen| row(door, seen)).collect(),
                more: match facts.len().saturating_sub(SEEN_ROWS) {
                    0 => String::new(),
                    more => page.t1("others", "count", more),
                },
            }
        })
        .collect()
}

/// Name and date.
fn row(door: &Door, seen: &Seen<'_>) -> Row {
    let row = timeline_row(&door.page, &door.path, seen);
    Row { end: row.dated.clone(), dated: String::new(), more: String::new(), ..row }
}
