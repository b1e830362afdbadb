//! What a decision rests on: plain values that can be enumerated. Nothing here
//! reads a clock or a store; a time has already been weighed against now
//! ([`Standing::at`], [`ForPerson::at`]).
//!
//! Two halves: a [`Situation`] is the same for a whole record, an [`Entry`] is one
//! entry of it. An [`Interaction`] says what is asked for.

mod asker;
mod document;
mod entry;
mod interaction;
mod standing;

pub use asker::{Asker, Delegation, Physician, Profession, Representative, Scope, SocialRole};
pub use document::DocType;
pub use entry::{Confidentiality, Custodian, Entry, ForPerson, Status};
pub use interaction::Interaction;
pub use standing::Standing;

/// All that is the same for every entry of one record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Situation {
    /// Who asks.
    pub asker: Asker,
    /// Whether the asker's account may act.
    pub account: Account,
    /// What ties the asker to the person, for professionals.
    pub link: Link,
    /// The life of the shared record.
    pub record: Record,
    /// The person's consent to this asker's access.
    pub consent: Consent,
    /// What else the person wants.
    pub will: Will,
    /// In which mode it is asked.
    pub mode: Mode,
    /// Whether the connection is secret (connexion secrète): only what is hidden
    /// from the legal representatives is handled.
    pub secret: bool,
    /// Whether the person is a minor.
    pub age: Age,
}

/// Whether the asker's account may act.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Account {
    /// It may.
    Active,
    /// It is suspended or ended.
    Inactive,
}

/// The care link between a professional and the person, as the gate keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Link {
    /// None.
    None,
    /// In the person's team within the asker's own organisation, now.
    Team,
    /// Declared by the professional, who attested the person's consent (TD0.3).
    Declared,
    /// There was one, of either kind; its end has passed.
    Ended,
}

/// The life of the record that is shared beyond the organisation (the DMP's).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Record {
    /// Open (VALIDE).
    Open,
    /// None: the person opposed it (CSP, R.1111-40).
    Opposed,
    /// Closed; kept for ten years (CSP, L.1111-18).
    Closed,
}

/// The person's consent to this asker's access (CSP, R.1111-46).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Consent {
    /// Never asked for and never informed.
    Absent,
    /// The person was informed and did not oppose. Counts within the team only.
    Presumed,
    /// Given expressly, and running.
    Given,
    /// Was given; its end has passed.
    Ended,
    /// Refused or withdrawn.
    Refused,
}

/// What the person decided beside consent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Will {
    /// This asker is blocked.
    pub blocked: bool,
    /// Opposed to emergency access (OPPOSITION_BRIS_DE_GLACE).
    pub opposes_emergency: bool,
    /// Opposed to access by the regulation centre (OPPOSITION_ACCES_URGENCE).
    pub opposes_regulation: bool,
    /// Allowed what is masked to be seen in an emergency. Off unless chosen.
    pub masked_in_emergency: bool,
}

/// In which mode a professional asks (purposeofuse of the DMP).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// The normal one.
    Normal,
    /// Emergency (bris de glace). `attested`: the asker stated that the person cannot
    /// express their will and is at immediate risk (CSP, L.1111-17 I).
    Emergency {
        /// Whether both were stated.
        attested: bool,
    },
    /// Regulation of medical calls (centre 15). `claimed`: the log-in said so
    /// (Acces_Regulation_Medicale).
    Regulation {
        /// Whether the claim is there.
        claimed: bool,
    },
}

/// Whether the person is a minor. The reference names no threshold beside that of
/// majority: CSP, R.1111-50 speaks of minors as a whole, so there is no class of
/// children under fifteen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Age {
    /// Under eighteen.
    Minor,
    /// Eighteen and over.
    Adult,
}
