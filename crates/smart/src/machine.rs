//! Tokens for machines: SMART Backend Services
//! (<https://hl7.org/fhir/smart-app-launch/backend-services.html>), the grant
//! `client_credentials` with an assertion.

use std::sync::Arc;

use hygie_gate::Scopes;
use hygie_record::{Expected, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};

use crate::access::Issued;
use crate::assertion::{ASSERTION_TYPE, Assertion, Proof};
use crate::client::{Client, Keys, Kind};
use crate::error::{OAuthCode, refused};
use crate::limits::{ATTEMPTS, MACHINE_MILLIS};
use crate::scope::Asked;
use crate::service::machine;
use crate::stored::put;
use crate::{Smart, SmartError, secret};

/// How a client says who it is, as it was sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Credentials<'a> {
    /// `client_id`, which beside an assertion may be left out.
    pub client: Option<&'a str>,
    /// `client_assertion_type`.
    pub kind: Option<&'a str>,
    /// `client_assertion`.
    pub assertion: Option<&'a str>,
    /// Address of the token endpoint, for which an assertion is made out.
    pub audience: &'a str,
}

/// Why a suspended client is refused.
pub(crate) const SUSPENDED: &str = "this client is suspended: the administrator can resume it";

/// An assertion that was used, kept until it would be refused anyway.
#[derive(Serialize, Deserialize)]
pub(crate) struct Used {
    /// Name of its cell.
    pub(crate) name: String,
    pub(crate) until: i64,
}

impl Smart {
    /// Gives a machine an access token for the scopes that it asks for, all or
    /// none.
    ///
    /// # Errors
    /// Why not, in the words of OAuth; or when the store fails.
    pub async fn machine_token(
        self: &Arc<Self>,
        credentials: Credentials<'_>,
        scope: Option<&str>,
    ) -> Result<Issued, SmartError> {
        let (client, proof) = self.proven(credentials).await?;
        let granted = match machine_scopes(&client, scope) {
            Ok(granted) => granted,
            Err(error) => return Err(self.told(&client, error).await?),
        };
        let this = Arc::clone(self);
        Self::to_the_end(async move { this.give(&client, &proof, &granted).await }).await
    }

    async fn give(
        &self,
        client: &Client,
        proof: &Proof,
        granted: &Asked,
    ) -> Result<Issued, SmartError> {
        let used = used(client, proof)?;
        for _ in 0..ATTEMPTS {
            let (token, change) = self.fresh_access(&client.id, None, granted, MACHINE_MILLIS)?;
            let change_used = put(Table::Assertion, &used.name, &used, Expected::Absent)?;
            let what = format!("gave client {} a token for {granted}", client.id);
            let (organisation, name) = (&client.organisation, &client.organisation_name);
            let asker = machine(&client.id, &client.name, organisation, name, Scopes::default());
            let permit = self.gate.itself(&asker);
            let trace = Some((Action::LogIn, what));
            let changes = vec![change, change_used, self.used_now(&client.id)?];
            if self.change(&permit, changes, trace).await? {
                let scope = granted.to_string();
                let seconds = MACHINE_MILLIS / 1000;
                let (refresh, id_token, patient) = (None, None, None);
                return Ok(Issued { token, seconds, scope, refresh, id_token, patient });
            }
            if self.is_used(&used).await? {
                let why = "this assertion was used before: make a new one with a jti of its own";
                return Err(self.told(client, refused(OAuthCode::InvalidClient, why)).await?);
            }
        }
        Err(SmartError::Contended)
    }

