//! Wrong attempts by where they come from. A whole hospital can stand behind one
//! address, so many are free, and they are forgotten one by one.

use std::collections::HashMap;
use std::net::IpAddr;

use hygie_base::Timestamp;

use crate::limits::{ADDRESS_FREE_GUESSES, ADDRESS_GUESS_MILLIS, GUESSED_ADDRESSES};

/// One place: an IPv4 address, or the 64 bits that a household has of IPv6 (RFC
/// 6177 gives it at least as much).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Net(IpAddr);

impl Net {
    /// The place of an address; `None` for this very machine, where a proxy is
    /// that nobody named, and all the world behind it.
    pub(super) fn of(address: IpAddr) -> Option<Self> {
        let address = address.to_canonical();
        if address.is_loopback() || address.is_unspecified() {
            return None;
        }
        Some(Self(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(address) => {
                let first = u128::from(address) >> 64 << 64;
                IpAddr::V6(first.into())
            }
        }))
    }
}

/// When the wrong attempts of each place are all forgotten. Each puts that off by
/// [`ADDRESS_GUESS_MILLIS`]; there may be as many as are free.
#[derive(Default)]
pub(super) struct Addresses {
    clean: HashMap<Net, Timestamp>,
}

/// How far off it may be for one more.
const ROOM: i64 = (ADDRESS_FREE_GUESSES - 1) * ADDRESS_GUESS_MILLIS;

impl Addresses {
    /// Milliseconds that the next attempt from there has to wait.
    pub(super) fn rest(&self, net: Net, now: Timestamp) -> Option<i64> {
        let rest = self.clean.get(&net)?.0.saturating_sub(now.0).saturating_sub(ROOM);
        // More than one attempt's time is left by a clock that was set back only.
        (1..=ADDRESS_GUESS_MILLIS).contains(&rest).then_some(rest)
    }

    pub(super) fn begin(&mut self, net: Net, now: Timestamp) {
        if !self.clean.contains_key(&net) && self.clean.len() >= GUESSED_ADDRESSES {
            let first = self.clean.iter().min_by_key(|(_, clean)| **clean).map(|(net, _)| *net);
            first.map(|first| self.clean.remove(&first));
        }
        let clean = self.clean.entry(net).or_insert(now);
        let left = clean.0.saturating_sub(now.0);
        let begin = if (0..=ROOM).contains(&left) { *clean } else { now };
        clean.0 = begin.0.saturating_add(ADDRESS_GUESS_MILLIS);
    }

    pub(super) fn undo(&mut self, net: Net) {
        if let Some(clean) = self.clean.get_mut(&net) {
            clean.0 = clean.0.saturating_sub(ADDRESS_GUESS_MILLIS);
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.clean.len()
    }
}
