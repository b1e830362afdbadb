//! A row of any kind, and where it stands.

use std::fmt;

use hygie_base::{KeyNo, LogNo, RecordNo, Seq};
use hygie_store::{
    BlobName, BlobOp, BlobRow, CellOp, Commit, EntryRow, IdToken, KeyOp, KeyRow, OutboxId,
    OutboxItem, OutboxPut, Tag, TermRow, TermToken, TokenOp, TracePut, TraceRow,
};

/// What is copied, in this order: what names something comes after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Step {
    /// Wrapped keys, destroyed ones included.
    Keys = 1,
    /// Entries, record by record.
    Entries = 2,
    /// Names of blobs.
    Blobs = 3,
    /// Id tokens.
    Ids = 4,
    /// Term tokens.
    Terms = 5,
    /// Traces of every log.
    Traces = 6,
    /// Work that waits.
    Outbox = 7,
    /// Cells of every small table.
    Cells = 8,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Keys,
        Self::Entries,
        Self::Blobs,
        Self::Ids,
        Self::Terms,
        Self::Traces,
        Self::Outbox,
        Self::Cells,
    ];
}

/// Where a row stands. Within a step, places are in the order of the scan.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// A key of a record.
    Key(RecordNo, KeyNo),
    /// An entry of a record.
    Entry(RecordNo, Seq),
    /// A blob.
    Blob(BlobName),
    /// An id token.
    Id(IdToken),
    /// A row of a term token.
    Term(TermToken, Tag),
    /// A trace of a log.
    Trace(LogNo, u64),
    /// An outbox item.
    Outbox(OutboxId),
    /// A cell of a small table.
    Cell(u32, Vec<u8>),
}

impl Place {
    /// The step that brings what stands here.
    pub const fn step(&self) -> Step {
        match self {
            Self::Key(..) => Step::Keys,
            Self::Entry(..) => Step::Entries,
            Self::Blob(_) => Step::Blobs,
            Self::Id(_) => Step::Ids,
            Self::Term(..) => Step::Terms,
            Self::Trace(..) => Step::Traces,
            Self::Outbox(_) => Step::Outbox,
            Self::Cell(..) => Step::Cells,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(record, key) => write!(f, "key {} of record {record}", key.0),
            Self::Entry(record, seq) => write!(f, "entry {seq} of record {record}"),
            Self::Blob(name) => write!(f, "blob {}", Hex(&name.0)),
            Self::Id(token) => write!(f, "id token {}", Hex(&token.0)),
            Self::Term(token, tag) => write!(f, "term token {} {}", Hex(&token.0), Hex(&tag.0)),
            Self::Trace(log, index) => write!(f, "trace {index} of log {}", log.0),
            Self::Outbox(id) => write!(f, "outbox item {}", id.0),
            Self::Cell(table, key) => write!(f, "cell {} of table {table}", Hex(key)),
        }
    }
}

struct Hex<'b>(&'b [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A row of any kind.
#[derive(Clone, Debug)]
pub enum Row {
    Key(KeyRow),
    Entry(EntryRow),
    Blob(BlobRow),
    Id(IdToken, Vec<u8>),
    Term(TermToken, TermRow),
    Trace(TraceRow),
    Outbox(OutboxItem),
    Cell(u32, Vec<u8>, Vec<u8>),
}

impl Row {
    pub fn place(&self) -> Place {
        match self {
            Self::Key(row) => Place::Key(row.record, row.key),
            Self::Entry(row) => Place::Entry(row.record, row.seq),
            Self::Blob(row) => Place::Blob(row.name),
            Self::Id(token, _) => Place::Id(*token),
            Self::Term(token, row) => Place::Term(*token, row.tag),
            Self::Trace(row) => Place::Trace(row.log, row.index),
            Self::Outbox(item) => Place::Outbox(item.id),
            Self::Cell(table, key, _) => Place::Cell(*table, key.clone()),
        }
    }

    /// Bytes that it brings: what is of no fixed length, and roughly the rest.
    pub fn bytes(&self) -> u64 {
        let bytes = match self {
            Self::Key(row) => row.wrapped.len() + 32,
            Self::Entry(row) => row.body.len() + 32,
            Self::Blob(_) => 32,
            Self::Id(_, locator) => locator.len() + 20,
            Self::Term(_, row) => row.locator.len() + 28,
            Self::Trace(row) => row.body.len() + 80,
            Self::Outbox(item) => item.body.len() + 16,
            Self::Cell(_, key, value) => key.len() + value.len() + 16,
        };
        bytes as u64
    }

    /// Whether the copy of `self` may look like this. An outbox item's number
    /// is the store's own, and claims are not copied.
    pub fn is_copied_as(&self, copy: &Self) -> bool {
        match (self, copy) {
            (Self::Key(a), Self::Key(b)) => a == b,
            (Self::Entry(a), Self::Entry(b)) => a == b,
            (Self::Blob(a), Self::Blob(b)) => a == b,
            (Self::Id(a, at), Self::Id(b, there)) => a == b && at == there,
            (Self::Term(a, at), Self::Term(b, there)) => a == b && at == there,
            (Self::Trace(a), Self::Trace(b)) => a == b,
            (Self::Outbox(a), Self::Outbox(b)) => a.topic == b.topic && a.body == b.body,
            (Self::Cell(a, at, is), Self::Cell(b, there, was)) => {
                a == b && at == there && is == was
            }
            _ => false,
        }
    }

    /// Puts it into the commit; a trace goes into a commit of its own log.
    pub fn put_into(self, commit: &mut Commit) {
        match self {
            Self::Key(row) => commit.keys.push(KeyOp::Add(row)),
            Self::Entry(row) => commit.appends.push(row),
            Self::Blob(row) => commit.blobs.push(BlobOp::Name(row)),
            Self::Id(token, locator) => commit.tokens.push(TokenOp::PutId(token, locator)),
            Self::Term(token, TermRow { tag, locator }) => {
                commit.tokens.push(TokenOp::PutTerm(token, tag, locator));
            }
            Self::Trace(TraceRow { log, index: _, record, actor, write, key, leaf, body }) => {
                commit.log = log;
                commit.traces.push(TracePut { record, actor, write, key, leaf, body });
            }
            Self::Outbox(OutboxItem { id: _, topic, body, attempts: _ }) => {
                commit.outbox.push(OutboxPut { topic, body });
            }
            Self::Cell(table, key, value) => commit.cells.push(CellOp::Put { table, key, value }),
        }
    }
}
