//! Facts into entries: by encounter, else by day.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::{Entry, Item};
use crate::fact::result::Value;
use crate::kind::Kind;
use crate::moment::Moment;
use crate::order;
use crate::seen::Seen;

/// An entry whose items are not sorted yet: only a page's are.
pub(super) struct Group<'a> {
    encounter: Option<Seen<'a>>,
    at: Option<Moment>,
    members: Vec<Seen<'a>>,
}

#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Encounter(&'a str, &'a str),
    Day(Option<Moment>),
}

/// The entries that hold something that passes, in order, and how many facts pass.
pub(super) fn entries<'a>(
    all: &[Seen<'a>],
    passes: impl Fn(&Seen<'a>) -> bool,
) -> (Vec<Group<'a>>, usize) {
    let encounters: HashMap<(&str, &str), Seen<'a>> = all
        .iter()
        .filter(|seen| seen.fact.kind == Kind::Encounter)
        .map(|seen| ((seen.resource_type, seen.id), *seen))
        .collect();
    let mut groups: HashMap<Key<'a>, Group<'a>> = HashMap::new();
    let mut facts = 0;
    for seen in all.iter().filter(|seen| passes(seen)) {
        facts += 1;
        let own = (seen.resource_type, seen.id);
        let to = seen.fact.encounter().and_then(|to| to.split_once('/'));
        let to = if seen.fact.kind == Kind::Encounter { Some(own) } else { to };
        let (key, group) = match to.and_then(|to| encounters.get(&to)) {
            Some(encounter) => {
                let at = encounter.fact.dated().moment();
                let group = Group { encounter: Some(*encounter), at, members: Vec::new() };
                (Key::Encounter(encounter.resource_type, encounter.id), group)
            }
            None => {
                let at = seen.fact.dated().moment().map(Moment::date);
                (Key::Day(at), Group { encounter: None, at, members: Vec::new() })
            }
        };
        let group = groups.entry(key).or_insert(group);
        if seen.fact.kind != Kind::Encounter {
            group.members.push(*seen);
        }
    }
    let mut entries: Vec<Group<'a>> = groups.into_values().collect();
    entries.sort_by(|one, other| {
        order::latest(one.at, other.at).then_with(|| match (&one.encounter, &other.encounter) {
            (Some(one), Some(other)) => order::name(one, other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        })
    });
    (entries, facts)
}

impl<'a> Group<'a> {
    /// The entry, its items by kind, then newest first, repetitions together.
    pub(super) fn entry(self) -> Entry<'a> {
        let mut members = self.members;
        members.sort_by(|one, other| {
            one.fact
                .kind
                .cmp(&other.fact.kind)
                .then_with(|| order::latest(one.fact.dated().moment(), other.fact.dated().moment()))
                .then_with(|| alike(one, other))
                .then_with(|| order::name(one, other))
        });
        let mut items: Vec<Item<'a>> = Vec::new();
        for seen in members {
            match items.last_mut() {
                Some(item) if same(&item.source, &seen) => item.also.push(seen),
                _ => items.push(Item { source: seen, also: Vec::new() }),
            }
        }
        Entry { encounter: self.encounter, at: self.at, items }
    }
}

fn same(one: &Seen<'_>, other: &Seen<'_>) -> bool {
    one.fact.kind == other.fact.kind
        && one.fact.dated() == other.fact.dated()
        && alike(one, other) == Ordering::Equal
        // What nothing names is never the same as something else.
        && !one.fact.title.is_empty()
}

/// Compares what two facts say.
fn alike(one: &Seen<'_>, other: &Seen<'_>) -> Ordering {
    let (left, right) = (one.fact, other.fact);
    left.title
        .cmp(&right.title)
        .then_with(|| left.codes.cmp(&right.codes))
        .then_with(|| left.standing.cmp(&right.standing))
        .then_with(|| left.certainty.cmp(&right.certainty))
        .then_with(|| particulars(one).cmp(&particulars(other)))
}

/// What else must be equal: the value of a result, its flag and components, the
/// dosage of a medication, the text of a remark. Documents are never the same:
/// their content is not compared here.
fn particulars(seen: &Seen<'_>) -> Vec<String> {
    let mut particulars = Vec::new();
    if let Some(end) = seen.fact.when.end {
        particulars.push(end.to_string());
    }
    if let Some(measure) = seen.fact.measure() {
        particulars.push(words(&measure.value));
        particulars.push(measure.flag.name().to_owned());
        particulars.extend(
            measure.components.iter().map(|part| format!("{}={}", part.title, words(&part.value))),
        );
    }
    if seen.fact.document().is_some() {
        particulars.push(seen.id.to_owned());
    }
    if let Some(medication) = seen.fact.medication() {
        for dosage in &medication.dosages {
            particulars.push(dosage.signature());
        }
    }
    if let Some(remark) = seen.fact.remark() {
        particulars.extend(remark.text.as_deref().map(str::to_owned));
    }
    if let Some(vaccination) = seen.fact.vaccination() {
        particulars.extend(vaccination.lot.as_deref().map(str::to_owned));
    }
    particulars
}

fn words(value: &Value) -> String {
    match value {
        Value::Quantity(quantity) => {
            format!("{}{} {}", quantity.comparator, quantity.value, quantity.unit_key())
        }
        Value::Text(text) => text.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::None => String::new(),
        Value::Range(ends) | Value::Ratio(ends) => {
            let end = |end: &Option<_>| {
                end.clone().map(Value::Quantity).map_or(String::new(), |end| words(&end))
            };
            ends.iter().map(end).collect::<Vec<_>>().join(":")
        }
        Value::Sampled(bytes) => bytes.to_string(),
    }
}
