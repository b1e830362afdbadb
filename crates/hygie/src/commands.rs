//! One command, one file.

mod admin;
mod blobs;
mod config;
mod demo;
mod doctor;
mod export;
mod import;
pub mod init;
mod keys;
pub mod organisation;
mod policy;
pub mod register;
mod reindex;
mod retention;
mod serve;
mod store;
mod trace;
mod ward;
mod who;

use std::path::Path;
use std::sync::Arc;

use hygie_base::SystemClock;

use crate::args::{Command, Generate};
use crate::config::Config;
use crate::console::{Console, Exit};
use crate::remote::{Server, ask};
use crate::session::{Owner, Session, Ways, in_use};

/// Writes a fictional population; no data folder has to do with it.
pub fn generate(asked: &Generate, console: &dyn Console) -> anyhow::Result<Exit> {
    demo::generate::run(asked, &SystemClock, console)
}

/// Runs the command that was typed: here when the folder is free, else by the
/// process that owns it.
pub async fn run(
    data: &Path,
    config: &Config,
    command: Command,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let places = config.places()?;
    match command {
        Command::Config(act) => return config::run(data, config, &act, console).await,
        Command::Store(act) => return store::run(data, config, &act, console).await,
        Command::Blobs(act) => return blobs::run(data, config, &act, console).await,
        Command::Init { organisation } => {
            let purpose = init::Purpose::Records;
            return init::run(data, &places, &organisation, purpose, console).await;
        }
        Command::Serve(serve) => return serve::run(data, config, &serve, console).await,
        Command::Demo(demo) => return demo::run(data, config, &demo, console).await,
        _ => {}
    }
    let command = admin::with_certificate(reindex::with_configured(command, config))?;
    let command = trace::with_kept(command, config, console).await?;
    loop {
        let ways = Ways {
            second_factor: config.second_factor.value,
            invitation_days: config.invitation_days.value,
            ..Ways::default()
        };
        match Session::open(data, &places, ways).await? {
            Owner::Other(stream) => {
                if let Some(exit) = ask(stream, &command, console).await? {
                    return Ok(exit);
                }
            }
            Owner::Us(session) => return own(*session, command, console).await,
        }
    }
}

/// Runs a command as the folder's owner, and those that others ask meanwhile.
async fn own(session: Session, command: Command, console: &dyn Console) -> anyhow::Result<Exit> {
    let session = Arc::new(session);
    session.note().iter().for_each(|note| console.error(note));
    let server = Server::start(&session)?;
    let done = on_session(&session, command, Path::new(""), console).await;
    server.stop().await;
    if let Some(session) = Arc::into_inner(session) {
        session.close().await?;
    }
    done
}

/// Runs a command on an opened folder; its relative paths start `from` here.
pub async fn on_session(
    session: &Arc<Session>,
    command: Command,
    from: &Path,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    match command {
        Command::Init { .. } => anyhow::bail!(init::made_already(&session.folder)),
        Command::Serve(_) | Command::Demo(_) => anyhow::bail!(serve::served_already(session)),
        Command::Config(_) => anyhow::bail!("the configuration is told by who typed it"),
        Command::Store(_) | Command::Blobs(_) => anyhow::bail!(in_use(session.folder.path())),
        Command::Admin(act) => admin::run(session, act, console).await,
        Command::Import { organisation, json, paths } => {
            import::run(session, organisation.as_deref(), json, &paths, from, console).await
        }
        Command::Export { record, out, json } => {
            export::run(session, &record, &out, from, json, console).await
        }
        Command::Keys(act) => keys::run(session, act, console).await,
        Command::Trace(act) => trace::run(session, act, from, console).await,
        Command::Reindex { json, index } => reindex::run(session, &index, json, console).await,
        Command::Register(asked) => register::run(session, asked, console).await,
        Command::Ward(act) => ward::run(session, act, console).await,
        Command::Policy(act) => policy::run(session, act, console).await,
        Command::Retention(act) => retention::run(session, act, console).await,
        Command::Doctor { json } => doctor::run(session, json, console).await,
    }
}
