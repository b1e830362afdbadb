//! The reviews and what is asked, as the privacy officer sees them. Traced before it is
//! answered.

use std::collections::BTreeMap;

use hygie_gate::Asker;
use hygie_trace::Action;

use super::Habilitation;
use super::kept::{Answers, HabilitationReview};
use crate::limits::HABILITATIONS_SHOWN;
use crate::{AccountError, Accounts};

/// Which habilitations are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HabilitationsShown {
    /// Those without an answer.
    #[default]
    Unanswered,
    /// Those whose withdrawal was asked for and is not carried out.
    ToEnd,
    /// Those that are kept.
    Kept,
    /// Every one.
    All,
}

impl HabilitationsShown {
    /// Each, in the order in which they are offered.
    pub const EACH: [Self; 4] = [Self::Unanswered, Self::ToEnd, Self::Kept, Self::All];

    /// Its name, as pages have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::ToEnd => "to-end",
            Self::Kept => "kept",
            Self::All => "all",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::EACH.into_iter().find(|it| it.name() == name)
    }

    fn has(self, one: &Habilitation) -> bool {
        match self {
            Self::Unanswered => one.answer.is_none(),
            Self::ToEnd => one.is_to_end(),
            Self::Kept => one.answer.is_some() && !one.is_to_end(),
            Self::All => true,
        }
    }
}

/// Which of them, and where a page begins.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HabilitationsSought {
    /// By their answer.
    pub shown: HabilitationsShown,
    /// Of the organisation of this name; empty of those that are for none. One that keeps
    /// records for others shares its id with them.
    pub organisation: Option<String>,
    /// How many of those that fit are passed over.
    pub skip: usize,
}

/// How far a review has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Habilitations that are asked.
    pub total: usize,
    /// Those without an answer, but for one's own.
    pub unanswered: usize,
    /// One's own without an answer.
    pub own: usize,
    /// Those whose withdrawal was asked for and is not carried out.
    pub to_end: usize,
    /// Those that are kept.
    pub kept: usize,
    /// Withdrawals that were carried out, which are asked no more.
    pub withdrawn: usize,
}

impl Progress {
    /// Whether the review can be closed.
    pub const fn is_over(&self) -> bool {
        self.unanswered == 0 && self.to_end == 0
    }
}

/// The review that is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reviewing {
    /// The review.
    pub review: HabilitationReview,
    /// How far it has come.
    pub progress: Progress,
    /// Names of the organisations, and how many of each have no answer.
    pub organisations: Vec<(String, usize)>,
    /// How many fit what is sought.
    pub found: usize,
    /// At most [`HABILITATIONS_SHOWN`] of them, by organisation and name.
    pub page: Vec<Habilitation>,
}

/// What the officer's page shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HabilitationReviews {
    /// The one that is open.
    pub open: Option<Reviewing>,
    /// Closed ones, the last one first.
    pub closed: Vec<HabilitationReview>,
}

impl Accounts {
    /// The reviews, and what is asked in the one that is open, for the privacy officer.
    /// Traced.
    ///
    /// # Errors
    /// Why not; traced. When the store fails or what it holds does not verify.
    pub async fn habilitation_reviews(
        &self,
        asker: &Asker,
        sought: &HabilitationsSought,
    ) -> Result<HabilitationReviews, AccountError> {
        let permit = self.gate.habilitations(asker).await?;
        let (reviews, _) = self.habilitation_reviews_kept().await?;
        let open = match reviews.open() {
            Some(review) => Some(self.reviewing(asker, review, sought).await?),
            None => None,
        };
        let what = match &open {
            Some(open) => format!(
                "looked at {} habilitations of review {}",
                open.page.len(),
                open.review.number
            ),
            None => "looked at the reviews of habilitations".to_owned(),
        };
        self.records.trace_act(&permit, Action::Account, what).await?;
        let closed = reviews.all.into_iter().rev().filter(|it| it.end.is_some()).collect();
        Ok(HabilitationReviews { open, closed })
    }

    async fn reviewing(
        &self,
        asker: &Asker,
        review: &HabilitationReview,
        sought: &HabilitationsSought,
    ) -> Result<Reviewing, AccountError> {
        let kept = self.habilitation_answers().await?;
        let answers: Vec<&Answers> = kept.iter().map(|(one, _)| one).collect();
        let asked = self.asked_of(review, &answers, &asker.id).await?;
        let progress = progress(&answers, &asked);
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &asked {
            let place = places.entry(&one.activity.organisation_name).or_default();
            *place += usize::from(one.answer.is_none());
        }
        let organisations = places.into_iter().map(|(name, left)| (name.to_owned(), left));
        let organisations = organisations.collect();
        let fits = |one: &&Habilitation| {
            let of = sought.organisation.as_ref();
            sought.shown.has(one) && of.is_none_or(|name| *name == one.activity.organisation_name)
        };
        let found: Vec<&Habilitation> = asked.iter().filter(fits).collect();
        let page = found.iter().skip(sought.skip).take(HABILITATIONS_SHOWN);
        let page = page.map(|one| (*one).clone()).collect();
        let review = review.clone();
        Ok(Reviewing { review, progress, organisations, found: found.len(), page })
    }
}

fn progress(answers: &[&Answers], asked: &[Habilitation]) -> Progress {
    let count = |is: fn(&Habilitation) -> bool| asked.iter().filter(|one| is(one)).count();
    let given = answers.iter().flat_map(|one| &one.lines);
    let withdrawals = given.filter(|it| it.answer.as_ref().is_some_and(|it| it.withdraw.is_some()));
    let to_end = count(Habilitation::is_to_end);
    Progress {
        total: asked.len(),
        unanswered: count(|one| one.answer.is_none() && !one.own),
        own: count(|one| one.answer.is_none() && one.own),
        to_end,
        kept: count(|one| HabilitationsShown::Kept.has(one)),
        withdrawn: withdrawals.count().saturating_sub(to_end),
    }
}
