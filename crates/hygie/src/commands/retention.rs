//! `hygie retention`: which parts of records are past their time, and destroying them.

use anyhow::bail;
use hygie_base::RecordNo;
use hygie_gate::{GateError, Retained};
use hygie_policy::retention::Term;
use hygie_record::RecordError;
use serde_json::{Value, json};

use crate::args::Retention;
use crate::commands::{keys, who};
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Lists or destroys.
pub async fn run(session: &Session, act: Retention, console: &dyn Console) -> anyhow::Result<Exit> {
    match act {
        Retention::List { all, json } => list(session, all, json, console).await,
        Retention::Destroy { record, custodian, reason, yes, json } => {
            let record = who::one(session, &session.permit(), &record).await?;
            let custodian = keys::custodian(session, custodian.as_deref()).await?;
            let which = Which { record, custodian, reason: &reason };
            destroy(session, &which, yes, json, console).await
        }
    }
}

/// How many parts there are of each kind.
#[derive(Default)]
struct Counts {
    past: u64,
    later: u64,
    no_end: u64,
    unknown: u64,
    held: u64,
    unread: u64,
}

async fn list(
    session: &Session,
    all: bool,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let (mut counts, mut after) = (Counts::default(), None);
    // One page at a time: what is told is not kept.
    while let Some(page) = session.retention(after).await? {
        after = Some(page.last);
        for (record, fault) in &page.faults {
            counts.unread += 1;
            console.error(&format!("record {record}: {fault}"));
        }
        for part in &page.parts {
            counts.add(part);
            if all || part.past {
                console.line(&if as_json { figures(part).to_string() } else { in_words(part) });
            }
        }
    }
    console.line(&if as_json { counts.figures().to_string() } else { counts.in_words() });
    Ok(if counts.unread == 0 { Exit::Done } else { Exit::Refused })
}

impl Counts {
    fn add(&mut self, part: &Retained) {
        let count = match part.kept.term {
            Term::Until(_) if part.past => &mut self.past,
            Term::Until(_) => &mut self.later,
            Term::NoEnd => &mut self.no_end,
            Term::Unknown(_) => &mut self.unknown,
        };
        *count += 1;
        self.held += u64::from(part.held.is_some());
    }

    fn figures(&self) -> Value {
        json!({
            "past": self.past,
            "later": self.later,
            "noEnd": self.no_end,
            "unknown": self.unknown,
            "heldByShared": self.held,
            "unread": self.unread,
        })
    }

    fn in_words(&self) -> String {
        let whole = self.past + self.later + self.no_end + self.unknown;
        let held = match self.held {
            0 => String::new(),
            held => format!(
                " Of those that are kept, the shared record alone holds {}, whose custodian's \
                 own time is over.",
                counted(held, "part")
            ),
        };
        format!(
            "{}: {} past their time, {} with a later end, {} without an end yet, {} whose end is \
             not known.{held}",
            counted(whole, "part"),
            self.past,
            self.later,
            self.no_end,
            self.unknown
        )
    }
}

/// What is told of a part: numbers, days and rules.
fn in_words(part: &Retained) -> String {
    let whose = part.custodian.as_deref().unwrap_or("-");
    let (rule, source) = (part.kept.rule.id, part.kept.rule.source);
    let until = match part.kept.term {
        Term::Until(day) if part.past => format!("past its time, kept until {day}"),
        Term::Until(day) => format!("kept until {day}"),
        Term::NoEnd => "no end yet".to_owned(),
        Term::Unknown(missing) => missing.words().to_owned(),
    };
    let held = part.held.map(|own| match own.term {
        Term::Until(day) => format!("; as the custodian's own until {day}, {}", own.rule.id),
        Term::NoEnd | Term::Unknown(_) => String::new(),
    });
    format!("{}  {whose}  {until}: {rule} ({source}){}", part.record, held.unwrap_or_default())
}

fn figures(part: &Retained) -> Value {
    let day = |term: Term| match term {
        Term::Until(day) => Some(day.to_string()),
        Term::NoEnd | Term::Unknown(_) => None,
    };
    let missing = match part.kept.term {
        Term::Unknown(missing) => Some(missing.name()),
        Term::Until(_) | Term::NoEnd => None,
    };
    json!({
        "record": part.record.to_string(),
        "custodian": part.custodian,
        "past": part.past,
        "until": day(part.kept.term),
        "missing": missing,
        "rule": part.kept.rule.id,
        "source": part.kept.rule.source,
        "ownUntil": part.held.and_then(|own| day(own.term)),
        "versions": part.versions,
        "attachments": part.attachments,
    })
}

/// What is to go.
struct Which<'a> {
    record: RecordNo,
    custodian: Option<String>,
    reason: &'a str,
}

async fn destroy(
    session: &Session,
    which: &Which<'_>,
    yes: bool,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let Which { record, custodian, reason } = which;
    let mut parts = not_found(session.retention_of(*record).await)?;
    parts.retain(|part| custodian.is_none() || part.custodian == *custodian);
    if !yes && !parts.is_empty() && parts.iter().all(|part| part.past) {
        for part in &parts {
            let (versions, attachments) =
                (counted(part.versions, "version"), counted(part.attachments, "attachment"));
            console.line(&format!("{}; {versions}, {attachments}", in_words(part)));
        }
        console.error("hygie: nothing was destroyed: give it again with --yes to destroy this");
        return Ok(Exit::Refused);
    }
    let erased = not_found(session.destroy_kept(*record, custodian.as_deref(), reason).await)?;
    if as_json {
        let mut figures = keys::figures(*record, &erased);
        figures.extend([("custodian".to_owned(), json!(custodian))]);
        console.line(&Value::Object(figures).to_string());
    } else {
        console.line(&keys::gone("Destroyed", *record, &erased));
    }
    Ok(Exit::Done)
}

/// Says what is not there.
fn not_found<T>(done: Result<T, GateError>) -> anyhow::Result<T> {
    match done {
        Err(GateError::Record(RecordError::NotFound)) => {
            bail!("nothing of this record is kept there: nothing was destroyed")
        }
        done => Ok(done?),
    }
}
