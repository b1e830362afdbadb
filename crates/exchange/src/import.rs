//! The run: one thread reads and makes ready, the record service seals, the
//! store's writer makes durable; all three work at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hygie_record::{Permit, Records};
use tokio::sync::mpsc;

use crate::limits::{PREPARED, ROUNDS};
use crate::prepare::{Chosen, produce};
use crate::round::{Round, Waiting};
use crate::{ExchangeError, Listed, Report};

/// Told how far a run is: bytes read, of how many.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// One run of an import.
pub struct Import<'a> {
    /// Where it goes.
    pub records: &'a Arc<Records>,
    /// By what right.
    pub permit: &'a Permit,
    /// Id of the organisation that keeps what is imported.
    pub custodian: &'a str,
}

impl Import<'_> {
    /// Takes all files. Entries whose person comes later in the run are taken
    /// in a further round; what is refused is told in the report.
    pub async fn run(&self, files: &[Listed], progress: Progress<'_>) -> Report {
        let mut report = Report { files: files.len() as u64, ..Report::default() };
        let mut chosen = Chosen::All;
        let mut last = false;
        for number in 1.. {
            let round = Round::new(self, files, &mut report, last);
            let (waiting, wrote) = self.round(files, chosen, round, progress).await;
            if waiting.is_empty() {
                break;
            }
            // What only waits for company is taken without it in the last round.
            let lonely = waiting.values().any(|waiting| waiting.why.is_none());
            if number > ROUNDS || !wrote && !lonely {
                for Waiting { position, why } in waiting.into_values() {
                    let why = why.unwrap_or(ExchangeError::Shape("it waits in vain".into()));
                    position.refused(files, &mut report, &why);
                }
                break;
            }
            last |= !wrote || number == ROUNDS;
            let mut again: BTreeMap<usize, BTreeSet<u64>> = BTreeMap::new();
            for (file, index) in waiting.into_keys() {
                again.entry(file).or_default().insert(index);
            }
            chosen = Chosen::Only(again);
        }
        report
    }

    async fn round(
        &self,
        files: &[Listed],
        chosen: Chosen,
        mut round: Round<'_>,
        progress: Progress<'_>,
    ) -> (BTreeMap<(usize, u64), Waiting>, bool) {
        let whole: u64 = files.iter().map(|file| file.bytes).sum();
        let read = Arc::new(AtomicU64::new(0));
        let (to, mut from) = mpsc::channel(PREPARED);
        let producer = {
            let (files, read) = (files.to_vec(), Arc::clone(&read));
            tokio::task::spawn_blocking(move || produce(&files, &chosen, &to, &read))
        };
        while let Some(unit) = from.recv().await {
            round.take(unit).await;
            progress(read.load(Ordering::Relaxed), whole);
        }
        round.drain().await;
        if producer.await.is_err() {
            let error = ExchangeError::Shape("the reader of files ended early".into());
            round.report.refuse("", "", 0, &error);
        }
        (round.waiting, round.wrote)
    }
}
