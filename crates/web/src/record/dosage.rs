//! How a medication is taken, in words. The author's own text speaks for
//! itself; what is only coded is said in the language of the page.

use hygie_synthesis::{Dosage, Dose, Quantity, Timing};

use super::unit::unit;
use crate::Page;

/// Units of a period (UCUM) that have a message.
const PERIODS: &[&str] = &["s", "min", "h", "d", "wk", "mo", "a"];

/// Codes of moments of the day (HL7 `v3-TimingEvent`, FHIR `event-timing`) and
/// of timings (HL7 `v3-GTSAbbreviation`) that have a message.
const CODES: &[&str] = &[
    "MORN",
    "MORN.early",
    "MORN.late",
    "NOON",
    "AFT",
    "EVE",
    "NIGHT",
    "PHS",
    "HS",
    "WAKE",
    "C",
    "CM",
    "CD",
    "CV",
    "AC",
    "ACM",
    "ACD",
    "ACV",
    "PC",
    "PCM",
    "PCD",
    "PCV",
    "QD",
    "BID",
    "TID",
    "QID",
    "AM",
    "PM",
    "QOD",
    "Q1H",
    "Q2H",
    "Q3H",
    "Q4H",
    "Q6H",
    "Q8H",
    "WK",
    "MO",
    "BED",
];

/// One way of taking it: `1 comprimé, 2 fois par jour, si besoin`.
pub(crate) fn words(page: &Page, dosage: &Dosage) -> String {
    if let Some(text) = &dosage.text {
        return text.to_string();
    }
    let mut parts = Vec::new();
    parts.extend(dose(page, &dosage.dose));
    parts.extend(timing(page, &dosage.timing));
    if let Some(rate) = &dosage.rate {
        parts.push(amount(page, rate));
    }
    if let Some(need) = &dosage.needed_for {
        parts.push(page.t1("dosage-needed-for", "what", &**need));
    } else if dosage.as_needed {
        parts.push(page.t("dosage-needed"));
    }
    parts.extend(dosage.route.as_deref().map(str::to_owned));
    parts.join(", ")
}

/// An amount with its unit: `2,5 mg`, `< 5 g/L`.
pub(crate) fn amount(page: &Page, quantity: &Quantity) -> String {
    let number = page.number(&quantity.value);
    let unit = unit(page.lang, &quantity.unit);
    let sign = comparator(&quantity.comparator);
    let sign = if sign.is_empty() { String::new() } else { format!("{sign}\u{a0}") };
    if unit.is_empty() { format!("{sign}{number}") } else { format!("{sign}{number}\u{a0}{unit}") }
}

/// FHIR's comparators as people write them.
pub(crate) fn comparator(code: &str) -> &str {
    match code {
        "<=" => "≤",
        ">=" => "≥",
        other => other,
    }
}

fn dose(page: &Page, dose: &Dose) -> Option<String> {
    let low = dose.low.as_ref().map(|low| amount(page, low));
    let high = dose.high.as_ref().map(|high| amount(page, high));
    match (low, high) {
        (Some(low), Some(high)) => Some(page.t2("range-both", "low", &low, "high", &high)),
        (low, high) => low.or(high),
    }
}

fn timing(page: &Page, timing: &Timing) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(period) = &timing.period {
        parts.push(frequency(page, timing, period));
    } else if let Some(code) = &timing.code {
        parts.push(coded(page, code));
    }
    parts.extend(timing.moments.iter().map(|code| coded(page, code)));
    let times: Vec<_> = timing.times.iter().map(|time| clock(page, time)).collect();
    parts.extend((!times.is_empty()).then(|| page.t1("dosage-at", "times", times.join(", "))));
    let days = timing.days.iter().filter(|day| DAYS.contains(&&***day));
    parts.extend(days.map(|day| page.t(&format!("weekday-{day}"))));
    (!parts.is_empty()).then(|| parts.join(", "))
}

const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn frequency(page: &Page, timing: &Timing, period: &str) -> String {
    let unit = &*timing.period_unit;
    if !PERIODS.contains(&unit) {
        return format!("{} {unit}", page.number(period));
    }
    let times = page.number(timing.frequency.as_deref().unwrap_or("1"));
    let times = match &timing.frequency_max {
        Some(most) => page.t2("range-both", "low", &times, "high", page.number(most)),
        None => times,
    };
    match period {
        "1" | "1.0" => page.t1(&format!("dosage-per-{unit}"), "times", &times),
        _ => {
            page.t2(&format!("dosage-every-{unit}"), "times", &times, "period", page.number(period))
        }
    }
}

fn coded(page: &Page, code: &str) -> String {
    if CODES.contains(&code) {
        return page.t(&format!("timing-{}", code.replace('.', "-")));
    }
    code.to_owned()
}

/// `08:00:00` as the language writes the time of a day.
fn clock(page: &Page, time: &str) -> String {
    let mut parts = time.split(':');
    match (parts.next(), parts.next()) {
        (Some(hour), Some(minute)) => page.t2("clock", "hour", hour, "minute", minute),
        _ => time.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use hygie_fhir::{json::parse, limits::JsonLimits};
    use hygie_synthesis::Fact;

    use super::{CODES, DAYS, PERIODS, words};
    use crate::Lang;
    use crate::page::promises::sample;

    fn check(dosage: &str, fr: &str, en: &str) {
        let text = format!(
            r#"{{"resourceType":"MedicationRequest","id":"a","status":"active","intent":"order","dosageInstruction":[{dosage}]}}"#
        );
        let json = parse(text.as_bytes(), &JsonLimits::default()).unwrap();
        let fact = Fact::read(&json).unwrap();
        let dosage = &fact.medication().unwrap().dosages[0];
        for (lang, expect) in [(Lang::Fr, fr), (Lang::En, en)] {
            assert_eq!(words(&sample(lang), dosage).replace('\u{a0}', " "), expect);
        }
    }

    #[test]
    fn a_dosage_reads_as_people_say_it() {
        check(r#"{"text":"1 matin, 1 soir"}"#, "1 matin, 1 soir", "1 matin, 1 soir");
        check(
            r#"{"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":2.5,"unit":"mg"}}]}"#,
            "2,5 mg, 2 fois par jour",
            "2.5 mg, 2 × a day",
        );
        check(
            r#"{"timing":{"repeat":{"frequency":1,"period":3,"periodUnit":"mo"}}}"#,
            "1 fois tous les 3 mois",
            "1 × every 3 months",
        );
        check(
            r#"{"asNeededBoolean":true,"timing":{"code":{"coding":[{"code":"BID"}]}}}"#,
            "2 fois par jour, si besoin",
            "twice a day, if needed",
        );
        check(
            r#"{"timing":{"repeat":{"when":["MORN"],"timeOfDay":["08:00:00"],"dayOfWeek":["mon"]}}}"#,
            "matin, à 08 h 00, lundi",
            "morning, at 08:00, Monday",
        );
        check("{\"sequence\":1}", "", "");
    }

    #[test]
    fn every_code_that_has_a_message_has_it() {
        let page = sample(Lang::Fr);
        let timings = CODES.iter().map(|code| format!("timing-{}", code.replace('.', "-")));
        let days = DAYS.iter().map(|day| format!("weekday-{day}"));
        let periods = PERIODS
            .iter()
            .flat_map(|unit| [format!("dosage-per-{unit}"), format!("dosage-every-{unit}")]);
        for key in timings.chain(days) {
            assert!(!page.t(&key).contains('⟦'), "{key}");
        }
        for key in periods {
            assert!(!page.t2(&key, "times", "1", "period", "2").contains('⟦'), "{key}");
        }
    }
}
