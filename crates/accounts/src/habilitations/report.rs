//! What a closed review came to.

use hygie_gate::Asker;
use hygie_record::Table;
use hygie_trace::Action;

use super::kept::{HabilitationReview, ReportLine};
use crate::{AccountError, Accounts};

/// The report of a closed review.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The review.
    pub review: HabilitationReview,
    /// Each habilitation, by organisation and name.
    pub lines: Vec<ReportLine>,
}

impl Accounts {
    /// The report of a closed review, for the privacy officer; `None` when there is none.
    /// Traced.
    ///
    /// # Errors
    /// Why not; traced. When the store fails or what it holds does not verify.
    pub async fn habilitation_report(
        &self,
        asker: &Asker,
        number: u32,
    ) -> Result<Option<Report>, AccountError> {
        let permit = self.gate.habilitations(asker).await?;
        let (reviews, _) = self.habilitation_reviews_kept().await?;
        let Some(review) = reviews.all.into_iter().find(|it| it.number == number) else {
            return Ok(None);
        };
        let Some(end) = &review.end else { return Ok(None) };
        let (what, mut lines) = ("report of a review of habilitations", Vec::new());
        for name in end.places(number) {
            let part = self.read::<Vec<ReportLine>>(Table::HabilitationReport, &name, what).await?;
            lines.extend(part.ok_or(AccountError::Damaged(what))?.0);
        }
        let told = format!("took the report of review {number} of habilitations away");
        self.records.trace_act(&permit, Action::Account, told).await?;
        Ok(Some(Report { review, lines }))
    }
}
