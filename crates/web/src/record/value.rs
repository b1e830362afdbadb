//! Values of observations in words.

use hygie_synthesis::{Bounds, Flag, Quantity, Value};

use super::dosage::{amount, comparator};
use super::unit::unit;
use crate::Page;

/// A value with its unit: `128 µmol/L`, `oui`, a text as its source has it.
/// Empty when there is none.
pub(crate) fn words(page: &Page, value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Quantity(quantity) => amount(page, quantity),
        Value::Text(text) => text.to_string(),
        Value::Bool(yes) => page.t(if *yes { "value-yes" } else { "value-no" }),
        Value::Range(ends) => both(page, ends, "range-both"),
        Value::Ratio(ends) => both(page, ends, "value-ratio"),
        Value::Sampled(bytes) => page.t1("value-sampled", "bytes", *bytes),
    }
}

/// The same for a row: an amount with more digits than any laboratory gives is
/// rounded to four and says so. The entry has them all.
pub(crate) fn short(page: &Page, value: &Value) -> String {
    match value {
        Value::Quantity(quantity) => {
            let unit = unit(page.lang, &quantity.unit);
            let number = bare(page, value);
            if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
        }
        other => words(page, other),
    }
}

/// Significant digits that a row shows as they are.
const DIGITS: usize = 6;

/// `1.957` for `1.9573217327461552`; `None` where nothing needs rounding.
fn rounded(number: &str) -> Option<String> {
    let digits = number.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let significant = digits.iter().skip_while(|digit| **digit == b'0').count();
    if significant <= DIGITS || !number.contains('.') || number.contains(['e', 'E']) {
        return None;
    }
    let value: f64 = number.parse().ok()?;
    let decimals =
        [1000.0, 100.0, 10.0, 1.0].iter().take_while(|limit| value.abs() < **limit).count();
    Some(format!("{value:.decimals$}"))
}

/// A value without its unit, shortened like [`short`], for a column that names the unit once.
pub(crate) fn bare(page: &Page, value: &Value) -> String {
    match value {
        Value::Quantity(Quantity { value, comparator: sign, .. }) => {
            let short = rounded(value);
            let number = page.number(short.as_deref().unwrap_or(value));
            let about = if short.is_some() { "≈" } else { "" };
            let sign = if sign.is_empty() { about } else { comparator(sign) };
            if sign.is_empty() { number } else { format!("{sign}\u{a0}{number}") }
        }
        other => words(page, other),
    }
}

fn both(page: &Page, ends: &[Option<Quantity>; 2], key: &str) -> String {
    let [one, other] = ends;
    let end = |end: &Option<Quantity>| end.as_ref().map(|quantity| amount(page, quantity));
    match (end(one), end(other)) {
        (Some(low), Some(high)) => page.t2(key, "low", &low, "high", &high),
        (one, other) => one.or(other).unwrap_or_default(),
    }
}

/// A reference range: `60 à 110`, `< 5`, or the laboratory's words.
pub(crate) fn range(page: &Page, bounds: &Bounds) -> String {
    let end = |end: &Option<Box<str>>| end.as_ref().map(|digits| page.number(digits));
    match (end(&bounds.low), end(&bounds.high), &bounds.text) {
        (Some(low), Some(high), _) => page.t2("range-both", "low", &low, "high", &high),
        (Some(low), None, _) => format!("≥\u{a0}{low}"),
        (None, Some(high), _) => format!("≤\u{a0}{high}"),
        (None, None, Some(text)) => text.to_string(),
        (None, None, None) => String::new(),
    }
}

/// `élevé`, `critique, bas`; empty for what is normal or not judged.
pub(crate) fn flag(page: &Page, flag: Flag) -> String {
    if flag.is_abnormal() { page.t(&format!("flag-{}", flag.name())) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use hygie_fhir::{json::parse, limits::JsonLimits};
    use hygie_synthesis::Fact;

    use super::{bare, flag, range, rounded, words};
    use crate::Lang;
    use crate::page::promises::sample;

    fn check(members: &str, fr: &str, en: &str) {
        let text = format!(
            r#"{{"resourceType":"Observation","id":"a","status":"final","code":{{"text":"x"}},{members}}}"#
        );
        let json = parse(text.as_bytes(), &JsonLimits::default()).unwrap();
        let fact = Fact::read(&json).unwrap();
        let measure = fact.measure().unwrap();
        for (lang, expect) in [(Lang::Fr, fr), (Lang::En, en)] {
            let page = sample(lang);
            let range = measure.range.as_ref().map(|bounds| range(&page, bounds));
            let parts = [words(&page, &measure.value), flag(&page, measure.flag)];
            let line: Vec<String> = parts.into_iter().chain(range).collect();
            assert_eq!(line.join("|").replace(['\u{a0}', '\u{202f}'], " "), expect);
        }
    }

    #[test]
    fn values_keep_their_digits_and_say_their_unit() {
        check(r#""valueQuantity":{"value":5.0,"unit":"mmol/L"}"#, "5,0 mmol/L|", "5.0 mmol/L|");
        check(
            r#""valueQuantity":{"value":1284,"comparator":">=","unit":"10*3/uL"}"#,
            "≥ 1 284 10³/µL|",
            "≥ 1,284 10³/µL|",
        );
        check(r#""valueBoolean":true"#, "oui|", "yes|");
        check(r#""valueString":"<b>trace</b>""#, "<b>trace</b>|", "<b>trace</b>|");
        check(
            r#""valueQuantity":{"value":128,"unit":"umol/L"},"referenceRange":[{"low":{"value":45},"high":{"value":84}}]"#,
            "128 µmol/L|élevé|45 à 84",
            "128 µmol/L|high|45 to 84",
        );
        check(
            r#""valueRange":{"low":{"value":1,"unit":"g"},"high":{"value":2,"unit":"g"}}"#,
            "1 g à 2 g|",
            "1 g to 2 g|",
        );
    }

    #[test]
    fn digits_of_no_laboratory_are_rounded() {
        let check = |number: &str, expect: Option<&str>| {
            assert_eq!(rounded(number).as_deref(), expect, "{number}");
        };
        check("1.9573217327461552", Some("1.957"));
        check("35.120691962784335", Some("35.12"));
        check("-0.0451234567", Some("-0.0451"));
        check("12345.6789", Some("12346"));
        check("128", None);
        check("1234567890", None);
        check("1284.50", None);
        check("1.234567e-7", None);
    }

    #[test]
    fn a_column_needs_no_unit() {
        let json = r#"{"resourceType":"Observation","id":"a","status":"final","code":{"text":"x"},"valueQuantity":{"value":2.70,"unit":"mUI/L","comparator":"<"}}"#;
        let json = parse(json.as_bytes(), &JsonLimits::default()).unwrap();
        let fact = Fact::read(&json).unwrap();
        let value = &fact.measure().unwrap().value;
        assert_eq!(bare(&sample(Lang::Fr), value), "<\u{a0}2,70");
    }
}
