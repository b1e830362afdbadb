//! Extractors whose refusals are faults, so that the door renders them.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use hygie_base::Code;
use serde::de::DeserializeOwned;

use crate::door::BodyLimit;
use crate::limits::FORM_BYTES;
use crate::{Fault, RequestId, read_body};

/// The bytes of the body, within the door's limit.
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &S) -> Result<Self, Fault> {
        let most = request.extensions().get::<BodyLimit>().map_or(FORM_BYTES, |limit| limit.0);
        let (parts, body) = request.into_parts();
        read_body(&parts.headers, body, most).await.map(Self)
    }
}

/// A form sent by a page.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let kind = request.headers().get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
        if !kind.starts_with(b"application/x-www-form-urlencoded") {
            return Err(Fault::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let Raw(bytes) = Raw::from_request(request, state).await?;
        let request = Request::builder()
            .method("POST")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(bytes.into())
            .map_err(|_| unreadable())?;
        let read = axum::Form::<T>::from_request(request, state).await;
        read.map(|axum::Form(form)| Self(form)).map_err(|_| unreadable())
    }
}

/// The parameters of the address.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let read = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        read.map(|axum::extract::Query(query)| Self(query)).map_err(|_| unreadable())
    }
}

fn unreadable() -> Fault {
    Fault::new(Code::Usage).because("A field is missing, repeated or cannot be read.")
}

impl<S: Send + Sync> FromRequestParts<S> for RequestId {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let id = parts.extensions.get::<Self>().copied();
        id.ok_or_else(|| Fault::new(Code::Unavailable).inside("a route outside of `wrap`"))
    }
}
