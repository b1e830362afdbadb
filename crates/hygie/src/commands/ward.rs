//! `hygie ward`: the wards of an organisation.

use anyhow::bail;
use hygie_accounts::WardSeen;
use serde_json::json;

use crate::args::Ward;
use crate::console::{Console, Exit};
use crate::session::Session;

/// Does one act on wards.
pub async fn run(session: &Session, act: Ward, console: &dyn Console) -> anyhow::Result<Exit> {
    let accounts = &session.accounts;
    let (of, _) = session.organisation_named(act.organisation()).await?;
    match act {
        Ward::Add { name, .. } => {
            let id = accounts.add_ward(session.permit(), &of, &name).await?;
            console.line("Added. Its id:");
            console.line(&id);
        }
        Ward::List { json, .. } => {
            for seen in accounts.wards(&of).await? {
                console.line(&if json { told(&seen) } else { said(&seen) });
            }
        }
        Ward::Rename { ward, name, .. } => {
            let id = named(session, &of, &ward).await?.ward.id;
            accounts.rename_ward(session.permit(), &of, &id, &name).await?;
            console.line("Renamed.");
        }
        Ward::Close { ward, .. } => {
            let id = named(session, &of, &ward).await?.ward.id;
            accounts.close_ward(session.permit(), &of, &id, true).await?;
            console.line("Closed.");
        }
        Ward::Open { ward, .. } => {
            let id = named(session, &of, &ward).await?.ward.id;
            accounts.close_ward(session.permit(), &of, &id, false).await?;
            console.line("Open again.");
        }
    }
    Ok(Exit::Done)
}

/// The ward of an organisation with this id or name.
pub async fn named(session: &Session, organisation: &str, ward: &str) -> anyhow::Result<WardSeen> {
    let all = session.accounts.wards(organisation).await?;
    let folded = ward.trim().to_lowercase();
    let is = |seen: &WardSeen| seen.ward.id == ward || seen.ward.name.to_lowercase() == folded;
    match all.into_iter().find(is) {
        Some(seen) => Ok(seen),
        None => bail!("the organisation has no ward {ward}: `hygie ward list` tells which it has"),
    }
}

fn said(seen: &WardSeen) -> String {
    let closed = if seen.closed { "  closed" } else { "" };
    format!("{}  {}{closed}", seen.ward.id, seen.ward.name)
}

fn told(seen: &WardSeen) -> String {
    json!({ "id": seen.ward.id, "name": seen.ward.name, "closed": seen.closed }).to_string()
}
