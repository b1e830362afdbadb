//! What waits, the oldest first, and what was reviewed or answered.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_gate::{Answered, Contested, Reviews, Waiting};
use hygie_http::Fault;

use super::contest::about as contest_about;
use super::{address, contest_address};
use crate::Page;
use crate::contests::{clock, last_day};
use crate::faults::of_gate;
use crate::limits::{REVIEW_HOURS, REVIEWS_SHOWN};
use crate::policy::officers_name;
use crate::signed::Signed;
use crate::state::Web;

const MILLIS_PER_HOUR: i64 = 3_600_000;

#[derive(Template)]
#[template(path = "reviews/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) page: &'a Page,
    pub(super) waiting: Vec<Row>,
    /// How many wait beside those.
    pub(super) others: usize,
    pub(super) reviewed: Vec<Row>,
    pub(super) hours: i64,
    pub(super) contested: Vec<ContestRow>,
    /// How many are contested beside those.
    pub(super) contested_others: usize,
    pub(super) answered: Vec<ContestRow>,
}

/// One emergency.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Row {
    /// Its page; empty when it has none.
    pub(super) href: String,
    /// Who.
    pub(super) who: String,
    /// Role and organisation.
    pub(super) about: String,
    /// When the record was opened.
    pub(super) at: String,
    /// Whether it waits for too long.
    pub(super) late: bool,
    /// Name of what was found; empty while it waits.
    pub(super) found: &'static str,
    /// By whom and when it was reviewed; empty while it waits.
    pub(super) by: String,
}

/// One contested access.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct ContestRow {
    /// Its page; empty when it has none.
    pub(super) href: String,
    /// Who came.
    pub(super) who: String,
    /// Role and organisation.
    pub(super) about: String,
    /// When they came.
    pub(super) at: String,
    /// How much of the time is left, in words; empty when it is answered.
    pub(super) clock: String,
    /// Whether it is past.
    pub(super) late: bool,
    /// The last day on which the answer is due.
    pub(super) due: String,
    /// Name of the conclusion; empty while it waits.
    pub(super) conclusion: &'static str,
    /// By whom and when it was answered; empty while it waits.
    pub(super) by: String,
}

/// `GET /reviews`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
) -> Result<Response, Fault> {
    let reviews = web.app.gate.reviews(&asker).await.map_err(of_gate)?;
    Ok(page.render(&ListPage::of(&page, &reviews)))
}

impl<'a> ListPage<'a> {
    pub(super) fn of(page: &'a Page, reviews: &Reviews) -> Self {
        let shown = reviews.waiting.iter().take(REVIEWS_SHOWN);
        let done = reviews.reviewed.iter();
        Self {
            page,
            waiting: shown.map(|one| row(page, one)).collect(),
            others: reviews.waiting.len().saturating_sub(REVIEWS_SHOWN),
            reviewed: done
                .map(|one| {
                    let at = page.moment(one.at());
                    let by = page.t2("reviews-by", "by", &one.by, "at", at);
                    Row { found: one.found.name(), late: false, by, ..row(page, &one.of) }
                })
                .collect(),
            hours: REVIEW_HOURS,
            contested: reviews
                .contested
                .iter()
                .take(REVIEWS_SHOWN)
                .map(|one| contest_row(page, one))
                .collect(),
            contested_others: reviews.contested.len().saturating_sub(REVIEWS_SHOWN),
            answered: reviews.answered.iter().map(|one| answered_row(page, one)).collect(),
        }
    }
}

fn contest_row(page: &Page, one: &Contested) -> ContestRow {
    let left = one.days_left(page.now);
    ContestRow {
        href: one.record().map(|it| contest_address(it, one.number)).unwrap_or_default(),
        who: officers_name(page, &one.name, &one.role),
        about: contest_about(page, &one.role, &one.organisation_name),
        at: page.moment(one.at()),
        clock: clock(page, left),
        late: left < 0,
        due: page.t1("contest-due", "date", last_day(page, one.due())),
        conclusion: "",
        by: String::new(),
    }
}

fn answered_row(page: &Page, one: &Answered) -> ContestRow {
    let by = page.t2("reviews-by", "by", &one.by, "at", page.moment(one.at()));
    let (clock, due) = (String::new(), String::new());
    let conclusion = one.conclusion.name();
    ContestRow { clock, due, late: false, conclusion, by, ..contest_row(page, &one.of) }
}

fn row(page: &Page, one: &Waiting) -> Row {
    let waits = page.now.0.saturating_sub(one.start().0);
    Row {
        href: one.record().map(|record| address(record, one.number)).unwrap_or_default(),
        who: one.name.clone(),
        about: about(page, one.role.name(), &one.organisation_name),
        at: page.moment(one.start()),
        late: waits >= REVIEW_HOURS * MILLIS_PER_HOUR,
        found: "",
        by: String::new(),
    }
}

/// `médecin, Cabinet des Lilas`.
pub(super) fn about(page: &Page, role: &str, house: &str) -> String {
    match house {
        "" => page.role(role),
        house => format!("{}, {house}", page.role(role)),
    }
}
