//! `POST /oauth/token` (RFC 6749, section 3.2).

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use hygie_base::ExposeSecret;
use hygie_http::{App, Fault, Form};
use hygie_smart::{Credentials, Issued, OAuthCode, Refused, SmartError};
use serde_json::{Value, json};

use crate::answer::{json_answer, of_refused, of_smart};
use crate::parameters::Parameters;

/// Gives a token.
pub(crate) async fn token(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sent = match Parameters::new(pairs) {
        Ok(sent) => sent,
        Err(refused) => return Ok(of_refused(&refused)),
    };
    if headers.contains_key(AUTHORIZATION) {
        let why = "a client says who it is by client_assertion, not by the header Authorization";
        return Ok(refuse(OAuthCode::InvalidClient, why));
    }
    let given = match sent.get("grant_type") {
        Some("client_credentials") => machine(&app, &sent).await,
        Some("authorization_code") => code(&app, &sent).await,
        Some("refresh_token") => refresh(&app, &sent).await,
        Some(_) => {
            let why = "this grant_type is not known here";
            return Ok(refuse(OAuthCode::UnsupportedGrantType, why));
        }
        None => return Ok(refuse(OAuthCode::InvalidRequest, "grant_type is missing")),
    };
    match given {
        Ok(issued) => Ok(answer(&issued)),
        Err(error) => of_smart(error),
    }
}

async fn machine(app: &App, sent: &Parameters) -> Result<Issued, SmartError> {
    let audience = address(app);
    app.smart.machine_token(credentials(sent, &audience), sent.get("scope")).await
}

async fn code(app: &App, sent: &Parameters) -> Result<Issued, SmartError> {
    let audience = address(app);
    let who = credentials(sent, &audience);
    let [code, redirect, verifier] = ["code", "redirect_uri", "code_verifier"];
    let (code, redirect, verifier) = (sent.get(code), sent.get(redirect), sent.get(verifier));
    app.smart.app_tokens(who, code, redirect, verifier).await
}

async fn refresh(app: &App, sent: &Parameters) -> Result<Issued, SmartError> {
    let audience = address(app);
    let who = credentials(sent, &audience);
    app.smart.refreshed(who, sent.get("refresh_token"), sent.get("scope")).await
}

/// How a client says who it is.
pub(crate) fn credentials<'a>(sent: &'a Parameters, audience: &'a str) -> Credentials<'a> {
    Credentials {
        client: sent.get("client_id"),
        kind: sent.get("client_assertion_type"),
        assertion: sent.get("client_assertion"),
        audience,
    }
}

/// The address of the token endpoint, for which assertions are made out.
pub(crate) fn address(app: &App) -> String {
    format!("{}/oauth/token", app.config.public_url)
}

fn answer(issued: &Issued) -> Response {
    let mut value = json!({
        "access_token": issued.token.expose_secret(),
        "token_type": "bearer",
        "expires_in": issued.seconds,
        "scope": issued.scope,
    });
    let refresh = issued.refresh.as_ref().map(ExposeSecret::expose_secret);
    let more = [
        ("refresh_token", refresh),
        ("id_token", issued.id_token.as_deref()),
        ("patient", issued.patient.as_deref()),
    ];
    if let Some(members) = value.as_object_mut() {
        let there = more.into_iter().filter_map(|(name, value)| Some((name, value?)));
        members.extend(there.map(|(name, value)| (name.to_owned(), Value::from(value))));
    }
    json_answer(StatusCode::OK, &value)
}

fn refuse(code: OAuthCode, why: &str) -> Response {
    of_refused(&Refused { code, why: why.to_owned() })
}
