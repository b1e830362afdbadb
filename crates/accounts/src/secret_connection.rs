//! A record open in a secret connection (CSP, L.1111-5, R.1111-50): kept with the session
//! that opened it and with nothing else, so that it ends with it, on every node. The person
//! reads in the traces of the record that it was.

use std::sync::Arc;

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::{LEFT_SECRECY, OPENED_SECRETLY};
use hygie_record::{CellChanges, Expected, Permit, Table};
use hygie_trace::{Action, Outcome};

use crate::limits::{ATTEMPTS, SECRET_CONNECTIONS};
use crate::session::Stored;
use crate::stored::put;
use crate::{AccountError, Accounts, Session};

impl Accounts {
    /// Opens a record in a secret connection, in this session alone; `majority` is when the
    /// person comes of age, where that is known. One that runs goes on.
    ///
    /// # Errors
    /// Why not, inside [`AccountError::Gate`], as for
    /// [`Gate::may_connect_secretly`](hygie_gate::Gate::may_connect_secretly); when the
    /// session has ended or was locked, or the store fails.
    pub async fn connect_secretly(
        self: &Arc<Self>,
        session: &Session,
        record: RecordNo,
        majority: Option<Timestamp>,
    ) -> Result<(), AccountError> {
        let asker = session.asker().ok_or(AccountError::NotNow)?.clone();
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            let permit = this.gate.may_connect_secretly(&asker, record, majority).await?;
            let begins = |kept: &mut Vec<u64>| {
                if kept.contains(&record.get()) {
                    return Ok(false);
                }
                if kept.len() >= SECRET_CONNECTIONS {
                    return Err(AccountError::TooManySecretConnections);
                }
                kept.push(record.get());
                Ok(true)
            };
            this.turn(&session, (record, &permit), OPENED_SECRETLY, begins).await
        })
        .await
    }

    /// Ends the secret connection of this session to a record. One that ended stays so.
    ///
    /// # Errors
    /// When the session has ended or was locked, or the store fails.
    pub async fn leave_secrecy(
        self: &Arc<Self>,
        session: &Session,
        record: RecordNo,
    ) -> Result<(), AccountError> {
        let asker = session.asker().ok_or(AccountError::NotNow)?.clone();
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            let permit = this.gate.leaves_secrecy(&asker);
            let ends = |kept: &mut Vec<u64>| {
                let before = kept.len();
                kept.retain(|it| *it != record.get());
                Ok(kept.len() < before)
            };
            this.turn(&session, (record, &permit), LEFT_SECRECY, ends).await
        })
        .await
    }

    /// Changes which records a session has open so, with its trace; `change` says whether
    /// there is anything to write.
    async fn turn(
        &self,
        session: &Session,
        (record, permit): (RecordNo, &Permit),
        what: &str,
        change: impl Fn(&mut Vec<u64>) -> Result<bool, AccountError>,
    ) -> Result<(), AccountError> {
        for _ in 0..ATTEMPTS {
            self.owner(session).await?;
            let read = self.read::<Stored>(Table::Session, &session.name, "session").await?;
            let Some((mut stored, tag)) = read else { return Err(AccountError::Ended) };
            if stored.standing.locked {
                return Err(AccountError::NotNow);
            }
            if !change(&mut stored.standing.secret)? {
                return Ok(());
            }
            stored.last = stored.last.max(self.now().0);
            let cell = put(Table::Session, &session.name, &stored, Expected::Is(tag))?;
            let trace = Some((Action::Rights, what.to_owned(), Outcome::Granted));
            let changes = CellChanges { changes: vec![cell], trace };
            if self.change_of(permit, record, changes).await? {
                return Ok(());
            }
        }
        Err(AccountError::Contended)
    }
}
