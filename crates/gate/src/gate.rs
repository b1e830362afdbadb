//! Turning decisions into permits.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_policy::facts::{Interaction, Mode};
use hygie_policy::rules::ALL_TRACES;
use hygie_policy::{Policy, Reading};
use hygie_record::{Bounds, Grant, Lens, Mint, Permit, Records, Scope};
use hygie_trace::{Action, Actor, Purpose};

use crate::editions::InForce;
use crate::pace::Pace;
use crate::rules::{self, Yes};
use crate::weigh::Manner;
use crate::{Asker, Caps, Entered, GateError, Refusal, Role, Standing};

/// How much of who looked somebody may read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// Every trace of the record.
    All,
    /// Their own.
    Own,
}

/// Makes permits.
pub struct Gate {
    pub(crate) mint: Mint,
    pub(crate) records: Arc<Records>,
    in_force: InForce,
    pace: Pace,
}

impl Gate {
    /// The gate of this store; `None` when another gate was opened on it before.
    pub fn open(records: &Arc<Records>) -> Option<Self> {
        Self::with_caps(records, Caps::default())
    }

    /// The same, with these caps on how many persons' records are opened.
    pub fn with_caps(records: &Arc<Records>, caps: Caps) -> Option<Self> {
        let in_force = InForce::built_in().ok()?;
        let mint = records.claim_mint()?;
        let pace = Pace::new(caps, Arc::clone(records.clock()));
        Some(Self { mint, records: Arc::clone(records), in_force, pace })
    }

    /// The rules and tables in force.
    pub fn policy(&self) -> Policy {
        self.in_force.policy()
    }

    pub(crate) const fn in_force(&self) -> &InForce {
        &self.in_force
    }

    /// A permit for the system's own work by the command line: the user who
    /// owns the data folder and its key ring already holds everything it
    /// protects, so the gate's part is that nothing he does goes untraced.
    pub fn command_line(&self, user: &str) -> Permit {
        self.mint.permit(Grant {
            actor: Actor {
                id: format!("command-line:{user}"),
                role: "operator".to_owned(),
                ..Actor::default()
            },
            purpose: Purpose::System,
            from: "command line".to_owned(),
            scope: Scope::Everything,
            lens: Lens::everything(),
            bounds: Bounds::default(),
        })
    }

