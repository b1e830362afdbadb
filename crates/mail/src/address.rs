//! Where mail can go.

use std::fmt;
use std::str::FromStr as _;

use crate::limits::ADDRESS_CHARS;

/// An address that any server takes: in ASCII, without a name beside it, at a domain with a
/// dot and none that is written as a number.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Address(lettre::Address);

impl Address {
    /// What somebody typed; blanks around it are left out.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let plain = |one: char| one.is_ascii_graphic() && !"\"<>()[],;:\\".contains(one);
        if typed.len() > ADDRESS_CHARS || !typed.chars().all(plain) {
            return None;
        }
        let address = lettre::Address::from_str(typed).ok()?;
        let domain = address.domain();
        let is_name = domain.contains('.') && domain.bytes().any(|one| one.is_ascii_alphabetic());
        is_name.then_some(Self(address))
    }

    /// As it is sent.
    pub(crate) const fn inner(&self) -> &lettre::Address {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_and_nothing_beside_it() {
        for good in ["a@b.fr", " marie.le-gall+hygie@poste.example ", "o'neil@sub.domain.example"] {
            let address = Address::parse(good).unwrap_or_else(|| panic!("{good}"));
            assert_eq!(address.to_string(), good.trim());
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.fr",
            "a@",
            "a b@c.fr",
            "a@b.fr\r\nRCPT TO:<x@y.fr>",
            "Marie <a@b.fr>",
            "<a@b.fr>",
            "a@b.fr,c@d.fr",
            "\"a\"@b.fr",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "é@b.fr",
            "a@é.fr",
            "a..b@c.fr",
        ] {
            assert_eq!(Address::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn an_address_has_so_many_characters() {
        let of = |length: usize| {
            let label = "d".repeat(60);
            let domain = format!("{label}.{label}.{label}.fr");
            format!("{}@{domain}", "a".repeat(length - domain.len() - 1))
        };
        assert_eq!(of(ADDRESS_CHARS).len(), ADDRESS_CHARS);
        assert!(Address::parse(&of(248)).is_some());
        assert!(Address::parse(&of(ADDRESS_CHARS + 1)).is_none());
    }
}
