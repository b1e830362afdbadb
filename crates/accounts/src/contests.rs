//! Answering a contested access: the person is told, by a notice written in the very commit
//! of the answer.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_gate::acts::AnswerContest;
use hygie_gate::{Asker, GateError};

use crate::Accounts;
use crate::emergencies::to_the_end;
use crate::notices::Event;

impl Accounts {
    /// The privacy officer answers; runs to its end although who asks may go away.
    ///
    /// # Errors
    /// As for [`Gate::answer`](hygie_gate::Gate::answer).
    pub async fn answer_contest(
        self: &Arc<Self>,
        asker: &Asker,
        record: RecordNo,
        act: AnswerContest,
    ) -> Result<(), GateError> {
        let (this, asker) = (Arc::clone(self), asker.clone());
        to_the_end(async move {
            let tells = this.telling(&asker, (Event::ContestAnswered, None));
            let done = this.gate.answer(&asker, record, &act, &tells).await;
            tells.forget();
            done
        })
        .await
    }
}
