//! Resources and questions made up from a few bytes, out of small pools, so
//! that they often meet.

use super::table::{COMMON, Kind, Parameter, Shape, Sort};

const CODES: [&str; 4] = ["a", "b", "A", "c,d"];
const SYSTEMS: [&str; 2] = ["http://one.example", "urn:oid:1.2"];
const TEXTS: [&str; 7] =
    ["Martin", "MARTÍN", "Saint-Martin", "Durand", "O'Neil", "Martin Durand", "été"];
const PARTS: [&str; 8] = ["martin", "Mar", "saint martin", "dur", "oneil", "Été", "MARTÍN", "t"];
const DATES: [&str; 4] = ["2020", "2020-03", "2020-03-15", "2026-11-20"];
const TIMES: [&str; 8] = [
    "2020",
    "2020-03",
    "2020-03-15",
    "2026-11-20",
    "2020-03-15T10:00:00Z",
    "2020-03-15T12:00:00+02:00",
    "2020-03-15T10:00:00.500Z",
    "2019-12-31T23:30:00-01:00",
];
/// Of days that meet those above at an end, above all.
const ASKED_TIMES: [&str; 6] =
    ["2020-03-15", "2020-03-16", "2020-03-15T10:00Z", "2020-03-15T10:00:00Z", "2020-03", "2026-11"];
const NUMBERS: [&str; 9] = ["5", "5.0", "5.4", "-1", "0", "100", "105", "110", "0.25"];
const ASKED_NUMBERS: [&str; 9] = ["5", "5.40", "-1", "0", "1e2", "100", "105.0", "0.3", "0.25"];
const COMPARATORS: [&str; 4] = ["<", "<=", ">", ">="];
const UNITS: [&str; 2] = ["mg", "g"];
const URIS: [&str; 6] = [
    "http://a.example/x",
    "http://a.example/x/y",
    "http://a.example/xy",
    "urn:oid:1.2",
    "http://a.example/x|1",
    "http://a.example",
];
const PREFIXES: [&str; 10] = ["", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"];

/// Bytes that decide; when they run out, the first choice is taken.
pub struct Chance<'a>(pub std::slice::Iter<'a, u8>);

impl Chance<'_> {
    pub fn below(&mut self, most: usize) -> usize {
        usize::from(*self.0.next().unwrap_or(&0)) % most
    }

    pub fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    /// One of three times not.
    fn perhaps<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }
}

