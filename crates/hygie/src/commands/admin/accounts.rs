//! Accounts, listed and shown.

use anyhow::Context as _;
use hygie_accounts::{AccountSeen, Holders, PasskeySeen, Sought};
use serde_json::{Value, json};

use crate::console::{Console, counted};
use crate::session::Session;

/// Every account that has the words.
pub async fn list(
    session: &Session,
    text: String,
    holders: Holders,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<()> {
    let mut sought = Sought { text, holders, skip: 0 };
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
    let AccountSeen { id, login, name, state, sessions, made, last, .. } = &account;
    let second = if account.second_factor { "a second factor" } else { "no second factor" };
    console.line(&format!("{login}: {name}, {state}, {second}"));
    console.line(&format!("Account {id}, made {made}; {}", counted(*sessions as u64, "session")));
    let pins = counted(account.pins as u64, "device");
    console.line(&format!("A PIN on {pins}; told lately: {}", told(&account)));
    match last {
        Some(last) => console.line(&format!("Last log-in {last}")),
        None => console.line("Never logged in"),
    }
    for link in &account.links {
        console.line(&format!("Linked to {}, since {}", link.issuer, link.at));
    }
    for one in &account.activities {
        let at = match one.organisation_name.as_str() {
            "" => String::new(),
            name => format!("  {name}"),
        };
        let resource = one.resource.as_ref().map(|who| format!("  {who}")).unwrap_or_default();
        let wards: Vec<String> = one.wards.iter().map(|ward| format!("  ward {ward}")).collect();
        let role = one.role.name();
        console.line(&format!("{}  {role}{at}{resource}{}", one.id, wards.concat()));
    }
    for PasskeySeen { id, name, made, last, .. } in &account.passkeys {
        let used = last.map_or_else(|| "never used".to_owned(), |last| format!("last used {last}"));
        console.line(&format!("{id}  passkey {name}, made {made}, {used}"));
    }
    Ok(())
}

/// Notices of an account that a line has room for.
const LATEST: usize = 5;

/// What the holder was told last.
fn told(account: &AccountSeen) -> String {
    let latest = account.notices.iter().take(LATEST);
    let latest: Vec<String> =
        latest.map(|notice| format!("{} {}", notice.event.name(), notice.at)).collect();
    if latest.is_empty() { "nothing".to_owned() } else { latest.join(", ") }
}

fn as_value(account: &AccountSeen) -> Value {
    let notices = account.notices.iter().map(|notice| {
        json!({
            "event": notice.event.name(),
            "at": notice.at.to_string(),
            "place": notice.place,
            "address": notice.address,
        })
    });
    let activities = account.activities.iter().map(|one| {
        json!({
            "id": one.id,
            "role": one.role.name(),
            "organisation": one.organisation,
            "organisation_name": one.organisation_name,
            "resource": one.resource,
            "wards": one.wards,
        })
    });
    let passkeys = account.passkeys.iter().map(|one| {
        json!({
            "id": one.id,
            "name": one.name,
            "made": one.made.to_string(),
            "last_used": one.last.map(|last| last.to_string()),
            "copied": one.is_copied,
        })
    });
    let links = account.links.iter();
    let links = links.map(|one| json!({ "issuer": one.issuer, "since": one.at.to_string() }));
    json!({
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "state": account.state.name(),
        "second_factor": account.second_factor,
        "passkeys": Value::Array(passkeys.collect()),
        "links": Value::Array(links.collect()),
        "sessions": account.sessions,
        "made": account.made.to_string(),
        "pins": account.pins,
        "notices": Value::Array(notices.collect()),
        "last_log_in": account.last.map(|at| at.to_string()),
        "activities": Value::Array(activities.collect()),
    })
}
