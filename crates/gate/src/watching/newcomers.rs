//! Who came to records since, from the traces: for who tells the persons of it.

use std::collections::BTreeMap;

use hygie_base::RecordNo;
use hygie_record::ReadUntil;
use hygie_trace::{Action, Actor, Purpose, Trace};

use super::grouped::is_work;
use crate::{Gate, GateError, SECRETLY};

/// Somebody who came to a record for their work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Newcomer {
    /// Who, as they were called then.
    pub actor: Actor,
    /// Whether the person was told of it when it happened: in an emergency, or for a call.
    pub told: bool,
}

/// Those of each record, by the ids of their accounts.
pub type Newcomers = BTreeMap<RecordNo, BTreeMap<String, Newcomer>>;

impl Gate {
    /// Where the logs end at this moment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn logs_end(&self) -> Result<ReadUntil, GateError> {
        Ok(self.records.logs_end(&self.mint).await?)
    }

    /// Who came to records since, among so many traces, by record and by the id of their
    /// account, and how far it was read then. Who gave something without looking did not come, and of a secret connection
    /// nothing is told: the person reads it where they read all of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn came_since(
        &self,
        from: &ReadUntil,
        most: usize,
    ) -> Result<(Newcomers, ReadUntil), GateError> {
        let mut all = Newcomers::new();
        let mut visit = |record, trace| {
            if let Some(came) = came(record, trace) {
                let of = all.entry(record).or_default();
                of.entry(came.actor.id.clone()).or_insert(came);
            }
        };
        let until = self.records.traces_since(&self.mint, from, most, &mut visit).await?;
        Ok((all, until))
    }
}

fn came(record: RecordNo, trace: Trace) -> Option<Newcomer> {
    let looked = record != RecordNo::REGISTRY && is_work(&trace) && trace.action != Action::Write;
    let told = matches!(trace.purpose, Purpose::Emergency | Purpose::Regulation);
    let came = Newcomer { actor: trace.actor, told };
    (looked && !trace.from.ends_with(SECRETLY)).then_some(came)
}
