//! The service and what it stands on.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use hygie_base::{Clock, RecordNo, Rng, Timestamp};
use hygie_gate::{Asker, Gate, Role};
use hygie_record::{CellChange, CellChanges, CellTag, Permit, Records, Table};
use hygie_trace::{Action, Outcome};
use serde::de::DeserializeOwned;

use crate::account::Account;
use crate::bearer::Bearer;
use crate::cache::Cache;
use crate::guesses::Guesses;
use crate::invitations::InvitationDays;
use crate::legal_notice::LegalNoticeDays;
use crate::limits::{CODES_FORGOTTEN_MILLIS, LONGEST_CODE_WAIT_MILLIS};
use crate::names::Names;
use crate::passkeys::ChallengeKey;
use crate::password::{Breached, Hasher, Hashes};
use crate::session::Live;
use crate::strays::Strays;
use crate::{AccountError, LockAfter, SecondFactor, stored};

/// What the service stands on; everything that reaches the outside is passed in.
pub struct Parts {
    /// Where accounts are kept.
    pub records: Arc<Records>,
    /// Who makes permits.
    pub gate: Arc<Gate>,
    /// The one clock.
    pub clock: Arc<dyn Clock>,
    /// The one source of randomness.
    pub rng: Arc<dyn Rng>,
    /// The operator's list of breached passwords, if there is one.
    pub breached: Option<Breached>,
    /// Who must have a second factor.
    pub second_factor: SecondFactor,
    /// After how long unused sessions are locked.
    pub lock_after: LockAfter,
}

/// Accounts, sessions and tokens. One per opened store.
pub struct Accounts {
    pub(crate) records: Arc<Records>,
    pub(crate) gate: Arc<Gate>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) breached: Option<Arc<Breached>>,
    pub(crate) hashes: Hashes,
    /// Of who has a session already.
    pub(crate) session_hashes: Hashes,
    pub(crate) guesses: Arc<Guesses>,
    /// Of codes of second factors.
    pub(crate) code_guesses: Arc<Guesses>,
    pub(crate) second_factor: SecondFactor,
    pub(crate) lock_after: LockAfter,
    /// By login.
    pub(crate) accounts: Cache<Account>,
    /// By the cell's name.
    pub(crate) sessions: Cache<Live>,
    /// By the cell's name.
    pub(crate) tokens: Cache<Bearer>,
    pub(crate) names: Names,
    pub(crate) strays: Strays,
    /// Signs the challenges of passkeys; read from the store once.
    pub(crate) challenge_key: OnceLock<ChallengeKey>,
    /// For how long codes of activation may be used.
    pub(crate) invitation_days: OnceLock<InvitationDays>,
    /// After how many days the notice on looking into records is read again.
    pub(crate) legal_notice: OnceLock<LegalNoticeDays>,
    /// Once true, always true.
    pub(crate) claimed: AtomicBool,
    /// Whether notices are sent by mail.
    pub(crate) sends_mail: AtomicBool,
    /// Once true, of whether it is written which accounts are whose.
    pub(crate) knows_whose: AtomicBool,
}

/// Ids of actors that are no account.
pub(crate) const UNKNOWN: &str = "unknown";
pub(crate) const HOUSE: &str = "house";

/// Cells of [`Table::House`].
pub(crate) const CLAIMED: &str = "claimed";
pub(crate) const SET_UP: &str = "set-up token";

impl Accounts {
    /// The service over these parts.
    pub fn new(parts: Parts) -> Arc<Self> {
        let hasher = Hasher::new(Arc::clone(&parts.rng));
        Self::with(parts, hasher)
    }

