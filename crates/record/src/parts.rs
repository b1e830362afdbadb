//! What is kept of a record, custodian by custodian, as far as the rules of retention ask:
//! days and numbers, and nothing of what the entries say.

mod acts;
mod transfusions;

use std::collections::{BTreeMap, HashMap};

use hygie_base::RecordNo;
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_policy::retention::Day;
use hygie_seal::EntryKind;
use hygie_store::KeyKind;
use hygie_trace::Action;

use self::acts::{day_of_act, is_underway, latest_day};
use self::transfusions::is_transfusion;
use crate::keys::{Keys, ORGANISATION, OpenedKey, SYSTEM, custodian_of};
use crate::limits::RETENTION_PAGE;
use crate::opened::{OpenRecord, Seen};
use crate::service::heavy;
use crate::tracing::Stamp;
use crate::{Erased, Mint, Permit, RecordError, Records, Released};

/// What one custodian keeps of a record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeptPart {
    /// Id of the organisation; `None` of what no organisation keeps: what was decided about
    /// the record.
    pub custodian: Option<String>,
    /// Versions of resources, deletions included.
    pub versions: u64,
    /// Attachments.
    pub attachments: u64,
    /// The latest day of which a resource tells an act. Of one that should say when and
    /// does not, the day of its deposit counts.
    pub last_act: Option<Day>,
    /// Whether a stay or a course of care has begun and not ended.
    pub underway: bool,
    /// The latest day of a transfusion that is coded as one.
    pub transfused: Option<Day>,
}

/// What is kept of one record.
pub struct KeptParts {
    /// Which.
    pub record: RecordNo,
    /// The gate's own text; empty when nothing was ever decided.
    pub rights: Released,
    /// When the person was born, where that is known; of a year alone its last day.
    pub born: Option<Day>,
    /// When the person died, where that is known; of a year alone its last day.
    pub died: Option<Day>,
    /// By custodian; what no organisation keeps is among them only when none keeps anything.
    pub parts: Vec<KeptPart>,
}

/// Some records, in the order of their numbers.
pub struct KeptPage {
    /// Each, or why it cannot be read.
    pub records: Vec<(RecordNo, Result<KeptParts, RecordError>)>,
    /// After which record to go on.
    pub last: RecordNo,
}

impl Records {
    /// What is kept of the records after this one, with a permit for everything; `None`
    /// behind the last. It is the gate's to weigh. Walking from the start is traced once.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for another permit, else when the store fails.
    pub async fn kept_parts(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        after: Option<RecordNo>,
    ) -> Result<Option<KeptPage>, RecordError> {
        self.needs_everything(permit, Action::Check).await?;
        if after.is_none() {
            let what = "until when parts of records are kept".to_owned();
            self.trace_act(permit, Action::Check, what).await?;
        }
        let heads = self.store.records(after.unwrap_or(RecordNo::REGISTRY), RETENTION_PAGE).await?;
        let Some(last) = heads.last().map(|head| head.record) else { return Ok(None) };
        let mut records = Vec::new();
        for head in heads {
            match self.kept_of(head.record).await {
                // Of the registry, or erased.
                Ok(None) | Err(RecordError::NotFound) => {}
                Ok(Some(kept)) => records.push((head.record, Ok(kept))),
                Err(error) => records.push((head.record, Err(error))),
            }
        }
        Ok(Some(KeptPage { records, last }))
    }

    /// What is kept of one record, with a permit for everything; traced with it.
    ///
    /// # Errors
    /// As for [`Records::kept_parts`]; [`RecordError::NotFound`] also for a record that is
    /// no person's, or is not there.
    pub async fn kept_parts_of(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        record: RecordNo,
    ) -> Result<KeptParts, RecordError> {
        self.needs_everything(permit, Action::Check).await?;
        let kept = self.kept_of(record).await?.ok_or(RecordError::NotFound)?;
        self.told_rights(permit, record, "until when its parts are kept".to_owned()).await?;
        Ok(kept)
    }

