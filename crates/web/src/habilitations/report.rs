//! What a closed review came to, as a file.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use hygie_accounts::{Answered, Report, ReportLine, ReviewEnd};
use hygie_base::{Code, Timestamp};
use hygie_http::Fault;

use super::csv::table;
use crate::Page;
use crate::faults::of_account;
use crate::format::paris;
use crate::signed::Signed;
use crate::state::Web;

const HEADS: [&str; 12] = [
    "review",
    "organisation",
    "name",
    "login",
    "role",
    "since",
    "last",
    "answer",
    "reason",
    "by",
    "at",
    "closed",
];

/// `GET /habilitations/{number}/report`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
    Path(number): Path<String>,
) -> Result<Response, Fault> {
    // No review has the number 0, and who may not is told so of any address.
    let number = number.parse().ok().filter(|it| u32::to_string(it) == number).unwrap_or(0);
    let report = web.app.accounts.habilitation_report(&asker, number).await.map_err(of_account)?;
    let report = report.ok_or_else(|| Fault::new(Code::NotFound))?;
    let mut response = text(&page, &report).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let named = HeaderValue::from_static("attachment; filename=\"habilitations.csv\"");
    headers.insert(CONTENT_DISPOSITION, named);
    Ok(response)
}

/// The report in the page's language.
pub(super) fn text(page: &Page, report: &Report) -> String {
    let heads = HEADS.map(|head| page.t(&format!("habilitations-csv-{head}")));
    let lines = report.lines.iter().map(|line| row(page, report, line));
    let rows: Vec<Vec<String>> = [heads.to_vec()].into_iter().chain(lines).collect();
    table(page.lang, &rows)
}

fn row(page: &Page, report: &Report, line: &ReportLine) -> Vec<String> {
    let at = |at: Option<Timestamp>| at.map(moment).unwrap_or_default();
    let answer = line.answer.as_ref();
    let key = match answer.map(|it| it.withdraw.is_some()) {
        Some(true) => "habilitations-csv-withdrawn",
        Some(false) => "habilitations-csv-kept",
        None => "habilitations-csv-own",
    };
    vec![
        report.review.number.to_string(),
        line.organisation_name.clone(),
        line.name.clone(),
        line.login.clone(),
        page.role(line.role.name()),
        at(line.since()),
        at(line.last()),
        page.t(key),
        answer.and_then(|it| it.withdraw.clone()).unwrap_or_default(),
        answer.map(|it| it.by().to_owned()).unwrap_or_default(),
        at(answer.map(Answered::at)),
        at(report.review.end.as_ref().map(ReviewEnd::at)),
    ]
}

/// A moment in Paris that spreadsheets put in order: `2026-11-28 10:15`.
fn moment(at: Timestamp) -> String {
    let local = paris(at);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        local.year, local.month, local.day, local.hour, local.minute
    )
}
