//! Checking everything: chains, heads, tokens, blobs, keys and traces. What the
//! sealed entries say is the truth that the rest is held against.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use hygie_base::{KeyNo, RecordNo, Timestamp};
use hygie_fhir::search::{Indexed, Term};
use hygie_seal::{EntryKind, Locator};
use hygie_store::{BlobName, IdToken, Stats, Tag, TermRow, TermToken, TraceRow};
use hygie_trace::Action;

use crate::compose::terms_of;
use crate::indexes::{Indexes, Phase};
use crate::keys::slot;
use crate::limits::PAGE;
use crate::opened::{OpenRecord, Seen};
use crate::{Permit, RecordError, Records};

/// One thing found wrong. Names records and places, never content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The record concerned, if one is.
    pub record: Option<RecordNo>,
    /// One sentence for an operator.
    pub what: String,
}

/// What a check came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Counts of the store.
    pub stats: Stats,
    /// Resources that are not deleted.
    pub resources: u64,
    /// Sealed attachments opened.
    pub attachments: u64,
    /// Attachments on disk that no entry names: left by an interrupted write.
    pub orphans: u64,
    /// Indexes that `hygie reindex` has not ended filling or taking away.
    pub unfinished: Vec<&'static str>,
    /// What is wrong; empty when all is well.
    pub findings: Vec<Finding>,
}

/// What the entries say should be found in the blind indexes.
#[derive(Default)]
struct Expected {
    ids: Vec<(IdToken, Vec<u8>)>,
    /// Resources of records of which a part was erased: their locators may know
    /// of versions that cannot be read any more.
    partial: HashMap<IdToken, (String, String, Locator)>,
    terms: Vec<(TermToken, Tag, Vec<u8>)>,
    /// Terms of indexes that are being filled or taken away: each may be there.
    loose: Vec<(TermToken, Tag, Vec<u8>)>,
    indexes: Arc<Indexes>,
    blobs: HashMap<BlobName, (RecordNo, KeyNo)>,
}

impl Records {
    /// Checks everything there is; needs a permit for everything.
    ///
    /// # Errors
    /// When the store cannot be read at all. What is wrong is in the report.
    pub async fn check(&self, permit: &Permit) -> Result<Report, RecordError> {
        self.needs_everything(permit, Action::Check).await?;
        self.trace_act(permit, Action::Check, String::new()).await?;
        let mut report = Report { stats: self.store.stats().await?, ..Report::default() };
        for fault in self.store.check().await? {
            report.findings.push(Finding { record: None, what: fault.what });
        }
        let indexes = self.indexes(true).await?;
        report.unfinished = indexes.that(|it| it != Phase::Complete).map(Indexed::name).collect();
        let mut expected = Expected { indexes, ..Expected::default() };
        self.check_keys(&mut report).await?;
        self.check_records(&mut report, &mut expected).await?;
        self.check_ids(&mut report, &mut expected).await?;
        self.check_terms(&mut report, &mut expected).await?;
        self.check_blobs(&mut report, &expected).await?;
        report.findings.extend(self.walk_logs(&[]).await?.findings);
        if self.broken_cells().await? > 0 {
            report.findings.push(general("a setting or an organisation's name does not open"));
        }
        Ok(report)
    }

