//! What a person allowed an app: one cell, from the code to the last refresh
//! token. Whoever holds a code or refresh token holds the handle that names the
//! cell and the secret of the moment. A right handle with another secret is one
//! that was used before, so it has two holders: everything of it ends.

use hygie_accounts::{Session, Was};
use hygie_base::{RecordNo, SecretString};
use hygie_gate::{Asker, Role};
use hygie_record::{CellTag, Expected, Permit, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::limits::{ATTEMPTS, CODE_MILLIS, CONSENT_MILLIS, REFRESH_IDLE_MILLIS};
use crate::scope::{Asked, Extra, Level};
use crate::stored::remove;
use crate::{Smart, SmartError, secret};

/// The person whose record an app was started for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Patient {
    /// The record.
    record: u64,
    /// Id of its Patient.
    pub id: String,
}

impl Patient {
    /// The person of this record.
    pub fn new(record: RecordNo, id: String) -> Self {
        Self { record: record.get(), id }
    }

    /// The record.
    pub fn record(&self) -> Option<RecordNo> {
        RecordNo::from_u64(self.record)
    }
}

/// What a person allowed an app, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Grant {
    /// Name of its cell.
    pub(crate) name: String,
    /// By which its owner can end it; no secret.
    pub(crate) id: String,
    pub(crate) client: String,
    pub(crate) login: String,
    pub(crate) account: String,
    /// Of the account when it was allowed.
    #[serde(default)]
    generation: u64,
    role: Role,
    organisation: String,
    person: Option<u64>,
    /// The session in which it was allowed.
    session: String,
    pub(crate) scopes: String,
    pub(crate) patient: Option<Patient>,
    pub(crate) redirect: String,
    pub(crate) challenge: String,
    pub(crate) nonce: Option<String>,
    /// Hash of the secret of the code, until it is used.
    pub(crate) code: Option<String>,
    /// Hash of the secret of the newest refresh token.
    pub(crate) refresh: Option<String>,
    pub(crate) made: i64,
    pub(crate) last: i64,
}

impl Grant {
    /// What this person allows now, and the code that proves it.
    pub(crate) fn begin(
        smart: &Smart,
        (session, asker): (&Session, &Asker),
        authorization: &crate::Authorization,
        patient: Option<Patient>,
    ) -> (Self, SecretString) {
        let (handle, word) = (secret::fresh(&*smart.rng), secret::fresh(&*smart.rng));
        let now = smart.now().0;
        let grant = Self {
            name: secret::name(&handle),
            id: secret::id(&*smart.rng),
            client: authorization.client.id.clone(),
            login: session.login.clone(),
            account: asker.id.clone(),
            generation: session.generation,
            role: asker.role,
            organisation: asker.organisation.clone(),
            person: asker.person.map(RecordNo::get),
            session: session.id.clone(),
            scopes: authorization.scopes.to_string(),
            patient,
            redirect: authorization.redirect.as_str().to_owned(),
            challenge: authorization.challenge.clone(),
            nonce: authorization.nonce.clone(),
            code: Some(secret::name(&word)),
            refresh: None,
            made: now,
            last: now,
        };
        (grant, SecretString::from(format!("{}.{}", *handle, *word)))
    }

    /// Who allowed it.
    pub(crate) fn was(&self) -> Was<'_> {
        Was {
            login: &self.login,
            id: &self.account,
            generation: self.generation,
            role: self.role,
            organisation: &self.organisation,
            person: self.person.and_then(RecordNo::from_u64),
        }
    }

    /// Whether it was allowed in this role.
    pub(crate) fn is_of(&self, role: Role) -> bool {
        self.role == role
    }

    pub(crate) fn asked(&self) -> Result<Asked, SmartError> {
        Asked::parse(&self.scopes).map_err(|_| SmartError::Damaged("consent"))
    }

    /// Whether time has ended it. Before it was made, too: a clock set back must
    /// not lengthen it.
    pub(crate) fn is_over(&self, now: i64) -> bool {
        let since = now.saturating_sub(self.made);
        let most = if self.code.is_some() { CODE_MILLIS } else { CONSENT_MILLIS };
        let rested = now.saturating_sub(self.last);
        !(0..most).contains(&since) || rested >= REFRESH_IDLE_MILLIS
    }
}

/// A code or refresh token: a handle and a secret.
pub(crate) fn parts(text: &str) -> Option<(&str, &str)> {
    let (handle, word) = text.split_once('.')?;
    (secret::is_well_formed(handle) && secret::is_well_formed(word)).then_some((handle, word))
}

impl Smart {
    /// The grant of a cell's name, unless it is over.
    pub(crate) async fn grant(&self, name: &str) -> Result<Option<(Grant, CellTag)>, SmartError> {
        let read = self.read::<Grant>(Table::Consented, name, "consent").await?;
        let now = self.now().0;
        Ok(read.filter(|(grant, _)| !grant.is_over(now)))
    }

    /// Who an app acts for, with these scopes of what was allowed: the person as
    /// they stand today. `None` when they are not who they were, or logged out
    /// of what was allowed while they were logged in.
    pub(crate) async fn acts_for(
        &self,
        grant: &Grant,
        client: &Client,
        scopes: &Asked,
    ) -> Result<Option<Asker>, SmartError> {
        let Some(mut asker) = self.accounts.still(grant.was()).await? else { return Ok(None) };
        let offline = grant.asked()?.has(Extra::OfflineAccess);
        if !offline
            && !self.accounts.session_lives(&grant.login, &grant.account, &grant.session).await?
        {
            return Ok(None);
        }
        let bare = scopes.scopes(&[Level::Patient, Level::User]);
        let user = match scopes.has(Extra::FhirUser) {
            true => self.accounts.resource_of(grant.was()).await?,
            false => None,
        };
        let record = grant.patient.as_ref().and_then(Patient::record);
        asker.scopes = bare.of_app(record).knowing(user);
        asker.from = format!("app {}", client.name);
        Ok(Some(asker))
    }

    /// Ends what was allowed, and with it every token of it; traced.
    pub(crate) async fn end_grant(&self, grant: &Grant, why: &str) -> Result<bool, SmartError> {
        let permit = self.gate.itself(&crate::service::nobody());
        let what = format!("ended consent {} to client {}: {why}", grant.id, grant.client);
        self.remove_grant(&permit, grant, &what).await
    }

    /// Removes what was allowed, and its name from the index.
    pub(crate) async fn remove_grant(
        &self,
        permit: &Permit,
        grant: &Grant,
        what: &str,
    ) -> Result<bool, SmartError> {
        for _ in 0..ATTEMPTS {
            let mut changes = vec![remove(Table::Consented, &grant.name, Expected::Any)];
            changes.extend(self.index_changes(None, &[grant]).await?);
            if self.change(permit, changes, Some((Action::Account, what.to_owned()))).await? {
                return Ok(true);
            }
        }
        Err(SmartError::Contended)
    }
}
