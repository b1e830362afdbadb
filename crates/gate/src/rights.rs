//! Who may see what of one record: what the person decided, and who takes care of them.
//! It is kept as one text in the record's journal, which only the gate writes; each
//! change is a version, so that it can be told what held on any day.

mod call;
mod contest;
mod delegation;
mod glass;
mod link;
mod mark;
mod millis;
mod party;
mod text;
mod will;

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;
use serde::{Deserialize, Serialize};

use crate::Asker;

pub use call::Call;
pub use contest::{Access, Answer, Conclusion, Contest, Contests};
pub(crate) use contest::{days_left, due};
pub use delegation::{Capacity, Delegation, Reach};
pub use glass::{Found, Glass, Glasses, Review};
pub use link::{Grounds, Link, Occasion};
pub use mark::{By, Mark};
pub use party::Party;
pub use will::{Blocked, Closing, Consent, Emergencies, Life, Shared, Treating};

/// What was decided about one record.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// The life of the part that is shared beyond the organisation (CSP, R.1111-40).
    #[serde(default)]
    pub shared: Shared,
    /// Since when the person is known to have been informed, and not opposed
    /// (CSP, R.1111-46).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "millis::option")]
    pub informed: Option<Timestamp>,
    /// What the person consented to or refused, at most once a party.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// Whom the person blocked (CSP, L.1111-19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<Blocked>,
    /// What the person wants in emergencies (CSP, L.1111-17 I).
    #[serde(default)]
    pub emergencies: Emergencies,
    /// The médecin traitant whom the person chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treating: Option<Treating>,
    /// Who takes care of the person, or did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Who acts for the person, will, or did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delegations: Vec<Delegation>,
    /// What the person masked to professionals (MASQUE_PS).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub masked: Vec<Mark>,
    /// What is hidden from the legal representatives (CSP, R.1111-50).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secret: Vec<Mark>,
    /// What was announced to the person at a consultation (CSP, R.1111-53).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub announced: Vec<Mark>,
    /// Emergencies in which the record was opened without a care link.
    #[serde(default, skip_serializing_if = "Glasses::is_empty")]
    pub glasses: Glasses,
    /// Calls to the regulation centre for which the record was opened: those that run, and
    /// the latest that ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Accesses that the person contests: those that wait for their answer, and the latest
    /// that were answered.
    #[serde(default, skip_serializing_if = "Contests::is_empty")]
    pub contests: Contests,
}

impl Rights {
    /// Whether there is, or may be, somebody who acts for the person by law: they are a
    /// minor until `majority`, where that is known, or somebody was appointed.
    pub fn is_represented(&self, majority: Option<Timestamp>, now: Timestamp) -> bool {
        let runs = |it: &&Delegation| it.standing(now) == Standing::Running;
        let by_law = |it: &Delegation| it.capacity.by_law().is_some();
        majority.is_some_and(|at| now < at) || self.delegations.iter().filter(runs).any(by_law)
    }

    /// Whether the person blocked the asker.
    pub(crate) fn blocks(&self, asker: &Asker) -> bool {
        self.blocked.iter().any(|it| it.account == asker.id)
    }

    /// The call for which the asker opened the record, while it runs.
    pub(crate) fn call(&self, asker: &Asker, now: Timestamp) -> Option<&Call> {
        let runs = |it: &&Call| it.is_of(asker) && it.standing(now) == Standing::Running;
        self.calls.iter().find(runs)
    }

    /// What the person refuses of the asker, or of their organisation, at a time.
    pub(crate) fn refusals<'a>(
        &'a self,
        asker: &'a Asker,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a Consent> {
        let refuses = move |it: &&Consent| {
            !it.given && it.standing(now) == Standing::Running && it.party.has(asker)
        };
        self.consents.iter().filter(refuses)
    }
}
