//! Taking new traces into the tree, and signing it.

use hygie_store::{Commit, Outcome, Refusal};
use hygie_tlog::{Checkpoint, Tiles, Tree, entry_hash, tiles_for_root};
use hygie_trace::logged;

use super::{damaged, name, tile_name};
use crate::limits::{LOG_PAGE, WRITE_ATTEMPTS};
use crate::logs::Signed;
use crate::{CellChange, Expected, RecordError, Records, Table};

impl Records {
    /// Takes the traces of this node's log that are durable into its tree, and signs it.
    /// Tells the checkpoint, and whether it is a new one; `None` for a log without traces.
    /// Who signs at the same time may be quicker: then their checkpoint is gone on from.
    ///
    /// # Errors
    /// When the store fails, when what is kept of the log does not fit together, or a trace
    /// is missing: nothing is signed then.
    pub async fn publish_log(&self) -> Result<Option<(String, bool)>, RecordError> {
        let key = match self.signing_key(self.log).await? {
            Some(key) => key,
            None if self.store.traces(self.log, 0, 1).await?.is_empty() => return Ok(None),
            None => self.own_signing_key().await?,
        };
        let mut signed = self.signed(self.log, key.public()).await?;
        let mut new = false;
        let mut missed = 0;
        loop {
            let mut tree = self.tree(signed.as_ref()).await?;
            let rows = self.store.traces(self.log, tree.size(), LOG_PAGE).await?;
            if rows.is_empty() {
                return Ok(signed.map(|signed| (signed.note, new)));
            }
            for row in &rows {
                if row.index != tree.size() {
                    let what = "a trace is missing from the log";
                    return Err(RecordError::damaged(hygie_base::RecordNo::REGISTRY, 0, what));
                }
                tree.push(entry_hash(&logged(row))).map_err(|error| damaged(&error))?;
            }
            let origin = key.public().name().to_owned();
            let (size, root) = (tree.size(), tree.root().map_err(|error| damaged(&error))?);
            let note =
                Checkpoint { origin, size, root }.sign(&key).map_err(|error| damaged(&error))?;
            if self.keep(&mut tree, note, signed.as_ref()).await? {
                new = true;
            } else {
                missed += 1;
            }
            if missed == WRITE_ATTEMPTS {
                return Err(RecordError::Contended);
            }
            signed = self.signed(self.log, key.public()).await?;
        }
    }

    /// The tree as it was signed last.
    async fn tree(&self, signed: Option<&Signed>) -> Result<Tree, RecordError> {
        let Some(Signed { checkpoint, .. }) = signed else { return Ok(Tree::default()) };
        let mut tiles = Tiles::default();
        let wanted = tiles_for_root(checkpoint.size).map_err(|error| damaged(&error))?;
        self.bring_tiles(self.log, &wanted, &mut tiles).await?;
        let tree = Tree::resume(checkpoint.size, &tiles).map_err(|error| damaged(&error))?;
        if tree.root().map_err(|error| damaged(&error))? != checkpoint.root {
            return Err(damaged(&hygie_tlog::TlogError::Proof));
        }
        Ok(tree)
    }

    /// One commit: the tiles and the checkpoint that says what they are. `false`, and
    /// nothing changed, when another one was there first.
    async fn keep(
        &self,
        tree: &mut Tree,
        note: String,
        before: Option<&Signed>,
    ) -> Result<bool, RecordError> {
        let put =
            |table, name, value, expect| CellChange { table, name, value: Some(value), expect };
        let tiles = tree.take_tiles().into_iter();
        let mut changes: Vec<CellChange> = tiles
            .map(|(at, bytes)| put(Table::Tile, tile_name(self.log, at), bytes, Expected::Any))
            .collect();
        let expect = before.map_or(Expected::Absent, |one| Expected::Is(one.tag.clone()));
        changes.push(put(Table::LogHead, name(self.log), note.into_bytes(), expect));
        let mut commit = Commit::new(self.commit_id());
        commit.log = self.log;
        (commit.guards, commit.cells) = self.cell_ops(&changes).await?;
        match self.commit(commit).await? {
            Outcome::Done(_) | Outcome::Repeated => Ok(true),
            Outcome::Refused(Refusal::Guard(_)) => Ok(false),
            Outcome::Refused(_) => Err(RecordError::Contended),
        }
    }
}
