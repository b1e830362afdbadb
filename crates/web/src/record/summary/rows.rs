//! Parts of a synthesis as cards of rows.

use hygie_synthesis::synthesis::Line;
use hygie_synthesis::synthesis::medications::{Conflict, MedicationLine, Usage};
use hygie_synthesis::synthesis::problems::ProblemLine;
use hygie_synthesis::synthesis::vaccinations::VaccinationLine;
use hygie_synthesis::{Block, Certainty, Dosage, Moment, Seen, Standing, State, Synthesis};

use crate::Page;
use crate::record::dosage;
use crate::record::group::Group;
use crate::record::heading::heading;
use crate::record::limits::{CARD_ROWS, PRINT_ROWS};
use crate::record::path::Path;
use crate::record::row::{Card, Mark, Notice, Row, Tone};
use crate::record::terms;
use crate::record::words::{brief, dated_brief, day, month, name};

/// Which record is shown, in which language.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) page: &'a Page,
    pub(crate) path: &'a Path,
    /// When the reader last looked, in milliseconds; what was written since is new.
    pub(crate) since: Option<i64>,
}

impl Shown<'_> {
    pub(crate) fn href(&self, seen: &Seen<'_>) -> String {
        self.path.entry(seen.resource_type, seen.id)
    }

    fn is_new(&self, seen: &Seen<'_>) -> bool {
        self.since.is_some_and(|since| seen.written.0 > since)
    }

    /// The mark of what is new; none for what is not.
    pub(crate) fn new_mark(&self, seen: &Seen<'_>) -> Option<Mark> {
        self.is_new(seen).then(|| Mark::new(Tone::New, self.page.t("mark-new")))
    }

    /// A row that leads to its source.
    pub(crate) fn row(&self, seen: &Seen<'_>, end: String) -> Row {
        Row {
            title: name(self.page, seen),
            end,
            href: self.href(seen),
            marks: self.new_mark(seen).into_iter().collect(),
            ..Row::default()
        }
    }

    /// Says how many lines of a card are not shown and where they are.
    pub(crate) fn settle(&self, mut card: Card) -> Card {
        let Some(group) = card.group else { return card };
        let more = card.total.saturating_sub(card.rows.len());
        let words = match (more, card.past) {
            (0, 0) => None,
            (0, past) => Some(self.page.t1("others-past", "count", past)),
            (more, _) => Some(self.page.t1("others", "count", more)),
        };
        card.others = words.map(|words| (words, self.path.group(group.name())));
        card.unprinted = match card.total.saturating_sub(card.whole.len()) {
            more if more > 0 && !card.whole.is_empty() => self.page.t1("unprinted", "count", more),
            _ => String::new(),
        };
        card
    }
}

/// What is said of a part beside its lines, or without any.
pub(crate) fn state<T>(page: &Page, block: &Block<'_, T>, of: &str) -> Option<Mark> {
    let look = |key: &str| Some(Mark::new(Tone::Look, page.t(key)));
    match block.state {
        State::Known if block.total == 0 => Some(Mark::new(Tone::Soft, page.t("state-only-past"))),
        State::Known => None,
        State::NoneKnown | State::PartlyNone => {
            let said = block.denials.first().map(|seen| dated_brief(page, seen.fact));
            let words = page.t(&format!("state-none-{of}"));
            let words = match said {
                Some(date) => page.t2("allergies-said", "what", &words, "who", &date),
                None => words,
            };
            Some(Mark::new(Tone::Soft, words))
        }
        State::Conflict => look(&format!("state-conflict-{of}")),
        State::Unclear => look("state-unclear"),
        State::NotRecorded => look(&format!("state-not-recorded-{of}")),
        State::Closed => {
            Some(Mark::new(Tone::Look, page.closed("state-closed", "state-closed-secret")))
        }
    }
}

/// Problems that hold.
pub(crate) fn problems(shown: Shown<'_>, all: &Synthesis<'_>, most: usize) -> Card {
    let block = &all.problems;
    let whole: Vec<Row> =
        block.lines.iter().take(PRINT_ROWS).map(|line| problem(shown, line)).collect();
    shown.settle(Card {
        id: "problems",
        title: shown.page.t("card-problems"),
        state: state(shown.page, block, "problems"),
        total: block.total,
        past: block.past_total,
        group: Some(Group::Problems),
        rows: whole.iter().take(most).cloned().collect(),
        whole,
        ..Card::default()
    })
}

