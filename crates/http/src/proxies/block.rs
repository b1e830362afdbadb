//! Blocks of addresses.

use std::net::IpAddr;

use crate::limits::PROXIES;

/// A block of addresses: those whose first bits are the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    first: IpAddr,
    bits: u32,
}

/// Why a text names no block.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BlockFault {
    /// It is neither an address nor a block.
    #[error(
        "`{0}` is no address and no block of addresses: write 10.1.2.3, 10.0.0.0/8 or fd00::/8"
    )]
    Form(String),
    /// The address has bits beyond those that the block has in common.
    #[error("`{named}` has bits beyond the /{bits}: the block that holds it is {first}/{bits}")]
    Bits {
        /// As it was written.
        named: String,
        /// The first address of the block.
        first: IpAddr,
        /// Bits in common.
        bits: u32,
    },
    /// It would believe everybody.
    #[error("`{0}` is everybody: name the addresses of the proxies only")]
    Everybody(String),
    /// There are too many.
    #[error("trusted proxies: at most {PROXIES}")]
    TooMany,
}

impl Block {
    /// Reads an address, or a block of them (CIDR).
    pub(super) fn parse(text: &str) -> Result<Self, BlockFault> {
        let text = text.trim();
        let form = || BlockFault::Form(text.to_owned());
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| form())?;
        if address.to_canonical() != address {
            // An IPv4 address in IPv6's clothes: what arrives is taken as IPv4.
            return Err(form());
        }
        let most = if address.is_ipv4() { 32 } else { 128 };
        let plain = |bits: &str| bits.len() <= 3 && bits.bytes().all(|one| one.is_ascii_digit());
        let bits = match bits {
            None => most,
            Some(bits) if plain(bits) => bits.parse().map_err(|_| form())?,
            Some(_) => return Err(form()),
        };
        if bits > most {
            return Err(form());
        }
        if bits == 0 {
            return Err(BlockFault::Everybody(text.to_owned()));
        }
        let first = masked(address, bits);
        if first != address {
            return Err(BlockFault::Bits { named: text.to_owned(), first, bits });
        }
        Ok(Self { first, bits })
    }

    /// Whether an address, which is not IPv4 in IPv6's clothes, is one of them.
    pub(super) fn contains(self, address: IpAddr) -> bool {
        self.first.is_ipv4() == address.is_ipv4() && masked(address, self.bits) == self.first
    }
}

/// The first bits of an address, the others zero.
fn masked(address: IpAddr, bits: u32) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32_u32.saturating_sub(bits)).unwrap_or(0);
            IpAddr::V4((u32::from(address) & mask).into())
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128_u32.saturating_sub(bits)).unwrap_or(0);
            IpAddr::V6((u128::from(address) & mask).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_hold_what_begins_alike() {
        let check = |block: &str, address: &str, expect: bool| {
            let holds = Block::parse(block).unwrap().contains(address.parse().unwrap());
            assert_eq!(holds, expect, "{block} {address}");
        };
        check("10.0.0.0/8", "10.255.255.255", true);
        check("10.0.0.0/8", "11.0.0.0", false);
        check("10.1.2.3", "10.1.2.3", true);
        check("10.1.2.3/32", "10.1.2.2", false);
        check("192.0.2.128/25", "192.0.2.127", false);
        check("128.0.0.0/1", "255.0.0.1", true);
        check("fd00::/8", "fdff::1", true);
        check("fd00::/8", "fe80::1", false);
        check("::1", "::1", true);
        check("::1", "::2", false);
        check("fd00::/8", "10.0.0.1", false);
    }

    #[test]
    fn what_is_no_block_says_what_to_write() {
        let check = |text: &str, expect: &str| {
            let said = Block::parse(text).expect_err(text).to_string();
            assert!(said.contains(expect), "{said}");
        };
        for text in ["", "proxy", "10.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "::1/+8"] {
            check(text, "write 10.1.2.3");
        }
        check("::ffff:10.0.0.0/104", "write 10.1.2.3");
        check("10.1.2.3/8", "the block that holds it is 10.0.0.0/8");
        check("fd00::1/64", "is fd00::/64");
        for text in ["0.0.0.0/0", "::/0"] {
            check(text, "is everybody");
        }
    }
}
