//! One contested access: who came, when, from where, which kinds of things were done, by
//! which rule, and what the person says of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::{Code, RecordNo};
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST};
use hygie_gate::rights::{Conclusion, Contest};
use hygie_gate::{Asker, Role, ToAnswer};
use hygie_http::Fault;

use super::show::{DeedTold, deed_told};
use super::{address, contest_address, target};
use crate::Page;
use crate::contests::{clock, last_day};
use crate::faults::of_gate;
use crate::policy::{ThenRow, officers_name, then_row};
use crate::record::through;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "reviews/contest.html")]
pub(super) struct ContestPage<'a> {
    pub(super) page: &'a Page,
    pub(super) action: String,
    /// The record's number: nothing of the person's.
    pub(super) record: String,
    /// None when the record was erased since.
    pub(super) told: Option<Told>,
    pub(super) deeds: Vec<DeedTold>,
    /// Whether those are all.
    pub(super) whole: bool,
    pub(super) then: Vec<ThenRow>,
    /// Where the emergency is in which they came; empty when in none.
    pub(super) emergency: String,
    pub(super) typed: Typed,
    pub(super) least: usize,
    pub(super) most: usize,
}

/// What was typed, and what of it is wrong.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) conclusion: Option<Conclusion>,
    pub(super) words: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// A contested access in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Told {
    pub(super) who: String,
    /// Role and organisation.
    pub(super) about: String,
    pub(super) at: String,
    pub(super) through: String,
    pub(super) opened: String,
    /// The last day on which the answer is due, and how much is left.
    pub(super) due: String,
    pub(super) clock: String,
    /// Whether that is past, without an answer.
    pub(super) late: bool,
    /// In the person's words; may be empty.
    pub(super) words: String,
    /// Whether it is about the reader.
    pub(super) own: bool,
    /// The answer: name of the conclusion, its words, by whom and when.
    pub(super) answer: Option<(&'static str, String, String)>,
}

impl ContestPage<'_> {
    fn conclusions(&self) -> [Conclusion; 3] {
        Conclusion::ALL
    }

    fn is(&self, conclusion: &Conclusion) -> bool {
        self.typed.conclusion == Some(*conclusion)
    }

    /// Whether what was so is told for several moments.
    const fn several(&self) -> bool {
        self.then.len() > 1
    }
}

/// `GET /reviews/contests/{record}/{number}`.
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
    let found = web.app.gate.to_answer(asker, record, number).await.map_err(of_gate)?;
    let ToAnswer { contest, own, deeds, whole, then, emergency } =
        found.ok_or_else(|| Fault::new(Code::NotFound))?;
    let works = contest.as_ref().is_some_and(|it| !it.access.organisation.is_empty());
    let template = ContestPage {
        page,
        action: contest_address(record, number),
        record: record.to_string(),
        told: contest.map(|contest| told(page, own, contest)),
        deeds: deeds.iter().map(|deed| deed_told(page, deed)).collect(),
        whole,
        then: then.iter().map(|then| then_row(page, then, works)).collect(),
        emergency: emergency.map(|number| address(record, number)).unwrap_or_default(),
        typed,
        least: ANSWER_LEAST,
        most: ANSWER_MOST,
    };
    Ok(page.render_as(status, &template))
}

fn told(page: &Page, own: bool, contest: Contest) -> Told {
    let (due, left) = (contest.due(), contest.days_left(page.now));
    let access = contest.access;
    let waits = contest.answer.is_none();
    Told {
        who: officers_name(page, &access.name, &access.role),
        about: about(page, &access.role, &access.organisation_name),
        at: page.moment(access.at),
        through: through(page, &access.from),
        opened: page.moment(contest.start),
        due: last_day(page, due),
        clock: if waits { clock(page, left) } else { String::new() },
        late: waits && left < 0,
        words: contest.words,
        own,
        answer: contest.answer.map(|answer| {
            let at = page.moment(answer.at);
            let by = page.t2("reviews-by", "by", &answer.name, "at", at);
            (answer.conclusion.name(), answer.words, by)
        }),
    }
}

/// Role and organisation, what is known of them; nothing more of the person themselves.
pub(super) fn about(page: &Page, role: &str, house: &str) -> String {
    let known = Role::parse(role).filter(|role| *role != Role::Person);
    let role = known.map(|role| page.role(role.name())).unwrap_or_default();
    let parts = [&*role, house].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}
