//! `hygie demo`: a folder of fictional people to try Hygie with, served.

mod cast;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::{AccountError, NewAccount};
use hygie_base::{Rng, calendar};
use hygie_folder::Folder;
use hygie_http::{Demonstration, Persona};
use hygie_record::Table;
use zeroize::Zeroizing;

use crate::args::Demo;
use crate::commands::init::{DEMO, Purpose};
use crate::commands::{import, init, serve};
use crate::console::{Console, Exit};
use crate::session::{Owner, Session};
use crate::stores::{Choice, Place, Places};

const ORGANISATION: &str = "Cabinet des Tilleuls";
/// Letters and digits that are told apart on paper.
const PASSWORD_LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const PASSWORD_GROUPS: usize = 4;
const PASSWORD_GROUP: usize = 4;
/// Persons who get accounts of their own.
const PERSONS: usize = 2;

const DAY_MILLIS: i64 = 86_400_000;

/// Makes the demonstration, or opens the one that is there, and serves it.
pub async fn run(
    data: &Path,
    places: &Places,
    demo: &Demo,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    if demo.reset {
        forget(data, places).await?;
    }
    if Folder::is_fresh(data) {
        init::run(data, places, ORGANISATION, Purpose::Demonstration, console).await?;
    }
    let breached = demo.serve.breached_passwords.as_deref();
    let session = match Session::open(data, places, breached).await? {
        Owner::Us(session) => Arc::new(*session),
        Owner::Other(_) => bail!("{} is being served already", data.display()),
    };
    session.note().iter().for_each(|note| console.error(note));
    let done = on(&session, demo, console).await;
    if let Some(session) = Arc::into_inner(session) {
        session.close().await?;
    }
    done
}

async fn on(session: &Arc<Session>, demo: &Demo, console: &dyn Console) -> anyhow::Result<Exit> {
    ensure!(is_demo(session).await?, not_a_demo(session));
    let imported = import::run(session, None, false, &demo.paths, Path::new(""), console).await?;
    let personas = personas(session, console).await?;
    let demonstration = Demonstration::new(personas)?;
    let served = serve::on(session, &demo.serve, Some(demonstration), console).await?;
    Ok(if imported == Exit::Done { served } else { imported })
}

/// Gives everybody an account and a new password, and tells them.
async fn personas(session: &Arc<Session>, console: &dyn Console) -> anyhow::Result<Vec<Persona>> {
    let holders = holders(session).await?;
    console.line("");
    console
        .line("Everyone here is fictional. The first page lets you in as one of them; or log in:");
    let mut personas = Vec::new();
    for member in cast::everyone(&holders) {
        let password = password(&*session.rng);
        let new = account(session, &member).await?;
        let (name, login, role) = (&member.name, &member.login, member.role.name());
        console.line(&format!("  {role:<14} {name:<20} {login:<18} {}", *password));
        let made = session.accounts.create_with_password(&session.permit(), new, &password).await;
        match made {
            Err(AccountError::Taken) => {
                session.accounts.give_password(session.permit(), login, &password).await?;
            }
            made => drop(made?),
        }
        // Without a record there is nothing that a tour could show.
        if let Some(holder) = holders.first() {
            personas.push(member.persona(holder.record, &password));
        }
    }
    console.line("");
    Ok(personas)
}

/// Removes a demonstration's folder, and no other.
async fn forget(data: &Path, places: &Places) -> anyhow::Result<()> {
    if !data.exists() {
        return Ok(());
    }
    let elsewhere = match places {
        Places { store: Choice::Postgres(options), .. } => {
            Some(("the database", options.shown(), "Drop the database"))
        }
        Places { blobs: Place::S3(options), .. } => {
            Some(("the attachments in", options.address.to_string(), "Remove the attachments"))
        }
        _ => None,
    };
    if let Some((what, shown, act)) = elsewhere {
        bail!(
            "--reset removes a folder, not {what} {shown}: nothing was touched. {act} and remove \
             {} yourself, then make the demonstration without --reset",
            data.display()
        );
    }
    let session = match Session::open(data, places, None).await? {
        Owner::Us(session) => *session,
        Owner::Other(_) => bail!("{} is being served: end that first", data.display()),
    };
    let demo = is_demo(&session).await;
    let refused = not_a_demo(&session);
    session.close().await?;
    ensure!(demo?, refused);
    std::fs::remove_dir_all(data).with_context(|| format!("cannot remove {}", data.display()))
}

async fn is_demo(session: &Session) -> anyhow::Result<bool> {
    Ok(session.records.cell(Table::Setting, DEMO).await?.is_some())
}

fn not_a_demo(session: &Session) -> String {
    format!(
        "{} is not a demonstration's folder: nothing was touched. Name another with --data",
        session.folder.path().display()
    )
}

async fn account(session: &Session, member: &cast::Member) -> anyhow::Result<NewAccount> {
    let (organisation, organisation_name) = match member.role.is_of_an_organisation() {
        true => session.organisation_named(None).await?,
        false => Default::default(),
    };
    Ok(NewAccount {
        login: member.login.clone(),
        name: member.name.clone(),
        role: member.role,
        organisation,
        organisation_name,
        person: member.person,
    })
}

/// Those whose records have most in them and who are alive.
async fn holders(session: &Session) -> anyhow::Result<Vec<cast::Holder>> {
    let permit = session.permit();
    let (this_year, ..) = calendar::civil(session.clock.now().0.div_euclid(DAY_MILLIS));
    let mut found: Vec<(u64, cast::Holder)> = Vec::new();
    for record in session.records.everyone(&permit).await? {
        let view = session.records.view(&permit, record.number, "demonstration").await?;
        let Some(patient) = view.patient() else { continue };
        let patient: serde_json::Value = serde_json::from_slice(patient)?;
        let alive = patient.get("deceasedDateTime").is_none();
        let text = |pointer| patient.pointer(pointer).and_then(serde_json::Value::as_str);
        let names = (text("/name/0/given/0"), text("/name/0/family"));
        if let (true, (Some(given), Some(family))) = (alive, names) {
            let born = text("/birthDate").and_then(|date| date.get(..4)?.parse::<i64>().ok());
            let years = born.map_or(0, |born| this_year.saturating_sub(born));
            let holder = cast::Holder {
                record: record.number,
                name: format!("{given} {family}"),
                years: u32::try_from(years).unwrap_or(0),
                female: text("/gender") == Some("female"),
            };
            found.push((record.head, holder));
        }
    }
    found.sort_by_key(|(head, holder)| (std::cmp::Reverse(*head), holder.record));
    found.truncate(PERSONS);
    Ok(found.into_iter().map(|(_, holder)| holder).collect())
}

/// A password made on the spot: four groups of four.
fn password(rng: &dyn Rng) -> Zeroizing<String> {
    let mut random = Zeroizing::new([0; PASSWORD_GROUPS * PASSWORD_GROUP]);
    rng.fill(&mut *random);
    let mut password = Zeroizing::new(String::new());
    for (at, byte) in random.iter().enumerate() {
        if at > 0 && at % PASSWORD_GROUP == 0 {
            password.push('-');
        }
        let letter = PASSWORD_LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'x');
        password.push(char::from(letter));
    }
    password
}
