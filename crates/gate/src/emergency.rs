//! Coming without a care link, in an emergency or for the regulation centre: who may, and
//! that the person is told (CSP, L.1111-17 I).

use std::future::Future;

use hygie_base::RecordNo;
use hygie_policy::facts::{Interaction, Link};
use hygie_record::{CellChange, Permit, RecordError, Scope};
use hygie_trace::Action;

use crate::acts::{BreakGlass, Breaking, TakeCall, Taking};
use crate::kept::Kept;
use crate::rights::Rights;
use crate::rules::Yes;
use crate::weigh::{Manner, Weighed, reads_of_others};
use crate::{Asker, Gate, GateError, Refusal, rules};

/// Who tells of an emergency, a call or a decision: cells that are written in its commit.
pub trait Tells: Send + Sync {
    /// What changes, given what was decided about the record.
    ///
    /// # Errors
    /// When the store fails or what it holds cannot be read.
    fn cells(
        &self,
        record: RecordNo,
        rights: &Rights,
    ) -> impl Future<Output = Result<Vec<CellChange>, RecordError>> + Send;
}

/// Nobody is told: of what concerns nobody else, and of secrets.
pub(crate) struct Untold;

impl Tells for Untold {
    async fn cells(&self, _: RecordNo, _: &Rights) -> Result<Vec<CellChange>, RecordError> {
        Ok(Vec::new())
    }
}

impl Gate {
    /// Opens a record in an emergency, and tells of it in the same commit.
    ///
    /// # Errors
    /// Why not; traced. What cannot be is said before anything is written.
    pub async fn break_glass(
        &self,
        asker: &Asker,
        record: RecordNo,
        act: &BreakGlass,
        tells: &impl Tells,
    ) -> Result<(), GateError> {
        self.write((asker, None), record, &Breaking(act), tells).await
    }

    /// Whether somebody may open a record in an emergency, once they state what it takes.
    ///
    /// # Errors
    /// Why not; traced. A record of which an emergency would open nothing is like none.
    pub async fn may_break_glass(&self, asker: &Asker, record: RecordNo) -> Result<(), GateError> {
        let kept = self.kept(record).await?;
        self.may_break(asker, record, &kept).await.map(drop)
    }

    /// Opens a record for a call to the regulation centre, and tells of it in the same
    /// commit.
    ///
    /// # Errors
    /// Why not; traced. What cannot be is said before anything is written.
    pub async fn take_call(
        &self,
        asker: &Asker,
        record: RecordNo,
        act: &TakeCall,
        tells: &impl Tells,
    ) -> Result<(), GateError> {
        self.write((asker, None), record, &Taking(act), tells).await
    }

    /// Whether somebody may open a record for a call to the regulation centre.
    ///
    /// # Errors
    /// Why not; traced. A record of which it would open nothing is like none.
    pub async fn may_take_call(&self, asker: &Asker, record: RecordNo) -> Result<(), GateError> {
        let kept = self.kept(record).await?;
        self.may_take(asker, record, &kept).await.map(drop)
    }

    pub(crate) async fn may_break(
        &self,
        asker: &Asker,
        record: RecordNo,
        kept: &Kept,
    ) -> Result<Permit, GateError> {
        let decided = rules::breaks_glass(asker, record);
        self.may_come(Manner::Breaking, asker, record, decided, kept).await
    }

    pub(crate) async fn may_take(
        &self,
        asker: &Asker,
        record: RecordNo,
        kept: &Kept,
    ) -> Result<Permit, GateError> {
        let decided = rules::takes_calls(asker, record);
        self.may_come(Manner::Regulating, asker, record, decided, kept).await
    }

    /// A permit of who comes in this manner, where it opens what is not open already.
    async fn may_come(
        &self,
        manner: Manner,
        asker: &Asker,
        record: RecordNo,
        decided: Result<Yes, Refusal>,
        kept: &Kept,
    ) -> Result<Permit, GateError> {
        let (decided, action) = self.paced(asker, record, decided, Action::Rights);
        let yes = match decided {
            Ok(yes) => yes,
            Err(refusal) => return self.refuse_as(asker, record, action, refusal).await,
        };
        let weighed = self.weighed(manner, asker, record, yes, kept).await?;
        let (yes, bounds, Weighed { situation, .. }) = weighed;
        let permit = self.permit(asker, Scope::Record(record), yes, bounds);
        if !self.records.shows(&permit, record, None).await? {
            return self.refuse(asker, record, Refusal::NotYourRecord).await;
        }
        let will = situation.will;
        let open = reads_of_others(situation.link, situation.consent);
        if open && !will.masked_in_emergency && !will.blocked {
            return self.refuse(asker, record, Refusal::OpenAlready).await;
        }
        let policy = self.policy();
        let may = |interaction| policy.decide(&situation, interaction);
        let shared = may(Interaction::Read);
        // What the own organisation keeps, to who is not let into it by a care link: in an
        // emergency alone.
        let linked = matches!(situation.link, Link::Team | Link::Declared);
        let own = may(Interaction::OwnRead).allowed && !linked;
        if !shared.allowed && !own {
            return self.refuse(asker, record, Refusal::Policy(shared.reason)).await;
        }
        Ok(permit)
    }
}