    /// The client that an assertion proves, and what makes the proof count once.
    /// Which step failed is told: who holds no key learns nothing from it.
    pub(crate) async fn proven(
        &self,
        credentials: Credentials<'_>,
    ) -> Result<(Arc<Client>, Proof), SmartError> {
        let invalid = |why: &str| refused(OAuthCode::InvalidClient, why);
        let (Some(kind), Some(text)) = (credentials.kind, credentials.assertion) else {
            let why = "send client_assertion_type and client_assertion: a secret is no way in here";
            return Err(invalid(why));
        };
        if kind != ASSERTION_TYPE {
            return Err(invalid("this client_assertion_type is not known: it must be jwt-bearer"));
        }
        let assertion = Assertion::read(text).map_err(invalid)?;
        let Some(client) = self.client_named(assertion.client()).await? else {
            return Err(invalid("no client is registered under the iss of the assertion"));
        };
        let why = match self.check(&client, assertion, credentials).await {
            Ok(proof) => {
                self.counted(&client)?;
                return Ok((client, proof));
            }
            Err(error) => error,
        };
        Err(self.told(&client, why).await?)
    }

    async fn check(
        &self,
        client: &Client,
        assertion: Assertion,
        credentials: Credentials<'_>,
    ) -> Result<Proof, SmartError> {
        let invalid = |why: &str| refused(OAuthCode::InvalidClient, why);
        if client.suspended {
            return Err(invalid(SUSPENDED));
        }
        if credentials.client.is_some_and(|named| named != client.id) {
            return Err(invalid("client_id is not the iss of the assertion"));
        }
        let keys = self.keys_of(client, assertion.kid().unwrap_or_default()).await?;
        let url = match &client.keys {
            Keys::Url { url, .. } => Some(url.as_str()),
            _ => None,
        };
        let seconds = self.now().0.div_euclid(1000);
        let proof = assertion.check(&keys, url, credentials.audience, seconds).map_err(invalid)?;
        if self.is_used(&used(client, &proof)?).await? {
            let why = "this assertion was used before: make a new one with a jti of its own";
            return Err(invalid(why));
        }
        Ok(proof)
    }

    /// The client of an id that a stranger sent.
    pub(crate) async fn client_named(&self, id: &str) -> Result<Option<Arc<Client>>, SmartError> {
        // Ids of ours have 22 characters; nothing else costs a look-up.
        if id.len() == 22 { self.client(id).await } else { Ok(None) }
    }

    /// A refusal that was traced; what is no refusal passes.
    pub(crate) async fn told(
        &self,
        client: &Client,
        error: SmartError,
    ) -> Result<SmartError, SmartError> {
        if let SmartError::Refused(refused) = &error {
            self.refuse(client, &refused.why).await?;
        }
        Ok(error)
    }

    async fn is_used(&self, used: &Used) -> Result<bool, SmartError> {
        Ok(self.records.cell(Table::Assertion, &used.name).await?.is_some())
    }
}

/// The mark that an assertion was used. Its name is a hash: a jti may say anything.
pub(crate) fn used(client: &Client, proof: &Proof) -> Result<Used, SmartError> {
    let whole = serde_json::to_string(&(&client.id, &proof.jti)).map_err(|_| SmartError::Broken)?;
    Ok(Used { name: secret::name(&whole), until: proof.until })
}

fn machine_scopes(client: &Client, scope: Option<&str>) -> Result<Asked, SmartError> {
    if client.kind != Kind::Backend {
        let why = "this client is an app: it is given tokens by people, with authorization_code";
        return Err(refused(OAuthCode::UnauthorizedClient, why));
    }
    let invalid = |why: String| refused(OAuthCode::InvalidScope, why);
    let asked =
        Asked::parse(scope.unwrap_or_default()).map_err(|error| invalid(error.to_string()))?;
    if let Some(place) = asked.unknown() {
        return Err(invalid(format!("scope {place} is not known here")));
    }
    if asked.is_empty() {
        return Err(invalid(
            "ask for at least one scope, for example system/Patient.rs".to_owned(),
        ));
    }
    if !asked.is_within(&client.allowed()?) {
        let why = format!("this client is registered for no more than {}", client.scopes);
        return Err(invalid(why));
    }
    asked.kept().map_err(|error| invalid(error.to_string()))?;
    Ok(asked)
}
