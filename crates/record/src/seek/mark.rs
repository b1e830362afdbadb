//! From where a page goes on.

use std::fmt::Write as _;

use hygie_base::{RecordNo, Seq};
use hygie_fhir::search::Position;

/// Where a page ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mark {
    /// In records: how many came before, of the records as they stood when the
    /// first page was read.
    Heads {
        /// How many came before.
        offset: usize,
        /// Each record with its head and how many of its keys were destroyed.
        heads: Vec<(RecordNo, Seq, usize)>,
    },
    /// By an index: behind the last one that was seen.
    Behind {
        /// Where it stood in the order asked for.
        position: Position,
        /// Its id, by which equals are ordered.
        id: String,
    },
}

impl Mark {
    /// As text, for a sealed cursor.
    pub fn to_text(&self) -> String {
        match self {
            Self::Heads { offset, heads } => {
                let mut text = format!("H{offset}");
                for (record, head, erased) in heads {
                    let _ = write!(text, " {} {head} {erased}", record.get());
                }
                text
            }
            Self::Behind { position, id } => format!("B{id} {}", position.to_text()),
        }
    }

    /// Reads it again; `None` for what [`Mark::to_text`] did not write.
    pub fn from_text(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix('B') {
            let (id, position) = rest.split_once(' ')?;
            return Some(Self::Behind {
                position: Position::from_text(position)?,
                id: id.to_owned(),
            });
        }
        let mut words = text.strip_prefix('H')?.split(' ');
        let offset = words.next()?.parse().ok()?;
        let mut heads = Vec::new();
        while let Some(record) = words.next() {
            let record = RecordNo::from_u64(record.parse().ok()?)?;
            heads.push((record, words.next()?.parse().ok()?, words.next()?.parse().ok()?));
        }
        Some(Self::Heads { offset, heads })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back() {
        let record = |number| RecordNo::from_u64(number).unwrap();
        for mark in [
            Mark::Heads { offset: 3, heads: vec![(record(7), 9, 0), (record(8), 1, 2)] },
            Mark::Heads { offset: 0, heads: Vec::new() },
            Mark::Behind { position: Position::default(), id: "a".into() },
        ] {
            assert_eq!(Mark::from_text(&mark.to_text()), Some(mark));
        }
        for wrong in ["", "H", "Hx", "H1 2", "H1 2 3", "B", "Ba x"] {
            assert_eq!(Mark::from_text(wrong), None, "{wrong}");
        }
    }
}
