//! Finding whom a call to the regulation centre is about, by the traits of their identity,
//! whoever keeps something of them (DMP, functional matrix, TD0.5: a person without their
//! INS, for regulation only).

use hygie_base::RecordNo;
use hygie_policy::facts::Interaction;
use hygie_record::{Candidate, Permit, PersonFound, RecordError, Scope, Traits};
use hygie_trace::Action;

use crate::limits::{CALLERS, DECIDE_ATTEMPTS};
use crate::weigh::Manner;
use crate::{Asker, Gate, GateError, rules};

/// Who has the traits that were asked for.
pub enum Callers {
    /// These: [`CALLERS`] at most, none where nobody has them.
    People(Vec<PersonFound>),
    /// More than that, so that nobody is named.
    TooMany,
}

impl Gate {
    /// Whether somebody may look for persons by their traits at all.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn may_find_for_call(&self, asker: &Asker) -> Result<(), GateError> {
        self.to_find_for_call(asker).await.map(drop)
    }

    /// The persons with these traits whose record would be opened to the asker for a call,
    /// or is open already. Whose would be refused is like nobody. Each who is named finds a
    /// trace of it in their record; the permit that reaches all of them is not given out.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn find_for_call(
        &self,
        asker: &Asker,
        traits: &Traits,
    ) -> Result<Callers, GateError> {
        let permit = self.to_find_for_call(asker).await?;
        for _ in 0..DECIDE_ATTEMPTS {
            let Some(opened) = self.opened_for_call(asker, traits).await? else {
                self.records.too_many_with(&permit, traits).await?;
                return Ok(Callers::TooMany);
            };
            match self.records.tell_persons(&permit, traits, &opened).await {
                // Somebody decided about one of them meanwhile.
                Err(RecordError::Regranted | RecordError::Ended | RecordError::Contended) => {}
                told => return Ok(Callers::People(told?)),
            }
        }
        Err(RecordError::Contended.into())
    }

    async fn to_find_for_call(&self, asker: &Asker) -> Result<Permit, GateError> {
        let decided = rules::finds_for_calls(asker);
        self.decided(asker, Scope::Any, None, Action::Find, decided).await
    }

    /// Those with these traits who may be told of, each with the permit of a call; `None`
    /// when they are too many. Who may not be told of counts as little as who is not there.
    async fn opened_for_call(
        &self,
        asker: &Asker,
        traits: &Traits,
    ) -> Result<Option<Vec<(Candidate, Permit)>>, GateError> {
        let Some(candidates) = self.records.persons_with(&self.mint, traits).await? else {
            return Ok(None);
        };
        let mut opened = Vec::new();
        for candidate in candidates {
            let (record, patient) = (candidate.record(), candidate.name());
            let Some(permit) = self.for_call(asker, record, patient).await? else { continue };
            if opened.len() == CALLERS {
                return Ok(None);
            }
            opened.push((candidate, permit));
        }
        Ok(Some(opened))
    }

    /// A permit as who opens this record for a call now, where that opens what others
    /// share and shows who the person is.
    async fn for_call(
        &self,
        asker: &Asker,
        record: RecordNo,
        patient: (&str, &str),
    ) -> Result<Option<Permit>, GateError> {
        let Ok(yes) = rules::takes_calls(asker, record) else { return Ok(None) };
        let kept = self.kept(record).await?;
        let (yes, bounds, weighed) =
            self.weighed(Manner::Regulating, asker, record, yes, &kept).await?;
        let reads = self.policy().decide(&weighed.situation, Interaction::Read).allowed;
        let permit = self.permit(asker, Scope::Record(record), yes, bounds);
        let shows = reads && self.records.shows(&permit, record, Some(patient)).await?;
        Ok(shows.then_some(permit))
    }
}
