//! Verifying the logs: every trace against its leaf, every log against its tiles, its own
//! checkpoint and those that others kept.

use std::collections::BTreeMap;

use hygie_base::{LogNo, RecordNo, Timestamp};
use hygie_store::TraceRow;
use hygie_tlog::{Checkpoint, Hash, TileAt, TlogError, Tree, VerifierKey, entry_hash};
use hygie_trace::{Action, logged};

use super::tile_name;
use crate::limits::{ACCESS_YEARS, LOG_PAGE, TECHNICAL_MONTHS};
use crate::{Finding, Permit, RecordError, Records, Table};

/// What verifying the logs came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LogReport {
    /// Each log, by number.
    pub logs: Vec<LogSeen>,
    /// What is wrong; empty when all is well.
    pub findings: Vec<Finding>,
}

/// One log as it was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogSeen {
    /// Its number in the store.
    pub log: LogNo,
    /// What checks its checkpoints; `None` when it never signed one.
    pub key: Option<VerifierKey>,
    /// How many traces it has.
    pub traces: u64,
    /// How many of them its own last checkpoint has.
    pub signed: u64,
    /// How many of them a checkpoint has that was kept elsewhere.
    pub held: u64,
    /// How many of them nobody can read any more: the time for which they are kept is over.
    pub expired: u64,
}

/// A tree that a log is known to have had.
struct Known<'a> {
    size: u64,
    root: Hash,
    /// Who says so.
    by: &'a str,
}

impl Records {
    /// Walks all logs. `held` are checkpoints that were kept elsewhere, each with where.
    /// Needs a permit for everything; itself traced, before what it walks.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for another permit; when the store fails.
    pub async fn verify_logs(
        &self,
        permit: &Permit,
        held: &[(String, String)],
    ) -> Result<LogReport, RecordError> {
        self.needs_everything(permit, Action::Check).await?;
        self.trace_act(permit, Action::Check, "the log of traces".to_owned()).await?;
        self.walk_logs(held).await
    }

    /// The same, which nobody was asked for.
    pub(crate) async fn walk_logs(
        &self,
        held: &[(String, String)],
    ) -> Result<LogReport, RecordError> {
        let mut report = LogReport::default();
        let mut used = vec![false; held.len()];
        for (log, next) in self.all_logs().await? {
            self.verify_log((log, next), held, &mut used, &mut report).await?;
        }
        for ((place, _), _) in held.iter().zip(&used).filter(|(_, used)| !**used) {
            let what = format!("{place}: a checkpoint of a log that is not here");
            report.findings.push(general(what));
        }
        Ok(report)
    }

    async fn verify_log(
        &self,
        (log, next): (LogNo, u64),
        held: &[(String, String)],
        used: &mut [bool],
        report: &mut LogReport,
    ) -> Result<(), RecordError> {
        let mut seen = LogSeen { log, key: None, traces: 0, signed: 0, held: 0, expired: 0 };
        let mut known = Vec::new();
        match self.log_key(log).await {
            Ok(key) => seen.key = key,
            Err(error) => report.findings.push(general(format!("log {}: {error}", log.0))),
        }
        if let Some(key) = &seen.key {
            match self.signed(log, key).await {
                Ok(Some(signed)) => {
                    let Checkpoint { size, root, .. } = signed.checkpoint;
                    seen.signed = size;
                    known.push(Known { size, root, by: "its own checkpoint" });
                }
                Ok(None) => {}
                Err(error) => report.findings.push(general(format!("log {}: {error}", log.0))),
            }
            for ((place, note), used) in held.iter().zip(used) {
                match Checkpoint::open(note, key) {
                    Ok(Checkpoint { size, root, .. }) => {
                        *used = true;
                        seen.held = seen.held.max(size);
                        known.push(Known { size, root, by: place });
                    }
                    Err(TlogError::Signature) => {
                        *used = true;
                        let what = "was not signed with its key";
                        let what = format!("log {}: the checkpoint of {place} {what}", log.0);
                        report.findings.push(general(what));
                    }
                    Err(_) => {}
                }
            }
        }
        known.sort_by_key(|one| one.size);
        (seen.traces, seen.expired) = self.walk_log(log, &known, seen.signed, report).await?;
        if seen.traces != next {
            let (log, traces) = (log.0, seen.traces);
            let what = format!("log {log}: it has {traces} traces, its next one would be {next}");
            report.findings.push(general(what));
        }
        report.logs.push(seen);
        Ok(())
    }

