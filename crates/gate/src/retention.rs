//! How long each custodian's part of each record is kept, and the destruction of what is
//! past its time (CSP, R.1112-7, L.1111-18). The rules are the policy's; what they rest on
//! is read from the record and from what was decided about it. Nothing clinical is told.

use hygie_base::{RecordNo, Timestamp};
use hygie_policy::retention::{Day, Facts, Keeper, Kept, Shared, Term, keep, keep_own};
use hygie_record::{Erased, KeptPart, KeptParts, RecordError};

use crate::acts::worded;
use crate::rights::{Closing, Life, Rights};
use crate::{Gate, GateError};

/// One custodian's part of a record, and until when it is kept.
#[derive(Clone, Debug)]
pub struct Retained {
    /// Which record.
    pub record: RecordNo,
    /// Id of the organisation; `None` of what no organisation keeps: what was decided about
    /// the record, when nothing else of it is left.
    pub custodian: Option<String>,
    /// Versions of resources, deletions included.
    pub versions: u64,
    /// Attachments.
    pub attachments: u64,
    /// Until when, and because of what.
    pub kept: Kept,
    /// Whether it is past its time.
    pub past: bool,
    /// Until when it would be kept as the custodian's own file, if that time is over and
    /// the shared record alone holds it.
    pub held: Option<Kept>,
}

/// The parts of some records.
pub struct Retention {
    /// In the order of the records' numbers.
    pub parts: Vec<Retained>,
    /// Records that cannot be read, and why.
    pub faults: Vec<(RecordNo, RecordError)>,
    /// After which record to go on.
    pub last: RecordNo,
}

impl Gate {
    /// Until when the parts of the records after this one are kept, for the user of the
    /// command line; `None` behind the last. Walking from the start is traced once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn retention(
        &self,
        user: &str,
        after: Option<RecordNo>,
    ) -> Result<Option<Retention>, GateError> {
        let permit = self.command_line(user);
        let Some(page) = self.records.kept_parts(&self.mint, &permit, after).await? else {
            return Ok(None);
        };
        let now = self.records.clock().now();
        let (mut parts, mut faults) = (Vec::new(), Vec::new());
        for (record, kept) in page.records {
            match kept.and_then(|kept| retained(&kept, now)) {
                Ok(of_record) => parts.extend(of_record),
                Err(fault) => faults.push((record, fault)),
            }
        }
        Ok(Some(Retention { parts, faults, last: page.last }))
    }

    /// The same of one record; traced with it.
    ///
    /// # Errors
    /// Not found for a record that is no person's or is not there; when it cannot be read.
    pub async fn retention_of(
        &self,
        user: &str,
        record: RecordNo,
    ) -> Result<Vec<Retained>, GateError> {
        let permit = self.command_line(user);
        let kept = self.records.kept_parts_of(&self.mint, &permit, record).await?;
        Ok(retained(&kept, self.records.clock().now())?)
    }

    /// Destroys one custodian's part of a record, or without a custodian all that is kept of
    /// it, when it is past its time as the commit finds it: its keys, its tokens and its
    /// attachments, in one commit with the trace that says the rule and the reason.
    ///
    /// # Errors
    /// A reason that says too little or too much; forbidden of what is not past its time,
    /// with the reason, traced; not found of what is not there.
    pub async fn destroy_kept(
        &self,
        user: &str,
        record: RecordNo,
        custodian: Option<&str>,
        reason: &str,
    ) -> Result<Erased, GateError> {
        let reason = worded(reason)?;
        let now = self.records.clock().now();
        let weigh = |kept: &KeptParts| {
            let parts = retained(kept, now)?;
            let why = over(&parts, custodian)?;
            Ok(format!("{why}: {reason}"))
        };
        let permit = self.command_line(user);
        Ok(self.records.erase_kept(&self.mint, &permit, record, custodian, &weigh).await?)
    }
}

/// Why a part, or without a custodian all of them, may be destroyed.
///
/// # Errors
/// Not found when there is none such; forbidden for one that is not past its time.
fn over(parts: &[Retained], custodian: Option<&str>) -> Result<String, RecordError> {
    let meant = |part: &&Retained| custodian.is_none() || part.custodian.as_deref() == custodian;
    let meant: Vec<&Retained> = parts.iter().filter(meant).collect();
    if let Some(part) = meant.iter().find(|part| !part.past) {
        return Err(RecordError::Forbidden(part.refusal()));
    }
    let last = meant.iter().max_by_key(|part| last_day(&part.kept)).ok_or(RecordError::NotFound)?;
    Ok(format!("past its time, which was {}", last.words()))
}

const fn last_day(kept: &Kept) -> Option<i64> {
    match kept.term {
        Term::Until(day) => Some(day.0),
        Term::NoEnd | Term::Unknown(_) => None,
    }
}

impl Retained {
    /// Until when and because of what, in words: `until 2026-05-10 (CSP R.1112-7)`.
    pub fn words(&self) -> String {
        let source = self.kept.rule.source;
        match self.kept.term {
            Term::Until(day) => format!("until {day} ({source})"),
            Term::NoEnd => format!("without an end yet ({source})"),
            Term::Unknown(missing) => format!("until nobody knows when: {}", missing.words()),
        }
    }

    fn refusal(&self) -> String {
        let whose = match &self.custodian {
            Some(id) => format!("what {id} keeps"),
            None => "what was decided about the record".to_owned(),
        };
        let (words, sentence) = (self.words(), self.kept.rule.sentence);
        format!("{whose} is not past its time: it is kept {words}; {sentence}")
    }
}

/// Until when each part of a record is kept.
fn retained(kept: &KeptParts, now: Timestamp) -> Result<Vec<Retained>, RecordError> {
    let rights = Rights::read(kept.record, &kept.rights)?;
    let today = Day::at(now);
    let of = |part: &KeptPart| {
        let facts = facts(kept, part, &rights);
        let until = keep(&facts)?;
        let own = keep_own(&facts).filter(|own| own.is_past(today) && !until.is_past(today));
        Some(Retained {
            record: kept.record,
            custodian: part.custodian.clone(),
            versions: part.versions,
            attachments: part.attachments,
            kept: until,
            past: until.is_past(today),
            held: own,
        })
    };
    Ok(kept.parts.iter().filter_map(of).collect())
}

fn facts(kept: &KeptParts, part: &KeptPart, rights: &Rights) -> Facts {
    let since = rights.shared.since.map(Day::at);
    // Closed since they died, they had died by that day.
    let by_closing = since.filter(|_| rights.shared.reason == Some(Closing::Death));
    Facts {
        keeper: if part.custodian.is_some() { Keeper::Organisation } else { Keeper::Record },
        shared: match rights.shared.life {
            Life::Open => Shared::Open,
            Life::Opposed | Life::Closed => Shared::Ended(since),
        },
        last_act: part.last_act,
        underway: part.underway,
        transfused: part.transfused,
        born: kept.born,
        died: kept.died.or(by_closing),
    }
}
