//! Invented people. A number makes one, always the same, so that nobody has to
//! be kept in memory. Names are as unevenly spread as in France, where the
//! commonest family name is borne by one in 250 and the commonest given name by
//! one in thirty: what finding a person costs hangs on that.

use anyhow::Context as _;
use hygie_fhir::assign::assign;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_record::{Change, Draft, Subject};

const SEED: u64 = 0x6772_6f77;
/// Family names there are, and how many share the top.
const FAMILIES: (u64, f64) = (20_000, 50.0);
const GIVEN: (u64, f64) = (400, 8.0);
const BORN: (u64, u64) = (1930, 2024);

const STARTS: [&str; 28] = [
    "Ba", "Be", "Bo", "Bri", "Ca", "Cha", "Clé", "Cor", "Da", "Del", "Du", "Fa", "Fer", "Ga",
    "Gri", "La", "Le", "Ma", "Mer", "Mo", "Pa", "Per", "Ra", "Ro", "Sa", "Ti", "Va", "Ver",
];
const MIDDLES: [&str; 26] = [
    "b", "bl", "ch", "ci", "d", "f", "g", "gn", "l", "li", "lm", "m", "mi", "n", "ni", "p", "r",
    "ri", "rt", "s", "ss", "t", "tr", "v", "vr", "z",
];
const ENDS: [&str; 28] = [
    "ac", "ard", "art", "aud", "ault", "aux", "eau", "el", "elle", "er", "et", "ette", "eur",
    "ier", "in", "is", "on", "ot", "ou", "oux", "and", "ange", "as", "é", "ène", "ois", "uc", "un",
];
const GIVEN_STARTS: [&str; 20] = [
    "Al", "An", "Ber", "Ca", "Cla", "Da", "Do", "El", "Fran", "Ga", "Hé", "Jo", "Lu", "Ma", "Ni",
    "Os", "Pa", "Ro", "Si", "Vi",
];
const GIVEN_ENDS: [&str; 20] = [
    "bert", "cie", "dine", "dré", "gor", "ïs", "lain", "lène", "line", "mien", "nelle", "niel",
    "nice", "phine", "rine", "seph", "tian", "tine", "viane", "xime",
];

/// Somebody.
pub(super) struct Person {
    number: u64,
    /// Of the Patient.
    pub(super) id: String,
    family: String,
    given: String,
    year: u64,
    month: u64,
    day: u64,
}

impl Person {
    pub(super) fn of(number: u64) -> Self {
        let mut dice = Dice(SEED ^ (number << 20));
        Self {
            number,
            id: format!("p{number}"),
            family: family(dice.uneven(FAMILIES)),
            given: given(dice.uneven(GIVEN)),
            year: dice.below(BORN.1 - BORN.0) + BORN.0,
            month: dice.below(12) + 1,
            day: dice.below(28) + 1,
        }
    }

    /// As somebody in a hurry types it: one letter of the family name left out.
    pub(super) fn mistyped(&self) -> String {
        let Self { given, year, month, day, .. } = self;
        let letters = self.family.chars().count() as u64;
        let left_out = usize::try_from(1 + self.number % (letters - 1)).unwrap_or(1);
        let letters = self.family.chars().enumerate();
        let family: String =
            letters.filter(|(at, _)| *at != left_out).map(|(_, letter)| letter).collect();
        format!("{given} {family} {day:02}/{month:02}/{year}").to_lowercase()
    }

