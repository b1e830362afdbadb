//! The copy, from the first mark to the last.

use hygie_base::Rng;
use hygie_store::Store;
use tokio::sync::mpsc::unbounded_channel;

use crate::CopyError;
use crate::mark::{Mark, is_half_copied};
use crate::progress::{Copied, Progress};
use crate::row::{Place, Row, Step};
use crate::scan::Scan;
use crate::send::{Pace, Sender, remark};
use crate::sent::{Sent, arrived};
use crate::verify;
use crate::weave::Weave;

/// Who wants to know how far it is.
pub type Tell<'t> = &'t mut (dyn FnMut(Progress) + Send);

/// Copies everything that `from` holds into `to`, which must be empty or carry
/// the mark of a copy that was cut off, and holds both against each other.
///
/// Nobody writes to either store meanwhile: the caller holds them alone. What
/// was written to the source between two attempts of one copy is found at the
/// end, not caught up with. After an error the target keeps its mark; the same
/// call goes on from there, unless the error says otherwise. Dropping the
/// future is like any other way to cut the copy off.
///
/// # Errors
/// What stopped it, in words for the operator.
pub async fn copy(
    from: &dyn Store,
    to: &dyn Store,
    rng: &dyn Rng,
    progress: Tell<'_>,
) -> Result<Copied, CopyError> {
    copy_at(Pace::default(), from, to, rng, progress).await
}

/// As [`copy`], with commits of another size.
pub async fn copy_at(
    pace: Pace,
    from: &dyn Store,
    to: &dyn Store,
    rng: &dyn Rng,
    progress: Tell<'_>,
) -> Result<Copied, CopyError> {
    if is_half_copied(from).await.map_err(CopyError::Source)? {
        return Err(CopyError::SourceHalfCopied);
    }
    let mark = match Mark::read(to).await? {
        Some(mark) => mark,
        None => begin(to, rng).await?,
    };
    let mut told = Told::new(from, progress).await?;
    let (durable, mut blocks) = unbounded_channel();
    let whole = mark.after.is_none();
    if !whole {
        // What an earlier attempt sent has no digest here: all will be read.
        blocks.close();
    }
    let mut sender = Sender::new(to, rng, pace, mark.clone(), durable);
    let sending = send_all(from, to, &mark, &mut sender, &mut told);
    let (sent, arrived) = tokio::join!(sending, arrived(to, blocks));
    let (mark, sent) = sent?;
    told.now(Step::Cells, &mark);
    verify::alike(from, to, Some(sent).filter(|_| arrived && whole), &mut told).await?;
    remark(to, rng, Some(&mark), None).await?;
    Ok(Copied { rows: mark.rows, bytes: mark.bytes })
}

/// Marks a target that holds nothing.
async fn begin(to: &dyn Store, rng: &dyn Rng) -> Result<Mark, CopyError> {
    for step in Step::ALL {
        let first = Scan::new(to, step, None).next().await.map_err(CopyError::Target)?;
        if first.is_some() {
            return Err(CopyError::TargetNotEmpty);
        }
    }
    let mark = Mark::default();
    remark(to, rng, None, Some(&mark)).await?;
    Ok(mark)
}

/// Sends all rows after the mark and waits until they are durable.
async fn send_all(
    from: &dyn Store,
    to: &dyn Store,
    mark: &Mark,
    sender: &mut Sender<'_>,
    told: &mut Told<'_>,
) -> Result<(Mark, Sent), CopyError> {
    let sent = match send(from, to, mark, sender, told).await {
        Ok(()) => sender.finish().await,
        Err(error) => Err(error),
    };
    if sent.is_err() {
        sender.give_up().await;
    }
    sent
}

/// Sends all rows after the mark.
async fn send(
    from: &dyn Store,
    to: &dyn Store,
    mark: &Mark,
    sender: &mut Sender<'_>,
    told: &mut Told<'_>,
) -> Result<(), CopyError> {
    let done = mark.after.as_ref().map(Place::step);
    for step in Step::ALL.into_iter().filter(|step| done.is_none_or(|done| *step >= done)) {
        told.now(step, mark);
        if step == Step::Traces {
            let mut weave = Weave::new(from, to).await?;
            while let Some(row) = weave.next().await? {
                told.durable(step, sender.take(Row::Trace(row)).await?);
            }
            continue;
        }
        let after = mark.after.clone().filter(|_| done == Some(step));
        let mut scan = Scan::new(from, step, after);
        while let Some(row) = scan.next().await.map_err(CopyError::Source)? {
            told.durable(step, sender.take(row).await?);
        }
    }
    Ok(())
}

/// The words of progress and what they are measured by.
pub struct Told<'t> {
    progress: Tell<'t>,
    rows_total: u64,
    bytes_on_disk: u64,
    /// Rows and bytes of the last word.
    last: (u64, u64),
}

impl<'t> Told<'t> {
    async fn new(from: &dyn Store, progress: Tell<'t>) -> Result<Self, CopyError> {
        let stats = from.stats().await.map_err(CopyError::Source)?;
        let mut rows_total =
            stats.keys + stats.entries + stats.blobs + stats.ids + stats.terms + stats.traces;
        // What is not counted by the store is little.
        for step in [Step::Outbox, Step::Cells] {
            let mut scan = Scan::new(from, step, None);
            while scan.next().await.map_err(CopyError::Source)?.is_some() {
                rows_total += 1;
            }
        }
        Ok(Self { progress, rows_total, bytes_on_disk: stats.bytes, last: (0, 0) })
    }

    fn durable(&mut self, step: Step, mark: Option<Mark>) {
        if let Some(mark) = mark {
            self.now(step, &mark);
        }
    }

    /// Never less than was told before: a step begins while rows of the one
    /// before are still under way.
    fn now(&mut self, step: Step, mark: &Mark) {
        self.last = self.last.max((mark.rows, mark.bytes));
        let (rows, bytes) = self.last;
        self.tell(step, false, rows, bytes);
    }

    /// So many rows and bytes were compared.
    pub fn compared(&mut self, step: Step, rows: u64, bytes: u64) {
        self.tell(step, true, rows, bytes);
    }

    fn tell(&mut self, step: Step, comparing: bool, rows: u64, bytes: u64) {
        let (rows_total, bytes_on_disk) = (self.rows_total, self.bytes_on_disk);
        (self.progress)(Progress { step, comparing, rows, rows_total, bytes, bytes_on_disk });
    }
}
