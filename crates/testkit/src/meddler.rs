//! A store that passes everything on to another one, but holds commits back,
//! refuses them or loses the answer when a test says so. It counts what it passes
//! on: whoever can tell two requests apart by what they cost the store can tell
//! what is hidden from what is not there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use hygie_base::{KeyNo, LogNo, RecordNo, Seq, Timestamp};
use hygie_store::{
    BlobName, BlobRow, Commit, Digest, EntryRow, Fault, Head, IdToken, KeyRow, OutboxId,
    OutboxItem, Outcome, Pending, Refusal, Span, Stats, Store, StoreError, Tag, TermRow, TermToken,
    TraceRow,
};
use tokio::sync::oneshot;

/// What happens to one commit.
pub enum Meddle {
    /// Passed on.
    Pass,
    /// Refused, as if this condition did not hold.
    Refuse(Refusal),
    /// Fails: nothing changed.
    Fail,
    /// Applied, but the answer is that nobody knows.
    LoseAnswer,
    /// Not applied, and the answer is that nobody knows.
    Lose,
    /// Held back, with all that come after it, until [`Meddler::release`].
    Hold,
    /// Held back alone until [`Meddler::release`], as if it were submitted late.
    Late,
}

/// A kind of read that can be paused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// [`Store::entries`].
    Entries,
    /// [`Store::entry`].
    Entry,
    /// [`Store::keys`].
    Keys,
    /// [`Store::locate`].
    Locate,
}

/// A read that was made and whose answer waits.
pub struct Paused {
    reached: oneshot::Receiver<()>,
    go: oneshot::Sender<()>,
}

impl Paused {
    /// Waits until the read was made.
    pub async fn reached(&mut self) {
        (&mut self.reached).await.unwrap();
    }

    /// Lets the answer go.
    pub fn go(self) {
        let _nobody_waits = self.go.send(());
    }
}

struct Pause {
    look: Look,
    reached: oneshot::Sender<()>,
    go: oneshot::Receiver<()>,
}

/// How often each method of a store was called, by its name.
pub type Calls = BTreeMap<&'static str, usize>;

type Plan = Box<dyn FnMut(&Commit) -> Meddle + Send>;
type Answer = Result<Outcome, StoreError>;

#[derive(Default)]
struct Held {
    holding: bool,
    commits: Vec<(Commit, oneshot::Sender<Answer>)>,
}

/// A store that misbehaves on command.
pub struct Meddler {
    inner: Arc<dyn Store>,
    plan: Mutex<Option<Plan>>,
    held: Mutex<Held>,
    pauses: Mutex<Vec<Pause>>,
    /// Longest page of a scan; a short page never says that the end is reached.
    page: Mutex<usize>,
    shared: bool,
    calls: Mutex<Calls>,
}

impl Meddler {
    /// The calls that were passed on since this was asked last.
    pub fn calls(&self) -> Calls {
        std::mem::take(&mut *self.calls.lock().unwrap())
    }

    /// The store below, asked for this.
    fn asked(&self, method: &'static str) -> &dyn Store {
        *self.calls.lock().unwrap().entry(method).or_default() += 1;
        &*self.inner
    }

    /// Over a store that behaves.
    pub fn new(inner: Arc<dyn Store>) -> Self {
        let shared = inner.is_shared();
        Self::over(inner, shared)
    }

    /// The same, which this node shares with others or has to itself.
    pub fn over(inner: Arc<dyn Store>, shared: bool) -> Self {
        let (plan, page) = (Mutex::new(None), Mutex::new(usize::MAX));
        let (held, pauses, calls) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { inner, plan, held, pauses, page, shared, calls }
    }

    /// Asks `plan` what happens to each commit from now on.
    pub fn meddle(&self, plan: impl FnMut(&Commit) -> Meddle + Send + 'static) {
        *self.plan.lock().unwrap() = Some(Box::new(plan));
    }

    /// Behaves again; what is held back stays held.
    pub fn behave(&self) {
        *self.plan.lock().unwrap() = None;
    }

    /// Holds all commits back from now on.
    pub fn hold(&self) {
        self.held.lock().unwrap().holding = true;
    }

