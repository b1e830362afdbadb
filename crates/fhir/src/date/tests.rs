use hygie_base::Timestamp;
use proptest::prelude::*;

use super::{DAY, Form, Precision, Range, parse, parse_precise, parse_time};

/// `expect` is `start/end` as instants; empty when the text is refused.
#[track_caller]
fn check(form: Form, text: &str, expect: &str) {
    let found = parse(text, form)
        .map(|range| format!("{}/{}", Timestamp(range.start), Timestamp(range.end)))
        .unwrap_or_default();
    assert_eq!(found, expect, "{form:?} {text}");
}

#[test]
fn dates_are_as_wide_as_their_precision() {
    for form in [Form::Date, Form::DateTime, Form::Search] {
        check(form, "2024", "2024-01-01T00:00:00.000Z/2025-01-01T00:00:00.000Z");
        check(form, "2024-02", "2024-02-01T00:00:00.000Z/2024-03-01T00:00:00.000Z");
        check(form, "2023-02", "2023-02-01T00:00:00.000Z/2023-03-01T00:00:00.000Z");
        check(form, "2024-12", "2024-12-01T00:00:00.000Z/2025-01-01T00:00:00.000Z");
        check(form, "2024-02-29", "2024-02-29T00:00:00.000Z/2024-03-01T00:00:00.000Z");
        check(form, "2024-12-31", "2024-12-31T00:00:00.000Z/2025-01-01T00:00:00.000Z");
    }
    check(Form::Instant, "2024-02-29", "");
}

#[test]
fn leap_years() {
    for (year, leap) in [("2024", true), ("2023", false), ("1900", false), ("2000", true)] {
        assert_eq!(parse(&format!("{year}-02-29"), Form::Date).is_some(), leap, "{year}");
    }
}

#[test]
fn times_are_moved_to_utc() {
    for form in [Form::DateTime, Form::Instant, Form::Search] {
        check(
            form,
            "2024-01-01T00:30:00+02:00",
            "2023-12-31T22:30:00.000Z/2023-12-31T22:30:01.000Z",
        );
        check(
            form,
            "2024-01-01T00:30:00.25-14:00",
            "2024-01-01T14:30:00.250Z/2024-01-01T14:30:00.260Z",
        );
        check(
            form,
            "2024-01-01T00:00:00.1234567Z",
            "2024-01-01T00:00:00.123Z/2024-01-01T00:00:00.124Z",
        );
        check(form, "2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z/2017-01-01T00:00:01.000Z");
    }
    check(Form::Date, "2024-01-01T00:00:00Z", "");
}

#[test]
fn searches_may_leave_out_seconds_and_zone() {
    check(Form::Search, "2024-01-01T10:30", "2024-01-01T10:30:00.000Z/2024-01-01T10:31:00.000Z");
    check(
        Form::Search,
        "2024-01-01T10:30+01:00",
        "2024-01-01T09:30:00.000Z/2024-01-01T09:31:00.000Z",
    );
    check(Form::Search, "2024-01-01T10:30:15", "2024-01-01T10:30:15.000Z/2024-01-01T10:30:16.000Z");
    for text in ["2024-01-01T10:30", "2024-01-01T10:30Z", "2024-01-01T10:30:15"] {
        check(Form::DateTime, text, "");
        check(Form::Instant, text, "");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "24",
        "0000",
        "20240",
        "2024-",
        "2024-00",
        "2024-13",
        "2024-1",
        "2024-01-00",
        "2024-01-32",
        "2023-02-29",
        "2024-04-31",
        "2024-01-01T",
        "2024-01-01T10",
        "2024-01-01T10Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T23:60:00Z",
        "2024-01-01T23:00:61Z",
        "2024-01-01T23:00:00.Z",
        "2024-01-01T23:00:00+14:01",
        "2024-01-01T23:00:00+1:00",
        "2024-01-01T23:00:00+01:60",
        "2024-01-01t23:00:00Z",
        "2024-01-01T23:00:00z",
        "2024-01-01T23:00:00Z ",
        " 2024",
        "+024",
        "２０２４",
        "2024-01T10:00:00Z",
        "2024Z",
    ] {
        for form in [Form::Date, Form::DateTime, Form::Instant, Form::Search] {
            check(form, text, "");
        }
    }
}

#[test]
fn times_of_day() {
    let check = |text, expect: Option<(i64, i64)>| {
        assert_eq!(parse_time(text), expect.map(|(start, end)| Range { start, end }), "{text}");
    };
    check("00:00:00", Some((0, 1000)));
    check("23:59:59.5", Some((DAY - 500, DAY - 400)));
    for text in ["24:00:00", "10:30", "10:30:00Z", "1:30:00", ""] {
        check(text, None);
    }
}

#[test]
fn ranges_compare() {
    let range = |start, end| Range { start, end };
    assert!(range(0, 10).contains(range(0, 10)) && !range(0, 10).contains(range(5, 11)));
    assert!(range(0, 10).overlaps(range(9, 20)) && !range(0, 10).overlaps(range(10, 20)));
    assert!(Range::ALWAYS.contains(range(i64::MIN, 3)));
}

proptest! {
    #[test]
    fn instants_come_back(millis in -62_135_596_800_000_i64..253_402_300_799_999) {
        let range = parse(&Timestamp(millis).to_string(), Form::Instant).unwrap();
        prop_assert_eq!(range, Range { start: millis, end: millis + 1 });
    }

    #[test]
    fn finer_texts_lie_within_coarser_ones(millis in -62_135_596_800_000_i64..253_402_300_799_999) {
        let text = Timestamp(millis).to_string();
        let mut within: Option<(Range, Precision)> = None;
        for length in [4, 7, 10, 16, 19, 23] {
            let found = parse_precise(&text[..length], Form::Search).unwrap();
            if let Some((range, precision)) = within {
                prop_assert!(range.contains(found.0) && precision < found.1);
            }
            within = Some(found);
        }
    }

    #[test]
    fn zones_only_shift(millis in 0_i64..4_102_444_800_000, minutes in -840_i64..=840) {
        let local = Timestamp(millis + minutes * 60_000).to_string();
        let zone = minutes.abs();
        let sign = if minutes < 0 { '-' } else { '+' };
        let text =
            format!("{}{sign}{:02}:{:02}", local.trim_end_matches('Z'), zone / 60, zone % 60);
        prop_assert_eq!(parse(&text, Form::DateTime).map(|range| range.start), Some(millis));
    }

    #[test]
    fn no_text_breaks_the_parser(text in "\\PC*") {
        let _ = parse(&text, Form::Search);
        let _ = parse_time(&text);
    }

    #[test]
    fn no_likely_text_breaks_the_parser(text in "[0-9]{4}(-[0-9]{0,3}){0,2}T?[0-9:.Z+-]{0,20}") {
        if let Some(range) = parse(&text, Form::Search) {
            prop_assert!(range.start < range.end);
        }
    }
}
