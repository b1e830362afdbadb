//! The review that is open with what it asks, or the form that opens one; and the last ones.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::limits::{
    HABILITATION_DAYS, HABILITATIONS_SHOWN, WITHDRAWAL_LEAST, WITHDRAWAL_MOST,
};
use hygie_accounts::{
    HabilitationReview, HabilitationReviews, HabilitationsShown, HabilitationsSought, Progress,
    Reviewing,
};
use hygie_base::paris::day;
use hygie_gate::Asker;
use hygie_http::{Fault, Query};
use serde::Deserialize;

use super::address;
use super::rows::{Group, Row, groups, organisation};
use crate::Page;
use crate::contests;
use crate::faults::of_account;
use crate::format::{Date, midnight, paris};
use crate::signed::Signed;
use crate::state::Web;

/// Days after which a review is due by default.
const DUE_DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "habilitations/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) page: &'a Page,
    pub(super) open: Option<OpenReview>,
    pub(super) opening: Opening,
    pub(super) closed: Vec<ClosedRow>,
    pub(super) typed: Typed,
    pub(super) least: usize,
    pub(super) most: usize,
}

/// The days between which a review can be due, as forms have them.
pub(super) struct Opening {
    pub(super) first: String,
    pub(super) last: String,
    pub(super) due: String,
    pub(super) days: i64,
}

/// What was typed, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    /// The day, of who opens a review.
    pub(super) due: String,
    /// Those that were chosen.
    pub(super) lines: Vec<String>,
    pub(super) reason: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// The review that is open, in words.
pub(super) struct OpenReview {
    pub(super) opened: String,
    pub(super) due: String,
    pub(super) clock: String,
    pub(super) late: bool,
    pub(super) progress: Progress,
    pub(super) ways: Vec<Way>,
    pub(super) organisations: Vec<Place>,
    /// What is chosen among those.
    pub(super) shown: &'static str,
    pub(super) organisation: Option<String>,
    pub(super) groups: Vec<Group>,
    /// Pages before and after.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// A way to look at them.
pub(super) struct Way {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) is: bool,
}

/// An organisation to choose.
pub(super) struct Place {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) is: bool,
}

/// A closed review, in words.
pub(super) struct ClosedRow {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) counts: String,
    pub(super) by: String,
}

/// Which of them, as the address says it.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    show: String,
    organisation: Option<String>,
    #[serde(default)]
    from: usize,
}

impl ListPage<'_> {
    fn is_chosen(&self, row: &Row) -> bool {
        self.typed.lines.contains(&row.line)
    }
}

/// `GET /habilitations`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { mut page, asker, .. }: Signed,
    Query(Asked { show, organisation, from }): Query<Asked>,
) -> Result<Response, Fault> {
    let shown = HabilitationsShown::parse(&show).unwrap_or_default();
    let sought = HabilitationsSought { shown, organisation, skip: from };
    page.query = address(&sought).replacen("/habilitations", "", 1);
    page_of(&web, &page, &asker, &sought, Typed::default()).await
}

/// The page, also with what was wrong.
///
/// # Errors
/// As the accounts decide.
pub(super) async fn page_of(
    web: &Web,
    page: &Page,
    asker: &Asker,
    sought: &HabilitationsSought,
    typed: Typed,
) -> Result<Response, Fault> {
    let reviews = web.app.accounts.habilitation_reviews(asker, sought).await;
    let reviews = reviews.map_err(of_account)?;
    let wrong = typed.wrong.is_some();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page.render_as(status, &ListPage::of(page, reviews, sought, typed)))
}

