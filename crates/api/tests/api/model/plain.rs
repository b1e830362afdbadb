//! What R4 says of search, said once more in the plainest way over the JSON of
//! a resource, with nothing of the server's own search.

use std::cmp::Ordering;

use hygie_fhir::json::Json;

use super::table::{Parameter, Shape, Sort};

/// Numbers are compared in millionths.
const ONE: i64 = 1_000_000;

/// One value that a parameter finds in a resource.
pub enum Value {
    Token {
        system: Option<String>,
        implied: bool,
        code: Option<String>,
        words: Option<String>,
    },
    Text(String),
    /// From the first millisecond up to, and without, the second.
    Time(i64, i64),
    Amount {
        low: Option<End>,
        high: Option<End>,
        system: String,
        code: String,
        unit: String,
    },
    Reference {
        text: String,
        system: Option<String>,
        value: Option<String>,
    },
    Uri(String),
}

/// An end of an interval, and whether it belongs to it.
#[derive(Clone, Copy)]
pub struct End(i64, bool);

/// What is at a path; of lists, all of it.
fn at<'j>(json: &'j Json, path: &str) -> Vec<&'j Json> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(found) = json.get(first) else { return Vec::new() };
    let found: Vec<&Json> = found.as_array().map_or(vec![found], |all| all.iter().collect());
    if rest.is_empty() { found } else { found.into_iter().flat_map(|one| at(one, rest)).collect() }
}

fn text(json: &Json, path: &str) -> Option<String> {
    at(json, path).first().and_then(|one| one.as_str()).map(str::to_owned)
}

fn number(json: &Json) -> Option<i64> {
    let Json::Number(text) = json else { return None };
    Some(rounded(text).0)
}

/// All values of a parameter.
pub fn values(resource: &Json, parameter: &Parameter) -> Vec<Value> {
    let mut found = Vec::new();
    for (path, shape) in parameter.at {
        for one in at(resource, path) {
            add(parameter.sort, *shape, one, &mut found);
        }
    }
    found
}

fn add(sort: Sort, shape: Shape, one: &Json, found: &mut Vec<Value>) {
    let token = |system, code, words| Value::Token { system, implied: false, code, words };
    let plain = || one.as_str().unwrap_or_default().to_owned();
    match (sort, shape) {
        (Sort::Token, Shape::Concept) => {
            at(one, "coding").into_iter().for_each(|it| add(sort, Shape::Coding, it, found));
            found.extend(text(one, "text").map(|words| token(None, None, Some(words))));
        }
        (Sort::Token, Shape::Coding) => {
            found.push(token(text(one, "system"), text(one, "code"), text(one, "display")));
        }
        (Sort::Token, Shape::Identifier | Shape::Contact) => {
            found.push(token(text(one, "system"), text(one, "value"), None));
        }
        (Sort::Token, Shape::Code(system, _)) => {
            let system = Some(system.to_owned());
            found.push(Value::Token { system, implied: true, code: Some(plain()), words: None });
        }
        (Sort::Token, _) => {
            let truth = if *one == Json::Bool(true) { "true" } else { "false" };
            found.push(token(None, Some(truth.to_owned()), None));
        }
        (Sort::Text, Shape::Name) => {
            for part in ["family", "given"] {
                at(one, part).into_iter().for_each(|it| add(sort, Shape::Text, it, found));
            }
        }
        (Sort::Text, Shape::Address) => {
            for part in ["line", "city"] {
                at(one, part).into_iter().for_each(|it| add(sort, Shape::Text, it, found));
            }
        }
        (Sort::Text, _) => found.push(Value::Text(plain())),
        (Sort::Date, Shape::Period) => {
            let start = text(one, "start").map_or(i64::MIN, |start| time(&start).0);
            found.push(Value::Time(start, text(one, "end").map_or(i64::MAX, |end| time(&end).1)));
        }
        (Sort::Date, _) => {
            let (start, end) = time(&plain());
            found.push(Value::Time(start, end));
        }
        (Sort::Number, _) => {
            let end = number(one).map(|number| End(number, true));
            let none = String::new;
            let (low, high) = (end, end);
            found.push(Value::Amount { low, high, system: none(), code: none(), unit: none() });
        }
        (Sort::Quantity, _) => found.push(amount(one)),
        (Sort::Reference, _) => found.push(Value::Reference {
            text: text(one, "reference").unwrap_or_default(),
            system: text(one, "identifier.system"),
            value: text(one, "identifier.value"),
        }),
        (Sort::Uri, _) => found.push(Value::Uri(plain())),
    }
}

