//! `hygie blobs`: moves the attachments to another place, sealed as they are.

use std::path::Path;

use anyhow::ensure;
use hygie_base::SystemRng;
use hygie_folder::Folder;
use hygie_transfer::{CopiedBlobs, copy_blobs};

use crate::args::Blobs as Act;
use crate::config::{Config, FOLDER};
use crate::console::{Console, Exit, counted};
use crate::session::unserved;
use crate::stores::{Opened, OpenedPlace, adopt};

/// Copies the attachments of a folder that nobody serves.
pub async fn run(
    data: &Path,
    config: &Config,
    act: &Act,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let Act::Copy { from, to } = act;
    ensure!(from != to, "--from and --to name the same place");
    let (source, target) = (config.named_place(from, "--from")?, config.named_place(to, "--to")?);
    let store = config.places()?.store;
    let (folder, _lock) = unserved(data).await?;
    let none = format!("{} holds no records: there is nothing to copy", store.shown(&folder));
    ensure!(!store.is_unmade(&folder), none.clone());
    let (source, target) = (source.open(&folder).await?, target.open(&folder).await?);
    let opened = store.open(&folder).await?;
    let copied = if opened.is_empty {
        Err(anyhow::anyhow!(none))
    } else {
        between(&opened, &source, &target, console).await
    };
    opened.store.close().await?;
    let CopiedBlobs { named, there, bytes } = copied?;
    let (attachments, shown) = (counted(named, "attachment"), &target.shown);
    console.line(&format!(
        "Compared {attachments} in {shown}: {} copied now ({} MB), {there} were there.",
        named - there,
        bytes >> 20
    ));
    console.line(&format!("Those in {} stay: keep them until nothing is missing.", source.shown));
    if config.blobs.value != *to {
        let file = Folder::configuration(data);
        let say = if to == FOLDER {
            format!("take the line `blobs` out of {}", file.display())
        } else {
            format!("write `blobs = \"{to}\"` into {}", file.display())
        };
        console.line(&format!("From now on this is the place to use: {say}."));
    }
    Ok(Exit::Done)
}

/// From where the attachments are now. Or from elsewhere to there, which brings
/// in what another node kept in its own folder.
async fn between(
    opened: &Opened,
    source: &OpenedPlace,
    target: &OpenedPlace,
    console: &dyn Console,
) -> anyhow::Result<CopiedBlobs> {
    let store = &*opened.store;
    ensure!(
        source.is_of(store).await? || target.is_of(store).await?,
        "the attachments of these records are neither in {} nor in {}: name the place where they \
         are",
        source.shown,
        target.shown
    );
    let mut tell = |done, whole| console.progress(done, whole, "copying and comparing attachments");
    let copied = copy_blobs(store, &*source.blobs, &*target.blobs, &mut tell).await;
    console.progress_end();
    let copied = copied?;
    adopt(store, target, &SystemRng).await?;
    Ok(copied)
}
