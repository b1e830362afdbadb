//! Deciding who sees a record and who acts for its person: the person is told, by a notice
//! written in the very commit.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_gate::acts::Act;
use hygie_gate::{Asker, GateError};

use crate::Accounts;
use crate::emergencies::to_the_end;
use crate::notices::Event;

impl Accounts {
    /// Decides this; runs to its end although who asks may go away. Who decided it
    /// themselves is told too, for it may not have been them. Of what is secret
    /// [`Gate::decide`](hygie_gate::Gate::decide) tells nobody.
    ///
    /// # Errors
    /// As for [`Gate::decide`](hygie_gate::Gate::decide).
    pub async fn decide<A: Act + Send + Sync + 'static>(
        self: &Arc<Self>,
        asker: &Asker,
        record: RecordNo,
        act: A,
    ) -> Result<(), GateError> {
        let (this, asker) = (Arc::clone(self), asker.clone());
        to_the_end(async move {
            let tells = this.telling(&asker, (Event::WillChanged, None));
            let done = this.gate.decide_telling(&asker, record, &act, &tells).await;
            tells.forget();
            done
        })
        .await
    }
}
