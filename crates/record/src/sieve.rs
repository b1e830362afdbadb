//! What the policy lets through of one record, applied entry by entry: the facts of an
//! entry, from its header, its text and what the person decided about it, and the
//! policy's lens that decides on them.

use std::collections::BTreeSet;
use std::sync::Arc;

use hygie_base::Timestamp;
use hygie_policy::facts::{
    Asker, Consent, Custodian, Entry, ForPerson, Interaction, Link, Mode, Situation, Status,
};
use hygie_policy::tables::ResourceTypes;
use hygie_policy::{Decision, Policy, Reading};
use hygie_seal::{EntryKind, Header};

use crate::labels::Labels;
use crate::whole::Waits;

/// Type and id of a resource.
pub type Name = (String, String);

/// Resource types that say who a person is and when they come: all that is seen
/// without a care link, and all that a secretary sees.
pub const IDENTITY_AND_APPOINTMENTS: [&str; 6] =
    ["Appointment", "AppointmentResponse", "Patient", "RelatedPerson", "Schedule", "Slot"];

/// Of these, what is administrative data of the shared record (TD1.3a of the functional
/// matrix): when a person goes to whom is not.
const SHARED_IDENTITY: [&str; 1] = ["Patient"];

/// What was decided about single entries, by the person or for them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marked {
    /// Masked to professionals, with all that belongs to it.
    pub masked: BTreeSet<Name>,
    /// Hidden from the legal representatives, with all that belongs to it.
    pub secret: BTreeSet<Name>,
    /// Announced to the person at a consultation.
    pub announced: BTreeSet<Name>,
    /// What waits for that, with all that belongs to it.
    pub waits: Waits,
}

/// What is weighed for one record.
pub struct Weighed<'a> {
    /// The rules and tables in force.
    pub policy: &'a Policy,
    /// The situation.
    pub situation: Situation,
    /// For what is read.
    pub reading: Reading,
    /// The asker's organisation; empty for none.
    pub organisation: &'a str,
    /// Id of the asker's account.
    pub asker: &'a str,
    /// What was decided about single entries.
    pub marked: Arc<Marked>,
    /// The time of the decision.
    pub now: Timestamp,
}

/// What the policy lets through of one record.
#[derive(Clone, Debug)]
pub struct Sieve {
    lens: Arc<hygie_policy::Lens>,
    policy: Policy,
    situation: Situation,
    organisation: String,
    asker: String,
    marked: Arc<Marked>,
    /// What is kept from who looks as somebody else is kept from them so too.
    looker: Option<Arc<Sieve>>,
    now: Timestamp,
    /// Identity and appointments that the own organisation keeps.
    own_identity: Decision,
    /// Who the person is, in the shared record.
    shared_identity: Decision,
    /// Whether a health professional sees nothing beside identity and appointments.
    is_shut: bool,
}

impl Sieve {
    /// The sieve of a situation.
    pub fn new(weighed: Weighed<'_>) -> Self {
        let Weighed { policy, situation, reading, organisation, asker, marked, now } = weighed;
        let may = |interaction| policy.decide(&situation, interaction).allowed;
        let is_health = matches!(situation.asker, Asker::Health(_));
        Self {
            lens: Arc::new(policy.lens(&situation, reading)),
            policy: policy.clone(),
            situation,
            organisation: organisation.to_owned(),
            asker: asker.to_owned(),
            marked,
            looker: None,
            now,
            own_identity: policy.decide(&situation, Interaction::OwnReadAdministrative),
            shared_identity: policy.decide(&situation, Interaction::ReadAdministrative),
            is_shut: is_health && !may(Interaction::OwnRead) && !may(Interaction::Read),
        }
    }

    /// The same for who looks as this asker: what waits to be announced to them, or is
    /// hidden from them, they do not see so either.
    #[must_use]
    pub fn looked_by(mut self, looker: Self) -> Self {
        self.looker = Some(Arc::new(looker));
        self
    }

    /// Whether the person is told, without content, that something waits to be announced
    /// to them (CSP, R.1111-53): never who acts for them.
    pub(crate) fn notices(&self) -> bool {
        self.situation.asker == Asker::Person && self.marked.waits.is_noticed()
    }

    /// Whether a resource waits to be announced to the person, or belongs to what does.
    pub(crate) fn waits(&self, kind: &str, id: &str) -> bool {
        self.marked.waits.hides(&(kind.to_owned(), id.to_owned()))
    }

    /// Whether what was kept from the person since then is so still.
    pub(crate) fn awaits(&self, (kind, id): (&str, &str), since: Timestamp) -> bool {
        let announced = self.marked.announced.contains(&(kind.to_owned(), id.to_owned()));
        ForPerson::at(since, announced, self.now).is_hidden()
    }

