//! The fictional world of a demonstration's folder: taken in once, through the
//! same import as anyone's records.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use hygie_base::Clock;
use hygie_demo::calendar::Day;
use hygie_demo::houses::{GROUP, HOUSES, House, IME};
use hygie_demo::lines::{Keeper, Lines, registry};
use hygie_demo::people;
use hygie_demo::world::World;
use hygie_exchange::{Import, files};
use hygie_folder::durable_write;
use hygie_gate::acts::Register;
use hygie_gate::rights::{Occasion, Party};
use hygie_record::Table;

use super::wards;
use crate::args::DEMO_SEED;
use crate::commands::register;
use crate::console::{Console, counted};
use crate::session::Session;

/// Name of the setting that says which world a folder holds.
const WORLD: &str = "demo-world";
/// Name of the setting that says that everybody is taken care of.
const RECEIVED: &str = "demo-received";
/// What the settings say once the world is whole, and everybody taken care of.
const WHOLE: &str = "whole";
/// Folder within the data folder where lines lie while they are taken in.
const LINES: &str = "demo-lines";
/// Inhabitants taken in in one go.
const ROUND: u64 = 1000;
const DAY_MILLIS: i64 = 86_400_000;
/// Before this hour (UTC) the world still tells yesterday: what happens on its
/// last day happens before noon in Paris, and nothing may lie ahead.
const NOON_MILLIS: i64 = 11 * 3_600_000;
/// Inhabitants of a world when no number is asked for.
pub const PEOPLE: u64 = 300;

/// The world as told on the day that the clock shows.
pub fn told_now(seed: u64, clock: &dyn Clock) -> World {
    World { seed, today: Day((clock.now().0 - NOON_MILLIS).div_euclid(DAY_MILLIS)) }
}

/// What a folder is to hold, as its setting says it: `seed day people`, and
/// `whole` behind it once it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Wanted {
    world: World,
    people: u64,
}

impl Wanted {
    fn to_text(self) -> String {
        format!("{} {} {}", self.world.seed, self.world.today.0, self.people)
    }

    /// The setting, and whether it is whole.
    fn from_text(text: &str) -> Option<(Self, bool)> {
        let mut words = text.split(' ');
        let seed = words.next()?.parse().ok()?;
        let today = Day(words.next()?.parse().ok()?);
        let people = words.next()?.parse().ok()?;
        let whole = words.next() == Some(WHOLE);
        Some((Self { world: World { seed, today }, people }, whole))
    }
}

/// Takes the world in, unless the folder holds one; goes on where an earlier
/// start was cut off.
pub async fn settle(
    session: &Arc<Session>,
    (seed, people): (Option<u64>, Option<u64>),
    console: &dyn Console,
) -> anyhow::Result<()> {
    let setting = session.records.cell(Table::Setting, WORLD).await?;
    let setting = setting.map(|text| String::from_utf8_lossy(&text).into_owned());
    let (wanted, whole) = match setting.as_deref().and_then(Wanted::from_text) {
        Some(there) => there,
        None => {
            let world = told_now(seed.unwrap_or(DEMO_SEED), &*session.clock);
            let wanted = Wanted { world, people: people.unwrap_or(PEOPLE) };
            remember(session, WORLD, &wanted.to_text()).await?;
            (wanted, false)
        }
    };
    let asked = (seed.unwrap_or(wanted.world.seed), people.unwrap_or(wanted.people));
    if asked != (wanted.world.seed, wanted.people) {
        bail!(
            "{} holds {} of seed {}: start afresh with --reset, or leave --seed and --people out",
            session.folder.path().display(),
            counted(wanted.people, "inhabitant"),
            wanted.world.seed
        );
    }
    if !whole {
        take_in(session, wanted, console).await?;
        remember(session, WORLD, &format!("{} {WHOLE}", wanted.to_text())).await?;
    }
    let told = wanted.world.today;
    if told != told_now(wanted.world.seed, &*session.clock).today {
        console.line(&format!(
            "This world was made on {}: --reset makes it anew, with dates of today.",
            told.iso()
        ));
    }
    Ok(())
}

/// Whom nobody takes care of yet, so that an emergency can be tried out.
const NOT_RECEIVED: &str = "zoe";

