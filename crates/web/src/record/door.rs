//! Into a record: who is logged in, which record, through the gate.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use hygie_accounts::Session;
use hygie_base::{Code, RecordNo};
use hygie_fhir::assign::is_resource_type;
use hygie_fhir::reference::is_id;
use hygie_gate::rights::{Call, Glass};
use hygie_gate::{Asker, Entered, Role};
use hygie_http::Fault;
use hygie_record::{Permit, RecordError, View};

use super::path::Path;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::signed::{Sent, Signed, wanted};
use crate::state::Web;
use crate::{Page, legal_notice};

/// Somebody logged in asks for a page of one record.
pub(crate) struct Door {
    /// The page's context.
    pub(crate) page: Page,
    /// Who asks.
    pub(crate) asker: Asker,
    /// The record.
    pub(crate) record: RecordNo,
    /// Its addresses.
    pub(crate) path: Path,
    /// As what they come, once a permit was asked for.
    came: OnceLock<Came>,
}

/// As what somebody comes.
struct Came {
    /// The emergency in which.
    glass: Option<Glass>,
    /// The call to the regulation centre for which.
    call: Option<Call>,
    /// Whether they write what their own organisation keeps.
    writes: bool,
}

/// The same with a form.
pub(crate) struct Letter {
    /// Who, and which record.
    pub(crate) door: Door,
    /// Their session.
    pub(crate) session: Arc<Session>,
    /// What they sent.
    pub(crate) fields: Fields,
}

/// The parameters of an entry's address.
pub(crate) struct Target {
    /// The resource's type.
    pub(crate) kind: String,
    /// Its id.
    pub(crate) id: String,
    /// A version of it, when one is asked for.
    pub(crate) version: Option<u32>,
}

/// The address of a file that an entry holds.
pub(crate) struct FileTarget {
    /// The resource's type.
    pub(crate) kind: String,
    /// Its id.
    pub(crate) id: String,
    /// Which of its files, from 0.
    pub(crate) at: usize,
}

impl Door {
    /// Somebody asks for a page of this record.
    pub(crate) fn new(mut page: Page, asker: Asker, record: RecordNo) -> Self {
        page.secret = asker.is_secret_in(record);
        Self { page, asker, record, path: Path::of(record), came: OnceLock::new() }
    }

    /// Opens the record for this page's eyes: traced before anything is known.
    ///
    /// # Errors
    /// Not found for a record that is hidden or absent; forbidden for roles
    /// that see no record.
    pub(crate) async fn open(&self, web: &Web, what: &str) -> Result<(Permit, View), Fault> {
        let permit = self.permit(web).await?;
        match web.app.records.view(&permit, self.record, what).await {
            // Somebody decided meanwhile who sees it: then that counts.
            Err(RecordError::Regranted | RecordError::Ended) => {
                let permit = self.permit(web).await?;
                let view = web.app.records.view(&permit, self.record, what).await?;
                Ok((permit, view))
            }
            view => Ok((permit, view?)),
        }
    }

    /// A permit for the record, and how who asks stands to the person.
    ///
    /// # Errors
    /// As the gate decides.
    pub(crate) async fn enter(&self, web: &Web) -> Result<Entered, Fault> {
        let entered = web.app.gate.enter(&self.asker, self.record).await.map_err(of_gate)?;
        self.came.get_or_init(|| Came {
            glass: entered.glass.clone(),
            call: entered.call.clone(),
            writes: entered.standing.is_some_and(|standing| standing.writes.allowed),
        });
        Ok(entered)
    }

    /// A permit for the record.
    ///
    /// # Errors
    /// As the gate decides.
    pub(crate) async fn permit(&self, web: &Web) -> Result<Permit, Fault> {
        Ok(self.enter(web).await?.permit)
    }

    /// The emergency in which they come; none before a permit was asked for.
    pub(crate) fn glass(&self) -> Option<&Glass> {
        self.came.get().and_then(|came| came.glass.as_ref())
    }

    /// The call to the regulation centre for which they come; none before a permit was
    /// asked for.
    pub(crate) fn call(&self) -> Option<&Call> {
        self.came.get().and_then(|came| came.call.as_ref())
    }

    /// Whether they write what their own organisation keeps; not before a permit was asked
    /// for.
    pub(crate) fn writes(&self) -> bool {
        self.came.get().is_some_and(|came| came.writes)
    }

    /// Whether they come in an emergency, for a call or in a secret connection: that is
    /// their own, and no app comes by it.
    pub(crate) fn comes_apart(&self) -> bool {
        self.glass().is_some() || self.call().is_some() || self.page.secret
    }

    /// Whether a health professional asks.
    pub(crate) fn is_professional(&self) -> bool {
        self.asker.role.is_health_professional()
    }

    /// Whether only identity and appointments are open.
    pub(crate) fn is_secretary(&self) -> bool {
        self.asker.role == Role::Secretary
    }
}

/// What the address says, before it is known who asks.
fn record(params: &RawPathParams) -> Option<RecordNo> {
    Path::record(param(params, "no")?)
}

fn param<'a>(params: &'a RawPathParams, wanted: &str) -> Option<&'a str> {
    params.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
}

fn not_found() -> Response {
    Fault::new(Code::NotFound).into_response()
}

impl<S: Send + Sync> FromRequestParts<S> for Door {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Signed { page, session, asker } = Signed::from_request_parts(parts, state).await?;
        if let Some(notice) = legal_notice::first(&session, wanted(parts)) {
            return Err(notice);
        }
        let params = RawPathParams::from_request_parts(parts, state).await;
        let record = params.ok().and_then(|params| record(&params)).ok_or_else(not_found)?;
        Ok(Self::new(page, asker, record))
    }
}

impl FromRequest<Arc<Web>> for Letter {
    type Rejection = Response;

    async fn from_request(request: Request, state: &Arc<Web>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let params = RawPathParams::from_request_parts(&mut parts, state).await;
        let request = Request::from_parts(parts, body);
        // Who is not logged in keeps their text, whatever the address.
        let Sent { page, session, asker, fields, .. } = Sent::from_request(request, state).await?;
        let record = params.ok().and_then(|params| record(&params)).ok_or_else(not_found)?;
        let door = Door::new(page, asker, record);
        Ok(Self { door, session, fields })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Target {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let params =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| not_found())?;
        let text = |name| param(&params, name).map(str::to_owned);
        let version = match param(&params, "version") {
            None => None,
            Some(text) => Some(version(text).ok_or_else(not_found)?),
        };
        match (text("kind"), text("id")) {
            (Some(kind), Some(id)) if is_resource_type(&kind) && is_id(&id) => {
                Ok(Self { kind, id, version })
            }
            _ => Err(not_found()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for FileTarget {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Target { kind, id, .. } = Target::from_request_parts(parts, state).await?;
        let params =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| not_found())?;
        let at = param(&params, "at")
            .and_then(|text| text.parse().ok().filter(|number| usize::to_string(number) == text));
        Ok(Self { kind, id, at: at.ok_or_else(not_found)? })
    }
}

/// A version number as we write it: digits, no sign, no zero in front.
fn version(text: &str) -> Option<u32> {
    let number = text.parse().ok().filter(|number| *number > 0)?;
    (u32::to_string(&number) == text).then_some(number)
}
