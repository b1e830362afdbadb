//! Codes have their form, and nothing stands twice.

use std::collections::HashSet;

use super::*;
use crate::identity::luhn;

/// The units that this world uses, as UCUM writes them.
const UNITS: &[&str] = &[
    "",
    "%",
    "/mL",
    "/min",
    "10*12/L",
    "10*9/L",
    "Cel",
    "U/L",
    "[IU]/L",
    "[IU]/mL",
    "[pH]",
    "cm",
    "fL",
    "g/(24.h)",
    "g/L",
    "g/dL",
    "kg",
    "kg/m2",
    "m[IU]/L",
    "m[IU]/mL",
    "mL/min/{1.73_m2}",
    "mg/L",
    "mg/g",
    "mm/h",
    "mm[Hg]",
    "mmol/L",
    "ng/L",
    "ng/mL",
    "nmol/L",
    "pg",
    "pmol/L",
    "s",
    "ug/L",
    "umol/L",
    "{INR}",
    "{score}",
];

/// Whether each character is of its class: `A` a capital, `9` a digit, else itself.
fn has_form(code: &str, form: &str) -> bool {
    code.len() == form.len()
        && code.bytes().zip(form.bytes()).all(|(byte, class)| match class {
            b'A' => byte.is_ascii_uppercase(),
            b'9' => byte.is_ascii_digit(),
            _ => byte == class,
        })
}

fn is_loinc(code: &str) -> bool {
    code.split_once('-').is_some_and(|(digits, key)| {
        digits.bytes().all(|byte| byte.is_ascii_digit()) && luhn(digits).to_string() == key
    })
}

fn is_atc(code: &str) -> bool {
    ["A99A", "A99AA", "A99AA99"].iter().any(|form| has_form(code, form))
}

fn none_twice<T: std::hash::Hash + Eq + std::fmt::Debug>(all: impl IntoIterator<Item = T>) {
    let mut seen = HashSet::new();
    for one in all {
        let told = format!("{one:?} stands twice");
        assert!(seen.insert(one), "{told}");
    }
}

#[test]
fn loinc_codes_hold_their_key() {
    let labs = lab::ALL.iter().map(|lab| lab.loinc);
    let vitals = vital::ALL.iter().map(|vital| vital.loinc);
    let types = document::ALL.iter().filter(|one| one.system == LOINC).map(|one| one.code);
    for code in labs.chain(vitals).chain(types) {
        assert!(is_loinc(code), "{code}");
    }
}

#[test]
fn a_wrong_key_is_seen() {
    for code in ["4548-5", "4584-4", "4548", "-4"] {
        assert!(!is_loinc(code), "{code}");
    }
}

#[test]
fn atc_codes_have_their_form() {
    let drugs = drug::ALL.iter().map(|drug| drug.atc);
    let vaccines = vaccine::ALL.iter().map(|vaccine| vaccine.atc);
    let allergens = allergen::ALL.iter().filter_map(|allergen| allergen.atc);
    for code in drugs.chain(vaccines).chain(allergens) {
        assert!(is_atc(code), "{code}");
    }
    assert!(vaccine::ALL.iter().all(|vaccine| vaccine.atc.starts_with("J07")));
}

#[test]
fn other_codes_have_their_form() {
    for Illness { cim10, .. } in illness::ALL {
        assert!(has_form(cim10, "A99") || has_form(cim10, "A99.9"), "{cim10}");
    }
    for ccam in act::ALL.iter().filter_map(|act| act.ccam) {
        assert!(has_form(ccam, "AAAA999"), "{ccam}");
    }
    for Drug { ucd, cis, name, .. } in drug::ALL {
        assert!(ucd.is_none_or(|ucd| has_form(ucd, "9999999999999")), "{name}");
        assert!(cis.is_none_or(|cis| has_form(cis, "99999999")), "{name}");
    }
}

#[test]
fn units_are_of_ucum() {
    let labs = lab::ALL.iter().map(|lab| lab.unit);
    for unit in labs.chain(vital::ALL.iter().map(|vital| vital.unit)) {
        assert!(UNITS.contains(&unit), "{unit}");
    }
}

#[test]
fn ranges_run_upwards() {
    for lab in lab::ALL {
        assert!(lab.low.zip(lab.high).is_none_or(|(low, high)| low < high), "{lab:?}");
        assert!(!lab.unit.is_empty() || (lab.low.is_none() && lab.high.is_none()), "{lab:?}");
    }
}

#[test]
fn doses_come_in_order() {
    for vaccine in vaccine::ALL {
        assert!(vaccine.doses.is_sorted(), "{vaccine:?}");
        assert!(vaccine.again.is_none() || !vaccine.doses.is_empty(), "{vaccine:?}");
    }
}

#[test]
fn nothing_stands_twice() {
    none_twice(vital::ALL.iter().map(|one| one.loinc));
    none_twice(drug::ALL.iter().map(|one| one.name));
    none_twice(illness::ALL.iter().map(|one| one.cim10));
    none_twice(illness::ALL.iter().map(|one| one.name));
    none_twice(act::ALL.iter().map(|one| one.name));
    none_twice(act::ALL.iter().filter_map(|one| one.ccam));
    none_twice(vaccine::ALL.iter().map(|one| one.name));
    none_twice(allergen::ALL.iter().map(|one| one.name));
    none_twice(document::ALL.iter().map(|one| one.code));
    none_twice(lab::ALL.iter().map(|one| (one.loinc, one.low.map(f64::to_bits))));
}