    async fn check_keys(&self, report: &mut Report) -> Result<(), RecordError> {
        let mut after = (RecordNo::REGISTRY, KeyNo(0));
        loop {
            let rows = self.store.all_keys(after, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = (last.record, last.key);
            let ring = self.ring.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            for row in rows.iter().filter(|row| !row.wrapped.is_empty()) {
                let slot = slot(row.record, row.key, row.kind);
                if ring.unwrap(&slot, row.epoch, &row.wrapped).is_err() {
                    report.find(row.record, format!("key {} does not unwrap", row.key.0));
                }
            }
        }
    }

    async fn check_records(
        &self,
        report: &mut Report,
        expected: &mut Expected,
    ) -> Result<(), RecordError> {
        let mut after = RecordNo::REGISTRY;
        loop {
            let heads = self.store.records(after, PAGE).await?;
            let Some(last) = heads.last() else { return Ok(()) };
            after = last.record;
            for head in &heads {
                match self.open_afresh(head.record).await {
                    Ok(opened) => {
                        if let Err(error) = self.check_record(&opened, report, expected).await {
                            report.find(head.record, error.to_string());
                        }
                    }
                    Err(RecordError::NotFound) => {}
                    Err(error) => report.find(head.record, error.to_string()),
                }
            }
        }
    }

    async fn check_record(
        &self,
        opened: &OpenRecord,
        report: &mut Report,
        expected: &mut Expected,
    ) -> Result<(), RecordError> {
        for seen in opened.entries() {
            for blob in &seen.entry.header.blobs {
                let of = (opened.record, seen.key.number);
                expected.blobs.insert(BlobName(blob.name), of);
                report.attachments += 1;
                if let Err(error) = self.unseal_blob(opened.record, &seen.key, blob).await {
                    report.find(opened.record, format!("entry {}: {error}", seen.seq));
                }
            }
        }
        let rights = opened.entries().filter(|seen| seen.header.kind == EntryKind::Rights).last();
        if let Some(seen) = rights {
            let (record, version) = (opened.record, seen.header.version);
            expected.ids.push(self.rights_row(&Locator { record, seq: seen.seq, version })?);
        }
        for seen in opened.currents() {
            let header = &seen.entry.header;
            let (resource_type, id) = (header.resource_type.as_str(), header.id.as_str());
            let at = Locator { record: opened.record, seq: seen.seq, version: header.version };
            let token = self.id_token(resource_type, id);
            if opened.erased.is_empty() {
                expected.ids.push((token, self.seal_locator(resource_type, id, &at)?));
            } else {
                expected.partial.insert(token, (resource_type.to_owned(), id.to_owned(), at));
            }
            if seen.is_live() {
                report.resources += 1;
                let mut terms = self.terms_seen(opened, seen)?;
                let (indexes, text) = (&expected.indexes, seen.short());
                let of = |holds: fn(Phase) -> bool| indexes.terms(text, opened.record, holds);
                terms.extend(of(|phase| phase == Phase::Complete)?);
                let loose = of(|phase| phase != Phase::Complete)?;
                let row = |term: &Term| self.term_row(term, resource_type, id, opened.record);
                for term in &terms {
                    expected.terms.push(row(term)?);
                }
                for term in &loose {
                    expected.loose.push(row(term)?);
                }
            }
        }
        Ok(())
    }

    /// Blind terms never come from large attachments, so the short text will do.
    fn terms_seen(&self, opened: &OpenRecord, seen: Seen<'_>) -> Result<Vec<Term>, RecordError> {
        if seen.entry.header.kind != EntryKind::Live {
            return Ok(Vec::new());
        }
        terms_of(seen.short(), opened.record)
    }

    async fn check_ids(
        &self,
        report: &mut Report,
        expected: &mut Expected,
    ) -> Result<(), RecordError> {
        expected.ids.sort_unstable();
        let (mut after, mut matched) = (None, 0_usize);
        loop {
            let rows = self.store.all_ids(after, PAGE).await?;
            let Some((last, _)) = rows.last() else { break };
            after = Some(*last);
            for (token, locator) in &rows {
                match expected.ids.binary_search_by_key(token, |(token, _)| *token) {
                    Ok(at) if expected.ids.get(at).is_some_and(|(_, l)| l == locator) => {
                        matched += 1;
                    }
                    Err(_) if !expected.partial.contains_key(token) => {
                        report.findings.push(general("a token leads to no resource"));
                    }
                    Err(_) if self.is_partial(expected, token, locator) => matched += 1,
                    _ => report.findings.push(general("a locator leads to the wrong version")),
                }
            }
        }
        let wanted = expected.ids.len() + expected.partial.len();
        if matched < wanted {
            let missing = wanted - matched;
            let what = format!("{missing} resources are not found by their token");
            report.findings.push(Finding { record: None, what });
        }
        Ok(())
    }

    /// Whether a locator leads to the current version of a resource of a record
    /// of which a part was erased.
    fn is_partial(&self, expected: &Expected, token: &IdToken, locator: &[u8]) -> bool {
        let Some((resource_type, id, at)) = expected.partial.get(token) else { return false };
        let leads = self.open_locator(resource_type, id, locator);
        leads.is_ok_and(|leads| {
            (leads.record, leads.seq) == (at.record, at.seq) && leads.version >= at.version
        })
    }

    async fn check_terms(
        &self,
        report: &mut Report,
        expected: &mut Expected,
    ) -> Result<(), RecordError> {
        expected.terms.sort_unstable();
        expected.terms.dedup();
        expected.loose.sort_unstable();
        let (mut after, mut matched) = (None, 0_usize);
        loop {
            let rows = self.store.all_terms(after, PAGE).await?;
            let Some((token, row)) = rows.last() else { break };
            after = Some((*token, row.tag));
            for (token, row) in &rows {
                let place = (*token, row.tag);
                match expected.terms.binary_search_by_key(&place, |(t, tag, _)| (*t, *tag)) {
                    Ok(at) if expected.terms.get(at).is_some_and(|(_, _, l)| *l == row.locator) => {
                        matched += 1;
                    }
                    Ok(_) => report.findings.push(general("a term's locator is wrong")),
                    Err(_) if expected.loose.binary_search(&whole(*token, row)).is_ok() => {}
                    Err(_) => report.findings.push(general("a term leads to no resource")),
                }
            }
        }
        if matched < expected.terms.len() {
            let missing = expected.terms.len() - matched;
            let what = format!("{missing} terms are missing from the blind index");
            report.findings.push(Finding { record: None, what });
        }
        Ok(())
    }

    async fn check_blobs(
        &self,
        report: &mut Report,
        expected: &Expected,
    ) -> Result<(), RecordError> {
        let mut named = HashSet::new();
        let mut after = None;
        loop {
            let rows = self.store.blobs(after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.name);
            for row in &rows {
                named.insert(row.name);
                if expected.blobs.get(&row.name) != Some(&(row.record, row.key)) {
                    let what = "an attachment is named by no entry of its record and key";
                    report.find(row.record, what.to_owned());
                }
            }
        }
        if expected.blobs.keys().any(|name| !named.contains(name)) {
            report.findings.push(general("an entry's attachment is not in the list"));
        }
        let mut after = None;
        loop {
            let names = self.blobs.list(after, PAGE).await?;
            let Some(last) = names.last() else { return Ok(()) };
            after = Some(*last);
            report.orphans += names.iter().filter(|name| !named.contains(name)).count() as u64;
        }
    }

    /// Opens a trace and holds the head that it says against the record; tells when it was.
    ///
    /// # Errors
    /// [`RecordError::TraceExpired`] when its key was destroyed; what does not verify.
    pub(crate) async fn check_trace(&self, row: &TraceRow) -> Result<Timestamp, RecordError> {
        let trace = self.open_trace(row).await?;
        let Some(head) = trace.head else { return Ok(trace.at) };
        if head.seq > self.store.head(row.record).await? {
            let what = "entries that were seen or written are gone";
            return Err(RecordError::damaged(row.record, head.seq, what));
        }
        Ok(trace.at)
    }

    /// Removes attachments that no entry names, left by writes that were
    /// interrupted between blob and commit. Only right after the store was
    /// opened, when no write is under way. A list that names what is not there
    /// is damaged: by it nothing is removed, for what it does not name may be
    /// what it should.
    ///
    /// # Errors
    /// When the store or the disk fails.
    pub async fn collect_orphans(&self) -> Result<u64, RecordError> {
        let mut orphans = Vec::new();
        let mut after = None;
        loop {
            let there = self.blobs.list(after, PAGE).await?;
            let end = there.last().copied();
            let named = self.named_blobs(after, end).await?;
            let there: BTreeSet<_> = there.into_iter().collect();
            if !named.is_subset(&there) {
                return Ok(0);
            }
            orphans.extend(there.difference(&named));
            let Some(end) = end else { break };
            after = Some(end);
        }
        for name in &orphans {
            self.blobs.remove(*name).await?;
        }
        Ok(orphans.len() as u64)
    }

    /// Names of the list between two, the second included; up to its end without one.
    async fn named_blobs(
        &self,
        mut after: Option<BlobName>,
        end: Option<BlobName>,
    ) -> Result<BTreeSet<BlobName>, RecordError> {
        let mut named = BTreeSet::new();
        loop {
            let rows = self.store.blobs(after, PAGE).await?;
            let within = |name: &BlobName| end.is_none_or(|end| *name <= end);
            named.extend(rows.iter().map(|row| row.name).filter(within));
            match rows.last() {
                Some(last) if within(&last.name) => after = Some(last.name),
                _ => return Ok(named),
            }
        }
    }
}

impl Report {
    fn find(&mut self, record: RecordNo, what: String) {
        self.findings.push(Finding { record: Some(record), what });
    }
}

fn whole(token: TermToken, row: &TermRow) -> (TermToken, Tag, Vec<u8>) {
    (token, row.tag, row.locator.clone())
}

fn general(what: &str) -> Finding {
    Finding { record: None, what: what.to_owned() }
}
