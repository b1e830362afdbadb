//! The data folder, opened: this process owns it until the session is closed.

use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::invitations::InvitationDays;
use hygie_accounts::{Accounts, Breached, LegalNoticeDays, LockAfter, SecondFactor};
use hygie_base::{Clock, RecordNo, Rng, SystemClock, SystemRng};
use hygie_folder::{Folder, FolderError, Lock};
use hygie_gate::acts::Register;
use hygie_gate::rights::Party;
use hygie_gate::{Caps, Gate, GateError, Retained, Retention};
use hygie_policy::tables::Table as PolicyTable;
use hygie_record::{Erased, Parts, Permit, Records, Table, limits::CACHE_BYTES};
use hygie_seal::{KeySlot, Ring};
use hygie_smart::Smart;
use hygie_store::{KeyRow, Store};
use tokio::sync::Mutex;

use crate::commands::init::DEMO;
use crate::stores::{Opened, OpenedPlace, Places, Surroundings, settle};

/// Name of the setting that holds the id of the first organisation.
pub const FIRST_ORGANISATION: &str = "organisation";

/// Times that an owner without a socket is asked again.
const REACH_ATTEMPTS: u32 = 50;
/// Pause before it is.
const REACH_PAUSE: Duration = Duration::from_millis(100);

/// An opened data folder.
pub struct Session {
    pub records: Arc<Records>,
    pub folder: Folder,
    opened: Opened,
    place: OpenedPlace,
    pub gate: Arc<Gate>,
    pub accounts: Arc<Accounts>,
    pub smart: Arc<Smart>,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    user: String,
    pub lock: Lock,
    /// Held while an organisation is looked up and made, so that two commands
    /// do not make it twice.
    organisations: Mutex<()>,
}

/// How the services of a folder are set up; the default is enough for a command.
#[derive(Clone, Copy, Default)]
pub struct Ways<'a> {
    /// The operator's list of breached passwords.
    pub breached: Option<&'a Path>,
    /// How many persons' records are opened in an hour.
    pub caps: Caps,
    /// Of whom a second factor is demanded, where there is no demonstration.
    pub second_factor: SecondFactor,
    /// After how long unused sessions are locked, where somebody said so.
    pub lock_after: Option<LockAfter>,
    /// For how many days a code of activation may be used.
    pub invitation_days: InvitationDays,
    /// After how many days the notice on looking into records is read again.
    pub legal_notice_days: LegalNoticeDays,
}

impl Ways<'_> {
    /// The list of breached passwords, where one was named.
    fn breached(&self) -> anyhow::Result<Option<Breached>> {
        let Some(path) = self.breached else { return Ok(None) };
        Breached::open(path).with_context(|| path.display().to_string()).map(Some)
    }

    /// Of whom a second factor is demanded in such a folder.
    const fn second_factor_of(self, demo: bool) -> SecondFactor {
        if demo { SecondFactor::Demonstration } else { self.second_factor }
    }

    /// Tells the accounts what is theirs. Who is in a demonstration looks at nobody who
    /// lives, and reads no notice on it.
    fn tell(self, accounts: &Accounts, demo: bool) {
        accounts.invite_for(self.invitation_days);
        if !demo {
            accounts.tell_the_law_every(self.legal_notice_days);
        }
    }

    /// After how long its sessions are locked. Who tries a demonstration out reads and
    /// talks between two presses.
    fn lock_after_of(self, demo: bool) -> LockAfter {
        let by_itself = if demo { LockAfter::OFF } else { LockAfter::default() };
        self.lock_after.unwrap_or(by_itself)
    }
}

/// Whose folder it is.
pub enum Owner {
    /// Ours from now on.
    Us(Box<Session>),
    /// Another process's, which answers here.
    Other(UnixStream),
}

impl Session {
    /// Opens a data folder, unless another process owns it.
    pub async fn open(path: &Path, places: &Places, ways: Ways<'_>) -> anyhow::Result<Owner> {
        let folder = Folder::open(path)?;
        let lock = match reach(&folder).await? {
            Reached::Free(lock) => lock,
            Reached::Owned(stream) => return Ok(Owner::Other(stream)),
        };
        folder.clear_leftovers(&lock)?;
        let bytes = match folder.read_ring()? {
            // Opening would make an empty store beside one that is elsewhere.
            Some(_) if places.store.is_unmade(&folder) => bail!(
                "{}; if its records are in PostgreSQL, name that store in hygie.toml or with \
                 --store",
                half_made(&folder)
            ),
            Some(bytes) => bytes,
            None if places.store.is_in_use(&folder).await? => bail!(ring_lost(&folder)),
            None => bail!(half_made(&folder)),
        };
        let session = Self::with_ring(folder, lock, places, &bytes, ways).await?;
        ensure!(
            !session.opened.is_shared() || !session.opened.is_empty,
            "nothing was ever written to the store that is named: {}; if its records are \
             elsewhere, name that store",
            half_made(&session.folder)
        );
        // Where others write too, what no entry names may be about to be named.
        if !session.keeps_strays() {
            session.records.collect_orphans().await?;
        }
        Ok(Owner::Us(Box::new(session)))
    }

