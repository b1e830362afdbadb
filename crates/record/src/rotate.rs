//! Moving the key ring to a new epoch: every surviving key is wrapped anew,
//! then the old epoch is destroyed, and with it the last way to keys that
//! were erased under it.

use std::io;
use std::sync::PoisonError;

use hygie_base::{Epoch, KeyNo, RecordNo};
use hygie_seal::Ring;
use hygie_store::{Commit, KeyOp, KeyRow, Outcome};
use hygie_trace::Action;

use crate::keys::slot;
use crate::limits::PAGE;
use crate::{Permit, RecordError, Records};

/// What a rotation did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rotated {
    /// The epoch that now wraps all keys.
    pub epoch: u32,
    /// Keys wrapped anew.
    pub rewrapped: u64,
    /// Epochs destroyed.
    pub destroyed: u64,
}

impl Records {
    pub(crate) fn epoch(&self) -> Epoch {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).current()
    }

    /// Moves to a new epoch, or finishes a move that was interrupted. `save`
    /// must make the ring's bytes durable before it answers; it is called
    /// before anything depends on the new epoch and again to drop the old one.
    ///
    /// # Errors
    /// When the store or the ring cannot be written; calling again goes on.
    pub async fn rotate_keys(
        &self,
        permit: &Permit,
        save: &(dyn Fn(&[u8]) -> io::Result<()> + Sync),
    ) -> Result<Rotated, RecordError> {
        self.needs_everything(permit, Action::RotateKeys).await?;
        let _one_at_a_time = self.rotating.lock().await;
        self.advance_epoch(save)?;
        let epoch = self.epoch();
        // From here on keys are wrapped under the new epoch; those that were
        // wrapped before are waited for, so that none comes after the rewrapping.
        drop(self.wrapping.write().await);
        let rewrapped = self.rewrap_all(epoch).await?;
        self.trace_act(permit, Action::RotateKeys, format!("to epoch {}", epoch.0)).await?;
        let destroyed = self.destroy_epochs_before(epoch, save)?;
        self.store.checkpoint().await?;
        Ok(Rotated { epoch: epoch.0, rewrapped, destroyed })
    }

    fn advance_epoch(&self, save: &dyn Fn(&[u8]) -> io::Result<()>) -> Result<(), RecordError> {
        let mut next = self.copy_of_ring()?;
        if next.epochs().len() > 1 {
            return Ok(());
        }
        next.advance(&*self.rng).map_err(|_| RecordError::Seal)?;
        self.replace_ring(next, save)
    }

    fn copy_of_ring(&self) -> Result<Ring, RecordError> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        Ring::from_bytes(&ring.to_bytes()).map_err(|_| RecordError::Seal)
    }

    /// Saves a ring, then works with it; nobody waits for the disk meanwhile.
    fn replace_ring(
        &self,
        next: Ring,
        save: &dyn Fn(&[u8]) -> io::Result<()>,
    ) -> Result<(), RecordError> {
        save(&next.to_bytes())?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// Wraps every key anew that an older epoch wraps, and looks again until
    /// none is found: what the old epoch alone wraps is lost with it.
    async fn rewrap_all(&self, epoch: Epoch) -> Result<u64, RecordError> {
        let mut rewrapped = 0;
        loop {
            let found = self.rewrap_once(epoch).await?;
            if found == 0 {
                return Ok(rewrapped);
            }
            rewrapped += found;
        }
    }

    async fn rewrap_once(&self, epoch: Epoch) -> Result<u64, RecordError> {
        let mut found = 0;
        let mut after = (RecordNo::REGISTRY, KeyNo(0));
        loop {
            let rows = self.store.all_keys(after, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(found) };
            after = (last.record, last.key);
            let is_old = |row: &KeyRow| row.epoch != epoch && !row.wrapped.is_empty();
            let old: Vec<_> = rows.into_iter().filter(is_old).collect();
            found += old.len() as u64;
            self.rewrap(old).await?;
        }
    }

    async fn rewrap(&self, rows: Vec<KeyRow>) -> Result<(), RecordError> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut commit = Commit::new(self.commit_id());
        {
            let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
            for old in rows {
                let slot = slot(old.record, old.key, old.kind);
                let (key, label) = ring
                    .unwrap(&slot, old.epoch, &old.wrapped)
                    .map_err(|_| RecordError::damaged(old.record, 0, "a wrapped key"))?;
                let (epoch, wrapped) =
                    ring.wrap(&slot, &key, &label, &*self.rng).map_err(|_| RecordError::Seal)?;
                let from = old.epoch;
                commit.keys.push(KeyOp::Rewrap { row: KeyRow { epoch, wrapped, ..old }, from });
            }
        }
        match self.commit(commit).await? {
            Outcome::Done(_) | Outcome::Repeated => Ok(()),
            Outcome::Refused(_) => Err(RecordError::Contended),
        }
    }

    fn destroy_epochs_before(
        &self,
        epoch: Epoch,
        save: &dyn Fn(&[u8]) -> io::Result<()>,
    ) -> Result<u64, RecordError> {
        let mut next = self.copy_of_ring()?;
        let old: Vec<_> = next.epochs().into_iter().filter(|other| *other != epoch).collect();
        for other in &old {
            next.destroy(*other).map_err(|_| RecordError::Seal)?;
        }
        self.replace_ring(next, save)?;
        Ok(old.len() as u64)
    }
}
