//! Changing who sees a record: weighed like everything else, written as one version of
//! its rights with its trace.

use hygie_base::RecordNo;
use hygie_policy::Decision;
use hygie_policy::facts::Interaction;
use hygie_record::{Counted, Permit, RecordError, RightsChange, Scope};
use hygie_trace::Action;

use crate::acts::{Act, Asked, Register};
use crate::emergency::{Tells, Untold};
use crate::kept::Kept;
use crate::limits::DECIDE_ATTEMPTS;
use crate::rights::{Contests, Party, Rights};
use crate::weigh::{Manner, Weighed};
use crate::{Asker, Gate, GateError, Refusal, Role, rules};

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

    /// Does this as [`Gate::decide`], and tells of it in the same commit.
    ///
    /// # Errors
    /// As for [`Gate::decide`].
    pub async fn decide_telling<A: Act>(
        &self,
        asker: &Asker,
        record: RecordNo,
        act: &A,
        tells: &impl Tells,
    ) -> Result<(), GateError> {
        self.write((asker, None), record, act, tells).await
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
            organisation: organisation.id().to_owned(),
            organisation_name: organisation.name().to_owned(),
            ..Asker::of(Role::System, "command line")
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
        if let (None, Err(refusal)) = (operator, act.may(by)) {
            return self.refuse(by, record, refusal).await;
        }
        for _ in 0..DECIDE_ATTEMPTS {
            let kept = self.kept(record).await?;
            let permit = match (operator, act.asked()) {
                (Some(user), _) => self.command_line(user),
                (None, Asked::Emergency) => self.may_break(by, record, &kept).await?,
                (None, Asked::Regulation) => self.may_take(by, record, &kept).await?,
                (None, Asked::Officer) => {
                    self.officer(by, Some(record), Refusal::OfficerReviews).await?;
                    self.itself(by)
                }
                (None, Asked::Normal) => {
                    self.may_act(Manner::Normal, by, record, act, &kept).await?
                }
                (None, Asked::Standing) => {
                    self.may_act(Manner::Standing, by, record, act, &kept).await?
                }
            };
            let mut rights = kept.rights.clone();
            act.apply(&mut rights, by, self.records.clock().now())?;
            if rights == kept.rights {
                return Ok(());
            }
            let text = rights.write()?;
            let (before, after) = (&kept.rights, &rights);
            let mut cells = self.waiting_changes(record, &before.glasses, &after.glasses).await?;
            let contests = (&before.contests, &after.contests);
            cells.extend(self.contested_changes(record, contests.0, contests.1).await?);
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

    /// A permit to do this, where it is an entry's also on that entry.
    async fn may_act<A: Act>(
        &self,
        manner: Manner,
        by: &Asker,
        record: RecordNo,
        act: &A,
        kept: &Kept,
    ) -> Result<Permit, GateError> {
        let Some(entry) = act.entry() else {
            return self.may_decide(manner, by, record, act.interaction(), kept).await;
        };
        let (permit, weighed) = self.deciding(manner, by, record, kept).await?;
        // Who sees nothing of a record, or not this entry, knows of neither.
        let counted = self.records.counted(&permit, record, entry).await?;
        if by.is_secret_in(record) && !counted.is_some_and(is_secret) {
            return self.refuse(by, record, Refusal::InSecretConnection).await;
        }
        let Some(Counted { facts, awaited }) = counted else {
            return self.refuse(by, record, Refusal::NotYourRecord).await;
        };
        let interaction = act.interaction_on(by, &facts);
        self.allowed(by, record, self.policy().decide(&weighed.situation, interaction)).await?;
        if interaction == Interaction::Mask {
            // What waits to be announced is never masked (DMP, EX_2.1-1050).
            let on = self.policy().decide_on(&weighed.situation, interaction, &facts);
            self.allowed(by, record, on).await?;
        }
        act.fits(awaited, self.records.clock().now())?;
        Ok(permit)
    }

    /// A permit that says who decides; it reaches what they see of the record.
    pub(crate) async fn may_decide(
        &self,
        manner: Manner,
        asker: &Asker,
        record: RecordNo,
        interaction: Interaction,
        kept: &Kept,
    ) -> Result<Permit, GateError> {
        let (permit, weighed) = self.deciding(manner, asker, record, kept).await?;
        // Who sees nothing of a record knows of none.
        if !self.records.shows(&permit, record, None).await? {
            return self.refuse(asker, record, Refusal::NotYourRecord).await;
        }
        self.allowed(asker, record, self.policy().decide(&weighed.situation, interaction)).await?;
        Ok(permit)
    }

    /// What the policy refuses is traced.
    async fn allowed(
        &self,
        asker: &Asker,
        record: RecordNo,
        decision: Decision,
    ) -> Result<(), GateError> {
        if decision.allowed {
            return Ok(());
        }
        self.refuse(asker, record, Refusal::Policy(decision.reason)).await
    }

    /// Who may decide something of a record as their role goes, with what they see of it.
    async fn deciding(
        &self,
        manner: Manner,
        asker: &Asker,
        record: RecordNo,
        kept: &Kept,
    ) -> Result<(Permit, Weighed), GateError> {
        let decided = rules::of_no_app(asker).and_then(|()| rules::record(asker, record));
        let yes = match decided {
            Ok(yes) if rules::is_weighed(asker) => yes,
            Ok(_) => return self.refuse(asker, record, Refusal::RoleDecidesNothing).await,
            Err(refusal) => return self.refuse(asker, record, refusal).await,
        };
        let (yes, bounds, weighed) = self.weighed(manner, asker, record, yes, kept).await?;
        let permit = self.permit(asker, Scope::Record(record), yes, bounds);
        Ok((permit, weighed))
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
        let mut rights = self.told(asker, record).await?.rights;
        if asker.role == Role::Delegate {
            // That there is a secret is one (CSP, R.1111-50), and what waits waits.
            rights.secret.clear();
            rights.announced.clear();
            // Nor do they read who looked.
            rights.contests = Contests::default();
        }
        Ok(rights)
    }

    /// The same with the version that it is.
    pub(crate) async fn told(&self, asker: &Asker, record: RecordNo) -> Result<Kept, GateError> {
        let kept = self.kept(record).await?;
        let share = Interaction::Share;
        let permit = self.may_decide(Manner::Normal, asker, record, share, &kept).await?;
        self.records.told_rights(&permit, record, READS_RIGHTS.to_owned()).await?;
        Ok(kept)
    }
}

/// Whether an entry is hidden from who acts for the person by law.
const fn is_secret(counted: Counted) -> bool {
    counted.facts.hidden_from_representatives
}
