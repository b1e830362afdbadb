//! One atomic, durable transaction.

use hygie_base::{CommitId, Epoch, KeyNo, LogNo, RecordNo};

use crate::{BlobName, BlobRow, EntryRow, Head, IdToken, KeyRow, OutboxId, Tag, TermToken};

/// Everything that happens together or not at all.
///
/// Operations apply in the order of the fields. Appends carry their sequence:
/// a record's first append must follow its head and the others must follow
/// each other, or the commit is refused with [`Refusal::Head`].
#[derive(Clone, Debug)]
pub struct Commit {
    /// Random id. A commit whose id was committed before is not applied again:
    /// the store answers [`Outcome::Repeated`].
    pub id: CommitId,
    /// Checked first, inside the transaction.
    pub guards: Vec<Guard>,
    /// New, rewrapped and destroyed keys.
    pub keys: Vec<KeyOp>,
    /// New entries.
    pub appends: Vec<EntryRow>,
    /// Changes to the blind indexes.
    pub tokens: Vec<TokenOp>,
    /// Blobs that the appended entries name, and blobs no longer named.
    pub blobs: Vec<BlobOp>,
    /// Traces; the store numbers them in the order given.
    pub traces: Vec<TracePut>,
    /// Work to be done later.
    pub outbox: Vec<OutboxPut>,
    /// Outbox items that this commit finishes.
    pub done: Vec<OutboxId>,
    /// Changes to small tables.
    pub cells: Vec<CellOp>,
    /// Records whose heads the receipt should tell, beside those appended to.
    pub watch: Vec<RecordNo>,
    /// The log that the traces go to.
    pub log: LogNo,
}

impl Commit {
    /// An empty commit with this id on log 0.
    pub const fn new(id: CommitId) -> Self {
        Self {
            id,
            guards: Vec::new(),
            keys: Vec::new(),
            appends: Vec::new(),
            tokens: Vec::new(),
            blobs: Vec::new(),
            traces: Vec::new(),
            outbox: Vec::new(),
            done: Vec::new(),
            cells: Vec::new(),
            watch: Vec::new(),
            log: LogNo(0),
        }
    }

    /// Whether it brings traces of reads and nothing else: it rests on nothing
    /// and cannot be refused.
    pub fn is_traces_alone(&self) -> bool {
        self.guards.is_empty() && self.is_of_reads()
    }

    /// Whether it brings traces of reads and nothing else, if perhaps on conditions.
    pub fn is_of_reads(&self) -> bool {
        let Self { keys, appends, tokens, blobs, outbox, done, cells, .. } = self;
        let nothing_else = keys.is_empty()
            && appends.is_empty()
            && tokens.is_empty()
            && blobs.is_empty()
            && outbox.is_empty()
            && done.is_empty()
            && cells.is_empty();
        nothing_else && self.traces.iter().all(|trace| !trace.write)
    }

    /// Roughly how many bytes it adds, for bounding groups.
    pub fn bytes(&self) -> usize {
        let keys: usize = self.keys.iter().map(KeyOp::bytes).sum();
        let entries: usize = self.appends.iter().map(|entry| entry.body.len() + 32).sum();
        let tokens: usize = self.tokens.iter().map(TokenOp::bytes).sum();
        let traces: usize = self.traces.iter().map(|trace| trace.body.len() + 80).sum();
        let outbox: usize = self.outbox.iter().map(|item| item.body.len() + 16).sum();
        let cells: usize = self.cells.iter().map(CellOp::bytes).sum();
        keys + entries + tokens + traces + outbox + cells + self.blobs.len() * 32
    }
}

/// A condition that must hold when the commit is applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Guard {
    /// The record's head is exactly this; 0 for a record that does not exist.
    Head(Head),
    /// No row carries this id token.
    IdAbsent(IdToken),
    /// The row of this id token holds exactly this locator.
    IdEquals(IdToken, Vec<u8>),
    /// No row carries this term token.
    TermAbsent(TermToken),
    /// Rows of exactly these tags carry this term token; at most
    /// [`crate::limits::TERM_GUARD_ROWS`], in whatever order.
    TermRows(TermToken, Vec<Tag>),
    /// This key exists and was not destroyed.
    KeyAlive(RecordNo, KeyNo),
    /// The cell holds exactly this value; `None` for an absent cell.
    CellEquals {
        /// Which small table.
        table: u32,
        /// The cell's key.
        key: Vec<u8>,
        /// Its expected value.
        value: Option<Vec<u8>>,
    },
}

