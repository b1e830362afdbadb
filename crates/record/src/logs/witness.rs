//! Being the witness of another house's log, and keeping what the witnesses of ours say.
//!
//! A witness keeps the last checkpoint that it saw of a log and cosigns only what goes on
//! from it (C2SP tlog-witness). What contradicts it is kept as it was signed: it proves to
//! anybody who has the log's key what that log did.

use hygie_base::{LogNo, Timestamp};
use hygie_tlog::{
    AddCheckpoint, Checkpoint, TlogError, Tree, VerifierKey, WitnessKey, WitnessVerifier,
    check_consistency,
};
use hygie_trace::{Action, Outcome, Trace};
use serde::{Deserialize, Serialize};

use super::{bad_key, damaged, name, parts};
use crate::limits::{WITNESS_ALARMS, WRITE_ATTEMPTS};
use crate::tracing::Stamp;
use crate::{Cell, CellChange, CellTag, Expected, Permit, RecordError, Records, Table};

/// The cell of the one key, and the last part of its name.
const OWN: &str = "witness";
const MILLIS: i64 = 1000;

/// What a witness answers to a checkpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Witnessed {
    /// It goes on from what was seen: a line of signature.
    Cosigned(String),
    /// It is not written as it must be.
    Malformed,
    /// It is of no log that this house is a witness for.
    Unknown,
    /// The log did not sign it.
    Unsigned,
    /// The tree that was seen last has this size, and the proof is not from there; or it has
    /// this very size and another root.
    Conflict(u64),
    /// The proof does not hold.
    Inconsistent,
}

/// How a checkpoint contradicts what was seen of its log.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contradiction {
    /// It is of a smaller tree: the log was led back, or cut off.
    LedBack,
    /// It is of the same size and has another root.
    Forked,
    /// It is larger, and was not proven to go on from there.
    Unproven,
}

impl Contradiction {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LedBack => "led-back",
            Self::Forked => "forked",
            Self::Unproven => "unproven",
        }
    }
}

/// A checkpoint that contradicts what was seen before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Alarm {
    /// When it was shown, in milliseconds since 1970 UTC.
    at: i64,
    /// How.
    pub how: Contradiction,
    /// The checkpoint as the log signed it.
    pub note: String,
    /// The one that it contradicts.
    pub before: String,
}

impl Alarm {
    /// When it was shown.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

/// A log for which this house is a witness.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct WitnessedLog {
    /// The last checkpoint that was cosigned, as the log signed it.
    pub note: String,
    at: i64,
    /// What contradicted it: the first [`WITNESS_ALARMS`].
    pub alarms: Vec<Alarm>,
}

impl WitnessedLog {
    /// The log's name.
    pub fn origin(&self) -> &str {
        Checkpoint::origin_of(&self.note).unwrap_or_default()
    }

    /// When the last checkpoint came.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

/// What is to be done with a checkpoint.
enum Verdict {
    Keep,
    Same,
    Refuse(Witnessed, Option<Contradiction>),
}

impl Records {
    /// What checks this house's cosignatures; its key is made when there is none.
    ///
    /// # Errors
    /// When the store fails or the key does not verify.
    pub async fn witness_key(&self) -> Result<WitnessVerifier, RecordError> {
        Ok(self.cosigning_key().await?.public().clone())
    }

