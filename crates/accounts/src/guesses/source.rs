//! Where an attempt comes from, and the ways in that know it.

use std::net::IpAddr;

use aws_lc_rs::hmac;
use hygie_base::{ExposeSecret, SecretString};

use super::addresses::Net;
use super::device::{self, DeviceKey};
use super::{Attempt, By};
use crate::limits::{DEVICE_COOKIE_BYTES, PLACE_CHARS};
use crate::session::Standing;
use crate::{AccountError, Accounts, Proved, Session};

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

impl Source {
    /// What the device carries, when it may be of ours.
    fn carried(&self) -> Option<&str> {
        let carried = self.device.as_ref().map(ExposeSecret::expose_secret);
        carried.filter(|carried| carried.len() <= DEVICE_COOKIE_BYTES)
    }
}

/// An address as its owner reads it, without what tells one machine from the next: of
/// IPv4 the first three bytes, of IPv6 the 48 bits of a site (RFC 6177).
fn shortened(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.…")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:…")
        }
    }
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

    /// Begins to count a log-in by a passkey, of a login where its owner is known.
    /// Strangers are counted by the passkey, whose id nobody can guess, and by address:
    /// what they do to a login slows no passkey of it.
    pub(crate) async fn passkey_attempt_from(
        &self,
        login: Option<&str>,
        passkey: &str,
        source: &Source,
    ) -> Result<Attempt, AccountError> {
        let net = source.address.and_then(Net::of);
        let stranger = |_| By::Stranger { login: format!("\npasskey {passkey}"), net };
        let by = self.by(login.unwrap_or("\n"), source, stranger).await?;
        let begun = self.guesses.begin_by(by, self.now());
        begun.map_err(|seconds| AccountError::Throttled { seconds })
    }

    /// Begins to count a passkey of who has a session of this login, or its password.
    /// Apart from all others: none of them is kept waiting by it.
    pub(crate) fn passkey_attempt(&self, login: &str) -> Result<Attempt, AccountError> {
        let begun = self.guesses.begin(&format!("\npasskey {login}"), self.now());
        begun.map_err(|seconds| AccountError::Throttled { seconds })
    }

    /// Who makes it: the device, when this login has logged in from it before.
    async fn by(
        &self,
        login: &str,
        source: &Source,
        otherwise: impl FnOnce(String) -> By,
    ) -> Result<By, AccountError> {
        let known = self.known_device(login, source).await?;
        let login = login.to_owned();
        Ok(match known {
            Some(device) => By::Device { login, device },
            None => otherwise(login),
        })
    }

    /// The id of the device, when it carries a valid sign that this login has logged in
    /// from it.
    pub(crate) async fn known_device(
        &self,
        login: &str,
        source: &Source,
    ) -> Result<Option<String>, AccountError> {
        let key = self.device_key().await?;
        Ok(source.carried().and_then(|carried| key.known(carried, login, self.now())))
    }

    /// What a session keeps of where it begins. Every way in calls this once, with what
    /// was proved, so that its device becomes a known one and a new one is told.
    pub(crate) async fn arriving(
        &self,
        login: &str,
        source: &Source,
        proved: Proved,
    ) -> Result<Standing, AccountError> {
        let place = source.place.chars().filter(|one| !one.is_control());
        Ok(Standing {
            proved,
            proved_at: self.now().0,
            place: place.take(PLACE_CHARS).collect(),
            address: source.address.map(shortened).unwrap_or_default(),
            device: Some(device::id_of(source.carried(), &*self.rng)),
            known: self.known_device(login, source).await?.is_some(),
            ..Standing::default()
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
        let of_session = session.standing.device.clone();
        let id = of_session.unwrap_or_else(|| device::id_of(carried, &*self.rng));
        Ok(key.remembered((&id, carried), &session.login, self.now()).into())
    }

    /// A key of this store for another purpose: 32 bytes.
    pub(crate) async fn derived_key(&self, purpose: &str) -> Result<hmac::Tag, AccountError> {
        Ok(self.device_key().await?.derived(purpose))
    }

    /// The key of this store, made when it is first needed: the same on each node,
    /// and after a restart.
    async fn device_key(&self) -> Result<&DeviceKey, AccountError> {
        if let Some(key) = self.guesses.key.get() {
            return Ok(key);
        }
        let kept = self.house_key(DEVICE_KEY).await?;
        Ok(self.guesses.key.get_or_init(|| DeviceKey::new(&kept)))
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn an_address_tells_the_place_and_not_the_machine() {
        let check = |address: &str, expect: &str| {
            assert_eq!(shortened(address.parse().unwrap()), expect, "{address}");
        };
        check("192.0.2.77", "192.0.2.…");
        check("::ffff:192.0.2.77", "192.0.2.…");
        check("2001:db8:12:3456::1", "2001:db8:12:…");
        check("::1", "0:0:0:…");
    }
}