/// A resource of a kind, as text.
pub fn resource(kind: &Kind, id: &str, patient: &str, chance: &mut Chance<'_>) -> String {
    let mut members = vec![format!(r#""resourceType":"{}""#, kind.name), format!(r#""id":"{id}""#)];
    let profiles = chance.perhaps(|chance| list(Shape::Uri, chance));
    let tags = chance.perhaps(|chance| list(Shape::Coding, chance));
    let profiles = profiles.map(|all| format!(r#""profile":{all}"#));
    let meta: Vec<_> =
        profiles.into_iter().chain(tags.map(|all| format!(r#""tag":{all}"#))).collect();
    if !meta.is_empty() {
        members.push(format!(r#""meta":{{{}}}"#, meta.join(",")));
    }
    if !kind.base.is_empty() {
        members.push(kind.base.to_owned());
    }
    if kind.name != "Patient" {
        members.push(format!(r#""subject":{{"reference":"Patient/{patient}"}}"#));
    }
    for group in kind.groups {
        let (at, many, shape) = group[chance.below(group.len())];
        // What R4 requires is always there.
        let required = matches!(at, "status" | "intent" | "class");
        if !required && chance.below(4) == 0 {
            continue;
        }
        members.push(match at.split_once('.') {
            Some((outer, inner)) => {
                let one =
                    |chance: &mut Chance<'_>| format!(r#"{{"{inner}":{}}}"#, value(shape, chance));
                let all: Vec<_> = (0..1 + chance.below(2)).map(|_| one(chance)).collect();
                format!(r#""{outer}":[{}]"#, all.join(","))
            }
            None if many => format!(r#""{at}":{}"#, list(shape, chance)),
            None => format!(r#""{at}":{}"#, value(shape, chance)),
        });
    }
    format!("{{{}}}", members.join(","))
}

fn list(shape: Shape, chance: &mut Chance<'_>) -> String {
    let all: Vec<_> = (0..1 + chance.below(2)).map(|_| value(shape, chance)).collect();
    format!("[{}]", all.join(","))
}

fn object(members: impl IntoIterator<Item = Option<String>>, otherwise: &str) -> String {
    let members: Vec<_> = members.into_iter().flatten().collect();
    let otherwise = if members.is_empty() { otherwise } else { "" };
    format!("{{{}{otherwise}}}", members.join(","))
}

fn member(name: &str, value: &str) -> String {
    format!(r#""{name}":"{value}""#)
}

fn coding(chance: &mut Chance<'_>) -> String {
    let system = chance.perhaps(|chance| member("system", chance.of(&SYSTEMS)));
    let display = chance.perhaps(|chance| member("display", chance.of(&TEXTS)));
    object([system, Some(member("code", chance.of(&CODES))), display], "")
}

/// A value of this form, as JSON.
fn value(shape: Shape, chance: &mut Chance<'_>) -> String {
    let text = |text: &str| format!("\"{text}\"");
    match shape {
        Shape::Concept => {
            let codings = chance.perhaps(|chance| {
                let all: Vec<_> = (0..1 + chance.below(2)).map(|_| coding(chance)).collect();
                format!(r#""coding":[{}]"#, all.join(","))
            });
            let words = chance.perhaps(|chance| member("text", chance.of(&TEXTS)));
            object([codings, words], r#""text":"x""#)
        }
        Shape::Coding => coding(chance),
        Shape::Code(_, codes) => text(chance.of(codes)),
        Shape::Bool => chance.of(&["true", "false"]).to_owned(),
        Shape::Identifier => {
            let system = chance.perhaps(|chance| member("system", chance.of(&SYSTEMS)));
            object([system, Some(member("value", chance.of(&CODES)))], "")
        }
        Shape::Contact => {
            object([Some(member("system", "phone")), Some(member("value", chance.of(&CODES)))], "")
        }
        Shape::DateTime => text(chance.of(&TIMES)),
        Shape::Date => text(chance.of(&DATES)),
        Shape::Period => period(chance),
        Shape::Quantity => quantity(chance),
        Shape::Decimal => chance.of(&NUMBERS).to_owned(),
        Shape::Text => text(chance.of(&TEXTS)),
        Shape::Name => {
            let family = chance.perhaps(|chance| member("family", chance.of(&TEXTS)));
            let given = format!(r#""given":["{}","{}"]"#, chance.of(&TEXTS), chance.of(&TEXTS));
            object([family, Some(given)], "")
        }
        Shape::Address => {
            let line = chance.perhaps(|chance| format!(r#""line":["{}"]"#, chance.of(&TEXTS)));
            object([line, Some(member("city", chance.of(&TEXTS)))], "")
        }
        Shape::Reference(kind) => reference(kind, chance),
        Shape::Uri => text(chance.of(&URIS)),
    }
}

/// Ends that are not before the start, as R4 wants it.
fn period(chance: &mut Chance<'_>) -> String {
    let start = chance.of(&["2019-12-31T23:30:00-01:00", "2020", "2020-03-15", ""]);
    let end = chance.of(&["2020-03-15T12:00:00+02:00", "2020-03-16", "2026-11-20", ""]);
    let some = |name, text: &str| (!text.is_empty()).then(|| member(name, text));
    object([some("start", start), some("end", end)], r#""start":"2020-03""#)
}

fn quantity(chance: &mut Chance<'_>) -> String {
    let number = format!(r#""value":{}"#, chance.of(&NUMBERS));
    let comparator = (chance.below(3) == 0).then(|| member("comparator", chance.of(&COMPARATORS)));
    let unit = chance.of(&UNITS);
    let words = chance.perhaps(|chance| member("unit", chance.of(&UNITS)));
    let coded = chance.perhaps(|chance| {
        format!("{},{}", member("system", chance.of(&SYSTEMS)), member("code", unit))
    });
    object([Some(number), comparator, words, coded], "")
}

fn reference(kind: &str, chance: &mut Chance<'_>) -> String {
    let id = chance.of(&["e1", "e2"]);
    match chance.below(4) {
        0 => format!(r#"{{"reference":"http://other.example/fhir/{kind}/{id}"}}"#),
        1 => format!(r#"{{"identifier":{}}}"#, value(Shape::Identifier, chance)),
        _ => format!(r#"{{"reference":"{kind}/{id}"}}"#),
    }
}

/// A parameter as it is sent, before percent-encoding.
pub fn question<'k>(
    kind: &'k Kind,
    chance: &mut Chance<'_>,
) -> (&'k Parameter, String, Vec<String>) {
    let at = chance.below(kind.parameters.len() + COMMON.len());
    let parameter = kind.parameters.get(at).unwrap_or_else(|| &COMMON[at - kind.parameters.len()]);
    if chance.below(8) == 7 {
        return (parameter, "missing".into(), vec![chance.of(&["true", "false"]).into()]);
    }
    let modifier = match parameter.sort {
        Sort::Token => chance.of(&["", "", "not", "text"]),
        Sort::Text => chance.of(&["", "", "exact", "contains"]),
        Sort::Reference => chance.of(&["", "", "identifier", "Practitioner"]),
        Sort::Uri => chance.of(&["", "", "above", "below"]),
        Sort::Date | Sort::Number | Sort::Quantity => "",
    };
    let values = (0..1 + chance.below(3)).map(|_| asked(parameter, modifier, chance)).collect();
    (parameter, modifier.into(), values)
}

fn asked(parameter: &Parameter, modifier: &str, chance: &mut Chance<'_>) -> String {
    let pair = |code: &str, system: &str, chance: &mut Chance<'_>| match chance.below(5) {
        0 => format!("|{code}"),
        1 => format!("{system}|{code}"),
        2 => format!("{system}|"),
        _ => code.to_owned(),
    };
    match (parameter.sort, modifier) {
        (Sort::Token, "text") => chance.of(&PARTS).to_owned(),
        (Sort::Token, _) => {
            let (system, codes) = match parameter.at[0].1 {
                Shape::Code(system, codes) => (system, codes),
                Shape::Bool => ("http://one.example", &["true", "false"][..]),
                Shape::Contact => ("phone", &CODES[..]),
                _ => (chance.of(&SYSTEMS), &CODES[..]),
            };
            pair(&chance.of(codes).replace(',', "\\,"), system, chance)
        }
        (Sort::Text, "exact") => chance.of(&TEXTS).to_owned(),
        (Sort::Text, _) => chance.of(&PARTS).to_owned(),
        (Sort::Date, _) => {
            format!("{}{}", chance.of(&PREFIXES), chance.of(&ASKED_TIMES))
        }
        (Sort::Number, _) => format!("{}{}", chance.of(&PREFIXES), chance.of(&ASKED_NUMBERS)),
        (Sort::Quantity, _) => {
            let number = format!("{}{}", chance.of(&PREFIXES), chance.of(&ASKED_NUMBERS));
            match chance.below(4) {
                0 => format!("{number}||{}", chance.of(&UNITS)),
                1 => format!("{number}|{}|{}", chance.of(&SYSTEMS), chance.of(&UNITS)),
                _ => number,
            }
        }
        (Sort::Reference, "identifier") => {
            let (code, system) = (chance.of(&CODES).replace(',', "\\,"), chance.of(&SYSTEMS));
            pair(&code, system, chance)
        }
        (Sort::Reference, "Practitioner") => chance.of(&["e1", "e2"]).to_owned(),
        (Sort::Reference, _) => {
            let (id, Shape::Reference(kind)) = (chance.of(&["e1", "e2"]), parameter.at[0].1) else {
                return "e1".to_owned();
            };
            match chance.below(3) {
                0 => format!("http://other.example/fhir/{kind}/{id}"),
                1 => format!("{kind}/{id}"),
                _ => id.to_owned(),
            }
        }
        (Sort::Uri, "above" | "below") => chance.of(&URIS[..3]).to_owned(),
        (Sort::Uri, _) => chance.of(&URIS).replace('|', "\\|"),
    }
}
