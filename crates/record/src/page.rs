//! Pages of what one record holds, all as of the head that the first one saw.

use hygie_base::Seq;

use crate::RecordError;
use crate::opened::OpenRecord;

/// Where a page of what one record holds ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PageMark {
    /// How many came before.
    pub offset: usize,
    /// Head of the record when the first page was read.
    pub head: Seq,
    /// How many of its keys were destroyed by then.
    pub erased: usize,
}

impl PageMark {
    /// As text, for a sealed cursor.
    pub fn to_text(&self) -> String {
        format!("{} {} {}", self.offset, self.head, self.erased)
    }

    /// Reads it again; `None` for what [`PageMark::to_text`] did not write.
    pub fn from_text(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        let [offset, head, erased] = words.as_slice() else { return None };
        Some(Self {
            offset: offset.parse().ok()?,
            head: head.parse().ok()?,
            erased: erased.parse().ok()?,
        })
    }
}

impl OpenRecord {
    /// The stretch of a list that a page holds, and from where the next one goes
    /// on. The list must be of the mark's head.
    ///
    /// # Errors
    /// [`RecordError::Search`] when a part of the record was erased since the
    /// first page: places in the list are others now.
    pub(crate) fn page<'a>(
        &self,
        list: &'a [Seq],
        from: Option<PageMark>,
        count: usize,
    ) -> Result<(&'a [Seq], Option<PageMark>), RecordError> {
        let erased = self.erased.len();
        if from.is_some_and(|from| from.erased != erased) {
            let stale = "this page is not known any more: ask again from the beginning";
            return Err(RecordError::Search(stale.into()));
        }
        let start = from.map_or(0, |from| from.offset).min(list.len());
        let end = start.saturating_add(count).min(list.len());
        let head = from.map_or(self.head, |from| from.head);
        let more = end < list.len() && end > start;
        let next = more.then_some(PageMark { offset: end, head, erased });
        Ok((list.get(start..end).unwrap_or_default(), next))
    }
}