    /// With another way to hash, which tests use to have old hashes.
    pub(crate) fn with(parts: Parts, hasher: Hasher) -> Arc<Self> {
        let shared = parts.records.is_shared();
        let hashes = Hashes::new(hasher);
        Arc::new(Self {
            records: parts.records,
            gate: parts.gate,
            clock: parts.clock,
            rng: parts.rng,
            breached: parts.breached.map(Arc::new),
            session_hashes: hashes.of_sessions(),
            hashes,
            guesses: Arc::default(),
            code_guesses: Arc::new(Guesses::waiting(
                LONGEST_CODE_WAIT_MILLIS,
                CODES_FORGOTTEN_MILLIS,
            )),
            second_factor: parts.second_factor,
            lock_after: parts.lock_after,
            accounts: Cache::new(shared),
            sessions: Cache::new(shared),
            tokens: Cache::new(shared),
            names: Names::default(),
            strays: Strays::default(),
            challenge_key: OnceLock::new(),
            invitation_days: OnceLock::new(),
            legal_notice: OnceLock::new(),
            claimed: AtomicBool::new(false),
            sends_mail: AtomicBool::new(false),
            knows_whose: AtomicBool::new(false),
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Whether any account exists, or ever did.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_claimed(&self) -> Result<bool, AccountError> {
        if self.claimed.load(Ordering::Acquire) {
            return Ok(true);
        }
        let claimed = self.records.cell(Table::House, CLAIMED).await?.is_some();
        if claimed {
            self.claimed.store(true, Ordering::Release);
        }
        Ok(claimed)
    }

    /// What a cell holds, and the tag by which a change can require that it
    /// still does.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        table: Table,
        name: &str,
        what: &'static str,
    ) -> Result<Option<(T, CellTag)>, AccountError> {
        let Some(cell) = self.records.cell_tagged(table, name).await? else { return Ok(None) };
        Ok(Some((stored::from_bytes(&cell.value, what)?, cell.tag)))
    }

    pub(crate) async fn read_account(
        &self,
        login: &str,
    ) -> Result<Option<(Account, CellTag)>, AccountError> {
        self.read(Table::Account, login, "account").await
    }

    /// The account as it stands, from memory when nothing changed it.
    pub(crate) async fn account(&self, login: &str) -> Result<Option<Arc<Account>>, AccountError> {
        let edition = match self.accounts.get(login) {
            Ok(account) => return Ok(Some(account)),
            Err(edition) => edition,
        };
        let Some((account, _)) = self.read_account(login).await? else { return Ok(None) };
        Ok(Some(self.accounts.keep(edition, login, Arc::new(account))))
    }

    /// Changes cells and tells it in one commit. `false` when an expectation
    /// did not hold. Whatever comes of it, what is in memory is forgotten.
    pub(crate) async fn change(
        &self,
        permit: &Permit,
        changes: Vec<CellChange>,
        trace: Option<(Action, String)>,
    ) -> Result<bool, AccountError> {
        self.change_as_is(permit, self.with_mail(changes)?, trace).await
    }

    /// The same, where the changes say themselves what mail is due.
    pub(crate) async fn change_as_is(
        &self,
        permit: &Permit,
        changes: Vec<CellChange>,
        trace: Option<(Action, String)>,
    ) -> Result<bool, AccountError> {
        let touched = touched(&changes);
        let trace = trace.map(|(action, what)| (action, what, Outcome::Granted));
        let done = self.records.change_cells(permit, CellChanges { changes, trace }).await;
        self.forget(touched);
        Ok(done?)
    }

    /// The same for the way in of a record's person, told with the record.
    pub(crate) async fn change_of(
        &self,
        permit: &Permit,
        record: RecordNo,
        mut changes: CellChanges,
    ) -> Result<bool, AccountError> {
        changes.changes = self.with_mail(changes.changes)?;
        let touched = touched(&changes.changes);
        let done = self.records.change_cells_of(permit, record, changes).await;
        self.forget(touched);
        Ok(done?)
    }

    /// Forgets what is in memory of cells that may have changed.
    fn forget(&self, touched: Vec<(Table, String)>) {
        for (table, name) in touched {
            match table {
                Table::Account => self.accounts.forget(&name),
                Table::Session => self.sessions.forget(&name),
                Table::Token => self.tokens.forget(&name),
                _ => {}
            }
        }
    }

    /// Traces that something was refused to someone.
    pub(crate) async fn refused(
        &self,
        asker: &Asker,
        action: Action,
        what: String,
    ) -> Result<(), AccountError> {
        let permit = self.gate.itself(asker);
        Ok(self.records.refused(&permit, None, action, what).await?)
    }

    /// Runs to the end although the caller may go away: a change must not be
    /// committed without what is in memory being forgotten.
    pub(crate) async fn to_the_end<T: Send + 'static>(
        work: impl Future<Output = Result<T, AccountError>> + Send + 'static,
    ) -> Result<T, AccountError> {
        tokio::spawn(work).await.unwrap_or(Err(AccountError::Broken))
    }
}

/// Tables and names of what changes.
fn touched(changes: &[CellChange]) -> Vec<(Table, String)> {
    changes.iter().map(|change| (change.table, change.name.clone())).collect()
}

/// Who acts where there is no account: somebody unknown at a door, or the house
/// itself when it keeps its cells.
pub(crate) fn nobody(id: &str, from: &str) -> Asker {
    Asker { id: id.to_owned(), name: String::new(), ..Asker::of(Role::System, from) }
}
