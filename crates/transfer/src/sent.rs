//! What was sent, in digests, and whether the target has the same.
//!
//! The target is asked while the copy goes on, one block behind the other, so
//! that nothing is left to compare at the end where it makes digests itself.

use std::collections::{BTreeMap, HashSet};

use hygie_base::RecordNo;
use hygie_store::{Digest, Digester, Span, Store};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::row::{Place, Row, Step};

/// What a store may make digests of; the rest is little, or numbered anew.
const DIGESTED: [Step; 4] = [Step::Entries, Step::Ids, Step::Terms, Step::Traces];

/// Rows of one commit that follow each other, all of one kind.
pub struct Block {
    span: Span,
    digest: Digest,
}

/// Of a whole copy: how much of each kind, and which records were written to.
#[derive(Default)]
pub struct Sent {
    sums: BTreeMap<Step, Sum>,
    /// Records that a write was traced of, eight bytes each.
    pub written: HashSet<RecordNo>,
    /// The place of the last row, and the block that it is part of.
    last: Option<Place>,
    open: Option<Open>,
}

/// Rows and their bytes.
#[derive(Clone, Copy, Default)]
pub struct Sum {
    pub rows: u64,
    pub bytes: u64,
}

/// A block that may grow.
struct Open {
    /// The place before its first row, of whatever kind.
    after: Option<Place>,
    first: Place,
    digester: Digester,
}

impl Sent {
    /// How much there was of this kind; `None` for those that are compared row by
    /// row.
    pub fn of(&self, step: Step) -> Option<Sum> {
        DIGESTED.contains(&step).then(|| self.sums.get(&step).copied().unwrap_or_default())
    }

    /// Takes a row into account; tells the block that ends before it, if one does.
    pub fn take(&mut self, row: &Row) -> Option<Block> {
        let place = row.place();
        let ended = match &self.open {
            Some(open) if open.first.step() != place.step() => self.cut(),
            _ => None,
        };
        if !DIGESTED.contains(&place.step()) {
            return ended;
        }
        let sum = self.sums.entry(place.step()).or_default();
        sum.rows += 1;
        sum.bytes += row.bytes();
        let open = self.open.get_or_insert_with(|| Open {
            after: self.last.take(),
            first: place.clone(),
            digester: Digester::default(),
        });
        match row {
            Row::Entry(row) => open.digester.entry(row),
            Row::Id(token, locator) => open.digester.id(token, locator),
            Row::Term(token, row) => open.digester.term(token, row),
            Row::Trace(row) => {
                open.digester.trace(row);
                if row.write {
                    self.written.insert(row.record);
                }
            }
            Row::Key(_) | Row::Blob(_) | Row::Outbox(_) | Row::Cell(..) => {}
        }
        self.last = Some(place);
        ended
    }

    /// Ends the block that is open.
    pub fn cut(&mut self) -> Option<Block> {
        let Open { after, first, digester } = self.open.take()?;
        let span = match (first, self.last.clone()?) {
            (Place::Entry(..), Place::Entry(record, seq)) => {
                let after = match after {
                    Some(Place::Entry(record, seq)) => Some((record, seq)),
                    _ => None,
                };
                Span::Entries { after, last: (record, seq) }
            }
            (Place::Id(_), Place::Id(last)) => {
                let after = match after {
                    Some(Place::Id(token)) => Some(token),
                    _ => None,
                };
                Span::Ids { after, last }
            }
            (Place::Term(..), Place::Term(token, tag)) => {
                let after = match after {
                    Some(Place::Term(token, tag)) => Some((token, tag)),
                    _ => None,
                };
                Span::Terms { after, last: (token, tag) }
            }
            (Place::Trace(log, first), Place::Trace(_, last)) => Span::Traces { log, first, last },
            _ => return None,
        };
        Some(Block { span, digest: digester.finish() })
    }
}

/// Whether the target has what these blocks say, each of which is durable there.
/// Not when it makes no digests, and not when one cannot be had: then all is to be
/// compared row by row, which tells the rest.
pub async fn arrived(to: &dyn Store, mut blocks: UnboundedReceiver<Block>) -> bool {
    while let Some(block) = blocks.recv().await {
        match to.digest(block.span).await {
            Ok(Some(digest)) if digest == block.digest => {}
            _ => return false,
        }
    }
    true
}
