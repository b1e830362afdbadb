//! A contested access: contested by the person, and answered (GDPR, articles 12 and 39).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::{Act, ActError, Asked};
use crate::limits::{ANSWER_LEAST, ANSWER_MOST, CONTEST_MOST, CONTESTS};
use crate::rights::{Access, Answer, Conclusion, Contest, Contests, Rights};
use crate::{Asker, Refusal, Role};

/// How the trace of each begins.
pub const CONTESTED: &str = "contested an access";
/// The same of its answer.
pub const ANSWERED_CONTEST: &str = "answered a contested access";

/// The person contests an access to their record, once; it takes no reason.
pub(crate) struct Contesting {
    pub access: Access,
    /// In their words; may be empty.
    pub words: String,
}

impl Act for Contesting {
    fn interaction(&self) -> Interaction {
        Interaction::ReadTraces
    }

    fn may(&self, by: &Asker) -> Result<(), Refusal> {
        may_contest(by)
    }

    fn words(&self) -> String {
        // Neither whose access it is nor why: who else reads traces is not told that.
        CONTESTED.to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let contests = &mut rights.contests;
        if contests.of(self.access.place()).is_some() {
            return Ok(());
        }
        let words = self.words.trim();
        if words.chars().count() > CONTEST_MOST {
            return Err(ActError::ContestWords);
        }
        let number = contests.count.checked_add(1).ok_or(ActError::Contests)?;
        make_room(contests)?;
        contests.count = number;
        contests.kept.push(Contest {
            number,
            access: self.access.clone(),
            by: by.id.clone(),
            start: now,
            words: words.to_owned(),
            answer: None,
        });
        Ok(())
    }
}

/// Whose record it is contests; who else reads traces does not.
pub(crate) fn may_contest(by: &Asker) -> Result<(), Refusal> {
    if by.role == Role::Person { Ok(()) } else { Err(Refusal::PersonsContest) }
}

/// The privacy officer answers, once; never about their own access, nor to themselves.
/// Given to [`Gate::answer`](crate::Gate::answer), which tells the person.
pub struct AnswerContest {
    /// Its number in the record.
    pub number: u32,
    /// To what they came.
    pub conclusion: Conclusion,
    /// In their words, for the person.
    pub words: String,
}

/// The same as an act, which nobody else decides.
pub(crate) struct Answering<'a>(pub(crate) &'a AnswerContest);

impl Act for Answering<'_> {
    fn interaction(&self) -> Interaction {
        Interaction::Authenticate
    }

    fn asked(&self) -> Asked {
        Asked::Officer
    }

    fn words(&self) -> String {
        format!("{ANSWERED_CONTEST}: {}", self.0.conclusion.name())
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let Self(AnswerContest { number, conclusion, words }) = self;
        let words = words.trim();
        if !(ANSWER_LEAST..=ANSWER_MOST).contains(&words.chars().count()) {
            return Err(ActError::AnswerWords);
        }
        let mut waits = rights.contests.kept.iter_mut().filter(|it| it.answer.is_none());
        let contest = waits.find(|it| it.number == *number).ok_or(ActError::Nothing)?;
        if is_own(contest, by) {
            return Err(ActError::Own);
        }
        let (account, name, words) = (by.id.clone(), by.name.clone(), words.to_owned());
        contest.answer = Some(Answer { account, name, at: now, conclusion: *conclusion, words });
        Ok(())
    }
}

/// Whether it is about what the officer did, or contested, themselves.
pub(crate) fn is_own(contest: &Contest, officer: &Asker) -> bool {
    contest.access.account == officer.id || contest.by == officer.id
}

/// The one that was contested first of those that are answered makes room; the journal
/// keeps it.
fn make_room(contests: &mut Contests) -> Result<(), ActError> {
    while contests.kept.len() >= CONTESTS {
        let answered = contests.kept.iter().position(|it| it.answer.is_some());
        contests.kept.remove(answered.ok_or(ActError::Contests)?);
    }
    Ok(())
}
