//! Reading: what is handed out was traced first.

use std::collections::BTreeSet;
use std::sync::Arc;

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::{EntryKind, Locator};
use hygie_store::IdToken;
use hygie_trace::{Action, HeadSeen};

use crate::limits::{PATIENT_ATTEMPTS, READ_ATTEMPTS, RELEASE_BYTES};
use crate::opened::{OpenRecord, Resource, Seen, State};
use crate::single::Single;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records, Span};

/// A record's resources as of one head.
pub struct Snapshot {
    /// Sequence of the record's last entry.
    pub head: u64,
    /// The resources, in the order of the journal.
    pub resources: Vec<Resource>,
    /// Type and id of resources that lie in other persons' records and concern
    /// this person too.
    pub elsewhere: Vec<(String, String)>,
}

impl Records {
    /// The current version of one resource; traced. A deleted resource comes
    /// back with [`State::Deleted`].
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for what is not there or the permit does not reach.
    pub async fn read(
        &self,
        permit: &Permit,
        resource_type: &str,
        id: &str,
    ) -> Result<Resource, RecordError> {
        let name = || format!("{resource_type}/{id}");
        let token = self.id_token(resource_type, id);
        if let Some(resource) = self.read_opened(permit, &token, resource_type, id).await? {
            return Ok(resource);
        }
        let stamp = Stamp::of(permit);
        for _ in 0..READ_ATTEMPTS {
            let located = self.locate(resource_type, id).await?;
            let record = located.map_or(RecordNo::REGISTRY, |locator| locator.record);
            let era = self.erasures.of(record);
            let Some(single) = self.shown_at(permit, located).await? else {
                self.trace_refusal(&stamp, record, Action::Read, name()).await?;
                return Err(RecordError::NotFound);
            };
            if single.header.resource_type != resource_type || single.header.id != id {
                let what = "a resource is not what its locator says";
                return Err(RecordError::damaged(record, 0, what));
            }
            let what = format!("{} version {}", name(), single.header.version);
            self.trace_read(&stamp, record, Action::Read, what, None).await?;
            if self.erasures.of(record) == era {
                self.homes.note(token, record);
                return self.released(record, single).await;
            }
        }
        Err(RecordError::Contended)
    }

    /// The current version out of a record that is open already. The trace's
    /// commit tells whether the record still ends there. `None` where that does
    /// not come to an answer: refusals and what moved take the long way.
    async fn read_opened(
        &self,
        permit: &Permit,
        token: &IdToken,
        resource_type: &str,
        id: &str,
    ) -> Result<Option<Resource>, RecordError> {
        let Some(record) = self.homes.of(token).filter(|record| permit.reaches(*record)) else {
            return Ok(None);
        };
        let era = self.erasures.of(record);
        let Some(opened) = self.cache.unmoved(record).filter(|opened| opened.era == era) else {
            return Ok(None);
        };
        let current = opened.current(resource_type, id);
        let Some(seen) = current.filter(|seen| seen.shows(permit.lens())) else { return Ok(None) };
        let what = format!("{resource_type}/{id} version {}", seen.header.version);
        let stamp = Stamp::of(permit);
        let head = self.trace_read_kept(&stamp, record, what, seen.key.number).await?;
        if head != Some(opened.head) || self.erasures.of(record) != era {
            return Ok(None);
        }
        self.resource(&opened, seen).await.map(Some)
    }

    /// A single entry whose release was traced.
    pub(crate) async fn released(
        &self,
        record: RecordNo,
        single: Single,
    ) -> Result<Resource, RecordError> {
        let text = self.whole(record, &single.key, &single.header.blobs, &single.short).await?;
        Ok(Resource { text, ..single.without_attachments() })
    }

    /// The versions of one resource that the lens lets through, newest first; traced.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for what is not there or the permit does not reach.
    pub async fn history(
        &self,
        permit: &Permit,
        resource_type: &str,
        id: &str,
    ) -> Result<Vec<Resource>, RecordError> {
        let (of, all) = ((resource_type, id), Span::default());
        Ok(self.versions(permit, of, &all, None, usize::MAX).await?.resources)
    }

