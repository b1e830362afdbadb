//! Opening a record in an emergency, or for a call to the regulation centre: the person and
//! their médecin traitant are told, by a notice written in the very commit that opens it.

use std::sync::{Arc, Mutex, PoisonError};

use hygie_base::RecordNo;
use hygie_gate::acts::{BreakGlass, TakeCall};
use hygie_gate::rights::Rights;
use hygie_gate::{Asker, GateError, Tells};
use hygie_record::{CellChange, Expected, RecordError, Table};

use crate::notices::{About, Event};
use crate::state::Bar;
use crate::stored::put;
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
        to_the_end(async move {
            let tells = this.telling(&asker, (Event::RecordOpened, Some(Event::PatientOpened)));
            let done = this.gate.break_glass(&asker, record, &act, &tells).await;
            tells.forget();
            done
        })
        .await
    }

    /// Opens a record for a call to the regulation centre; the same.
    ///
    /// # Errors
    /// As for [`Gate::take_call`](hygie_gate::Gate::take_call).
    pub async fn take_call(
        self: &Arc<Self>,
        asker: &Asker,
        record: RecordNo,
        act: TakeCall,
    ) -> Result<(), GateError> {
        let (this, asker) = (Arc::clone(self), asker.clone());
        to_the_end(async move {
            let events = (Event::RecordRegulated, Some(Event::PatientRegulated));
            let tells = this.telling(&asker, events);
            let done = this.gate.take_call(&asker, record, &act, &tells).await;
            tells.forget();
            done
        })
        .await
    }

    /// Tells the person of a record of the first event, and their médecin traitant of the
    /// second one.
    pub(crate) const fn telling<'a>(
        &'a self,
        by: &'a Asker,
        events: (Event, Option<Event>),
    ) -> Telling<'a> {
        Telling { accounts: self, by, events, told: Mutex::new(Vec::new()) }
    }
}

pub(crate) async fn to_the_end(
    work: impl Future<Output = Result<(), GateError>> + Send + 'static,
) -> Result<(), GateError> {
    let done = tokio::spawn(work).await;
    done.unwrap_or(Err(GateError::Record(RecordError::Contended)))
}

/// Tells those whom it concerns.
pub(crate) struct Telling<'a> {
    accounts: &'a Accounts,
    by: &'a Asker,
    /// What the person is told, and their médecin traitant where they are told something.
    events: (Event, Option<Event>),
    /// Logins of who was told.
    told: Mutex<Vec<String>>,
}

impl Telling<'_> {
    /// Whatever came of it, what is in memory of those who were told may be of before.
    pub(crate) fn forget(&self) {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.iter().for_each(|login| self.accounts.accounts.forget(login));
    }
}

impl Tells for Telling<'_> {
    async fn cells(
        &self,
        record: RecordNo,
        rights: &Rights,
    ) -> Result<Vec<CellChange>, RecordError> {
        let (now, treating) = (self.accounts.now(), rights.treating.as_ref());
        let mut found = self.accounts.accounts_of_person(record).await.map_err(unread)?;
        if let Some(treating) = treating {
            let account = self.accounts.account_of_id(&treating.account).await.map_err(unread)?;
            // Who treats themselves is told as the person.
            found.extend(account.filter(|(account, _)| !account.is_of_person(record)));
        }
        let mut changes = Vec::new();
        for (mut account, tag) in found {
            let (persons, treatings) = self.events;
            let event = if account.is_of_person(record) { Some(persons) } else { treatings };
            let own = account.id == self.by.id;
            let Some(event) = event.filter(|event| !own || *event == Event::WillChanged) else {
                continue;
            };
            if account.bar == Some(Bar::Revoked) {
                continue;
            }
            account.notices.of_record(event, About::of(self.by, record), now);
            if own {
                account.notices.last_is_known();
            }
            self.told.lock().unwrap_or_else(PoisonError::into_inner).push(account.login.clone());
            let (login, expect) = (account.login.clone(), Expected::Is(tag));
            changes.push(put(Table::Account, &login, &account, expect).map_err(unread)?);
        }
        self.accounts.with_mail(changes).map_err(unread)
    }
}

fn unread(error: AccountError) -> RecordError {
    match error {
        AccountError::Record(error) => error,
        _ => RecordError::Damaged { record: RecordNo::REGISTRY, seq: 0, what: "an account" },
    }
}
