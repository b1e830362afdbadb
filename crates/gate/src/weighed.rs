//! What the policy opens of one record to one asker: rights read, situation made, sieve
//! put into the lens, and the permit bound to all of it.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_policy::Reading;
use hygie_policy::facts::Interaction;
use hygie_record::{Bounds, Marked, Sieve, Weighed as Opened};

use crate::rights::Rights;
use crate::rules::Yes;
use crate::weigh::{Weighed, marked, weigh};
use crate::{Asker, Gate, GateError, Standing};

impl Gate {
    /// Narrows a yes of the roles to what the policy opens of this record, and says how
    /// long that holds.
    pub(crate) async fn weighed(
        &self,
        asker: &Asker,
        record: RecordNo,
        yes: Yes,
    ) -> Result<(Yes, Bounds), GateError> {
        let kept = self.records.rights(&self.mint, record).await?;
        let rights = Rights::read(record, &kept.text)?;
        let now = self.records.clock().now();
        let Weighed { situation, until } = weigh(asker, &rights, now);
        let marked = self.records.marked_whole(record, marked(&rights)).await?;
        let sieve = self.sieve(asker, situation, marked);
        let Yes { purpose, lens } = yes;
        let bounds = Bounds { rests: Some(kept.mark), until };
        Ok((Yes { purpose, lens: lens.through(sieve) }, bounds))
    }

    pub(crate) fn sieve(
        &self,
        asker: &Asker,
        situation: hygie_policy::facts::Situation,
        marked: Marked,
    ) -> Sieve {
        Sieve::new(Opened {
            policy: &self.policy,
            situation,
            reading: Reading::Open,
            organisation: &asker.organisation,
            asker: &asker.id,
            marked: Arc::new(marked),
            now: self.records.clock().now(),
        })
    }

    /// How the asker stands to the person of a record: what a page says before it shows
    /// anything, or instead. It tells of the asker and of nothing that is kept.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn standing(&self, asker: &Asker, record: RecordNo) -> Result<Standing, GateError> {
        let kept = self.records.rights(&self.mint, record).await?;
        let rights = Rights::read(record, &kept.text)?;
        let Weighed { situation, until } = weigh(asker, &rights, self.records.clock().now());
        let may = |interaction| self.policy.decide(&situation, interaction);
        Ok(Standing {
            link: situation.link,
            own: may(Interaction::OwnRead),
            shared: may(Interaction::Read),
            declares: may(Interaction::DeclareAuthorised),
            until,
        })
    }
}
