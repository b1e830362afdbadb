//! `hygie admin`: accounts of people, tokens of machines, apps.

mod client;

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::{NewAccount, NewToken};
use hygie_base::{ExposeSecret as _, Timestamp};
use hygie_gate::{Role, Scopes};
use serde_json::{Value, json};

use crate::args::{Admin, millis};
use crate::commands::who;
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Does one act on accounts or tokens.
pub async fn run(session: &Session, act: Admin, console: &dyn Console) -> anyhow::Result<Exit> {
    match act {
        Admin::Create { role, name, login, organisation, record } => {
            let new = account(session, &role, name, login, organisation, record).await?;
            let (id, password) = session.accounts.create(&session.permit(), new).await?;
            console.line(&format!("Made account {id}. It must choose its own password at once."));
            console.line("One-time password:");
            console.line(password.expose_secret());
        }
        Admin::Renew { login } => {
            let password = session.accounts.renew(session.permit(), &login).await?;
            console.line("Its sessions are ended. One-time password:");
            console.line(password.expose_secret());
        }
        Admin::Token { system, scope, expires, organisation } => {
            let scopes = Scopes::parse(&scope)?;
            let expires = Timestamp(
                session.clock.now().0.saturating_add(millis(&expires).unwrap_or_default()),
            );
            let (organisation, organisation_name) =
                session.organisation_named(organisation.as_deref()).await?;
            let new = NewToken { system, scopes, expires, organisation, organisation_name };
            let token = session.accounts.issue_token(&session.permit(), new).await?;
            console.line(&format!("Issued a token that ends {expires}. It is not shown again:"));
            console.line(token.expose_secret());
        }
        Admin::Client(act) => client::run(session, act, console).await?,
        Admin::Tokens { json } => tokens(session, json, console).await?,
        Admin::EndToken { id } => {
            if !session.accounts.end_token(session.permit(), &id).await? {
                bail!("there is no token of that id: see `hygie admin tokens`");
            }
            console.line("Ended.");
        }
    }
    Ok(Exit::Done)
}

async fn account(
    session: &Session,
    role: &str,
    name: String,
    login: String,
    organisation: Option<String>,
    record: Option<String>,
) -> anyhow::Result<NewAccount> {
    let role = Role::parse(role).context("there is no such role")?;
    let person = match (role, record) {
        (Role::Person, Some(record)) => Some(who::one(session, &session.permit(), &record).await?),
        (Role::Person, None) => bail!("an account of a person needs --record"),
        (_, Some(_)) => bail!("--record is for accounts of persons only"),
        (_, None) => None,
    };
    let works = role.is_of_an_organisation();
    ensure!(works || organisation.is_none(), "--organisation is for those who work for one");
    let (organisation, organisation_name) = match works {
        true => session.organisation_named(organisation.as_deref()).await?,
        false => Default::default(),
    };
    Ok(NewAccount { login, name, role, organisation, organisation_name, person })
}

async fn tokens(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<()> {
    let tokens = session.accounts.tokens(&session.permit()).await?;
    if as_json {
        let listed = tokens.iter().map(|token| {
            json!({
                "id": token.id,
                "system": token.system,
                "scope": token.scopes,
                "issued": token.issued.to_string(),
                "expires": token.expires.to_string(),
            })
        });
        console.line(&Value::Array(listed.collect()).to_string());
        return Ok(());
    }
    for token in &tokens {
        let (id, system, scopes, expires) =
            (&token.id, &token.system, &token.scopes, token.expires);
        console.line(&format!("{id}  {system}  {scopes}  ends {expires}"));
    }
    console.line(&counted(tokens.len() as u64, "token"));
    Ok(())
}
