//! Log-ins that were begun at a provider and wait for the browser to come back: in
//! memory, bounded, each for ten minutes and once.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hygie_accounts::kept::secret;
use hygie_base::{Rng, SecretString, Timestamp};
use hygie_oidc::Pending;

use crate::limits::{BEGUN, BEGUN_FROM_ONE};
use crate::onward::Carried;

/// What for.
pub(super) enum Purpose {
    /// To log in, and go on there.
    LogIn {
        /// A path of ours.
        next: String,
    },
    /// To link the account of the session of this id.
    Link {
        /// The session's id.
        session: String,
    },
    /// Show again, in the session of this id, who one is.
    Again {
        /// The session's id.
        session: String,
        /// Where that leads, and what was being written.
        carried: Carried,
    },
}

/// One that was begun.
pub(super) struct Begun {
    /// The provider's name here.
    pub(super) provider: String,
    /// What the provider's answer is held against.
    pub(super) pending: Pending,
    /// What for.
    pub(super) purpose: Purpose,
}

/// Those that wait.
#[derive(Default)]
pub(crate) struct Waiting(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// By the hash of the cookie.
    begun: HashMap<String, (Begun, IpAddr)>,
    /// Their names and ends in the order of beginning, also of those that were taken.
    order: VecDeque<(String, Timestamp)>,
    /// How many wait from each place.
    from: HashMap<IpAddr, usize>,
}

impl Waiting {
    /// Keeps one and gives the value of its cookie; `None` when too many were begun
    /// from there. When there are too many in all, the oldest makes room.
    pub(super) fn keep(
        &self,
        rng: &dyn Rng,
        from: IpAddr,
        now: Timestamp,
        begun: Begun,
    ) -> Option<SecretString> {
        let from = place(from);
        let mut inner = self.lock();
        inner.clear(now);
        if inner.from.get(&from).is_some_and(|count| *count >= BEGUN_FROM_ONE) {
            return None;
        }
        if inner.begun.len() >= BEGUN {
            inner.drop_oldest();
        }
        let cookie = secret::fresh(rng);
        let name = secret::name(&cookie);
        inner.order.push_back((name.clone(), begun.pending.expires()));
        inner.begun.insert(name, (begun, from));
        *inner.from.entry(from).or_default() += 1;
        Some(SecretString::from(cookie.as_str()))
    }

    /// Takes out the one of this cookie: it is used once.
    pub(super) fn take(&self, cookie: &str) -> Option<Begun> {
        if !secret::is_well_formed(cookie) {
            return None;
        }
        self.lock().take(&secret::name(cookie))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn take(&mut self, name: &str) -> Option<Begun> {
        let (begun, from) = self.begun.remove(name)?;
        if let Some(count) = self.from.get_mut(&from) {
            *count -= 1;
            if *count == 0 {
                self.from.remove(&from);
            }
        }
        Some(begun)
    }

    /// Forgets what is over, and of what was taken the names.
    fn clear(&mut self, now: Timestamp) {
        while let Some((name, ends)) = self.order.front() {
            let waits = self.begun.contains_key(name);
            if waits && now < *ends {
                break;
            }
            let name = name.clone();
            self.order.pop_front();
            self.take(&name);
        }
        if self.order.len() > 2 * BEGUN {
            let begun = &self.begun;
            self.order.retain(|(name, _)| begun.contains_key(name));
        }
    }

    fn drop_oldest(&mut self) {
        while let Some((name, _)) = self.order.pop_front() {
            if self.take(&name).is_some() {
                return;
            }
        }
    }
}

/// An IPv4 address, or the 64 bits of IPv6 that a household has.
fn place(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use hygie_base::{ExposeSecret as _, SeededRng};
    use hygie_oidc::limits::PENDING_MILLIS;

    use super::*;

    fn begun(at: i64) -> Begun {
        let stored = format!(
            r#"{{"version":1,"issuer":"i","redirect":"r","state":"s","nonce":"n","verifier":"v","begun":{at}}}"#
        );
        Begun {
            provider: "p".to_owned(),
            pending: Pending::from_bytes(stored.as_bytes()).unwrap(),
            purpose: Purpose::LogIn { next: "/".to_owned() },
        }
    }

    fn here(last: u16) -> IpAddr {
        let [high, low] = last.to_be_bytes();
        Ipv4Addr::new(192, 0, high, low).into()
    }

    #[test]
    fn each_is_taken_once_and_by_its_cookie_alone() {
        let (waiting, rng) = (Waiting::default(), SeededRng::new(1));
        let one = waiting.keep(&rng, here(1), Timestamp(0), begun(0)).unwrap();
        let other = waiting.keep(&rng, here(1), Timestamp(0), begun(0)).unwrap();
        assert_ne!(one.expose_secret(), other.expose_secret());
        for wrong in ["", "x", &secret::name(one.expose_secret()), &"A".repeat(43)] {
            assert!(waiting.take(wrong).is_none(), "{wrong}");
        }
        assert!(waiting.take(one.expose_secret()).is_some());
        assert!(waiting.take(one.expose_secret()).is_none());
        assert!(waiting.take(other.expose_secret()).is_some());
        let inner = waiting.lock();
        assert!(inner.begun.is_empty() && inner.from.is_empty());
    }

    #[test]
    fn so_many_wait_from_one_place() {
        let (waiting, rng) = (Waiting::default(), SeededRng::new(1));
        let keep = |from, now| waiting.keep(&rng, from, Timestamp(now), begun(now));
        let house = |last: u16| Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, last).into();
        let first = keep(house(0), 0).unwrap();
        for at in 1..BEGUN_FROM_ONE {
            assert!(keep(house(u16::try_from(at).unwrap()), 0).is_some());
        }
        assert!(keep(house(0xffff), 0).is_none());
        assert!(keep(here(1), 0).is_some(), "others do not notice");
        assert!(waiting.take(first.expose_secret()).is_some());
        assert!(keep(house(7), 0).is_some());
        assert!(keep(house(7), PENDING_MILLIS - 1).is_none());
        assert!(keep(house(7), PENDING_MILLIS).is_some(), "those are over");
    }

    #[test]
    fn so_many_wait_in_all_and_the_oldest_makes_room() {
        let (waiting, rng) = (Waiting::default(), SeededRng::new(1));
        let keep = |at: usize| {
            let from = here(u16::try_from(at / BEGUN_FROM_ONE).unwrap());
            waiting.keep(&rng, from, Timestamp(0), begun(0)).unwrap()
        };
        let first = keep(0);
        let second = keep(1);
        (2..BEGUN).for_each(|at| drop(keep(at)));
        assert_eq!(waiting.lock().begun.len(), BEGUN);
        keep(BEGUN);
        assert_eq!(waiting.lock().begun.len(), BEGUN);
        assert!(waiting.take(first.expose_secret()).is_none());
        assert!(waiting.take(second.expose_secret()).is_some());
    }

    #[test]
    fn what_was_taken_leaves_nothing_behind() {
        let (waiting, rng) = (Waiting::default(), SeededRng::new(1));
        // One that stays waiting keeps the names after it in line.
        waiting.keep(&rng, here(9), Timestamp(0), begun(0)).unwrap();
        for _ in 0..=2 * BEGUN {
            let cookie = waiting.keep(&rng, here(1), Timestamp(0), begun(0)).unwrap();
            assert!(waiting.take(cookie.expose_secret()).is_some());
        }
        assert!(waiting.lock().order.len() <= 2 * BEGUN + 1);
    }
}
