//! `hygie admin`: accounts of people, tokens of machines, apps.

mod accounts;
mod client;
mod tokens;

pub use tokens::with_certificate;

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::{NewAccount, NewActivity, PROFESSIONALS};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;

use crate::args::{Activity, Admin};
use crate::commands::who;
use crate::console::{Console, Exit};
use crate::session::Session;

/// Does one act on accounts or tokens.
pub async fn run(session: &Session, act: Admin, console: &dyn Console) -> anyhow::Result<Exit> {
    match act {
        Admin::Create { role, name, login, organisation, record } => {
            let does = activity(session, &role, organisation, record).await?;
            let NewActivity { role, organisation, organisation_name, person } = does;
            let new = NewAccount { login, name, role, organisation, organisation_name, person };
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
        Admin::Accounts { find, json } => accounts::list(session, find, json, console).await?,
        Admin::Show { login, json } => accounts::show(session, &login, json, console).await?,
        Admin::Rename { login, name } => {
            session.accounts.give_name(session.permit(), &login, &name).await?;
            console.line("Renamed.");
        }
        Admin::Suspend { login } => {
            session.accounts.suspend(session.permit(), &login).await?;
            console.line("Suspended. Its sessions are ended; `hygie admin resume` lets it go on.");
        }
        Admin::Resume { login } => {
            session.accounts.resume(session.permit(), &login).await?;
            console.line("Resumed.");
        }
        Admin::Revoke { login } => {
            session.accounts.revoke(session.permit(), &login).await?;
            console.line("Revoked for good. Its sessions are ended and its login stays taken.");
        }
        Admin::Activity(Activity::Add { login, role, organisation, record }) => {
            let new = activity(session, &role, organisation, record).await?;
            let id = session.accounts.add_activity(session.permit(), &login, new).await?;
            console.line("Added. Its sessions are ended. The activity's id:");
            console.line(&id);
        }
        Admin::Activity(Activity::Resource { login, activity, resource }) => {
            if let Some(resource) = &resource {
                in_registry(session, resource).await?;
            }
            let (activity, resource) = (activity.as_deref(), resource.as_deref());
            let accounts = &session.accounts;
            accounts.give_resource(session.permit(), &login, activity, resource).await?;
            console.line("Kept.");
        }
        Admin::Activity(Activity::End { login, id }) => {
            session.accounts.end_activity(session.permit(), &login, &id).await?;
            console.line("Ended. Its sessions are ended too.");
        }
        Admin::ResetFactors { login } => {
            session.accounts.reset_factors(session.permit(), &login).await?;
            console.line("Its second factors are taken away and its sessions ended.");
        }
        Admin::Token(asked) => tokens::issue(session, asked, console).await?,
        Admin::Client(act) => client::run(session, act, console).await?,
        Admin::Tokens { json } => tokens::list(session, json, console).await?,
        Admin::EndToken { id } => {
            if !session.accounts.end_token(session.permit(), &id).await? {
                bail!("there is no token of that id: see `hygie admin tokens`");
            }
            console.line("Ended.");
        }
    }
    Ok(Exit::Done)
}

/// Looks that a professional is in the registry.
async fn in_registry(session: &Session, reference: &str) -> anyhow::Result<()> {
    let named = reference.split_once('/').filter(|(kind, _)| PROFESSIONALS.contains(kind));
    let (kind, id) = named.context("write Practitioner/ID or PractitionerRole/ID")?;
    let read = session.records.read(&session.permit(), kind, id).await;
    read.with_context(|| format!("there is no {reference} in the registry"))?;
    Ok(())
}

/// What somebody of this role does, and for whom.
async fn activity(
    session: &Session,
    role: &str,
    organisation: Option<String>,
    record: Option<String>,
) -> anyhow::Result<NewActivity> {
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
    Ok(NewActivity { role, organisation, organisation_name, person })
}