    /// How many commits are held back.
    pub fn held(&self) -> usize {
        self.held.lock().unwrap().commits.len()
    }

    /// Passes on what was held back, in its order and by the plan, and holds
    /// no more.
    pub fn release(&self) {
        let mut held = self.held.lock().unwrap();
        held.holding = false;
        let commits = std::mem::take(&mut held.commits);
        for (commit, answer) in commits {
            let pending = self.pass(commit, &mut held);
            tokio::spawn(async move {
                let _nobody_waits = answer.send(pending.await);
            });
        }
    }

    /// Makes every page of a scan at most this long.
    pub fn short_pages(&self, rows: usize) {
        *self.page.lock().unwrap() = rows;
    }

    /// Pauses the next read of this kind once it was made.
    pub fn pause_after(&self, look: Look) -> Paused {
        let (reached, was_reached) = oneshot::channel();
        let (go, may_go) = oneshot::channel();
        self.pauses.lock().unwrap().push(Pause { look, reached, go: may_go });
        Paused { reached: was_reached, go }
    }

    async fn looked(&self, look: Look) {
        let pause = {
            let mut pauses = self.pauses.lock().unwrap();
            let at = pauses.iter().position(|pause| pause.look == look);
            at.map(|at| pauses.remove(at))
        };
        if let Some(pause) = pause {
            let _nobody_waits = pause.reached.send(());
            let _dropped = pause.go.await;
        }
    }

    fn short(&self, limit: usize) -> usize {
        limit.min(*self.page.lock().unwrap())
    }

    fn cut<T>(&self, mut rows: Vec<T>) -> Vec<T> {
        rows.truncate(*self.page.lock().unwrap());
        rows
    }

    fn keep(&self, commit: Commit, held: &mut Held) -> Pending {
        let (answer, answered) = oneshot::channel();
        held.commits.push((commit, answer));
        Box::pin(async move { answered.await.unwrap_or(Err(StoreError::Closed)) })
    }
}

impl Meddler {
    fn pass(&self, commit: Commit, held: &mut Held) -> Pending {
        let meddle = self.plan.lock().unwrap().as_mut().map_or(Meddle::Pass, |plan| plan(&commit));
        match meddle {
            Meddle::Pass => self.asked("submit").submit(commit),
            Meddle::Refuse(refusal) => Box::pin(async move { Ok(Outcome::Refused(refusal)) }),
            Meddle::Fail => {
                let error = StoreError::Unavailable("a test says so".to_owned());
                Box::pin(async move { Err(error) })
            }
            Meddle::LoseAnswer => {
                let pending = self.asked("submit").submit(commit);
                Box::pin(async move { pending.await.and(Err(unknown())) })
            }
            Meddle::Lose => Box::pin(async move { Err(unknown()) }),
            Meddle::Hold => {
                held.holding = true;
                self.keep(commit, held)
            }
            Meddle::Late => self.keep(commit, held),
        }
    }
}

fn unknown() -> StoreError {
    StoreError::Unknown("the answer was lost".to_owned())
}

#[async_trait]
impl Store for Meddler {
    fn submit(&self, commit: Commit) -> Pending {
        let mut held = self.held.lock().unwrap();
        if held.holding {
            return self.keep(commit, &mut held);
        }
        self.pass(commit, &mut held)
    }

    fn is_shared(&self) -> bool {
        self.shared
    }

    fn own_log(&self) -> LogNo {
        self.inner.own_log()
    }

    async fn entries(&self, of: RecordNo, from: Seq, to: Seq) -> Result<Vec<EntryRow>, StoreError> {
        let rows = self.asked("entries").entries(of, from, to).await?;
        self.looked(Look::Entries).await;
        Ok(self.cut(rows))
    }

    async fn entry(&self, record: RecordNo, seq: Seq) -> Result<Option<EntryRow>, StoreError> {
        let row = self.asked("entry").entry(record, seq).await;
        self.looked(Look::Entry).await;
        row
    }

    async fn head(&self, record: RecordNo) -> Result<Seq, StoreError> {
        self.asked("head").head(record).await
    }

