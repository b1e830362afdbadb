//! Who may see what of a record, as the gate keeps it: one text a record, whose
//! versions are entries of its journal. No interface reads or writes them: they are no
//! resources, so that nothing written by FHIR or by an import grants anything, and only
//! who holds the [`Mint`] comes here.

mod change;
mod comers;
mod look;

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::{EntryKind, Locator};
use hygie_store::{Guard, IdToken};

pub use change::RightsChange;
pub use comers::{Comer, Comers};
pub use look::Counted;

use crate::opened::Seen;
use crate::single::Single;
use crate::{Mint, RecordError, Records, Released};

/// In place of a resource type; no type is written like this.
pub(crate) const RIGHTS: &str = "-rights";

/// The rights of a record as they stand.
pub struct Rights {
    /// The gate's own text; empty when nothing was ever decided.
    pub text: Released,
    /// Counts from 1; 0 when nothing was ever decided.
    pub version: u32,
    /// When it was written.
    pub at: Timestamp,
    /// By which a permit is bound to them.
    pub mark: RightsMark,
}

/// One version of the rights of a record.
pub struct RightsVersion {
    /// The gate's own text.
    pub text: Released,
    /// Counts from 1.
    pub version: u32,
    /// When it was written.
    pub at: Timestamp,
}

/// That the rights of a record are still these.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RightsMark {
    token: IdToken,
    sealed: Option<Vec<u8>>,
}

impl RightsMark {
    /// What a commit holds this against.
    pub(crate) fn guard(&self) -> Guard {
        match &self.sealed {
            None => Guard::IdAbsent(self.token),
            Some(sealed) => Guard::IdEquals(self.token, sealed.clone()),
        }
    }
}

impl Records {
    /// The rights of a record as they stand. Nothing is traced: they are told to the
    /// gate, not to who asks it.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn rights(&self, _of_gate: &Mint, record: RecordNo) -> Result<Rights, RecordError> {
        let name = record.to_string();
        let token = self.id_token(RIGHTS, &name);
        let sealed = self.store.locate(&[token]).await?.into_iter().next().flatten();
        let mark = RightsMark { token, sealed };
        let Some(sealed) = &mark.sealed else {
            // What was never decided costs what reading it does, or else a clock would
            // tell whether there is such a record.
            self.store.entry(RecordNo::REGISTRY, 1).await?;
            if !self.keeps_keys(record) {
                self.store.keys(record).await?;
            }
            let (text, at) = (Released::default(), Timestamp::default());
            return Ok(Rights { text, version: 0, at, mark });
        };
        let locator = self.open_locator(RIGHTS, &name, sealed)?;
        let single = self.rights_at(record, &locator).await?;
        let (version, at) = (single.header.version, single.header.at);
        Ok(Rights { text: single.short, version, at, mark })
    }

    /// The rights of a record as they stood at `start`, and each version since that was
    /// written until `end`; the earliest first. None for what was never decided by then.
    /// Nothing is traced: they are told to the gate, not to who asks it.
    ///
    /// # Errors
    /// As for [`Records::rights`].
    pub async fn rights_between(
        &self,
        _of_gate: &Mint,
        record: RecordNo,
        start: Timestamp,
        end: Timestamp,
    ) -> Result<Vec<RightsVersion>, RecordError> {
        let opened = self.opened(record).await?;
        let rights =
            |seen: &Seen<'_>| seen.header.kind == EntryKind::Rights && seen.header.at <= end;
        let all: Vec<Seen<'_>> = opened.entries().filter(rights).collect();
        let stood = all.iter().rposition(|seen| seen.header.at <= start).unwrap_or_default();
        let version = |seen: Seen<'_>| RightsVersion {
            text: Released::from(seen.short().to_vec()),
            version: seen.header.version,
            at: seen.header.at,
        };
        Ok(all.into_iter().skip(stood).map(version).collect())
    }

    /// The row by which the rights of a record are found.
    pub(crate) fn rights_row(&self, at: &Locator) -> Result<(IdToken, Vec<u8>), RecordError> {
        let name = at.record.to_string();
        Ok((self.id_token(RIGHTS, &name), self.seal_locator(RIGHTS, &name, at)?))
    }

    async fn rights_at(&self, record: RecordNo, at: &Locator) -> Result<Single, RecordError> {
        let wrong = || RecordError::damaged(record, at.seq, "the rights of a record");
        let single = self.single_at(at).await?.ok_or_else(wrong)?;
        let header = &single.header;
        let is = header.kind == EntryKind::Rights && header.id == record.to_string();
        if is && at.record == record && header.version == at.version {
            Ok(single)
        } else {
            Err(wrong())
        }
    }
}
