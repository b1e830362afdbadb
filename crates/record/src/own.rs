//! Entries that the system writes into a record: of no resource and no custodian, under
//! a key of the record that no organisation's part takes with it.

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::{EntryKind, Header, Place};
use hygie_store::{Commit, EntryRow, KeyKind, KeyOp};
use hygie_trace::HeadSeen;

use crate::error::sealing;
use crate::keys::SYSTEM;
use crate::prepare::not_before;
use crate::tails::Tail;
use crate::{RecordError, Records};

/// What such an entry says.
pub(crate) struct OwnEntry<'a> {
    pub kind: EntryKind,
    /// In place of a resource's type, id and version.
    pub resource_type: &'static str,
    pub id: String,
    pub version: u32,
    /// Id of who caused it.
    pub author: &'a str,
    pub text: &'a [u8],
}

impl Records {
    /// Seals an entry onto the end of a journal; tells the new head. The caller keeps
    /// `wrapping` locked until the commit, which may bring a key, has ended.
    pub(crate) async fn append_own(
        &self,
        commit: &mut Commit,
        record: RecordNo,
        tail: &Tail,
        now: Timestamp,
        entry: OwnEntry<'_>,
    ) -> Result<HeadSeen, RecordError> {
        let key = match tail.keys.by_label(KeyKind::Record, SYSTEM) {
            Some(key) => key.clone(),
            None => {
                let fresh = self.fresh_key(record, &tail.keys, KeyKind::Record, SYSTEM);
                let (key, row) = fresh.await?;
                commit.keys.push(KeyOp::Add(row));
                key
            }
        };
        let OwnEntry { kind, resource_type, id, version, author, text } = entry;
        let (seq, epoch) = (tail.head + 1, self.epoch());
        let place = Place { record, seq, epoch, key: key.number };
        let header = Header {
            resource_type: resource_type.to_owned(),
            id,
            version,
            previous: 0,
            author: author.to_owned(),
            at: not_before(now, tail.at),
            kind,
            blobs: Vec::new(),
        };
        let (body, link) = self
            .with_sealer(|sealer| {
                sealer.seal_entry(&key.key, &place, &tail.link, &header, text, &*self.rng)
            })
            .map_err(sealing)?;
        commit.appends.push(EntryRow { record, seq, key: key.number, epoch, body });
        Ok(HeadSeen { seq, link })
    }
}
