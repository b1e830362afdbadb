//! Erasing a record, or one custodian's part of it: tokens removed, keys
//! destroyed, ids remembered as never to be used again, all in one commit.
//! Final once the key ring has moved to a new epoch ([`Records::rotate_keys`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hygie_base::{KeyNo, RecordNo};
use hygie_seal::{EntryKind, Locator};
use hygie_store::{
    BlobName, BlobOp, CellOp, Commit, Guard, Head, IdToken, KeyKind, KeyOp, Outcome, TokenOp,
};
use hygie_trace::{Action, HeadSeen, Trace};

use crate::cells::Table;
use crate::compose::terms_of;
use crate::indexes::Indexes;
use crate::keys::{OpenedKey, custodian_label};
use crate::limits::WRITE_ATTEMPTS;
use crate::open::ERASED_KEYS;
use crate::opened::{OpenRecord, Seen};
use crate::own::OwnEntry;
use crate::parts::{Weigh, kept};
use crate::tails::Tail;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records, Scope};

/// What an erasure did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Erased {
    /// Resources that can no longer be found or read.
    pub resources: u64,
    /// Keys destroyed.
    pub keys: u64,
    /// Attachments removed.
    pub blobs: u64,
}

impl Records {
    /// Erases a record (`custodian` is `None`) or what one organisation keeps
    /// in it; an act on the house, so only with a permit for everything. Traces
    /// stay, under their own keys.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] when there is nothing to erase.
    pub async fn erase(
        &self,
        permit: &Permit,
        record: RecordNo,
        custodian: Option<&str>,
    ) -> Result<Erased, RecordError> {
        let stamp = Stamp::of(permit);
        let erased = match permit.scope() == Scope::Everything {
            true => self.erase_within(&stamp, record, custodian, None).await,
            false => Err(RecordError::NotFound),
        };
        if matches!(erased, Err(RecordError::NotFound)) {
            self.trace_refusal(&stamp, record, Action::Erase, String::new()).await?;
        }
        erased
    }

    /// Erases, if `weigh` allows it of what is kept as the commit finds it.
    pub(crate) async fn erase_within(
        &self,
        stamp: &Stamp,
        record: RecordNo,
        custodian: Option<&str>,
        weigh: Option<&Weigh<'_>>,
    ) -> Result<Erased, RecordError> {
        // Held throughout: once what is under way has landed, nothing more comes.
        let mut held = self.tails.hold(&BTreeSet::from([record])).await;
        for _ in 0..WRITE_ATTEMPTS {
            // May make a key itself, so before new keys are held back.
            let registry_trace = self.registry_trace_key(self.clock.now()).await?;
            let wrapping = self.wrapping.read().await;
            let mut tail = self.load_tail(record).await?;
            // Again, after the head: a key that comes later comes with an entry,
            // which the guard on the head finds.
            tail.keys = self.load_keys(record).await?;
            let opened = self.open_afresh(record).await?;
            let why = weigh.map(|weigh| weigh(&kept(&opened, &tail.keys)?)).transpose()?;
            let mut what = custodian.map_or_else(|| "all".to_owned(), |id| format!("kept by {id}"));
            what.extend(why.into_iter().flat_map(|why| [", ".to_owned(), why]));
            let which = (custodian, what);
            let plan = self.plan(&opened, tail, which, stamp, registry_trace).await?;
            let outcome = self.commit(plan.commit).await;
            drop(wrapping);
            // Whatever the outcome, an error included, nothing of before counts.
            for tail in held.values_mut() {
                tail.loaded = false;
            }
            self.erasures.end(record);
            self.key_cache.forget(record);
            self.cache.forget(record);
            match outcome? {
                Outcome::Refused(_) => continue,
                Outcome::Done(_) | Outcome::Repeated => drop(held),
            }
            // A blob that cannot be removed is an orphan without a key.
            let mut removed = Ok(());
            for name in plan.blobs {
                removed = self.blobs.remove(name).await.map(|_| ()).and(removed);
            }
            self.store.checkpoint().await?;
            removed?;
            return Ok(plan.erased);
        }
        Err(RecordError::Contended)
    }

