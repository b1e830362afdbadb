//! Results that matter most, in the order to show, with short labels.
//!
//! Codes are LOINC's (<https://loinc.org>). Labels are ours; a longer name is
//! the source's own. No range is kept here: ranges are the laboratory's.

mod table;

pub use self::table::TABLE;

/// One analyte or measurement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Analyte {
    /// LOINC codes that mean it, in whatever unit.
    pub loinc: &'static [&'static str],
    /// A short French label.
    pub french: &'static str,
    /// A short English label.
    pub english: &'static str,
    /// Whether it is a measurement of the body rather than a laboratory's.
    pub vital: bool,
}

/// LOINC of the blood pressure panels, and of its two parts.
pub(crate) const PRESSURE_PANELS: &[&str] = &["85354-9", "55284-4", "35094-2", "18684-1"];
pub(crate) const SYSTOLIC: &str = "8480-6";
pub(crate) const DIASTOLIC: &str = "8462-4";

/// The analyte of a LOINC code, with its rank from 0.
pub fn of(loinc: &str) -> Option<(usize, &'static Analyte)> {
    TABLE.iter().enumerate().find(|(_, analyte)| analyte.loinc.contains(&loinc))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::TABLE;

    /// LOINC's check digit: Luhn, modulus 10.
    fn is_loinc(code: &str) -> bool {
        let Some((digits, check)) = code.split_once('-') else {
            return false;
        };
        let sum: u32 = digits
            .bytes()
            .rev()
            .enumerate()
            .map(|(at, byte)| {
                let digit = u32::from(byte - b'0');
                let doubled = if at % 2 == 0 { digit * 2 } else { digit };
                doubled / 10 + doubled % 10
            })
            .sum();
        check == ((10 - sum % 10) % 10).to_string()
    }

    #[test]
    fn each_code_is_well_formed_and_means_one_analyte() {
        let mut met = HashSet::new();
        for code in TABLE.iter().flat_map(|analyte| analyte.loinc) {
            assert!(is_loinc(code), "{code}: its check digit does not fit");
            assert!(met.insert(code), "{code} stands twice");
        }
        assert!(TABLE.len() >= 60);
    }
}
