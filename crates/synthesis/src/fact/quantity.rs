//! Measured amounts, with the digits of their source.

use hygie_fhir::json::Json;
use zeroize::Zeroize;

use crate::text::{kept, trimmed};

/// An amount as its source writes it.
#[derive(Clone, PartialEq, Eq, Zeroize, Default)]
pub struct Quantity {
    /// Digits as in the source: `1.50` stays `1.50`.
    pub value: Box<str>,
    /// `<`, `<=`, `>=`, `>` or empty.
    pub comparator: Box<str>,
    /// The unit for people; empty when none is given.
    pub unit: Box<str>,
    /// The unit's code, empty when it is the unit's text or not given.
    pub(super) code: Box<str>,
}

impl Quantity {
    /// Reads a Quantity that has a value.
    pub(crate) fn read(json: &Json) -> Option<Self> {
        let Json::Number(value) = json.get("value")? else {
            return None;
        };
        let code = trimmed(json.str("code"));
        let unit = trimmed(json.str("unit")).or(code).unwrap_or_default();
        let code = code.filter(|code| *code != unit).map(kept).unwrap_or_default();
        let comparator = trimmed(json.str("comparator")).map(kept).unwrap_or_default();
        Some(Self { value: value.clone(), comparator, unit: kept(unit), code })
    }

    /// The value as a number, when it is a finite one and not only a bound.
    pub fn number(&self) -> Option<f64> {
        if !self.comparator.is_empty() {
            return None;
        }
        number(&self.value)
    }

    /// What tells units apart: the code, else the text.
    pub fn unit_key(&self) -> &str {
        same_unit(if self.code.is_empty() { &self.unit } else { &self.code })
    }

    pub(crate) fn bytes(&self) -> usize {
        self.value.len() + self.comparator.len() + self.unit.len() + self.code.len()
    }
}

pub(crate) fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Units that are written in several ways and are exactly one: UCUM's code of
/// each (<https://ucum.org/ucum>).
const SAME: &[(&str, &str)] = &[
    ("mmHg", "mm[Hg]"),
    ("mm Hg", "mm[Hg]"),
    ("°C", "Cel"),
    ("bpm", "/min"),
    ("/mn", "/min"),
    ("{beats}/min", "/min"),
    ("{Beats}/min", "/min"),
    ("{breaths}/min", "/min"),
    ("{Breaths}/min", "/min"),
    ("beats/minute", "/min"),
    ("breaths/minute", "/min"),
    ("µmol/L", "umol/L"),
    ("μmol/L", "umol/L"),
    ("µmol/l", "umol/L"),
    ("μmol/l", "umol/L"),
    ("umol/l", "umol/L"),
    ("µg/L", "ug/L"),
    ("μg/L", "ug/L"),
    ("ug/l", "ug/L"),
    ("mmol/l", "mmol/L"),
    ("nmol/l", "nmol/L"),
    ("pmol/l", "pmol/L"),
    ("mg/l", "mg/L"),
    ("mg/dl", "mg/dL"),
    ("g/l", "g/L"),
    ("g/dl", "g/dL"),
    ("ng/l", "ng/L"),
    ("ng/ml", "ng/mL"),
    ("pg/ml", "pg/mL"),
    ("UI/L", "[IU]/L"),
    ("IU/L", "[IU]/L"),
    ("mUI/L", "m[IU]/L"),
    ("mIU/L", "m[IU]/L"),
    ("mL/min/1.73m2", "mL/min/{1.73_m2}"),
    ("mL/min/1,73m2", "mL/min/{1.73_m2}"),
    ("mL/min/1.73 m²", "mL/min/{1.73_m2}"),
    ("mL/min/1,73 m²", "mL/min/{1.73_m2}"),
    ("kg/m²", "kg/m2"),
];

fn same_unit(unit: &str) -> &str {
    SAME.iter().find(|(written, _)| *written == unit).map_or(unit, |(_, code)| code)
}
