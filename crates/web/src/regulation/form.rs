//! The form by which a record is opened for a call to the regulation centre.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::acts::{ActError, TakeCall};
use hygie_gate::limits::{CALL_MINUTES, CALL_REASON_LEAST, CALL_REASON_MOST, CALLS};
use hygie_http::Fault;

use crate::Page;
use crate::emergency::name;
use crate::fields::Fields;
use crate::record::{Door, looks};
use crate::state::Web;

#[derive(Template)]
#[template(path = "regulation/form.html")]
pub(super) struct FormPage<'a> {
    pub(super) page: &'a Page,
    pub(super) action: String,
    /// Back from it.
    pub(super) back: &'a str,
    /// Who the person is, as far as they are known to who asks; empty when not.
    pub(super) name: String,
    /// Until when it would last, in words.
    pub(super) until: String,
    pub(super) minutes: i64,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) typed: Typed,
}

/// What was typed, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    /// Where they wanted to go.
    pub(super) next: String,
    pub(super) reason: String,
    /// Whether they confirm that it is for a call.
    pub(super) confirmed: bool,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let confirmed = fields.get("confirmed") == "yes";
        Self { next: text("next"), reason: text("reason"), confirmed, wrong: None }
    }

    pub(super) fn act(&self) -> TakeCall {
        TakeCall { reason: self.reason.clone() }
    }

    /// The same, not confirmed.
    pub(super) fn unconfirmed(self, page: &Page) -> Self {
        Self { wrong: Some(("confirmed", page.t("regulation-confirmed-wrong"))), ..self }
    }

    /// The same with what is wrong of it.
    pub(super) fn refused(self, page: &Page, error: ActError) -> Self {
        let (field, words) = match error {
            ActError::CallReason => {
                let (least, most) = (CALL_REASON_LEAST, CALL_REASON_MOST);
                ("reason", page.t2("regulation-reason-wrong", "least", least, "most", most))
            }
            ActError::Calls => ("", page.t1("regulation-too-many", "count", CALLS)),
            _ => ("", page.t("care-error-other")),
        };
        Self { wrong: Some((field, words)), ..self }
    }
}

/// The form, also with what was wrong, for who may send it. Who came in already goes on.
///
/// # Errors
/// As the gate decides.
pub(super) async fn form(
    web: &Web,
    door: &Door,
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fault> {
    let name = name(web, door, looks::REGULATION).await?;
    let next = door.path.within(&typed.next).to_owned();
    if door.call().is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    Ok(door.page.render_as(
        status,
        &FormPage {
            page: &door.page,
            action: door.path.regulation(),
            back: door.path.synthesis(),
            name,
            until: door.page.moment(TakeCall::end(door.page.now)),
            minutes: CALL_MINUTES,
            least: CALL_REASON_LEAST,
            most: CALL_REASON_MOST,
            typed: Typed { next, ..typed },
        },
    ))
}