    /// Erases a record or one custodian's part of it as [`Records::erase`] does, when what
    /// is kept allows it: `weigh` is asked of the record as it stands in the commit, and
    /// gives what the trace says, or why not.
    ///
    /// # Errors
    /// As for [`Records::erase`]; [`RecordError::Forbidden`] with what `weigh` says, traced.
    pub async fn erase_kept(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        record: RecordNo,
        custodian: Option<&str>,
        weigh: &Weigh<'_>,
    ) -> Result<Erased, RecordError> {
        self.needs_everything(permit, Action::Erase).await?;
        let stamp = Stamp::of(permit);
        let erased = self.erase_within(&stamp, record, custodian, Some(weigh)).await;
        if let Err(RecordError::NotFound | RecordError::Forbidden(_)) = &erased {
            self.trace_refusal(&stamp, record, Action::Erase, String::new()).await?;
        }
        erased
    }

    async fn kept_of(&self, record: RecordNo) -> Result<Option<KeptParts>, RecordError> {
        // Nothing is opened of what is no person's, or was erased.
        let keys = self.load_keys(record).await?;
        if !keys.alive.iter().any(is_of_a_person) {
            return Ok(None);
        }
        kept(&*self.open_afresh(record).await?, &keys).map(Some)
    }
}

fn is_of_a_person(key: &OpenedKey) -> bool {
    key.kind == KeyKind::Record && (key.label.starts_with(ORGANISATION) || *key.label == *SYSTEM)
}

/// Whether what is kept may be erased, and what the trace then says.
pub type Weigh<'a> = dyn Fn(&KeptParts) -> Result<String, RecordError> + Send + Sync + 'a;

/// What is kept of an opened record that has these keys.
pub(crate) fn kept(opened: &OpenRecord, keys: &Keys) -> Result<KeptParts, RecordError> {
    let of_entries = keys.alive.iter().filter(|key| key.kind == KeyKind::Record);
    let organisations = of_entries.filter(|key| key.label.starts_with(ORGANISATION));
    let mut parts: BTreeMap<&str, KeptPart> = organisations
        .map(|key| custodian_of(&key.label))
        .map(|id| (id, KeptPart { custodian: Some(id.to_owned()), ..KeptPart::default() }))
        .collect();
    // Of each resource what its custodian wrote last, though another one's may follow.
    let mut latest: HashMap<(&str, &str, &str), Seen<'_>> = HashMap::new();
    let mut rights = Released::default();
    for seen in opened.entries() {
        let header = &seen.entry.header;
        match header.kind {
            EntryKind::Rights => rights = Released::from(seen.short().to_vec()),
            EntryKind::Live | EntryKind::Deleted => {
                let custodian = seen.entry.custodian();
                if let Some(part) = parts.get_mut(custodian) {
                    part.versions += 1;
                    part.attachments += header.blobs.len() as u64;
                    latest.insert((custodian, &header.resource_type, &header.id), seen);
                }
            }
            EntryKind::Erasure | EntryKind::Pointer => {}
        }
    }
    heavy(latest.len(), || {
        for ((custodian, _, _), seen) in latest.into_iter().filter(|(_, seen)| seen.is_live()) {
            if let Some(part) = parts.get_mut(custodian) {
                part.count(&read(opened, seen)?, seen);
            }
        }
        Ok::<(), RecordError>(())
    })?;
    let (born, died) = life(opened)?;
    let mut parts: Vec<KeptPart> = parts.into_values().collect();
    if parts.is_empty() {
        parts.push(KeptPart::default());
    }
    Ok(KeptParts { record: opened.record, rights, born, died, parts })
}

impl KeptPart {
    fn count(&mut self, json: &Json, seen: Seen<'_>) {
        let kind = &seen.header.resource_type;
        let Some(act) = day_of_act(kind, json, seen.header.at) else { return };
        self.last_act = self.last_act.max(Some(act));
        self.underway |= is_underway(kind, json);
        if is_transfusion(kind, json) {
            self.transfused = self.transfused.max(Some(act));
        }
    }
}

/// When the person was born and died, the latest that a Patient of the record says.
fn life(opened: &OpenRecord) -> Result<(Option<Day>, Option<Day>), RecordError> {
    let (mut born, mut died) = (None, None);
    for seen in opened.currents_of("Patient").filter(|seen| seen.is_live()) {
        let json = read(opened, seen)?;
        born = born.max(json.str("birthDate").and_then(latest_day));
        died = died.max(json.str("deceasedDateTime").and_then(latest_day));
    }
    Ok((born, died))
}

fn read(opened: &OpenRecord, seen: Seen<'_>) -> Result<Json, RecordError> {
    hygie_fhir::json::parse(seen.short(), &JsonLimits::default())
        .map_err(|_| RecordError::damaged(opened.record, seen.seq, "the JSON of an entry"))
}
