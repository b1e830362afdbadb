//! What the handlers share.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use hygie_base::RecordNo;
use hygie_gate::Asker;
use hygie_http::{App, Cursors, Fault};
use hygie_record::Permit;
use hygie_trace::Action;
use tokio::sync::Semaphore;

use crate::capabilities::statement;
use crate::limits::TRANSACTIONS;

/// The state of the routes.
pub(crate) struct Api {
    pub app: Arc<App>,
    /// The address of the API, without a slash at the end.
    pub base: String,
    pub cursors: Cursors,
    /// The CapabilityStatement, which never changes while this runs.
    pub statement: Bytes,
    /// The OpenAPI description, made when it is asked for first.
    pub openapi: OnceLock<Bytes>,
    pub transactions: Semaphore,
}

impl Api {
    pub fn new(app: &Arc<App>) -> Self {
        let base = format!("{}/fhir", app.config.public_url.trim_end_matches('/'));
        Self {
            app: Arc::clone(app),
            statement: statement(&base, app.clock.now()).to_vec().into(),
            openapi: OnceLock::new(),
            cursors: Cursors::new(&*app.rng),
            transactions: Semaphore::new(TRANSACTIONS),
            base,
        }
    }

    /// What the asker's token permits.
    pub async fn permit(&self, asker: &Asker) -> Result<Permit, Fault> {
        let gate = &self.app.gate;
        Ok(match asker.scopes.record() {
            // An app keeps to the record that it was started for.
            Some(record) => gate.record(asker, record).await?,
            None => gate.any(asker).await?,
        })
    }

    /// What lets the asker take a whole record away: an app no more of it than its user
    /// may export.
    pub async fn exporter(&self, asker: &Asker) -> Result<Permit, Fault> {
        let gate = &self.app.gate;
        Ok(match asker.scopes.record() {
            Some(record) => gate.export(asker, record).await?,
            None => gate.any(asker).await?,
        })
    }

    /// What lets the asker read one resource: an app also the one of the registry
    /// that says who its user is.
    pub async fn reader(&self, asker: &Asker, kind: &str, id: &str) -> Result<Permit, Fault> {
        if asker.scopes.is_user(kind, id) {
            return Ok(self.app.gate.user(asker, kind, id).await?);
        }
        self.permit(asker).await
    }

    /// What lets the asker look for resources of a type by criteria. To look
    /// for persons, by their identifiers above all, is a right of its own.
    pub async fn finder(&self, asker: &Asker, kind: &str) -> Result<Permit, Fault> {
        let gate = &self.app.gate;
        let finds = kind == "Patient" && asker.scopes.record().is_none();
        if finds { Ok(gate.find(asker).await?) } else { self.permit(asker).await }
    }

    /// Who keeps what the asker writes.
    pub fn custodian(&self, asker: &Asker) -> String {
        let own = &asker.organisation;
        if own.is_empty() { self.app.config.organisation.clone() } else { own.clone() }
    }

    /// Traces that somebody looked for what is not there, or not for them.
    pub async fn refused(
        &self,
        permit: &Permit,
        record: Option<RecordNo>,
        action: Action,
        what: String,
    ) -> Result<(), Fault> {
        Ok(self.app.records.refused(permit, record, action, what).await?)
    }
}
