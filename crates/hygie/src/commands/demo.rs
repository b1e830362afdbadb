//! `hygie demo`: a folder of fictional people to try Hygie with, served.

mod acting;
mod app;
mod browser;
mod cast;
pub mod generate;
mod wards;
mod world;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::{AccountError, NewAccount, NewActivity, State};
use hygie_base::{RecordNo, Rng};
use hygie_demo::houses::{House, NETWORK};
use hygie_demo::people;
use hygie_folder::Folder;
use hygie_http::{Demonstration, Listening, Persona};
use hygie_record::Table;
use zeroize::Zeroizing;

use crate::args::Demo;
use crate::commands::init::{DEMO, Purpose};
use crate::commands::{import, init, serve};
use crate::config::Config;
use crate::console::{Console, Exit};
use crate::session::{Owner, Session, Ways};
use crate::stores::{Choice, Place, Places};

/// Letters and digits that are told apart on paper.
const PASSWORD_LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const PASSWORD_GROUPS: usize = 4;
const PASSWORD_GROUP: usize = 4;

/// Makes the demonstration, or opens the one that is there, and serves it.
pub async fn run(
    data: &Path,
    config: &Config,
    demo: &Demo,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    // Before anything is made: a port that is taken is said at once.
    let listening = serve::open(&config.doorway, &demo.serve).await?;
    let with = serve::With::of(config, serve::providers(config)?)?;
    let places = config.places()?;
    if demo.reset {
        forget(data, &places).await?;
    }
    if Folder::is_fresh(data) {
        init::run(data, &places, NETWORK.name, Purpose::Demonstration, console).await?;
    }
    let ways = serve::ways(config, &demo.serve)?;
    let session = match Session::open(data, &places, ways).await? {
        Owner::Us(session) => Arc::new(*session),
        Owner::Other(_) => bail!("{} is being served already", data.display()),
    };
    session.note().iter().for_each(|note| console.error(note));
    let done = on(&session, demo, listening, with, console).await;
    if let Some(session) = Arc::into_inner(session) {
        session.close().await?;
    }
    done
}

async fn on(
    session: &Arc<Session>,
    demo: &Demo,
    listening: Listening,
    with: serve::With,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    ensure!(is_demo(session).await?, not_a_demo(session));
    if session.organisation(None).await?.is_none() {
        // An earlier start was cut off before the folder was made.
        init::finish(session, NETWORK.name, Purpose::Demonstration, console).await?;
    }
    let address = demo.serve.listen;
    if !address.ip().is_loopback() {
        console.error(&format!(
            "note: whoever reaches {address} gets in as anybody here, without a password"
        ));
    }
    world::settle(session, (demo.seed, demo.people), console).await?;
    let imported = match demo.paths.as_slice() {
        [] => Exit::Done,
        paths => import::run(session, None, false, paths, Path::new(""), console).await?,
    };
    wards::open(session).await?;
    world::receive(session, !demo.paths.is_empty(), console).await?;
    let personas = personas(session, console).await?;
    let demonstration = Demonstration::new(personas)?;
    let app = app::App::open(session, &demo.serve, &listening, console).await?;
    let demonstration = match &app {
        Some(app) => demonstration.with_app(app.url().to_owned()),
        None => demonstration,
    };
    let ready = if demo.no_browser { |_: &str, _: &dyn Console| {} } else { browser::open };
    let serve = &demo.serve;
    let serving = app.map(app::App::serve);
    let with = serve::With { demonstration: Some(demonstration), ..with };
    let served = serve::on(session, serve, listening, with, ready, console).await;
    if let Some(serving) = serving {
        serving.end().await;
    }
    let served = served?;
    Ok(if imported == Exit::Done { served } else { imported })
}

