//! `hygie admin`: accounts of people, tokens of machines, apps.

mod accounts;
mod activities;
mod client;
mod invitations;
mod tokens;

pub use tokens::with_certificate;

use anyhow::{Context as _, bail};
use hygie_accounts::{Holders, NewAccount, NewActivity};
use hygie_base::ExposeSecret as _;

use crate::args::Admin;
use crate::console::{Console, Exit};
use crate::session::Session;

/// Does one act on accounts or tokens.
pub async fn run(session: &Session, act: Admin, console: &dyn Console) -> anyhow::Result<Exit> {
    match act {
        Admin::Create { role, name, login, organisation, record } => {
            let does = activities::of(session, &role, organisation, record).await?;
            create(session, does, (login, name), console).await?;
        }
        Admin::Renew { login } => {
            let password = session.accounts.renew(session.permit(), &login).await?;
            console.line("Its sessions are ended. One-time password:");
            console.line(password.expose_secret());
        }
        Admin::Accounts { find, kind, json } => {
            let holders = Holders::parse(&kind).context("there is no such kind")?;
            accounts::list(session, find, holders, json, console).await?;
        }
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
        Admin::Activity(act) => activities::run(session, act, console).await?,
        Admin::ResetFactors { login } => {
            let password = session.accounts.reset_factors(session.permit(), &login).await?;
            console.line("Its second factors are taken away and its sessions ended. Its password");
            console.line("works no more; this one-time password does:");
            console.line(password.expose_secret());
        }
        Admin::Invite(asked) => invitations::invite(session, asked, console).await?,
        Admin::Invitations { record, json } => {
            invitations::list(session, record, json, console).await?;
        }
        Admin::Withdraw { id } => invitations::withdraw(session, &id, console).await?,
        Admin::Bind { login, issuer, subject } => {
            let accounts = &session.accounts;
            accounts.bind_provider_of(session.permit(), &login, &issuer, &subject).await?;
            console.line("Linked. Its sessions are ended.");
        }
        Admin::Unbind { login, issuer } => {
            session.accounts.unbind_provider_of(session.permit(), &login, &issuer).await?;
            console.line("The link and its sessions are ended.");
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

/// Makes an account that does this, with a password that works once.
async fn create(
    session: &Session,
    does: NewActivity,
    (login, name): (String, String),
    console: &dyn Console,
) -> anyhow::Result<()> {
    let new = NewAccount::doing(login, name, does);
    let (id, password) = session.accounts.create(&session.permit(), new).await?;
    console.line(&format!("Made account {id}. It must choose its own password at once."));
    console.line("One-time password:");
    console.line(password.expose_secret());
    Ok(())
}
