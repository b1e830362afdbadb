//! What the holder of an account is to know of what happened to it: it is told at the next
//! page, and by [mail](crate::mail) where they asked for that. Each notice is written in the
//! commit of the act itself.
//!
//! A notice of what was done at a device is not shown as news at that very device, and
//! cannot be put away there: who did it there is who knows it, and a thief must not be
//! able to hide their own arrival.

mod event;
mod list;

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::Asker;
use serde::{Deserialize, Serialize};

use crate::Stage;
use crate::account::Account;
use crate::limits::{NOTICES, SECOND_MILLIS};
use crate::session::Standing;

pub use event::Event;
pub use list::NoticeSeen;

/// One notice, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Notice {
    event: Event,
    at: i64,
    /// At which device; none when it was done by another person.
    device: Option<String>,
    place: String,
    /// Shortened.
    address: String,
    read: bool,
    /// Whether it is still to be sent, should there be mail.
    #[serde(default, skip_serializing_if = "is_false")]
    owed: bool,
    /// Who did it and with which record, where it tells of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<About>,
}

/// Who did something with a record, and with which one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct About {
    /// Name in words, and organisation.
    pub who: String,
    record: u64,
}

impl About {
    pub(crate) fn of(who: &Asker, record: RecordNo) -> Self {
        Self::named(&who.name, &who.organisation_name, record)
    }

    /// Of somebody of this name, of an organisation of that one, which may be empty.
    pub(crate) fn named(name: &str, of: &str, record: RecordNo) -> Self {
        let who = if of.is_empty() { name.to_owned() } else { format!("{name}, {of}") };
        Self::new(who, record)
    }

    /// Of somebody, in words, and this record.
    pub const fn new(who: String, record: RecordNo) -> Self {
        Self { who, record: record.get() }
    }

    /// The record; none of a number that is none.
    pub const fn record(&self) -> Option<RecordNo> {
        RecordNo::from_u64(self.record)
    }
}

/// Those of one account, the oldest first; at most [`NOTICES`].
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Notices(Vec<Notice>);

impl Notices {
    /// What the holder did, or somebody who had come as far as they.
    pub(crate) fn own(&mut self, event: Event, standing: &Standing, now: Timestamp) {
        self.push(Notice {
            event,
            at: now.0,
            device: standing.device.clone(),
            place: standing.place.clone(),
            address: standing.address.clone(),
            read: false,
            owed: true,
            about: None,
        });
    }

    /// Somebody has come half the way at this moment. Of several times from the same
    /// place the last one is told.
    pub(crate) fn half_way(&mut self, standing: &Standing, begun: Timestamp) {
        self.0.retain(|one| {
            let same = one.event == Event::HalfWay
                && one.place == standing.place
                && one.address == standing.address;
            !same
        });
        self.own(Event::HalfWay, standing, begun);
    }

    /// Who came half the way then has come the whole one.
    pub(crate) fn whole_way(&mut self, begun: Timestamp) {
        self.0.retain(|one| one.event != Event::HalfWay || one.at != begun.0);
    }

    /// The same of a session at this stage: what the log-in itself led to is kept and is
    /// no news.
    pub(crate) fn led(&mut self, stage: Stage, event: Event, standing: &Standing, now: Timestamp) {
        self.own(event, standing, now);
        if let Some(notice) = self.0.last_mut().filter(|_| stage != Stage::Open) {
            notice.known();
        }
    }

    /// What another person did.
    pub(crate) fn others(&mut self, event: Event, now: Timestamp) {
        let (place, address) = (String::new(), String::new());
        self.push(Notice {
            event,
            at: now.0,
            device: None,
            place,
            address,
            read: false,
            owed: true,
            about: None,
        });
    }

    /// The last one is no news here; it is sent all the same, for it may not have been them.
    pub(crate) fn last_is_known(&mut self) {
        if let Some(notice) = self.0.last_mut() {
            notice.read = true;
        }
    }

    /// What somebody did with a record.
    pub(crate) fn of_record(&mut self, event: Event, about: About, now: Timestamp) {
        self.others(event, now);
        if let Some(notice) = self.0.last_mut() {
            notice.about = Some(about);
        }
    }

