//! Changing who sees a record: weighed like everything else, written as one version of
//! its rights with its trace.

use hygie_base::RecordNo;
use hygie_record::{Permit, RecordError, Rights as Kept, RightsChange, Scope};
use hygie_trace::Action;

use crate::acts::{Act, Register};
use crate::limits::DECIDE_ATTEMPTS;
use crate::rights::{Party, Rights};
use crate::weigh::{Weighed, weigh};
use crate::{Asker, Gate, GateError, Refusal, Role, Scopes, rules};

/// What a trace says of reading who may see a record.
pub const READS_RIGHTS: &str = "who may see the record";

impl Gate {
    /// Does this, when the policy lets the asker.
    ///
    /// # Errors
    /// Why not; traced. What cannot be is said before anything is written.
    pub async fn decide<A: Act>(
        &self,
        asker: &Asker,
        record: RecordNo,
        act: &A,
    ) -> Result<(), GateError> {
        for _ in 0..DECIDE_ATTEMPTS {
            let kept = self.records.rights(&self.mint, record).await?;
            let rights = Rights::read(record, &kept.text)?;
            let permit = self.may_decide(asker, record, act, &rights).await?;
            match self.write(asker, record, act, &permit, &kept).await {
                Err(GateError::Record(RecordError::Regranted)) => {}
                done => return done,
            }
        }
        Err(RecordError::Contended.into())
    }

    /// Writes what an act comes to, as the version that follows what is kept.
    async fn write<A: Act>(
        &self,
        by: &Asker,
        record: RecordNo,
        act: &A,
        permit: &Permit,
        kept: &Kept,
    ) -> Result<(), GateError> {
        let mut rights = Rights::read(record, &kept.text)?;
        let before = rights.clone();
        act.apply(&mut rights, by, self.records.clock().now())?;
        if rights == before {
            return Ok(());
        }
        let text = rights.write()?;
        let change = RightsChange { follows: kept, text: &text, what: act.words() };
        Ok(self.records.change_rights(&self.mint, permit, record, change).await?)
    }

    /// The house's own command line registers a person with an organisation: what an
    /// organisation does for all whom it takes care of when it comes here, or for a
    /// demonstration. The user who owns the data folder already holds all of it, so that
    /// the gate's part is the trace.
    ///
    /// # Errors
    /// What cannot be, and when the store fails.
    pub async fn register(
        &self,
        user: &str,
        record: RecordNo,
        organisation: &Party,
        act: &Register,
    ) -> Result<(), GateError> {
        let permit = self.command_line(user);
        let by = Asker {
            id: permit.actor_id().to_owned(),
            name: permit.actor_id().to_owned(),
            role: Role::System,
            organisation: organisation.id().to_owned(),
            organisation_name: organisation.name().to_owned(),
            person: None,
            scopes: Scopes::default(),
            from: "command line".to_owned(),
        };
        for _ in 0..DECIDE_ATTEMPTS {
            let kept = self.records.rights(&self.mint, record).await?;
            match self.write(&by, record, act, &permit, &kept).await {
                Err(GateError::Record(RecordError::Regranted)) => {}
                done => return done,
            }
        }
        Err(RecordError::Contended.into())
    }

    /// A permit that says who decides; it reaches what they see of the record.
    async fn may_decide<A: Act>(
        &self,
        asker: &Asker,
        record: RecordNo,
        act: &A,
        rights: &Rights,
    ) -> Result<Permit, GateError> {
        let decided = match rules::of_no_app(asker) {
            Ok(()) => rules::record(asker, record),
            Err(refusal) => Err(refusal),
        };
        let yes = match decided {
            Ok(yes) if rules::is_weighed(asker) => yes,
            Ok(_) => return self.refuse(asker, record, Refusal::RoleDecidesNothing).await,
            Err(refusal) => return self.refuse(asker, record, refusal).await,
        };
        let (yes, bounds, _) = self.weighed(asker, record, yes).await?;
        let permit = self.permit(asker, Scope::Record(record), yes, bounds);
        // Who sees nothing of a record, or not this entry, knows of neither.
        if !self.records.shows(&permit, record, act.entry()).await? {
            return self.refuse(asker, record, Refusal::NotYourRecord).await;
        }
        let Weighed { situation, .. } = weigh(asker, rights, self.records.clock().now());
        let decision = self.policy.decide(&situation, act.interaction());
        if !decision.allowed {
            return self.refuse(asker, record, Refusal::Policy(decision.reason)).await;
        }
        Ok(permit)
    }

    pub(crate) async fn refuse<T>(
        &self,
        asker: &Asker,
        record: RecordNo,
        refusal: Refusal,
    ) -> Result<T, GateError> {
        let what = refusal.sentence().to_owned();
        self.records.refused(&self.itself(asker), Some(record), Action::Rights, what).await?;
        Err(GateError::Refused(refusal))
    }

    /// What was decided about a record, for who decides it: the person, and who answers
    /// for them. Traced.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn rights(&self, asker: &Asker, record: RecordNo) -> Result<Rights, GateError> {
        let kept = self.records.rights(&self.mint, record).await?;
        let rights = Rights::read(record, &kept.text)?;
        let permit = self.may_decide(asker, record, &ReadRights, &rights).await?;
        self.records.told_rights(&permit, record, READS_RIGHTS.to_owned()).await?;
        Ok(rights)
    }
}

/// Reading what was decided: who decides it may.
struct ReadRights;

impl Act for ReadRights {
    fn interaction(&self) -> hygie_policy::facts::Interaction {
        hygie_policy::facts::Interaction::Share
    }

    fn words(&self) -> String {
        String::new()
    }

    fn apply(
        &self,
        _rights: &mut Rights,
        _by: &Asker,
        _now: hygie_base::Timestamp,
    ) -> Result<(), crate::acts::ActError> {
        Ok(())
    }
}