    /// Their record: who they are, a visit, what was found and measured at it.
    pub(super) fn changes(&self) -> anyhow::Result<Vec<Change>> {
        let Self { number, id, family, given, year, month, day } = self;
        let mut dice = Dice(SEED ^ number);
        let gender = if dice.below(2) == 0 { "female" } else { "male" };
        let (systolic, weight) = (dice.below(70) + 100, dice.below(60) + 45);
        let when = format!("2025-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1);
        [
            format!(
                r#"{{"resourceType":"Patient","id":"{id}","identifier":[{{"system":"urn:oid:1.2.3","value":"{number:013}"}}],"name":[{{"use":"official","family":"{family}","given":["{given}"]}}],"gender":"{gender}","birthDate":"{year}-{month:02}-{day:02}"}}"#
            ),
            format!(
                r#"{{"resourceType":"Encounter","id":"{id}-e","status":"finished","class":{{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"}},"subject":{{"reference":"Patient/{id}"}},"period":{{"start":"{when}T09:00:00+01:00","end":"{when}T09:20:00+01:00"}}}}"#
            ),
            format!(
                r#"{{"resourceType":"Condition","id":"{id}-c","clinicalStatus":{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}}]}},"code":{{"coding":[{{"system":"http://snomed.info/sct","code":"38341003"}}],"text":"Hypertension artérielle"}},"subject":{{"reference":"Patient/{id}"}},"encounter":{{"reference":"Encounter/{id}-e"}},"recordedDate":"{when}"}}"#
            ),
            observation(id, "8480-6", "Pression systolique", systolic, "mm[Hg]", &when),
            observation(id, "29463-7", "Poids", weight, "kg", &when),
        ]
        .iter()
        .map(|text| change(text))
        .collect()
    }
}

fn observation(id: &str, code: &str, name: &str, value: u64, unit: &str, when: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}-{code}","status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"{code}"}}],"text":"{name}"}},"subject":{{"reference":"Patient/{id}"}},"encounter":{{"reference":"Encounter/{id}-e"}},"effectiveDateTime":"{when}T09:10:00+01:00","valueQuantity":{{"value":{value},"unit":"{unit}","system":"http://unitsofmeasure.org","code":"{unit}"}}}}"#
    )
}

/// The change that writes a resource.
pub(crate) fn change(text: &str) -> anyhow::Result<Change> {
    let json = parse(text.as_bytes(), &JsonLimits::default()).context("a generated resource")?;
    let subject = Subject::try_from(assign(&json))?;
    Ok(Change::Put(Draft::new(json, subject)?))
}

/// The name of a rank. Neighbours in rank do not look alike.
fn family(rank: u64) -> String {
    let (middles, ends) = (MIDDLES.len() as u64, ENDS.len() as u64);
    let mixed = rank * 7919 % FAMILIES.0;
    let (start, rest) = (mixed / (middles * ends), mixed % (middles * ends));
    pick(&STARTS, start) + &pick(&MIDDLES, rest / ends) + &pick(&ENDS, rest % ends)
}

fn given(rank: u64) -> String {
    let (mixed, ends) = (rank * 79 % GIVEN.0, GIVEN_ENDS.len() as u64);
    pick(&GIVEN_STARTS, mixed / ends) + &pick(&GIVEN_ENDS, mixed % ends)
}

fn pick(list: &[&str], at: u64) -> String {
    let at = usize::try_from(at).unwrap_or_default();
    list.get(at).copied().unwrap_or_default().to_owned()
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A rank below `count`, seldomer the higher it is: with a density of one
    /// over rank and `flat`.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "ranks are small and not negative"
    )]
    fn uneven(&mut self, (count, flat): (u64, f64)) -> u64 {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = flat * ((count as f64 / flat + 1.0).powf(part) - 1.0);
        (rank as u64).min(count - 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::{FAMILIES, GIVEN, Person, family, given};

    #[test]
    fn each_rank_has_a_name_of_its_own() {
        let families: HashSet<String> = (0..FAMILIES.0).map(family).collect();
        assert!(families.len() > 19_000, "{}", families.len());
        let given: HashSet<String> = (0..GIVEN.0).map(given).collect();
        assert_eq!(given.len(), 400);
    }

    #[test]
    fn names_are_spread_as_in_life() {
        let mut borne: HashMap<String, u64> = HashMap::new();
        for number in 0..20_000 {
            *borne.entry(Person::of(number).family).or_default() += 1;
        }
        let most = borne.values().max().copied().unwrap_or_default();
        assert!((40..160).contains(&most), "one in 250 is 80, not {most}");
    }

    #[test]
    fn a_letter_is_left_out_and_the_resources_are_valid() {
        for number in 0..200 {
            let person = Person::of(number);
            let typed = person.mistyped();
            assert!(!typed.contains(&person.family.to_lowercase()), "{typed}: {}", person.family);
            assert_eq!(person.changes().unwrap().len(), 5);
        }
    }
}
