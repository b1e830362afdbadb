//! What holds the log of traces outside the data folder: anchors, and witnesses, which are
//! other houses that cosign it.

use std::sync::Arc;

use anyhow::bail;
use hygie_record::Records;
use hygie_tlog::with_cosignatures;
use hygie_witness::{Said, Witness};

use crate::anchors::{Anchors, refuse};
use crate::config::{Config, UnheldLog};

/// All of it.
#[derive(Clone)]
pub struct Elsewhere {
    anchors: Anchors,
    witnesses: Vec<Arc<Witness>>,
    unheld: UnheldLog,
}

impl Elsewhere {
    /// What the configuration names.
    ///
    /// # Errors
    /// When a file of it cannot be read.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        let witnesses = config.witnesses.iter().map(|one| one.open().map(Arc::new));
        let witnesses = witnesses.collect::<anyhow::Result<_>>()?;
        Ok(Self { anchors: Anchors::of(config)?, witnesses, unheld: config.unheld_log.value })
    }

    /// Names and addresses of the witnesses.
    pub fn witnesses(&self) -> impl Iterator<Item = (&str, &str)> {
        self.witnesses.iter().map(|one| (one.name(), one.url()))
    }

    /// Holds the logs to what is kept elsewhere; tells what could not be asked.
    ///
    /// # Errors
    /// When a log is not what it was; when nothing of what is named can be asked, and the
    /// configuration says not to serve then.
    pub async fn hold(&self, records: &Records) -> anyhow::Result<Vec<String>> {
        let named = self.anchors.places().count() + self.witnesses.len();
        let mut faults = self.anchors.hold(records).await?;
        let log = records.own_log();
        if let Some(note) = records.checkpoint(log).await? {
            for witness in &self.witnesses {
                match witness.show(records, log, &note).await? {
                    Said::Cosigned(_) => {}
                    Said::Contradicts(held) => refuse(&place(witness), &held)?,
                    Said::Fault(fault) => faults.push(fault),
                }
            }
        }
        if named > 0 && faults.len() >= named && self.unheld == UnheldLog::Refuse {
            bail!(
                "nothing elsewhere can say whether the log of traces is what it was ({}), and \
                 `unheld_log` in hygie.toml says not to serve then",
                faults.join("; ")
            );
        }
        Ok(faults)
    }

    /// Gives a checkpoint to all of them: the witnesses first, so that the anchors keep it
    /// with their signatures. Tells where it could not, and what contradicts it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&self, records: &Records, note: &str) -> anyhow::Result<Vec<String>> {
        let (log, mut lines, mut faults) = (records.own_log(), Vec::new(), Vec::new());
        for witness in &self.witnesses {
            if witness.has_signed(note) {
                continue;
            }
            match witness.show(records, log, note).await? {
                Said::Cosigned(line) => lines.push(line),
                Said::Contradicts(held) => {
                    faults.extend(refuse(&place(witness), &held).err().map(|it| format!("{it:#}")));
                }
                Said::Fault(fault) => faults.push(fault),
            }
        }
        let mut note = note.to_owned();
        if !lines.is_empty() {
            note = with_cosignatures(&note, &lines)?;
            records.keep_cosigned(log, &note).await?;
        }
        faults.extend(self.anchors.keep(records, &note).await);
        Ok(faults)
    }
}

fn place(witness: &Witness) -> String {
    format!("of the witness {} at {}", witness.name(), witness.url())
}
