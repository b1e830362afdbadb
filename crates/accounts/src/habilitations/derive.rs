//! What is asked in a review, derived from the accounts as they are.

use std::collections::{BTreeMap, BTreeSet};

use hygie_base::Timestamp;

use super::kept::{Answered, Answers, HabilitationReview, ReportLine};
use crate::account::Account;
use crate::administer::folded;
use crate::limits::UNUSED_DAYS;
use crate::state::Bar;
use crate::{AccountError, Accounts, ActivitySeen, State, WardSeen};

const DAY: i64 = 86_400_000;

/// What somebody may do here: one activity of an account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Habilitation {
    /// Id of the account.
    pub account: String,
    /// Its login.
    pub login: String,
    /// Its holder's name.
    pub name: String,
    /// Where the account stands.
    pub state: State,
    /// What it does.
    pub activity: ActivitySeen,
    /// Names of the wards to which it is assigned.
    pub wards: Vec<String>,
    /// When the account was made.
    pub made: Timestamp,
    /// When its holder last logged in; none before the first time.
    pub last: Option<Timestamp>,
    /// What helps to judge it.
    pub signs: Vec<Sign>,
    /// Whether it is the asker's own.
    pub own: bool,
    /// What was answered; none while nothing was.
    pub answer: Option<Answered>,
}

/// What helps to judge a habilitation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// It was given after the review was opened.
    New,
    /// Nobody ever logged in to the account.
    NeverUsed,
    /// Nobody did for long.
    Unused {
        /// Whole days since.
        days: i64,
    },
    /// The account acts in several roles.
    SeveralRoles {
        /// How many.
        count: usize,
    },
    /// A role that works for an organisation, for none.
    NoOrganisation,
    /// Assigned to a ward that is closed.
    ClosedWard,
}

impl Habilitation {
    /// How often it was answered.
    pub fn edition(&self) -> u32 {
        self.answer.as_ref().map_or(0, |answer| answer.edition)
    }

    /// Whether its withdrawal was asked for.
    pub fn is_to_end(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.withdraw.is_some())
    }

    /// As an answer, or a report, keeps it.
    pub(crate) fn line(&self, answer: Option<Answered>) -> ReportLine {
        ReportLine {
            account: self.account.clone(),
            login: self.login.clone(),
            name: self.name.clone(),
            activity: self.activity.id.clone(),
            role: self.activity.role,
            organisation: self.activity.organisation.clone(),
            organisation_name: self.activity.organisation_name.clone(),
            since: self.activity.since.map(|at| at.0),
            last: self.last.map(|at| at.0),
            answer,
        }
    }
}

impl Accounts {
    /// What is asked in this review, by organisation and name.
    pub(crate) async fn asked_of(
        &self,
        review: &HabilitationReview,
        answers: &[&Answers],
        own: &str,
    ) -> Result<Vec<Habilitation>, AccountError> {
        let answers: BTreeMap<&str, &Answers> =
            answers.iter().map(|one| (one.account.as_str(), *one)).collect();
        let mut wards: BTreeMap<String, Vec<WardSeen>> = BTreeMap::new();
        let mut all = Vec::new();
        for (account, _) in self.every_account().await? {
            for activity in asked(&account) {
                let of = &activity.organisation;
                if !activity.wards.is_empty() && !wards.contains_key(of) {
                    wards.insert(of.clone(), self.wards(of).await?);
                }
                let known = wards.get(of).map_or(&[][..], Vec::as_slice);
                let state = account.state(self.second_factor);
                let mut one = habilitation(&account, state, activity, known);
                one.signs = self.signs(review, &account, &one.activity, known);
                one.own = account.id == own;
                let kept = answers.get(account.id.as_str()).and_then(|it| it.of(&one.activity.id));
                one.answer = kept.and_then(|line| line.answer.clone());
                all.push(one);
            }
        }
        all.sort_by_cached_key(|one| {
            let place = &one.activity.organisation_name;
            ((folded(place), place.clone()), folded(&one.name), one.login.clone())
        });
        Ok(all)
    }

    fn signs(
        &self,
        review: &HabilitationReview,
        account: &Account,
        activity: &ActivitySeen,
        wards: &[WardSeen],
    ) -> Vec<Sign> {
        let mut signs = Vec::new();
        if activity.since.is_some_and(|since| since > review.opened_at()) {
            signs.push(Sign::New);
        }
        match account.last {
            None => signs.push(Sign::NeverUsed),
            Some(last) => {
                let days = self.now().0.saturating_sub(last) / DAY;
                if days >= UNUSED_DAYS {
                    signs.push(Sign::Unused { days });
                }
            }
        }
        let roles: BTreeSet<&str> = account.activities.iter().map(|one| one.role.name()).collect();
        if roles.len() > 1 {
            signs.push(Sign::SeveralRoles { count: roles.len() });
        }
        if activity.role.is_of_an_organisation() && activity.organisation.is_empty() {
            signs.push(Sign::NoOrganisation);
        }
        if wards.iter().any(|seen| seen.closed && activity.wards.contains(&seen.ward.id)) {
            signs.push(Sign::ClosedWard);
        }
        signs
    }
}

/// What of an account is asked: everything but the records of persons, until it is revoked.
pub(crate) fn asked(account: &Account) -> impl Iterator<Item = ActivitySeen> {
    let stands = account.bar != Some(Bar::Revoked);
    let works = |one: &ActivitySeen| one.role.is_professional();
    account.activities_seen().into_iter().filter(move |one| stands && works(one))
}

fn habilitation(
    account: &Account,
    state: State,
    activity: ActivitySeen,
    wards: &[WardSeen],
) -> Habilitation {
    let assigned = wards.iter().filter(|seen| activity.wards.contains(&seen.ward.id));
    Habilitation {
        account: account.id.clone(),
        login: account.login.clone(),
        name: account.name.clone(),
        state,
        wards: assigned.map(|seen| seen.ward.name.clone()).collect(),
        activity,
        made: Timestamp(account.made),
        last: account.last.map(Timestamp),
        signs: Vec::new(),
        own: false,
        answer: None,
    }
}
