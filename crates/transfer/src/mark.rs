//! The mark that a target carries while it is half-copied.

use hygie_base::{KeyNo, LogNo, RecordNo};
use hygie_store::{BlobName, CellOp, Guard, IdToken, OutboxId, Store, StoreError, Tag, TermToken};

use crate::CopyError;
use crate::row::{Place, Step};

/// The small table that holds the mark and nothing else: "copy". The tables of
/// the record service count from 1, so none of them is ever this one.
pub const TABLE: u32 = 0x636f_7079;

const KEY: &[u8] = b"mark";
const FORM: &[u8] = b"hygie copy 1";

/// Whether a copy into this store did not end: it holds a part of another one
/// and must not be opened for use.
///
/// # Errors
/// When the store fails.
pub async fn is_half_copied(store: &dyn Store) -> Result<bool, StoreError> {
    Ok(store.cell(TABLE, KEY).await?.is_some())
}

/// How far a copy is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// The last row that is there, none at the beginning. For a trace it says
    /// only that traces come: where each log goes on is told by the target.
    pub after: Option<Place>,
    /// Rows that are there.
    pub rows: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Mark {
    /// The target's mark, if it carries one.
    pub async fn read(store: &dyn Store) -> Result<Option<Self>, CopyError> {
        let found = store.cell(TABLE, KEY).await.map_err(CopyError::Target)?;
        let Some(value) = found else { return Ok(None) };
        Self::decode(&value).map(Some).ok_or(CopyError::UnknownMark)
    }

    /// What must hold for a commit that follows this mark.
    pub fn guard(mark: Option<&Self>) -> Guard {
        Guard::CellEquals { table: TABLE, key: KEY.to_vec(), value: mark.map(Self::encode) }
    }

    /// Puts this mark in place of the one before.
    pub fn put(&self) -> CellOp {
        CellOp::Put { table: TABLE, key: KEY.to_vec(), value: self.encode() }
    }

    /// Takes the mark away.
    pub fn delete() -> CellOp {
        CellOp::Delete { table: TABLE, key: KEY.to_vec() }
    }

    fn encode(&self) -> Vec<u8> {
        let mut bytes = FORM.to_vec();
        bytes.extend(self.rows.to_be_bytes());
        bytes.extend(self.bytes.to_be_bytes());
        let Some(after) = &self.after else { return bytes };
        bytes.push(after.step() as u8);
        match after {
            Place::Key(record, key) => {
                bytes.extend(record.to_bytes());
                bytes.extend(key.0.to_be_bytes());
            }
            Place::Entry(record, seq) => {
                bytes.extend(record.to_bytes());
                bytes.extend(seq.to_be_bytes());
            }
            Place::Blob(name) => bytes.extend(name.0),
            Place::Id(token) => bytes.extend(token.0),
            Place::Term(token, tag) => {
                bytes.extend(token.0);
                bytes.extend(tag.0);
            }
            Place::Trace(log, index) => {
                bytes.extend(log.0.to_be_bytes());
                bytes.extend(index.to_be_bytes());
            }
            Place::Outbox(id) => bytes.extend(id.0.to_be_bytes()),
            Place::Cell(table, key) => {
                bytes.extend(table.to_be_bytes());
                bytes.extend(key);
            }
        }
        bytes
    }

    fn decode(value: &[u8]) -> Option<Self> {
        let mut rest = Rest(value.strip_prefix(FORM)?);
        let (rows, bytes) = (rest.u64()?, rest.u64()?);
        if rest.0.is_empty() {
            return Some(Self { after: None, rows, bytes });
        }
        let [step] = rest.take()?;
        let step = Step::ALL.into_iter().find(|known| *known as u8 == step)?;
        let after = match step {
            Step::Keys => Place::Key(rest.record()?, KeyNo(rest.u32()?)),
            Step::Entries => Place::Entry(rest.record()?, rest.u64()?),
            Step::Blobs => Place::Blob(BlobName(rest.take()?)),
            Step::Ids => Place::Id(IdToken(rest.take()?)),
            Step::Terms => Place::Term(TermToken(rest.take()?), Tag(rest.take()?)),
            Step::Traces => Place::Trace(LogNo(rest.u32()?), rest.u64()?),
            Step::Outbox => Place::Outbox(OutboxId(rest.u64()?)),
            Step::Cells => Place::Cell(rest.u32()?, std::mem::take(&mut rest.0).to_vec()),
        };
        rest.0.is_empty().then_some(Self { after: Some(after), rows, bytes })
    }
}

/// What was not read yet.
struct Rest<'b>(&'b [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    fn record(&mut self) -> Option<RecordNo> {
        RecordNo::from_u64(self.u64()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Vec<Option<Place>> {
        let one = RecordNo::from_u64(0x1234_5678_9abc).unwrap();
        vec![
            None,
            Some(Place::Key(RecordNo::REGISTRY, KeyNo(u32::MAX))),
            Some(Place::Entry(one, u64::MAX)),
            Some(Place::Blob(BlobName([1; 16]))),
            Some(Place::Id(IdToken([2; 16]))),
            Some(Place::Term(TermToken([3; 16]), Tag([4; 8]))),
            Some(Place::Trace(LogNo(5), 1 << 40)),
            Some(Place::Outbox(OutboxId(6))),
            Some(Place::Cell(7, Vec::new())),
            Some(Place::Cell(u32::MAX, vec![0; 256])),
        ]
    }

    #[test]
    fn a_mark_comes_back() {
        for after in places() {
            let mark = Mark { after, rows: 9, bytes: u64::MAX };
            assert_eq!(Mark::decode(&mark.encode()), Some(mark));
        }
    }

    #[test]
    fn another_ones_mark_is_not_read() {
        for after in places().into_iter().take(8) {
            let good = Mark { after, rows: 9, bytes: 1 }.encode();
            for len in 0..good.len() {
                let cut = Mark::decode(&good[..len]);
                assert!(cut.is_none() || len == FORM.len() + 16, "{len}");
            }
            let mut longer = good.clone();
            longer.push(0);
            assert_eq!(Mark::decode(&longer), None);
            let mut newer = good;
            newer[FORM.len() - 1] = b'2';
            assert_eq!(Mark::decode(&newer), None);
        }
    }
}
