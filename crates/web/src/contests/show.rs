//! A contested access, for the person: what they contested, how it stands, and the answer.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use hygie_base::Code;
use hygie_gate::rights::{Answer, Contest};
use hygie_http::Fault;

use super::told::{about, last_day, who};
use crate::Page;
use crate::faults::of_gate;
use crate::record::{Door, Frame, Here, looks, through};
use crate::state::Web;

#[derive(Template)]
#[template(path = "contests/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    /// Back to who looked.
    pub(super) back: String,
    pub(super) told: Told,
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
    /// In the person's words; may be empty.
    pub(super) words: String,
    /// The last day on which the answer is due.
    pub(super) due: String,
    /// Whether that is past, without an answer.
    pub(super) late: bool,
    pub(super) answer: Option<AnswerTold>,
}

/// An answer in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct AnswerTold {
    /// Name of the conclusion.
    pub(super) conclusion: &'static str,
    pub(super) words: String,
    /// By whom and when.
    pub(super) by: String,
}

/// `GET /records/{no}/contests/{number}`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    door: Door,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let contests = web.app.gate.contests(&door.asker, door.record).await.map_err(of_gate)?;
    let found = contests.iter().find(|contest| contest.number.to_string() == number);
    let contest = found.ok_or_else(|| Fault::new(Code::NotFound))?;
    let (_, view) = door.open(&web, looks::CONTEST).await?;
    Ok(door.page.render(&ShowPage {
        page: &door.page,
        frame: Frame::of(&door, &view, Here::Access),
        back: door.path.access(),
        told: told(&door.page, contest),
    }))
}

fn told(page: &Page, contest: &Contest) -> Told {
    let access = &contest.access;
    Told {
        who: who(page, access),
        about: about(page, access),
        at: page.moment(access.at),
        through: through(page, &access.from),
        opened: page.moment(contest.start),
        words: contest.words.clone(),
        due: last_day(page, contest.due()),
        late: contest.due() <= page.now,
        answer: contest.answer.as_ref().map(|answer| answered(page, answer)),
    }
}

fn answered(page: &Page, answer: &Answer) -> AnswerTold {
    AnswerTold {
        conclusion: answer.conclusion.name(),
        words: answer.words.clone(),
        by: page.t2("reviews-by", "by", &answer.name, "at", page.moment(answer.at)),
    }
}
