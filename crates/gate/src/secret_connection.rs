//! The secret connection (connexion secrète; CSP, L.1111-5, R.1111-50): a health
//! professional who has a minor's record open in one sees, and writes, only what is hidden
//! from the legal representatives. It is of their session and of that record alone, so that
//! nothing of it is kept with the record but the traces, which representatives do not read.

use hygie_base::{RecordNo, Timestamp};
use hygie_policy::facts::Interaction;
use hygie_record::{Bounds, Lens, Permit, Scope};
use hygie_trace::Purpose;

use crate::acts::ActError;
use crate::rules::{self, Yes};
use crate::weigh::Manner;
use crate::{Asker, Gate, GateError};

/// How the trace of a beginning reads.
pub const OPENED_SECRETLY: &str = "opened the record in a secret connection";
/// The same of its end.
pub const LEFT_SECRECY: &str = "left the secret connection";

impl Gate {
    /// A permit to begin a secret connection to a minor's record, for who may write there as
    /// they stand without an emergency; `majority` is when the person comes of age, where
    /// that is known. It reaches no record.
    ///
    /// # Errors
    /// Why not; traced. [`ActError::AgeUnknown`] and [`ActError::OfAge`] when the person is
    /// not known to be a minor.
    pub async fn may_connect_secretly(
        &self,
        asker: &Asker,
        record: RecordNo,
        majority: Option<Timestamp>,
    ) -> Result<Permit, GateError> {
        if let Err(refusal) = rules::connects_secretly(asker) {
            return self.refuse(asker, record, refusal).await;
        }
        let kept = self.kept(record).await?;
        let interaction = Interaction::OwnWrite;
        self.may_decide(Manner::Normal, asker, record, interaction, &kept).await?;
        let majority = majority.ok_or(ActError::AgeUnknown)?;
        if majority <= self.records.clock().now() {
            return Err(ActError::OfAge.into());
        }
        Ok(self.of_session(asker))
    }

    /// A permit to end a secret connection, which takes no right. It reaches no record.
    pub fn leaves_secrecy(&self, asker: &Asker) -> Permit {
        self.of_session(asker)
    }

    /// For what is of the session alone, and is told with the record.
    fn of_session(&self, asker: &Asker) -> Permit {
        let yes = Yes { purpose: Purpose::CareTeam, lens: Lens::nothing() };
        self.permit(asker, Scope::Nothing, yes, Bounds::default())
    }
}
