//! Showing our checkpoints to a witness of ours.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use hygie_base::LogNo;
use hygie_http::Outgoing;
use hygie_record::{Held, RecordError, Records};
use hygie_tlog::limits::CHECKPOINT_BYTES;
use hygie_tlog::{AddCheckpoint, Checkpoint, WitnessVerifier, size};

use crate::limits::ANSWER_TIME;

/// Asked from this size, then from the one that the witness says it knows.
const ATTEMPTS: usize = 2;
const TEXT: &str = "text/plain; charset=utf-8";

/// Another house that cosigns our checkpoints.
#[derive(Debug)]
pub struct Witness {
    url: String,
    key: WitnessVerifier,
    authorities: String,
    /// Size of the tree that it cosigned last, as far as this process knows.
    cosigned: AtomicU64,
}

/// What a witness says of our log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
    /// It goes on from all that it saw: the line of its signature.
    Cosigned(String),
    /// It has a checkpoint that this log signed and that contradicts what is here.
    Contradicts(Held),
    /// It could not be asked, or said what it could not show.
    Fault(String),
}

impl Witness {
    /// A witness at an address, below which C2SP's calls are; `authorities` in PEM are
    /// those that its certificate may be of.
    pub const fn new(url: String, key: WitnessVerifier, authorities: String) -> Self {
        Self { url, key, authorities, cosigned: AtomicU64::new(0) }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.key.name()
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether a checkpoint bears its signature already.
    pub fn has_signed(&self, note: &str) -> bool {
        self.key.find(note, note).is_ok()
    }

    /// Shows it the last checkpoint of a log, which it cosigns or says why not. What it says
    /// against the log counts only as far as the log's own signature proves it.
    ///
    /// # Errors
    /// When the store fails or what is kept of the log does not fit together.
    pub async fn show(
        &self,
        records: &Records,
        log: LogNo,
        note: &str,
    ) -> Result<Said, RecordError> {
        let Some(key) = records.log_key(log).await? else {
            return Ok(self.fault("cannot be shown a log that never signed"));
        };
        let Ok(ours) = Checkpoint::open(note, &key) else {
            return Ok(self.fault("cannot be shown what this log did not sign"));
        };
        let mut old = match self.cosigned.load(Ordering::Relaxed) {
            0 => ours.size,
            known => known.min(ours.size),
        };
        for attempt in 1..=ATTEMPTS {
            let proof = records.prove_consistency(log, (old, ours.size)).await?;
            let sent = AddCheckpoint { old, proof, note: note.to_owned() }.write();
            match self.ask("add-checkpoint", &sent).await {
                Ok((StatusCode::OK, lines)) => return Ok(self.cosigned(note, &lines, ours.size)),
                Ok((StatusCode::CONFLICT, said)) => match size(said.trim_end_matches('\n')) {
                    Some(known) if known < ours.size && known != old && attempt < ATTEMPTS => {
                        old = known;
                    }
                    Some(known) => return self.doubt(records, note, (known, ours.size)).await,
                    None => return Ok(self.fault("answered what is no size of a tree")),
                },
                Ok((StatusCode::UNPROCESSABLE_ENTITY, _)) => {
                    return self.doubt(records, note, (old, ours.size)).await;
                }
                Ok((StatusCode::NOT_FOUND, _)) => {
                    return Ok(self.fault(
                        "does not know this log: its key goes into the line `witness_for` there",
                    ));
                }
                Ok((StatusCode::FORBIDDEN, _)) => {
                    return Ok(self.fault("has another key of this log than the one it signs with"));
                }
                Ok((status, _)) => {
                    return Ok(self.fault(&format!("answered with status {}", status.as_u16())));
                }
                Err(why) => return Ok(self.fault(&format!("cannot be asked: {why}"))),
            }
        }
        Ok(self.fault("answered one thing, then another"))
    }

    fn cosigned(&self, note: &str, lines: &str, size: u64) -> Said {
        match self.key.find(note, lines) {
            Ok((line, _)) => {
                self.cosigned.store(size, Ordering::Relaxed);
                Said::Cosigned(line)
            }
            Err(_) => self.fault("answered without its signature of this checkpoint"),
        }
    }

    /// It refused: is that so? It has to show what the log signed.
    async fn doubt(
        &self,
        records: &Records,
        note: &str,
        (known, ours): (u64, u64),
    ) -> Result<Said, RecordError> {
        let unshown = format!(
            "says that this log had {known} traces, where it has {ours}, and does not show that \
             the log signed so"
        );
        let Ok((StatusCode::OK, shown)) = self.ask("last-checkpoint", note).await else {
            return Ok(self.fault(&unshown));
        };
        Ok(match records.hold_to(&shown).await? {
            held @ (Held::LedBack { .. } | Held::Forked { .. }) => Said::Contradicts(held),
            Held::Agrees(_) => self.fault("refuses what goes on from what it shows"),
            Held::Unsigned(_) | Held::Unknown => self.fault(&unshown),
        })
    }

    async fn ask(&self, call: &str, body: &str) -> Result<(StatusCode, String), String> {
        let url = format!("{}/{call}", self.url);
        let asked = Outgoing {
            url: &url,
            authorities: &self.authorities,
            body: Some((TEXT, body)),
            accept: "text/plain",
            most: CHECKPOINT_BYTES,
            time: ANSWER_TIME,
        };
        asked.ask().await
    }

    fn fault(&self, what: &str) -> Said {
        Said::Fault(format!("the witness {} {what}", self.name()))
    }
}
