//! `hygie demo`: a folder of fictional people to try Hygie with, served.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::{AccountError, NewAccount};
use hygie_base::{RecordNo, Rng};
use hygie_folder::Folder;
use hygie_gate::Role;
use hygie_record::{Table, Wanted};
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

/// Who works in the demonstration: name, login, role.
const STAFF: [(&str, &str, Role); 4] = [
    ("Dr Claire Vasseur", "claire.vasseur", Role::Physician),
    ("Inès Colin", "ines.colin", Role::Nurse),
    ("Paul Lambert", "paul.lambert", Role::Secretary),
    ("Alex Martin", "alex.martin", Role::Administrator),
];

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
    let mut accounts = Vec::new();
    for (name, login, role) in STAFF {
        accounts.push(staff(session, name, login, role).await?);
    }
    accounts.extend(persons(session).await?);
    console.line("");
    console.line("Everyone here is fictional. Log in as one of them:");
    for new in accounts {
        let password = password(&*session.rng);
        let (name, login, role) = (new.name.clone(), new.login.clone(), new.role.name());
        let made = session.accounts.create_with_password(&session.permit(), new, &password).await;
        match made {
            Err(AccountError::Taken) => {
                session.accounts.give_password(session.permit(), &login, &password).await?;
            }
            made => drop(made?),
        }
        console.line(&format!("  {role:<14} {name:<20} {login:<18} {}", *password));
    }
    console.line("");
    let served = serve::on(session, &demo.serve, console).await?;
    Ok(if imported == Exit::Done { served } else { imported })
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

async fn staff(
    session: &Session,
    name: &str,
    login: &str,
    role: Role,
) -> anyhow::Result<NewAccount> {
    let (organisation, organisation_name) = match role.is_of_an_organisation() {
        true => session.organisation_named(None).await?,
        false => Default::default(),
    };
    let (name, login) = (name.to_owned(), login.to_owned());
    Ok(NewAccount { login, name, role, organisation, organisation_name, person: None })
}

/// Accounts for those whose records have most in them and who are alive.
async fn persons(session: &Session) -> anyhow::Result<Vec<NewAccount>> {
    let permit = session.permit();
    let mut found: Vec<(u64, RecordNo, String)> = Vec::new();
    for record in session.records.everyone(&permit).await? {
        let view = session.records.view(&permit, record.number, "demonstration").await?;
        let Some(patient) = view.patient() else { continue };
        let patient: serde_json::Value = serde_json::from_slice(patient)?;
        let alive = patient.get("deceasedDateTime").is_none();
        let name = |pointer| patient.pointer(pointer).and_then(serde_json::Value::as_str);
        let names = (name("/name/0/given/0"), name("/name/0/family"));
        if let (true, (Some(given), Some(family))) = (alive, names) {
            found.push((record.head, record.number, format!("{given} {family}")));
        }
    }
    found.sort_by_key(|(head, record, _)| (std::cmp::Reverse(*head), *record));
    found.truncate(PERSONS);
    Ok(found.into_iter().map(|(_, record, name)| person(record, name)).collect())
}

fn person(record: RecordNo, name: String) -> NewAccount {
    let words = Wanted::parse(&name).map(|wanted| wanted.words).unwrap_or_default();
    let login = words.iter().map(|word| hygie_fhir::search::normalise(word)).collect::<Vec<_>>();
    NewAccount {
        login: login.join("."),
        name,
        role: Role::Person,
        organisation: String::new(),
        organisation_name: String::new(),
        person: Some(record),
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
