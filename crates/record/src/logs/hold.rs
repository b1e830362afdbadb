//! Holding a log to what it said.

use hygie_base::LogNo;
use hygie_tlog::{Checkpoint, Tiles, TlogError, VerifierKey, tiles_for_root};

use super::damaged;
use crate::{RecordError, Records};

/// What a checkpoint that somebody kept says of the logs of this store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Held {
    /// The log has since been added to, and nothing else.
    Agrees(LogNo),
    /// The log signed a larger tree than it has now: it was led back, or cut off.
    LedBack {
        /// Which log.
        log: LogNo,
        /// How many traces its last checkpoint has.
        signed: u64,
        /// How many that one had.
        held: u64,
    },
    /// The log signed another tree than it has now: traces were changed.
    Forked {
        /// Which log.
        log: LogNo,
        /// How many traces the tree had.
        held: u64,
    },
    /// It bears the name of a log here, and not its signature.
    Unsigned(LogNo),
    /// It is of no log here, or no checkpoint at all.
    Unknown,
}

impl Records {
    /// Holds the log that a checkpoint is of to it, by the tiles: quick, and enough for a
    /// store that was led back. Whether the tiles are those of the traces is told by
    /// [`Records::verify_logs`].
    ///
    /// # Errors
    /// When the store fails or what is kept of the log does not fit together.
    pub async fn hold_to(&self, note: &str) -> Result<Held, RecordError> {
        for (log, key) in self.log_keys().await? {
            match Checkpoint::open(note, &key) {
                Ok(held) => return self.hold_log(log, &key, &held).await,
                Err(TlogError::Signature) => return Ok(Held::Unsigned(log)),
                Err(_) => {}
            }
        }
        Ok(Held::Unknown)
    }

    async fn hold_log(
        &self,
        log: LogNo,
        key: &VerifierKey,
        held: &Checkpoint,
    ) -> Result<Held, RecordError> {
        let signed = self.signed(log, key).await?.map_or(0, |signed| signed.checkpoint.size);
        if held.size > signed {
            return Ok(Held::LedBack { log, signed, held: held.size });
        }
        let mut tiles = Tiles::default();
        let wanted = tiles_for_root(held.size).map_err(|error| damaged(&error))?;
        self.bring_tiles(log, &wanted, &mut tiles).await?;
        let root = tiles.root(held.size).map_err(|error| damaged(&error))?;
        let same = root == held.root;
        Ok(if same { Held::Agrees(log) } else { Held::Forked { log, held: held.size } })
    }

    /// The logs that have signed something, each with its key.
    pub(super) async fn log_keys(&self) -> Result<Vec<(LogNo, VerifierKey)>, RecordError> {
        let mut keys = Vec::new();
        for (log, _) in self.all_logs().await? {
            keys.extend(self.log_key(log).await?.map(|key| (log, key)));
        }
        Ok(keys)
    }
}
