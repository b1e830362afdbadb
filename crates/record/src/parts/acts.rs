//! Of which day a resource tells an act: a stay, a consultation, or what was done there.

use hygie_base::Timestamp;
use hygie_fhir::date::{Form, Precision, parse_precise};
use hygie_fhir::json::Json;
use hygie_policy::retention::Day;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// Types that tell who somebody is, or stand beside what was done and not for it. A Binary
/// has the day of what names it.
const NO_ACTS: [&str; 9] = [
    "Account",
    "Binary",
    "Consent",
    "Coverage",
    "Group",
    "Patient",
    "Person",
    "Provenance",
    "RelatedPerson",
];

/// Elements of R4 that say when something was done, was written about or is due. Onsets and
/// ends of illnesses are none: what began in childhood is told at a consultation.
const DAYS: [&str; 35] = [
    "authored",
    "authoredOn",
    "billablePeriod",
    "created",
    "date",
    "dateAsserted",
    "dateWritten",
    "effectiveDateTime",
    "effectiveInstant",
    "effectivePeriod",
    "end",
    "executionPeriod",
    "issued",
    "lastModified",
    "occurrenceDateTime",
    "occurrencePeriod",
    "performedDateTime",
    "performedPeriod",
    "period",
    "received",
    "receivedTime",
    "recorded",
    "recordedDate",
    "sent",
    "servicedDate",
    "servicedPeriod",
    "start",
    "startDate",
    "started",
    "statusDate",
    "timestamp",
    "timingDateTime",
    "timingPeriod",
    "whenHandedOver",
    "whenPrepared",
];

/// Statuses of a stay or a course of care that has begun and not ended.
const UNDERWAY: [(&str, &[&str]); 2] = [
    ("Encounter", &["arrived", "triaged", "in-progress", "onleave"]),
    ("EpisodeOfCare", &["active", "onhold"]),
];

/// The latest day of an act that a resource tells; without any the day of its deposit.
/// `None` of what tells none.
pub(super) fn day_of_act(kind: &str, json: &Json, deposited: Timestamp) -> Option<Day> {
    if NO_ACTS.contains(&kind) {
        return None;
    }
    let context = json.get("context").and_then(|context| context.get("period"));
    let told = DAYS.iter().filter_map(|name| json.get(name)).chain(context);
    Some(told.filter_map(latest).max().unwrap_or_else(|| Day::at(deposited)))
}

/// Whether it is a stay or a course of care that has begun and has no end.
pub(super) fn is_underway(kind: &str, json: &Json) -> bool {
    let statuses = UNDERWAY.iter().find(|(of, _)| *of == kind).map(|(_, statuses)| *statuses);
    let runs = json.str("status").is_some_and(|it| statuses.unwrap_or_default().contains(&it));
    runs && json.get("period").is_none_or(|period| period.get("end").is_none())
}

/// The latest day of a date or of a period.
fn latest(value: &Json) -> Option<Day> {
    match value.as_str() {
        Some(text) => latest_day(text),
        None => {
            let days = ["start", "end"].map(|name| value.str(name).and_then(latest_day));
            days.into_iter().max().flatten()
        }
    }
}

/// The day of a FHIR date in Paris; of a year or a month alone its last one.
pub(super) fn latest_day(text: &str) -> Option<Day> {
    let (range, precision) = parse_precise(text, Form::DateTime)?;
    let last = range.end.saturating_sub(1);
    if precision > Precision::Day {
        return Some(Day::at(Timestamp(last)));
    }
    Some(Day(last.div_euclid(MILLIS_PER_DAY)))
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;
    use hygie_fhir::json::{Json, parse};
    use hygie_fhir::limits::JsonLimits;
    use hygie_policy::retention::Day;

    use super::{DAYS, day_of_act, is_underway, latest_day};

    /// 22 November 2026, 12:00 UTC.
    const DEPOSITED: Timestamp = Timestamp(1_795_348_800_000);

    fn json(members: &str) -> Json {
        parse(format!("{{{members}}}").as_bytes(), &JsonLimits::default()).unwrap()
    }

    fn act(kind: &str, members: &str) -> Option<String> {
        day_of_act(kind, &json(members), DEPOSITED).map(|day| day.to_string())
    }

    #[test]
    fn a_date_known_in_part_counts_as_its_last_day() {
        let check =
            |text: &str, expect: Option<Day>| assert_eq!(latest_day(text), expect, "{text}");
        check("2004", Some(Day::of(2004, 12, 31)));
        check("2004-02", Some(Day::of(2004, 2, 29)));
        check("2004-02-29", Some(Day::of(2004, 2, 29)));
        // In Paris it is the next day already.
        check("2026-07-01T22:30:00Z", Some(Day::of(2026, 7, 2)));
        check("2026-12-01T22:30:00Z", Some(Day::of(2026, 12, 1)));
        check("2026-12-01T00:30:00+01:00", Some(Day::of(2026, 12, 1)));
        check("2026-02-30", None);
        check("soon", None);
    }

    #[test]
    fn the_latest_day_of_an_act_counts() {
        let check = |kind: &str, members: &str, expect: &str| {
            assert_eq!(act(kind, members).as_deref(), Some(expect), "{kind} {members}");
        };
        check("Encounter", r#""period":{"start":"2006-05-01","end":"2006-05-10"}"#, "2006-05-10");
        check("Encounter", r#""period":{"start":"2006-05-01"}"#, "2006-05-01");
        check(
            "Observation",
            r#""effectiveDateTime":"2006-05-10","issued":"2006-05-12T10:00:00+02:00""#,
            "2006-05-12",
        );
        check(
            "DocumentReference",
            r#""date":"2006-05-12T10:00:00+02:00","context":{"period":{"end":"2006-06-01"}}"#,
            "2006-06-01",
        );
        // Of an illness not when it began, but when it was told.
        check("Condition", r#""onsetDateTime":"1970","recordedDate":"2006-05-10""#, "2006-05-10");
        check("Condition", r#""onsetDateTime":"1970""#, "2026-11-22");
        check("Observation", r#""effectiveDateTime":"never""#, "2026-11-22");
        for name in DAYS {
            check("Basic", &format!(r#""{name}":"2001-02-03""#), "2001-02-03");
        }
    }

    #[test]
    fn who_somebody_is_tells_no_act() {
        for kind in super::NO_ACTS {
            assert_eq!(act(kind, r#""date":"2006-05-10","birthDate":"1950""#), None, "{kind}");
        }
    }

    #[test]
    fn a_stay_that_began_and_did_not_end_is_under_way() {
        let check = |kind: &str, members: &str, expect| {
            assert_eq!(is_underway(kind, &json(members)), expect, "{kind} {members}");
        };
        check("Encounter", r#""status":"in-progress""#, true);
        check("Encounter", r#""status":"in-progress","period":{"start":"2006"}"#, true);
        check("Encounter", r#""status":"in-progress","period":{"end":"2006"}"#, false);
        check("Encounter", r#""status":"finished","period":{"start":"2006"}"#, false);
        check("Encounter", r#""status":"planned""#, false);
        check("EpisodeOfCare", r#""status":"active","period":{"start":"2006"}"#, true);
        check("EpisodeOfCare", r#""status":"finished""#, false);
        check("CarePlan", r#""status":"active""#, false);
        check("Encounter", "", false);
    }
}