    /// One version of one resource; traced.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for what is not there or the permit does not reach.
    pub async fn vread(
        &self,
        permit: &Permit,
        resource_type: &str,
        id: &str,
        version: u32,
    ) -> Result<Resource, RecordError> {
        let located = self.locate(resource_type, id).await?;
        let record = located.map_or(RecordNo::REGISTRY, |locator| locator.record);
        let what = format!("{resource_type}/{id} version {version}");
        if self.shown_at(permit, located).await?.is_none() {
            self.trace_refusal(&Stamp::of(permit), record, Action::Read, what).await?;
            return Err(RecordError::NotFound);
        }
        let pick = |opened: &OpenRecord| {
            opened.current(resource_type, id).filter(|seen| seen.shows(permit.lens()))?;
            let mut versions = opened.versions(resource_type, id);
            let wanted = |seen: &Seen<'_>| seen.header.version == version;
            let found = versions.find(wanted).filter(|seen| seen.shows(permit.lens()));
            found.map(|seen| vec![seen.seq])
        };
        let (opened, seqs) = self.traced(permit, record, Action::Read, what, pick).await?;
        self.release(permit, &opened, &seqs).await?.pop().ok_or(RecordError::NotFound)
    }

    /// The record as it stands, or as it stood at an instant; traced.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for a record that is not there, was erased, or
    /// that the permit does not reach.
    pub async fn open(
        &self,
        permit: &Permit,
        record: RecordNo,
        at: Option<Timestamp>,
    ) -> Result<Snapshot, RecordError> {
        let what = at.map_or_else(String::new, |at| format!("as of {at}"));
        self.snapshot(permit, record, Action::Open, what, at).await
    }

    /// The whole record for a file; traced as an export.
    ///
    /// # Errors
    /// As for [`Records::open`].
    pub async fn export(&self, permit: &Permit, record: RecordNo) -> Result<Snapshot, RecordError> {
        self.snapshot(permit, record, Action::Export, String::new(), None).await
    }

    async fn snapshot(
        &self,
        permit: &Permit,
        record: RecordNo,
        action: Action,
        what: String,
        at: Option<Timestamp>,
    ) -> Result<Snapshot, RecordError> {
        let pick = |opened: &OpenRecord| -> Option<Vec<u64>> {
            Some(match at {
                Some(at) => opened.at(at).iter().map(|seen| seen.seq).collect(),
                None => {
                    opened.currents().filter(|seen| seen.is_live()).map(|seen| seen.seq).collect()
                }
            })
        };
        let (opened, seqs) = self.traced(permit, record, action, what, pick).await?;
        let mut elsewhere: Vec<_> = opened
            .entries()
            .filter(|seen| seen.header.kind == EntryKind::Pointer)
            .filter(|seen| at.is_none_or(|at| seen.header.at <= at))
            .filter(|seen| seen.shows(permit.lens()))
            .map(|seen| (seen.header.resource_type.clone(), seen.header.id.clone()))
            .collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        let resources = self.release_up_to(permit, &opened, &seqs, u64::MAX).await?;
        Ok(Snapshot { head: opened.head, resources, elsewhere })
    }

    /// Opens a record, projects it and traces the release. When the record moved
    /// or a part of it was erased while the trace was written, it is projected
    /// and traced again. A projection that comes to `None` is a refusal.
    pub(crate) async fn traced<T>(
        &self,
        permit: &Permit,
        record: RecordNo,
        action: Action,
        what: String,
        project: impl Fn(&OpenRecord) -> Option<T>,
    ) -> Result<(Arc<OpenRecord>, T), RecordError> {
        let stamp = Stamp::of(permit);
        let mut held = None;
        for attempt in 0..READ_ATTEMPTS {
            if attempt == PATIENT_ATTEMPTS {
                // From here on writers wait for the reader that they overtook;
                // once what is under way has landed, nothing moves.
                held = Some(self.tails.hold(&BTreeSet::from([record])).await);
            }
            let opened = match (permit.reaches(record), &held) {
                (false, _) => Err(RecordError::NotFound),
                (true, None) => self.opened(record).await,
                (true, Some(_)) => self.open_now(record).await,
            };
            let projected = match opened {
                // A record of which nothing passes is like none.
                Ok(opened) if !opened.entries().any(|seen| seen.shows(permit.lens())) => None,
                Ok(opened) => project(&opened).map(|projected| (opened, projected)),
                Err(RecordError::NotFound) => None,
                Err(error) => return Err(error),
            };
            let Some((opened, projected)) = projected else {
                self.trace_refusal(&stamp, record, action, what).await?;
                return Err(RecordError::NotFound);
            };
            let head = Some(HeadSeen { seq: opened.head, link: opened.link });
            let now = self.trace_read(&stamp, record, action, what.clone(), head).await?;
            if now == opened.head && self.erasures.of(record) == opened.era {
                return Ok((opened, projected));
            }
        }
        Err(RecordError::Contended)
    }

