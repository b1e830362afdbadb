//! The devices from which an account logged in, as it keeps them: each with where it
//! was, when, and the PIN that unlocks there. What a device carries says only that it
//! is the one it says ([`crate::Accounts::remember_device`]).

mod forget;
mod list;

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use crate::limits::DEVICES;
use crate::lock::Pin;
use crate::session::Standing;

pub use list::DeviceSeen;

/// One device. No `Debug`: it may hold a hash.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Device {
    pub(crate) id: String,
    /// Which kind it is, in words.
    pub(crate) place: String,
    /// From where it came last, shortened.
    pub(crate) address: String,
    pub(crate) first: i64,
    /// When somebody last logged in there.
    pub(crate) last: i64,
    pub(crate) pin: Option<Pin>,
}

/// Those of one account, at most [`DEVICES`].
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Devices(Vec<Device>);

impl Devices {
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Device> {
        self.0.iter()
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.iter().any(|one| one.id == id)
    }

    /// The PIN of a device.
    pub(crate) fn pin_mut(&mut self, id: &str) -> Option<&mut Pin> {
        self.0.iter_mut().find(|one| one.id == id)?.pin.as_mut()
    }

    /// Whether a device has a PIN.
    pub(crate) fn has_pin(&self, id: &str) -> bool {
        self.0.iter().any(|one| one.id == id && one.pin.is_some())
    }

    /// How many have one.
    pub(crate) fn pins(&self) -> usize {
        self.0.iter().filter(|one| one.pin.is_some()).count()
    }

    /// Somebody logged in at this device. One that does not show its sign any more
    /// starts anew, without a PIN.
    pub(crate) fn seen(&mut self, id: &str, standing: &Standing, now: Timestamp) {
        let before = self.0.iter().position(|one| one.id == id).map(|at| self.0.remove(at));
        let before = before.filter(|_| standing.known);
        let first = before.as_ref().map_or(now.0, |one| one.first);
        self.0.sort_by_key(|one| one.last);
        while self.0.len() >= DEVICES {
            self.0.remove(0);
        }
        self.0.push(Device {
            id: id.to_owned(),
            place: standing.place.clone(),
            address: standing.address.clone(),
            first,
            last: now.0,
            pin: before.and_then(|one| one.pin),
        });
    }

    /// Gives a device another PIN; `false` when it is none of these.
    pub(crate) fn set_pin(&mut self, id: &str, pin: Pin) -> bool {
        let found = self.0.iter_mut().find(|one| one.id == id);
        found.map(|one| one.pin = Some(pin)).is_some()
    }

    /// Forgets the PIN of a device; `false` when it had none.
    pub(crate) fn forget_pin(&mut self, id: &str) -> bool {
        let found = self.0.iter_mut().find(|one| one.id == id);
        found.and_then(|one| one.pin.take()).is_some()
    }

    /// Forgets every PIN, and tells how many there were.
    pub(crate) fn forget_pins(&mut self) -> usize {
        self.0.iter_mut().filter_map(|one| one.pin.take()).count()
    }

    /// Forgets a device; `false` when it is none of these.
    pub(crate) fn forget(&mut self, id: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|one| one.id != id);
        self.0.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrives(devices: &mut Devices, id: &str, known: bool, now: i64) {
        let standing = Standing { known, ..Standing::default() };
        devices.seen(id, &standing, Timestamp(now));
    }

    #[test]
    fn so_many_are_known_and_the_one_used_longest_ago_makes_room() {
        let mut devices = Devices::default();
        let count = i64::try_from(DEVICES).unwrap();
        for at in 0..count {
            arrives(&mut devices, &at.to_string(), false, at);
        }
        arrives(&mut devices, "0", true, count);
        assert_eq!(devices.iter().count(), DEVICES);
        assert!(devices.has("0") && devices.has("1"));
        arrives(&mut devices, "one more", false, count + 1);
        assert_eq!(devices.iter().count(), DEVICES);
        assert!(devices.has("0") && !devices.has("1") && devices.has("one more"));
    }

    #[test]
    fn a_device_that_lost_its_sign_loses_its_pin() {
        let mut devices = Devices::default();
        arrives(&mut devices, "a", false, 1);
        assert!(devices.set_pin("a", Pin::of("hash".to_owned(), Timestamp(1))));
        assert!(!devices.set_pin("b", Pin::of("hash".to_owned(), Timestamp(1))));
        arrives(&mut devices, "a", true, 2);
        assert!(devices.has_pin("a"));
        arrives(&mut devices, "a", false, 3);
        assert!(!devices.has_pin("a") && devices.has("a"));
    }
}