    /// Answers what a log sends, for which this house is a witness if `trusted` has its key.
    /// What is new is durable before it is cosigned; what contradicts it is kept, with a
    /// trace, and told beside the answer the first time that it is shown.
    ///
    /// # Errors
    /// When the store fails, and what is kept does not fit together.
    pub async fn witness(
        &self,
        permit: &Permit,
        trusted: &[VerifierKey],
        body: &str,
    ) -> Result<(Witnessed, Option<Contradiction>), RecordError> {
        let Ok(sent) = AddCheckpoint::parse(body) else { return Ok((Witnessed::Malformed, None)) };
        let (key, new) = match of_trusted(trusted, &sent.note) {
            Ok(found) => found,
            Err(answer) => return Ok((answer, None)),
        };
        if sent.old > new.size {
            return Ok((Witnessed::Malformed, None));
        }
        for _ in 0..WRITE_ATTEMPTS {
            let (mut seen, tag) = self.seen(key).await?;
            let last = last(&seen, key)?;
            let verdict = judge(&sent, &new, &last);
            let now = self.clock.now();
            let trace = match &verdict {
                Verdict::Same => return Ok((self.cosign(&sent.note).await?, None)),
                Verdict::Refuse(answer, None) => return Ok((answer.clone(), None)),
                Verdict::Keep => {
                    (seen.note, seen.at) = (sent.note.clone(), now.0);
                    None
                }
                Verdict::Refuse(answer, Some(how)) => {
                    let known = seen.alarms.iter().any(|it| it.note == sent.note);
                    if known || seen.alarms.len() >= WITNESS_ALARMS {
                        return Ok((answer.clone(), None));
                    }
                    let (note, before) = (sent.note.clone(), seen.note.clone());
                    seen.alarms.push(Alarm { at: now.0, how: *how, note, before });
                    let what = format!("the log {} contradicts itself: {}", key.name(), how.name());
                    let trace = Stamp::of(permit).trace(now, Action::Alarm, what);
                    Some(Trace { outcome: Outcome::Refused, ..trace })
                }
            };
            if self.keep_seen(key, &seen, tag, trace).await? {
                match verdict {
                    Verdict::Refuse(answer, how) => return Ok((answer, how)),
                    Verdict::Keep | Verdict::Same => {
                        return Ok((self.cosign(&sent.note).await?, None));
                    }
                }
            }
        }
        Err(RecordError::Contended)
    }

    /// The last checkpoint that was cosigned of a log, for who shows one that this log
    /// signed: what a log that was led back is told, and can check by its own key.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn last_witnessed(
        &self,
        trusted: &[VerifierKey],
        note: &str,
    ) -> Result<Result<String, Witnessed>, RecordError> {
        let key = match of_trusted(trusted, note) {
            Ok((key, _)) => key,
            Err(answer) => return Ok(Err(answer)),
        };
        let (seen, tag) = self.seen(key).await?;
        Ok(if tag.is_some() { Ok(seen.note) } else { Err(Witnessed::Conflict(0)) })
    }

    /// The logs for which this house has been a witness, by name.
    ///
    /// # Errors
    /// When the store fails or what is kept does not verify.
    pub async fn witnessed(&self) -> Result<Vec<WitnessedLog>, RecordError> {
        let cells = self.cells(Table::Witnessed).await?;
        let read = |cell: &Cell| serde_json::from_slice::<WitnessedLog>(&cell.value);
        let logs = cells.iter().map(read).collect::<Result<Vec<_>, _>>();
        let mut logs = logs.map_err(|_| damaged(&TlogError::Checkpoint))?;
        logs.sort_by(|one, other| one.origin().cmp(other.origin()));
        Ok(logs)
    }

