//! Contested accesses: the person contests who looked, and the privacy officer works each
//! case to its answer. The officer is told who came, when, from where, which kinds of things
//! were done, and by which rule: nothing of what the record holds.

use hygie_base::{LogNo, RecordNo};
use hygie_policy::facts::Interaction;
use hygie_record::{CellChange, CellChanges, Expected, RecordError, Table};
use hygie_trace::{Action, Outcome};

use crate::acts::{AnswerContest, Answering, Contesting, is_own, may_contest};
use crate::emergency::{Tells, Untold};
use crate::explain::Day;
use crate::reviews::deeds;
use crate::rights::{Access, Contest, Rights};
use crate::waiting::place;
use crate::weigh::Manner;
use crate::{Asker, Deed, Gate, GateError, Refusal, Then};

/// What the trace says of reading one.
const READS: &str = "what was done in a contested access";

/// An access that may be contested.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ToContest {
    /// Who came, when, from where.
    pub access: Access,
    /// The number of the case, when it was contested already.
    pub number: Option<u32>,
}

/// A contested access, for who answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ToAnswer {
    /// What is contested, and in which words; none when the record was erased since. An
    /// officer does not read the words about their own access.
    pub contest: Option<Contest>,
    /// Whether it is about what the officer did, or contested, themselves.
    pub own: bool,
    /// What who came did with the record on that day.
    pub deeds: Vec<Deed>,
    /// Whether that is all of it: not when the record has too many traces, or some that
    /// do not verify.
    pub whole: bool,
    /// What was so on that day, at each moment from which on it was another, the latest
    /// first; empty for who is weighed against no person.
    pub then: Vec<Then>,
    /// The emergency in which they came, by its number in the record.
    pub emergency: Option<u32>,
}

impl Gate {
    /// An access by the trace that tells of it, for the person who would contest it.
    ///
    /// # Errors
    /// Why not; traced. Not found for what is no trace of the record.
    pub async fn to_contest(
        &self,
        asker: &Asker,
        record: RecordNo,
        trace: (LogNo, u64),
    ) -> Result<ToContest, GateError> {
        let rights = self.contesting(asker, record).await?;
        let number = rights.contests.of(trace).map(|it| it.number);
        Ok(ToContest { access: self.access(asker, record, trace).await?, number })
    }

    /// The person contests an access to their record. It gives the number of the case: of
    /// the one that there is, when it was contested before.
    ///
    /// # Errors
    /// Why not; traced. Not found for what is no trace of the record; what cannot be is
    /// said before anything is written.
    pub async fn contest(
        &self,
        asker: &Asker,
        record: RecordNo,
        trace: (LogNo, u64),
        words: &str,
    ) -> Result<u32, GateError> {
        self.contesting(asker, record).await?;
        let access = self.access(asker, record, trace).await?;
        let act = Contesting { access, words: words.to_owned() };
        self.write((asker, None), record, &act, &Untold).await?;
        let rights = self.kept(record).await?.rights;
        let number = rights.contests.of(trace).map(|it| it.number);
        number.ok_or_else(|| RecordError::Contended.into())
    }