    async fn records(&self, after: RecordNo, limit: usize) -> Result<Vec<Head>, StoreError> {
        self.asked("records").records(after, self.short(limit)).await
    }

    async fn keys(&self, record: RecordNo) -> Result<Vec<KeyRow>, StoreError> {
        let rows = self.asked("keys").keys(record).await;
        self.looked(Look::Keys).await;
        rows
    }

    async fn all_keys(
        &self,
        after: (RecordNo, KeyNo),
        limit: usize,
    ) -> Result<Vec<KeyRow>, StoreError> {
        self.asked("all_keys").all_keys(after, self.short(limit)).await
    }

    async fn locate(&self, tokens: &[IdToken]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let rows = self.asked("locate").locate(tokens).await;
        self.looked(Look::Locate).await;
        rows
    }

    async fn terms(
        &self,
        token: TermToken,
        after: Option<Tag>,
        limit: usize,
    ) -> Result<Vec<TermRow>, StoreError> {
        self.asked("terms").terms(token, after, self.short(limit)).await
    }

    async fn all_ids(
        &self,
        after: Option<IdToken>,
        limit: usize,
    ) -> Result<Vec<(IdToken, Vec<u8>)>, StoreError> {
        self.asked("all_ids").all_ids(after, self.short(limit)).await
    }

    async fn all_terms(
        &self,
        after: Option<(TermToken, Tag)>,
        limit: usize,
    ) -> Result<Vec<(TermToken, TermRow)>, StoreError> {
        self.asked("all_terms").all_terms(after, self.short(limit)).await
    }

    async fn logs(
        &self,
        after: Option<LogNo>,
        limit: usize,
    ) -> Result<Vec<(LogNo, u64)>, StoreError> {
        self.asked("logs").logs(after, self.short(limit)).await
    }

    async fn traces(
        &self,
        log: LogNo,
        from: u64,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError> {
        self.asked("traces").traces(log, from, self.short(limit)).await
    }

    async fn traces_of(
        &self,
        record: RecordNo,
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError> {
        self.asked("traces_of").traces_of(record, before, self.short(limit)).await
    }

    async fn traces_by(
        &self,
        actor: [u8; 16],
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError> {
        self.asked("traces_by").traces_by(actor, before, self.short(limit)).await
    }

    async fn last_write_trace(&self, record: RecordNo) -> Result<Option<TraceRow>, StoreError> {
        self.asked("last_write_trace").last_write_trace(record).await
    }

    async fn blobs(
        &self,
        after: Option<BlobName>,
        limit: usize,
    ) -> Result<Vec<BlobRow>, StoreError> {
        self.asked("blobs").blobs(after, self.short(limit)).await
    }

    async fn blobs_of(
        &self,
        record: RecordNo,
        after: Option<BlobName>,
    ) -> Result<Vec<BlobRow>, StoreError> {
        Ok(self.cut(self.asked("blobs_of").blobs_of(record, after).await?))
    }

    async fn claim(
        &self,
        topic: u32,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        self.asked("claim").claim(topic, now, until, limit).await
    }

    async fn outbox(
        &self,
        after: Option<OutboxId>,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        self.asked("outbox").outbox(after, self.short(limit)).await
    }

    async fn cell_tables(&self, after: Option<u32>, limit: usize) -> Result<Vec<u32>, StoreError> {
        self.asked("cell_tables").cell_tables(after, self.short(limit)).await
    }

    async fn cell(&self, table: u32, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.asked("cell").cell(table, key).await
    }

    async fn cells(
        &self,
        table: u32,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Vec<u8>)>, StoreError> {
        self.asked("cells").cells(table, after, self.short(limit)).await
    }

    async fn digest(&self, span: Span) -> Result<Option<Digest>, StoreError> {
        self.asked("digest").digest(span).await
    }

    async fn stats(&self) -> Result<Stats, StoreError> {
        self.asked("stats").stats().await
    }

    async fn check(&self) -> Result<Vec<Fault>, StoreError> {
        self.asked("check").check().await
    }

    async fn checkpoint(&self) -> Result<(), StoreError> {
        self.asked("checkpoint").checkpoint().await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.asked("close").close().await
    }
}
