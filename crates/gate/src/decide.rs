//! Changing who sees a record: weighed like everything else, written as one version of
//! its rights with its trace.

use hygie_base::RecordNo;
use hygie_policy::facts::Interaction;
use hygie_record::{Permit, RecordError, RightsChange, Scope};
use hygie_trace::Action;

use crate::acts::{Act, Asked, Register};
use crate::emergency::{Tells, Untold};
use crate::kept::Kept;
use crate::limits::DECIDE_ATTEMPTS;
use crate::rights::{Party, Rights};
use crate::weigh::{Manner, Weighed};
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
        self.write((asker, None), record, act, &Untold).await
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
        let id = self.command_line(user).actor_id().to_owned();
        let by = Asker {
            name: id.clone(),
            id,
            role: Role::System,
            organisation: organisation.id().to_owned(),
            organisation_name: organisation.name().to_owned(),
            person: None,
            delegation: None,
            scopes: Scopes::default(),
            regulates: false,
            from: "command line".to_owned(),
        };
        self.write((&by, Some(user)), record, act, &Untold).await
    }

    /// Writes what an act comes to, as the version that follows what is kept; again when
    /// somebody else decided meanwhile. The user of the command line needs no leave.
    pub(crate) async fn write<A: Act>(
        &self,
        (by, operator): (&Asker, Option<&str>),
        record: RecordNo,
        act: &A,
        tells: &impl Tells,
    ) -> Result<(), GateError> {
        for _ in 0..DECIDE_ATTEMPTS {
            let kept = self.kept(record).await?;
            let asked = (act.interaction(), act.entry());
            let permit = match (operator, act.asked()) {
                (Some(user), _) => self.command_line(user),
                (None, Asked::Emergency) => self.may_break(by, record, &kept).await?,
                (None, Asked::Regulation) => self.may_take(by, record, &kept).await?,
                (None, Asked::Officer) => {
                    self.officer(by, Some(record), Refusal::OfficerReviews).await?;
                    self.itself(by)
                }
                (None, Asked::Normal) => {
                    self.may_decide(Manner::Normal, by, record, asked, &kept).await?
                }
                (None, Asked::Standing) => {
                    self.may_decide(Manner::Standing, by, record, asked, &kept).await?
                }
            };
            let mut rights = kept.rights.clone();
            act.apply(&mut rights, by, self.records.clock().now())?;
            if rights == kept.rights {
                return Ok(());
            }
            let text = rights.write()?;
            let (before, after) = (&kept.rights.glasses, &rights.glasses);
            let mut cells = self.waiting_changes(record, before, after).await?;
            cells.extend(tells.cells(record, &rights).await?);
            let what = act.words();
            let change = RightsChange { follows: &kept.text, text: &text, what, cells };
            match self.records.change_rights(&self.mint, &permit, record, change).await {
                Err(RecordError::Regranted) => {}
                done => return Ok(done?),
            }
        }
        Err(RecordError::Contended.into())
    }

    /// A permit that says who decides; it reaches what they see of the record. The entry
    /// is the one that it is about.
    pub(crate) async fn may_decide(
        &self,
        manner: Manner,
        asker: &Asker,
        record: RecordNo,
        (interaction, entry): (Interaction, Option<(&str, &str)>),
        kept: &Kept,
    ) -> Result<Permit, GateError> {
        let decided = rules::of_no_app(asker).and_then(|()| rules::record(asker, record));
        let yes = match decided {
            Ok(yes) if rules::is_weighed(asker) => yes,
            Ok(_) => return self.refuse(asker, record, Refusal::RoleDecidesNothing).await,
            Err(refusal) => return self.refuse(asker, record, refusal).await,
        };
        let (yes, bounds, weighed) = self.weighed(manner, asker, record, yes, kept).await?;
        let permit = self.permit(asker, Scope::Record(record), yes, bounds);
        // Who sees nothing of a record, or not this entry, knows of neither.
        if !self.records.shows(&permit, record, entry).await? {
            return self.refuse(asker, record, Refusal::NotYourRecord).await;
        }
        let Weighed { situation, .. } = weighed;
        let decision = self.policy.decide(&situation, interaction);
        if !decision.allowed {
            return self.refuse(asker, record, Refusal::Policy(decision.reason)).await;
        }
        Ok(permit)
    }

    /// Who is not the privacy officer is refused; traced.
    pub(crate) async fn officer(
        &self,
        asker: &Asker,
        record: Option<RecordNo>,
        otherwise: Refusal,
    ) -> Result<(), GateError> {
        match rules::privacy_officer(asker, otherwise) {
            Ok(()) => Ok(()),
            Err(refusal) => self.refuse(asker, record.unwrap_or(RecordNo::REGISTRY), refusal).await,
        }
    }

    pub(crate) async fn refuse<T>(
        &self,
        asker: &Asker,
        record: RecordNo,
        refusal: Refusal,
    ) -> Result<T, GateError> {
        self.refuse_as(asker, record, Action::Rights, refusal).await
    }

    /// The same, traced as this.
    pub(crate) async fn refuse_as<T>(
        &self,
        asker: &Asker,
        record: RecordNo,
        action: Action,
        refusal: Refusal,
    ) -> Result<T, GateError> {
        let what = refusal.sentence().to_owned();
        self.records.refused(&self.itself(asker), Some(record), action, what).await?;
        Err(GateError::Refused(refusal))
    }

    /// What was decided about a record, for who decides it: the person, and who answers
    /// for them. Traced.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn rights(&self, asker: &Asker, record: RecordNo) -> Result<Rights, GateError> {
        Ok(self.told(asker, record).await?.rights)
    }

    /// The same with the version that it is.
    pub(crate) async fn told(&self, asker: &Asker, record: RecordNo) -> Result<Kept, GateError> {
        let kept = self.kept(record).await?;
        let asked = (Interaction::Share, None);
        let permit = self.may_decide(Manner::Normal, asker, record, asked, &kept).await?;
        self.records.told_rights(&permit, record, READS_RIGHTS.to_owned()).await?;
        Ok(kept)
    }
}
