//! Why somebody could see a record on some day: for the privacy officer, who answers
//! persons (GDPR, article 15; CSP, R.1111-43).

use hygie_base::{RecordNo, Timestamp};
use hygie_policy::Policy;
use hygie_policy::facts::{Consent, Mode, Record, Will};
use hygie_record::{Comer, Comers, RecordError};

use crate::limits::THEN;
use crate::rights::Rights;
use crate::weigh::weigh;
use crate::{Asker, Gate, GateError, Refusal, Role, Standing, rules};

/// How the trace of such a question begins.
pub const EXPLAINS: &str = "why the record could be seen";

/// Who came to a record, and why they could.
pub struct Day {
    /// Those who came, with what was so then.
    pub came: Vec<Came>,
    /// Whether more came than are told.
    pub more: bool,
    /// Traces that do not verify: the check tells more.
    pub unreadable: usize,
}

/// Somebody who came.
pub struct Came {
    /// Who, when, how often.
    pub comer: Comer,
    /// What was so, at each moment from which on it was another, the latest first; empty
    /// for who is weighed against no person: machines, and the house itself.
    pub then: Vec<Then>,
}

/// What was so at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Then {
    /// When.
    pub at: Timestamp,
    /// How they stood to the person, with the rule that decided.
    pub standing: Standing,
    /// The person's consent.
    pub consent: Consent,
    /// The life of the shared record.
    pub record: Record,
    /// What else the person wanted of them.
    pub will: Will,
    /// Whether they came in an emergency.
    pub emergency: bool,
    /// Whether they came for the regulation centre.
    pub regulation: bool,
    /// When what was decided about the record had last changed; `None`: nothing had been.
    pub decided: Option<Timestamp>,
}

impl Then {
    /// Whether the same was so, whenever that was and however long it held.
    fn is_same(&self, other: &Self) -> bool {
        let Standing { until, .. } = other.standing;
        let standing = Standing { until, ..self.standing };
        Self { at: other.at, decided: other.decided, standing, ..*self } == *other
    }
}

impl Gate {
    /// Who came to a record from `start` until just before `end`, and by which rule each
    /// could see of it, or could not. It is computed from the rights as they stood, by
    /// the rules and tables of today. Nothing clinical is told; traced with the record,
    /// where its person reads it.
    ///
    /// # Errors
    /// Why not; traced. Not found for a record that is not there.
    pub async fn explain(
        &self,
        asker: &Asker,
        record: RecordNo,
        (start, end): (Timestamp, Timestamp),
    ) -> Result<Day, GateError> {
        self.officer(asker, Some(record), Refusal::PrivacyOfficersOnly).await?;
        let day = self.came(record, (start, end)).await?;
        let what = format!("{EXPLAINS} from {start} until {end}");
        self.records.told_rights(&self.itself(asker), record, what).await?;
        Ok(day)
    }

    /// The same, not traced: it is told to the gate, not to who asks it.
    pub(crate) async fn came(
        &self,
        record: RecordNo,
        (start, end): (Timestamp, Timestamp),
    ) -> Result<Day, GateError> {
        let Comers { all, more, unreadable } =
            self.records.comers(&self.mint, record, start, end).await?;
        let versions = self.records.rights_between(&self.mint, record, start, end).await?;
        let versions = versions.iter().map(|one| Ok((one.at, Rights::read(record, &one.text)?)));
        let stood = Stood(versions.collect::<Result<_, RecordError>>()?);
        let policy = self.policy();
        let came = all.into_iter().map(|comer| {
            let asked = as_they_asked(record, &comer);
            let then = asked.map(|asked| stood.then(&policy, &asked, &comer));
            Came { comer, then: then.unwrap_or_default() }
        });
        Ok(Day { came: came.collect(), more, unreadable })
    }

    /// Whether somebody may ask that.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn explains(&self, asker: &Asker) -> Result<(), GateError> {
        self.officer(asker, None, Refusal::PrivacyOfficersOnly).await
    }
}

/// What was decided about a record: since when, the earliest first.
struct Stood(Vec<(Timestamp, Rights)>);

impl Stood {
    /// What was so when they first came, whenever what was decided changed it, and when
    /// they last came; each only where it is another than before, the latest first.
    fn then(&self, policy: &Policy, asker: &Asker, comer: &Comer) -> Vec<Then> {
        let (first, last) = (comer.first, comer.last);
        let changed = self.0.iter().map(|(at, _)| *at).filter(|at| *at > first && *at <= last);
        let changed: Vec<Timestamp> = changed.collect();
        // Of many changes the latest are told.
        let latest = changed.len().saturating_sub(THEN - 2);
        let mut all: Vec<Then> = Vec::new();
        for at in std::iter::once(first).chain(changed.into_iter().skip(latest)).chain([last]) {
            let then = self.at(policy, asker, at);
            if all.last().is_none_or(|before| !before.is_same(&then)) {
                all.push(then);
            }
        }
        all.reverse();
        all
    }

    fn at(&self, policy: &Policy, asker: &Asker, at: Timestamp) -> Then {
        let nothing = Rights::default();
        let found = self.0.iter().rfind(|(since, _)| *since <= at);
        let weighed = weigh(asker, found.map_or(&nothing, |(_, rights)| rights), at);
        let situation = weighed.situation;
        Then {
            at,
            standing: Standing::of(policy, weighed),
            consent: situation.consent,
            record: situation.record,
            will: situation.will,
            emergency: matches!(situation.mode, Mode::Emergency { .. }),
            regulation: matches!(situation.mode, Mode::Regulation { .. }),
            decided: found.map(|(since, _)| *since),
        }
    }
}

/// Somebody as they asked; `None` for who is not weighed against a person.
fn as_they_asked(record: RecordNo, comer: &Comer) -> Option<Asker> {
    let actor = &comer.actor;
    let role = Role::parse(&actor.role)?;
    let asker = Asker {
        id: actor.id.clone(),
        name: actor.name.clone(),
        organisation: actor.organisation.clone(),
        organisation_name: actor.of.clone(),
        wards: actor.wards.clone(),
        person: role.is_of_a_person().then_some(record),
        delegation: (role == Role::Delegate).then(|| actor.delegation.clone()),
        // What their log-in said is not kept beside what they did by it.
        regulates: comer.regulated,
        ..Asker::of(role, "")
    };
    rules::is_weighed(&asker).then_some(asker)
}