    /// Opens the rest of a folder whose ring is known.
    pub async fn with_ring(
        folder: Folder,
        lock: Lock,
        places: &Places,
        ring: &[u8],
        ways: Ways<'_>,
    ) -> anyhow::Result<Self> {
        let breached = ways.breached()?;
        let ring = Ring::from_bytes(ring)
            .with_context(|| format!("the key ring {} cannot be read", folder.ring().display()))?;
        let place = places.blobs.open(&folder).await?;
        // A new store would take them for strays and remove them.
        let of_another = place.holds_some;
        ensure!(!of_another || !places.store.is_unmade(&folder), blobs_of_another(&place));
        let opened = places.store.open(&folder).await?;
        ensure!(!of_another || !opened.is_empty, blobs_of_another(&place));
        check_ring(&ring, &*opened.store, &folder).await?;
        settle(&*opened.store, &place, &folder).await?;
        let (clock, rng): (Arc<dyn Clock>, Arc<dyn Rng>) =
            (Arc::new(SystemClock), Arc::new(SystemRng));
        let records = Records::new(Parts {
            store: Arc::clone(&opened.store),
            blobs: Arc::clone(&place.blobs),
            ring,
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng),
            log: opened.store.own_log(),
            cache_bytes: CACHE_BYTES,
        });
        let Some(gate) = Gate::with_caps(&records, ways.caps) else {
            bail!("the store was opened twice")
        };
        let gate = Arc::new(gate);
        let demo = records.cell(Table::Setting, DEMO).await?.is_some();
        let accounts = Accounts::new(hygie_accounts::Parts {
            records: Arc::clone(&records),
            gate: Arc::clone(&gate),
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng),
            breached,
            second_factor: ways.second_factor_of(demo),
            lock_after: ways.lock_after_of(demo),
        });
        ways.tell(&accounts, demo);
        let smart = Smart::new(hygie_smart::Parts {
            records: Arc::clone(&records),
            gate: Arc::clone(&gate),
            accounts: Arc::clone(&accounts),
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng),
            fetch: Arc::new(hygie_oauth::Outside),
        });
        let user = format!("uid-{}", rustix::process::getuid().as_raw());
        Ok(Self {
            records,
            folder,
            opened,
            place,
            gate,
            accounts,
            smart,
            clock,
            rng,
            user,
            lock,
            organisations: Mutex::new(()),
        })
    }

    /// What an operator is told about how the process before this one ended.
    pub fn note(&self) -> Option<&str> {
        self.opened.note.as_deref()
    }

    /// Whether attachments that no entry names are left where they are.
    pub fn keeps_strays(&self) -> bool {
        self.opened.is_shared() || self.place.is_shared()
    }

    /// What surrounds the store and the attachments.
    pub async fn surroundings(&self) -> anyhow::Result<Surroundings> {
        let mut found = self.opened.surroundings().await?;
        found.faults.extend(self.place.fault().await);
        Ok(found)
    }

    /// Who types commands, as what they make says it.
    pub fn operator(&self) -> String {
        format!("command-line:{}", self.user)
    }

    /// A permit for a command.
    pub fn permit(&self) -> Permit {
        self.gate.command_line(&self.user)
    }

    /// An organisation takes care of the person of a record.
    pub async fn register(
        &self,
        record: RecordNo,
        organisation: &Party,
        act: &Register,
    ) -> anyhow::Result<()> {
        Ok(self.gate.register(&self.user, record, organisation, act).await?)
    }

    /// Puts another edition of a table of the policy in force; `false` when it is already.
    pub async fn put_table(&self, table: PolicyTable, text: &str) -> anyhow::Result<bool> {
        Ok(self.gate.put_table(&self.user, table, text).await?)
    }

    /// Puts the table in force again that came with the program; `false` when it is.
    pub async fn reset_table(&self, table: PolicyTable) -> anyhow::Result<bool> {
        Ok(self.gate.reset_table(&self.user, table).await?)
    }

    /// Until when the parts of the records after this one are kept; `None` behind the last.
    pub async fn retention(&self, after: Option<RecordNo>) -> anyhow::Result<Option<Retention>> {
        Ok(self.gate.retention(&self.user, after).await?)
    }

    /// The same of one record.
    pub async fn retention_of(&self, record: RecordNo) -> Result<Vec<Retained>, GateError> {
        self.gate.retention_of(&self.user, record).await
    }

    /// Destroys what is past its time of a record: one custodian's part, or all.
    pub async fn destroy_kept(
        &self,
        record: RecordNo,
        custodian: Option<&str>,
        reason: &str,
    ) -> Result<Erased, GateError> {
        self.gate.destroy_kept(&self.user, record, custodian, reason).await
    }

    /// The id of the organisation of this name or, without a name, of the first one.
    pub async fn organisation(&self, name: Option<&str>) -> anyhow::Result<Option<String>> {
        let cell = match name {
            None => self.records.cell(Table::Setting, FIRST_ORGANISATION).await?,
            Some(name) => self.records.cell(Table::Organisation, &folded(name)).await?,
        };
        cell.map(|id| Ok(String::from_utf8(id.to_vec())?)).transpose()
    }

    /// The id of the organisation of this name and whether it is new: one that
    /// is not here yet is made and remembered.
    pub async fn organisation_made(&self, name: &str) -> anyhow::Result<(String, bool)> {
        let _held = self.organisations.lock().await;
        if let Some(id) = self.organisation(Some(name)).await? {
            return Ok((id, false));
        }
        let id = crate::commands::organisation::add(&self.records, &self.permit(), name).await?;
        let table = Table::Organisation;
        self.records.put_cell(&self.permit(), table, &folded(name), id.as_bytes()).await?;
        Ok((id, true))
    }

    /// Remembers the id of an organisation of this name that comes with an import.
    pub async fn adopt_organisation(&self, name: &str, id: &str) -> anyhow::Result<()> {
        let _held = self.organisations.lock().await;
        let table = Table::Organisation;
        Ok(self.records.put_cell(&self.permit(), table, &folded(name), id.as_bytes()).await?)
    }

    /// Id and name of an organisation: the one of this name, which must be here,
    /// or without a name the first one.
    pub async fn organisation_named(&self, name: Option<&str>) -> anyhow::Result<(String, String)> {
        let id = self.organisation(name).await?;
        let id = id.context("there is no organisation of that name: it is made by an import")?;
        let read = self.records.read(&self.permit(), "Organization", &id).await?;
        let json: serde_json::Value = serde_json::from_slice(&read.text)?;
        let name = json.get("name").and_then(serde_json::Value::as_str).unwrap_or_default();
        Ok((id, name.to_owned()))
    }

    /// Finishes what is under way and lets go of the folder.
    pub async fn close(self) -> anyhow::Result<()> {
        self.opened.store.close().await.context("the store did not close cleanly")
    }
}