    /// What the person contested, the oldest first. Nothing is traced: it is the person's
    /// own, and the page beside it was.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn contests(
        &self,
        asker: &Asker,
        record: RecordNo,
    ) -> Result<Vec<Contest>, GateError> {
        Ok(self.contesting(asker, record).await?.contests.kept)
    }

    /// One contested access, for the privacy officer; `None` for one that is not there.
    /// Traced with the record.
    ///
    /// # Errors
    /// Why not; traced. When the store fails.
    pub async fn to_answer(
        &self,
        asker: &Asker,
        record: RecordNo,
        number: u32,
    ) -> Result<Option<ToAnswer>, GateError> {
        self.officer(asker, Some(record), Refusal::OfficerReviews).await?;
        let rights = self.kept(record).await?.rights;
        let Some(mut contest) = rights.contests.numbered(number).cloned() else {
            let waits = self.is_contested(record, number).await?;
            return Ok(waits.then_some(ToAnswer {
                contest: None,
                own: false,
                deeds: Vec::new(),
                whole: true,
                then: Vec::new(),
                emergency: None,
            }));
        };
        let own = is_own(&contest, asker);
        if own {
            contest.words.clear();
        }
        let (access, day) = (&contest.access, contest.access.day());
        let (permit, of) = (self.itself(asker), (&*access.account, READS));
        let found = self.records.traces_between(&self.mint, &permit, record, of, day).await?;
        let then = then(self.came(record, day).await?, access);
        let emergency = emergency(&rights, access);
        let deeds = deeds(&found.traces, (&access.organisation, &access.role));
        let whole = found.whole && found.unreadable == 0;
        Ok(Some(ToAnswer { contest: Some(contest), own, deeds, whole, then, emergency }))
    }

    /// The privacy officer answers, and the person is told in the same commit.
    ///
    /// # Errors
    /// Why not; traced. What cannot be is said before anything is written.
    pub async fn answer(
        &self,
        asker: &Asker,
        record: RecordNo,
        act: &AnswerContest,
        tells: &impl Tells,
    ) -> Result<(), GateError> {
        self.write((asker, None), record, &Answering(act), tells).await
    }

    /// Takes a contested access out of the list whose record was erased since, by the
    /// privacy officer: nobody is left to answer. `false` when there is none such.
    ///
    /// # Errors
    /// As for [`Gate::to_answer`].
    pub async fn settle_contest(
        &self,
        asker: &Asker,
        record: RecordNo,
        number: u32,
    ) -> Result<bool, GateError> {
        self.officer(asker, Some(record), Refusal::OfficerReviews).await?;
        let kept = self.kept(record).await?.rights.contests.numbered(number).is_some();
        if kept || !self.is_contested(record, number).await? {
            return Ok(false);
        }
        let (table, name) = (Table::Contest, place(record, number));
        let change = CellChange { table, name, value: None, expect: Expected::Any };
        let what = format!("took contest {number} of the erased record {record} off the list");
        let trace = Some((Action::Rights, what, Outcome::Granted));
        let changes = CellChanges { changes: vec![change], trace };
        let permit = self.itself(asker);
        Ok(self.records.change_cells_as_gate(&self.mint, &permit, changes).await?)
    }

    /// What was decided about a record, for the person who contests who looked at it.
    async fn contesting(&self, asker: &Asker, record: RecordNo) -> Result<Rights, GateError> {
        if let Err(refusal) = may_contest(asker) {
            return self.refuse(asker, record, refusal).await;
        }
        let kept = self.kept(record).await?;
        let reads = Interaction::ReadTraces;
        self.may_decide(Manner::Normal, asker, record, reads, &kept).await?;
        Ok(kept.rights)
    }

    /// The access that a trace of this record tells of.
    async fn access(
        &self,
        asker: &Asker,
        record: RecordNo,
        trace: (LogNo, u64),
    ) -> Result<Access, GateError> {
        match self.records.trace_at(&self.mint, record, trace).await? {
            Some(seen) => Ok(Access::of(&seen)),
            None => self.refuse(asker, record, Refusal::NotYourRecord).await,
        }
    }

    async fn is_contested(&self, record: RecordNo, number: u32) -> Result<bool, GateError> {
        Ok(self.records.cell(Table::Contest, &place(record, number)).await?.is_some())
    }
}

/// What was so of who came that day.
fn then(day: Day, access: &Access) -> Vec<Then> {
    let is = |actor: &hygie_trace::Actor| {
        actor.id == access.account
            && actor.organisation == access.organisation
            && actor.role == access.role
    };
    let came = day.came.into_iter().find(|came| is(&came.comer.actor));
    came.map(|came| came.then).unwrap_or_default()
}

/// The emergency in which they came.
fn emergency(rights: &Rights, access: &Access) -> Option<u32> {
    let mut kept = rights.glasses.kept.iter();
    let found = kept.find(|glass| {
        glass.account == access.account
            && glass.organisation == access.organisation
            && (glass.start..=glass.end).contains(&access.at)
    });
    found.map(|glass| glass.number)
}
