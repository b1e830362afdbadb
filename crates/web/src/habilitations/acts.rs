//! The privacy officer opens a review, answers, and closes it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::limits::{
    HABILITATION_DAYS, HABILITATIONS_SHOWN, WITHDRAWAL_LEAST, WITHDRAWAL_MOST,
};
use hygie_accounts::{
    AccountError, Chosen, HabilitationFault, HabilitationsShown, HabilitationsSought, Verdict,
};
use hygie_http::Fault;

use super::address;
use super::list::{Typed, page_of};
use crate::Page;
use crate::faults::of_account;
use crate::fields::Fields;
use crate::format::Date;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /habilitations`: a review that is due on the day of the field `due`.
pub(super) async fn open(
    State(web): State<Arc<Web>>,
    Sent { page, asker, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let typed = fields.get("due").trim();
    // What is no day is as one that is out of limits.
    let due = Date::whole_day(typed).map_or(i64::MIN, |(_, number)| number);
    match web.app.accounts.open_habilitation_review(&asker, due).await {
        Ok(_) => Ok(Redirect::to("/habilitations").into_response()),
        Err(error) => {
            let wrong = Some(wrong(&page, error)?);
            let typed = Typed { due: typed.to_owned(), wrong, ..Typed::default() };
            page_of(&web, &page, &asker, &HabilitationsSought::default(), typed).await
        }
    }
}

/// `POST /habilitations/answer`: each habilitation of a field `line`, or with `every` of a
/// field `shown`; the field `verdict`, and `reason` for a withdrawal. The fields `show` and
/// `organisation` lead back.
pub(super) async fn answer(
    State(web): State<Arc<Web>>,
    Sent { page, asker, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let sought = sought(&fields);
    let name = if fields.get("every") == "yes" { "shown" } else { "line" };
    let lines: Vec<String> = fields.every(name).map(str::to_owned).collect();
    let every: Option<Vec<Chosen>> = lines.iter().map(|line| chosen(line)).collect();
    let reason = fields.get("reason").to_owned();
    let verdict = match fields.get("verdict") {
        "withdraw" => Verdict::Withdraw { reason: reason.clone() },
        _ => Verdict::Keep,
    };
    let done = match every {
        Some(every) => web.app.accounts.answer_habilitations(&asker, &every, &verdict).await,
        None => Err(HabilitationFault::Gone.into()),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&address(&sought)).into_response()),
        Err(error) => {
            let wrong = Some(wrong(&page, error)?);
            let typed = Typed { lines, reason, wrong, ..Typed::default() };
            page_of(&web, &page, &asker, &sought, typed).await
        }
    }
}

/// `POST /habilitations/close`.
pub(super) async fn close(
    State(web): State<Arc<Web>>,
    Sent { page, asker, .. }: Sent,
) -> Result<Response, Fault> {
    match web.app.accounts.close_habilitation_review(&asker).await {
        Ok(_) => Ok(Redirect::to("/habilitations").into_response()),
        Err(error) => {
            let typed = Typed { wrong: Some(wrong(&page, error)?), ..Typed::default() };
            page_of(&web, &page, &asker, &HabilitationsSought::default(), typed).await
        }
    }
}

/// To where an answer leads back. What was answered may be there no more, and the next ones
/// take its place: from the first page on.
fn sought(fields: &Fields) -> HabilitationsSought {
    HabilitationsSought {
        shown: HabilitationsShown::parse(fields.get("show")).unwrap_or_default(),
        organisation: fields.every("organisation").next().map(str::to_owned),
        skip: 0,
    }
}

/// `ACCOUNT/ACTIVITY/EDITION`.
pub(super) fn chosen(line: &str) -> Option<Chosen> {
    let (rest, edition) = line.rsplit_once('/')?;
    let (account, activity) = rest.split_once('/')?;
    let (account, activity) = (account.to_owned(), activity.to_owned());
    Some(Chosen { account, activity, edition: edition.parse().ok()? })
}

/// The field that is wrong, and why.
///
/// # Errors
/// For what no form tells.
pub(super) fn wrong(page: &Page, error: AccountError) -> Result<(&'static str, String), Fault> {
    let fault = match error {
        AccountError::Habilitation(fault) => fault,
        AccountError::Contended => HabilitationFault::Answered,
        other => return Err(of_account(other)),
    };
    let of = |key: &str| ("", page.t(&format!("habilitations-wrong-{key}")));
    Ok(match fault {
        HabilitationFault::Due => {
            ("due", page.t1("habilitations-wrong-due", "days", HABILITATION_DAYS))
        }
        HabilitationFault::Reason => {
            let (least, most) = (WITHDRAWAL_LEAST, WITHDRAWAL_MOST);
            ("reason", page.t2("habilitations-wrong-reason", "least", least, "most", most))
        }
        HabilitationFault::Many => {
            ("", page.t1("habilitations-wrong-many", "count", HABILITATIONS_SHOWN))
        }
        HabilitationFault::Open => of("open"),
        HabilitationFault::Closed => of("closed"),
        HabilitationFault::Nothing => of("nothing"),
        HabilitationFault::Gone => of("gone"),
        HabilitationFault::Answered => of("answered"),
        HabilitationFault::Own => of("own"),
        HabilitationFault::Unanswered => of("unanswered"),
        HabilitationFault::NotCarriedOut => of("not-carried-out"),
    })
}
