//! `hygie store`: moves the records to a store of the other kind. Rows go over
//! sealed, as they are; attachments stay where they are.

use std::path::Path;

use anyhow::ensure;
use hygie_base::SystemRng;
use hygie_folder::Folder;
use hygie_transfer::{Copied, Progress, Step, copy};

use crate::args::Store as Act;
use crate::config::{Config, SQLITE};
use crate::console::{Console, Exit, counted};
use crate::session::unserved;
use crate::stores::{Choice, set_moved};

/// Copies the records of a folder that nobody serves.
pub async fn run(
    data: &Path,
    config: &Config,
    act: &Act,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let Act::Copy { from, to } = act;
    ensure!(from != to, "--from and --to name the same store");
    let (source, target) = (config.named(from, "--from")?, config.named(to, "--to")?);
    let (folder, _lock) = unserved(data).await?;
    let copied = between(&folder, &source, &target, console).await?;
    let (shown, bytes) = (target.shown(&folder), copied.bytes >> 20);
    console.line(&format!(
        "Copied {} ({bytes} MB) to {shown} and compared each.",
        counted(copied.rows, "row")
    ));
    if config.store.value != *to {
        let file = Folder::configuration(data);
        let say = if to == SQLITE {
            format!("take the line `store` out of {}", file.display())
        } else {
            format!("write `store = \"{to}\"` into {}", file.display())
        };
        console.line(&format!("From now on this is the store to use: {say}."));
    }
    Ok(Exit::Done)
}

async fn between(
    folder: &Folder,
    source: &Choice,
    target: &Choice,
    console: &dyn Console,
) -> anyhow::Result<Copied> {
    let none = format!("there is nothing to copy in {}", source.shown(folder));
    ensure!(!source.is_unmade(folder), none.clone());
    let from = source.reach(folder).await?;
    let to = match target.reach(folder).await {
        Ok(to) => to,
        Err(error) => {
            from.store.close().await?;
            return Err(error);
        }
    };
    let copied = if from.is_empty {
        Err(anyhow::anyhow!(none))
    } else {
        let mut tell = |progress: Progress| told(progress, console);
        let copied = copy(&*from.store, &*to.store, &SystemRng, &mut tell).await;
        console.progress_end();
        copied.map_err(anyhow::Error::from)
    };
    let closed = to.store.close().await;
    // Once the other one is whole on its disk.
    let moved = match (&copied, &closed, source) {
        (Ok(_), Ok(()), Choice::Sqlite) => set_moved(&*from.store, &SystemRng).await,
        _ => Ok(()),
    };
    from.store.close().await?;
    closed?;
    moved?;
    copied
}

fn told(progress: Progress, console: &dyn Console) {
    let what = match progress.step {
        Step::Keys => "keys",
        Step::Entries => "entries",
        Step::Blobs => "attachments",
        Step::Ids => "ids",
        Step::Terms => "search terms",
        Step::Traces => "traces",
        Step::Outbox => "work that waits",
        Step::Cells => "small tables",
    };
    let act = if progress.comparing { "comparing" } else { "copying" };
    console.progress(progress.rows, progress.rows_total, &format!("{act} {what}"));
}