/// A change to the wrapped keys.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyOp {
    /// Adds a key; refused with [`Refusal::KeyTaken`] when its number is taken.
    /// One whose wrapped bytes are empty is added as destroyed already, which is
    /// how a store is copied.
    Add(KeyRow),
    /// Puts another wrapping of the same key in place of one that must be of
    /// epoch `from`; a key that is absent, destroyed or of another epoch is left alone.
    Rewrap {
        /// The new row.
        row: KeyRow,
        /// The epoch that the old row must have.
        from: Epoch,
    },
    /// Destroys a key, if there: its wrapped bytes are overwritten and emptied,
    /// the row stays.
    Destroy(RecordNo, KeyNo),
}

impl KeyOp {
    fn bytes(&self) -> usize {
        match self {
            Self::Add(row) | Self::Rewrap { row, .. } => row.wrapped.len() + 32,
            Self::Destroy(..) => 32,
        }
    }
}

/// A change to a blind index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TokenOp {
    /// Adds or replaces the row of an id token.
    PutId(IdToken, Vec<u8>),
    /// Removes the row of an id token, if there.
    DeleteId(IdToken),
    /// Adds or replaces one row of a term token.
    PutTerm(TermToken, Tag, Vec<u8>),
    /// Removes one row of a term token, if there.
    DeleteTerm(TermToken, Tag),
}

impl TokenOp {
    fn bytes(&self) -> usize {
        match self {
            Self::PutId(_, locator) => locator.len() + 20,
            Self::PutTerm(_, _, locator) => locator.len() + 28,
            Self::DeleteId(_) | Self::DeleteTerm(..) => 28,
        }
    }
}

/// A change to the list of blobs that entries name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlobOp {
    /// A committed entry names this blob, which is already durable.
    Name(BlobRow),
    /// No entry that can still be opened names this blob.
    Forget(BlobName),
}

/// A trace to be numbered and kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TracePut {
    /// The record it concerns, or [`RecordNo::REGISTRY`] for none.
    pub record: RecordNo,
    /// Keyed hash of the actor.
    pub actor: [u8; 16],
    /// Whether it accompanies a write.
    pub write: bool,
    /// Which trace key seals its body.
    pub key: KeyNo,
    /// The blinded leaf.
    pub leaf: [u8; 32],
    /// Sealed body.
    pub body: Vec<u8>,
}

/// Work to be done later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxPut {
    /// Which worker it is for.
    pub topic: u32,
    /// Sealed content.
    pub body: Vec<u8>,
}

/// A change to a small table (accounts, sessions, settings).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CellOp {
    /// Adds or replaces.
    Put {
        /// Which small table.
        table: u32,
        /// The cell's key: a number or a token, never a name.
        key: Vec<u8>,
        /// Sealed value.
        value: Vec<u8>,
    },
    /// Removes, if there.
    Delete {
        /// Which small table.
        table: u32,
        /// The cell's key.
        key: Vec<u8>,
    },
}

impl CellOp {
    fn bytes(&self) -> usize {
        match self {
            Self::Put { key, value, .. } => key.len() + value.len() + 16,
            Self::Delete { key, .. } => key.len() + 16,
        }
    }
}

/// What became of a commit that the store understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Durable.
    Done(Receipt),
    /// A commit of this id was durable already; nothing changed now.
    Repeated,
    /// A condition did not hold; nothing changed.
    Refused(Refusal),
}

/// What a durable commit has to tell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Receipt {
    /// Index of the first of the commit's traces in its log; the others follow
    /// without gap. Meaningless when it carried none.
    pub first_trace: u64,
    /// Heads of the records appended to and watched, as of this commit, by record.
    pub heads: Vec<Head>,
}

/// Which condition did not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The guard at this place in [`Commit::guards`].
    Guard(usize),
    /// An append does not follow its record's head, which is this.
    Head(Head),
    /// A key's number is taken within its record.
    KeyTaken(RecordNo, KeyNo),
}
