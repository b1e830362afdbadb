//! What was decided about one entry, for who has it open.

use hygie_base::{RecordNo, Timestamp};
use hygie_policy::facts::ForPerson;
use hygie_record::{Counted, Permit};

use crate::rights::{Mark, Rights};
use crate::{Asker, Gate, GateError, Role};

/// What is said of one entry beside what it says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EntrySaid {
    /// How it waits for the person, for health professionals.
    pub awaited: Option<Awaited>,
    /// How it is hidden from who acts for the person by law, for the person and for health
    /// professionals, where there may be such.
    pub secret: Option<Secret>,
}

/// Its author keeps it from the person until it is announced (CSP, R.1111-53).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Awaited {
    /// From when on the person is told that something waits.
    pub notice: Timestamp,
    /// From when on they see it whatever happens.
    pub shown: Timestamp,
    /// When it was announced, and by whom.
    pub announced: Option<Mark>,
    /// Whether the person does not see it yet.
    pub waits: bool,
}

/// Whether it is hidden from who acts for the person by law (CSP, R.1111-50).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Secret {
    /// It is not.
    No,
    /// By its author, or with another entry.
    WithAnother,
    /// By a decision about it.
    Marked {
        /// Which.
        mark: Mark,
        /// Whether who asks may take it back.
        takes_back: bool,
    },
}

impl Gate {
    /// What was decided about an entry that the permit shows; `majority` is when the
    /// person comes of age, where that is known. Nothing is traced: the page of the entry
    /// was.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn said_of(
        &self,
        asker: &Asker,
        permit: &Permit,
        record: RecordNo,
        entry: (&str, &str),
        majority: Option<Timestamp>,
    ) -> Result<EntrySaid, GateError> {
        let works = asker.role.is_health_professional();
        if asker.scopes.is_of_app() || !(works || asker.role == Role::Person) {
            return Ok(EntrySaid::default());
        }
        let Some(counted) = self.records.counted(permit, record, entry).await? else {
            return Ok(EntrySaid::default());
        };
        let rights = self.kept(record).await?.rights;
        let now = self.records.clock().now();
        let awaited = counted.awaited.filter(|_| works);
        Ok(EntrySaid {
            awaited: awaited.map(|since| Awaited::of(&rights, entry, since, now)),
            secret: Secret::of(&rights, entry, asker, &counted, majority, now),
        })
    }
}

impl Awaited {
    fn of(rights: &Rights, (kind, id): (&str, &str), since: Timestamp, now: Timestamp) -> Self {
        let announced = rights.announced.iter().find(|mark| mark.is_of(kind, id)).cloned();
        let (notice, shown) = ForPerson::days(since);
        let waits = ForPerson::at(since, announced.is_some(), now).is_hidden();
        Self { notice, shown, announced, waits }
    }
}

impl Secret {
    /// `None` where there is nobody to hide it from, and it is not hidden.
    fn of(
        rights: &Rights,
        (kind, id): (&str, &str),
        asker: &Asker,
        counted: &Counted,
        majority: Option<Timestamp>,
        now: Timestamp,
    ) -> Option<Self> {
        let found = rights.secret.iter().find(|mark| mark.is_of(kind, id));
        if let Some(mark) = found {
            let takes_back = asker.role == Role::Person || mark.by.is_some();
            return Some(Self::Marked { mark: mark.clone(), takes_back });
        }
        let is_represented = rights.is_represented(majority, now);
        match counted.facts.hidden_from_representatives {
            true => Some(Self::WithAnother).filter(|_| is_represented),
            false => is_represented.then_some(Self::No),
        }
    }
}
