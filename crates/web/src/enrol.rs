//! Enrolling an authenticator app: because the house demands it, or of one's
//! own accord.

mod qr;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, Enrolled, Session, Stage};
use hygie_base::ExposeSecret;
use hygie_http::{Fault, Query};

use crate::Page;
use crate::confirm::Fresh;
use crate::context::belongs;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, Next, begun};
use crate::signed::{Staged, Step};
use crate::state::Web;

pub(crate) use qr::Qr;

/// The field that is wrong when a passkey was not taken.
pub(crate) const PASSKEY: &str = "passkey";

#[derive(Template)]
#[template(path = "enrol.html")]
struct EnrolPage<'a> {
    page: &'a Page,
    /// The address for the app; none when it is too long for a code.
    qr: Option<Qr>,
    /// The secret in groups of four.
    secret: String,
    /// Whether it must be done now, may wait, or is one's own wish.
    forced: bool,
    may_wait: bool,
    wrong: Option<(&'static str, String)>,
    next: &'a str,
    draft: Option<&'a Draft>,
}

#[derive(Template)]
#[template(path = "codes.html")]
pub(crate) struct CodesPage<'a> {
    pub(crate) page: &'a Page,
    /// Codes that are not shown again.
    pub(crate) codes: Vec<&'a str>,
    pub(crate) next: &'a str,
    pub(crate) draft: Option<&'a Draft>,
}

/// `GET /enrol`; for who has an app already, the account tells what can be done.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(Staged { page, session }): Fresh<Staged>,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    form(&web, &page, &session, &Carried::asked(&next), None, StatusCode::OK).await
}

/// `POST /enrol`: the code of the field `code` shows that the app has the
/// secret. The answer shows the recovery codes, once.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    Fresh(Step { mut page, session, fields }): Fresh<Step>,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    let enrolled = web.app.accounts.enrol_totp(&session, fields.get("code")).await;
    let Enrolled { logged_in, codes } = match enrolled {
        Ok(enrolled) => enrolled,
        Err(AccountError::Code) => {
            let wrong = Some(("code", page.t("enrol-wrong")));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form(&web, &page, &session, &carried, wrong, status).await;
        }
        Err(AccountError::NotNow) => return Ok(Redirect::to("/account").into_response()),
        Err(AccountError::Ended) => return Ok(again(&page, carried.draft.as_ref())),
        Err(error) => return Err(of_account(error)),
    };
    belongs(&mut page, &logged_in.session);
    let codes = codes.iter().map(ExposeSecret::expose_secret).collect();
    let Carried { next, draft } = &carried;
    let mut response = page.render(&CodesPage { page: &page, codes, next, draft: draft.as_ref() });
    web.jar.begin(&mut response, &logged_in.cookie);
    Ok(response)
}

/// `POST /enrol/later`: puts it off, where the house allows it.
pub(crate) async fn later(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { mut page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    match web.app.accounts.put_off(&session).await {
        Ok(logged_in) => begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(AccountError::Ended) => Ok(again(&page, carried.draft.as_ref())),
        Err(error) => Err(of_account(error)),
    }
}

/// What to tell the app, also with a form that it carries.
///
/// # Errors
/// When the store fails.
pub(crate) async fn form(
    web: &Web,
    page: &Page,
    session: &Session,
    carried: &Carried,
    wrong: Option<(&'static str, String)>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let offered = match web.app.accounts.offer_totp(session).await {
        Ok(offered) => offered,
        Err(AccountError::NotNow) => return Ok(Redirect::to("/account").into_response()),
        Err(AccountError::Ended) => return Ok(again(page, carried.draft.as_ref())),
        Err(error) => return Err(of_account(error)),
    };
    let Carried { next, draft } = carried;
    let template = EnrolPage {
        page,
        qr: Qr::of(offered.uri.expose_secret()),
        secret: grouped(offered.secret.expose_secret()),
        forced: matches!(session.stage, Stage::Enrol { .. }),
        may_wait: session.stage == Stage::Enrol { may_wait: true },
        wrong,
        next,
        draft: draft.as_ref(),
    };
    Ok(page.render_as(status, &template))
}

/// In groups of four, to be read and typed.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests;
