//! An inhabitant's life as it is told: what they have, take and cannot stand.

use super::body::Body;
use super::consultation::Consultation;
use crate::calendar::{Day, Moment};
use crate::codes::{Allergen, Drug, Illness};
use crate::staff::Colleague;
use crate::story::{By, Story, Visit};

/// Holidays that keep their date, as month and day (Code du travail, L. 3133-1).
pub(super) const HOLIDAYS: &[(i64, i64)] =
    &[(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];

/// Where somebody lives or spends their days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Home {
    /// At home.
    Own,
    /// In the residence for the elderly.
    Residence,
    /// At home, and by day in the establishment for young people.
    Ime,
}

/// What tobacco is to somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tobacco {
    /// Never.
    Never,
    /// Stopped.
    Former,
    /// Smokes.
    Smokes,
}

/// A treatment that goes on.
struct Running {
    drug: &'static Drug,
    dosage: &'static str,
    reason: &'static str,
    who: &'static Colleague,
    when: Moment,
    visit: Option<Visit>,
}

/// A life in the telling.
pub(super) struct Life {
    /// What is written.
    pub story: Story,
    /// Who follows them.
    pub doctor: &'static Colleague,
    /// Where they live.
    pub home: Home,
    /// First day that is told visit by visit.
    pub from: Day,
    /// Last day on which they see anybody.
    pub end: Day,
    /// Months from one follow-up to the next.
    pub pace: i64,
    /// Weight, pressure and the like.
    pub body: Body,
    /// Tobacco.
    pub tobacco: Tobacco,
    /// What they cannot stand.
    pub allergies: Vec<&'static Allergen>,
    /// What they have or are about to have.
    prone: Vec<&'static Illness>,
    /// What is written that they have.
    known: Vec<&'static Illness>,
    running: Vec<Running>,
    /// Stays in hospital: nobody sees their doctor meanwhile.
    away: Vec<(Day, Day)>,
}

impl Life {
    /// One of which nothing is told yet.
    pub fn new(
        story: Story,
        doctor: &'static Colleague,
        home: Home,
        (from, end): (Day, Day),
        (body, tobacco): (Body, Tobacco),
    ) -> Self {
        Self {
            story,
            doctor,
            home,
            from,
            end,
            pace: 12,
            body,
            tobacco,
            allergies: Vec::new(),
            prone: Vec::new(),
            known: Vec::new(),
            running: Vec::new(),
            away: Vec::new(),
        }
    }

    /// Notes a stay in hospital.
    pub fn stays(&mut self, from: Day, to: Day) {
        self.away.push((from, to));
    }

    /// Whether they are at home from a day on for so many.
    pub fn is_free(&self, day: Day, days: i64) -> bool {
        !self.away.iter().any(|(from, to)| day <= *to && day.plus(days) >= *from)
    }

    /// Age at the end.
    pub fn age(&self) -> i64 {
        self.story.age(self.end)
    }

    /// Whether a woman or girl.
    pub fn female(&self) -> bool {
        self.story.person.female
    }

