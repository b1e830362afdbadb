//! The way of an app to a person's yes (RFC 6749, section 4.1; SMART App Launch
//! 2): what the app asks is checked before the person is asked anything.

use std::sync::Arc;

use hygie_accounts::Session;
use hygie_base::{ExposeSecret as _, RecordNo};
use hygie_record::{CellTag, Expected, Table};
use hygie_trace::Action;

use crate::address::Address;
use crate::client::{Client, Kind};
use crate::error::OAuthCode;
use crate::grant::{Grant, Patient};
use crate::launch::Launch;
use crate::limits::{ATTEMPTS, STATE_BYTES};
use crate::scope::{Asked, Extra, Level};
use crate::service::asker;
use crate::stored::{put, remove};
use crate::{Refused, Smart, SmartError, secret};

/// What an app sent a browser here with.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuthorizationRequest<'a> {
    /// `response_type`.
    pub response_type: Option<&'a str>,
    /// `client_id`.
    pub client: Option<&'a str>,
    /// `redirect_uri`.
    pub redirect: Option<&'a str>,
    /// `scope`.
    pub scope: Option<&'a str>,
    /// `state`.
    pub state: Option<&'a str>,
    /// `aud`: the address of the API.
    pub audience: Option<&'a str>,
    /// `code_challenge`.
    pub challenge: Option<&'a str>,
    /// `code_challenge_method`.
    pub method: Option<&'a str>,
    /// `nonce`.
    pub nonce: Option<&'a str>,
    /// `launch`.
    pub launch: Option<&'a str>,
    /// Whether a parameter stood twice.
    pub repeated: bool,
}

/// A request that holds, for a person to decide on.
pub struct Authorization {
    /// The app.
    pub client: Arc<Client>,
    /// What it would be given at most.
    pub scopes: Asked,
    /// The record that it was started from, by this person.
    pub record: Option<RecordNo>,
    pub(crate) redirect: Address,
    pub(crate) state: Option<String>,
    pub(crate) challenge: String,
    pub(crate) nonce: Option<String>,
    launch: Option<(Launch, CellTag)>,
}

/// Why an app is not heard.
pub enum NotHeard {
    /// Nobody knows where the browser would be sent: the person is told here.
    Here(Refused),
    /// The app is told: the whole address, its parameters encoded.
    There(String),
    /// Something failed.
    Failed(SmartError),
}

impl From<SmartError> for NotHeard {
    fn from(error: SmartError) -> Self {
        Self::Failed(error)
    }
}

impl Smart {
    /// Checks what an app asks of the person of this session. `api` is the
    /// address of the FHIR API.
    ///
    /// # Errors
    /// What the app got wrong, and who is told.
    pub async fn authorization(
        &self,
        request: AuthorizationRequest<'_>,
        session: &Session,
        api: &str,
    ) -> Result<Authorization, NotHeard> {
        let (client, redirect) = self.trusted(request).await?;
        let state = request.state.map(str::to_owned);
        let launch = match self.launched(request, &client, session).await {
            Ok(launch) => launch,
            Err(SmartError::Refused(refused)) => return Err(back(&redirect, &state, &refused)),
            Err(error) => return Err(error.into()),
        };
        match checked(request, &client, api) {
            Ok((scopes, challenge)) => Ok(Authorization {
                record: launch.as_ref().and_then(|(launch, _)| launch.record()),
                client,
                scopes,
                redirect,
                state,
                challenge,
                nonce: request.nonce.map(str::to_owned),
                launch,
            }),
            Err(refused) => Err(back(&redirect, &state, &refused)),
        }
    }

    /// The client and the place to send the browser back to, which must be
    /// registered to the letter.
    async fn trusted(
        &self,
        request: AuthorizationRequest<'_>,
    ) -> Result<(Arc<Client>, Address), NotHeard> {
        let here = |why: &str| {
            NotHeard::Here(Refused { code: OAuthCode::InvalidRequest, why: why.to_owned() })
        };
        if request.repeated {
            return Err(here("a parameter stands twice"));
        }
        let client = match request.client {
            Some(id) => self.client_named(id).await?,
            None => None,
        };
        let Some(client) = client.filter(|client| client.kind != Kind::Backend) else {
            return Err(here("no app is registered under this client_id"));
        };
        if client.suspended {
            return Err(here("this app is suspended here: its administrator can resume it"));
        }
        let wanted = request.redirect.unwrap_or_default();
        let known = client.redirects.iter().find(|known| *known == wanted);
        let address = known.and_then(|known| Address::parse(known).ok());
        let address =
            address.ok_or_else(|| here("the redirect_uri is not registered for this app"))?;
        Ok((client, address))
    }

