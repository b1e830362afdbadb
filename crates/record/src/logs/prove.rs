//! Proofs that traces are in their log.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use hygie_base::LogNo;
use hygie_tlog::{Checkpoint, Hash, Tiles, tiles_for_consistency, tiles_for_inclusion};

use super::damaged;
use crate::limits::KEPT_TILES;
use crate::{RecordError, Records};

/// Where a trace stands in the tree that its log signed last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proven {
    /// Size of the tree.
    pub size: u64,
    /// Audit path (RFC 6962 section 2.1.1), from the trace's sibling up.
    pub path: Vec<Hash>,
}

/// The last checkpoints of logs, and proofs against them.
#[derive(Default)]
pub struct Proofs {
    logs: HashMap<u32, Option<(Checkpoint, String)>>,
    tiles: HashMap<u32, Tiles>,
    brought: usize,
}

impl Proofs {
    /// The checkpoints that proofs were made against, by log, as they were signed.
    pub fn checkpoints(&self) -> impl Iterator<Item = (LogNo, &str)> {
        let signed = self.logs.iter().filter_map(|(log, signed)| Some((log, signed.as_ref()?)));
        signed.map(|(log, (_, note))| (LogNo(*log), note.as_str()))
    }
}

impl Records {
    /// Proof that the tree that a log had at one size is the beginning of that of another
    /// (RFC 6962 section 2.1.2), for who kept the earlier one.
    ///
    /// # Errors
    /// When the store fails or what is kept of the log does not fit together, as for a size
    /// that the log never had.
    pub async fn prove_consistency(
        &self,
        log: LogNo,
        (old, new): (u64, u64),
    ) -> Result<Vec<Hash>, RecordError> {
        let wanted = tiles_for_consistency(old, new).map_err(|error| damaged(&error))?;
        let mut tiles = Tiles::default();
        self.bring_tiles(log, &wanted, &mut tiles).await?;
        tiles.consistency(old, new).map_err(|error| damaged(&error))
    }

    /// Proof that a trace is in its log; `None` while no checkpoint has it. All proofs of
    /// one log are against the same checkpoint: the last one when the first was made.
    ///
    /// # Errors
    /// When the store fails or what is kept of the log does not fit together.
    pub async fn prove(
        &self,
        proofs: &mut Proofs,
        (log, index): (LogNo, u64),
    ) -> Result<Option<Proven>, RecordError> {
        let signed = match proofs.logs.entry(log.0) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let key = self.log_key(log).await?;
                let signed = match key {
                    Some(key) => self.signed(log, &key).await?,
                    None => None,
                };
                unknown.insert(signed.map(|signed| (signed.checkpoint, signed.note)))
            }
        };
        let Some((Checkpoint { size, .. }, _)) = *signed else { return Ok(None) };
        if index >= size {
            return Ok(None);
        }
        let wanted = tiles_for_inclusion(size, index).map_err(|error| damaged(&error))?;
        if proofs.brought + wanted.len() > KEPT_TILES {
            (proofs.tiles, proofs.brought) = (HashMap::new(), 0);
        }
        proofs.brought += wanted.len();
        let tiles = proofs.tiles.entry(log.0).or_default();
        self.bring_tiles(log, &wanted, tiles).await?;
        let path = tiles.inclusion(size, index).map_err(|error| damaged(&error))?;
        Ok(Some(Proven { size, path }))
    }
}
