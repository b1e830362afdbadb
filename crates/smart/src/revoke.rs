//! Giving a token back (RFC 7009) and asking what one stands for (RFC 7662).

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use crate::app::App;
use crate::client::Kind;
use crate::code::REFRESH;
use crate::error::{OAuthCode, refused};
use crate::grant::parts;
use crate::scope::{Asked, Extra};
use crate::stored::remove;
use crate::{Credentials, Smart, SmartError, secret};

/// What a token stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// What was granted.
    pub scope: String,
    /// The client that holds it.
    pub client: String,
    /// Seconds since 1970 at which it ends.
    pub expires: i64,
    /// Seconds since 1970 at which it was issued.
    pub issued: i64,
    /// Id of the person who allowed it, where it says who they are.
    pub subject: Option<String>,
    /// Id of the Patient whose record the app was started for.
    pub patient: Option<String>,
    /// The resource that says who allowed it, as a reference, where it says so.
    pub fhir_user: Option<String>,
}

impl Smart {
    /// Ends a token of this client: a refresh token with all that came of the
    /// person's yes, an access token alone. One that is unknown, or another
    /// client's, is none to end, and that is not told (RFC 7009, section 2.2).
    ///
    /// # Errors
    /// When the client does not prove who it is or the store fails.
    pub async fn revoke(
        self: &Arc<Self>,
        credentials: Credentials<'_>,
        token: Option<&str>,
    ) -> Result<(), SmartError> {
        let app = self.app(credentials).await?;
        let client = Arc::clone(&app.client);
        self.spend(app).await?;
        let Some(token) = token else {
            return Err(refused(OAuthCode::InvalidRequest, "token is missing"));
        };
        let (this, token) = (Arc::clone(self), token.to_owned());
        Self::to_the_end(async move {
            if let Some((handle, word)) = token.strip_prefix(REFRESH).and_then(parts) {
                let found = this.grant(&secret::name(handle)).await?;
                let own = found.filter(|(grant, _)| {
                    let right = |hash: &String| secret::same(hash, &secret::name(word));
                    grant.client == client.id && grant.refresh.as_ref().is_some_and(right)
                });
                if let Some((grant, _)) = own {
                    this.end_grant(&grant, "its app gave it back").await?;
                }
                return Ok(());
            }
            let found = this.access(&token).await?.filter(|access| access.client == client.id);
            if let Some(access) = found {
                let permit = this.gate.itself(&crate::service::nobody());
                let change = remove(Table::Access, &access.name, Expected::Any);
                let what = format!("client {} gave a token back", client.id);
                this.change(&permit, vec![change], Some((Action::Account, what))).await?;
            }
            Ok(())
        })
        .await
    }

    /// Makes an assertion that nothing else goes with count once.
    async fn spend(&self, app: App) -> Result<(), SmartError> {
        let Some(once) = app.once else { return Ok(()) };
        let permit = self.gate.itself(&crate::service::nobody());
        if self.change(&permit, vec![once], None).await? {
            return Ok(());
        }
        Err(refused(OAuthCode::InvalidClient, "this assertion was used before"))
    }

    /// What an access token stands for; `None` when it counts no more, or was
    /// given to another app than the one that asks. A backend client, which is
    /// another service of the house, may ask about any.
    ///
    /// # Errors
    /// When the client does not prove who it is or the store fails.
    pub async fn introspect(
        &self,
        credentials: Credentials<'_>,
        token: Option<&str>,
    ) -> Result<Option<Told>, SmartError> {
        let app = self.app(credentials).await?;
        let client = Arc::clone(&app.client);
        if client.kind == Kind::Public {
            let why = "only a client with keys may ask what a token stands for";
            return Err(refused(OAuthCode::UnauthorizedClient, why));
        }
        self.spend(app).await?;
        let Some(access) = self.access(token.unwrap_or_default()).await? else { return Ok(None) };
        let own = access.client == client.id || client.kind == Kind::Backend;
        // As on the API itself: who is gone is gone here too.
        let counts = own && self.bearer(token.unwrap_or_default()).await?.is_some();
        if !counts {
            return Ok(None);
        }
        let grant = match &access.grant {
            Some(name) => self.grant(name).await?.map(|(grant, _)| grant),
            None => None,
        };
        let Some(holder) = self.client(&access.client).await? else { return Ok(None) };
        let asked = Asked::parse(&access.scopes).unwrap_or_default().within(&holder.allowed()?);
        let subject = grant.as_ref().filter(|_| asked.has(Extra::OpenId));
        let fhir_user = match subject.filter(|_| asked.has(Extra::FhirUser)) {
            Some(grant) => self.fhir_user(grant).await?,
            None => None,
        };
        Ok(Some(Told {
            scope: asked.to_string(),
            fhir_user,
            client: access.client.clone(),
            expires: access.expires.div_euclid(1000),
            issued: access.issued.div_euclid(1000),
            subject: subject.map(|grant| grant.account.clone()),
            patient: grant.and_then(|grant| grant.patient).map(|patient| patient.id),
        }))
    }
}