    /// A person's yes: the address to which the browser goes back, with a code.
    ///
    /// # Errors
    /// When the launch was used meanwhile or the store fails.
    pub async fn allow(
        self: &Arc<Self>,
        authorization: Authorization,
        session: &Session,
        patient: Option<Patient>,
    ) -> Result<String, SmartError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            let asker = asker(&session)?;
            let who = (&session, asker);
            let (grant, code) = Grant::begin(&this, who, &authorization, patient);
            this.keep_allowed(&session, &authorization, &grant).await?;
            let mut sent = vec![("code", code.expose_secret())];
            sent.extend(authorization.state.as_deref().map(|state| ("state", state)));
            Ok(authorization.redirect.with(&sent))
        })
        .await
    }
}

impl Smart {
    /// Keeps a person's yes; tried again when another one of theirs, or to the same
    /// app, came between.
    async fn keep_allowed(
        self: &Arc<Self>,
        session: &Session,
        authorization: &Authorization,
        grant: &Grant,
    ) -> Result<(), SmartError> {
        let client = &authorization.client;
        let what = format!(
            "allowed client {} ({}) {}; consent {}",
            client.id, client.name, grant.scopes, grant.id
        );
        let permit = self.gate.itself(asker(session)?);
        let launch = authorization.launch.as_ref();
        for _ in 0..ATTEMPTS {
            let go = self.beyond(session).await?;
            let go: Vec<&Grant> = go.iter().collect();
            let mut changes = vec![put(Table::Consented, &grant.name, grant, Expected::Absent)?];
            changes.extend(go.iter().map(|old| remove(Table::Consented, &old.name, Expected::Any)));
            changes.extend(self.index_changes(Some(grant), &go).await?);
            changes.extend(launch.map(|(launch, tag)| launch.used(tag)));
            if self.change(&permit, changes, Some((Action::Account, what.clone()))).await? {
                return Ok(());
            }
            if let Some((launch, _)) = launch
                && self.records.cell(Table::Launch, &launch.name).await?.is_none()
            {
                break;
            }
        }
        Err(SmartError::Contended)
    }
}

impl Authorization {
    /// A person's no: the address to which the browser goes back.
    pub fn denied(&self, why: &str) -> String {
        let refused = Refused { code: OAuthCode::AccessDenied, why: why.to_owned() };
        told(&self.redirect, &self.state, &refused)
    }

    /// Where the browser goes back to, as people are told: scheme, host and port.
    pub fn origin(&self) -> &str {
        self.redirect.origin()
    }

    /// Whether a person's record is asked for.
    pub fn wants_record(&self) -> bool {
        let scopes = &self.scopes;
        let extras = scopes.has(Extra::LaunchPatient) || scopes.has(Extra::Launch);
        extras || scopes.reaches(Level::Patient) || scopes.reaches(Level::User)
    }
}

/// What may be granted, and the challenge.
pub(crate) fn checked(
    request: AuthorizationRequest<'_>,
    client: &Client,
    api: &str,
) -> Result<(Asked, String), Refused> {
    let refused = |code: OAuthCode, why: &str| Refused { code, why: why.to_owned() };
    let invalid = |why: &str| refused(OAuthCode::InvalidRequest, why);
    if request.response_type != Some("code") {
        let why = "response_type must be code";
        return Err(refused(OAuthCode::UnsupportedResponseType, why));
    }
    let long = |text: Option<&str>| text.is_some_and(|text| text.len() > STATE_BYTES);
    if long(request.state) || long(request.nonce) {
        return Err(invalid("state and nonce have at most 1024 bytes"));
    }
    // SMART App Launch 2: so that an app is not led to send a token elsewhere.
    let audience = request.audience.map(|aud| aud.strip_suffix('/').unwrap_or(aud));
    if audience != Some(api) {
        return Err(invalid("aud must be the address of the FHIR API"));
    }
    if request.method != Some("S256") {
        return Err(invalid("code_challenge_method must be S256: plain is not taken (RFC 7636)"));
    }
    let challenge = request.challenge.filter(|text| secret::is_well_formed(text));
    let challenge =
        challenge.ok_or_else(|| invalid("code_challenge must be a SHA-256 in base64url"))?;
    let asked = Asked::parse(request.scope.unwrap_or_default())
        .map_err(|error| refused(OAuthCode::InvalidScope, &error.to_string()))?;
    let allowed = client.allowed().map_err(|_| invalid("this app is not registered rightly"))?;
    let granted = asked.within(&allowed);
    if granted.is_empty() {
        let why = "nothing of what is asked for is registered for this app";
        return Err(refused(OAuthCode::InvalidScope, why));
    }
    granted.kept().map_err(|error| refused(OAuthCode::InvalidScope, &error.to_string()))?;
    Ok((granted, challenge.to_owned()))
}

fn back(redirect: &Address, state: &Option<String>, refused: &Refused) -> NotHeard {
    NotHeard::There(told(redirect, state, refused))
}

fn told(redirect: &Address, state: &Option<String>, refused: &Refused) -> String {
    let mut sent = vec![("error", refused.code.name()), ("error_description", &refused.why)];
    // What is too long is not sent along.
    let state = state.as_deref().filter(|state| state.len() <= STATE_BYTES);
    sent.extend(state.map(|state| ("state", state)));
    redirect.with(&sent)
}
