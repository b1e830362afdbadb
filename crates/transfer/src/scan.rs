//! All rows of one step, in their order.

use std::collections::VecDeque;

use hygie_base::{KeyNo, LogNo, RecordNo, Seq};
use hygie_store::limits::PAGE_ROWS;
use hygie_store::{Head, Store, StoreError};

use crate::mark::TABLE;
use crate::row::{Place, Row, Step};

type Page = Result<VecDeque<Row>, StoreError>;

/// Rows of one step of one store, one after the other.
pub struct Scan<'s> {
    store: &'s dyn Store,
    step: Step,
    after: Option<Place>,
    rows: VecDeque<Row>,
    /// Records whose entries come next, so that each is not asked for alone.
    heads: VecDeque<Head>,
}

impl<'s> Scan<'s> {
    /// From the row after `after` on, or from the first.
    pub const fn new(store: &'s dyn Store, step: Step, after: Option<Place>) -> Self {
        Self { store, step, after, rows: VecDeque::new(), heads: VecDeque::new() }
    }

    /// The next row, `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Row>, StoreError> {
        if self.rows.is_empty() {
            self.rows = self.page().await?;
        }
        let row = self.rows.pop_front();
        if let Some(row) = &row
            && self.rows.is_empty()
        {
            self.after = Some(row.place());
        }
        Ok(row)
    }

    async fn page(&mut self) -> Page {
        match self.step {
            Step::Keys => self.keys().await,
            Step::Entries => self.entries().await,
            Step::Blobs => self.blobs().await,
            Step::Ids => self.ids().await,
            Step::Terms => self.terms().await,
            Step::Traces => self.traces().await,
            Step::Outbox => self.outbox().await,
            Step::Cells => self.cells().await,
        }
    }

    async fn keys(&self) -> Page {
        let after = match &self.after {
            Some(Place::Key(record, key)) => (*record, *key),
            _ => (RecordNo::REGISTRY, KeyNo(0)),
        };
        let rows = self.store.all_keys(after, PAGE_ROWS).await?;
        Ok(rows.into_iter().map(Row::Key).collect())
    }

    async fn entries(&mut self) -> Page {
        let done = match &self.after {
            Some(Place::Entry(record, seq)) => Some((*record, *seq)),
            _ => None,
        };
        if let Some((record, seq)) = done {
            let head = match self.heads.front() {
                Some(head) if head.record == record => head.seq,
                _ => self.store.head(record).await?,
            };
            if seq < head {
                return self.journal(record, seq + 1).await;
            }
            self.heads.pop_front_if(|head| head.record == record);
        }
        if self.heads.is_empty() {
            self.heads = self.records(done.map(|(record, _)| record)).await?;
        }
        match self.heads.front() {
            Some(head) => self.journal(head.record, 1).await,
            None => Ok(VecDeque::new()),
        }
    }

    /// Entries of one record; its head says that there are some.
    async fn journal(&self, record: RecordNo, from: Seq) -> Page {
        let rows = self.store.entries(record, from, Seq::MAX).await?;
        if rows.is_empty() {
            let what = format!("entry {from} of record {record} is not there");
            return Err(StoreError::Damaged(what));
        }
        Ok(rows.into_iter().map(Row::Entry).collect())
    }

    /// The records after this one; the registry's own, which no list tells, first.
    async fn records(&self, after: Option<RecordNo>) -> Result<VecDeque<Head>, StoreError> {
        let registry = RecordNo::REGISTRY;
        if after.is_none() {
            let seq = self.store.head(registry).await?;
            if seq > 0 {
                return Ok(VecDeque::from([Head { record: registry, seq }]));
            }
        }
        Ok(self.store.records(after.unwrap_or(registry), PAGE_ROWS).await?.into())
    }

    async fn blobs(&self) -> Page {
        let after = match &self.after {
            Some(Place::Blob(name)) => Some(*name),
            _ => None,
        };
        let rows = self.store.blobs(after, PAGE_ROWS).await?;
        Ok(rows.into_iter().map(Row::Blob).collect())
    }

    async fn ids(&self) -> Page {
        let after = match &self.after {
            Some(Place::Id(token)) => Some(*token),
            _ => None,
        };
        let rows = self.store.all_ids(after, PAGE_ROWS).await?;
        Ok(rows.into_iter().map(|(token, locator)| Row::Id(token, locator)).collect())
    }

    async fn terms(&self) -> Page {
        let after = match &self.after {
            Some(Place::Term(token, tag)) => Some((*token, *tag)),
            _ => None,
        };
        let rows = self.store.all_terms(after, PAGE_ROWS).await?;
        Ok(rows.into_iter().map(|(token, row)| Row::Term(token, row)).collect())
    }

    /// Log by log. That is an order to compare in, not one to copy in:
    /// [`crate::weave`] has that.
    async fn traces(&self) -> Page {
        let mut after: Option<LogNo> = None;
        if let Some(Place::Trace(log, index)) = &self.after {
            let rows = self.store.traces(*log, index + 1, PAGE_ROWS).await?;
            if !rows.is_empty() {
                return Ok(rows.into_iter().map(Row::Trace).collect());
            }
            after = Some(*log);
        }
        let next = self.store.logs(after, 1).await?;
        let Some((log, _)) = next.first() else { return Ok(VecDeque::new()) };
        let rows = self.store.traces(*log, 0, PAGE_ROWS).await?;
        if rows.is_empty() {
            return Err(StoreError::Damaged(format!("no trace of log {} is there", log.0)));
        }
        Ok(rows.into_iter().map(Row::Trace).collect())
    }

    async fn outbox(&self) -> Page {
        let after = match &self.after {
            Some(Place::Outbox(id)) => Some(*id),
            _ => None,
        };
        let rows = self.store.outbox(after, PAGE_ROWS).await?;
        Ok(rows.into_iter().map(Row::Outbox).collect())
    }

    /// Table by table, the one of the mark left out.
    async fn cells(&self) -> Page {
        let mut after = None;
        if let Some(Place::Cell(table, key)) = &self.after {
            let rows = self.table(*table, Some(key)).await?;
            if !rows.is_empty() {
                return Ok(rows);
            }
            after = Some(*table);
        }
        loop {
            let next = self.store.cell_tables(after, 1).await?;
            match next.first() {
                None => return Ok(VecDeque::new()),
                Some(&TABLE) => after = Some(TABLE),
                Some(&table) => return self.table(table, None).await,
            }
        }
    }

    async fn table(&self, table: u32, after: Option<&[u8]>) -> Page {
        let rows = self.store.cells(table, after, PAGE_ROWS).await?;
        Ok(rows.into_iter().map(|(key, value)| Row::Cell(table, key, value)).collect())
    }
}
