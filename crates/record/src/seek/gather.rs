//! Reading what a search needs: records, what an index leads to, and where
//! references lead.

use std::collections::BTreeMap;
use std::sync::Arc;

use hygie_base::{RecordNo, Timestamp};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Query, extract};
use hygie_seal::{EntryKind, Locator};

use super::site::{Alone, ELSEWHERE, Name, Opened, Site};
use super::{Mark, Seek, Within, too_many};
use crate::indexes::Led;
use crate::limits::{FIND_ROWS, SEARCH_HOPS, SEARCH_MILLIS, SEARCH_RECORDS};
use crate::single::Single;
use crate::{Permit, RecordError, Records};

impl Records {
    /// What a search begins with. `held` says that nobody writes meanwhile.
    pub(super) async fn site(
        &self,
        permit: &Permit,
        seek: &Seek<'_>,
        held: bool,
    ) -> Result<Site, RecordError> {
        let until = Timestamp(self.clock.now().0.saturating_add(SEARCH_MILLIS));
        let clock = Arc::clone(&self.clock);
        let mut site = Site::new(permit.lens().clone(), seek.steps, until, clock);
        match &seek.within {
            Within::Records(records) => {
                for record in records {
                    self.open_home(permit, seek, *record, held, &mut site).await?;
                }
            }
            Within::Index => {
                for query in seek.queries {
                    self.by_index(permit, seek, query, &mut site).await?;
                }
            }
        }
        Ok(site)
    }

    /// Opens a record that is searched. One that is not there, or of which
    /// nothing passes, is like none.
    async fn open_home(
        &self,
        permit: &Permit,
        seek: &Seek<'_>,
        record: RecordNo,
        held: bool,
        site: &mut Site,
    ) -> Result<(), RecordError> {
        let opened = match (permit.reaches(record), held) {
            (false, _) => Err(RecordError::NotFound),
            (true, false) => self.opened(record).await,
            (true, true) => self.open_now(record).await,
        };
        let opened = match opened {
            Ok(opened) if opened.entries().any(|seen| seen.shows(&site.lens)) => opened,
            Ok(_) | Err(RecordError::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        };
        let as_of = match seek.from {
            None | Some(Mark::Behind { .. }) => None,
            Some(Mark::Heads { heads, .. }) => {
                let stale = "this page is not known any more: search again from the beginning";
                let known = heads.iter().find(|(of, _, _)| *of == record);
                let (_, head, erased) = known.ok_or(RecordError::Search(stale.into()))?;
                if *head > opened.head || *erased != opened.erased.len() {
                    return Err(RecordError::Search(stale.into()));
                }
                opened.as_of(*head)
            }
        };
        let home = site.home_of(record);
        if let Some(home) = site.homes.get_mut(home) {
            home.opened = Some(Opened { record: opened, as_of });
        }
        Ok(())
    }

    /// Reads what an index leads to.
    async fn by_index(
        &self,
        permit: &Permit,
        seek: &Seek<'_>,
        query: &Query,
        site: &mut Site,
    ) -> Result<(), RecordError> {
        let kind = query.kind();
        let ids = match self.led_by_index(kind, seek.params, FIND_ROWS).await? {
            Led::To(ids) => ids,
            led => return Err(self.too_costly(kind, seek.params, &led).await?),
        };
        for (_, locator) in self.places_of(kind, ids).await? {
            if let Some(single) = self.passes(permit, &locator).await? {
                let home = site.home_of(locator.record);
                let at = add(site, locator.record, home, single)?;
                site.indexed.push(at);
            }
        }
        Ok(())
    }

    /// Why an index does not lead to what is searched, and which one would.
    async fn too_costly(
        &self,
        kind: &str,
        params: &[(&str, &str)],
        led: &Led,
    ) -> Result<RecordError, RecordError> {
        let why = match led {
            Led::TooMany => format!(
                "more than {FIND_ROWS} resources come into question: say more of what is searched"
            ),
            _ => format!("no index serves this search of {kind}: use an identifier"),
        };
        let add = self.index_to_add(kind, params).await?;
        let add = add.map_or_else(String::new, |add| format!("; or have the operator {add}"));
        Ok(RecordError::TooCostly(why + &add))
    }

    /// The entry that stands at a place, when the permit lets it through.
    async fn passes(
        &self,
        permit: &Permit,
        locator: &Locator,
    ) -> Result<Option<Single>, RecordError> {
        if !permit.reaches(locator.record) {
            return Ok(None);
        }
        let single = self.single_at(locator).await?;
        Ok(single
            .filter(|single| single.header.kind == EntryKind::Live && single.shows(permit.lens())))
    }

    /// Reads what a search noted.
    pub(super) async fn fetch(&self, permit: &Permit, site: &mut Site) -> Result<(), RecordError> {
        site.checked()?;
        let (names, homes) = site.take_wanted();
        let open = site.homes.iter().filter(|home| home.opened.is_some()).count();
        if open + homes.len() > SEARCH_RECORDS {
            return Err(too_many("records would be opened", SEARCH_RECORDS));
        }
        for at in homes {
            let Some(record) = site.homes.get(at).map(|home| home.record) else { continue };
            let opened = self.opened(record).await?;
            if let Some(home) = site.homes.get_mut(at) {
                home.opened = Some(Opened { record: opened, as_of: None });
            }
        }
        if site.followed.len() + names.len() > SEARCH_HOPS {
            return Err(too_many("references would be followed", SEARCH_HOPS));
        }
        let mut by_kind: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (kind, id) in &names {
            by_kind.entry(kind).or_default().push(id);
        }
        for (kind, ids) in by_kind {
            let ids = ids.into_iter().map(str::to_owned).collect();
            for (id, locator) in self.places_of(kind, ids).await? {
                if let Some(home) = self.near(site, locator.record).await?
                    && let Some(single) = self.passes(permit, &locator).await?
                {
                    let at = add(site, locator.record, home, single)?;
                    site.followed.insert((kind.to_owned(), id), Some(at));
                }
            }
        }
        let absent: Vec<Name> =
            names.into_iter().filter(|name| !site.followed.contains_key(name)).collect();
        site.followed.extend(absent.into_iter().map(|name| (name, None)));
        site.checked()
    }

    /// The home of a record that a reference leads into: one that is searched,
    /// or the registry. Nobody else's record is entered.
    async fn near(&self, site: &Site, record: RecordNo) -> Result<Option<usize>, RecordError> {
        let keys = self.keys(record).await?;
        if !keys.opens_entries() && !keys.are_erased() {
            return Ok(Some(ELSEWHERE));
        }
        Ok(site.homes.iter().position(|home| home.record == record))
    }
}

/// Keeps a resource read by itself.
fn add(
    site: &mut Site,
    record: RecordNo,
    home: usize,
    single: Single,
) -> Result<usize, RecordError> {
    let json = hygie_fhir::json::parse(&single.short, &JsonLimits::default())
        .map_err(|_| RecordError::damaged(record, 0, "the JSON of an entry"))?;
    let values = extract(&json, Some(single.header.at));
    site.alone.push(Alone { record, home, single, values });
    Ok(site.alone.len() - 1)
}
