//! Wrong attempts by where they come from. A whole hospital can stand behind one
//! address, so many are free, and they are forgotten one by one. Of IPv6 the site
//! is counted too, more generously: who rents one machine is often given 2^16
//! networks with it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};

use hygie_base::Timestamp;

use crate::limits::{
    ADDRESS_FREE_GUESSES, ADDRESS_GUESS_MILLIS, GUESSED_ADDRESSES, SITE_FREE_GUESSES,
    SITE_GUESS_MILLIS,
};

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
            IpAddr::V6(address) => IpAddr::V6(first_bits(address, 64)),
        }))
    }

    /// The site that it belongs to; of IPv4 none is known.
    fn site(self) -> Option<Self> {
        match self.0 {
            IpAddr::V4(_) => None,
            IpAddr::V6(address) => Some(Self(IpAddr::V6(first_bits(address, 48)))),
        }
    }
}

/// The address with all but its first bits cleared.
fn first_bits(address: Ipv6Addr, bits: u32) -> Ipv6Addr {
    let rest = 128 - bits;
    (u128::from(address) >> rest << rest).into()
}

/// Counts of wrong attempts by place.
pub(super) struct Addresses {
    nets: Places,
    /// Of IPv6.
    sites: Places,
}

impl Default for Addresses {
    fn default() -> Self {
        Self {
            nets: Places::of(ADDRESS_FREE_GUESSES, ADDRESS_GUESS_MILLIS),
            sites: Places::of(SITE_FREE_GUESSES, SITE_GUESS_MILLIS),
        }
    }
}

impl Addresses {
    /// Milliseconds that the next attempt from there has to wait.
    pub(super) fn rest(&self, net: Net, now: Timestamp) -> Option<i64> {
        let site = net.site().and_then(|site| self.sites.rest(site, now));
        self.nets.rest(net, now).max(site)
    }

    pub(super) fn begin(&mut self, net: Net, now: Timestamp) {
        self.nets.begin(net, now);
        if let Some(site) = net.site() {
            self.sites.begin(site, now);
        }
    }

    pub(super) fn undo(&mut self, net: Net) {
        self.nets.undo(net);
        if let Some(site) = net.site() {
            self.sites.undo(site);
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.nets.clean.len()
    }
}

/// When the wrong attempts of each place are all forgotten. Each puts that off by
/// the time after which one is; there may be as many as are free.
struct Places {
    clean: HashMap<Net, Timestamp>,
    /// Milliseconds after which one attempt is forgotten.
    each: i64,
    /// How far off it may be for one more.
    room: i64,
}

impl Places {
    fn of(free: i64, each: i64) -> Self {
        Self { clean: HashMap::new(), each, room: (free - 1) * each }
    }

    fn rest(&self, net: Net, now: Timestamp) -> Option<i64> {
        let rest = self.clean.get(&net)?.0.saturating_sub(now.0).saturating_sub(self.room);
        // More than one attempt's time is left by a clock that was set back only.
        (1..=self.each).contains(&rest).then_some(rest)
    }

    fn begin(&mut self, net: Net, now: Timestamp) {
        if !self.clean.contains_key(&net) && self.clean.len() >= GUESSED_ADDRESSES {
            let first = self.clean.iter().min_by_key(|(_, clean)| **clean).map(|(net, _)| *net);
            first.map(|first| self.clean.remove(&first));
        }
        let clean = self.clean.entry(net).or_insert(now);
        let left = clean.0.saturating_sub(now.0);
        let begin = if (0..=self.room).contains(&left) { *clean } else { now };
        clean.0 = begin.0.saturating_add(self.each);
    }

    fn undo(&mut self, net: Net) {
        if let Some(clean) = self.clean.get_mut(&net) {
            clean.0 = clean.0.saturating_sub(self.each);
        }
    }
}