    /// Walks one log; tells how many traces there are until the first that is missing, and
    /// how many of them are past their time.
    async fn walk_log(
        &self,
        log: LogNo,
        known: &[Known<'_>],
        signed: u64,
        report: &mut LogReport,
    ) -> Result<(u64, u64), RecordError> {
        let mut tree = Tree::default();
        let (mut latest, mut expired) = (None, 0);
        let mut known = known.iter().peekable();
        let mut found =
            |what: String| report.findings.push(general(format!("log {}: {what}", log.0)));
        let mut wrong = Vec::new();
        loop {
            let rows = self.store.traces(log, tree.size(), LOG_PAGE).await?;
            for row in &rows {
                if row.index != tree.size() {
                    break;
                }
                if tree.push(entry_hash(&logged(row))).is_err() {
                    break;
                }
                wrong.extend(self.trace_fault(row, &mut latest, &mut expired).await?);
                while let Some(one) = known.next_if(|one| one.size == tree.size()) {
                    if tree.root().ok() != Some(one.root) {
                        let (size, by) = (one.size, one.by);
                        found(format!("its first {size} traces are not those of {by}"));
                    }
                    if one.size == signed {
                        let bad = self.tile_faults(log, tree.clone().take_tiles()).await?;
                        bad.into_iter().for_each(&mut found);
                    }
                }
            }
            let full = tree.take_tiles().into_iter().filter(|(at, _)| ends(*at) <= signed);
            let full = full.filter(|(_, bytes)| bytes.len() == FULL).collect();
            self.tile_faults(log, full).await?.into_iter().for_each(&mut found);
            let last = rows.last().map(|row| row.index + 1);
            if last != Some(tree.size()) {
                if let Some(row) = rows.iter().find(|row| row.index >= tree.size()) {
                    found(format!("trace {} is missing before {}", tree.size(), row.index));
                }
                break;
            }
        }
        for one in known {
            let (size, by) = (one.size, one.by);
            found(format!("it has {} traces, and {by} has {size}", tree.size()));
        }
        report.findings.extend(wrong);
        Ok((tree.size(), expired))
    }

    /// What is wrong with one trace by itself. One whose key is gone tells nothing; but what
    /// stands behind a `latest` one is not older than that, and may not be gone before its
    /// time.
    async fn trace_fault(
        &self,
        row: &TraceRow,
        latest: &mut Option<Timestamp>,
        expired: &mut u64,
    ) -> Result<Option<Finding>, RecordError> {
        match self.check_trace(row).await {
            Ok(at) => {
                *latest = (*latest).max(Some(at));
                Ok(None)
            }
            Err(RecordError::TraceExpired) => {
                *expired += 1;
                let least = least_millis(row.record);
                let young = |at: Timestamp| self.clock.now().0.saturating_sub(at.0) < least;
                let early = latest.is_some_and(young);
                let what = "its key was destroyed before its time";
                let what = format!("trace {}:{}: {what}", row.log.0, row.index);
                Ok(early.then_some(Finding { record: Some(row.record), what }))
            }
            Err(error @ (RecordError::Damaged { .. } | RecordError::NotFound)) => {
                let what = format!("trace {}:{}: {error}", row.log.0, row.index);
                Ok(Some(Finding { record: Some(row.record), what }))
            }
            Err(error) => Err(error),
        }
    }

    /// Those of the tiles that are not kept as they are.
    async fn tile_faults(
        &self,
        log: LogNo,
        tiles: Vec<(TileAt, Vec<u8>)>,
    ) -> Result<Vec<String>, RecordError> {
        let mut faults = BTreeMap::new();
        for (at, bytes) in tiles {
            let kept = match self.cell(Table::Tile, &tile_name(log, at)).await {
                Ok(kept) => kept,
                Err(RecordError::Damaged { .. }) => None,
                Err(error) => return Err(error),
            };
            // One that was filled since has more.
            if kept.is_none_or(|kept| kept.get(..bytes.len()) != Some(&bytes)) {
                faults.insert(at, format!("its tile {}/{} is wrong", at.level, at.number));
            }
        }
        Ok(faults.into_values().collect())
    }
}

/// For how long a trace of a record is kept at least.
const fn least_millis(record: RecordNo) -> i64 {
    const DAY: i64 = 86_400_000;
    match record {
        RecordNo::REGISTRY => *TECHNICAL_MONTHS.start() * 28 * DAY,
        _ => *ACCESS_YEARS.start() * 365 * DAY,
    }
}

/// Bytes of a tile that is full.
const FULL: usize = 256 * size_of::<Hash>();

/// How many traces a tree has at least that has this tile filled.
const fn ends(at: TileAt) -> u64 {
    (at.number + 1) << (8 * (at.level + 1))
}

const fn general(what: String) -> Finding {
    Finding { record: None::<RecordNo>, what }
}