    /// One that was read makes room first, and of those that were not, one that tells
    /// of no new device and of no record: who makes much noise hides nothing by it.
    fn push(&mut self, notice: Notice) {
        while self.0.len() >= NOTICES {
            let read = self.0.iter().position(|one| one.read);
            let minor = || self.0.iter().position(|one| !one.event.is_grave());
            self.0.remove(read.or_else(minor).unwrap_or_default());
        }
        self.0.push(notice);
    }

    /// Those that are news at this device, the oldest first.
    pub(crate) fn news<'a>(
        &'a self,
        device: Option<&'a str>,
    ) -> impl DoubleEndedIterator<Item = &'a Notice> {
        self.0.iter().filter(move |one| one.is_news(device))
    }

    /// Puts away what is news at this device; how much it was.
    pub(crate) fn put_away(&mut self, device: Option<&str>) -> usize {
        let news = self.0.iter_mut().filter(|one| one.is_news(device));
        news.map(|one| one.read = true).count()
    }

    /// Those that are still to be sent, the oldest first: what, when, and from when on.
    /// Whoever came half the way may come the whole one within its time.
    pub(crate) fn owed(&self) -> impl Iterator<Item = (Event, Timestamp, Timestamp)> {
        self.0.iter().filter(|one| one.owed).map(|one| {
            let half = one.event == Event::HalfWay;
            let after = if half { SECOND_MILLIS } else { 0 };
            (one.event, Timestamp(one.at), Timestamp(one.at.saturating_add(after)))
        })
    }

    /// These were sent.
    pub(crate) fn mailed(&mut self, sent: &[(Event, Timestamp)]) {
        for (event, at) in sent {
            let is = |one: &&mut Notice| one.owed && one.event == *event && one.at == at.0;
            if let Some(notice) = self.0.iter_mut().find(is) {
                notice.owed = false;
            }
        }
    }

    /// None of them is to be sent.
    pub(crate) fn owe_nothing(&mut self) {
        self.0.iter_mut().for_each(|one| one.owed = false);
    }

    /// Those that tell of the account and of no record, for who governs accounts: whose
    /// record was opened, and how, is not theirs to know.
    pub(crate) fn of_account(&self) -> Vec<NoticeSeen> {
        let own = self.0.iter().rev().filter(|one| !one.event.is_of_record());
        own.map(|one| one.seen(None)).collect()
    }

    /// All of them, the newest first.
    pub(crate) fn seen(&self, device: Option<&str>) -> Vec<NoticeSeen> {
        self.0.iter().rev().map(|one| one.seen(device)).collect()
    }
}

impl Notice {
    /// Its reader knows it already.
    const fn known(&mut self) {
        self.read = true;
        self.owed = false;
    }

    /// Whether it tells of a record, and not of the account itself.
    pub(crate) const fn is_of_record(&self) -> bool {
        self.event.is_of_record()
    }

    fn is_news(&self, device: Option<&str>) -> bool {
        let elsewhere = self.device.is_none() || self.device.as_deref() != device;
        !self.read && elsewhere
    }

    pub(crate) fn seen(&self, device: Option<&str>) -> NoticeSeen {
        NoticeSeen {
            event: self.event,
            at: Timestamp(self.at),
            place: self.place.clone(),
            address: self.address.clone(),
            news: self.is_news(device),
            about: self.about.clone(),
        }
    }
}

impl Account {
    /// Somebody has logged in: the device becomes a known one, and one that was none is
    /// told, but for the first of all. Personas of a demonstration are entered by
    /// anybody, from anywhere.
    pub(crate) fn arrived(&mut self, standing: &Standing, now: Timestamp) {
        let Some(id) = standing.device.as_deref().filter(|_| !standing.proved.persona) else {
            return;
        };
        let (first, known) = (self.devices.is_empty(), standing.known && self.devices.has(id));
        self.devices.seen(id, standing, now);
        if !known {
            self.notices.own(Event::NewDevice, standing, now);
            if let Some(notice) = self.notices.0.last_mut().filter(|_| first) {
                notice.known();
            }
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg(test)]
mod tests;
