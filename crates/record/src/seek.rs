//! Searching with everything that R4 has: in the records of persons or by an
//! index, with hops to other resources, what comes along, and pages that
//! neither skip nor repeat while others write.
//!
//! A search is done on what is in memory: what it needs beyond that is noted,
//! read, and the search done again. It reads nothing twice and nobody else's
//! record: a hop leads into the searched records and to the registry, through
//! the lens. Everything that was read to answer has its trace before anything
//! is handed out.

mod bring;
mod gather;
mod mark;
mod persons;
mod pick;
mod release;
mod site;

use std::collections::BTreeSet;

use hygie_base::RecordNo;
use hygie_fhir::search::{Include, Query};
use hygie_trace::Action;

use crate::limits::{PATIENT_ATTEMPTS, READ_ATTEMPTS, SEARCH_RECORDS};
use crate::service::heavy;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records, Resource};

pub use mark::Mark;
use pick::Picked;
use site::{Place, Site};

/// Where a search looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Within {
    /// In these records.
    Records(Vec<RecordNo>),
    /// Anywhere, by a parameter that has an index.
    Index,
}

/// A search.
pub struct Seek<'a> {
    /// What is asked, a query for each resource type.
    pub queries: &'a [Query],
    /// The parameters of the queries as they were sent: for the index, and
    /// their names for the trace.
    pub params: &'a [(&'a str, &'a str)],
    /// What comes along.
    pub includes: &'a [Include],
    /// Where.
    pub within: Within,
    /// Where the page before ended.
    pub from: Option<&'a Mark>,
    /// Resources of the page.
    pub count: usize,
    /// Resources that may be looked at; [`crate::limits::SEARCH_STEPS`].
    pub steps: u64,
}

/// What a search found.
pub struct Sought {
    /// How many match, whatever the page holds; as of the first page.
    pub total: usize,
    /// Those of the page.
    pub found: Vec<Resource>,
    /// What comes along with them.
    pub included: Vec<Resource>,
    /// From where the next page goes on, when there is one.
    pub next: Option<Mark>,
}

impl Records {
    /// Does a search; traced in every record that it read or names.
    ///
    /// # Errors
    /// [`RecordError::TooCostly`] when nothing makes it affordable or a named
    /// limit was passed, [`RecordError::TooSlow`] when it took too long,
    /// [`RecordError::Search`] for a mark that is not known any more.
    pub async fn seek(&self, permit: &Permit, seek: &Seek<'_>) -> Result<Sought, RecordError> {
        if let Within::Records(records) = &seek.within
            && records.len() > SEARCH_RECORDS
        {
            return Err(too_many("persons come into question", SEARCH_RECORDS));
        }
        let stamp = Stamp::of(permit);
        let mut held = None;
        for attempt in 0..READ_ATTEMPTS {
            if let (Within::Records(records), PATIENT_ATTEMPTS) = (&seek.within, attempt) {
                // From here on writers wait, as for a record that is read.
                let records: BTreeSet<RecordNo> = records.iter().copied().collect();
                held = Some(self.tails.hold(&records).await);
            }
            let era = self.erasures.total();
            let (site, picked, brought) = match self.settle(permit, seek, held.is_some()).await {
                Ok(settled) => settled,
                Err(error) => {
                    let what = seek.in_words();
                    self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Search, what).await?;
                    return Err(error);
                }
            };
            let unmoved = self.trace_sought(&stamp, seek, &site, &picked, &brought).await?;
            if unmoved && self.erasures.total() == era {
                return self.hand_out(&site, picked, brought).await;
            }
        }
        Err(RecordError::Contended)
    }

    /// Picks what is found and what comes along, reading what that takes.
    async fn settle(
        &self,
        permit: &Permit,
        seek: &Seek<'_>,
        held: bool,
    ) -> Result<(Site, Picked, Vec<Place>), RecordError> {
        let mut site = self.site(permit, seek, held).await?;
        loop {
            let picked = site.pick(seek)?;
            let bring = || site.bring(seek, &picked.page);
            let alone = site.wants_more() || seek.includes.is_empty();
            let brought = if alone { Vec::new() } else { heavy(site.entries(), bring)? };
            if !site.wants_more() {
                return Ok((site, picked, brought));
            }
            self.fetch(permit, &mut site).await?;
        }
    }
}

impl Seek<'_> {
    /// As the trace says it: types and names of parameters, never their values.
    fn in_words(&self) -> String {
        let kinds: Vec<&str> = self.queries.iter().map(Query::kind).collect();
        let kinds = if kinds.len() > 4 { "several types".to_owned() } else { kinds.join(", ") };
        let names: Vec<&str> = self.params.iter().map(|(name, _)| *name).collect();
        format!("{kinds} by {}", names.join(", "))
    }
}

fn too_many(what: &str, most: usize) -> RecordError {
    RecordError::TooCostly(format!("more than {most} {what}: say more of what is searched"))
}
