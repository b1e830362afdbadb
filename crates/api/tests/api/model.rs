//! Searches of made-up records, held against a plain reading of R4.

mod chance;
mod plain;
mod table;

use std::cell::Cell;
use std::cmp::Ordering;

use hygie_fhir::json::Json;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::help::{House, json};
use crate::transactions::{bundle, entry};
use chance::Chance;
use table::{KINDS, Kind, Parameter};

/// Records that are made up, and questions about each of them.
const CASES: u32 = 200;
const QUESTIONS: usize = 12;

/// One parameter with its modifier and values.
type Asked<'k> = (&'k Parameter, String, Vec<String>);

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The ids of what is found, in order, as the plain reading says. What is equal
/// stays in the order of the journal.
fn expected(
    all: &[Json],
    (asked, sort): &(Vec<Asked<'_>>, Vec<(&Parameter, bool)>),
    now: i64,
) -> Vec<String> {
    let holds = |resource: &&Json| {
        asked.iter().all(|(parameter, modifier, wanted)| {
            let found = plain::values(resource, parameter);
            plain::answers(&found, parameter.sort, modifier, wanted, now)
        })
    };
    let mut found: Vec<&Json> = all.iter().filter(holds).collect();
    found.sort_by(|one, other| order(one, other, sort));
    found.iter().map(|resource| resource.id().unwrap().to_owned()).collect()
}

fn order(one: &Json, other: &Json, sort: &[(&Parameter, bool)]) -> Ordering {
    sort.iter().fold(Ordering::Equal, |order, (parameter, down)| {
        let key = |resource| plain::key(&plain::values(resource, parameter), *down);
        order.then_with(|| plain::order(&key(one), &key(other), *down))
    })
}

/// Puts ids of neighbours that are equal by the sort in the order of their ids:
/// persons' records have no order among themselves.
fn settled(ids: &[String], all: &[Json], sort: &[(&Parameter, bool)]) -> Vec<String> {
    let resource = |id: &String| all.iter().find(|it| it.id() == Some(id)).unwrap();
    let equal = |one: &String, other: &String| {
        order(resource(one), resource(other), sort) == Ordering::Equal
    };
    let groups = ids.chunk_by(equal).map(|group| {
        let mut group = group.to_vec();
        group.sort();
        group
    });
    groups.flatten().collect()
}

/// All ids that the server finds, by pages of this many.
async fn found(house: &House, path: &str, count: usize) -> (usize, Vec<String>) {
    let mut answer = house.get(&format!("{path}&_count={count}")).await;
    assert_eq!(answer.status, 200, "{path} {}", answer.text());
    let total = answer.total().unwrap();
    let mut ids = Vec::new();
    loop {
        ids.extend(answer.found().iter().map(|name| name.split_once('/').unwrap().1.to_owned()));
        let Some(next) = answer.link("next") else { return (total, ids) };
        answer = house.get(&next).await.is(200);
    }
}

/// A question about a kind: parameters, and what the answer is sorted by.
fn question<'k>(
    kind: &'k Kind,
    chance: &mut Chance<'_>,
) -> (Vec<Asked<'k>>, Vec<(&'k Parameter, bool)>) {
    let asked = (0..1 + chance.below(2)).map(|_| chance::question(kind, chance)).collect();
    let mut by = |_| (&kind.parameters[chance.below(kind.parameters.len())], chance.below(2) == 1);
    let sort: Vec<_> = (0..2).map(&mut by).collect();
    let keys = chance.below(3);
    (asked, sort.into_iter().take(keys).collect())
}

fn address(asked: &[Asked<'_>], sort: &[(&Parameter, bool)]) -> String {
    let mut query = String::new();
    for (parameter, modifier, values) in asked {
        let colon = if modifier.is_empty() { "" } else { ":" };
        let value = percent(&values.join(","));
        query += &format!("&{}{colon}{modifier}={value}", parameter.code);
    }
    let keys: Vec<_> = sort
        .iter()
        .map(|(parameter, down)| format!("{}{}", if *down { "-" } else { "" }, parameter.code))
        .collect();
    if keys.is_empty() { query } else { format!("{query}&_sort={}", keys.join(",")) }
}

/// Writes a record and asks about it; tells how many questions find a part of it.
async fn check(
    house: &House,
    case: usize,
    kind: &Kind,
    made: &[Vec<u8>],
    asked: &[Vec<u8>],
) -> usize {
    let mut telling = 0;
    let patient = format!("p{case}");
    let person = format!(r#"{{"resourceType":"Patient","id":"{patient}"}}"#);
    let mut texts = Vec::new();
    for (at, bytes) in made.iter().enumerate() {
        let id = format!("r{case}-{at}");
        texts.push((chance::resource(kind, &id, &patient, &mut Chance(bytes.iter())), id));
    }
    let put =
        |(text, id): &(String, String)| entry("", text, "PUT", &format!("{}/{id}", kind.name));
    let mut entries = vec![entry("", &person, "PUT", &format!("Patient/{patient}"))];
    entries.extend(texts.iter().map(put));
    house.call("POST", "", Some(&bundle(&entries))).await.is(200);
    let all: Vec<Json> = texts.iter().map(|(text, _)| json(text.as_bytes())).collect();
    let ids: Vec<&str> = texts.iter().map(|(_, id)| id.as_str()).collect();
    let within = match kind.name {
        "Patient" => format!("_id={}", ids.join(",")),
        _ => format!("patient={patient}"),
    };
    for bytes in asked {
        let mut chance = Chance(bytes.iter());
        let count = [50, 2][chance.below(2)];
        let question = question(kind, &mut chance);
        let path = format!("/{}?{within}{}", kind.name, address(&question.0, &question.1));
        let mut expect = expected(&all, &question, house.app.clock.now().0);
        let (total, mut ids) = found(house, &path, count).await;
        if kind.name == "Patient" {
            expect = settled(&expect, &all, &question.1);
            ids = settled(&ids, &all, &question.1);
        }
        telling += usize::from(total > 0 && total < all.len());
        let said = || texts.iter().map(|(text, _)| format!("{text}\n")).collect::<String>();
        assert_eq!((total, &ids), (expect.len(), &expect), "{path}\n{}", said());
    }
    telling
}

#[test]
fn searches_find_what_a_plain_reading_finds() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let house = runtime.block_on(House::new());
    let (case, telling) = (Cell::new(0), Cell::new(0));
    let bytes = |most| prop::collection::vec(any::<u8>(), most);
    let record = prop::collection::vec(bytes(48), 1..8);
    let questions = prop::collection::vec(bytes(24), QUESTIONS);
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let run =
        TestRunner::new(config).run(&(0..KINDS.len(), record, questions), |(kind, made, asked)| {
            case.set(case.get() + 1);
            let some = check(&house, case.get(), &KINDS[kind], &made, &asked);
            telling.set(telling.get() + runtime.block_on(some));
            Ok(())
        });
    run.unwrap();
    // Else the pools do not meet, and nothing was asked.
    assert!(telling.get() > case.get(), "{} of {}", telling.get(), case.get() * QUESTIONS);
}
