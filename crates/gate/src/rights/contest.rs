//! Accesses that the person contests, and what the privacy officer answers (CSP, L.1111-19;
//! GDPR, articles 12 and 39).

use hygie_base::calendar::month_after;
use hygie_base::paris::{day, midnight};
use hygie_base::{LogNo, Timestamp};
use hygie_record::TraceSeen;
use serde::{Deserialize, Serialize};

use super::millis;

/// The contested accesses of a record that are kept, the oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contests {
    /// How many there ever were, so that no number is given twice.
    pub count: u32,
    /// Those that are kept: all that wait for their answer, and the latest answered.
    pub kept: Vec<Contest>,
}

/// One contested access.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contest {
    /// Counts from 1 in each record.
    pub number: u32,
    /// What is contested.
    pub access: Access,
    /// Id of the account that contests it.
    pub by: String,
    /// When it was contested.
    #[serde(with = "millis")]
    pub start: Timestamp,
    /// In the person's words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The answer; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// A trace by which an access is known, and what it says of who came.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    log: u32,
    index: u64,
    /// When.
    #[serde(with = "millis")]
    pub at: Timestamp,
    /// Id of the account, or of the machine.
    pub account: String,
    /// The name in words; empty when it has none.
    pub name: String,
    /// In which role, by its name in traces: a machine or an operator too.
    pub role: String,
    /// Id of the organisation for which they acted; empty when for none.
    pub organisation: String,
    /// Its name in words.
    pub organisation_name: String,
    /// From where: a door, an interface or an app.
    pub from: String,
}

/// What the privacy officer answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Id of the officer's account.
    pub account: String,
    /// Their name in words.
    pub name: String,
    /// When.
    #[serde(with = "millis")]
    pub at: Timestamp,
    /// To what they came.
    pub conclusion: Conclusion,
    /// In their words, for the person.
    pub words: String,
}

/// To what the privacy officer came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conclusion {
    /// Who came had a right and a reason to.
    Justified,
    /// They had not.
    NotJustified,
    /// What is known does not tell.
    CannotBeTold,
}

impl Conclusion {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Justified, Self::NotJustified, Self::CannotBeTold];

    /// Its name, as forms and traces have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::NotJustified => "not-justified",
            Self::CannotBeTold => "cannot-be-told",
        }
    }

    /// The conclusion of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|conclusion| conclusion.name() == name)
    }
}

impl Access {
    /// Of a trace.
    pub(crate) fn of(seen: &TraceSeen) -> Self {
        let (trace, actor) = (&seen.trace, &seen.trace.actor);
        Self {
            log: seen.log.0,
            index: seen.index,
            at: trace.at,
            account: actor.id.clone(),
            name: actor.name.clone(),
            role: actor.role.clone(),
            organisation: actor.organisation.clone(),
            organisation_name: actor.of.clone(),
            from: trace.from.clone(),
        }
    }

    /// Log and index of its trace.
    pub const fn place(&self) -> (LogNo, u64) {
        (LogNo(self.log), self.index)
    }

    /// The day of the access in Paris: from its beginning until that of the next.
    pub(crate) fn day(&self) -> (Timestamp, Timestamp) {
        let day = day(self.at);
        (midnight(day), midnight(day + 1))
    }
}

impl Contest {
    /// Until just before then the answer is due.
    pub fn due(&self) -> Timestamp {
        due(self.start)
    }

    /// Days of Paris until the last one on which it is due; below 0 when that is past.
    pub fn days_left(&self, now: Timestamp) -> i64 {
        days_left(self.start, now)
    }
}

impl Contests {
    /// Whether there never was any.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The one of this number.
    pub fn numbered(&self, number: u32) -> Option<&Contest> {
        self.kept.iter().find(|it| it.number == number)
    }

    /// The one of this trace.
    pub fn of(&self, place: (LogNo, u64)) -> Option<&Contest> {
        self.kept.iter().find(|it| it.access.place() == place)
    }
}

/// An answer is due within a month of the request (GDPR, article 12(3)): until the end of
/// the day of the same date in the next month (regulation 1182/71, article 3).
pub(crate) fn due(start: Timestamp) -> Timestamp {
    midnight(month_after(day(start)) + 1)
}

pub(crate) fn days_left(start: Timestamp, now: Timestamp) -> i64 {
    month_after(day(start)) - day(now)
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;
    use hygie_base::calendar::days;

    use super::{days_left, due};

    const HOUR: i64 = 3_600_000;

    fn at(year: i64, month: i64, day: i64, hour: i64) -> Timestamp {
        Timestamp(days(year, month, day) * 24 * HOUR + hour * HOUR)
    }

    /// GDPR, article 12(3).
    #[test]
    fn an_answer_is_due_within_a_month() {
        let check = |opened: (i64, i64, i64, i64), ends: (i64, i64, i64, i64)| {
            let opened = at(opened.0, opened.1, opened.2, opened.3);
            let ends = at(ends.0, ends.1, ends.2, ends.3);
            assert_eq!(due(opened), ends);
            assert_eq!(days_left(opened, Timestamp(ends.0 - 1)), 0, "the last day");
            assert_eq!(days_left(opened, ends), -1, "and the day after");
        };
        // Hours in UTC: a day in Paris ends one hour before, in summer two.
        check((2026, 1, 10, 12), (2026, 2, 10, 23));
        check((2026, 1, 10, 23), (2026, 2, 11, 23));
        check((2026, 1, 31, 12), (2026, 2, 28, 23));
        check((2026, 3, 10, 12), (2026, 4, 10, 22));
        check((2026, 12, 31, 12), (2027, 1, 31, 23));
        assert_eq!(days_left(at(2026, 4, 3, 12), at(2026, 4, 3, 12)), 30);
    }
}
