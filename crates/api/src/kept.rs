//! `GET Consent?patient=…` and `GET Consent/right.…`: what the person decided about who
//! sees their record, told from what the gate keeps of it as on the page where they decide,
//! to an app of theirs whose scopes name Consent. A Consent that somebody wrote is a
//! resource like any other, grants nothing, and stands beside them in a search; its id is
//! of another form.

mod consent;

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::{Code, RecordNo};
use hygie_fhir::json::Json;
use hygie_fhir::search::extract;
use hygie_gate::Asker;
use hygie_gate::rules::{RIGHTS, reads_rights};
use hygie_http::Fault;
use hygie_record::{Mark, RIGHT_IDS};

use crate::answer::fhir;
use crate::call::Call;
use crate::search::page::Page;
use crate::search::read::Wanted;
use crate::shaping::Shaping;
use crate::state::Api;

/// Why a search does not have them, where it looks beyond their values.
const NOT_MATCHED: &str = "what was decided about who sees the record is searched by its own \
    values alone, and is not among these";
/// How a mark begins that goes on among them.
const MARK: &str = "kept-";

/// Whether an id is one of theirs.
pub(crate) fn is_of(kind: &str, id: &str) -> bool {
    kind == RIGHTS && id.starts_with(RIGHT_IDS)
}

/// One of them.
pub(crate) async fn one(api: &Api, call: &Call, id: &str) -> Result<Response, Fault> {
    let shaping = Shaping::alone(&call.parameters, &[RIGHTS])?;
    let record = call.asker.scopes.record().unwrap_or(RecordNo::REGISTRY);
    let all = all(api, &call.asker, record).await?;
    let found = all.into_iter().find(|consent| consent.id() == Some(id));
    let found = found.ok_or_else(|| Fault::new(Code::NotFound))?;
    Ok(fhir(StatusCode::OK, shaping.of_json(found), call.shape))
}

async fn all(api: &Api, asker: &Asker, record: RecordNo) -> Result<Vec<Json>, Fault> {
    let (rights, patient) = api.app.gate.told_rights(asker, record).await?;
    let consents = patient.map(|id| consent::consents(&rights, &id, api.app.clock.now()));
    Ok(consents.unwrap_or_default())
}

/// Where a page of a search begins.
pub(crate) enum Start {
    /// Behind so many of what is told.
    Told(usize),
    /// Among what is stored.
    Stored(Mark),
}

impl Start {
    pub fn read(text: &str) -> Option<Self> {
        match text.strip_prefix(MARK) {
            Some(number) => number.parse().ok().map(Self::Told),
            None => Mark::from_text(text).map(Self::Stored),
        }
    }
}

/// What of a page is told, before what is stored.
pub(crate) struct Told {
    /// In their order.
    pub found: Vec<Json>,
    /// How many there are on all pages.
    pub total: usize,
    /// How much of the page is left for what is stored.
    pub room: usize,
    /// Behind which of them the page ends.
    reached: usize,
    count: usize,
}

impl Told {
    /// Where the next page begins: among the others that are told, then with the first
    /// that is stored, then where that says.
    pub fn next(&self, stored: usize, then: Option<&Mark>) -> Option<String> {
        let full = self.room == 0 && self.count > 0;
        if self.reached < self.total || (full && stored > 0) {
            return Some(format!("{MARK}{}", self.reached));
        }
        then.map(Mark::to_text)
    }
}

/// What of a search is told; for most, nothing.
pub(crate) async fn told(
    api: &Api,
    asker: &Asker,
    kinds: &[&'static str],
    wanted: &mut Wanted,
    (start, page): (&Start, &Page),
) -> Result<Told, Fault> {
    let record = asker.scopes.record().filter(|record| {
        kinds == [RIGHTS] && asker.scopes.is_of_app() && reads_rights(asker, *record).is_ok()
    });
    let mut found = Vec::new();
    if let (Some(record), Some(query)) = (record, wanted.queries.first()) {
        if query.is_narrow() {
            let told = all(api, asker, record).await?;
            found.extend(told.into_iter().filter(|one| query.matches(&extract(one, None))));
        } else {
            wanted.passed_over.push(NOT_MATCHED.to_owned());
        }
    }
    let total = found.len();
    let skipped = match start {
        Start::Told(behind) => (*behind).min(total),
        Start::Stored(_) => total,
    };
    let found: Vec<Json> = found.into_iter().skip(skipped).take(page.count).collect();
    let (room, reached) = (page.count - found.len(), skipped + found.len());
    let reached = if page.count == 0 { total } else { reached };
    Ok(Told { found, total, room, reached, count: page.count })
}
