//! Opening one sealed entry.

use hygie_base::RecordNo;
use hygie_seal::{BlobRef, Header, Link, Locator, Place};
use hygie_store::{BlobName, EntryRow};
use zeroize::Zeroizing;

use crate::attachments::attach;
use crate::keys::{OpenedKey, custodian_of};
use crate::labels::Labels;
use crate::opened::is_told;
use crate::read::state;
use crate::shared::concerns_several;
use crate::{Lens, Permit, RecordError, Records, Released, Resource};

/// One opened entry.
pub(crate) struct Single {
    pub header: Header,
    pub key: OpenedKey,
    /// The JSON text without its large attachments.
    pub short: Released,
    pub previous: Link,
    pub commitment: [u8; 32],
}

impl Single {
    /// The organisation that keeps it.
    pub fn custodian(&self) -> &str {
        custodian_of(&self.key.label)
    }

    /// Whether it may be seen through this lens.
    pub fn shows(&self, lens: &Lens) -> bool {
        let kind = &self.header.resource_type;
        is_told(self.header.kind)
            && lens.shows(kind, self.custodian())
            && lens.admits(kind, &self.short)
            && (lens.shows_shared() || !concerns_several(kind, &self.short))
            && lens.sifts(&self.header, self.custodian(), |sieve| {
                Labels::of(sieve.types(), kind, &self.short)
            })
    }
}

impl Single {
    /// The resource with this text.
    pub fn resource(&self, text: Released) -> Resource {
        let Self { header, .. } = self;
        Resource {
            resource_type: header.resource_type.clone(),
            id: header.id.clone(),
            version: header.version,
            at: header.at,
            author: header.author.clone(),
            custodian: self.custodian().to_owned(),
            state: state(header.kind),
            text,
        }
    }

    /// The resource without its large attachments.
    pub fn without_attachments(self) -> Resource {
        let custodian = self.custodian().to_owned();
        let Self { header, short, .. } = self;
        Resource {
            resource_type: header.resource_type,
            id: header.id,
            version: header.version,
            at: header.at,
            author: header.author,
            custodian,
            state: state(header.kind),
            text: short,
        }
    }
}

/// Where an entry's ciphertext belongs.
pub(crate) const fn place(row: &EntryRow) -> Place {
    Place { record: row.record, seq: row.seq, epoch: row.epoch, key: row.key }
}

impl Records {
    /// Opens one entry; `None` when its key was destroyed.
    pub(crate) async fn unseal(&self, row: &EntryRow) -> Result<Option<Single>, RecordError> {
        let Some(key) = self.key(row.record, row.key).await? else { return Ok(None) };
        let mut short = Zeroizing::new(Vec::new());
        let opened = self
            .with_unsealer(|unsealer| {
                unsealer.unseal_entry(&key.key, &place(row), &row.body, &mut short)
            })
            .map_err(|_| RecordError::damaged(row.record, row.seq, "its seal"))?;
        let (previous, commitment) = (opened.previous, opened.commitment);
        Ok(Some(Single { header: opened.header, key, short, previous, commitment }))
    }

    /// The entry that a locator leads to; `None` when its key was destroyed.
    pub(crate) async fn single_at(&self, at: &Locator) -> Result<Option<Single>, RecordError> {
        let row = self.store.entry(at.record, at.seq).await?;
        let row = row.ok_or(RecordError::damaged(at.record, at.seq, "it is gone"))?;
        self.unseal(&row).await
    }

    /// The entry that a locator leads to, when the permit shows it. What is
    /// hidden and what is not there cost the store the same calls: else a clock
    /// would tell them apart.
    pub(crate) async fn shown_at(
        &self,
        permit: &Permit,
        at: Option<Locator>,
    ) -> Result<Option<Single>, RecordError> {
        let Some(at) = at.filter(|at| permit.reaches(at.record)) else {
            self.look_at_no_entry().await?;
            return Ok(None);
        };
        let kept = self.keeps_keys(at.record);
        let single = self.single_at(&at).await?.filter(|single| single.shows(permit.lens()));
        if single.is_none() {
            self.even_out(at.record, kept).await?;
        }
        Ok(single)
    }

    /// What a look at an entry costs that is then not shown.
    pub(crate) async fn look_at_no_entry(&self) -> Result<(), RecordError> {
        self.store.entry(RecordNo::REGISTRY, 1).await?;
        self.even_out(RecordNo::REGISTRY, true).await
    }

    /// Asks for keys that were `kept` in memory, so that memory makes no difference.
    pub(crate) async fn even_out(&self, record: RecordNo, kept: bool) -> Result<(), RecordError> {
        if kept {
            self.store.keys(record).await?;
        }
        Ok(())
    }

    /// The whole JSON text of an entry, attachments back in their places.
    pub(crate) async fn whole(
        &self,
        record: RecordNo,
        key: &OpenedKey,
        blobs: &[BlobRef],
        short: &[u8],
    ) -> Result<Released, RecordError> {
        if blobs.is_empty() {
            return Ok(Zeroizing::new(short.to_vec()));
        }
        let mut contents = Vec::with_capacity(blobs.len());
        for blob in blobs {
            contents.push(self.unseal_blob(record, key, blob).await?);
        }
        let parts: Vec<_> = blobs
            .iter()
            .zip(&contents)
            .map(|(blob, bytes)| {
                let offset = usize::try_from(blob.offset).unwrap_or(usize::MAX);
                (offset, blob.base64, bytes.as_slice())
            })
            .collect();
        attach(short, &parts).map(Zeroizing::new).ok_or(RecordError::damaged(
            record,
            0,
            "an attachment's place",
        ))
    }

    /// Reads and opens one blob.
    pub(crate) async fn unseal_blob(
        &self,
        record: RecordNo,
        key: &OpenedKey,
        blob: &BlobRef,
    ) -> Result<Released, RecordError> {
        let sealed = self.blobs.get(BlobName(blob.name)).await?;
        let sealed = sealed.ok_or(RecordError::damaged(record, 0, "an attachment is gone"))?;
        let aad = blob_place(record, key, &blob.name);
        let bytes = hygie_seal::unseal_object(&key.key, &aad, &sealed)
            .map_err(|_| RecordError::damaged(record, 0, "an attachment's seal"))?;
        if u64::try_from(bytes.len()).ok() != Some(blob.len) {
            return Err(RecordError::damaged(record, 0, "an attachment's length"));
        }
        Ok(bytes)
    }
}

/// Associated data of a blob.
pub(crate) fn blob_place(record: RecordNo, key: &OpenedKey, name: &[u8; 16]) -> Vec<u8> {
    let mut place = b"hygie blob 1".to_vec();
    place.extend_from_slice(&record.to_bytes());
    place.extend_from_slice(&key.number.0.to_be_bytes());
    place.extend_from_slice(name);
    place
}