    /// Copies traced entries out of an opened record, through the lens, with at
    /// most [`RELEASE_BYTES`] of attachments.
    pub(crate) async fn release(
        &self,
        permit: &Permit,
        opened: &OpenRecord,
        seqs: &[u64],
    ) -> Result<Vec<Resource>, RecordError> {
        self.release_up_to(permit, opened, seqs, RELEASE_BYTES).await
    }

    async fn release_up_to(
        &self,
        permit: &Permit,
        opened: &OpenRecord,
        seqs: &[u64],
        most: u64,
    ) -> Result<Vec<Resource>, RecordError> {
        let mut resources = Vec::with_capacity(seqs.len());
        let mut bytes = 0;
        for &seq in seqs {
            let Some(seen) = opened.by_seq(seq) else { continue };
            if seen.shows(permit.lens()) {
                // Only attachments make a record larger than its opened form.
                bytes += seen.header.blobs.iter().map(|blob| blob.len).sum::<u64>();
                if bytes > most {
                    let what = "bytes of attachments in one answer: ask for fewer at a time; it";
                    let most = usize::try_from(most).unwrap_or(usize::MAX);
                    return Err(RecordError::TooLarge { what, most });
                }
                resources.push(self.resource(opened, seen).await?);
            }
        }
        Ok(resources)
    }

    pub(crate) async fn resource(
        &self,
        opened: &OpenRecord,
        seen: Seen<'_>,
    ) -> Result<Resource, RecordError> {
        let header = &seen.entry.header;
        Ok(Resource {
            resource_type: header.resource_type.clone(),
            id: header.id.clone(),
            version: header.version,
            at: header.at,
            author: header.author.clone(),
            custodian: seen.custodian().to_owned(),
            state: state(header.kind),
            text: self.whole(opened.record, &seen.key, &header.blobs, seen.short()).await?,
        })
    }

    /// Those of the named resources that belong to the registry, as they stand;
    /// traced as one export. Resources of persons are passed over.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn registry(
        &self,
        permit: &Permit,
        names: &[(String, String)],
    ) -> Result<Vec<Resource>, RecordError> {
        let mut found = Vec::new();
        for (kind, id) in names.iter().filter(|(kind, _)| !permit.lens().closes(kind)) {
            let Some(locator) = self.locate(kind, id).await? else { continue };
            if permit.reaches(locator.record) && self.keys(locator.record).await?.alive.is_empty() {
                found.push(locator);
            }
        }
        let stamp = Stamp::of(permit);
        let what = format!("{} registry resources", found.len());
        self.trace_read(&stamp, RecordNo::REGISTRY, Action::Export, what, None).await?;
        self.located(permit, found).await
    }

    /// Resources that lie in other persons' records and concern this one too;
    /// only where the permit reaches all these records. Traced in each.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn elsewhere(
        &self,
        permit: &Permit,
        names: &[(String, String)],
    ) -> Result<Vec<Resource>, RecordError> {
        let stamp = Stamp::of(permit);
        let mut found = Vec::new();
        for (kind, id) in names {
            let Some(locator) = self.locate(kind, id).await? else { continue };
            if permit.reaches(locator.record) {
                let what = format!("{kind}/{id}");
                self.trace_read(&stamp, locator.record, Action::Export, what, None).await?;
                found.push(locator);
            }
        }
        self.located(permit, found).await
    }

    /// Opens located entries whose release was traced.
    pub(crate) async fn located(
        &self,
        permit: &Permit,
        places: Vec<Locator>,
    ) -> Result<Vec<Resource>, RecordError> {
        let mut resources = Vec::with_capacity(places.len());
        for locator in places {
            let single = self.single_at(&locator).await?.filter(|single| {
                single.header.kind == EntryKind::Live && single.shows(permit.lens())
            });
            if let Some(single) = single {
                resources.push(self.released(locator.record, single).await?);
            }
        }
        Ok(resources)
    }
}

pub(crate) fn state(kind: EntryKind) -> State {
    if kind == EntryKind::Deleted { State::Deleted } else { State::Live }
}
