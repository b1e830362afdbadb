//! What somebody is told of their account, in words.

use hygie_accounts::{Event, NoticeSeen};

use crate::Page;
use crate::record::RecordPath;

impl Page {
    /// The sentence of a notice, without when it was.
    pub(crate) fn notice(&self, notice: &NoticeSeen) -> String {
        let key = format!("notice-{}", notice.event.name());
        match notice.event {
            Event::NewDevice | Event::HalfWay => {
                self.t1(&key, "place", self.device_name(&notice.place))
            }
            Event::RecordOpened
            | Event::PatientOpened
            | Event::RecordRegulated
            | Event::PatientRegulated
            | Event::ContestAnswered
            | Event::FirstLook
            | Event::WillChanged => {
                let who = notice.about.as_ref().map_or("", |about| &*about.who);
                self.t1(&key, "who", who)
            }
            _ => self.t(&key),
        }
    }

    /// Where more is told of a notice about a record: who looked into it.
    pub(crate) fn notice_more(&self, notice: &NoticeSeen) -> Option<String> {
        let record = notice.about.as_ref()?.record()?;
        Some(RecordPath::of(record).access())
    }

    /// Which kind of device it is.
    pub(crate) fn device_name(&self, place: &str) -> String {
        if place.is_empty() { self.t("device-unknown") } else { place.to_owned() }
    }
}
