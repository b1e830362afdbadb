//! Into what is known of a person's health: for who may read of it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use hygie_gate::Entered;
use hygie_http::Fault;
use hygie_record::{Permit, RecordError, View};

use super::declaration::Typed;
use super::outside::outside;
use crate::delegates::{closed, reason};
use crate::record::Door;
use crate::signed::wanted;
use crate::state::Web;

/// Somebody asks for a page of one record who may read of it. A health professional
/// without a care link is answered by the page that says so.
pub(crate) struct Inside {
    /// Who, and which record.
    pub(crate) door: Door,
    /// The permit.
    pub(crate) permit: Permit,
}

impl Inside {
    /// Opens the record for this page's eyes: traced before anything is known.
    ///
    /// # Errors
    /// Not found for a record that is hidden or absent.
    pub(crate) async fn open(&self, web: &Web, what: &str) -> Result<View, Fault> {
        match web.app.records.view(&self.permit, self.door.record, what).await {
            // Somebody decided meanwhile who sees it: then that counts.
            Err(RecordError::Regranted | RecordError::Ended) => {
                Ok(self.door.open(web, what).await?.1)
            }
            view => Ok(view?),
        }
    }
}

/// Whether it is a health professional who may not read what their own organisation
/// keeps: then nothing of health is open to them. It is weighed with the permit, so that
/// who may read costs no further look into the store. For a call to the regulation centre
/// what others keep is open, and not that.
pub(crate) fn is_outside(door: &Door, entered: &Entered) -> bool {
    let closed = entered.standing.is_some_and(|standing| !standing.own.allowed);
    door.is_professional() && closed && entered.call.is_none()
}

/// A permit for who may read; else the page that says why not, which leads on to `next`.
///
/// # Errors
/// That page, and what the gate refuses.
pub(crate) async fn enter(web: &Web, door: &Door, next: &str) -> Result<Permit, Response> {
    let entered = door.enter(web).await.map_err(Fault::into_response)?;
    if let Some(reason) = reason(door, &entered) {
        let page = closed(web, door, reason).await;
        return Err(page.unwrap_or_else(Fault::into_response));
    }
    if !is_outside(door, &entered) {
        return Ok(entered.permit);
    }
    let page = outside(web, door, Typed::new(next), StatusCode::FORBIDDEN).await;
    Err(page.unwrap_or_else(Fault::into_response))
}

impl FromRequestParts<Arc<Web>> for Inside {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Response> {
        let door = Door::from_request_parts(parts, web).await?;
        let permit = enter(web, &door, wanted(parts)).await?;
        Ok(Self { door, permit })
    }
}
