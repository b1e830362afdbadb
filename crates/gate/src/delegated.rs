//! What is told of who acts for a person: to who gives them a way in, and to who holds it.

use hygie_base::RecordNo;
use hygie_policy::facts::Interaction;
use hygie_record::{Bounds, Lens, Permit, Scope};
use hygie_trace::Purpose;

use crate::decide::READS_RIGHTS;
use crate::rights::Delegation;
use crate::rules::{self, Yes};
use crate::weigh::Manner;
use crate::{Asker, Gate, GateError, Role};

impl Gate {
    /// What is delegated under this id, whether it runs or not. The id is random and only
    /// who holds the delegation has it, so that it tells nobody else anything; it opens
    /// nothing.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn delegation(
        &self,
        record: RecordNo,
        id: &str,
    ) -> Result<Option<Delegation>, GateError> {
        let delegations = self.kept(record).await?.rights.delegations;
        Ok(delegations.into_iter().find(|it| it.id == id))
    }

    /// A permit to give a way in to who acts for the person, and to whom: those who act by
    /// law for who receives the person, carers for the person. It opens nothing. Traced.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn invite_delegates(
        &self,
        asker: &Asker,
        record: RecordNo,
    ) -> Result<(Permit, Vec<Delegation>), GateError> {
        let desk = asker.role != Role::Person && asker.role != Role::Delegate;
        let (interaction, purpose) = match desk {
            true => (Interaction::OwnReadAdministrative, Purpose::Administration),
            false => (Interaction::Share, Purpose::Own),
        };
        if let (true, Err(refusal)) = (desk, rules::invite(asker)) {
            return self.refuse(asker, record, refusal).await;
        }
        let kept = self.kept(record).await?;
        let reads = self.may_decide(Manner::Normal, asker, record, interaction, &kept).await?;
        self.records.told_rights(&reads, record, READS_RIGHTS.to_owned()).await?;
        let mut delegations = kept.rights.delegations;
        delegations.retain(|it| it.capacity.by_law().is_some() == desk);
        let yes = Yes { purpose, lens: Lens::nothing() };
        let permit = self.permit(asker, Scope::Desk(record), yes, Bounds::default());
        Ok((permit, delegations))
    }
}
