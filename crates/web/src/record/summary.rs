//! The synthesis: one record on one screen, and the person's home.

mod events;
mod news;
mod person;
mod results;
mod rows;
mod watch;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_http::Fault;
use hygie_synthesis::{Kind, Synthesis};

pub(crate) use self::events::class;

use self::news::{NewsLine, news};
use self::results::{Results, results};
use self::rows::Shown;
use super::frame::{Frame, reader};
use super::group::Group;
use super::limits::{CARD_ROWS, SHORT_CARD_ROWS};
use super::looks;
use super::row::Card;
use super::side::{Here, Reader};
use crate::Page;
use crate::care::Inside;
use crate::state::Web;

#[derive(Template)]
#[template(path = "record/summary.html")]
pub(crate) struct SummaryPage<'a> {
    page: &'a Page,
    frame: Frame,
    news: NewsLine,
    left: Vec<Card>,
    middle: Vec<Card>,
    results: Results,
    right: Vec<Card>,
}

#[derive(Template)]
#[template(path = "record/identity.html")]
pub(crate) struct IdentityPage<'a> {
    page: &'a Page,
    frame: Frame,
    cards: Vec<Card>,
}

/// `GET /records/{no}`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Inside { door, permit }: Inside,
) -> Result<Response, Fault> {
    let since = web.app.records.last_look(&permit, door.record).await?;
    let view = web.app.records.view(&permit, door.record, looks::SYNTHESIS).await?;
    let frame = Frame::of(&door, &view, Here::Synthesis);
    let synthesis = Synthesis::of(view.seen(), door.page.now, view.closed(), since);
    let shown = Shown { page: &door.page, path: &door.path, since: since.map(|since| since.0) };
    Ok(match reader(&door) {
        Reader::Professional | Reader::WithoutIdentity => {
            door.page.render(&summary(shown, frame, &synthesis))
        }
        Reader::Secretary => door.page.render(&identity(shown, frame, &synthesis)),
        // What is delegated may be identity and administrative data alone.
        Reader::Delegate if view.closed().has(Kind::Problem) => {
            door.page.render(&identity(shown, frame, &synthesis))
        }
        Reader::Delegate => door.page.render(&person::home(shown, frame, &synthesis, Vec::new())),
        Reader::Person => {
            let looks = person::looks(&web, &door).await?;
            door.page.render(&person::home(shown, frame, &synthesis, looks))
        }
    })
}

/// The care team's page.
pub(crate) fn summary<'a>(shown: Shown<'a>, frame: Frame, all: &Synthesis<'_>) -> SummaryPage<'a> {
    let news = news(shown, all.news.as_ref());
    // Three columns of one height, whole on one screen of 1366 × 768: what one
    // part does not need, the next may have.
    let column = LINES - usize::from(news.some) - usize::from(frame.face.allergies.len() > 1);
    let fit = |mut card: Card, lines: usize, chars: usize| {
        card.fit(lines, chars);
        shown.settle(card)
    };
    let watch = fit(watch::watch(shown, all, SHORT_CARD_ROWS), 4, NARROW);
    let vaccinations = fit(rows::vaccinations(shown, all, SHORT_CARD_ROWS), 3, NARROW);
    let used = watch.lines(NARROW) + vaccinations.lines(NARROW);
    let problems = fit(rows::problems(shown, all, CARD_ROWS), column - used.min(column), NARROW);
    let events = fit(events::events(shown, all, SHORT_CARD_ROWS), 6, WIDE);
    let used = events.lines(WIDE);
    let treatments = fit(rows::treatments(shown, all, CARD_ROWS), column + 2 - used, WIDE);
    let documents = rows::lines(shown, &all.documents, "documents", 2, Group::Documents);
    let documents = fit(documents, 2, NARROW);
    let plans = fit(rows::plans(shown, all), 3, NARROW);
    let used = documents.lines(NARROW) + plans.lines(NARROW);
    // A result is as high as five thirds of a line.
    let results = results(shown, all, (column.saturating_sub(used) * 3 / 5).clamp(2, CARD_ROWS));
    SummaryPage {
        page: shown.page,
        frame,
        news,
        left: vec![watch, problems, vaccinations],
        middle: vec![treatments, events],
        results,
        right: vec![documents, plans],
    }
}

/// Lines of a column beside the headings of its cards.
const LINES: usize = 14;
/// Characters of a line in the outer columns, and in the middle one.
const NARROW: usize = 44;
const WIDE: usize = 51;

/// Identity and appointments, for secretaries.
pub(crate) fn identity<'a>(
    shown: Shown<'a>,
    frame: Frame,
    all: &Synthesis<'_>,
) -> IdentityPage<'a> {
    IdentityPage {
        page: shown.page,
        frame,
        cards: vec![events::appointments(shown, all, CARD_ROWS)],
    }
}
