//! What the policy opens of one record to one asker: situation made, sieve put into the
//! lens, and the permit bound to all of it.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_policy::Reading;
use hygie_policy::facts::{Interaction, Mode};
use hygie_record::{Bounds, Sieve, Weighed as Opened};
use hygie_trace::Purpose;

use crate::kept::Kept;
use crate::rules::{self, Yes};
use crate::weigh::{Manner, Weighed, marked, weigh, weigh_in};
use crate::{Asker, Gate, GateError, Refusal, Role, Standing, Ties};

impl Gate {
    /// Narrows a yes of the roles to what the policy opens of this record, and says how
    /// long that holds.
    pub(crate) async fn weighed(
        &self,
        manner: Manner,
        asker: &Asker,
        record: RecordNo,
        yes: Yes,
        kept: &Kept,
    ) -> Result<(Yes, Bounds, Weighed), GateError> {
        self.weighed_to((Reading::Open, manner), asker, record, yes, kept).await
    }

    /// The same for this kind of reading.
    pub(crate) async fn weighed_to(
        &self,
        (reading, manner): (Reading, Manner),
        asker: &Asker,
        record: RecordNo,
        yes: Yes,
        kept: &Kept,
    ) -> Result<(Yes, Bounds, Weighed), GateError> {
        let (sieve, weighed) = self.sieve((reading, manner), asker, record, kept).await?;
        let Yes { purpose, mut lens } = yes;
        let purpose = match weighed.situation.mode {
            Mode::Emergency { .. } => Purpose::Emergency,
            Mode::Regulation { .. } => Purpose::Regulation,
            Mode::Normal => purpose,
        };
        // What is not delegated is closed, as it is to secretaries, and not empty.
        let reads = || self.policy().decide(&weighed.situation, Interaction::Read).allowed;
        if asker.role == Role::Delegate && !reads() {
            lens = lens.narrowed(&rules::identity(), asker.scopes.parts());
        }
        let bounds = Bounds { rests: Some(kept.mark()), until: weighed.until };
        Ok((Yes { purpose, lens: lens.through(sieve) }, bounds, weighed))
    }

    /// What the policy lets an asker see as they stand.
    pub(crate) async fn sieve_of(
        &self,
        asker: &Asker,
        record: RecordNo,
        kept: &Kept,
    ) -> Result<Sieve, GateError> {
        Ok(self.sieve((Reading::Open, Manner::Normal), asker, record, kept).await?.0)
    }

    async fn sieve(
        &self,
        (reading, manner): (Reading, Manner),
        asker: &Asker,
        record: RecordNo,
        kept: &Kept,
    ) -> Result<(Sieve, Weighed), GateError> {
        let now = self.records.clock().now();
        let mut weighed = weigh_in(manner, asker, &kept.rights, now);
        weighed.situation.secret = asker.is_secret_in(record);
        let marked = marked(&kept.rights);
        let policy = self.policy();
        let types = &policy.tables().resources;
        let marked = match (asker.role, weighed.situation.secret) {
            (Role::Delegate, _) => self.records.secrets_whole(record, marked, types, now).await?,
            (Role::Person, _) => self.records.waits_whole(record, marked, types, now).await?,
            (_, true) => self.records.labelled_secrets_whole(record, marked, types).await?,
            (_, false) => self.records.marked_whole(record, marked).await?,
        };
        let sieve = Sieve::new(Opened {
            policy: &policy,
            situation: weighed.situation,
            reading,
            organisation: &asker.organisation,
            asker: &asker.id,
            marked: Arc::new(marked),
            now,
        });
        Ok((sieve, weighed))
    }

    /// How the asker stands to the person of a record: what a page says before it shows
    /// anything, or instead. It tells of the asker and of nothing that is kept.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn standing(&self, asker: &Asker, record: RecordNo) -> Result<Standing, GateError> {
        let kept = self.kept(record).await?;
        let weighed = weigh(asker, &kept.rights, self.records.clock().now());
        Ok(Standing::of(&self.policy(), weighed))
    }

    /// The same if they broke the glass now.
    ///
    /// # Errors
    /// As for [`Gate::standing`].
    pub async fn standing_in_emergency(
        &self,
        asker: &Asker,
        record: RecordNo,
    ) -> Result<Standing, GateError> {
        let kept = self.kept(record).await?;
        let now = self.records.clock().now();
        let weighed = weigh_in(Manner::Breaking, asker, &kept.rights, now);
        Ok(Standing::of(&self.policy(), weighed))
    }

    /// The same if they opened the record for a call to the regulation centre now.
    ///
    /// # Errors
    /// As for [`Gate::standing`].
    pub async fn standing_for_call(
        &self,
        asker: &Asker,
        record: RecordNo,
    ) -> Result<Standing, GateError> {
        let kept = self.kept(record).await?;
        let now = self.records.clock().now();
        let weighed = weigh_in(Manner::Regulating, asker, &kept.rights, now);
        Ok(Standing::of(&self.policy(), weighed))
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
        // Links are declared and ended as without an emergency.
        let weighed = weigh_in(Manner::Normal, asker, &rights, now);
        let standing = Standing::of(&self.policy(), weighed);
        Ok(Ties::of(standing, asker, &rights, now))
    }
}
