//! `hygie admin client`: apps and machines that ask for tokens.

use anyhow::{Context as _, bail, ensure};
use hygie_smart::{Client, Flaw, Keys, Kind, NewClient};
use serde_json::{Value, json};

use crate::args::{AddClient, ChangeClient, ClientAct, KeyOptions};
use crate::console::{Console, counted};
use crate::session::Session;

/// Does one act on clients.
pub async fn run(session: &Session, act: ClientAct, console: &dyn Console) -> anyhow::Result<()> {
    match act {
        ClientAct::List { json } => list(session, json, console).await?,
        ClientAct::Show { id } => {
            let clients = session.smart.clients(&session.permit()).await?;
            let client = clients.iter().find(|client| client.id == id).with_context(absent)?;
            console.line(&told(client).to_string());
        }
        ClientAct::End { id } => {
            if !session.smart.end_client(session.permit(), &id).await? {
                bail!(absent());
            }
            console.line("Ended, with every token it was given.");
        }
        ClientAct::Suspend { id } => {
            suspend(session, &id, true).await?;
            console.line("Suspended, with every token it was given.");
        }
        ClientAct::Resume { id } => {
            suspend(session, &id, false).await?;
            console.line("Resumed.");
        }
        ClientAct::Change(change) => {
            let id = change.id.clone();
            let clients = session.smart.clients(&session.permit()).await?;
            let old = clients.into_iter().find(|client| client.id == id).with_context(absent)?;
            let new = changed(old, *change)?;
            let done = session.smart.change_client(session.permit(), &id, new).await?;
            let client = done.with_context(absent)?;
            console.line(&format!("Changed {}, for {}.", client.name, client.scopes));
        }
        ClientAct::Add(add) => {
            let new = new(session, *add).await?;
            let by = session.operator();
            let client = session.smart.register(&session.permit(), new, &by).await?;
            console.line(&format!(
                "Registered {}, for {}. Its client id:",
                client.name, client.scopes
            ));
            console.line(&client.id);
        }
    }
    Ok(())
}

fn absent() -> String {
    "there is no client of that id: see `hygie admin client list`".to_owned()
}

async fn suspend(session: &Session, id: &str, suspended: bool) -> anyhow::Result<()> {
    let done = session.smart.suspend_client(session.permit(), id, suspended).await?;
    done.map(|_| ()).with_context(absent)
}

/// A client as it was registered, with what is named in its place.
fn changed(old: Client, change: ChangeClient) -> anyhow::Result<NewClient> {
    let ChangeClient { id: _, name, scope, redirect, origin, launch, keys } = change;
    let keys = match given(keys)? {
        Keys::None => old.keys,
        given => given,
    };
    let or = |given: Vec<String>, old| if given.is_empty() { old } else { given };
    Ok(NewClient {
        name: name.unwrap_or(old.name),
        kind: old.kind,
        redirects: or(redirect, old.redirects),
        origins: or(origin, old.origins),
        scopes: scope.unwrap_or(old.scopes),
        keys,
        launch: launch.or(old.launch),
        organisation: old.organisation,
        organisation_name: old.organisation_name,
    })
}

async fn new(session: &Session, add: AddClient) -> anyhow::Result<NewClient> {
    let AddClient { kind, name, scope, redirect, origin, launch, keys, organisation } = add;
    let kind = Kind::parse(&kind).context("there is no such kind")?;
    let machine = kind == Kind::Backend;
    ensure!(machine || organisation.is_none(), "--organisation is for machines only");
    let (organisation, organisation_name) = match machine {
        true => session.organisation_named(organisation.as_deref()).await?,
        false => Default::default(),
    };
    let keys = given(keys)?;
    Ok(NewClient {
        name,
        kind,
        redirects: redirect,
        origins: origin,
        scopes: scope,
        keys,
        launch,
        organisation,
        organisation_name,
    })
}

/// The keys that were named.
fn given(KeyOptions { jwks, jwks_url, jwks_ca }: KeyOptions) -> Result<Keys, Flaw> {
    Keys::given(jwks, jwks_url, jwks_ca.unwrap_or_default())
}

async fn list(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<()> {
    let clients = session.smart.clients(&session.permit()).await?;
    if as_json {
        console.line(&Value::Array(clients.iter().map(told).collect()).to_string());
        return Ok(());
    }
    for client in &clients {
        let (id, name, kind, scopes) =
            (&client.id, &client.name, client.kind.name(), &client.scopes);
        let state = if client.suspended { "  suspended" } else { "" };
        console.line(&format!("{id}  {name}  {kind}  {scopes}{state}"));
    }
    console.line(&counted(clients.len() as u64, "client"));
    Ok(())
}

fn told(client: &Client) -> Value {
    let keys = match &client.keys {
        Keys::None => Value::Null,
        Keys::Value(text) => serde_json::from_str(text).unwrap_or_default(),
        Keys::Url { url, .. } => json!(url),
    };
    json!({
        "id": client.id,
        "name": client.name,
        "kind": client.kind.name(),
        "scope": client.scopes,
        "redirects": client.redirects,
        "origins": client.origins,
        "launch": client.launch,
        "keys": keys,
        "suspended": client.suspended,
        "organisation": client.organisation_name,
        "by": client.by,
        "registered": client.registered().to_string(),
    })
}
