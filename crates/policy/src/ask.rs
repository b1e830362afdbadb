//! One question, in the words of the rules.

use crate::facts::{
    Asker, Confidentiality, Consent, Custodian, Delegation, Entry, Interaction, Link, Mode,
    Physician, Profession, Situation, Standing, Status,
};
use crate::tables::{Cell, Types};

/// One question: the situation, what is asked for, and on which entry if it is on one.
/// Without an entry a rule that rests on one does not speak: what depends on an entry
/// is then not permitted, and what an entry would forbid is not yet forbidden.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// The situation.
    pub situation: Situation,
    /// What is asked for.
    pub interaction: Interaction,
    /// What counts of the entry.
    pub facets: Option<Facets>,
    /// What the functional matrix says of both.
    pub cell: Cell,
}

/// What rules see of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facets {
    /// The asker's own organisation keeps it.
    pub own: bool,
    /// The asker is its author.
    pub authored: bool,
    /// What the tables say of its document type.
    pub kind: TypeRight,
    /// Masked to professionals.
    pub masked: bool,
    /// The person does not see it yet.
    pub hidden_from_person: bool,
    /// The legal representatives do not see it.
    pub hidden_from_representatives: bool,
    /// The person deposited it.
    pub deposited_by_person: bool,
    /// Its status.
    pub status: Status,
    /// Its confidentiality.
    pub confidentiality: Confidentiality,
}

/// What the tables say of a document type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeRight {
    /// The asker reads it.
    Allowed,
    /// The asker does not, or the table is silent.
    Denied,
    /// Nothing maps the entry to a type.
    Unmapped,
}

impl Facets {
    /// What counts of an entry. `shared` and `own` are the types that the asker reads
    /// of the shared record and of what the own establishment keeps.
    pub fn of(entry: &Entry, shared: Types, own: Types) -> Self {
        let is_own = entry.custodian == Custodian::Own;
        let types = if is_own { own } else { shared };
        let kind = match entry.doc_type {
            None => TypeRight::Unmapped,
            Some(kind) if types.has(kind) => TypeRight::Allowed,
            Some(_) => TypeRight::Denied,
        };
        Self {
            own: is_own,
            authored: entry.authored,
            kind,
            masked: entry.masked,
            hidden_from_person: entry.for_person.is_hidden(),
            hidden_from_representatives: entry.hidden_from_representatives,
            deposited_by_person: entry.deposited_by_person,
            status: entry.status,
            confidentiality: entry.confidentiality,
        }
    }

    /// Numbers below this are given by [`Facets::number`].
    pub const COUNT: usize = 1 << 12;

    /// A number of its own for every combination.
    pub fn number(self) -> usize {
        let flags = [
            self.own,
            self.authored,
            self.masked,
            self.hidden_from_person,
            self.hidden_from_representatives,
            self.deposited_by_person,
        ];
        let flags = flags.into_iter().fold(0, |sum, flag| sum << 1 | usize::from(flag));
        ((flags << 2 | self.kind as usize) << 2 | self.status as usize) << 2
            | self.confidentiality as usize
    }
}

/// The words of the rules.
impl Ask {
    pub(crate) fn is(&self, one_of: &[Interaction]) -> bool {
        one_of.contains(&self.interaction)
    }

    /// Whether the entry, when one is named, has this.
    pub(crate) fn entry(&self, has: fn(&Facets) -> bool) -> bool {
        self.facets.as_ref().is_some_and(has)
    }

    pub(crate) fn by(&self, asker: Asker) -> bool {
        self.situation.asker == asker
    }

    pub(crate) const fn health(&self) -> bool {
        matches!(self.situation.asker, Asker::Health(_))
    }

    pub(crate) const fn social(&self) -> bool {
        matches!(self.situation.asker, Asker::Social(_))
    }

    /// Whoever works for an organisation, and its machines.
    pub(crate) const fn professional(&self) -> bool {
        Self::works_for_organisation(self.situation.asker)
    }

