//! Wrong attempts, counted in memory: of strangers by login and by address, of a
//! known device by itself. What a stranger does never slows a device from which
//! the owner logged in before (OWASP, device cookies; ASVS 5.0, 6.3.1).

mod addresses;
mod counts;
mod device;
mod source;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use hygie_base::Timestamp;

use crate::limits::{
    GUESSED_DEVICES, GUESSED_LOGINS, GUESSES_FORGOTTEN_MILLIS, LONGEST_WAIT_MILLIS,
};
use addresses::{Addresses, Net};
use counts::Counts;
pub(crate) use device::DeviceKey;
#[cfg(feature = "fuzzing")]
pub(crate) use device::id_of as device_id;

pub use source::Source;

/// The counts of one process.
pub(crate) struct Guesses {
    counted: Mutex<Counted>,
    /// Signs what devices carry; read from the store once.
    key: OnceLock<DeviceKey>,
}

struct Counted {
    /// Strangers, by login.
    logins: Counts<String>,
    /// Strangers, by where they are.
    addresses: Addresses,
    /// Known devices, each by login and device.
    devices: Counts<(String, String)>,
    /// Those who have proved who they are and are asked again, by login.
    proven: Counts<String>,
}

/// Who makes an attempt, as far as counting goes.
#[derive(Clone)]
pub(crate) enum By {
    /// Anybody.
    Stranger {
        /// On which login.
        login: String,
        /// From where, when that is known and tells something.
        net: Option<Net>,
    },
    /// Anybody, at something that is no login: a code of activation.
    Near {
        /// From where, when that is known and tells something.
        net: Option<Net>,
    },
    /// Who uses a device from which that login has logged in.
    Device {
        /// On which login.
        login: String,
        /// Which device.
        device: String,
    },
    /// Who has a session of that login, or its password, already.
    Proven {
        /// Which login.
        login: String,
    },
}

/// An attempt under way. It counts as wrong from its beginning, so that many at
/// the same time are not all free; dropped without a verdict, it never was.
#[must_use]
pub(crate) struct Attempt {
    guesses: Arc<Guesses>,
    by: By,
    open: bool,
}

impl Default for Guesses {
    fn default() -> Self {
        Self::waiting(LONGEST_WAIT_MILLIS, GUESSES_FORGOTTEN_MILLIS)
    }
}

impl Guesses {
    /// Whose waits grow up to so many milliseconds, and which forgets after so many.
    pub(crate) fn waiting(longest: i64, forgotten: i64) -> Self {
        let counted = Counted {
            logins: Counts::new(GUESSED_LOGINS, longest, forgotten),
            addresses: Addresses::default(),
            devices: Counts::new(GUESSED_DEVICES, longest, forgotten),
            proven: Counts::new(GUESSED_LOGINS, longest, forgotten),
        };
        Self { counted: Mutex::new(counted), key: OnceLock::new() }
    }

    /// Begins an attempt of who is known already ([`By::Proven`]).
    pub(crate) fn begin(self: &Arc<Self>, login: &str, now: Timestamp) -> Result<Attempt, u32> {
        self.begin_by(By::Proven { login: login.to_owned() }, now)
    }

    /// Begins an attempt, or tells how many seconds it must wait. An attempt
    /// that is told to wait is not counted, so waiting always ends.
    pub(crate) fn begin_by(self: &Arc<Self>, by: By, now: Timestamp) -> Result<Attempt, u32> {
        let mut counted = self.lock();
        if let Some(rest) = counted.rest(&by, now) {
            return Err(seconds(rest));
        }
        counted.begin(&by, now);
        drop(counted);
        Ok(Attempt { guesses: Arc::clone(self), by, open: true })
    }

    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counted {
    /// Milliseconds that the next attempt still has to wait.
    fn rest(&self, by: &By, now: Timestamp) -> Option<i64> {
        match by {
            By::Stranger { login, net } => {
                let near = net.and_then(|net| self.addresses.rest(net, now));
                self.logins.rest(login, now).max(near)
            }
            By::Near { net } => net.and_then(|net| self.addresses.rest(net, now)),
            By::Device { login, device } => {
                self.devices.rest(&(login.clone(), device.clone()), now)
            }
            By::Proven { login } => self.proven.rest(login, now),
        }
    }

    fn begin(&mut self, by: &By, now: Timestamp) {
        match by.clone() {
            By::Stranger { login, net } => {
                self.logins.begin(login, now);
                if let Some(net) = net {
                    self.addresses.begin(net, now);
                }
            }
            By::Near { net } => net.into_iter().for_each(|net| self.addresses.begin(net, now)),
            By::Device { login, device } => self.devices.begin((login, device), now),
            By::Proven { login } => self.proven.begin(login, now),
        }
    }

    /// The secret was right: what went before on this login is forgotten. Of an
    /// address only this attempt: else its next hundred guesses at others would
    /// cost one log-in of its own.
    fn right(&mut self, by: &By) {
        match by {
            By::Stranger { login, net } => {
                self.logins.forget(login);
                net.iter().for_each(|net| self.addresses.undo(*net));
            }
            By::Near { net } => net.iter().for_each(|net| self.addresses.undo(*net)),
            By::Device { login, device } => self.devices.forget(&(login.clone(), device.clone())),
            By::Proven { login } => self.proven.forget(login),
        }
    }

    /// It never was.
    fn undo(&mut self, by: &By) {
        match by {
            By::Stranger { login, net } => {
                self.logins.undo(login);
                net.iter().for_each(|net| self.addresses.undo(*net));
            }
            By::Near { net } => net.iter().for_each(|net| self.addresses.undo(*net)),
            By::Device { login, device } => self.devices.undo(&(login.clone(), device.clone())),
            By::Proven { login } => self.proven.undo(login),
        }
    }
}

fn seconds(millis: i64) -> u32 {
    u32::try_from(millis.saturating_add(999) / 1000).unwrap_or(u32::MAX)
}

impl Attempt {
    /// The password was right.
    pub(crate) fn right(mut self) {
        self.open = false;
        self.guesses.lock().right(&self.by);
    }

    /// The password was wrong: it stays counted. Returns the seconds that the
    /// next attempt has to wait.
    pub(crate) fn wrong(mut self, now: Timestamp) -> u32 {
        self.open = false;
        self.guesses.lock().rest(&self.by, now).map_or(0, seconds)
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if self.open {
            self.guesses.lock().undo(&self.by);
        }
    }
}

#[cfg(test)]
mod tests;