fn problem(shown: Shown<'_>, line: &ProblemLine<'_>) -> Row {
    let page = shown.page;
    let end = match line.first {
        Some(first) if line.chronic => page.t1("since", "date", first.year().to_string()),
        Some(first) => month(page, first),
        None => page.t("dated-not"),
    };
    let mut row = shown.row(&line.source, end);
    row.dated = line.first.map(|first| day(page, first)).unwrap_or_default();
    row.more = line.severity.map(str::to_owned).unwrap_or_default();
    row.marks.extend(doubt(page, line.standing, line.certainty));
    if line.ended_elsewhere {
        row.marks.push(Mark::new(Tone::Look, page.t("mark-ended-elsewhere")));
    }
    row
}

/// What must be said of a fact that is not sure.
fn doubt(page: &Page, standing: Standing, certainty: Certainty) -> Option<Mark> {
    let words = if certainty > Certainty::Unstated {
        page.t(&format!("certainty-{}", certainty.name()))
    } else if standing == Standing::Unknown {
        page.t("standing-unknown")
    } else {
        return None;
    };
    Some(Mark::new(Tone::Look, words))
}

/// Medications, with what contradicts itself above them.
pub(crate) fn treatments(shown: Shown<'_>, all: &Synthesis<'_>, most: usize) -> Card {
    let (page, block) = (shown.page, &all.medications.block);
    let conflicts = &all.medications.conflicts;
    let whole: Vec<Row> =
        block.lines.iter().take(PRINT_ROWS).map(|line| treatment(shown, line)).collect();
    let mut notices: Vec<Notice> =
        conflicts.iter().take(CONFLICTS).map(|one| conflict(shown, one)).collect();
    let bare = |line: &&MedicationLine<'_>| line.dosages.iter().all(Dosage::is_empty);
    let undosed = block.lines.iter().filter(bare).count();
    let undosed = (undosed > 0)
        .then(|| Mark::new(Tone::Look, page.t1("dosage-not-recorded-for", "count", undosed)));
    let hidden = conflicts.len() - notices.len();
    if let (Some(last), true) = (notices.last_mut(), hidden > 0) {
        let more = page.t1("conflict-others", "count", hidden);
        last.sources.push((more, shown.path.group(Group::Treatments.name())));
    }
    shown.settle(Card {
        id: "treatments",
        title: page.t("card-treatments"),
        state: state(page, block, "treatments").or(undosed),
        total: block.total,
        past: block.past_total,
        group: Some(Group::Treatments),
        rows: whole.iter().take(most).cloned().collect(),
        whole,
        notices,
        ..Card::default()
    })
}

/// Conflicts shown whole; the others are counted.
const CONFLICTS: usize = 2;

fn treatment(shown: Shown<'_>, line: &MedicationLine<'_>) -> Row {
    let page = shown.page;
    let how: Vec<String> = line.dosages.iter().map(|one| dosage::words(page, one)).collect();
    let how: Vec<String> = how.into_iter().filter(|words| !words.is_empty()).collect();
    let end = match (line.reason, line.since) {
        (Some(reason), _) => reason.to_owned(),
        (None, Some(since)) => page.t1("since", "date", since_words(page, since)),
        (None, None) => page.t("dated-not"),
    };
    let mut row = shown.row(&line.source, end);
    if !line.title.is_empty()
        && terms::titled(page.lang, line.source.fact.title_from, line.codes).is_none()
    {
        row.title = line.title.to_owned();
    }
    row.dated = line.since.map(|since| day(page, since)).unwrap_or_default();
    row.more = how.join(" · ");
    let tone = match line.usage {
        Usage::Current => return row,
        Usage::Lapsed | Usage::Unknown => Tone::Look,
        Usage::Suspended | Usage::Planned | Usage::Past => Tone::Soft,
    };
    row.marks.push(Mark::new(tone, page.t(&format!("usage-{}", line.usage.name()))));
    row
}

/// The year of what began long ago, the month of what began lately.
fn since_words(page: &Page, since: Moment) -> String {
    let recent = page.now.0 - since.start().0 < 2 * 366 * 86_400_000;
    if recent { month(page, since) } else { since.year().to_string() }
}