    pub(crate) const fn works_for_organisation(asker: Asker) -> bool {
        matches!(asker, Asker::Health(_) | Asker::Social(_) | Asker::Secretary | Asker::System)
    }

    pub(crate) const fn physician(&self) -> bool {
        matches!(self.situation.asker, Asker::Health(Profession::Physician(_)))
    }

    pub(crate) fn treating(&self) -> bool {
        self.by(Asker::Health(Profession::Physician(Physician::Treating)))
    }

    pub(crate) fn occupational(&self) -> bool {
        self.by(Asker::Health(Profession::Physician(Physician::Occupational)))
    }

    pub(crate) const fn carer(&self) -> bool {
        matches!(self.situation.asker, Asker::Carer(_))
    }

    pub(crate) const fn representative(&self) -> bool {
        matches!(self.situation.asker, Asker::Representative(..))
    }

    /// The delegation of who acts for the person.
    pub(crate) const fn delegation(&self) -> Option<Delegation> {
        match self.situation.asker {
            Asker::Representative(_, delegation) | Asker::Carer(delegation) => Some(delegation),
            _ => None,
        }
    }

    pub(crate) fn delegated(&self, standing: Standing) -> bool {
        self.delegation().is_some_and(|delegation| delegation.standing == standing)
    }

    pub(crate) const fn linked(&self) -> bool {
        matches!(self.situation.link, Link::Team | Link::Declared)
    }

    pub(crate) fn in_team(&self) -> bool {
        self.situation.link == Link::Team
    }

    pub(crate) fn normal(&self) -> bool {
        self.situation.mode == Mode::Normal
    }

    pub(crate) const fn emergency(&self) -> bool {
        matches!(self.situation.mode, Mode::Emergency { .. })
    }

    pub(crate) const fn regulation(&self) -> bool {
        matches!(self.situation.mode, Mode::Regulation { .. })
    }

    /// Reading what is in the documents of the shared record.
    pub(crate) fn reads_documents(&self) -> bool {
        self.is(&READS)
    }

    /// What a professional needs an authorisation for. Feeding never does, nor does
    /// finding again what one wrote.
    pub(crate) fn needs_authorisation(&self) -> bool {
        let finds_own = self.interaction == Interaction::SearchReference
            && self.entry(|entry| entry.own || entry.authored);
        self.professional() && (self.is(&READS) || self.is(&SHARED_BESIDE_READS)) && !finds_own
    }

    /// The same, where consent is asked for too: all but administrative data.
    pub(crate) fn needs_consent(&self) -> bool {
        self.needs_authorisation() && self.interaction != Interaction::ReadAdministrative
    }

    /// Reading the clinical part of what the own organisation keeps.
    pub(crate) fn reads_own(&self) -> bool {
        let exports = self.interaction == Interaction::Export && self.entry(|entry| entry.own);
        self.professional() && (self.is(&[Interaction::OwnRead, Interaction::OwnSearch]) || exports)
    }

    pub(crate) fn consent(&self, is: Consent) -> bool {
        self.needs_consent() && self.normal() && self.situation.consent == is
    }
}

/// TD3.2, and TD3.1 for metadata.
const READS: [Interaction; 7] = [
    Interaction::SearchMetadata,
    Interaction::Read,
    Interaction::ReadMasked,
    Interaction::ReadInvisible,
    Interaction::ReadArchived,
    Interaction::ReadObsolete,
    Interaction::ReadDeleted,
];

/// What else a professional does in the shared record with an authorisation.
const SHARED_BESIDE_READS: [Interaction; 9] = [
    Interaction::WebAccess,
    Interaction::ReadAdministrative,
    Interaction::ListProfessionals,
    Interaction::SearchReference,
    Interaction::Mask,
    Interaction::Unmask,
    Interaction::MakeVisible,
    Interaction::Archive,
    Interaction::Unarchive,
];