    /// Whether it happens, with this chance.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.story.draw.chance(chance)
    }

    /// A whole number, both ends included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.story.draw.between(low, high)
    }

    /// One of them.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        *self.story.draw.of(all)
    }

    /// The day on which a child of so many months is called for: that of its
    /// examination and of its vaccines.
    pub fn called_at(&self, months: i64) -> Day {
        let person = &self.story.person;
        person.born.plus_months(months).plus((person.order * 7 + months * 5).rem_euclid(24))
    }

    /// One of these sentences; `{e}` becomes the ending of the feminine.
    pub fn say(&mut self, all: &[&str]) -> String {
        let said = self.pick(all);
        said.replace("{e}", if self.female() { "e" } else { "" })
    }

    /// The `n`th of these sentences, counted round and round: no two follow alike.
    pub fn say_nth(&self, all: &[&str], n: i64) -> String {
        let len = i64::try_from(all.len()).unwrap_or(1).max(1);
        let at = usize::try_from(n.rem_euclid(len)).unwrap_or(0);
        let said = all.get(at).copied().unwrap_or_default();
        said.replace("{e}", if self.female() { "e" } else { "" })
    }

    /// How a colleague begins a letter to the family doctor.
    pub fn dear(&self) -> &'static str {
        if self.doctor.female { "Chère consœur" } else { "Cher confrère" }
    }

    /// A working hour on this day, or on the working day before.
    pub fn hour(&mut self, day: Day) -> Moment {
        let mut day = day;
        while day.weekday() > 4 || HOLIDAYS.contains(&(day.civil().1, day.civil().2)) {
            day = day.plus(-1);
        }
        day.max(self.story.person.born).at(self.between(8, 17), self.between(0, 3) * 15)
    }

    /// The chance that goes with an age: of the last step that was reached.
    pub fn by_age(&self, steps: &[(i64, f64)]) -> f64 {
        let age = self.age();
        steps.iter().rev().find(|(from, _)| age >= *from).map_or(0.0, |(_, chance)| *chance)
    }

    /// A day on which something began, at this age or later, at most so many years ago.
    pub fn onset(&mut self, youngest: i64, years: i64) -> Day {
        let first =
            self.story.person.born.plus_months(12 * youngest).max(self.end.years_ago(years));
        let told = (self.end.0 - self.from.0).max(1);
        // A third begin within what is told, so that their beginning is read.
        let back = if self.chance(0.33) {
            self.between(told / 5, told)
        } else {
            self.between(told, 365 * years)
        };
        self.end.plus(-back).max(first)
    }

    /// Lets somebody have an illness, from which others follow.
    pub fn prone_to(&mut self, illness: &'static Illness) {
        self.prone.push(illness);
    }

    /// Whether they have it, or will.
    pub fn has(&self, illness: &Illness) -> bool {
        self.prone.iter().any(|held| held.cim10 == illness.cim10)
    }

    /// How many illnesses stay with them.
    pub fn burden(&self) -> usize {
        self.prone.len()
    }

    /// Writes a problem that is there since a day.
    pub fn known(&mut self, illness: &'static Illness, since: Day, note: &str) {
        self.story.problem_noted(self.doctor, illness, since, None, note);
        self.known.push(illness);
    }

    /// What is known that they have, in a phrase for a colleague.
    pub fn history(&self) -> String {
        let names: Vec<String> = self.known.iter().map(|illness| lowered(illness.name)).collect();
        if names.is_empty() { "pas d’antécédent notable".to_owned() } else { names.join(", ") }
    }

    /// What they take, in a phrase for a colleague.
    pub fn treatment(&self) -> String {
        let mut names: Vec<&str> =
            self.running.iter().map(|running| running.drug.substance).collect();
        names.dedup();
        if names.is_empty() {
            "aucun traitement au long cours".to_owned()
        } else {
            names.join(", ")
        }
    }

    /// Whether they take something of this ATC class.
    pub fn takes(&self, atc: &str) -> bool {
        self.running.iter().any(|running| running.drug.atc.starts_with(atc))
    }

    /// How many treatments go on.
    pub fn medicines(&self) -> usize {
        self.running.len()
    }

    /// Whether they cannot stand this.
    pub fn allergic(&self, allergen: &Allergen) -> bool {
        self.allergies.iter().any(|held| held.name == allergen.name)
    }

    /// Whether an anti-inflammatory medicine would do no harm.
    pub fn stands_nsaids(&self) -> bool {
        use crate::codes::{allergen, illness};
        let heart = self.has(&illness::HEART_FAILURE) || self.has(&illness::CKD_3);
        !(heart
            || self.age() >= 70
            || self.takes("B01")
            || self.takes("C09")
            || self.takes("C03")
            || self.has(&illness::PREGNANCY)
            || self.allergic(&allergen::NSAIDS)
            || self.allergic(&allergen::ASPIRIN))
    }

    /// Begins a treatment at a consultation.
    pub fn start(
        &mut self,
        at: &Consultation,
        drug: &'static Drug,
        dosage: &'static str,
        reason: &'static str,
    ) {
        self.begin(at.by(), drug, dosage, reason);
    }

    /// Begins a treatment, whoever prescribes it.
    pub fn begin(
        &mut self,
        By { who, when, visit }: By<'_>,
        drug: &'static Drug,
        dosage: &'static str,
        reason: &'static str,
    ) {
        self.running.push(Running { drug, dosage, reason, who, when, visit: visit.cloned() });
    }

    /// Begins a treatment outside what is told visit by visit.
    pub fn started(
        &mut self,
        day: Day,
        drug: &'static Drug,
        dosage: &'static str,
        reason: &'static str,
    ) {
        let when = self.hour(day);
        self.begin(By::alone(self.doctor, when), drug, dosage, reason);
    }

    /// Prescribes for so many days, or as long as they live.
    pub fn give(
        &mut self,
        by: By<'_>,
        drug: &'static Drug,
        (dosage, days): (&str, i64),
        reason: &str,
    ) {
        let until = by.when.day.plus(days);
        let until = self.story.person.died.map_or(until, |died| until.min(died.day));
        self.story.medicine(by, drug, dosage, Some(until), reason);
    }

    /// Stops what they take of this class, and says why.
    pub fn stop(&mut self, atc: &str, day: Day, why: &str) {
        let mut kept = Vec::with_capacity(self.running.len());
        for running in std::mem::take(&mut self.running) {
            if running.drug.atc.starts_with(atc) {
                let Running { drug, dosage, reason, who, when, visit } = &running;
                let by = By { who, when: *when, visit: visit.as_ref() };
                self.story.stopped_medicine(by, drug, dosage, (day, why), reason);
            } else {
                kept.push(running);
            }
        }
        self.running = kept;
    }

    /// The story, with what still goes on; a death ends it.
    pub fn told(mut self) -> Story {
        let until = self.story.person.died.map(|died| died.day);
        for Running { drug, dosage, reason, who, when, visit } in self.running {
            let by = By { who, when, visit: visit.as_ref() };
            self.story.medicine(by, drug, dosage, until, reason);
        }
        self.story
    }
}

/// A name within a sentence, unless it begins with an abbreviation or somebody's name.
pub(super) fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    let (first, second) = (letters.next(), name.chars().nth(1));
    match first {
        Some(first) if second.is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// `de` before a word: `de ramipril`, `d’amlodipine`.
pub(super) fn de(word: &str) -> String {
    let open = word.starts_with(['a', 'e', 'é', 'h', 'i', 'o', 'u']);
    if open { format!("d’{word}") } else { format!("de {word}") }
}

/// A number as the French write it.
pub(super) fn comma(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('.', ",")
}

/// With a capital at the beginning.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
