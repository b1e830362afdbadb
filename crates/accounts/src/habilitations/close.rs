//! Closing a review: what it came to becomes its report.

use hygie_gate::Asker;
use hygie_record::{Expected, Table};
use hygie_trace::Action;

use super::kept::{Answers, By, ReportLine, ReviewEnd, place};
use super::{Habilitation, HabilitationFault};
use crate::limits::{ATTEMPTS, REPORT_LINES};
use crate::stored::{put, remove};
use crate::{AccountError, Accounts};

impl Accounts {
    /// The privacy officer closes the review that is open, and its report is kept. It gives
    /// the number of the review. Traced.
    ///
    /// # Errors
    /// Why not; traced. When none is open, something has no answer but what is the asker's
    /// own, or a withdrawal is not carried out. When the store fails.
    pub async fn close_habilitation_review(&self, asker: &Asker) -> Result<u32, AccountError> {
        let permit = self.gate.habilitations(asker).await?;
        for _ in 0..ATTEMPTS {
            let (mut reviews, expect) = self.habilitation_reviews_kept().await?;
            let review = reviews.open().ok_or(HabilitationFault::Closed)?.clone();
            let kept = self.habilitation_answers().await?;
            let answers: Vec<&Answers> = kept.iter().map(|(one, _)| one).collect();
            let asked = self.asked_of(&review, &answers, &asker.id).await?;
            let lines = report(&answers, &asked)?;
            let count = |is: fn(&ReportLine) -> bool| lines.iter().filter(|it| is(it)).count();
            let withdrawn =
                |it: &ReportLine| it.answer.as_ref().is_some_and(|it| it.withdraw.is_some());
            let (withdrawn, own) = (count(withdrawn), count(|it| it.answer.is_none()));
            let counts = [lines.len() - withdrawn - own, withdrawn, own];
            let mut changes = Vec::new();
            for (part, lines) in lines.chunks(REPORT_LINES).enumerate() {
                let name = place(review.number, part);
                changes.push(put(Table::HabilitationReport, &name, &lines, Expected::Absent)?);
            }
            let end = ReviewEnd::new(By::of(asker, self.now()), counts, changes.len());
            for (one, tag) in &kept {
                let (table, tag) = (Table::HabilitationAnswer, tag.clone());
                changes.push(remove(table, &one.account, Expected::Is(tag)));
            }
            if let Some(last) = reviews.all.last_mut() {
                last.end = Some(end);
            }
            changes.push(reviews.change(expect)?);
            let (number, [kept, withdrawn, own]) = (review.number, counts);
            let what = format!(
                "closed review {number} of habilitations: {kept} kept, {withdrawn} withdrawn, \
                 {own} own"
            );
            if self.change(&permit, changes, Some((Action::Account, what))).await? {
                return Ok(number);
            }
        }
        Err(AccountError::Contended)
    }
}

/// Every answer, and what is the asker's own without one.
fn report(
    answers: &[&Answers],
    asked: &[Habilitation],
) -> Result<Vec<ReportLine>, HabilitationFault> {
    if asked.iter().any(|it| it.answer.is_none() && !it.own) {
        return Err(HabilitationFault::Unanswered);
    }
    if asked.iter().any(Habilitation::is_to_end) {
        return Err(HabilitationFault::NotCarriedOut);
    }
    let own = asked.iter().filter(|it| it.answer.is_none()).map(|it| it.line(None));
    let answered = answers.iter().flat_map(|one| one.lines.iter().cloned());
    let mut lines: Vec<ReportLine> = answered.chain(own).collect();
    lines.sort_by_cached_key(|line| {
        (line.organisation_name.clone(), line.name.clone(), line.login.clone())
    });
    Ok(lines)
}