/// Refuses a ring that opens none of the registry's keys: another store's, or
/// one from before a rotation. Some that do not open are damage, told later.
async fn check_ring(ring: &Ring, store: &dyn Store, folder: &Folder) -> anyhow::Result<()> {
    let keys = store.keys(RecordNo::REGISTRY).await?;
    let mut there = keys.iter().filter(|row| !row.wrapped.is_empty()).peekable();
    if there.peek().is_none() {
        return Ok(());
    }
    let opens = |row: &KeyRow| {
        let slot = KeySlot { record: row.record, key: row.key, kind: row.kind as u8 };
        ring.unwrap(&slot, row.epoch, &row.wrapped).is_ok()
    };
    ensure!(
        there.any(opens),
        "the key ring {} is not the one of this store, or an older copy of it: \
         put back the ring that was in use last",
        folder.ring().display()
    );
    Ok(())
}

fn blobs_of_another(place: &OpenedPlace) -> String {
    format!(
        "the store is empty and {} holds attachments, whose records are in another store: name \
         it in hygie.toml or with --store",
        place.shown
    )
}

fn half_made(folder: &Folder) -> String {
    format!("{} is half made: run `hygie init` again", folder.path().display())
}

/// What to say of a folder that has a store and no ring. A new ring would open
/// nothing of it and hide the loss.
pub fn ring_lost(folder: &Folder) -> String {
    let path = folder.path().display();
    format!("the key ring of {path} is missing: put it back from its copy")
}

/// The refusal of what needs a folder that another process owns.
pub fn in_use(folder: &Path) -> String {
    format!("another process owns the data folder {}: end it first", folder.display())
}

/// Who has a folder's lock.
pub enum Reached {
    /// This process, from now on.
    Free(Lock),
    /// Another, which listens here.
    Owned(UnixStream),
}

/// Takes the folder's lock, or reaches who has it. An owner that is just
/// starting or ending has the lock and no socket: it is asked again for a while.
pub async fn reach(folder: &Folder) -> anyhow::Result<Reached> {
    for _ in 0..REACH_ATTEMPTS {
        match folder.lock() {
            Ok(lock) => return Ok(Reached::Free(lock)),
            Err(FolderError::AlreadyLocked) => {}
            Err(error) => return Err(error.into()),
        }
        if let Some(stream) = folder.connect()? {
            return Ok(Reached::Owned(stream));
        }
        tokio::time::sleep(REACH_PAUSE).await;
    }
    bail!(
        "another process owns the data folder {} and does not answer: wait for it or end it",
        folder.path().display()
    )
}

/// Takes a folder that nobody serves.
pub async fn unserved(data: &Path) -> anyhow::Result<(Folder, Lock)> {
    let folder = Folder::open(data)?;
    match reach(&folder).await? {
        Reached::Free(lock) => Ok((folder, lock)),
        Reached::Owned(_) => bail!(in_use(folder.path())),
    }
}

/// A name as it is compared: case and outer or doubled blanks do not count.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
