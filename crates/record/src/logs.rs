//! The transparency log of traces. Each node's traces, in their order, are the entries of
//! one tree (`hygie_tlog`), whose root is signed at an interval: the log can be held to
//! what it said then by whoever kept it.
//!
//! The tree's tiles, the last checkpoint and the key that signs them are sealed cells. The
//! key says which log it is, not that nothing was changed: whoever has the store and the
//! ring has it too. What they cannot change is a checkpoint that somebody else kept.

mod disclose;
mod expire;
mod hold;
mod prove;
mod publish;
mod verify;
mod witness;

use hygie_base::LogNo;
use hygie_tlog::{Checkpoint, LogKey, TileAt, Tiles, TlogError, VerifierKey};
use zeroize::Zeroizing;

use crate::limits::PAGE;
use crate::{Cell, CellChange, CellTag, Expected, RecordError, Records, Table};

pub use disclose::{TraceProven, TracesProven};
pub use expire::{Expired, TraceTimes};
pub use hold::Held;
pub use prove::{Proofs, Proven};
pub use verify::{LogReport, LogSeen};
pub use witness::{Alarm, Contradiction, Witnessed, WitnessedLog};

/// Bytes of the seed of a key.
const SEED_BYTES: usize = 32;
/// Random bytes in the name of a log, by which it is one of all in the world.
const NAME_BYTES: usize = 8;

/// The last checkpoint of a log.
pub(crate) struct Signed {
    pub checkpoint: Checkpoint,
    /// As it was signed.
    pub note: String,
    pub tag: CellTag,
}

impl Records {
    /// The log that this node writes.
    pub const fn own_log(&self) -> LogNo {
        self.log
    }

    /// All logs of the store, each with the index of its next trace: one a node, so that they
    /// are few.
    pub(crate) async fn all_logs(&self) -> Result<Vec<(LogNo, u64)>, RecordError> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let logs = self.store.logs(after, PAGE).await?;
            let Some((last, _)) = logs.last() else { return Ok(all) };
            after = Some(*last);
            all.extend(logs);
        }
    }

    /// What checks the checkpoints of a log; `None` for one that never signed any.
    ///
    /// # Errors
    /// When the store fails or the key does not verify.
    pub async fn log_key(&self, log: LogNo) -> Result<Option<VerifierKey>, RecordError> {
        Ok(self.signing_key(log).await?.map(|key| key.public().clone()))
    }

    /// The last checkpoint of a log as it was signed; `None` for one that has none.
    ///
    /// # Errors
    /// When the store fails, or the checkpoint is not one of this log.
    pub async fn checkpoint(&self, log: LogNo) -> Result<Option<String>, RecordError> {
        let Some(key) = self.signing_key(log).await? else { return Ok(None) };
        Ok(self.signed(log, key.public()).await?.map(|signed| signed.note))
    }

    /// Each log's key with its last checkpoint, by the log's number.
    ///
    /// # Errors
    /// As for [`Records::checkpoint`].
    pub async fn checkpoints(&self) -> Result<Vec<(VerifierKey, String)>, RecordError> {
        let mut signed = Vec::new();
        for (log, key) in self.log_keys().await? {
            signed.extend(self.signed(log, &key).await?.map(|one| (key, one.note)));
        }
        Ok(signed)
    }

    async fn signing_key(&self, log: LogNo) -> Result<Option<LogKey>, RecordError> {
        let Some(value) = self.cell(Table::LogKey, &name(log)).await? else { return Ok(None) };
        let (seed, origin) = parts(&value)?;
        LogKey::new(origin, seed).map(Some).map_err(|_| bad_key())
    }

    /// The key of this node's log, made when there is none.
    async fn own_signing_key(&self) -> Result<LogKey, RecordError> {
        if let Some(key) = self.signing_key(self.log).await? {
            return Ok(key);
        }
        self.make_key(Table::LogKey, name(self.log), &self.log.0.to_string()).await?;
        self.signing_key(self.log).await?.ok_or(RecordError::Contended)
    }

    /// Makes a key unless there is one: its seed, and the name of what it signs for.
    async fn make_key(&self, table: Table, cell: String, of: &str) -> Result<(), RecordError> {
        let mut seed = Zeroizing::new([0; SEED_BYTES]);
        self.rng.fill(&mut *seed);
        let mut random = [0; NAME_BYTES];
        self.rng.fill(&mut random);
        let random: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut value = Zeroizing::new(seed.to_vec());
        value.extend_from_slice(format!("hygie/{random}/{of}").as_bytes());
        let value = Some(value.to_vec());
        let change = CellChange { table, name: cell, value, expect: Expected::Absent };
        self.commit_cells(vec![change], None).await.map(|_| ())
    }

    async fn signed(&self, log: LogNo, key: &VerifierKey) -> Result<Option<Signed>, RecordError> {
        let found = self.cell_tagged(Table::LogHead, &name(log)).await?;
        let Some(Cell { value, tag }) = found else { return Ok(None) };
        let note =
            String::from_utf8(value.to_vec()).map_err(|_| damaged(&TlogError::Checkpoint))?;
        let checkpoint = Checkpoint::open(&note, key).map_err(|error| damaged(&error))?;
        Ok(Some(Signed { checkpoint, note, tag }))
    }

    /// Brings those of the tiles that are not there yet.
    async fn bring_tiles(
        &self,
        log: LogNo,
        wanted: &[TileAt],
        tiles: &mut Tiles,
    ) -> Result<(), RecordError> {
        for &at in wanted {
            if tiles.get(at).is_none()
                && let Some(bytes) = self.cell(Table::Tile, &tile_name(log, at)).await?
            {
                tiles.insert(at, bytes.to_vec());
            }
        }
        Ok(())
    }
}

fn name(log: LogNo) -> String {
    log.0.to_string()
}

fn tile_name(log: LogNo, at: TileAt) -> String {
    format!("{}/{}/{}", log.0, at.level, at.number)
}

/// Seed and name of a key that is kept.
fn parts(value: &[u8]) -> Result<(&[u8; SEED_BYTES], &str), RecordError> {
    let (seed, name) = value.split_first_chunk::<SEED_BYTES>().ok_or_else(bad_key)?;
    Ok((seed, std::str::from_utf8(name).map_err(|_| bad_key())?))
}

fn bad_key() -> RecordError {
    RecordError::damaged(hygie_base::RecordNo::REGISTRY, 0, "a log's key")
}

/// What is kept of a log does not fit together.
fn damaged(error: &TlogError) -> RecordError {
    let what = match error {
        TlogError::Tile { .. } => "a tile of the log of traces is missing or too short",
        TlogError::Proof => "the tiles of the log of traces, against its checkpoint",
        _ => "the checkpoint of the log of traces",
    };
    RecordError::damaged(hygie_base::RecordNo::REGISTRY, 0, what)
}
