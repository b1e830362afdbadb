//! The current versions of what a batch changes, read once: for what they say,
//! for which version they are, and for whether the writer may know of them.

use std::collections::BTreeMap;

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::EntryKind;

use crate::limits::OPEN_FROM;
use crate::resolve::Located;
use crate::single::Single;
use crate::{Batch, Change, Lens, RecordError, Records, Released};

/// The current version of one resource.
pub(crate) struct Current {
    pub version: u32,
    pub at: Timestamp,
    /// Who keeps it; `None` when that part of the record was erased.
    pub custodian: Option<String>,
    /// Whether the writer's lens shows it.
    pub shown: bool,
    /// Its text, unless it is deleted or erased.
    pub text: Option<Released>,
}

impl Records {
    /// The current versions of what a batch changes, in its order; `None` for
    /// what is new. A record of which many are changed is opened as a whole.
    pub(crate) async fn currents(
        &self,
        batch: &Batch,
        located: &[Located],
        lens: &Lens,
    ) -> Result<Vec<Option<Current>>, RecordError> {
        let mut by_record: BTreeMap<RecordNo, usize> = BTreeMap::new();
        for locator in located.iter().filter_map(Located::locator) {
            *by_record.entry(locator.record).or_default() += 1;
        }
        let mut currents = Vec::with_capacity(located.len());
        for (change, located) in batch.changes.iter().zip(located) {
            let Some(locator) = located.locator() else {
                currents.push(None);
                continue;
            };
            let many = by_record.get(&locator.record).is_some_and(|count| *count >= OPEN_FROM);
            currents.push(Some(if many {
                self.current_within(change, locator.record, locator.version, lens).await?
            } else {
                match self.single_at(&locator).await? {
                    Some(single) => self.current_of(locator.record, single, lens).await?,
                    None => Current::erased(locator.version),
                }
            }));
        }
        Ok(currents)
    }

    async fn current_within(
        &self,
        change: &Change,
        record: RecordNo,
        version: u32,
        lens: &Lens,
    ) -> Result<Current, RecordError> {
        let opened = self.opened(record).await?;
        let (resource_type, id) = change.target();
        let Some(seen) = opened.current(resource_type, id) else {
            return Ok(Current::erased(version));
        };
        let text = if seen.is_live() { Some(self.whole_of(&opened, seen).await?) } else { None };
        Ok(Current {
            version: seen.header.version,
            at: seen.header.at,
            custodian: Some(seen.custodian().to_owned()),
            shown: seen.shows(lens),
            text,
        })
    }

    async fn current_of(
        &self,
        record: RecordNo,
        single: Single,
        lens: &Lens,
    ) -> Result<Current, RecordError> {
        let (shown, custodian) = (single.shows(lens), single.custodian().to_owned());
        let Single { header, key, short, .. } = single;
        let live = header.kind == EntryKind::Live;
        let text =
            if live { Some(self.whole(record, &key, &header.blobs, &short).await?) } else { None };
        let custodian = Some(custodian);
        Ok(Current { version: header.version, at: header.at, custodian, shown, text })
    }
}

impl Current {
    fn erased(version: u32) -> Self {
        Self { version, at: Timestamp::default(), custodian: None, shown: false, text: None }
    }
}
