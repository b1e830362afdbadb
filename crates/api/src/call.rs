//! Who calls, and how they want to be answered.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use hygie_base::Code;
use hygie_gate::Asker;
use hygie_http::{ClientCertificate, Fault};

use crate::conditions::Conditions;
use crate::format::{accepts_json, names_json, names_other};
use crate::parameters::{Parameters, parameters};
use crate::prefer::Prefer;
use crate::state::Api;

/// One call of a known asker.
pub(crate) struct Call {
    pub asker: Asker,
    /// Parameters of the address, but for those that shape the text.
    pub parameters: Parameters,
    pub shape: Shape,
    /// Whether FHIR's own format is asked for by name: else a Binary comes back
    /// as it is.
    pub wants_fhir: bool,
    pub prefer: Prefer,
    pub conditions: Conditions,
}

/// How the text of an answer is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Shape {
    pub pretty: bool,
}

impl Call {
    /// # Errors
    /// For an interaction that takes no parameters and got one.
    pub fn no_parameters(&self) -> Result<(), Fault> {
        match self.parameters.first() {
            None => Ok(()),
            Some((name, _)) => Err(unknown(name)),
        }
    }
}

/// A parameter that is not known here. Its name is repeated when it looks like one.
pub(crate) fn unknown(name: &str) -> Fault {
    let plain = name.len() <= 64
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let named = if plain { format!(" {name}") } else { String::new() };
    Fault::new(Code::Usage).because(format!("the parameter{named} is not known here"))
}

impl FromRequestParts<Arc<Api>> for Call {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Api>) -> Result<Self, Fault> {
        let shown = parts.extensions.get::<ClientCertificate>().copied().unwrap_or_default();
        let asker = asker(&parts.headers, shown, api).await?;
        let (parameters, shape, format) = taken(parts.uri.query())?;
        let format = format.as_deref();
        let native = parts.uri.path().trim_start_matches('/').starts_with("Binary/");
        if !native || names_other(format, &parts.headers) {
            accepts_json(format, &parts.headers)?;
        }
        Ok(Self {
            asker,
            parameters,
            shape,
            wants_fhir: format.is_some() || names_json(&parts.headers),
            prefer: Prefer::read(&parts.headers),
            conditions: Conditions::of(&parts.headers),
        })
    }
}

/// Reads the parameters and takes out those that shape the text.
///
/// # Errors
/// When they cannot be read or ask for another format than JSON.
pub(crate) fn shaped(
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<(Parameters, Shape), Fault> {
    let (rest, shape, format) = taken(query)?;
    accepts_json(format.as_deref(), headers)?;
    Ok((rest, shape))
}

/// Parameters, those that shape the text taken out, and the format asked for.
fn taken(query: Option<&str>) -> Result<(Parameters, Shape, Option<String>), Fault> {
    let mut format = None;
    let mut shape = Shape::default();
    let mut rest = Parameters::new();
    for (name, value) in parameters(query.unwrap_or_default())? {
        match name.as_str() {
            "_format" => format = Some(value),
            "_pretty" => shape.pretty = value == "true",
            _ => rest.push((name, value)),
        }
    }
    Ok((rest, shape, format))
}

/// Whose token it is.
async fn asker(
    headers: &HeaderMap,
    ClientCertificate(shown): ClientCertificate,
    api: &Api,
) -> Result<Asker, Fault> {
    let token = token(headers)
        .ok_or_else(|| challenged("send a token as Authorization: Bearer …", "Bearer"))?;
    let known = match api.app.accounts.bearer_over(token, shown).await? {
        Some(asker) => Some(asker),
        // Their tokens differ in form, so one of the two costs no look-up.
        None => api.app.smart.bearer(token).await?,
    };
    let challenge = "Bearer error=\"invalid_token\"";
    let why = "the token is unknown, withdrawn, past its end or bound to another certificate";
    known.ok_or_else(|| challenged(why, challenge))
}

/// The one bearer token of the headers (RFC 6750, section 2.1).
fn token(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let text = all.next().filter(|_| all.next().is_none())?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn challenged(why: &'static str, challenge: &'static str) -> Fault {
    let challenge = HeaderValue::from_static(challenge);
    Fault::new(Code::LogIn).because(why).header(WWW_AUTHENTICATE, challenge)
}