    /// On what the decision rests, in words, for the trace.
    pub(crate) fn words(&self) -> String {
        let link = match self.situation.link {
            Link::None => "no care link",
            Link::Team => "care team",
            Link::Declared => "declared care link",
            Link::Ended => "care link ended",
        };
        let consent = match self.situation.consent {
            Consent::Absent => "no consent",
            Consent::Presumed => "consent presumed",
            Consent::Given => "consent given",
            Consent::Ended => "consent ended",
            Consent::Refused => "consent refused",
        };
        match self.situation.asker {
            Asker::Person => "the person".to_owned(),
            Asker::Representative(..) => "acts for the person by law".to_owned(),
            Asker::Carer(_) => "acts for the person as carer".to_owned(),
            _ if matches!(self.situation.mode, Mode::Emergency { .. }) => {
                format!("{link}, {consent}, emergency")
            }
            _ if self.situation.will.blocked => format!("{link}, {consent}, blocked"),
            _ => format!("{link}, {consent}"),
        }
    }

    /// Whether only what is hidden from the legal representatives is handled.
    pub(crate) const fn is_secret(&self) -> bool {
        self.situation.secret
    }

    /// Which document type a resource counts as.
    pub(crate) fn types(&self) -> &ResourceTypes {
        &self.policy.tables().resources
    }

    /// Whether the own organisation keeps it.
    fn is_own(&self, custodian: &str) -> bool {
        !self.organisation.is_empty() && custodian == self.organisation
    }

    /// Whether nothing of this type passes to a health professional, whoever keeps it:
    /// without a care link all that is not identity or appointments.
    pub(crate) fn shuts(&self, kind: &str) -> bool {
        self.is_shut && !IDENTITY_AND_APPOINTMENTS.contains(&kind)
    }

    /// Whether an entry passes, and why.
    pub(crate) fn of(&self, header: &Header, custodian: &str, labels: &Labels) -> Decision {
        if let Some(looker) = &self.looker {
            let name = (header.resource_type.clone(), header.id.clone());
            let marked = &looker.marked;
            if marked.waits.hides(&name) || marked.secret.contains(&name) {
                let decision = looker.of(header, custodian, labels);
                if !decision.allowed {
                    return decision;
                }
            }
        }
        let kind = header.resource_type.as_str();
        let entry = self.facts(header, custodian, labels);
        let own = entry.custodian == Custodian::Own;
        let open = !entry.masked && !entry.hidden_from_representatives;
        let identity = match own {
            true => IDENTITY_AND_APPOINTMENTS.contains(&kind).then_some(self.own_identity),
            false => SHARED_IDENTITY.contains(&kind).then_some(self.shared_identity),
        };
        // In a secret connection it is said who the person is, and not when they come.
        let told = !self.situation.secret || SHARED_IDENTITY.contains(&kind);
        match identity {
            // What is secret stays so, whatever its type.
            Some(decision) if open && decision.allowed && told => decision,
            _ => self.lens.of(&entry),
        }
    }

    /// What the rules count of an entry.
    pub(crate) fn facts(&self, header: &Header, custodian: &str, labels: &Labels) -> Entry {
        let marked = &*self.marked;
        let own = self.is_own(custodian);
        let has = |set: &BTreeSet<Name>| {
            !set.is_empty() && set.contains(&(header.resource_type.clone(), header.id.clone()))
        };
        let for_person = match labels.hidden_from_person || !marked.waits.is_empty() {
            true => {
                let name = (header.resource_type.clone(), header.id.clone());
                let announced = marked.announced.contains(&name);
                let label = labels.hidden_from_person.then_some((header.at, announced));
                marked.waits.of(&name, label, self.now)
            }
            false => ForPerson::Shown,
        };
        let status =
            if header.kind == EntryKind::Deleted { Status::Deleted } else { labels.status };
        Entry {
            custodian: if own { Custodian::Own } else { Custodian::Other },
            authored: header.author == self.asker,
            doc_type: labels.doc_type,
            masked: labels.masked || has(&marked.masked),
            for_person,
            hidden_from_representatives: labels.hidden_from_representatives || has(&marked.secret),
            deposited_by_person: labels.deposited_by_person,
            status,
            confidentiality: labels.confidentiality,
        }
    }
}

impl PartialEq for Sieve {
    fn eq(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.situation, it.now);
        of(self) == of(other)
            && (&self.organisation, &self.asker) == (&other.organisation, &other.asker)
            && self.marked == other.marked
            && self.looker == other.looker
    }
}

impl Eq for Sieve {}
