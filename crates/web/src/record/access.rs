//! Who looked at a record, and who was refused.

pub(crate) mod proofs;
mod visits;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_base::LogNo;
use hygie_gate::rights::Contest;
use hygie_gate::{Role, Sight, TracesAsked};
use hygie_http::{Fault, Query};
use serde::Deserialize;

pub(crate) use self::visits::{Day, Visit, days, name_of, through};

use super::door::Door;
use super::frame::Frame;
use super::limits::ACCESS_TRACES;
use super::looks;
use super::side::Here;
use crate::Page;
use crate::contests::{ContestRow, beside, row};
use crate::faults::of_gate;
use crate::state::Web;

/// Where a page of traces begins.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    /// The trace above, sealed; the newest when absent or not known any more.
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "record/access.html")]
pub(crate) struct AccessPage<'a> {
    page: &'a Page,
    frame: Frame,
    days: Vec<Day>,
    /// The message that says whose accesses these are.
    lead: &'static str,
    older: String,
    newest: String,
    /// Where the person decides who sees the record.
    sharing: String,
    /// The file of all traces with their proofs; empty for who is not the person.
    proofs: String,
    /// What the person contested, on the newest page.
    contests: Vec<ContestRow>,
}

/// `GET /records/{no}/access`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    mut door: Door,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let base = door.path.access();
    let asker = &door.asker;
    let before = web.cursors.open(&asked.before, &asker.id, &base);
    let before = before.and_then(|bytes| place(std::str::from_utf8(&bytes).ok()?));
    if before.is_some() {
        door.page.query = format!("?before={}", asked.before);
    }
    let wanted = TracesAsked { before, limit: ACCESS_TRACES, during: None };
    let told = web.app.gate.told_traces(asker, door.record, wanted).await;
    let (found, sight) = told.map_err(of_gate)?;
    let is_the_persons = asker.role == Role::Person;
    let contests = contests(&web, &door).await?;
    let (_, view) = door.open(&web, looks::ACCESS).await?;
    let older = match found.next {
        Some((log, index)) => {
            let place = format!("{}-{index}", log.0);
            let sealed = web.cursors.seal(&place, &asker.id, &base, &*web.app.rng)?;
            format!("{base}?before={sealed}")
        }
        None => String::new(),
    };
    let mut days = days(&door.page, &door.path, &asker.id, &found.traces);
    if let Some(contests) = &contests {
        beside(&door, &mut days, contests);
    }
    let rows = contests.filter(|_| before.is_none()).unwrap_or_default();
    Ok(door.page.render(&AccessPage {
        page: &door.page,
        frame: Frame::of(&door, &view, Here::Access),
        days,
        lead: match sight {
            Sight::All if is_the_persons => "access-lead",
            Sight::All => "access-lead-treating",
            Sight::Own => "access-lead-own",
        },
        older,
        newest: if before.is_some() { base } else { String::new() },
        sharing: door.path.sharing(),
        proofs: if is_the_persons { door.path.proofs() } else { String::new() },
        contests: rows.iter().rev().map(|it| row(&door, it)).collect(),
    }))
}

/// What the person contested; `None` for everybody else.
async fn contests(web: &Web, door: &Door) -> Result<Option<Vec<Contest>>, Fault> {
    if door.asker.role != Role::Person {
        return Ok(None);
    }
    web.app.gate.contests(&door.asker, door.record).await.map(Some).map_err(of_gate)
}

/// `0-1284`: log and index, as they were sealed.
fn place(text: &str) -> Option<(LogNo, u64)> {
    let (log, index) = text.split_once('-')?;
    Some((LogNo(log.parse().ok()?), index.parse().ok()?))
}

#[cfg(test)]
mod tests;