/// Gives everybody an account and a new password, and tells them.
async fn personas(session: &Arc<Session>, console: &dyn Console) -> anyhow::Result<Vec<Persona>> {
    let mut records = cast::Records::new();
    for one in people::INTRODUCED {
        if let Some(record) = session.records.record_of(&people::id_of(one.key)).await? {
            records.insert(one.key, record);
        }
    }
    console.line("");
    console
        .line("Everyone here is fictional. The first page lets you in as one of them; or log in:");
    let mut personas = Vec::new();
    for member in cast::everyone() {
        let password = password(&*session.rng);
        let own = member.own.and_then(|key| records.get(key).copied());
        let born = match (member.regulates, records.get(member.shown)) {
            (true, Some(record)) => acting::born(session, *record).await?,
            _ => None,
        };
        let born = born.map(|day| written(&day)).unwrap_or_default();
        let Some(persona) = member.persona(&records, &born, &password) else { continue };
        let held = acting::delegation(session, &member).await?;
        let new = account(&member, own, held);
        let (name, login, role) = (&member.name, &member.login, member.role.name());
        let made = session.accounts.create_with_password(&session.permit(), new, &password).await;
        match made {
            Err(AccountError::Taken) => {
                if !back(session, login, &password).await? {
                    continue;
                }
            }
            made => {
                drop(made?);
                if let Some(also) = member.also {
                    let activity = activity(&member, also);
                    session.accounts.add_activity(session.permit(), login, activity).await?;
                }
            }
        }
        registered(session, &member).await?;
        wards::assign(session, &member).await?;
        console.line(&format!("  {role:<15} {name:<20} {login:<18} {}", *password));
        personas.push(persona);
    }
    console.line("");
    Ok(personas)
}

/// A FHIR date of a day as it is typed: day, month and year.
fn written(day: &str) -> String {
    let mut parts: Vec<&str> = day.split('-').collect();
    parts.reverse();
    parts.join("/")
}

/// Says who somebody is in the registry of this world, where they are in it.
async fn registered(session: &Session, member: &cast::Member) -> anyhow::Result<()> {
    let Some(id) = &member.practitioner else { return Ok(()) };
    if session.records.read(&session.permit(), "Practitioner", id).await.is_err() {
        return Ok(());
    }
    let seen = session.accounts.show(&session.permit(), &member.login).await?;
    let first = seen.and_then(|seen| seen.activities.first().map(|one| one.id.clone()));
    let (who, permit) = (format!("Practitioner/{id}"), session.permit());
    let accounts = &session.accounts;
    accounts.give_resource(permit, &member.login, first.as_deref(), Some(&who)).await?;
    Ok(())
}

/// Gives somebody whom visitors met before a new password, and lets them in again
/// if a visitor suspended them. `false` when one closed their account for good.
async fn back(session: &Session, login: &str, password: &str) -> anyhow::Result<bool> {
    let accounts = &session.accounts;
    let seen = accounts.show(&session.permit(), login).await?;
    match seen.map(|seen| seen.state) {
        Some(State::Revoked) | None => return Ok(false),
        Some(State::Suspended) => accounts.resume(session.permit(), login).await?,
        Some(State::Invited | State::Unconfirmed | State::Active) => {}
    }
    accounts.give_password(session.permit(), login, password).await?;
    Ok(true)
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
    let session = match Session::open(data, places, Ways::default()).await? {
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

fn account(
    member: &cast::Member,
    own: Option<RecordNo>,
    held: Option<(RecordNo, String)>,
) -> NewAccount {
    let house = member.house;
    NewAccount {
        login: member.login.clone(),
        name: member.name.clone(),
        role: member.role,
        organisation: house.map(|house| house.keeper().id()).unwrap_or_default(),
        organisation_name: house.map(|house| house.name.to_owned()).unwrap_or_default(),
        person: held.as_ref().map(|(record, _)| *record).or(own),
        delegation: held.map(|(_, id)| id),
    }
}

/// What somebody does in a second house.
fn activity(member: &cast::Member, house: &'static House) -> NewActivity {
    NewActivity {
        role: member.role,
        organisation: house.keeper().id(),
        organisation_name: house.name.to_owned(),
        person: None,
        delegation: None,
    }
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