fn amount(one: &Json) -> Value {
    let value = one.get("value").and_then(number).unwrap_or_default();
    let (low, high) = match text(one, "comparator").as_deref() {
        Some("<") => (None, Some(End(value, false))),
        Some("<=") => (None, Some(End(value, true))),
        Some(">") => (Some(End(value, false)), None),
        Some(">=") => (Some(End(value, true)), None),
        _ => (Some(End(value, true)), Some(End(value, true))),
    };
    let part = |name| text(one, name).unwrap_or_default();
    Value::Amount { low, high, system: part("system"), code: part("code"), unit: part("unit") }
}

/// Whether a resource with these values answers one parameter.
pub fn answers(found: &[Value], sort: Sort, modifier: &str, wanted: &[String], now: i64) -> bool {
    let some =
        || found.iter().any(|one| wanted.iter().any(|it| meets(one, sort, modifier, it, now)));
    match modifier {
        "missing" => found.is_empty() == (wanted[0] == "true"),
        "not" => !some(),
        _ => some(),
    }
}

fn meets(found: &Value, sort: Sort, modifier: &str, wanted: &str, now: i64) -> bool {
    let plain = wanted.replace("\\,", ",").replace("\\|", "|");
    match found {
        Value::Token { words, .. } if modifier == "text" => {
            words.as_ref().is_some_and(|words| folded(words).starts_with(&folded(&plain)))
        }
        Value::Token { system, implied, code, .. } => pair(system, *implied, code, &plain),
        Value::Text(text) => match modifier {
            "exact" => *text == plain,
            "contains" => folded(text).contains(&folded(&plain)),
            _ => folded(text).starts_with(&folded(&plain)),
        },
        Value::Time(start, end) => at_time((*start, *end), wanted, now),
        Value::Amount { low, high, system, code, unit } => {
            let mut parts = wanted.split('|');
            let number = parts.next().unwrap_or_default();
            let unit_is = match (sort, parts.next(), parts.next()) {
                (Sort::Quantity, Some(""), Some(name)) => code == name || unit == name,
                (Sort::Quantity, Some(of), Some(name)) => system == of && code == name,
                _ => true,
            };
            unit_is && as_much(*low, *high, number)
        }
        Value::Reference { text, system, value } => match modifier {
            "identifier" => value.is_some() && pair(system, false, value, &plain),
            "" => *text == plain || (!plain.contains('/') && local_id(text) == Some(&plain)),
            kind => *text == format!("{kind}/{plain}"),
        },
        Value::Uri(uri) => match modifier {
            "above" => uri.contains("://") && is_under(&plain, uri),
            "below" => is_under(uri, &plain),
            _ => *uri == plain || uri.starts_with(&format!("{plain}|")),
        },
    }
}

fn local_id(text: &str) -> Option<&str> {
    text.split_once('/').map(|(_, id)| id).filter(|id| !id.contains('/'))
}

/// `code`, `|code`, `system|code`, `system|`. The system of a code without one
/// is that of its element; it counts as none as well.
fn pair(system: &Option<String>, implied: bool, code: &Option<String>, wanted: &str) -> bool {
    match wanted.split_once('|') {
        None => code.as_deref() == Some(wanted),
        Some(("", wanted)) => code.as_deref() == Some(wanted) && (system.is_none() || implied),
        Some((of, "")) => system.as_deref() == Some(of),
        Some((of, wanted)) => system.as_deref() == Some(of) && code.as_deref() == Some(wanted),
    }
}

fn is_under(uri: &str, other: &str) -> bool {
    uri == other || ["/", "|"].iter().any(|next| uri.starts_with(&format!("{other}{next}")))
}

/// Without case, accents and signs, as the texts of the pools need it.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase().replace(['é', 'è'], "e").replace('í', "i");
    lower.replace('-', " ").replace('\'', "")
}

fn prefixed(text: &str) -> (&str, &str) {
    let prefix = text.split_at_checked(2).map_or("", |(prefix, _)| prefix);
    if prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_lowercase()) {
        text.split_at(2)
    } else {
        ("eq", text)
    }
}

/// <https://hl7.org/fhir/R4/search.html#prefix>, for dates.
fn at_time((start, end): (i64, i64), wanted: &str, now: i64) -> bool {
    let (prefix, date) = prefixed(wanted);
    let (from, to) = time(date);
    let within = from <= start && end <= to;
    let (above, below) = (end > to, start < from);
    match prefix {
        "eq" => within,
        "ne" => !within,
        "gt" => above,
        "lt" => below,
        "ge" => above || within,
        "le" => below || within,
        "sa" => start >= to,
        "eb" => end <= from,
        _ => {
            let distance = if now < from { from - now } else { (now - to).max(0) };
            start < to + distance / 10 && end > from - distance / 10
        }
    }
}

