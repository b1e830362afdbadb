//! `hygie policy`: the tables of the rules of access.

use anyhow::Context as _;
use hygie_gate::Edition;
use hygie_policy::tables::Table;
use serde_json::json;

use crate::args::Policy;
use crate::console::{Console, Exit};
use crate::session::Session;

/// Shows tables, checks them, puts them in force.
pub async fn run(session: &Session, act: Policy, console: &dyn Console) -> anyhow::Result<Exit> {
    match act {
        Policy::Show { json } => show(session, json, console).await?,
        Policy::Load { table, text, check: true } => {
            let table = named(&table)?;
            let edition = table.check(text.as_bytes())?;
            console.line(&format!("{}: edition {edition} is right.", table.name()));
        }
        Policy::Load { table, text, check: false } => {
            let table = named(&table)?;
            let new = session.put_table(table, &text).await?;
            tell(
                session,
                table,
                if new { "is in force now" } else { "is in force already" },
                console,
            );
        }
        Policy::Reset { table } => {
            let table = named(&table)?;
            let new = session.reset_table(table).await?;
            tell(session, table, if new { "is in force again" } else { "is in force" }, console);
        }
        Policy::Print { table } => {
            let text = std::str::from_utf8(named(&table)?.built_in())?;
            text.lines().for_each(|line| console.line(line));
        }
    }
    Ok(Exit::Done)
}

fn named(name: &str) -> anyhow::Result<Table> {
    Table::named(name).context("no table has this name")
}

fn tell(session: &Session, table: Table, what: &str, console: &dyn Console) {
    let edition = session.gate.edition(table).name;
    console.line(&format!("{}: edition {edition} {what}.", table.name()));
}

async fn show(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<()> {
    session.gate.follow_tables().await?;
    let editions = session.gate.editions();
    if as_json {
        let all: Vec<_> = editions.iter().map(figures).collect();
        console.line(&json!(all).to_string());
        return Ok(());
    }
    for Edition { table, name, put } in editions {
        let since = match put {
            None => "came with the program".to_owned(),
            Some((at, by)) => format!("in force since {at}, by {by}"),
        };
        console.line(&format!("{:<18} {name} ({since})", table.name()));
    }
    Ok(())
}

fn figures(edition: &Edition) -> serde_json::Value {
    let put = edition.put.as_ref();
    json!({
        "table": edition.table.name(),
        "edition": edition.name,
        "since": put.map(|(at, _)| at.to_string()),
        "by": put.map(|(_, by)| by),
    })
}
