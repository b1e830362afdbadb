//! Numbers of people, professionals and houses: right in form, nobody's in fact.

/// OID of the INS number of test (ANS, "Liste des OID des autorités d'affectation des INS").
///
/// The only INS authority of this world: what is made here never passes for real.
pub const INS_OID: &str = "1.2.250.1.213.1.4.10";
/// OID of national numbers of professionals, RPPS among them.
pub const RPPS_OID: &str = "1.2.250.1.71.4.2.1";
/// OID of national numbers of structures, FINESS among them.
pub const STRUCTURE_OID: &str = "1.2.250.1.71.4.2.2";

/// [`INS_OID`] as FHIR writes a system.
pub const INS_SYSTEM: &str = "urn:oid:1.2.250.1.213.1.4.10";
/// [`RPPS_OID`] as FHIR writes a system.
pub const RPPS_SYSTEM: &str = "urn:oid:1.2.250.1.71.4.2.1";
/// [`STRUCTURE_OID`] as FHIR writes a system.
pub const STRUCTURE_SYSTEM: &str = "urn:oid:1.2.250.1.71.4.2.2";

/// Orders from here on are hardly ever reached in one month of one commune.
pub const FIRST_ORDER: i64 = 900;
/// The last order that three digits hold.
pub const LAST_ORDER: i64 = 999;

/// Corsica was one department, 20, for those born before this year.
const CORSICA_SPLIT: i64 = 1976;

/// The NIR of fifteen characters, key included; `None` where no such number can be.
///
/// `born` is year, month, day; `insee` the code of the commune or country of
/// birth; `order` best lies from [`FIRST_ORDER`] to [`LAST_ORDER`].
pub fn nir(female: bool, born: (i64, i64, i64), insee: &str, order: i64) -> Option<String> {
    let (year, month, _) = born;
    let fits = (1..=12).contains(&month) && (1..=LAST_ORDER).contains(&order);
    if !fits || !is_insee(insee) {
        return None;
    }
    let place = match insee.strip_prefix("2A").or_else(|| insee.strip_prefix("2B")) {
        Some(commune) if year < CORSICA_SPLIT => format!("20{commune}"),
        _ => insee.to_owned(),
    };
    let sex = if female { 2 } else { 1 };
    let number = format!("{sex}{:02}{month:02}{place}{order:03}", year.rem_euclid(100));
    // The key counts the Corsican departments as numbers (Insee, NIR).
    let counted: i64 = number.replace("2A", "19").replace("2B", "18").parse().ok()?;
    Some(format!("{number}{:02}", 97 - counted % 97))
}

fn is_insee(code: &str) -> bool {
    let digits = code.strip_prefix("2A").or_else(|| code.strip_prefix("2B")).unwrap_or(code);
    code.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// An RPPS number of eleven digits, its last the key of Luhn.
///
/// It begins with 899, which the ANS keeps for test cards: real ones begin with 10.
/// Of `n`, the last seven digits count.
pub fn rpps(n: i64) -> String {
    keyed(&format!("899{:07}", n.rem_euclid(10_000_000)))
}

/// A FINESS number of nine digits, its last the key of Luhn.
///
/// It begins with 99: real ones begin with their department, and no department
/// is 99. Of `n`, the last six digits count.
pub fn finess(n: i64) -> String {
    keyed(&format!("99{:06}", n.rem_euclid(1_000_000)))
}

fn keyed(digits: &str) -> String {
    format!("{digits}{}", luhn(digits))
}

/// The digit that makes these digits whole by the rule of Luhn (ISO/IEC 7812-1).
pub(crate) fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn known_numbers_come_out() {
        let check = |female, born, insee, order, expect| {
            assert_eq!(nir(female, born, insee, order).as_deref(), Some(expect));
        };
        check(true, (1955, 8, 1), "14168", 25, "255081416802538");
        check(true, (1984, 5, 1), "88321", 25, "284058832102532");
        check(true, (1984, 5, 1), "2A321", 25, "284052A32102552");
        check(true, (1984, 5, 1), "2B321", 25, "284052B32102579");
    }

    #[test]
    fn corsicans_of_before_the_split_are_of_twenty() {
        let number = nir(false, (1950, 3, 9), "2B033", 901).unwrap();
        assert!(number.starts_with("1500320033901"), "{number}");
    }

    #[test]
    fn what_cannot_be_has_no_number() {
        for insee in ["", "3726", "372610", "2C004", "37 61", "2A2A1", "3726é"] {
            assert_eq!(nir(true, (1980, 1, 1), insee, 901), None, "{insee}");
        }
        assert_eq!(nir(true, (1980, 13, 1), "37261", 901), None);
        assert_eq!(nir(true, (1980, 0, 1), "37261", 901), None);
        assert_eq!(nir(true, (1980, 1, 1), "37261", 0), None);
        assert_eq!(nir(true, (1980, 1, 1), "37261", 1000), None);
    }

    #[test]
    fn luhn_keys_are_right() {
        assert_eq!(luhn("7992739871"), 3);
        assert_eq!(luhn("4548"), 4);
        assert_eq!((rpps(0).len(), finess(0).len()), (11, 9));
    }

    #[test]
    fn systems_are_the_oids() {
        for (system, oid) in
            [(INS_SYSTEM, INS_OID), (RPPS_SYSTEM, RPPS_OID), (STRUCTURE_SYSTEM, STRUCTURE_OID)]
        {
            assert_eq!(system.strip_prefix("urn:oid:"), Some(oid));
        }
    }

    proptest! {
        #[test]
        fn every_number_holds_its_key(n: i64) {
            for number in [rpps(n), finess(n)] {
                let (digits, key) = number.split_at(number.len() - 1);
                prop_assert_eq!(luhn(digits).to_string(), key);
            }
        }

        #[test]
        fn every_nir_holds_its_key(female: bool, year in 1920_i64..2030, month in 1_i64..=12, order in 1_i64..=999) {
            let number = nir(female, (year, month, 1), "37261", order).unwrap();
            let (body, key) = number.split_at(13);
            let (body, key): (i64, i64) = (body.parse().unwrap(), key.parse().unwrap());
            prop_assert_eq!((body + key) % 97, 0);
        }
    }
}