    /// A permit for one record, which then counts as opened.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn record(&self, asker: &Asker, record: RecordNo) -> Result<Permit, GateError> {
        Ok(self.enter(asker, record).await?.permit)
    }

    /// The same, and how the asker stands to the person: what a page says before it
    /// shows anything, or instead.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn enter(&self, asker: &Asker, record: RecordNo) -> Result<Entered, GateError> {
        self.enter_to(Reading::Open, asker, record).await
    }

    /// A permit to take a copy of one record away, which then counts as opened: of what may
    /// be read, what the policy lets be exported.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn export(&self, asker: &Asker, record: RecordNo) -> Result<Permit, GateError> {
        Ok(self.enter_to(Reading::Export, asker, record).await?.permit)
    }

    async fn enter_to(
        &self,
        reading: Reading,
        asker: &Asker,
        record: RecordNo,
    ) -> Result<Entered, GateError> {
        let decided = rules::record(asker, record);
        let (decided, action) = self.paced(asker, record, decided, Action::Open);
        let scope = Scope::Record(record);
        match decided {
            Ok(yes) if rules::is_weighed(asker) => {
                let kept = self.kept(record).await?;
                let how = (reading, Manner::Standing);
                let (yes, bounds, weighed) =
                    self.weighed_to(how, asker, record, yes, &kept).await?;
                let now = self.records.clock().now();
                let (glass, call) = match weighed.situation.mode {
                    Mode::Emergency { .. } => (kept.rights.glasses.running(asker, now), None),
                    Mode::Regulation { .. } => (None, kept.rights.call(asker, now)),
                    Mode::Normal => (None, None),
                };
                let standing = Some(Standing::of(&self.policy(), weighed));
                let permit = self.permit(asker, scope, yes, bounds);
                Ok(Entered { permit, standing, glass: glass.cloned(), call: call.cloned() })
            }
            decided => {
                let permit = self.decided(asker, scope, Some(record), action, decided).await?;
                Ok(Entered::unweighed(permit))
            }
        }
    }

    /// A permit across records and on the registry, for machines.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn any(&self, asker: &Asker) -> Result<Permit, GateError> {
        self.decided(asker, Scope::Any, None, Action::Read, rules::any(asker)).await
    }

    /// A permit on the resource of the registry that says who an app's user is, to
    /// read that one alone.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn user(
        &self,
        asker: &Asker,
        resource_type: &str,
        id: &str,
    ) -> Result<Permit, GateError> {
        let decided = rules::user(asker, resource_type, id);
        // Each resource of the registry is a small record of its own.
        let scope = match &decided {
            Ok(_) => self.records.record_of_resource(resource_type, id).await?,
            Err(_) => None,
        };
        let scope = scope.map_or(Scope::Nothing, Scope::Record);
        self.decided(asker, scope, None, Action::Read, decided).await
    }

    /// A permit to find persons.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn find(&self, asker: &Asker) -> Result<Permit, GateError> {
        self.decided(asker, Scope::Any, None, Action::Find, rules::find(asker)).await
    }

    /// A permit to read who looked into a record, and how much of it: the person and their
    /// médecin traitant all, other professionals their own (CSP, R.1111-43).
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn traces(
        &self,
        asker: &Asker,
        record: RecordNo,
    ) -> Result<(Permit, Sight), GateError> {
        let (decided, sight) = match rules::traces(asker, record) {
            Ok((yes, sight)) => (Ok(yes), sight),
            Err(refusal) => (Err(refusal), Sight::Own),
        };
        let (decided, action) = self.paced(asker, record, decided, Action::ListTraces);
        let yes = match decided {
            Ok(yes) => yes,
            Err(refusal) => return self.refuse_as(asker, record, action, refusal).await,
        };
        // Whoever reads traces is weighed against the person.
        let kept = self.kept(record).await?;
        let (yes, bounds, weighed) =
            self.weighed(Manner::Standing, asker, record, yes, &kept).await?;
        let decided = self.policy().decide(&weighed.situation, Interaction::ReadTraces);
        let all = decided.allowed && decided.reason.id == ALL_TRACES;
        let sight = if all { Sight::All } else { sight };
        Ok((self.permit(asker, Scope::Record(record), yes, bounds), sight))
    }

    /// A permit to take away all traces of a record, for its person.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn all_traces(&self, asker: &Asker, record: RecordNo) -> Result<Permit, GateError> {
        match self.traces(asker, record).await? {
            (permit, Sight::All) if asker.role == Role::Person => Ok(permit),
            _ => self.refuse_as(asker, record, Action::ListTraces, Refusal::PersonsProve).await,
        }
    }

    /// A permit on the accounts of others, which reaches no record.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn accounts(&self, asker: &Asker) -> Result<Permit, GateError> {
        let decided = rules::accounts(asker);
        self.decided(asker, Scope::Accounts, None, Action::Account, decided).await
    }

    /// A permit to review who may do what here, for the privacy officer. It reaches no
    /// record, and changes no account.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn habilitations(&self, asker: &Asker) -> Result<Permit, GateError> {
        let decided = rules::habilitations(asker);
        self.decided(asker, Scope::Nothing, None, Action::Account, decided).await
    }

    /// A permit to give the person of a record a way into it; it opens nothing.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn invite(&self, asker: &Asker, record: RecordNo) -> Result<Permit, GateError> {
        let decided = rules::invite(asker);
        self.decided(asker, Scope::Desk(record), Some(record), Action::Account, decided).await
    }

    /// A permit that reaches no record: for the asker's own account.
    pub fn itself(&self, asker: &Asker) -> Permit {
        let yes = Yes { purpose: Purpose::Administration, lens: Lens::nothing() };
        self.permit(asker, Scope::Nothing, yes, Bounds::default())
    }

    pub(crate) fn permit(&self, asker: &Asker, scope: Scope, yes: Yes, bounds: Bounds) -> Permit {
        let Yes { purpose, lens } = yes;
        let record = match scope {
            Scope::Record(record) => Some(record),
            _ => None,
        };
        let (actor, from) = (asker.actor(), asker.whence(record));
        self.mint.permit(Grant { actor, purpose, from, scope, lens, bounds })
    }

    /// A yes beyond the cap is a no, and an alarm.
    pub(crate) fn paced(
        &self,
        asker: &Asker,
        record: RecordNo,
        decided: Result<Yes, Refusal>,
        action: Action,
    ) -> (Result<Yes, Refusal>, Action) {
        match decided {
            Ok(_) if !self.pace.admits(asker, record) => {
                (Err(Refusal::TooManyPersons), Action::Alarm)
            }
            decided => (decided, action),
        }
    }

    pub(crate) async fn decided(
        &self,
        asker: &Asker,
        scope: Scope,
        record: Option<RecordNo>,
        action: Action,
        decided: Result<Yes, Refusal>,
    ) -> Result<Permit, GateError> {
        match decided {
            Ok(yes) => Ok(self.permit(asker, scope, yes, Bounds::default())),
            Err(refusal) => {
                let what = refusal.sentence().to_owned();
                self.records.refused(&self.itself(asker), record, action, what).await?;
                Err(GateError::Refused(refusal))
            }
        }
    }
}
