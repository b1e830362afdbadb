//! Where somebody lives, and how near another one does.

use hygie_fhir::search::normalise;
use serde::{Deserialize, Serialize};

/// An address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// As they are compared: number and street, the street alone, postal code, town.
    line: String,
    street: String,
    postal: String,
    town: String,
}

/// How near two live, the nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nearness {
    /// At the same address.
    Household,
    /// In the same street of a town.
    Street,
    /// In the same town.
    Town,
}

impl Address {
    /// Of number and street, postal code and town, in words.
    pub fn new(line: &str, postal: &str, town: &str) -> Self {
        let line = normalise(line);
        let is_number = |word: &&str| {
            word.starts_with(|first: char| first.is_ascii_digit())
                || matches!(*word, "bis" | "ter" | "quater")
        };
        let street = line.split(' ').skip_while(is_number).collect::<Vec<_>>().join(" ");
        Self { line, street, postal: normalise(postal), town: normalise(town) }
    }

    /// How near another one is. Where no house has a number, a street is all that is known.
    pub fn near(&self, other: &Self) -> Option<Nearness> {
        let open = self.postal.is_empty() || other.postal.is_empty();
        let town = same(&self.town, &other.town) && (open || self.postal == other.postal);
        if !town {
            return None;
        }
        let numbered = self.street != self.line;
        Some(match same(&self.line, &other.line) {
            true if numbered => Nearness::Household,
            _ if same(&self.street, &other.street) => Nearness::Street,
            _ => Nearness::Town,
        })
    }

    /// What those have in common who live so near, as it is compared; to count them by.
    pub fn place(&self, how: Nearness) -> String {
        let Self { line, street, postal, town } = self;
        match how {
            Nearness::Household => format!("{postal} {town}, {line}"),
            Nearness::Street => format!("{postal} {town}, {street}"),
            Nearness::Town => format!("{postal} {town}"),
        }
    }
}

/// Nothing is the same as nothing.
fn same(a: &str, b: &str) -> bool {
    !a.is_empty() && a == b
}

#[cfg(test)]
mod tests {
    use super::{Address, Nearness};

    #[test]
    fn addresses_are_compared_by_town_street_and_number() {
        let at = Address::new;
        let here = at("12 bis, rue de l’Église", "37210", "Vouvray");
        let check = |other: Address, near| assert_eq!(here.near(&other), near, "{other:?}");
        check(at("12 bis rue de l'Eglise", "37210", "VOUVRAY"), Some(Nearness::Household));
        check(at("14 rue de l'Eglise", "37210", "Vouvray"), Some(Nearness::Street));
        check(at("14 rue du Pont", "37210", "Vouvray"), Some(Nearness::Town));
        check(at("", "", "Vouvray"), Some(Nearness::Town));
        check(at("12 bis rue de l'Eglise", "37000", "Vouvray"), None);
        check(at("12 bis rue de l'Eglise", "37210", ""), None);
        let hamlet = at("Le Bourg", "37210", "Vouvray");
        assert_eq!(hamlet.near(&hamlet), Some(Nearness::Street), "no number, no household");
    }
}
