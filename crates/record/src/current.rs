//! The current versions of what a batch changes, read once: for what they say,
//! for which version they are, and for whether the writer may know of them.

use std::collections::BTreeMap;

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::{EntryKind, Locator};

use crate::allowed::must_be_there;
use crate::limits::OPEN_FROM;
use crate::resolve::Located;
use crate::single::Single;
use crate::write::Write;
use crate::{Change, Lens, RecordError, Records, Released, Scope};

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
        write: &Write,
        located: &[Located],
    ) -> Result<Vec<Option<Current>>, RecordError> {
        let mut by_record: BTreeMap<RecordNo, usize> = BTreeMap::new();
        for locator in located.iter().filter_map(Located::locator) {
            *by_record.entry(locator.record).or_default() += 1;
        }
        let mut currents = Vec::with_capacity(located.len());
        for (change, located) in write.batch.changes.iter().zip(located) {
            let Some(locator) = located.locator() else {
                if must_be_there(write, change) {
                    self.look_at_no_entry().await?;
                }
                currents.push(None);
                continue;
            };
            let many = by_record.get(&locator.record).is_some_and(|count| *count >= OPEN_FROM);
            currents.push(Some(if many && !write.lens.closes(change.target().0) {
                self.current_within(change, locator.record, locator.version, &write.lens).await?
            } else {
                self.current_at(write, &locator).await?
            }));
        }
        Ok(currents)
    }

    /// What stands at a place. What the writer may not see costs what a look at
    /// nothing does.
    async fn current_at(&self, write: &Write, at: &Locator) -> Result<Current, RecordError> {
        let kept = self.keeps_keys(at.record);
        let current = match self.single_at(at).await? {
            Some(single) => self.current_of(at.record, single, write).await?,
            None => Current::erased(at.version),
        };
        if !current.shown && write.reach != Scope::Everything {
            self.even_out(at.record, kept).await?;
        }
        Ok(current)
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
        write: &Write,
    ) -> Result<Current, RecordError> {
        let (shown, custodian) = (single.shows(&write.lens), single.custodian().to_owned());
        let Single { header, key, short, .. } = single;
        // What is refused all the same is not read: neither are its attachments.
        let wanted = shown || write.reach == Scope::Everything;
        let live = header.kind == EntryKind::Live && wanted;
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
