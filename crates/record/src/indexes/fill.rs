//! Filling indexes with what was there before them, and taking away those that
//! are not wanted any more. Work goes in bounded commits, each of which says
//! how far it came, so that an attempt that was cut off goes on there.
//!
//! A resource that is written meanwhile brings its terms itself: what changed
//! since it was read is left out.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_fhir::search::Indexed;
use hygie_store::{CellOp, Commit, Guard, IdToken, Outcome, Refusal, TokenOp};
use hygie_trace::{Action, Outcome as Granted, Trace};

use super::{Indexes, LIST, POSITION, Phase};
use crate::cells::{CellChange, Expected, Table};
use crate::limits::{INDEXES, PAGE, REINDEX_TERMS};
use crate::opened::OpenRecord;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records};

/// What filling came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reindexed {
    /// Names of the indexes that became complete.
    pub filled: Vec<&'static str>,
    /// Names of those that were taken away.
    pub dropped: Vec<&'static str>,
    /// Records looked through by this attempt.
    pub records: u64,
    /// Resources whose terms were put or taken away by it.
    pub resources: u64,
    /// These terms.
    pub terms: u64,
}

/// A resource and what changes of its terms.
struct Item {
    /// That it is still where it was read.
    guard: Guard,
    terms: Vec<TokenOp>,
}

/// An attempt under way.
struct Filling<'a> {
    records: &'a Records,
    indexes: Arc<Indexes>,
    items: Vec<Item>,
    terms: usize,
    done: Reindexed,
}

