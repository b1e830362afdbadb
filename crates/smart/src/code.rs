//! A code for tokens (RFC 6749, section 4.1.3; RFC 7636).

use std::sync::Arc;

use hygie_base::{ExposeSecret as _, SecretString};
use hygie_record::{CellTag, Expected, Table};
use hygie_trace::Action;

use crate::access::Issued;
use crate::app::App;
use crate::client::{Client, Kind};
use crate::error::{OAuthCode, refused};
use crate::grant::{Grant, parts};
use crate::limits::{APP_MILLIS, VERIFIER_CHARS};
use crate::refresh::with_handle;
use crate::scope::{Asked, Extra};
use crate::stored::put;
use crate::{Credentials, Smart, SmartError, secret};

/// What every refresh token begins with, so that one that leaks is recognised.
pub(crate) const REFRESH: &str = "hygr_";

impl Smart {
    /// Gives an app the tokens for a code. Each attempt with a code uses it up;
    /// one that comes again ends everything that came of it.
    ///
    /// # Errors
    /// Why not, in the words of OAuth; or when the store fails.
    pub async fn app_tokens(
        self: &Arc<Self>,
        credentials: Credentials<'_>,
        code: Option<&str>,
        redirect: Option<&str>,
        verifier: Option<&str>,
    ) -> Result<Issued, SmartError> {
        let app = self.app(credentials).await?;
        if app.client.kind == Kind::Backend {
            let why = "this client is a machine: it asks with client_credentials";
            return Err(refused(OAuthCode::UnauthorizedClient, why));
        }
        let code = code.unwrap_or_default();
        let (grant, tag) = match self.of_code(code).await? {
            Ok(found) => found,
            Err(why) => return Err(refused(OAuthCode::InvalidGrant, why)),
        };
        let handle = parts(code).map_or_else(String::new, |(handle, _)| handle.to_owned());
        let why = match fits(&grant, &app.client, redirect, verifier) {
            Ok(()) => {
                let (this, base) = (Arc::clone(self), credentials.audience.to_owned());
                let give = async move {
                    let issued = this.give_first(app, grant, tag, &base).await?;
                    Ok(with_handle(issued, &handle))
                };
                return Self::to_the_end(give).await;
            }
            Err(why) => why,
        };
        self.end_grant(&grant, why).await?;
        Err(self.told(&app.client, refused(OAuthCode::InvalidGrant, why)).await?)
    }

    /// What a code stands for, or why nothing.
    async fn of_code(
        &self,
        code: &str,
    ) -> Result<Result<(Grant, CellTag), &'static str>, SmartError> {
        let unknown = "the code is unknown, past its end or was used";
        let Some((handle, word)) = parts(code) else { return Ok(Err(unknown)) };
        let Some((grant, tag)) = self.grant(&secret::name(handle)).await? else {
            return Ok(Err(unknown));
        };
        match &grant.code {
            Some(hash) if secret::same(hash, &secret::name(word)) => Ok(Ok((grant, tag))),
            _ => {
                self.end_grant(&grant, "its code came a second time").await?;
                Ok(Err(unknown))
            }
        }
    }

    async fn give_first(
        &self,
        app: App,
        mut grant: Grant,
        tag: CellTag,
        endpoint: &str,
    ) -> Result<Issued, SmartError> {
        let scopes = grant.asked()?;
        let goes_on = scopes.has(Extra::OfflineAccess) || scopes.has(Extra::OnlineAccess);
        grant.code = None;
        let issued = self.give_app(app, &mut grant, tag, scopes, goes_on, endpoint).await?;
        // Somebody else used the code at the same moment: it has two holders.
        match issued {
            Some(issued) => Ok(issued),
            None => {
                self.end_grant(&grant, "its code came twice at once").await?;
                Err(refused(OAuthCode::InvalidGrant, "the code was used at the same moment"))
            }
        }
    }

    /// Gives an app an access token, and another refresh token where it goes on.
    /// `None` when somebody else used what it holds at the same moment.
    pub(crate) async fn give_app(
        &self,
        app: App,
        grant: &mut Grant,
        tag: CellTag,
        scopes: Asked,
        goes_on: bool,
        endpoint: &str,
    ) -> Result<Option<Issued>, SmartError> {
        let client = &app.client;
        self.counted(client)?;
        // What the app was registered for may be less by now.
        let scopes = scopes.within(&client.allowed()?);
        let Some(asker) = self.acts_for(grant, client, &scopes).await? else {
            let why = "the person who allowed this is not who they were, or has logged out";
            self.end_grant(grant, why).await?;
            return Err(refused(OAuthCode::InvalidGrant, why));
        };
        let refresh = if goes_on { Some(self.renewed(grant)) } else { None };
        let (token, change) =
            self.fresh_access(&client.id, Some(&grant.name), &scopes, APP_MILLIS)?;
        let id_token = match scopes.has(Extra::OpenId) {
            true => Some(self.id_token(grant, client, &scopes, endpoint).await?),
            false => None,
        };
        let mut changes =
            vec![change, put(Table::Consented, &grant.name, grant, Expected::Is(tag))?];
        changes.push(self.used_now(&client.id)?);
        changes.extend(app.once);
        let what = format!("gave client {} ({}) a token for {scopes}", client.id, client.name);
        let permit = self.gate.itself(&asker);
        let done = self.change(&permit, changes, Some((Action::LogIn, what))).await?;
        Ok(done.then(|| Issued {
            token,
            seconds: APP_MILLIS / 1000,
            scope: scopes.to_string(),
            refresh,
            id_token,
            patient: grant.patient.as_ref().map(|patient| patient.id.clone()),
        }))
    }

    /// A fresh refresh token, in the place of the last one. Its handle is new
    /// only with a new grant, so it is passed on from what the app holds.
    fn renewed(&self, grant: &mut Grant) -> SecretString {
        let word = secret::fresh(&*self.rng);
        grant.refresh = Some(secret::name(&word));
        grant.last = self.now().0;
        SecretString::from((*word).clone())
    }
}

/// Whether what came with a code is what it was given for.
fn fits(
    grant: &Grant,
    client: &Client,
    redirect: Option<&str>,
    verifier: Option<&str>,
) -> Result<(), &'static str> {
    if grant.client != client.id {
        return Err("the code was given to another client");
    }
    if redirect != Some(&grant.redirect) {
        return Err("redirect_uri is not the one that the code was sent to");
    }
    let verifier = verifier.ok_or("code_verifier is missing")?;
    let formed = VERIFIER_CHARS.contains(&verifier.len())
        && verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
    if formed && secret::same(&secret::name(verifier), &grant.challenge) {
        Ok(())
    } else {
        Err("code_verifier does not fit the code_challenge")
    }
}

/// A refresh token as it is given: the handle that the app holds already, and
/// the secret of the moment.
pub(crate) fn whole(handle: &str, word: &SecretString) -> SecretString {
    SecretString::from(format!("{REFRESH}{handle}.{}", word.expose_secret()))
}
