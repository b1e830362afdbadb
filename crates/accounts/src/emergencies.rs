//! Opening a record in an emergency: the person and their médecin traitant are told, by a
//! notice written in the very commit that opens it.

use std::sync::{Arc, Mutex, PoisonError};

use hygie_base::RecordNo;
use hygie_gate::acts::BreakGlass;
use hygie_gate::rights::Rights;
use hygie_gate::{Asker, GateError, Role, Tells};
use hygie_record::{CellChange, Expected, RecordError, Table};

use crate::account::Account;
use crate::notices::{About, Event};
use crate::state::Bar;
use crate::stored::{self, put};
use crate::{AccountError, Accounts};

impl Accounts {
    /// Opens a record in an emergency; runs to its end although who asks may go away.
    ///
    /// # Errors
    /// As for [`Gate::break_glass`](hygie_gate::Gate::break_glass).
    pub async fn break_glass(
        self: &Arc<Self>,
        asker: &Asker,
        record: RecordNo,
        act: BreakGlass,
    ) -> Result<(), GateError> {
        let (this, asker) = (Arc::clone(self), asker.clone());
        let work = tokio::spawn(async move {
            let tells = Telling { accounts: &this, by: &asker, told: Mutex::default() };
            let done = this.gate.break_glass(&asker, record, &act, &tells).await;
            // Whatever came of it, what is in memory may be of before.
            let told = tells.told.into_inner().unwrap_or_else(PoisonError::into_inner);
            told.iter().for_each(|login| this.accounts.forget(login));
            done
        });
        work.await.unwrap_or(Err(GateError::Record(RecordError::Contended)))
    }
}

/// Tells those whom an emergency concerns.
struct Telling<'a> {
    accounts: &'a Accounts,
    by: &'a Asker,
    /// Logins of who was told.
    told: Mutex<Vec<String>>,
}

impl Tells for Telling<'_> {
    async fn cells(
        &self,
        record: RecordNo,
        rights: &Rights,
    ) -> Result<Vec<CellChange>, RecordError> {
        let (now, treating) = (self.accounts.now(), rights.treating.as_ref());
        let mut changes = Vec::new();
        for cell in self.accounts.records.cells(Table::Account).await? {
            let account: Account = stored::from_bytes(&cell.value, "account").map_err(unread)?;
            let event = if is_persons(&account, record) {
                Event::RecordOpened
            } else if treating.is_some_and(|it| it.account == account.id) {
                Event::PatientOpened
            } else {
                continue;
            };
            if account.id == self.by.id || account.bar == Some(Bar::Revoked) {
                continue;
            }
            let mut account = account;
            account.notices.emergency(event, About::of(self.by, record), now);
            self.told.lock().unwrap_or_else(PoisonError::into_inner).push(account.login.clone());
            let (login, expect) = (account.login.clone(), Expected::Is(cell.tag));
            changes.push(put(Table::Account, &login, &account, expect).map_err(unread)?);
        }
        Ok(changes)
    }
}

fn is_persons(account: &Account, record: RecordNo) -> bool {
    let mut activities = account.activities.iter();
    activities.any(|one| one.role == Role::Person && one.person == Some(record.get()))
}

fn unread(error: AccountError) -> RecordError {
    match error {
        AccountError::Record(error) => error,
        _ => RecordError::Damaged { record: RecordNo::REGISTRY, seq: 0, what: "an account" },
    }
}
