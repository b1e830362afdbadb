//! `hygie trace`: who saw or did what, and whether that is all.

mod checkpoint;
mod export;
mod list;
mod verify;
mod witness;

use std::path::Path;

use crate::anchors::{self, Anchors};
use crate::args::{Command, Trace};
use crate::config::Config;
use crate::console::{Console, Exit};
use crate::session::Session;

/// Gives the command the checkpoints that were kept elsewhere: whoever serves the folder
/// need not reach them. An anchor that cannot be read is told.
pub async fn with_kept(
    command: Command,
    config: &Config,
    console: &dyn Console,
) -> anyhow::Result<Command> {
    let Command::Trace(Trace::Verify { checkpoint, json, .. }) = command else {
        return Ok(command);
    };
    let (mut kept, faults) = Anchors::of(config)?.read().await;
    faults.iter().for_each(|fault| console.error(fault));
    for path in &checkpoint {
        kept.push(anchors::kept(path)?);
    }
    Ok(Command::Trace(Trace::Verify { checkpoint: Vec::new(), kept, json }))
}

/// Runs one of its acts; relative paths start `from` here.
pub async fn run(
    session: &Session,
    act: Trace,
    from: &Path,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    match act {
        Trace::List { record, actor, json } => {
            list::run(session, record, actor, json, console).await
        }
        Trace::Verify { kept, json, .. } => verify::run(session, kept, json, console).await,
        Trace::Checkpoint { json } => checkpoint::run(session, json, console).await,
        Trace::Witness { json } => witness::run(session, json, console).await,
        Trace::Export { record, out, json } => {
            export::run(session, &record, &from.join(out), json, console).await
        }
    }
}