/// The same for numbers: `eq` and `ne` take the last digit for what it says.
fn as_much(low: Option<End>, high: Option<End>, wanted: &str) -> bool {
    let (prefix, number) = prefixed(wanted);
    let (exact, half) = rounded(number);
    let within = matches!((low, high), (Some(End(low, _)), Some(End(high, _)))
        if low >= exact - half && high < exact + half);
    match prefix {
        "eq" => within,
        "ne" => !within,
        "gt" => high.is_none_or(|End(high, _)| high > exact),
        "lt" => low.is_none_or(|End(low, _)| low < exact),
        "ge" => high.is_none_or(|End(high, of)| high > exact || (high == exact && of)),
        "le" => low.is_none_or(|End(low, of)| low < exact || (low == exact && of)),
        "sa" => low.is_some_and(|End(low, of)| low > exact || (low == exact && !of)),
        "eb" => high.is_some_and(|End(high, of)| high < exact || (high == exact && !of)),
        _ => {
            let tenth = exact.abs() / 10;
            low.is_none_or(|End(low, of)| low < exact + tenth || (low == exact + tenth && of))
                && high.is_none_or(|End(high, of)| {
                    high > exact - tenth || (high == exact - tenth && of)
                })
        }
    }
}

/// A number in millionths, and half of what its last digit counts.
fn rounded(text: &str) -> (i64, i64) {
    let (digits, power) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let power: i32 = power.parse().unwrap();
    let shift = 6 + power - i32::try_from(part.len()).unwrap();
    let unit = 10_i64.pow(u32::try_from(shift).unwrap());
    let number: i64 = format!("{whole}{part}").parse().unwrap();
    assert!(unit <= 100 * ONE, "the pools are of small numbers");
    (number * unit, unit / 2)
}

/// The milliseconds of a date or time.
fn time(text: &str) -> (i64, i64) {
    let (date, clock) = text.split_once('T').unwrap_or((text, ""));
    let parts: Vec<i64> = date.split('-').map(|part| part.parse().unwrap()).collect();
    let (year, month) = (parts[0], parts.get(1).copied());
    let next =
        |month: i64| if month == 12 { days(year + 1, 1, 1) } else { days(year, month + 1, 1) };
    let (first, last) = match (month, parts.get(2)) {
        (None, _) => (days(year, 1, 1), days(year + 1, 1, 1)),
        (Some(month), None) => (days(year, month, 1), next(month)),
        (Some(month), Some(day)) => (days(year, month, *day), days(year, month, *day) + 1),
    };
    const DAY: i64 = 86_400_000;
    if clock.is_empty() {
        return (first * DAY, last * DAY);
    }
    let (clock, zone) = clock.split_at(clock.find(['Z', '+', '-']).unwrap());
    let minutes = |text: &str| {
        let (hour, minute) = text.split_once(':').unwrap();
        hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap()
    };
    let zone = match zone.split_at(1) {
        ("Z", _) => 0,
        ("-", behind) => -minutes(behind),
        (_, ahead) => minutes(ahead),
    };
    let (minute, second) = clock.split_at(5);
    let (seconds, width) = match second.strip_prefix(':') {
        None => ("0", 60_000),
        Some(second) if second.contains('.') => (second, 1),
        Some(second) => (second, 1000),
    };
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let millis = whole.parse::<i64>().unwrap() * 1000 + part.parse::<i64>().unwrap();
    let start = first * DAY + (minutes(minute) - zone) * 60_000 + millis;
    (start, start + width)
}

/// Days from 1970 to a day, counted one year and one month at a time.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let years: i64 = (1970..year).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let months = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    years + months.iter().take(usize::try_from(month - 1).unwrap()).sum::<i64>() + day - 1
}

/// What a resource is sorted by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Key {
    Number(i64),
    Text(String),
}

/// The least value, or the greatest when `down`.
pub fn key(found: &[Value], down: bool) -> Option<Key> {
    let keys = found.iter().filter_map(|value| match value {
        Value::Token { code, .. } => code.clone().map(Key::Text),
        Value::Text(text) => Some(Key::Text(folded(text))),
        Value::Time(start, end) => Some(Key::Number(if down { *end } else { *start })),
        Value::Amount { low, high, .. } => {
            let end = if down { high.or(*low) } else { low.or(*high) };
            end.map(|End(number, _)| Key::Number(number))
        }
        Value::Reference { text, .. } => (!text.is_empty()).then(|| Key::Text(text.clone())),
        Value::Uri(uri) => Some(Key::Text(uri.clone())),
    });
    if down { keys.max() } else { keys.min() }
}

/// What has no value comes last either way.
pub fn order(one: &Option<Key>, other: &Option<Key>, down: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if down => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        _ => one.is_none().cmp(&other.is_none()),
    }
}