    /// Keeps a checkpoint of ours with the signatures of its witnesses in the place of the
    /// same without. `false` when the log has gone on meanwhile.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep_cosigned(&self, log: LogNo, note: &str) -> Result<bool, RecordError> {
        let Some(key) = self.log_key(log).await? else { return Ok(false) };
        let Some(signed) = self.signed(log, &key).await? else { return Ok(false) };
        let same = Checkpoint::open(note, &key).is_ok_and(|it| it == signed.checkpoint);
        if !same || signed.note == note {
            return Ok(same);
        }
        let change = CellChange {
            table: Table::LogHead,
            name: name(log),
            value: Some(note.as_bytes().to_vec()),
            expect: Expected::Is(signed.tag),
        };
        self.commit_cells(vec![change], None).await
    }

    async fn cosign(&self, note: &str) -> Result<Witnessed, RecordError> {
        let seconds = u64::try_from(self.clock.now().0 / MILLIS).unwrap_or_default();
        let line = self.cosigning_key().await?.cosign(note, seconds);
        line.map(Witnessed::Cosigned).map_err(|error| damaged(&error))
    }

    async fn cosigning_key(&self) -> Result<WitnessKey, RecordError> {
        if self.cell(Table::WitnessKey, OWN).await?.is_none() {
            self.make_key(Table::WitnessKey, OWN.to_owned(), OWN).await?;
        }
        let value = self.cell(Table::WitnessKey, OWN).await?.ok_or(RecordError::Contended)?;
        let (seed, name) = parts(&value)?;
        WitnessKey::new(name, seed).map_err(|_| bad_key())
    }

    async fn seen(
        &self,
        key: &VerifierKey,
    ) -> Result<(WitnessedLog, Option<CellTag>), RecordError> {
        let Some(cell) = self.cell_tagged(Table::Witnessed, key.name()).await? else {
            return Ok((WitnessedLog::default(), None));
        };
        let seen = serde_json::from_slice(&cell.value);
        Ok((seen.map_err(|_| damaged(&TlogError::Checkpoint))?, Some(cell.tag)))
    }

    async fn keep_seen(
        &self,
        key: &VerifierKey,
        seen: &WitnessedLog,
        tag: Option<CellTag>,
        trace: Option<Trace>,
    ) -> Result<bool, RecordError> {
        let value = serde_json::to_vec(seen).map_err(|_| damaged(&TlogError::Checkpoint))?;
        let change = CellChange {
            table: Table::Witnessed,
            name: key.name().to_owned(),
            value: Some(value),
            expect: tag.map_or(Expected::Absent, Expected::Is),
        };
        self.commit_cells(vec![change], trace).await
    }
}

/// The log that a note is of, and what it says, if it is one of these logs' that signed it.
fn of_trusted<'a>(
    trusted: &'a [VerifierKey],
    note: &str,
) -> Result<(&'a VerifierKey, Checkpoint), Witnessed> {
    let origin = Checkpoint::origin_of(note).ok_or(Witnessed::Malformed)?;
    let key = trusted.iter().find(|key| key.name() == origin).ok_or(Witnessed::Unknown)?;
    match Checkpoint::open(note, key) {
        Ok(new) => Ok((key, new)),
        Err(TlogError::Signature) => Err(Witnessed::Unsigned),
        Err(_) => Err(Witnessed::Malformed),
    }
}

/// What was seen last of a log; the empty tree when nothing was.
fn last(seen: &WitnessedLog, key: &VerifierKey) -> Result<Checkpoint, RecordError> {
    if !seen.note.is_empty() {
        return Checkpoint::open(&seen.note, key).map_err(|error| damaged(&error));
    }
    let root = Tree::default().root().map_err(|error| damaged(&error))?;
    Ok(Checkpoint { origin: key.name().to_owned(), size: 0, root })
}

fn judge(sent: &AddCheckpoint, new: &Checkpoint, last: &Checkpoint) -> Verdict {
    let conflict = |how| Verdict::Refuse(Witnessed::Conflict(last.size), how);
    if new.size < last.size {
        return conflict(Some(Contradiction::LedBack));
    }
    if new.size == last.size && new.root != last.root {
        return conflict(Some(Contradiction::Forked));
    }
    if sent.old != last.size {
        return conflict(None);
    }
    if new.size == last.size && last.size > 0 {
        return Verdict::Same;
    }
    let proven =
        check_consistency(&sent.proof, (last.size, &last.root), (new.size, &new.root)).is_ok();
    if proven {
        return Verdict::Keep;
    }
    // From nothing, a proof only has to be empty: who sends one made a mistake.
    let how = (last.size > 0).then_some(Contradiction::Unproven);
    Verdict::Refuse(Witnessed::Inconsistent, how)
}
