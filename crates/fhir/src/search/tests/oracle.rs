//! Search held against naive models: sets of points, lists of pairs.

use proptest::prelude::*;

use super::super::{Query, Values, extract};
use super::{NOW, json};

fn observation(members: &str) -> Values {
    extract(&json(&format!(r#"{{"resourceType":"Observation","status":"final"{members}}}"#)), None)
}

fn found(params: &[(&str, &str)], values: &Values) -> bool {
    Query::parse("Observation", params, NOW).unwrap().matches(values)
}

const PREFIXES: [&str; 9] = ["", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb"];

/// The prefix by its definition, over the points that a value and a search have.
fn by_points(prefix: &str, found: &[i64], asked: &[i64], exact: &[i64]) -> bool {
    let within = || found.iter().all(|point| asked.contains(point));
    let (least, most) = (exact[0], exact[exact.len() - 1]);
    match prefix {
        "" | "eq" => within(),
        "ne" => !within(),
        "gt" => found.iter().any(|point| *point > most),
        "lt" => found.iter().any(|point| *point < least),
        "ge" => found.iter().any(|point| *point > most) || within_of(found, exact),
        "le" => found.iter().any(|point| *point < least) || within_of(found, exact),
        "sa" => found.iter().all(|point| *point > most),
        "eb" => found.iter().all(|point| *point < least),
        _ => unreachable!(),
    }
}

/// A number asked for is a point, which a range has in it; a date is a stretch,
/// which has the other one in it.
fn within_of(found: &[i64], exact: &[i64]) -> bool {
    if exact.len() == 1 {
        found.contains(&exact[0])
    } else {
        found.iter().all(|point| exact.contains(point))
    }
}

/// A day or a month of January to March 2024, with its half days from
/// 2024-01-01: a day is a stretch of time, never a point.
fn day_text() -> impl Strategy<Value = (String, Vec<i64>)> {
    const MONTHS: [(i64, i64); 3] = [(0, 31), (31, 29), (60, 31)];
    let halves = |first: i64, count: i64| (2 * first..2 * (first + count)).collect();
    let day = (0_usize..3, 0_i64..29).prop_map(move |(month, day)| {
        (format!("2024-{:02}-{:02}", month + 1, day + 1), halves(MONTHS[month].0 + day, 1))
    });
    let month = (0_usize..3).prop_map(move |month| {
        let (first, count) = MONTHS[month];
        (format!("2024-{:02}", month + 1), halves(first, count))
    });
    prop_oneof![day, month]
}

proptest! {
    #[test]
    fn dates((start, first) in day_text(), (end, last) in day_text(), (asked, points) in day_text(), prefix in prop::sample::select(&PREFIXES[..])) {
        let range: Vec<i64> = (first[0]..=last[last.len() - 1]).collect();
        prop_assume!(!range.is_empty());
        let values = observation(&format!(r#","effectivePeriod":{{"start":"{start}","end":"{end}"}}"#));
        let asked = format!("{prefix}{asked}");
        prop_assert_eq!(
            found(&[("date", &asked)], &values),
            by_points(prefix, &range, &points, &points),
            "{} {} {}", start, end, asked
        );
    }

    /// Tenths: a stored number is a point, a Range all points between; what is
    /// asked has the width of its last digit, in twentieths here.
    #[test]
    fn quantities(low in -40_i64..40, width in 0_i64..10, asked in -40_i64..40, whole in any::<bool>(), prefix in prop::sample::select(&PREFIXES[..])) {
        let tenths = |number: i64| {
            format!("{}{}.{}", if number < 0 { "-" } else { "" }, number.abs() / 10, number.abs() % 10)
        };
        let (text, asked, half) = if whole {
            let asked = asked.div_euclid(10) * 10;
            ((asked / 10).to_string(), asked, 10)
        } else {
            (tenths(asked), asked, 1)
        };
        let points: Vec<i64> = (2 * low..=2 * (low + width)).collect();
        let around: Vec<i64> = (2 * asked - half..2 * asked + half).collect();
        let member = if width == 0 {
            format!(r#","valueQuantity":{{"value":{}}}"#, tenths(low))
        } else {
            format!(r#","component":[{{"code":{{}},"valueRange":{{"low":{{"value":{}}},"high":{{"value":{}}}}}}}]"#, tenths(low), tenths(low + width))
        };
        let values = observation(&member);
        let text = format!("{prefix}{text}");
        if width == 0 {
            prop_assert_eq!(
                found(&[("value-quantity", &text)], &values),
                by_points(prefix, &points, &around, &[2 * asked]),
                "{} {}", tenths(low), text
            );
        }
        let risk = json(&format!(
            r#"{{"resourceType":"RiskAssessment","prediction":[{{"probabilityRange":{{"low":{{"value":{}}},"high":{{"value":{}}}}}}}]}}"#,
            tenths(low), tenths(low + width)
        ));
        let query = Query::parse("RiskAssessment", &[("probability", &text)], NOW).unwrap();
        prop_assert_eq!(
            query.matches(&extract(&risk, None)),
            by_points(prefix, &points, &around, &[2 * asked]),
            "{} {} {}", tenths(low), tenths(low + width), text
        );
    }
}

/// A coding, and a search for one, of few systems and codes.
fn text() -> impl Strategy<Value = String> {
    "[a,|$\\\\]{1,2}"
}

#[derive(Clone, Debug)]
enum Asked {
    Code(String),
    Without(String),
    System(String),
    Both(String, String),
}

impl Asked {
    fn text(&self) -> String {
        match self {
            Self::Code(code) => escape(code),
            Self::Without(code) => format!("|{}", escape(code)),
            Self::System(system) => format!("{}|", escape(system)),
            Self::Both(system, code) => format!("{}|{}", escape(system), escape(code)),
        }
    }

    fn meets(&self, (system, code): &(Option<String>, Option<String>)) -> bool {
        match self {
            Self::Code(wanted) => code.as_ref() == Some(wanted),
            Self::Without(wanted) => system.is_none() && code.as_ref() == Some(wanted),
            Self::System(wanted) => system.as_ref() == Some(wanted),
            Self::Both(left, right) => {
                system.as_ref() == Some(left) && code.as_ref() == Some(right)
            }
        }
    }
}

fn escape(text: &str) -> String {
    text.chars().flat_map(|c| r"\,|$".contains(c).then_some('\\').into_iter().chain([c])).collect()
}

fn asked() -> impl Strategy<Value = Asked> {
    prop_oneof![
        text().prop_map(Asked::Code),
        text().prop_map(Asked::Without),
        text().prop_map(Asked::System),
        (text(), text()).prop_map(|(system, code)| Asked::Both(system, code)),
    ]
}

fn quoted(text: &str) -> String {
    String::from_utf8(crate::json::Json::string(text).to_vec()).unwrap()
}

fn codings(list: &[(Option<String>, Option<String>)]) -> String {
    let one = |(system, code): &(Option<String>, Option<String>)| {
        let member = |name, text: &Option<String>| {
            text.as_ref().map(|text| format!(r#""{name}":{}"#, quoted(text)))
        };
        let members: Vec<_> =
            [member("system", system), member("code", code)].into_iter().flatten().collect();
        format!("{{{}}}", members.join(","))
    };
    list.iter().map(one).collect::<Vec<_>>().join(",")
}

proptest! {
    /// Any of several values, all of several parameters, `:not`, `:missing`.
    #[test]
    fn tokens(
        list in prop::collection::vec((prop::option::of(text()), prop::option::of(text())), 0..4),
        groups in prop::collection::vec((prop::collection::vec(asked(), 1..4), any::<bool>()), 1..4),
        missing in prop::option::of(any::<bool>()),
    ) {
        let values = observation(&format!(r#","code":{{"coding":[{}]}}"#, codings(&list)));
        let mut params: Vec<(&str, String)> = groups
            .iter()
            .map(|(any, not)| {
                let text = any.iter().map(Asked::text).collect::<Vec<_>>().join(",");
                (if *not { "code:not" } else { "code" }, text)
            })
            .collect();
        params.extend(missing.map(|missing| ("code:missing", missing.to_string())));
        let expect = groups.iter().all(|(any, not)| {
            list.iter().any(|coding| any.iter().any(|asked| asked.meets(coding))) != *not
        }) && missing.is_none_or(|missing| list.is_empty() == missing);
        let query = Query::parse("Observation", &params, NOW).unwrap();
        prop_assert_eq!(query.matches(&values), expect);
    }

    #[test]
    fn composites_meet_within_one_value(
        components in prop::collection::vec(("[ab]", 0_i64..4), 0..4),
        code in "[ab]",
        amount in 0_i64..4,
    ) {
        let list: Vec<_> = components
            .iter()
            .map(|(code, value)| format!(r#"{{"code":{{"coding":[{{"code":"{code}"}}]}},"valueQuantity":{{"value":{value}}}}}"#))
            .collect();
        let values = observation(&format!(r#","component":[{}]"#, list.join(",")));
        prop_assert_eq!(
            found(&[("component-code-value-quantity", &format!("{code}$ge{amount}"))], &values),
            components.iter().any(|(other, value)| *other == code && *value >= amount)
        );
    }

    #[test]
    fn selections_are_sorted_and_stable(list in prop::collection::vec(prop::option::of(0_u32..4), 0..12), descending in any::<bool>()) {
        let all: Vec<Values> = list
            .iter()
            .map(|month| {
                let date = month.map_or_else(String::new, |month| format!(r#","effectiveDateTime":"2024-{:02}""#, month + 1));
                observation(&date)
            })
            .collect();
        let sort = if descending { "-date" } else { "date" };
        let query = Query::parse("Observation", &[("_sort", sort)], NOW).unwrap();
        let order = query.select(all.iter().enumerate());
        let mut expect: Vec<usize> = (0..list.len()).collect();
        expect.sort_by_key(|at| match list[*at] {
            None => i64::MAX,
            Some(month) if descending => -i64::from(month),
            Some(month) => i64::from(month),
        });
        prop_assert_eq!(order, expect);
    }

    #[test]
    fn no_search_breaks(name in "[a-z_:.-]{0,20}|code|date|value-quantity|subject|_sort|combo-code-value-quantity", value in "[a-z0-9,|$\\\\.:/TZ+-]{0,30}|\\PC{0,20}") {
        for kind in ["Observation", "Patient"] {
            if let Ok(query) = Query::parse(kind, &[(&name, &value)], NOW) {
                let values = observation(r#","code":{"coding":[{"code":"a"}]},"valueQuantity":{"value":1}"#);
                query.select([((), &values)]);
            }
        }
    }
}
