//! From the log-in, stage by stage, to where somebody wanted to go.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{LoggedIn, Session, Stage};
use hygie_http::Fault;
use serde::Deserialize;

use crate::context::belongs;
use crate::draft::Draft;
use crate::fields::Fields;
use crate::login::resend;
use crate::place::local;
use crate::signed::{path_of, then};
use crate::state::Web;
use crate::{Page, activity, device, enrol, lock, login, password};

/// What is carried on the way.
#[derive(Clone, Default, Debug)]
pub(crate) struct Carried {
    /// Where they wanted to go: a path of ours.
    pub(crate) next: String,
    /// A form whose session had ended.
    pub(crate) draft: Option<Draft>,
}

/// Where to go after log-in, in an address.
#[derive(Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

impl Carried {
    /// As the address has it.
    pub(crate) fn asked(Next { next }: &Next) -> Self {
        Self { next: local(next).to_owned(), draft: None }
    }

    /// As a form of ours brings it.
    pub(crate) fn of(fields: &Fields) -> Self {
        Self { next: local(fields.get("next")).to_owned(), draft: Draft::carried(fields) }
    }
}

/// What comes next for this session: the page of its stage, or where they
/// wanted to go. A form is carried in the page itself, so then there is no
/// redirection that would lose it.
///
/// # Errors
/// When the store fails.
pub(crate) async fn onward(
    web: &Web,
    headers: &HeaderMap,
    page: &Page,
    session: &Session,
    carried: Carried,
) -> Result<Response, Fault> {
    if carried.draft.is_none() {
        let to = match session.stage {
            Stage::Open => carried.next,
            stage => then(path_of(stage), &carried.next),
        };
        return Ok(Redirect::to(&to).into_response());
    }
    Ok(match session.stage {
        Stage::Second => login::second::form(page, session, &carried, None, StatusCode::OK),
        Stage::Password => password::forced(page, &carried),
        Stage::Enrol { .. } => {
            enrol::form(web, page, session, &carried, None, StatusCode::OK).await?
        }
        Stage::Activity => activity::form(web, page, session, &carried).await?,
        Stage::Locked => lock::form(web, headers, page, session, &carried).await?,
        Stage::Open => {
            let draft = lock::opened(web, session, carried.draft).await?;
            resend(page, draft.as_ref(), StatusCode::OK)
        }
    })
}

/// The same under the session that has just begun, whose cookie is given to
/// the browser; its device is a known one once the last factor was proved.
///
/// # Errors
/// When the store fails.
pub(crate) async fn begun(
    web: &Web,
    page: &mut Page,
    headers: &HeaderMap,
    LoggedIn { cookie, session }: LoggedIn,
    carried: Carried,
) -> Result<Response, Fault> {
    belongs(page, &session);
    let mut response = onward(web, headers, page, &session, carried).await?;
    web.jar.begin(&mut response, &cookie);
    if session.stage != Stage::Second {
        device::remember(web, headers, &session, &mut response).await?;
    }
    Ok(response)
}
