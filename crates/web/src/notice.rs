//! What somebody is told of their account, in words.

use hygie_accounts::{Event, NoticeSeen};

use crate::Page;

impl Page {
    /// The sentence of a notice, without when it was.
    pub(crate) fn notice(&self, notice: &NoticeSeen) -> String {
        let key = format!("notice-{}", notice.event.name());
        match notice.event {
            Event::NewDevice | Event::HalfWay => {
                self.t1(&key, "place", self.device_name(&notice.place))
            }
            _ => self.t(&key),
        }
    }

    /// Which kind of device it is.
    pub(crate) fn device_name(&self, place: &str) -> String {
        if place.is_empty() { self.t("device-unknown") } else { place.to_owned() }
    }
}
