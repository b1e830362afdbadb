//! What can be decided about who sees a record: one act a file. Each says which
//! interaction of the policy it is, checks what was given, and changes the rights.

mod announce;
mod block;
mod care;
mod consent;
mod contest;
mod delegates;
mod emergencies;
mod glass;
mod hide;
mod mask;
mod regulation;
mod shared;
mod treating;

#[cfg(test)]
mod tests;

use hygie_base::{Code, Timestamp};
use hygie_policy::facts::{Custodian, Entry, Interaction};

pub use announce::{ANNOUNCED as TOLD_ANNOUNCED, Announce};
pub use block::{Block, Unblock};
pub use care::{Declare, Discharge, Leave, Register};
pub use consent::{Agree, Forget, Refuse};
pub use contest::{ANSWERED_CONTEST, AnswerContest, CONTESTED};
pub(crate) use contest::{Answering, Contesting, is_own, may_contest};
pub use delegates::{Allow, Appoint, Disallow, Entrust, Relieve, Resign, Withdraw};
pub use emergencies::InEmergencies;
pub use glass::{BROKE_GLASS, BreakGlass, CLOSED_GLASS, CloseGlass, REVIEWED_GLASS, ReviewGlass};
pub(crate) use glass::{Breaking, worded};
pub use hide::{Hide, TOLD_SECRET, Unhide};
pub use mask::{Mask, Unmask};
pub(crate) use regulation::Taking;
pub use regulation::{ENDED_CALL, EndCall, TOOK_CALL, TakeCall};
pub use shared::{Close, CloseAtDesk, Open, OpenAtDesk, Oppose};
pub use treating::{Choose, Dismiss};

use crate::limits::{
    ANNOUNCED, ANSWER_LEAST, ANSWER_MOST, BLOCKED, BOOKED_DAYS, CALL_REASON_LEAST,
    CALL_REASON_MOST, CALLS, CARERS, CONSENTS, CONTEST_MOST, CONTESTS, DECLARED_DAYS, DELEGATIONS,
    GLASSES, LINKS, MASKED, REASON_LEAST, REASON_MOST, SECRETS,
};
use crate::rights::Rights;
use crate::{Asker, Refusal};

/// An act on the rights of a record.
pub trait Act {
    /// What the policy is asked.
    fn interaction(&self) -> Interaction;

    /// The same, of who asks about this entry: one act may be several interactions.
    fn interaction_on(&self, _by: &Asker, _entry: &Entry) -> Interaction {
        self.interaction()
    }

    /// Whether the asker may at all, before anything is looked up.
    ///
    /// # Errors
    /// Why not.
    fn may(&self, _by: &Asker) -> Result<(), Refusal> {
        Ok(())
    }

    /// Whether it can be done to an entry whose author keeps it from the person since then,
    /// where they do.
    ///
    /// # Errors
    /// What cannot be.
    fn fits(&self, _awaited: Option<Timestamp>, _now: Timestamp) -> Result<(), ActError> {
        Ok(())
    }

    /// As what it is asked.
    fn asked(&self) -> Asked {
        Asked::Normal
    }

    /// What is done, in words, for the trace.
    fn words(&self) -> String;

    /// The entry that it is about: type and id.
    fn entry(&self) -> Option<(&str, &str)> {
        None
    }

    /// Changes the rights.
    ///
    /// # Errors
    /// What was given that cannot be.
    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError>;
}

/// As what somebody asks to decide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// As without an emergency, also while one runs: it takes no right to decide.
    Normal,
    /// As they stand, in an emergency while theirs runs.
    Standing,
    /// As who breaks the glass.
    Emergency,
    /// As who opens the record for a call to the regulation centre.
    Regulation,
    /// As the privacy officer, who is weighed against no person.
    Officer,
}