impl<'a> ListPage<'a> {
    pub(super) fn of(
        page: &'a Page,
        reviews: HabilitationReviews,
        sought: &HabilitationsSought,
        typed: Typed,
    ) -> Self {
        let today = day(page.now);
        Self {
            page,
            open: reviews.open.map(|open| in_words(page, open, sought)),
            opening: Opening {
                first: iso(today + 1),
                last: iso(today + HABILITATION_DAYS),
                due: if typed.due.is_empty() { iso(today + DUE_DAYS) } else { typed.due.clone() },
                days: HABILITATION_DAYS,
            },
            closed: reviews.closed.iter().filter_map(|it| closed(page, it)).collect(),
            typed,
            least: WITHDRAWAL_LEAST,
            most: WITHDRAWAL_MOST,
        }
    }
}

/// A day as forms have it.
pub(super) fn iso(day: i64) -> String {
    Date::from(paris(midnight(day))).iso()
}

fn in_words(page: &Page, open: Reviewing, sought: &HabilitationsSought) -> OpenReview {
    let Reviewing { review, progress, organisations, found, page: rows } = open;
    let left = review.days_left(page.now);
    let at = page.moment(review.opened_at());
    let place = |skip| address(&HabilitationsSought { skip, ..sought.clone() });
    let next = sought.skip.saturating_add(rows.len());
    let before = sought.skip.saturating_sub(HABILITATIONS_SHOWN);
    OpenReview {
        opened: page.t2("habilitations-opened", "by", review.opened_by(), "at", at),
        due: contests::day(page, midnight(review.due)),
        clock: contests::clock(page, left),
        late: left < 0,
        ways: ways(page, sought, &progress),
        progress,
        organisations: places(page, sought, organisations),
        shown: sought.shown.name(),
        organisation: sought.organisation.clone(),

        before: (sought.skip > 0).then(|| place(before)),
        after: (next < found && !rows.is_empty()).then(|| place(next)),
        groups: groups(page, &rows),
    }
}

fn ways(page: &Page, sought: &HabilitationsSought, progress: &Progress) -> Vec<Way> {
    let way = |shown: HabilitationsShown| {
        let count = match shown {
            HabilitationsShown::Unanswered => progress.unanswered + progress.own,
            HabilitationsShown::ToEnd => progress.to_end,
            HabilitationsShown::Kept => progress.kept,
            HabilitationsShown::All => progress.total,
        };
        Way {
            href: address(&HabilitationsSought { shown, skip: 0, ..sought.clone() }),
            words: page.t1(&format!("habilitations-show-{}", shown.name()), "count", count),
            is: shown == sought.shown,
        }
    };
    HabilitationsShown::EACH.into_iter().map(way).collect()
}

/// Every organisation, and each by itself, with how many are without an answer.
fn places(
    page: &Page,
    sought: &HabilitationsSought,
    organisations: Vec<(String, usize)>,
) -> Vec<Place> {
    let of = |organisation: Option<String>, words: String| Place {
        is: sought.organisation == organisation,
        href: address(&HabilitationsSought { organisation, skip: 0, ..sought.clone() }),
        words,
    };
    let every = of(None, page.t("habilitations-every-organisation"));
    let each = organisations.into_iter().map(|(name, left)| {
        let called = organisation(page, &name);
        let words = page.t2("habilitations-organisation-left", "name", called, "count", left);
        of(Some(name), words)
    });
    [every].into_iter().chain(each).collect()
}

fn closed(page: &Page, review: &HabilitationReview) -> Option<ClosedRow> {
    let end = review.end.as_ref()?;
    let opened = contests::day(page, review.opened_at());
    let mut counts = vec![
        page.t1("habilitations-count-kept", "count", end.kept),
        page.t1("habilitations-count-withdrawn", "count", end.withdrawn),
    ];
    if end.own > 0 {
        counts.push(page.t1("habilitations-count-own", "count", end.own));
    }
    Some(ClosedRow {
        href: format!("/habilitations/{}/report", review.number),
        title: page.t2("habilitations-one", "number", review.number, "date", opened),
        counts: counts.join(", "),
        by: page.t2("habilitations-closed-by", "by", end.by(), "at", page.moment(end.at())),
    })
}
