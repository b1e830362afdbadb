//! What the privacy officer typed is looked for.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::AccountError;
use hygie_base::Timestamp;
use hygie_http::Fault;
use hygie_record::TracesWanted;

use super::show::{Typed, in_words, of};
use crate::faults::{of_account, of_gate};
use crate::format::{Date, midnight};
use crate::limits::FIND_CHARS;
use crate::record::RecordPath;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /traces`: the fields `actor`, `record`, `organisation`, `from`, `until`, one of
/// them at least; and `before`, from which older ones go on.
pub(super) async fn ask(
    State(web): State<Arc<Web>>,
    Sent { page, asker, fields, .. }: Sent,
) -> Result<Response, Fault> {
    web.app.gate.seeks_traces(&asker).await.map_err(of_gate)?;
    let text = |name: &str| fields.get(name).trim().to_owned();
    let typed = Typed {
        actor: text("actor"),
        record: text("record"),
        organisation: text("organisation"),
        from: text("from"),
        until: text("until"),
        wrong: None,
    };
    let again = |field: &'static str, key: &str| {
        let typed = Typed { wrong: Some((field, page.t(key))), ..typed.clone() };
        page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &of(&page, typed, None))
    };
    let long = |text: &str| text.chars().count() > FIND_CHARS;
    if [&typed.actor, &typed.organisation].into_iter().any(|text| long(text)) {
        return Ok(again("actor", "traces-too-long"));
    }
    let every = [&typed.actor, &typed.record, &typed.organisation, &typed.from, &typed.until];
    if every.into_iter().all(String::is_empty) {
        return Ok(again("actor", "traces-nothing"));
    }
    let record = RecordPath::record(&typed.record);
    if record.is_none() && !typed.record.is_empty() {
        return Ok(again("record", "policy-record-wrong"));
    }
    let days = [(&typed.from, "from"), (&typed.until, "until")];
    let mut numbers = [None, None];
    for ((typed, field), number) in days.into_iter().zip(&mut numbers) {
        *number = Date::whole_day(typed).map(|(_, number)| number);
        if number.is_none() && !typed.is_empty() {
            return Ok(again(field, "traces-day-wrong"));
        }
    }
    let [from, until] = numbers;
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        return Ok(again("until", "traces-day-before"));
    }
    let start = from.map_or(Timestamp(0), midnight);
    let end = until.map_or(Timestamp(page.now.0.saturating_add(1)), |day| midnight(day + 1));
    // Older ones than those of the page before.
    let end = fields.get("before").parse().map_or(end, |before| end.min(Timestamp(before)));
    let wanted = TracesWanted {
        actors: None,
        record,
        organisation: Some(&*typed.organisation).filter(|it| !it.is_empty()),
        time: (start, end),
    };
    match web.app.accounts.seek_traces(&asker, &typed.actor, wanted).await {
        Ok(Some(seen)) => {
            let found = Some(in_words(&page, &seen));
            Ok(page.render(&of(&page, typed, found)))
        }
        Ok(None) => Ok(again("actor", "traces-actor-none")),
        Err(AccountError::Gate(error)) => Err(of_gate(error)),
        Err(error) => Err(of_account(error)),
    }
}