/// What was given to an act that cannot be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ActError {
    /// It would end before it begins.
    #[error("the end is not after the beginning: choose a later day")]
    Ended,
    /// A declaration lasts too long.
    #[error("a declaration holds for {DECLARED_DAYS} days at most: choose an earlier day")]
    TooLong,
    /// The person refused this professional, who cannot declare it away.
    #[error("the person refused: only they can consent again")]
    Refused,
    /// There is nothing of the kind to end.
    #[error("there is nothing to end: it ended, or never was")]
    Nothing,
    /// A name is missing or too long.
    #[error("a name has between 1 and 200 letters")]
    Name,
    /// Too many links.
    #[error("a record keeps {LINKS} care links that run: end one first")]
    Links,
    /// Too many consents.
    #[error("a record keeps {CONSENTS} consents and refusals: take one back first")]
    Consents,
    /// Too many blocked professionals.
    #[error("{BLOCKED} professionals can be blocked: unblock one first, or oppose the record")]
    Blocked,
    /// Too many masked entries.
    #[error("{MASKED} entries can be masked: show one again first")]
    Masked,
    /// Too many entries hidden from the legal representatives.
    #[error("{SECRETS} entries can be hidden from the legal representatives: show one first")]
    Secrets,
    /// Nobody acts for the person by law, nor may.
    #[error("nobody acts for this person by law: there is nobody to hide it from")]
    Unrepresented,
    /// A minor's secret, by who did not make it one.
    #[error("the person hid it themselves: only they show it again")]
    Theirs,
    /// Too many announcements.
    #[error("{ANNOUNCED} announcements of this month are remembered: no more fit in")]
    Announced,
    /// Nothing waits to be announced.
    #[error("it does not wait to be announced: the person sees it already")]
    NotWaiting,
    /// What only the person entrusts, or what only the law gives.
    #[error("a carer is asked in by the person, not appointed by law")]
    NotByLaw,
    /// What is by law, which the person or who holds it cannot change.
    #[error("this is so by law: the desk that saw the judgment ends it")]
    ByLaw,
    /// It would begin too late.
    #[error("it begins in {BOOKED_DAYS} days at most: choose an earlier day")]
    TooFar,
    /// An appointment without an end.
    #[error("an appointment has a last day: say which")]
    Endless,
    /// It would begin in the past.
    #[error("the start is before now: choose today or a later day")]
    Past,
    /// The person is of age.
    #[error("the person is of age: parental authority has ended")]
    OfAge,
    /// It is not known when the person comes of age.
    #[error("the date of birth is not known: complete the identity first")]
    AgeUnknown,
    /// The same person acts in the same capacity already.
    #[error("they act for the person in this capacity already: end that first")]
    Twice,
    /// Too many carers.
    #[error("a person has {CARERS} carers at most: end one first")]
    Carers,
    /// Too many who act for the person.
    #[error("{DELEGATIONS} can act for a person: end one first")]
    Delegations,
    /// Not both conditions of an emergency were stated.
    #[error("state both that the person cannot express their will and the immediate risk")]
    Unattested,
    /// A reason, or the words of a review, say too little or too much.
    #[error("write between {REASON_LEAST} and {REASON_MOST} letters")]
    Words,
    /// An emergency is reviewed once it is over.
    #[error("the emergency is not over: review it then, when all that was done is known")]
    Running,
    /// Nobody reviews their own emergency, nor answers about their own access.
    #[error("it is about yourself: another privacy officer decides it")]
    Own,
    /// Too many emergencies wait for their review.
    #[error(
        "{GLASSES} emergencies of this record wait for their review: the privacy officer first"
    )]
    Glasses,
    /// The shared record is closed already.
    #[error("the shared record is closed: open it again first")]
    Closed,
    /// It is not for the person to say.
    #[error("that is for the desk to say: choose another reason")]
    NotTheirs,
    /// Opening it again takes the person's consent.
    #[error("the person has to consent: ask them, and tick the box")]
    Unconsented,
    /// The organisation is not registered as taking care of the person.
    #[error("register first that your organisation takes care of the person")]
    Unregistered,
    /// The number of a call, or its reason, says too little or too much.
    #[error("write between {CALL_REASON_LEAST} and {CALL_REASON_MOST} letters")]
    CallReason,
    /// Too many have the record open for calls.
    #[error("{CALLS} have this record open for a call: wait until one of them is over")]
    Calls,
    /// Too many contested accesses wait for their answer.
    #[error("{CONTESTS} contested accesses of this record wait for their answer: await one")]
    Contests,
    /// The words about a contested access say too much.
    #[error("write {CONTEST_MOST} letters at most")]
    ContestWords,
    /// Those of the answer say too little or too much.
    #[error("write between {ANSWER_LEAST} and {ANSWER_MOST} letters")]
    AnswerWords,
}

/// What a professional is asked who changes for whom an entry is visible (PDT-INF-526,
/// TD3.3b): of what the own organisation keeps, whether they write there.
const fn visibility_of(entry: &Entry) -> Interaction {
    match entry.custodian {
        Custodian::Own => Interaction::OwnWrite,
        Custodian::Other => Interaction::MakeVisible,
    }
}

impl ActError {
    /// The row of the error table.
    pub const fn code(self) -> Code {
        Code::BusinessRule
    }
}
