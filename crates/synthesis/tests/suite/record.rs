//! A record for tests: resources as JSON, and all that a synthesis says of them.

use std::fmt::Write as _;

use hygie_base::Timestamp;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::{Block, Fact, KindSet, Moment, Seen, Synthesis, Value};

/// 2026-11-25T10:00:00Z, when the tests' records are read.
pub(crate) const NOW: Timestamp = Timestamp(1_795_600_800_000);

pub(crate) fn json(text: &str) -> Json {
    parse(text.as_bytes(), &JsonLimits::DEFAULT).unwrap_or_else(|error| panic!("{error}: {text}"))
}

pub(crate) fn fact(text: &str) -> Fact {
    Fact::read(&json(text)).unwrap_or_else(|| panic!("no fact: {text}"))
}

pub(crate) fn moment(text: &str) -> Option<Moment> {
    Some(Moment::parse(text).unwrap())
}

/// The facts of one record.
#[derive(Default)]
pub(crate) struct Record(Vec<(String, String, Timestamp, Fact)>);

impl Record {
    pub(crate) fn of(resources: &[&str]) -> Self {
        let mut record = Self::default();
        for text in resources {
            record.add(&json(text), NOW);
        }
        record
    }

    pub(crate) fn add(&mut self, resource: &Json, written: Timestamp) {
        if let Some(fact) = Fact::read(resource) {
            let resource_type = resource.resource_type().unwrap().to_owned();
            self.0.push((resource_type, resource.id().unwrap().to_owned(), written, fact));
        }
    }

    pub(crate) fn seen(&self) -> impl DoubleEndedIterator<Item = Seen<'_>> + ExactSizeIterator {
        self.0.iter().map(|(resource_type, id, written, fact)| Seen {
            fact,
            resource_type,
            id,
            version: 1,
            written: *written,
            author: "Dr Roche",
            custodian: "Cabinet des Lilas",
        })
    }

    pub(crate) fn synthesis(&self) -> Synthesis<'_> {
        Synthesis::of(self.seen(), NOW, KindSet::NONE, Some(Timestamp(0)))
    }
}

pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::None => "-".to_owned(),
        Value::Quantity(one) => format!("{}{} {}", one.comparator, one.value, one.unit),
        Value::Text(text) => text.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Range(_) => "range".to_owned(),
        Value::Ratio(_) => "ratio".to_owned(),
        Value::Sampled(bytes) => format!("{bytes} sampled"),
    }
}

/// All that a synthesis says, with every source that it names as `Type/id`.
pub(crate) fn told(synthesis: &Synthesis<'_>) -> String {
    let mut out = String::new();
    block(&mut out, "alerts", &synthesis.alerts, |line| {
        format!("{:?} {}", line.source, line.title)
    });
    block(&mut out, "allergies", &synthesis.allergies, |line| {
        format!(
            "{:?} {} {:?} {:?} {:?} {:?}",
            line.sources, line.title, line.standing, line.criticality, line.reactions, line.since
        )
    });
    block(&mut out, "problems", &synthesis.problems, |line| {
        format!(
            "{:?} {:?} {} {:?} {:?} {} {:?} {:?} {}",
            line.source,
            line.sources,
            line.title,
            line.standing,
            line.rank,
            line.chronic,
            line.first,
            line.last,
            line.count
        )
    });
    block(&mut out, "medications", &synthesis.medications.block, |line| {
        format!(
            "{:?} {:?} {} {:?} {:?} {:?}",
            line.source, line.sources, line.title, line.usage, line.since, line.until
        )
    });
    for conflict in &synthesis.medications.conflicts {
        let (one, other) = (&conflict.one, &conflict.other);
        let _ = writeln!(out, "conflict {:?} {:?} {:?}", conflict.what, one.source, other.source);
    }
    block(&mut out, "vaccinations", &synthesis.vaccinations, |line| {
        format!("{:?} {} {:?} {}", line.sources, line.title, line.last, line.count)
    });
    block(&mut out, "results", &synthesis.results, |line| {
        let points = line.points.iter().map(|point| {
            format!(
                "{:?}@{}={}/{:?}{:?}",
                point.source,
                point.at,
                value(point.value),
                point.second.map(value),
                point.flag
            )
        });
        format!(
            "{} {} {:?} {} {:?}",
            line.title,
            line.unit,
            line.direction,
            line.total,
            points.collect::<Vec<_>>()
        )
    });
    block(&mut out, "events", &synthesis.events, |line| {
        format!(
            "{:?} {} {:?} {:?} {:?} {:?}",
            line.source, line.title, line.at, line.reason, line.diagnoses, line.members
        )
    });
    block(&mut out, "coming", &synthesis.coming, |line| {
        format!("{:?} {} {:?}", line.source, line.title, line.at)
    });
    for (name, list) in [
        ("plans", &synthesis.plans),
        ("goals", &synthesis.goals),
        ("documents", &synthesis.documents),
        ("devices", &synthesis.devices),
        ("care teams", &synthesis.care_teams),
    ] {
        block(&mut out, name, list, |line| {
            format!("{:?} {} {:?}", line.source, line.title, line.at)
        });
    }
    for group in synthesis.news.iter().flat_map(|news| &news.groups) {
        let _ = writeln!(out, "new {:?} {} {:?}", group.kind, group.count, group.latest);
    }
    out
}

fn block<T>(out: &mut String, name: &str, block: &Block<'_, T>, line: impl Fn(&T) -> String) {
    let Block { state, lines, total, past, past_total, denials, unclear, partly_closed } = block;
    let _ = writeln!(
        out,
        "{name}: {state:?} {total} {past_total} {denials:?} {unclear} {partly_closed}"
    );
    for one in lines {
        let _ = writeln!(out, "  {}", line(one));
    }
    for one in past {
        let _ = writeln!(out, "  past {}", line(one));
    }
}
