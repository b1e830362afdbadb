//! Digests of many rows, by which a copy is held against its source without
//! reading both.

use aws_lc_rs::digest::{Context, SHA256};
use hygie_base::{LogNo, RecordNo, Seq};

use crate::{EntryRow, IdToken, Tag, TermRow, TermToken, TraceRow};

/// Rows of one kind that follow each other: those after a place, up to the last
/// one, which belongs to them. `None` is before the first row of all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Span {
    /// Entries by record and sequence.
    Entries {
        /// The entry before the first one.
        after: Option<(RecordNo, Seq)>,
        /// The last one.
        last: (RecordNo, Seq),
    },
    /// Id tokens.
    Ids {
        /// The token before the first one.
        after: Option<IdToken>,
        /// The last one.
        last: IdToken,
    },
    /// Rows of term tokens, by token and tag.
    Terms {
        /// The row before the first one.
        after: Option<(TermToken, Tag)>,
        /// The last one.
        last: (TermToken, Tag),
    },
    /// Traces of one log, by index.
    Traces {
        /// The log.
        log: LogNo,
        /// Index of the first one.
        first: u64,
        /// Index of the last one.
        last: u64,
    },
}

/// How many rows there are, and SHA-256 over one after the other, in their order.
///
/// A row is hashed as its columns follow each other: numbers in 8 bytes, a log's
/// in 4, a yes or no in 1, all big-endian; what is of no fixed length comes last,
/// after its length in 4 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Digest {
    /// Rows.
    pub rows: u64,
    /// Their hash.
    pub sha256: [u8; 32],
}

/// Makes a [`Digest`], row by row.
pub struct Digester {
    rows: u64,
    all: Context,
}

impl Default for Digester {
    fn default() -> Self {
        Self { rows: 0, all: Context::new(&SHA256) }
    }
}

impl Digester {
    /// Adds an entry.
    pub fn entry(&mut self, row: &EntryRow) {
        self.add(
            &[
                &row.record.get().to_be_bytes(),
                &row.seq.to_be_bytes(),
                &u64::from(row.key.0).to_be_bytes(),
                &u64::from(row.epoch.0).to_be_bytes(),
            ],
            &row.body,
        );
    }

    /// Adds an id token.
    pub fn id(&mut self, token: &IdToken, locator: &[u8]) {
        self.add(&[&token.0], locator);
    }

    /// Adds a row of a term token.
    pub fn term(&mut self, token: &TermToken, row: &TermRow) {
        self.add(&[&token.0, &row.tag.0], &row.locator);
    }

    /// Adds a trace.
    pub fn trace(&mut self, row: &TraceRow) {
        self.add(
            &[
                &row.log.0.to_be_bytes(),
                &row.index.to_be_bytes(),
                &row.record.get().to_be_bytes(),
                &row.actor,
                &[u8::from(row.write)],
                &u64::from(row.key.0).to_be_bytes(),
                &row.leaf,
            ],
            &row.body,
        );
    }

    /// The digest of what was added.
    pub fn finish(self) -> Digest {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.all.finish().as_ref());
        Digest { rows: self.rows, sha256 }
    }

    fn add(&mut self, columns: &[&[u8]], last: &[u8]) {
        columns.iter().for_each(|column| self.all.update(column));
        // No column is as long as that: a hash of another length is of no use.
        let bytes = u32::try_from(last.len()).unwrap_or(u32::MAX);
        self.all.update(&bytes.to_be_bytes());
        self.all.update(last);
        self.rows += 1;
    }
}
