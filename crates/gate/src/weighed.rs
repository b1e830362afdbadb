//! What the policy opens of one record to one asker: situation made, sieve put into the
//! lens, and the permit bound to all of it.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_policy::Reading;
use hygie_policy::facts::Interaction;
use hygie_record::{Bounds, Sieve, Weighed as Opened};

use crate::kept::Kept;
use crate::rules::{self, Yes};
use crate::weigh::{Weighed, marked, weigh};
use crate::{Asker, Gate, GateError, Refusal, Role, Standing, Ties};

impl Gate {
    /// Narrows a yes of the roles to what the policy opens of this record, and says how
    /// long that holds.
    pub(crate) async fn weighed(
        &self,
        asker: &Asker,
        record: RecordNo,
        yes: Yes,
        kept: &Kept,
    ) -> Result<(Yes, Bounds, Weighed), GateError> {
        let now = self.records.clock().now();
        let weighed = weigh(asker, &kept.rights, now);
        let marked = self.records.marked_whole(record, marked(&kept.rights)).await?;
        let sieve = Sieve::new(Opened {
            policy: &self.policy,
            situation: weighed.situation,
            reading: Reading::Open,
            organisation: &asker.organisation,
            asker: &asker.id,
            marked: Arc::new(marked),
            now,
        });
        let Yes { purpose, mut lens } = yes;
        // What is not delegated is closed, as it is to secretaries, and not empty.
        let reads = || self.policy.decide(&weighed.situation, Interaction::Read).allowed;
        if asker.role == Role::Delegate && !reads() {
            lens = lens.narrowed(&rules::identity(), asker.scopes.parts());
        }
        let bounds = Bounds { rests: Some(kept.mark()), until: weighed.until };
        Ok((Yes { purpose, lens: lens.through(sieve) }, bounds, weighed))
    }

    /// How the asker stands to the person of a record: what a page says before it shows
    /// anything, or instead. It tells of the asker and of nothing that is kept.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn standing(&self, asker: &Asker, record: RecordNo) -> Result<Standing, GateError> {
        let kept = self.kept(record).await?;
        let weighed = weigh(asker, &kept.rights, self.records.clock().now());
        Ok(Standing::of(&self.policy, weighed))
    }

    /// By which care links the asker and their organisation take care of the person of
    /// a record, for who works for an organisation. It tells of no other party.
    ///
    /// # Errors
    /// Why not; traced. When the store fails or what it holds does not verify.
    pub async fn ties(&self, asker: &Asker, record: RecordNo) -> Result<Ties, GateError> {
        let may = match rules::of_no_app(asker) {
            Ok(()) if asker.role.is_of_an_organisation() => rules::record(asker, record).map(drop),
            Ok(()) => Err(Refusal::RoleDecidesNothing),
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = may {
            return self.refuse(asker, record, refusal).await;
        }
        let Kept { rights, .. } = self.kept(record).await?;
        let now = self.records.clock().now();
        let standing = Standing::of(&self.policy, weigh(asker, &rights, now));
        Ok(Ties::of(standing, asker, &rights, now))
    }
}
