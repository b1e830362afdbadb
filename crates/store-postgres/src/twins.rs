//! Which statements could be sent to one server if the tables were spread over
//! several, as Citus does. Debian has no Citus: the tables are split by hash in
//! one database, and the planner says which parts a statement has to touch.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use hygie_testkit::postgres::{PARTS, schema, split};
use tokio_postgres::types::Type;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

use crate::{Options, PostgresStore};

/// `read { ENTRIES … } …`: names with what they hold.
macro_rules! named {
    ($($module:ident { $($name:ident)* })*) => {
        [$($((concat!(stringify!($module), "::", stringify!($name)), crate::$module::$name),)*)*]
    };
}

/// Every statement on our tables but those of [`crate::check::CHECKS`], which read
/// all there is, and `COPY`, which is not planned and goes where its rows belong.
const STATEMENTS: &[(&str, &str)] = &named! {
    read { ENTRIES ENTRY HEAD RECORDS KEYS ALL_KEYS LOCATE TERMS ALL_IDS ALL_TERMS LOGS OF_LOG OF_RECORD OF_ACTOR LAST_WRITE BLOBS BLOBS_OF OUTBOX CELL_TABLES CELL CELLS }
    state { HEADS LASTS KEYS IDS TERMS TAGS CELLS LOGS }
    write { HEADS ENTRIES KEYS IDS IDS_GONE TERMS TERMS_GONE BLOBS BLOBS_GONE TRACES LOGS OUTBOX DONE CELLS CELLS_GONE COMMITS }
    lease { LOCK TAKE ADD RENEW LET_GO }
    group { DONE CLAIM }
    writer { FORGET }
    store { CLAIM }
    check { COUNTS }
    digest { ENTRIES IDS TERMS TRACES }
};

const TABLES: &[&str] = &[
    "records", "entries", "keys", "ids", "terms", "blobs", "logs", "traces", "outbox", "cells",
    "commits",
];

/// What each is expected to touch. `1` is one part: where a list of values is
/// asked for, one for each value. An insert goes where its rows belong. What says
/// `all` fans out.
const EXPECTED: &str = include_str!("twins/expected.txt");

#[tokio::test]
async fn statements_touch_the_parts_that_are_expected() {
    let address = schema().await;
    let store = PostgresStore::open(&Options::new(&address)).await.unwrap();
    hygie_store::Store::close(&store).await.unwrap();
    split(&address).await;
    let (client, connection) = tokio_postgres::connect(&address, NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("SET plan_cache_mode = force_custom_plan").await.unwrap();
    let mut touched = String::new();
    for (name, sql) in STATEMENTS {
        writeln!(touched, "{name}: {}", touches(&client, sql).await).unwrap();
    }
    assert_eq!(touched.trim(), EXPECTED.trim(), "\n{touched}");
}

/// The tables that a statement reads or changes, and how many parts of each.
async fn touches(client: &Client, sql: &str) -> String {
    let statement = client.prepare(sql).await.unwrap();
    let values: Vec<String> = statement.params().iter().enumerate().map(sample).collect();
    let values = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
    let explain =
        format!("PREPARE one AS {sql}; EXPLAIN (COSTS OFF) EXECUTE one{values}; DEALLOCATE one");
    let mut parts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut inserted = Vec::new();
    for message in client.simple_query(&explain).await.unwrap() {
        let SimpleQueryMessage::Row(row) = message else { continue };
        let Some((doing, place)) = row.get(0).unwrap().split_once(" on ") else { continue };
        let (relation, _) = place.split_once(' ').unwrap_or((place, ""));
        let (name, part) = relation.rsplit_once('_').unwrap_or((relation, ""));
        let Some(table) = TABLES.iter().find(|table| **table == name) else { continue };
        let touched = parts.entry(table).or_default();
        if doing.ends_with("Insert") {
            inserted.push(format!("{table} by row"));
        } else if !part.is_empty() {
            touched.insert(part.to_owned());
        }
    }
    parts.retain(|table, parts| !parts.is_empty() || *table == "outbox");
    let read = parts.iter().map(|(table, parts)| match parts.len() {
        0 => format!("{table} whole"),
        all if all == PARTS as usize => format!("{table} all"),
        some => format!("{table} {some}"),
    });
    inserted.into_iter().chain(read).collect::<Vec<_>>().join(", ")
}

/// A value of this type; bytes that grow from one to the next, so that no range is
/// empty.
fn sample((place, of): (usize, &Type)) -> String {
    match *of {
        Type::BYTEA => return format!(r"'\x0{}'", place + 1),
        Type::BYTEA_ARRAY => r"'{\\x01}'",
        Type::INT2_ARRAY | Type::INT4_ARRAY | Type::INT8_ARRAY => "'{1}'",
        Type::BOOL_ARRAY => "'{true}'",
        Type::INT4 | Type::INT8 | Type::FLOAT8 => "1",
        ref other => panic!("no sample of {other}"),
    }
    .to_owned()
}

/// One that is not in the list would not be looked at.
#[test]
fn no_statement_is_forgotten() {
    let listed: BTreeSet<&str> = STATEMENTS.iter().map(|(name, _)| *name).collect();
    // Of the server itself, not of our tables.
    let others = ["connect", "schema", "server", "twins"];
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap() {
        let path = file.unwrap().path();
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() || others.contains(&module.as_str()) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let sql = ["\"SELECT", "\"INSERT", "\"UPDATE", "\"DELETE", "\"WITH"];
        let statements = sql.iter().map(|start| text.matches(start).count()).sum::<usize>();
        let ours = listed.iter().filter(|name| name.starts_with(&format!("{module}::"))).count();
        let checks = if module == "check" { crate::check::CHECKS.len() } else { 0 };
        assert_eq!(statements, ours + checks, "{module}");
    }
}
