//! Accounts, listed and shown.

use anyhow::Context as _;
use hygie_accounts::{AccountSeen, Sought};
use serde_json::{Value, json};

use crate::console::{Console, counted};
use crate::session::Session;

/// Every account that has the words.
pub async fn list(
    session: &Session,
    text: String,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<()> {
    let mut sought = Sought { text, skip: 0 };
    let mut all = Vec::new();
    loop {
        let page = session.accounts.list(&session.permit(), &sought).await?.accounts;
        if page.is_empty() {
            break;
        }
        sought.skip += page.len();
        all.extend(page);
    }
    if as_json {
        console.line(&Value::Array(all.iter().map(as_value).collect()).to_string());
        return Ok(());
    }
    for account in &all {
        let AccountSeen { login, name, state, .. } = account;
        let does: Vec<String> = account
            .activities
            .iter()
            .map(|one| match one.organisation_name.as_str() {
                "" => one.role.name().to_owned(),
                at => format!("{} at {at}", one.role.name()),
            })
            .collect();
        console.line(&format!("{login}  {name}  {state}  {}", does.join(", ")));
    }
    console.line(&counted(all.len() as u64, "account"));
    Ok(())
}

/// One account.
pub async fn show(
    session: &Session,
    login: &str,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<()> {
    let account = session.accounts.show(&session.permit(), login).await?;
    let account = account.context("there is no such account")?;
    if as_json {
        console.line(&as_value(&account).to_string());
        return Ok(());
    }
    let AccountSeen { id, login, name, state, sessions, made, .. } = &account;
    let second = if account.second_factor { "a second factor" } else { "no second factor" };
    console.line(&format!("{login}: {name}, {state}, {second}"));
    console.line(&format!("Account {id}, made {made}; {}", counted(*sessions as u64, "session")));
    for one in &account.activities {
        let at = match one.organisation_name.as_str() {
            "" => String::new(),
            name => format!("  {name}"),
        };
        let resource = one.resource.as_ref().map(|who| format!("  {who}")).unwrap_or_default();
        console.line(&format!("{}  {}{at}{resource}", one.id, one.role.name()));
    }
    Ok(())
}

fn as_value(account: &AccountSeen) -> Value {
    let activities = account.activities.iter().map(|one| {
        json!({
            "id": one.id,
            "role": one.role.name(),
            "organisation": one.organisation,
            "organisation_name": one.organisation_name,
            "resource": one.resource,
        })
    });
    json!({
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "state": account.state.name(),
        "second_factor": account.second_factor,
        "sessions": account.sessions,
        "made": account.made.to_string(),
        "activities": Value::Array(activities.collect()),
    })
}
