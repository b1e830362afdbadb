//! A half-written form whose author is away at a log-in provider. It is too long for
//! what the browser carries, so it waits in the store: one a session, for as long as the
//! log-in.

use hygie_base::{ExposeSecret as _, SecretString, Timestamp};
use hygie_record::{CellChange, Expected, Table};
use serde::{Deserialize, Serialize};

use super::Away;
use crate::limits::AWAY_FORM_BYTES;
use crate::service::{HOUSE, nobody};
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, Session, secret, stored};

/// As it is kept, under the id of its session.
#[derive(Serialize, Deserialize)]
struct Form {
    session: String,
    /// The name of the log-in that it waits for.
    away: String,
    /// When that is over, in milliseconds since 1970.
    until: i64,
    form: String,
}

impl Accounts {
    /// Keeps a form of this session for who comes back with this cookie until then. It
    /// takes the place of the one before, whose cookie the new one replaced. `false`, and
    /// nothing is kept, when it is longer than [`AWAY_FORM_BYTES`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep_form(
        &self,
        session: &str,
        form: &str,
        (cookie, until): (&SecretString, Timestamp),
    ) -> Result<bool, AccountError> {
        if form.len() > AWAY_FORM_BYTES {
            return Ok(false);
        }
        let kept = Form {
            session: session.to_owned(),
            away: secret::name(cookie.expose_secret()),
            until: until.0,
            form: form.to_owned(),
        };
        let change = put(Table::AwayForm, session, &kept, Expected::Any)?;
        self.change(&self.gate.itself(&nobody(HOUSE, "log-in")), vec![change], None).await
    }

    /// The form of this session that waits for who came back; it goes when that is used.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn form_of(
        &self,
        away: &mut Away,
        session: &Session,
    ) -> Result<Option<String>, AccountError> {
        let kept = self.read::<Form>(Table::AwayForm, &session.id, "kept form").await?;
        let Some((kept, _)) = kept.filter(|(kept, _)| kept.away == away.name) else {
            return Ok(None);
        };
        away.form = Some(kept.session);
        Ok(Some(kept.form))
    }

    /// The changes that remove those whose time is over.
    pub(crate) async fn over_forms(&self) -> Result<Vec<CellChange>, AccountError> {
        let now = self.now();
        let mut changes = Vec::new();
        for cell in self.records.cells(Table::AwayForm).await? {
            let kept: Form = stored::from_bytes(&cell.value, "kept form")?;
            if kept.until <= now.0 {
                changes.push(remove(Table::AwayForm, &kept.session, Expected::Any));
            }
        }
        Ok(changes)
    }
}