impl Records {
    /// Makes the indexes across records those that are wanted: fills those that
    /// are not complete and takes away the others. An act on the house, so only
    /// with a permit for everything. `progress` is told records done and all.
    ///
    /// # Errors
    /// [`RecordError::Rule`] when another attempt is under way, else when the
    /// store fails or what it holds does not verify; calling again goes on.
    pub async fn reindex(
        &self,
        permit: &Permit,
        wanted: &[Indexed],
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<Reindexed, RecordError> {
        self.needs_everything(permit, Action::Reindex).await?;
        if wanted.len() > INDEXES {
            return Err(RecordError::TooLarge { what: "indexes", most: INDEXES });
        }
        let Ok(_one_at_a_time) = self.reindexing.try_lock() else {
            return Err(RecordError::Rule("another `hygie reindex` is under way".to_owned()));
        };
        let indexes = self.begin(permit, wanted).await?;
        let mut filling = Filling {
            records: self,
            indexes: Arc::clone(&indexes),
            items: Vec::new(),
            terms: 0,
            done: Reindexed::default(),
        };
        let names = |phase| indexes.that(move |it| it == phase).map(Indexed::name).collect();
        let (filled, dropped): (Vec<_>, Vec<_>) = (names(Phase::Filling), names(Phase::Leaving));
        if !filled.is_empty() || !dropped.is_empty() {
            filling.walk(progress).await?;
            self.end(&indexes).await?;
        }
        Ok(Reindexed { filled, dropped, ..filling.done })
    }

    /// Says which indexes are to be filled and which to be taken away, and that
    /// this was asked; from here on writers bring the terms.
    async fn begin(
        &self,
        permit: &Permit,
        wanted: &[Indexed],
    ) -> Result<Arc<Indexes>, RecordError> {
        let known = self.indexes(true).await?;
        let mut list: Vec<(Indexed, Phase)> = known
            .list
            .iter()
            .map(|(one, phase)| match (wanted.contains(one), phase) {
                (true, Phase::Complete) => (*one, Phase::Complete),
                (true, _) => (*one, Phase::Filling),
                (false, _) => (*one, Phase::Leaving),
            })
            .collect();
        let known_already = |one: &Indexed| known.phase(*one).is_some();
        list.extend(
            wanted.iter().filter(|one| !known_already(one)).map(|one| (*one, Phase::Filling)),
        );
        list.sort_by_key(|(one, _)| *one);
        list.dedup();
        let names: Vec<&str> = wanted.iter().map(|one| one.name()).collect();
        let what = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        if list == known.list {
            self.trace_act(permit, Action::Reindex, what).await?;
            return Ok(known);
        }
        let trace = Trace {
            outcome: Granted::Granted,
            ..Stamp::of(permit).trace(self.clock.now(), Action::Reindex, what)
        };
        self.change_indexes(&known, list, Some(trace)).await?;
        self.indexes(true).await
    }

    /// Says that those filled are complete and those taken away are no more.
    async fn end(&self, indexes: &Indexes) -> Result<(), RecordError> {
        let complete = |one: Indexed| (one, Phase::Complete);
        let list = indexes.that(|phase| phase != Phase::Leaving).map(complete).collect();
        self.change_indexes(indexes, list, None).await?;
        self.indexes(true).await.map(|_| ())
    }

    /// Replaces the list, from whose change on how far filling came counts anew.
    async fn change_indexes(
        &self,
        known: &Indexes,
        list: Vec<(Indexed, Phase)>,
        trace: Option<Trace>,
    ) -> Result<(), RecordError> {
        let next = Indexes { generation: known.generation + 1, list, tag: None };
        let expect = known.tag.clone().map_or(Expected::Absent, Expected::Is);
        let cell = |name: &str, value, expect| CellChange {
            table: Table::Setting,
            name: name.to_owned(),
            value,
            expect,
        };
        let changes = vec![
            cell(LIST, Some(next.to_text().into_bytes()), expect),
            cell(POSITION, None, Expected::Any),
        ];
        if self.commit_cells(changes, trace).await? { Ok(()) } else { Err(changed()) }
    }

    /// Behind which record an earlier attempt at this list was cut off.
    async fn position(&self, generation: u64) -> Result<RecordNo, RecordError> {
        let read = || async {
            let cell = self.cell(Table::Setting, POSITION).await?;
            let Some(cell) = cell else { return Ok(None) };
            let text = std::str::from_utf8(&cell).unwrap_or_default();
            let (of, at) = text.split_once(' ').unwrap_or_default();
            let at = at.parse().ok().and_then(RecordNo::from_u64);
            Ok::<_, RecordError>(at.filter(|_| of == generation.to_string()))
        };
        Ok(read().await?.unwrap_or(RecordNo::REGISTRY))
    }
}

impl Filling<'_> {
    async fn walk(&mut self, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<(), RecordError> {
        let records = self.records;
        let whole = records.store.stats().await?.records;
        let mut after = records.position(self.indexes.generation).await?;
        loop {
            let heads = records.store.records(after, PAGE).await?;
            if heads.is_empty() {
                return Ok(());
            }
            for head in heads {
                match records.open_afresh(head.record).await {
                    Ok(opened) => self.record(&opened, after).await?,
                    // Erased as a whole: it has no terms.
                    Err(RecordError::NotFound) => {}
                    Err(error) => return Err(error),
                }
                after = head.record;
                self.done.records += 1;
                progress(self.done.records, whole);
            }
            self.commit(after).await?;
        }
    }

    /// Gathers the resources of a record; `before` is the last one done.
    async fn record(&mut self, opened: &OpenRecord, before: RecordNo) -> Result<(), RecordError> {
        let records = self.records;
        let touched = |kind: &str| self.indexes.touch(kind);
        let all = opened.currents().filter(|seen| seen.is_live());
        let all: Vec<_> = all.filter(|seen| touched(&seen.entry.header.resource_type)).collect();
        for some in all.chunks(PAGE) {
            let tokens: Vec<IdToken> = some
                .iter()
                .map(|seen| &seen.entry.header)
                .map(|header| records.id_token(&header.resource_type, &header.id))
                .collect();
            let located = records.store.locate(&tokens).await?;
            for ((seen, token), sealed) in some.iter().zip(&tokens).zip(located) {
                let (kind, id) = (&*seen.entry.header.resource_type, &*seen.entry.header.id);
                let Some(sealed) = sealed else { continue };
                let at = records.open_locator(kind, id, &sealed)?;
                if (at.record, at.seq) != (opened.record, seen.seq) {
                    continue;
                }
                let mut terms = Vec::new();
                for (phase, put) in [(Phase::Filling, true), (Phase::Leaving, false)] {
                    let of = self.indexes.terms(seen.short(), opened.record, |it| it == phase)?;
                    for term in &of {
                        let (token, tag, to) = records.term_row(term, kind, id, opened.record)?;
                        terms.push(match put {
                            true => TokenOp::PutTerm(token, tag, to),
                            false => TokenOp::DeleteTerm(token, tag),
                        });
                    }
                }
                if !terms.is_empty() {
                    self.terms += terms.len();
                    self.items.push(Item { guard: Guard::IdEquals(*token, sealed), terms });
                }
                if self.terms >= REINDEX_TERMS {
                    self.commit(before).await?;
                }
            }
        }
        Ok(())
    }

    /// Commits what was gathered, and that everything up to this record is done.
    async fn commit(&mut self, upto: RecordNo) -> Result<(), RecordError> {
        let records = self.records;
        let mut items = std::mem::take(&mut self.items);
        self.terms = 0;
        loop {
            let mut commit = Commit::new(records.commit_id());
            commit.log = records.log;
            commit.guards.push(records.indexes_guard(&self.indexes));
            commit.guards.extend(items.iter().map(|item| item.guard.clone()));
            commit.tokens.extend(items.iter().flat_map(|item| item.terms.iter().cloned()));
            commit.cells.push(self.position(upto).await?);
            match records.commit(commit).await? {
                Outcome::Done(_) | Outcome::Repeated => break,
                Outcome::Refused(Refusal::Guard(0)) => return Err(changed()),
                // It was written since, with its terms.
                Outcome::Refused(Refusal::Guard(at)) => drop(items.remove(at - 1)),
                Outcome::Refused(_) => return Err(RecordError::Contended),
            }
        }
        self.done.resources += items.len() as u64;
        self.done.terms += items.iter().map(|item| item.terms.len() as u64).sum::<u64>();
        Ok(())
    }

    async fn position(&self, upto: RecordNo) -> Result<CellOp, RecordError> {
        let text = format!("{} {}", self.indexes.generation, upto.get());
        self.records.sealed_cell(Table::Setting, POSITION, text.as_bytes()).await
    }
}

fn changed() -> RecordError {
    let what = "the indexes were changed by another node meanwhile: run `hygie reindex` again, \
                with the same `index` in hygie.toml on every node";
    RecordError::Rule(what.to_owned())
}