/// Every house takes care of those of whom it keeps something, and they know that it
/// shares with the others who do; but for one. Who lives in the IME does in its group, where
/// its people work. It goes through all records, so only when some are new, or it never came
/// to its end.
pub async fn receive(session: &Session, new: bool, console: &dyn Console) -> anyhow::Result<()> {
    if !new && session.records.cell(Table::Setting, RECEIVED).await?.is_some() {
        return Ok(());
    }
    let beside = session.records.record_of(&people::id_of(NOT_RECEIVED)).await?;
    let beside = Vec::from_iter(beside);
    for house in HOUSES.iter().filter(|house| house.keeper() == **house) {
        let party = Party::Organisation { id: house.id(), name: house.name.to_owned() };
        let act = match **house == IME {
            true => Register {
                ward: wards::one(session, house, &GROUP).await?,
                occasion: Some(Occasion::Residence),
                informed: true,
                ..Register::default()
            },
            false => Register { informed: true, ..Register::default() },
        };
        register::everyone(session, &party, &act, &beside, console).await?;
    }
    remember(session, RECEIVED, WHOLE).await
}

async fn remember(session: &Session, setting: &str, text: &str) -> anyhow::Result<()> {
    let permit = session.permit();
    Ok(session.records.put_cell(&permit, Table::Setting, setting, text.as_bytes()).await?)
}

async fn take_in(
    session: &Arc<Session>,
    Wanted { world, people }: Wanted,
    console: &dyn Console,
) -> anyhow::Result<()> {
    let mut intake = Intake::new(session)?;
    for house in HOUSES.iter().filter(|house| house.keeper() == **house) {
        session.adopt_organisation(house.name, &house.id()).await?;
    }
    intake.all(&registry(Keeper::Houses)).await?;
    let mut lines = Lines::new(Keeper::Houses);
    world.people().iter().for_each(|record| lines.add(record));
    intake.lines(&lines).await?;
    let mut done = 0;
    while done < people {
        console.progress(done, people, "inhabitants");
        let mut lines = Lines::new(Keeper::Houses);
        let to = people.min(done + ROUND);
        world.inhabitants(done..to).for_each(|record| lines.add(&record));
        intake.lines(&lines).await?;
        done = to;
    }
    console.progress_end();
    let resources = intake.end()?;
    console.line(&format!("Made a world of {}.", counted(resources, "resource")));
    Ok(())
}

/// Takes lines in through the import. Files of fictional people lie in the data
/// folder meanwhile, one for each keeper.
struct Intake<'s> {
    session: &'s Arc<Session>,
    folder: PathBuf,
    resources: u64,
}

impl<'s> Intake<'s> {
    fn new(session: &'s Arc<Session>) -> anyhow::Result<Self> {
        let folder = session.folder.path().join(LINES);
        forget(&folder)?;
        std::fs::create_dir(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { session, folder, resources: 0 })
    }

    async fn lines(&mut self, lines: &Lines) -> anyhow::Result<()> {
        // Whom it concerns is there before what concerns them.
        self.all(&lines.persons).await?;
        self.all(&lines.records).await
    }

    async fn all(&mut self, lines: &BTreeMap<&'static str, Vec<u8>>) -> anyhow::Result<()> {
        for (key, lines) in lines {
            if let Some(house) = HOUSES.iter().find(|house| house.key == *key) {
                self.one(house, lines).await?;
            }
        }
        Ok(())
    }

    async fn one(&mut self, house: &House, lines: &[u8]) -> anyhow::Result<()> {
        let file = self.folder.join(format!("{}.ndjson", house.key));
        durable_write(&file, lines)?;
        let permit = self.session.permit();
        let custodian = house.id();
        let import =
            Import { records: &self.session.records, permit: &permit, custodian: &custodian };
        let report = import.run(&files(Path::new(""), &[file])?, &|_, _| {}).await;
        if let Some(refused) = report.refusals.first() {
            bail!("{}, {}: {} [{}]", refused.file, refused.entry, refused.why, refused.code);
        }
        self.resources += report.resources;
        Ok(())
    }

    fn end(self) -> anyhow::Result<u64> {
        forget(&self.folder)?;
        Ok(self.resources)
    }
}

fn forget(folder: &Path) -> anyhow::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_says_what_a_folder_holds() {
        let world = World { seed: u64::MAX, today: Day(20_783) };
        let wanted = Wanted { world, people: 300 };
        let text = wanted.to_text();
        assert_eq!(Wanted::from_text(&text), Some((wanted, false)));
        assert_eq!(Wanted::from_text(&format!("{text} {WHOLE}")), Some((wanted, true)));
        assert_eq!(Wanted::from_text("1"), None);
    }
}
