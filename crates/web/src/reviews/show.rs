//! One emergency: who, when, why, and which kinds of things were opened.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::{Code, RecordNo};
use hygie_gate::limits::REASON_MOST;
use hygie_gate::rights::{Found, Glass, Review};
use hygie_gate::{Asker, Deed, ToReview};
use hygie_http::Fault;
use hygie_trace::Action;

use super::list::about;
use super::{address, target};
use crate::Page;
use crate::faults::of_gate;
use crate::record::kind_of_type;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "reviews/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) action: String,
    /// The record's number: nothing of the person's.
    pub(super) record: String,
    /// None when the record was erased since.
    pub(super) glass: Option<Told>,
    pub(super) deeds: Vec<DeedTold>,
    /// Whether those are all.
    pub(super) whole: bool,
    pub(super) typed: Typed,
    pub(super) most: usize,
}

/// What was typed, and what of it is wrong.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) found: Option<Found>,
    pub(super) words: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// An emergency in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Told {
    pub(super) who: String,
    pub(super) about: String,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) reason: String,
    /// Whether it is over, so that it can be reviewed.
    pub(super) over: bool,
    /// Whether it is the reader's own.
    pub(super) own: bool,
    /// What was found, when it was reviewed.
    pub(super) review: Option<Reviewed>,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Reviewed {
    pub(super) found: &'static str,
    pub(super) by: String,
    pub(super) words: String,
}

/// What was done, in words, and how many times.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct DeedTold {
    pub(crate) words: String,
    pub(crate) count: String,
    pub(crate) refused: bool,
}

impl ShowPage<'_> {
    fn findings(&self) -> [Found; 2] {
        Found::ALL
    }

    fn is(&self, found: &Found) -> bool {
        self.typed.found == Some(*found)
    }
}

/// `GET /reviews/{record}/{number}`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
    Path((record, number)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let of = target(&record, &number)?;
    page_of(&web, &page, &asker, of, Typed::default(), StatusCode::OK).await
}

/// The page, also with what was wrong.
///
/// # Errors
/// As the gate decides; not found for one that is not there.
pub(super) async fn page_of(
    web: &Web,
    page: &Page,
    asker: &Asker,
    (record, number): (RecordNo, u32),
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fault> {
    let found = web.app.gate.to_review(asker, record, number).await.map_err(of_gate)?;
    let ToReview { glass, deeds, whole } = found.ok_or_else(|| Fault::new(Code::NotFound))?;
    let template = ShowPage {
        page,
        action: address(record, number),
        record: record.to_string(),
        glass: glass.map(|glass| told(page, &asker.id, glass)),
        deeds: deeds.iter().map(|deed| deed_told(page, deed)).collect(),
        whole,
        typed,
        most: REASON_MOST,
    };
    Ok(page.render_as(status, &template))
}

fn told(page: &Page, me: &str, glass: Glass) -> Told {
    let by = |review: &Review| {
        let at = page.moment(review.at);
        page.t2("reviews-by", "by", &review.name, "at", at)
    };
    Told {
        about: about(page, glass.role.name(), &glass.organisation_name),
        start: page.moment(glass.start),
        end: page.moment(glass.end),
        over: glass.end <= page.now,
        own: glass.account == me,
        review: glass.review.as_ref().map(|review| Reviewed {
            found: review.found.name(),
            by: by(review),
            words: review.words.clone(),
        }),
        who: glass.name,
        reason: glass.reason,
    }
}

/// What was done, in words.
pub(crate) fn deed_told(page: &Page, deed: &Deed) -> DeedTold {
    let of = |key: &str, bare: &str| match &*deed.kind {
        "" => page.t(bare),
        kind => page.t1(key, "what", kind_of_type(page, kind)),
    };
    let words = match deed.action {
        Action::Open => page.t("access-open"),
        Action::Read => of("access-read", "access-read-something"),
        Action::History => of("access-history", "access-history-something"),
        Action::Search => page.t("access-search"),
        Action::Write => page.t("access-write"),
        Action::Export => page.t("access-export"),
        Action::ListTraces => page.t("access-list"),
        Action::Rights => page.t("reviews-deed-rights"),
        _ => page.t("reviews-deed-other"),
    };
    DeedTold { words, count: page.number(&deed.count.to_string()), refused: deed.refused }
}
