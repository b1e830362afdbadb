//! Where an attempt comes from, and the ways in that know it.

use std::net::IpAddr;

use hygie_base::{ExposeSecret, SecretString, Timestamp};
use hygie_record::{Expected, Table};

use super::addresses::Net;
use super::device::DeviceKey;
use super::{Attempt, By};
use crate::limits::DEVICE_COOKIE_BYTES;
use crate::service::{HOUSE, nobody};
use crate::stored::put;
use crate::{AccountError, Accounts, Session, secret};

/// Where an attempt to log in comes from, as far as a door knows. Without either
/// it is counted by login alone. No `Debug`: one part is personal, one secret.
#[derive(Clone, Default)]
pub struct Source {
    /// The client's address.
    pub address: Option<IpAddr>,
    /// What the device carries from log-ins before: see
    /// [`Accounts::remember_device`].
    pub device: Option<SecretString>,
    /// Which kind of device it is, in words; nothing rests on it.
    pub place: String,
}

/// Cell of [`Table::House`] with the key that signs what devices carry.
const DEVICE_KEY: &str = "device key";

impl Accounts {
    /// Begins to count an attempt of who has a session of this login, or knows its
    /// password, already. Counted apart from log-ins: strangers cannot slow it.
    pub(crate) fn attempt(&self, login: &str) -> Result<Attempt, AccountError> {
        let begun = self.guesses.begin(login, self.now());
        begun.map_err(|seconds| AccountError::Throttled { seconds })
    }

    /// Begins to count an attempt of anybody on a login.
    pub(crate) async fn attempt_from(
        &self,
        login: &str,
        source: &Source,
    ) -> Result<Attempt, AccountError> {
        let stranger = |login| By::Stranger { login, net: source.address.and_then(Net::of) };
        let by = self.by(login, source, stranger).await?;
        let begun = self.guesses.begin_by(by, self.now());
        begun.map_err(|seconds| AccountError::Throttled { seconds })
    }

    /// Begins to count an attempt of anybody at something that is no login: by
    /// address alone, together with attempts to log in from there.
    pub(crate) fn attempt_near(&self, source: &Source) -> Result<Attempt, AccountError> {
        let by = By::Near { net: source.address.and_then(Net::of) };
        let begun = self.guesses.begin_by(by, self.now());
        begun.map_err(|seconds| AccountError::Throttled { seconds })
    }

    /// Begins to count a code of who knows the password of this login, apart from
    /// passwords: a right password must not clear the count of wrong codes. A known
    /// device does not wait for who has only the password.
    pub(crate) async fn code_attempt_from(
        &self,
        login: &str,
        source: &Source,
    ) -> Result<Attempt, AccountError> {
        let by = self.by(login, source, |login| By::Proven { login }).await?;
        let begun = self.code_guesses.begin_by(by, self.now());
        begun.map_err(|seconds| AccountError::Throttled { seconds })
    }

    /// Who makes it: the device, when this login has logged in from it before.
    async fn by(
        &self,
        login: &str,
        source: &Source,
        otherwise: impl FnOnce(String) -> By,
    ) -> Result<By, AccountError> {
        let key = self.device_key().await?;
        let carried = source.device.as_ref().map(ExposeSecret::expose_secret);
        let carried = carried.filter(|carried| carried.len() <= DEVICE_COOKIE_BYTES);
        let known = carried.and_then(|carried| key.known(carried, login, self.now()));
        let login = login.to_owned();
        Ok(match known {
            Some(device) => By::Device { login, device },
            None => otherwise(login),
        })
    }

    /// What the device of who has just logged in shall carry from now on, in place
    /// of what it carried. At its next log-in as this person it is a known one, for
    /// [`crate::limits::DEVICE_DAYS`]. It opens nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remember_device(
        &self,
        session: &Session,
        carried: Option<&str>,
    ) -> Result<SecretString, AccountError> {
        let key = self.device_key().await?;
        let carried = carried.filter(|carried| carried.len() <= DEVICE_COOKIE_BYTES);
        let now: Timestamp = self.now();
        Ok(key.remembered(carried, &session.login, now, &*self.rng).into())
    }

    /// The key of this store, made when it is first needed: the same on each node,
    /// and after a restart.
    async fn device_key(&self) -> Result<&DeviceKey, AccountError> {
        if let Some(key) = self.guesses.key.get() {
            return Ok(key);
        }
        let kept = loop {
            if let Some((kept, _)) =
                self.read::<String>(Table::House, DEVICE_KEY, DEVICE_KEY).await?
            {
                break kept;
            }
            let fresh = secret::fresh(&*self.rng);
            let change = put(Table::House, DEVICE_KEY, &*fresh, Expected::Absent)?;
            // Another node may come first: then its key is read.
            self.change(&self.gate.itself(&nobody(HOUSE, "log-in")), vec![change], None).await?;
        };
        let kept = zeroize::Zeroizing::new(kept);
        Ok(self.guesses.key.get_or_init(|| DeviceKey::new(&kept)))
    }
}
