//! "See as": the person sees what somebody else would see of their record, computed as
//! it is for them.

use hygie_base::RecordNo;
use hygie_record::{Permit, Scope};
use hygie_trace::Purpose;

use crate::rules::{self, Yes};
use crate::weigh::Manner;
use crate::{Asker, Gate, GateError};

impl Gate {
    /// A permit of the asker, who decides about the record, that shows what `other` would
    /// see of it now. What it opens is traced under the asker's name. `None` when the
    /// other would see nothing: no record is opened to them.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn see_as(
        &self,
        asker: &Asker,
        record: RecordNo,
        other: &Asker,
    ) -> Result<Option<Permit>, GateError> {
        self.seen(Manner::Standing, asker, record, other).await
    }

    /// The same of what `other` would see if they broke the glass now. `None` when they
    /// would not be let.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn see_as_in_emergency(
        &self,
        asker: &Asker,
        record: RecordNo,
        other: &Asker,
    ) -> Result<Option<Permit>, GateError> {
        self.seen(Manner::Breaking, asker, record, other).await
    }

    /// The same of what `other` would see if they opened the record for a call to the
    /// regulation centre now. `None` when they would not be let.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn see_as_for_call(
        &self,
        asker: &Asker,
        record: RecordNo,
        other: &Asker,
    ) -> Result<Option<Permit>, GateError> {
        self.seen(Manner::Regulating, asker, record, other).await
    }

    async fn seen(
        &self,
        manner: Manner,
        asker: &Asker,
        record: RecordNo,
        other: &Asker,
    ) -> Result<Option<Permit>, GateError> {
        let kept = self.told(asker, record).await?;
        let yes = match rules::record(other, record) {
            Ok(yes) if rules::is_weighed(other) => yes,
            _ => return Ok(None),
        };
        let (Yes { lens, .. }, bounds, _) = self.weighed(manner, other, record, yes, &kept).await?;
        let own = self.sieve_of(asker, record, &kept).await?;
        let lens = lens.looked_by(own);
        let yes = Yes { purpose: Purpose::Own, lens: lens.for_reading() };
        let permit = self.permit(asker, Scope::Record(record), yes, bounds);
        Ok(self.records.shows(&permit, record, None).await?.then_some(permit))
    }
}
