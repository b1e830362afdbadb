//! The form by which a record is opened in an emergency.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Code;
use hygie_gate::acts::{ActError, BreakGlass};
use hygie_gate::limits::{GLASS_HOURS, GLASSES, REASON_LEAST, REASON_MOST};
use hygie_gate::{GateError, Refusal};
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::record::{Door, Frame, Here, looks};
use crate::state::Web;

#[derive(Template)]
#[template(path = "emergency/form.html")]
pub(super) struct FormPage<'a> {
    pub(super) page: &'a Page,
    pub(super) action: String,
    /// Back from it.
    pub(super) back: &'a str,
    /// Who the person is, as far as they are known to who asks; empty when not.
    pub(super) name: String,
    /// Until when it would last, in words.
    pub(super) until: String,
    pub(super) hours: i64,
    pub(super) most: usize,
    pub(super) typed: Typed,
}

/// What was typed, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    /// Where they wanted to go.
    pub(super) next: String,
    pub(super) reason: String,
    pub(super) unable: bool,
    pub(super) risk: bool,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let ticked = |name: &str| fields.get(name) == "yes";
        Self {
            next: text("next"),
            reason: text("reason"),
            unable: ticked("unable"),
            risk: ticked("risk"),
            wrong: None,
        }
    }

    pub(super) fn act(&self) -> BreakGlass {
        let Self { reason, unable, risk, .. } = self;
        // A browser ends lines by two characters; they count as one.
        let reason = reason.replace("\r\n", "\n");
        BreakGlass { reason, unable: *unable, risk: *risk }
    }

    /// The same with what is wrong of it.
    pub(super) fn refused(self, page: &Page, error: ActError) -> Self {
        let (field, words) = match error {
            ActError::Unattested if !self.unable => ("unable", page.t("emergency-unable-wrong")),
            ActError::Unattested => ("risk", page.t("emergency-risk-wrong")),
            ActError::Words => {
                let (least, most) = (REASON_LEAST, REASON_MOST);
                ("reason", page.t2("emergency-reason-wrong", "least", least, "most", most))
            }
            ActError::Glasses => ("", page.t1("emergency-too-many", "count", GLASSES)),
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
    let name = name(web, door, looks::EMERGENCY).await?;
    let next = door.path.within(&typed.next).to_owned();
    if door.glass().is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    Ok(door.page.render_as(
        status,
        &FormPage {
            page: &door.page,
            action: door.path.emergency(),
            back: door.path.synthesis(),
            name,
            until: door.page.moment(BreakGlass::end(door.page.now)),
            hours: GLASS_HOURS,
            most: REASON_MOST,
            typed: Typed { next, ..typed },
        },
    ))
}

/// Who the person is, for who knows them: it tells the right record from a wrong one.
pub(crate) async fn name(web: &Web, door: &Door, look: &str) -> Result<String, Fault> {
    match door.open(web, look).await {
        Ok((_, view)) => {
            let face = Frame::of(door, &view, Here::Closed).face;
            let parts = [face.name, face.born];
            let told = parts.into_iter().filter(|part| !part.is_empty());
            Ok(told.collect::<Vec<_>>().join(" · "))
        }
        Err(fault) if fault.code() == Code::NotFound => Ok(String::new()),
        Err(fault) => Err(fault),
    }
}

/// In place of the form: the record itself where it is open already, else why not.
///
/// # Errors
/// Why not.
pub(crate) fn instead(door: &Door, error: GateError) -> Result<Response, Fault> {
    match error {
        GateError::Refused(Refusal::OpenAlready) => {
            Ok(Redirect::to(door.path.synthesis()).into_response())
        }
        other => Err(of_gate(other)),
    }
}
