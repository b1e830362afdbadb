//! What an account keeps of its mail.

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use super::{MailConfirmed, MailSeen};
use crate::limits::MAIL_CODE_TRIES;

/// How often notices are sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailPace {
    /// Each one within a minute.
    #[default]
    AtOnce,
    /// Those of a day together, in the morning.
    Daily,
}

impl MailPace {
    /// Every pace.
    pub const ALL: [Self; 2] = [Self::AtOnce, Self::Daily];

    /// Its name, in forms and in what is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::Daily => "daily",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pace| pace.name() == name)
    }
}

/// The mail of an account.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Mail {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) confirmed: Option<Confirmed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pending: Option<Pending>,
    /// An address that is told that it gets no more mail from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) farewell: Option<Farewell>,
    /// When codes were asked for, of the last day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) asked: Vec<i64>,
}

/// An address whose holder typed the code that was sent there.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Confirmed {
    pub(super) address: String,
    pub(super) pace: MailPace,
    /// BCP 47 tag.
    pub(super) language: String,
    /// Since when the server refuses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) refused: Option<i64>,
}

/// An address that waits for its code.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pending {
    pub(super) address: String,
    pub(super) language: String,
    /// Digits, in clear: they are to be sent. The cell is sealed, and they serve minutes.
    pub(super) code: String,
    pub(super) asked: i64,
    pub(super) until: i64,
    /// Wrong ones that were typed.
    pub(super) tries: u32,
    /// Whether the code is still to be sent.
    pub(super) owed: bool,
}

/// An address that was the confirmed one.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Farewell {
    pub(super) address: String,
    pub(super) language: String,
    pub(super) at: i64,
}

impl Mail {
    /// Whether there is nothing to keep.
    pub(crate) const fn is_none(&self) -> bool {
        self.confirmed.is_none()
            && self.pending.is_none()
            && self.farewell.is_none()
            && self.asked.is_empty()
    }

    pub(super) fn seen(&self, now: Timestamp) -> MailSeen {
        let confirmed = self.confirmed.as_ref().map(|it| MailConfirmed {
            address: it.address.clone(),
            pace: it.pace,
            refused: it.refused.map(Timestamp),
        });
        let pending = self.pending.as_ref().filter(|it| it.is_open(now));
        MailSeen { confirmed, pending: pending.map(|it| it.address.clone()) }
    }

    /// The confirmed address gets no more mail, and is told so: whoever took it away may
    /// not be who set it.
    pub(super) fn leave(&mut self, now: Timestamp) {
        if let Some(Confirmed { address, language, refused: None, .. }) = self.confirmed.take() {
            self.farewell = Some(Farewell { address, language, at: now.0 });
        }
    }
}

impl Pending {
    /// Whether its code may still be typed.
    pub(super) const fn is_open(&self, now: Timestamp) -> bool {
        now.0 < self.until && self.tries < MAIL_CODE_TRIES
    }
}
