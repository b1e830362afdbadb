//! Opening a review, and when the next one is due.

use hygie_base::Timestamp;
use hygie_base::paris::day;
use hygie_gate::Asker;
use hygie_trace::Action;

use super::HabilitationFault;
use super::kept::{By, HabilitationReview, Reviews};
use crate::limits::{ATTEMPTS, HABILITATION_DAYS, HABILITATION_EVERY_DAYS};
use crate::{AccountError, Accounts};

/// How it stands with the reviews.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HabilitationStanding {
    /// The next one is due: the last was closed too long ago, or never one was.
    Due {
        /// When the last one was closed.
        last: Option<Timestamp>,
    },
    /// One is open.
    Open {
        /// Days until the last one on which it is due; below 0 when that is past.
        days_left: i64,
    },
    /// None is due yet.
    Done {
        /// When the last one was closed.
        last: Timestamp,
    },
}

impl HabilitationStanding {
    /// Whether a review is to be opened, or late.
    pub const fn presses(&self) -> bool {
        match self {
            Self::Due { .. } => true,
            Self::Open { days_left } => *days_left < 0,
            Self::Done { .. } => false,
        }
    }
}

impl Accounts {
    /// The privacy officer opens a review that is due until the end of a day, by its number
    /// since 1970-01-01. It gives the number of the review. Traced.
    ///
    /// # Errors
    /// Why not; traced. A day out of limits, and when one is open. When the store fails.
    pub async fn open_habilitation_review(
        &self,
        asker: &Asker,
        due: i64,
    ) -> Result<u32, AccountError> {
        let permit = self.gate.habilitations(asker).await?;
        let now = self.now();
        let today = day(now);
        if due <= today || due > today.saturating_add(HABILITATION_DAYS) {
            return Err(HabilitationFault::Due.into());
        }
        for _ in 0..ATTEMPTS {
            let (mut reviews, expect) = self.habilitation_reviews_kept().await?;
            if reviews.open().is_some() {
                return Err(HabilitationFault::Open.into());
            }
            let number = reviews.all.last().map_or(0, |last| last.number).saturating_add(1);
            let mut changes = reviews.make_room();
            let opened = By::of(asker, now);
            reviews.all.push(HabilitationReview { number, opened, due, end: None });
            changes.push(reviews.change(expect)?);
            let days = due - today;
            let what = format!("opened review {number} of habilitations, due in {days} days");
            if self.change(&permit, changes, Some((Action::Account, what))).await? {
                return Ok(number);
            }
        }
        Err(AccountError::Contended)
    }

    /// How it stands with the reviews, for the privacy officer.
    ///
    /// # Errors
    /// Why not; traced. When the store fails.
    pub async fn habilitation_standing(
        &self,
        asker: &Asker,
    ) -> Result<HabilitationStanding, AccountError> {
        self.gate.habilitations(asker).await?;
        let (reviews, _) = self.habilitation_reviews_kept().await?;
        Ok(standing(&reviews, self.now()))
    }
}

fn standing(reviews: &Reviews, now: Timestamp) -> HabilitationStanding {
    let Some(last) = reviews.all.last() else {
        return HabilitationStanding::Due { last: None };
    };
    match last.end.as_ref().map(super::ReviewEnd::at) {
        None => HabilitationStanding::Open { days_left: last.days_left(now) },
        Some(last) if day(now) - day(last) < HABILITATION_EVERY_DAYS => {
            HabilitationStanding::Done { last }
        }
        last => HabilitationStanding::Due { last },
    }
}
