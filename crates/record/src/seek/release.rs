//! Tracing what a search read and names, and handing it out after that.

use std::collections::BTreeSet;

use hygie_base::RecordNo;
use hygie_trace::{Action, HeadSeen};

use super::pick::Picked;
use super::site::{Place, Site};
use super::{Seek, Sought, Within};
use crate::limits::RELEASE_BYTES;
use crate::tracing::Stamp;
use crate::{RecordError, Records, Resource};

impl Records {
    /// Makes the traces durable: in each record that was opened, and for each
    /// resource that was read by itself and is named or decided a hop. `false`
    /// when a record moved meanwhile: then the search is done again.
    pub(super) async fn trace_sought(
        &self,
        stamp: &Stamp,
        seek: &Seek<'_>,
        site: &Site,
        picked: &Picked,
        brought: &[Place],
    ) -> Result<bool, RecordError> {
        let what = seek.in_words();
        let mut unmoved = true;
        for (record, head) in opened(site) {
            let seq = head.seq;
            let head = Some(head);
            let now = self.trace_read(stamp, record, Action::Search, what.clone(), head).await?;
            unmoved &= now == seq;
        }
        let by_index = seek.within == Within::Index;
        if by_index && picked.page.len() < picked.total {
            let counted = format!("{what}: {} counted", picked.total);
            self.trace_read(stamp, RecordNo::REGISTRY, Action::Find, counted, None).await?;
        }
        let named: Vec<RecordNo> = named(site, picked, brought).into_iter().collect();
        if !named.is_empty() {
            let action = if by_index { Action::Find } else { Action::Search };
            self.trace_list(stamp, &named, action, &what).await?;
        }
        if picked.total == 0 && (by_index || opened(site).is_empty()) {
            let action = if by_index { Action::Find } else { Action::Search };
            let record = match &seek.within {
                Within::Records(records) => records.first().copied(),
                Within::Index => None,
            };
            let record = record.unwrap_or(RecordNo::REGISTRY);
            self.trace_refusal(stamp, record, action, what).await?;
        }
        Ok(unmoved)
    }

    /// Hands out what was traced.
    pub(super) async fn hand_out(
        &self,
        site: &Site,
        picked: Picked,
        brought: Vec<Place>,
    ) -> Result<Sought, RecordError> {
        let mut bytes = 0;
        let Picked { total, page, next } = picked;
        let found = self.resources(site, &page, &mut bytes).await?;
        let included = self.resources(site, &brought, &mut bytes).await?;
        Ok(Sought { total, found, included, next })
    }

    async fn resources(
        &self,
        site: &Site,
        places: &[Place],
        bytes: &mut u64,
    ) -> Result<Vec<Resource>, RecordError> {
        let mut resources = Vec::with_capacity(places.len());
        for place in places {
            match *place {
                Place::Entry { home, seq } => {
                    let opened = site.homes.get(home).and_then(|home| home.opened.as_ref());
                    let Some(opened) = opened else { continue };
                    let Some(seen) = opened.record.by_seq(seq) else { continue };
                    counted(seen.header.blobs.iter().map(|blob| blob.len).sum(), bytes)?;
                    resources.push(self.resource(&opened.record, seen).await?);
                }
                Place::Alone(at) => {
                    let Some(alone) = site.alone.get(at) else { continue };
                    let single = &alone.single;
                    counted(single.header.blobs.iter().map(|blob| blob.len).sum(), bytes)?;
                    let (key, blobs) = (&single.key, &single.header.blobs);
                    let text = self.whole(alone.record, key, blobs, &single.short).await?;
                    resources.push(single.resource(text));
                }
            }
        }
        Ok(resources)
    }
}

/// The records that are open, with their heads.
fn opened(site: &Site) -> Vec<(RecordNo, HeadSeen)> {
    let open = site.homes.iter().filter_map(|home| {
        let opened = &home.opened.as_ref()?.record;
        Some((home.record, HeadSeen { seq: opened.head, link: opened.link }))
    });
    open.collect()
}

/// The records of what was read by itself and is named or decided a hop. Those
/// that are open have their trace already.
fn named(site: &Site, picked: &Picked, brought: &[Place]) -> BTreeSet<RecordNo> {
    let shown = picked.page.iter().chain(brought).filter_map(|place| match place {
        Place::Alone(at) => Some(*at),
        Place::Entry { .. } => None,
    });
    let followed = site.followed.values().filter_map(|found| *found);
    let all = shown.chain(followed).filter_map(|at| site.alone.get(at));
    let closed = |record: &RecordNo| {
        !site.homes.iter().any(|home| home.record == *record && home.opened.is_some())
    };
    all.map(|alone| alone.record).filter(closed).collect()
}

fn counted(more: u64, bytes: &mut u64) -> Result<(), RecordError> {
    *bytes += more;
    if *bytes > RELEASE_BYTES {
        let what = "bytes of attachments in one answer: ask for fewer at a time; it";
        let most = usize::try_from(RELEASE_BYTES).unwrap_or(usize::MAX);
        return Err(RecordError::TooLarge { what, most });
    }
    Ok(())
}
