//! Which entries of an opened record have a code, so that a search by one need
//! not look at all of its type.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hygie_fhir::search::ParamId;
use zeroize::Zeroize as _;

use crate::limits::CODED_COLUMNS;

/// For each type and parameter that was searched by, made when it first is.
#[derive(Default)]
pub(crate) struct Coded(Mutex<Columns>);

type Columns = HashMap<(Box<str>, ParamId), Arc<Column>>;

/// One parameter's codes over the entries of one type.
///
/// Wiped when dropped: a short hash of a code gives the code away.
#[derive(Default)]
pub(crate) struct Column {
    /// Hash of a code and place of the entry among those of its type, in order.
    codes: Vec<[u32; 2]>,
    /// Entries that cannot be read: whoever may see them must learn of it.
    unread: Vec<u32>,
}

impl Column {
    /// From each entry's codes, in order; `None` for one that cannot be read.
    pub fn new<C: Iterator<Item = u32>>(entries: impl Iterator<Item = Option<C>>) -> Self {
        let mut column = Self::default();
        for (at, codes) in (0..).zip(entries) {
            match codes {
                Some(codes) => column.codes.extend(codes.map(|code| [code, at])),
                None => column.unread.push(at),
            }
        }
        column.codes.sort_unstable();
        column.codes.dedup();
        column
    }

    /// Places of the entries that may have one of these codes, in order.
    pub fn find(&self, codes: &[u32]) -> Vec<usize> {
        let mut found = self.unread.clone();
        for &code in codes {
            found.extend(self.of(code).iter().map(|[_, at]| *at));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| usize::try_from(at).ok()).collect()
    }

    /// At most how many there are of them.
    pub fn weight(&self, codes: &[u32]) -> usize {
        self.unread.len() + codes.iter().map(|code| self.of(*code).len()).sum::<usize>()
    }

    fn of(&self, code: u32) -> &[[u32; 2]] {
        let start = self.codes.partition_point(|[have, _]| *have < code);
        let end = self.codes.partition_point(|[have, _]| *have <= code);
        self.codes.get(start..end).unwrap_or_default()
    }
}

impl Drop for Column {
    fn drop(&mut self) {
        self.codes.zeroize();
    }
}

impl Coded {
    /// The column of a type and parameter; `make` makes it.
    pub fn column(&self, kind: &str, param: ParamId, make: impl FnOnce() -> Column) -> Arc<Column> {
        if let Some(column) = self.made(kind, param) {
            return column;
        }
        // Two that come at once both make it, rather than one waiting for the other.
        let made = Arc::new(make());
        let mut columns = self.columns();
        if columns.len() >= CODED_COLUMNS {
            columns.clear();
        }
        Arc::clone(columns.entry((kind.into(), param)).or_insert(made))
    }

    /// The column, when it is made already.
    pub fn made(&self, kind: &str, param: ParamId) -> Option<Arc<Column>> {
        self.columns().get(&(kind.into(), param)).map(Arc::clone)
    }

    fn columns(&self) -> MutexGuard<'_, Columns> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use hygie_fhir::search::parameters;

    use super::{CODED_COLUMNS, Coded, Column};

    #[test]
    fn what_may_have_a_code_is_found_in_order_and_once() {
        let entries = [Some(vec![7, 9]), None, Some(vec![]), Some(vec![9, 9]), Some(vec![7])];
        let column = Column::new(entries.into_iter().map(|codes| codes.map(Vec::into_iter)));
        assert_eq!(column.find(&[9]), [0, 1, 3]);
        assert_eq!(column.find(&[7, 9]), [0, 1, 3, 4]);
        assert_eq!((column.weight(&[9]), column.weight(&[7, 9])), (3, 5));
        assert_eq!(column.find(&[8]), [1], "what cannot be read may have any");
        assert_eq!(Column::default().find(&[7]), [0_usize; 0]);
    }

    #[test]
    fn a_record_keeps_so_many_columns() {
        let param = parameters().find("Observation", "code").unwrap();
        let coded = Coded::default();
        let make = |at: usize| drop(coded.column(&at.to_string(), param, Column::default));
        (0..CODED_COLUMNS).for_each(make);
        assert!(coded.made("0", param).is_some());
        make(CODED_COLUMNS);
        assert!(coded.made("0", param).is_none(), "all over again");
        assert!(coded.made(&CODED_COLUMNS.to_string(), param).is_some());
    }
}
