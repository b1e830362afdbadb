//! Answering: kept, or to be withdrawn.

use std::collections::BTreeMap;

use hygie_gate::Asker;
use hygie_record::{CellTag, Expected, Table};
use hygie_trace::Action;

use super::kept::{Answered, Answers, By};
use super::{Habilitation, HabilitationFault};
use crate::limits::{ATTEMPTS, HABILITATIONS_SHOWN, WITHDRAWAL_LEAST, WITHDRAWAL_MOST};
use crate::stored::put;
use crate::{AccountError, Accounts};

/// A habilitation that is answered.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Chosen {
    /// Id of the account.
    pub account: String,
    /// Id of the activity.
    pub activity: String,
    /// How often it had been answered when it was seen.
    pub edition: u32,
}

/// What is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is needed.
    Keep,
    /// It is to be withdrawn.
    Withdraw {
        /// Why, for the administrator who carries it out.
        reason: String,
    },
}

impl Verdict {
    /// # Errors
    /// For a reason that says too little or too much.
    fn checked(&self) -> Result<Option<String>, HabilitationFault> {
        let Self::Withdraw { reason } = self else { return Ok(None) };
        let reason = reason.trim();
        let fits = (WITHDRAWAL_LEAST..=WITHDRAWAL_MOST).contains(&reason.chars().count());
        if fits && !reason.chars().any(char::is_control) {
            Ok(Some(reason.to_owned()))
        } else {
            Err(HabilitationFault::Reason)
        }
    }
}

impl Accounts {
    /// The privacy officer answers about habilitations, about all that were chosen or none;
    /// another answer takes the place of the one before. Traced.
    ///
    /// # Errors
    /// Why not; traced. When none or too many are chosen, the reason is out of limits, no
    /// review is open, one of them is the asker's own, ended or was answered since it was
    /// seen; when the store fails.
    pub async fn answer_habilitations(
        &self,
        asker: &Asker,
        chosen: &[Chosen],
        verdict: &Verdict,
    ) -> Result<(), AccountError> {
        let permit = self.gate.habilitations(asker).await?;
        let mut chosen = chosen.to_vec();
        chosen.sort();
        chosen.dedup();
        match chosen.len() {
            0 => return Err(HabilitationFault::Nothing.into()),
            1..=HABILITATIONS_SHOWN => {}
            _ => return Err(HabilitationFault::Many.into()),
        }
        let withdraw = verdict.checked()?;
        let did = if withdraw.is_some() { "asked to withdraw" } else { "kept" };
        for _ in 0..ATTEMPTS {
            let (reviews, expect) = self.habilitation_reviews_kept().await?;
            let review = reviews.open().ok_or(HabilitationFault::Closed)?;
            let kept = self.habilitation_answers().await?;
            let answers: Vec<&Answers> = kept.iter().map(|(one, _)| one).collect();
            let asked = self.asked_of(review, &answers, &asker.id).await?;
            let by = By::of(asker, self.now());
            let number = review.number;
            let mut changes = changed(kept, &asked, &chosen, (&withdraw, &by))?;
            changes.push(reviews.change(expect)?);
            let names: Vec<String> =
                chosen.iter().map(|it| format!("{} of {}", it.activity, it.account)).collect();
            let what = format!("review {number} of habilitations: {did} {}", names.join(", "));
            if self.change(&permit, changes, Some((Action::Account, what))).await? {
                return Ok(());
            }
        }
        Err(AccountError::Contended)
    }
}

/// What changes of the answers.
fn changed(
    kept: Vec<(Answers, CellTag)>,
    asked: &[Habilitation],
    chosen: &[Chosen],
    (withdraw, by): (&Option<String>, &By),
) -> Result<Vec<hygie_record::CellChange>, AccountError> {
    let mut cells: BTreeMap<String, (Answers, Expected)> = kept
        .into_iter()
        .map(|(one, tag)| (one.account.clone(), (one, Expected::Is(tag))))
        .collect();
    let mut touched: BTreeMap<String, (Answers, Expected)> = BTreeMap::new();
    for one in chosen {
        let is = |it: &&Habilitation| it.account == one.account && it.activity.id == one.activity;
        let found = asked.iter().find(is).ok_or(HabilitationFault::Gone)?;
        if found.own {
            return Err(HabilitationFault::Own.into());
        }
        if found.edition() != one.edition {
            return Err(HabilitationFault::Answered.into());
        }
        let (answers, _) = touched.entry(one.account.clone()).or_insert_with(|| {
            let none =
                || (Answers { account: one.account.clone(), lines: Vec::new() }, Expected::Absent);
            cells.remove(&one.account).unwrap_or_else(none)
        });
        let edition = one.edition.saturating_add(1);
        let answer = Answered { withdraw: withdraw.clone(), edition, by: by.clone() };
        answers.lines.retain(|line| line.activity != one.activity);
        answers.lines.push(found.line(Some(answer)));
    }
    let table = Table::HabilitationAnswer;
    touched.into_iter().map(|(name, (of, expect))| put(table, &name, &of, expect)).collect()
}
