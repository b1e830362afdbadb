//! `hygie init`: key ring, store, first organisation.

use std::path::Path;

use anyhow::{bail, ensure};
use hygie_base::SystemRng;
use hygie_demo::houses::NETWORK;
use hygie_folder::Folder;
use hygie_record::Table;
use hygie_seal::Ring;
use hygie_trace::Action;

use crate::console::{Console, Exit};
use crate::session::{FIRST_ORGANISATION, Reached, Session, Ways, reach, ring_lost};
use crate::stores::Places;

/// Name of the setting that says that a folder is a demonstration's.
pub const DEMO: &str = "demo";

/// What a folder is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// People's records.
    Records,
    /// Fictional people.
    Demonstration,
}

/// Makes a data folder, or finishes one whose making was interrupted.
pub async fn run(
    path: &Path,
    places: &Places,
    organisation: &str,
    purpose: Purpose,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let folder = Folder::create(path)?;
    let lock = match reach(&folder).await? {
        Reached::Free(lock) => lock,
        Reached::Owned(_) => bail!(made_already(&folder)),
    };
    let ring = match folder.read_ring()? {
        Some(ring) => ring,
        None if places.store.is_in_use(&folder).await? => bail!(ring_lost(&folder)),
        None => {
            let ring = Ring::generate(&SystemRng).to_bytes();
            folder.write_ring(&lock, &ring)?;
            ring
        }
    };
    // Nobody logs in while a folder is made.
    let session = Session::with_ring(folder, lock, places, &ring, Ways::default()).await?;
    session.note().iter().for_each(|note| console.error(note));
    let done = finish(&session, organisation, purpose, console).await;
    session.close().await?;
    done
}

/// The refusal of a folder that is made.
pub fn made_already(folder: &Folder) -> String {
    format!("{} was made already: nothing was changed", folder.path().display())
}

/// Finishes a folder whose store and ring are there and that no organisation
/// keeps yet.
pub async fn finish(
    session: &Session,
    organisation: &str,
    purpose: Purpose,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    if session.organisation(None).await?.is_some() {
        bail!(made_already(&session.folder));
    }
    let permit = session.permit();
    let demo = session.records.cell(Table::Setting, DEMO).await?.is_some();
    ensure!(
        purpose == Purpose::Demonstration || !demo,
        "{} is a demonstration that is half made: run `hygie demo` again",
        session.folder.path().display()
    );
    if purpose == Purpose::Demonstration {
        // Before the setting that says that the folder is made: a demonstration
        // whose making was interrupted stays one.
        session.records.put_cell(&permit, Table::Setting, DEMO, b"1").await?;
        // Its Organization comes with the world, under the id that it has there.
        session.adopt_organisation(organisation, &NETWORK.id()).await?;
    }
    let (id, _) = session.organisation_made(organisation).await?;
    session.records.trace_act(&permit, Action::Init, String::new()).await?;
    let table = Table::Setting;
    session.records.put_cell(&permit, table, FIRST_ORGANISATION, id.as_bytes()).await?;
    let path = session.folder.path().display();
    console.line(&format!("Made {path} for {organisation}."));
    console.line(&format!(
        "The key ring is {}. Keep a copy of it elsewhere: without it nothing here can be read.",
        session.folder.ring().display()
    ));
    Ok(Exit::Done)
}