pub(crate) fn conflict(shown: Shown<'_>, conflict: &Conflict<'_>) -> Notice {
    let page = shown.page;
    let (one, other) = (&conflict.one, &conflict.other);
    let when = |seen: &Seen<'_>| dated_brief(page, seen.fact);
    Notice {
        title: page.t1("conflict-title", "what", one.title),
        text: page.t3(
            &format!("conflict-{}", conflict.what.name()),
            ("one", when(&one.source)),
            ("other", when(&other.source)),
            ("title", other.title),
        ),
        sources: vec![
            (page.t("conflict-one"), shown.href(&one.source)),
            (page.t("conflict-other"), shown.href(&other.source)),
        ],
        danger: false,
    }
}

/// Vaccinations, one row a vaccine.
pub(crate) fn vaccinations(shown: Shown<'_>, all: &Synthesis<'_>, most: usize) -> Card {
    let block = &all.vaccinations;
    let whole: Vec<Row> =
        block.lines.iter().take(PRINT_ROWS).map(|line| vaccination(shown, line)).collect();
    shown.settle(Card {
        id: "vaccinations",
        title: shown.page.t("card-vaccinations"),
        state: state(shown.page, block, "vaccinations"),
        total: block.total,
        group: Some(Group::Vaccinations),
        rows: whole.iter().take(most).cloned().collect(),
        whole,
        ..Card::default()
    })
}

fn vaccination(shown: Shown<'_>, line: &VaccinationLine<'_>) -> Row {
    let page = shown.page;
    let end = match line.last {
        Some(last) => brief(page, last),
        None => page.t("dated-not"),
    };
    let mut row = shown.row(&line.source, end);
    row.dated = line.last.map(|last| day(page, last)).unwrap_or_default();
    if line.count > 1 {
        row.more = page.t1("vaccination-doses", "count", line.count);
    }
    if line.subpotent {
        row.marks.push(Mark::new(Tone::Look, page.t("vaccination-subpotent")));
    }
    row
}

/// A plain part: plans, goals, documents, devices.
pub(crate) fn lines(
    shown: Shown<'_>,
    block: &Block<'_, Line<'_>>,
    of: &'static str,
    most: usize,
    group: Group,
) -> Card {
    let page = shown.page;
    let row = |line: &Line<'_>| {
        let end = line.at.map_or_else(|| page.t("dated-not"), |at| brief(page, at));
        let mut row = shown.row(&line.source, end);
        row.dated = line.at.map(|at| day(page, at)).unwrap_or_default();
        (row.title, row.more) = heading(page, &line.source);
        if line.lapsed {
            row.marks.push(Mark::new(Tone::Look, page.t("usage-lapsed")));
        }
        row.marks.extend(doubt(page, line.source.fact.standing, line.source.fact.certainty));
        row
    };
    shown.settle(Card {
        id: of,
        title: page.t(&format!("card-{of}")),
        state: state(page, block, of),
        total: block.total,
        group: Some(group),
        rows: block.lines.iter().take(most).map(row).collect(),
        ..Card::default()
    })
}

/// What is pursued and what is worn: devices in use, plans, goals.
pub(crate) fn plans(shown: Shown<'_>, all: &Synthesis<'_>) -> Card {
    let page = shown.page;
    let plans = lines(shown, &all.plans, "plans", 2, Group::Plans);
    let goals = lines(shown, &all.goals, "goals", 1, Group::Plans);
    let mut devices = lines(shown, &all.devices, "devices", CARD_ROWS, Group::Procedures);
    // A device that nothing names tells nothing here; its count does.
    devices.rows.retain(|row| row.title != page.t1("unnamed", "kind", page.t("kind-device")));
    devices.rows.truncate(1);
    let mut rows = Vec::new();
    for (mut card, kind) in [(devices, "kind-device"), (plans.clone(), ""), (goals, "kind-goal")] {
        for row in &mut card.rows {
            if !kind.is_empty() {
                row.marks.push(Mark::new(Tone::Soft, page.t(kind)));
            }
        }
        rows.append(&mut card.rows);
    }
    shown.settle(Card {
        state: if rows.is_empty() { plans.state } else { None },
        total: all.plans.total + all.goals.total + all.devices.total,
        rows,
        ..plans
    })
}