    async fn plan(
        &self,
        opened: &OpenRecord,
        tail: Tail,
        (custodian, what): (Option<&str>, String),
        stamp: &Stamp,
        registry_trace: OpenedKey,
    ) -> Result<Plan, RecordError> {
        let label = custodian.map(custodian_label);
        let doomed: Vec<KeyNo> = tail
            .keys
            .alive
            .iter()
            .filter(|key| key.kind == KeyKind::Record)
            .filter(|key| label.as_ref().is_none_or(|label| *key.label == **label))
            .map(|key| key.number)
            .collect();
        let Some(&first) = doomed.first() else { return Err(RecordError::NotFound) };
        let indexes = self.indexes(true).await?;
        let mut plan = Plan::new(self, indexes);
        // Another node that erases the whole moves no head.
        plan.commit.guards.push(Guard::KeyAlive(opened.record, first));
        plan.commit.guards.push(self.indexes_guard(&plan.indexes));
        plan.commit.guards.push(Guard::Head(Head { record: opened.record, seq: tail.head }));
        plan.tokens(self, opened, &doomed).await?;
        let mut after = None;
        loop {
            let rows = self.store.blobs_of(opened.record, after).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.name);
            for blob in rows.iter().filter(|blob| doomed.contains(&blob.key)) {
                plan.commit.blobs.push(BlobOp::Forget(blob.name));
                plan.blobs.push(blob.name);
            }
        }
        plan.erased.blobs = plan.blobs.len() as u64;
        plan.erased.keys = doomed.len() as u64;
        let record = opened.record;
        plan.commit.keys.extend(doomed.iter().map(|key| KeyOp::Destroy(record, *key)));
        let now = self.clock.now();
        let trace_key = tail.keys.of_traces(now).cloned().unwrap_or(registry_trace);
        let mut head = HeadSeen { seq: tail.head, link: tail.link };
        if label.is_some() {
            // Says in the journal, of which a part stays, which keys were destroyed.
            let text = erasure_text(&doomed);
            let mark = OwnEntry {
                kind: EntryKind::Erasure,
                resource_type: "",
                id: String::new(),
                version: 0,
                author: &stamp.actor.id,
                text: text.as_bytes(),
            };
            head = self.append_own(&mut plan.commit, record, &tail, now, mark).await?;
        }
        let trace = Trace { head: Some(head), ..stamp.trace(now, Action::Erase, what) };
        plan.commit.traces.push(self.seal_trace(&trace, record, true, &trace_key)?);
        plan.commit.log = self.log;
        Ok(plan)
    }
}

/// The text of an erasure entry: the numbers of the destroyed keys.
fn erasure_text(keys: &[KeyNo]) -> String {
    let numbers: Vec<_> = keys.iter().map(|key| format!("\"{}\"", key.0)).collect();
    format!("{{\"{ERASED_KEYS}\":[{}]}}", numbers.join(","))
}

/// An erasure about to be committed.
struct Plan {
    indexes: Arc<Indexes>,
    commit: Commit,
    blobs: Vec<BlobName>,
    erased: Erased,
}

impl Plan {
    fn new(records: &Records, indexes: Arc<Indexes>) -> Self {
        let erased = Erased { resources: 0, keys: 0, blobs: 0 };
        Self { indexes, commit: Commit::new(records.commit_id()), blobs: Vec::new(), erased }
    }

    /// Removes the tokens of what goes; a resource of which a version by
    /// another custodian stays is found at that version from now on.
    async fn tokens(
        &mut self,
        records: &Records,
        opened: &OpenRecord,
        doomed: &[KeyNo],
    ) -> Result<(), RecordError> {
        let mut stays: BTreeMap<(&str, &str), Seen<'_>> = BTreeMap::new();
        for seen in opened.entries().filter(|seen| !doomed.contains(&seen.key.number)) {
            if matches!(seen.header.kind, EntryKind::Live | EntryKind::Deleted) {
                let header = &seen.entry.header;
                stays.insert((&header.resource_type, &header.id), seen);
            }
        }
        let mut rights = opened.entries().filter(|seen| seen.header.kind == EntryKind::Rights);
        if rights.any(|seen| doomed.contains(&seen.key.number)) {
            let at = Locator { record: opened.record, seq: 0, version: 0 };
            self.commit.tokens.push(TokenOp::DeleteId(records.rights_row(&at)?.0));
        }
        for seen in opened.currents().filter(|seen| doomed.contains(&seen.key.number)) {
            let header = &seen.entry.header;
            let (resource_type, id) = (header.resource_type.as_str(), header.id.as_str());
            let mut old = Vec::new();
            if seen.is_live() {
                old = terms_of(&records.whole_of(opened, seen).await?, opened.record)?;
                old.extend(self.indexes.all(seen.short(), opened.record)?);
            }
            for term in &old {
                let (token, tag, _) = records.term_row(term, resource_type, id, opened.record)?;
                self.commit.tokens.push(TokenOp::DeleteTerm(token, tag));
            }
            let token = records.id_token(resource_type, id);
            self.erased.resources += 1;
            match stays.remove(&(resource_type, id)) {
                Some(older) => {
                    let version = header.version;
                    self.point_back(records, opened, token, older, version).await?;
                }
                None => {
                    self.commit.tokens.push(TokenOp::DeleteId(token));
                    let key = records.erased_key(resource_type, id);
                    let (table, value) = (Table::Erased as u32, Vec::new());
                    self.commit.cells.push(CellOp::Put { table, key, value });
                }
            }
        }
        Ok(())
    }

    /// Lets a resource be found at an older version from now on.
    async fn point_back(
        &mut self,
        records: &Records,
        opened: &OpenRecord,
        token: IdToken,
        older: Seen<'_>,
        version: u32,
    ) -> Result<(), RecordError> {
        let header = &older.entry.header;
        let (resource_type, id) = (header.resource_type.as_str(), header.id.as_str());
        // The erased version's number is not given again.
        let at = Locator { record: opened.record, seq: older.seq, version };
        let locator = records.seal_locator(resource_type, id, &at)?;
        self.commit.tokens.push(TokenOp::PutId(token, locator));
        if older.is_live() {
            let text = records.whole_of(opened, older).await?;
            let mut terms = terms_of(&text, opened.record)?;
            terms.extend(self.indexes.kept(older.short(), opened.record)?);
            for term in terms {
                let (token, tag, at) = records.term_row(&term, resource_type, id, opened.record)?;
                self.commit.tokens.push(TokenOp::PutTerm(token, tag, at));
            }
        }
        Ok(())
    }
}
