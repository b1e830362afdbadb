//! Finding resources across records. The token is a filter; the unsealed value
//! decides, so answers are exact.

use std::collections::BTreeSet;
use std::ops::Range;

use hygie_base::RecordNo;
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Query, Term, extract};
use hygie_seal::{EntryKind, Locator, TermLocator};
use hygie_store::{IdToken, Tag, TermRow, TermToken};
use hygie_trace::Action;

use crate::indexes::Led;
use crate::limits::{FIND_ROWS, PAGE, READ_ATTEMPTS};
use crate::tracing::Stamp;
use crate::{Act, Basis, Found, Permit, RecordError, Records};

impl Records {
    /// The records of the persons whose Patient id or whose identifier, written
    /// `system|value`, is this; traced in each. An empty answer is traced as a
    /// refusal, also in the record of a person whom the permit does not reach.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn find_patient(
        &self,
        permit: &Permit,
        wanted: &str,
    ) -> Result<Vec<RecordNo>, RecordError> {
        let id = wanted.strip_prefix("Patient/").unwrap_or(wanted);
        let found = match self.locate("Patient", id).await? {
            Some(locator) => vec![(id.to_owned(), locator)],
            None => self.matching("Patient", &[("identifier", wanted)]).await?,
        };
        let what = "a person, by id or identifier";
        let found = self.within(permit, found, what).await?;
        let mut records: Vec<RecordNo> =
            found.into_iter().map(|(_, locator)| locator.record).collect();
        records.sort_unstable();
        records.dedup();
        let stamp = Stamp::of(permit);
        for record in &records {
            self.trace_read(&stamp, *record, Action::Search, what.to_owned(), None).await?;
        }
        Ok(records)
    }

    /// What of the found a permit lets through. When that is nothing, the
    /// refusal is traced.
    async fn within(
        &self,
        permit: &Permit,
        found: Vec<(String, Locator)>,
        what: &str,
    ) -> Result<Vec<(String, Locator)>, RecordError> {
        let mut within = Vec::new();
        let mut refused = RecordNo::REGISTRY;
        for (id, locator) in found {
            let single = self.single_at(&locator).await?;
            let passes = permit.reaches(locator.record)
                && single.is_some_and(|single| single.shows(permit.lens()));
            if passes {
                within.push((id, locator));
            } else {
                refused = locator.record;
            }
        }
        if within.is_empty() {
            let stamp = Stamp::of(permit);
            self.trace_refusal(&stamp, refused, Action::Search, what.to_owned()).await?;
        }
        Ok(within)
    }

    /// Resources of one type in any record, by a parameter that has an index
    /// across records, sorted as asked; `_count` is not applied, `page` says
    /// which of them are wanted. Each record of which something is on the page
    /// gets a trace; that they were counted is traced with the registry.
    ///
    /// # Errors
    /// [`RecordError::Search`] for a search that cannot be read or that no
    /// index serves, [`RecordError::Forbidden`] when the permit does not
    /// search this type, [`RecordError::TooLarge`] for too many candidates.
    pub async fn find_resources(
        &self,
        permit: &Permit,
        kind: &str,
        params: &[(&str, &str)],
        page: Range<usize>,
    ) -> Result<Found, RecordError> {
        let stamp = Stamp::of(permit);
        let names: Vec<&str> = params.iter().map(|(name, _)| *name).collect();
        let what = format!("{kind} by {}", names.join(", "));
        if !permit.lens().allows(Act::Search, kind) {
            self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Find, what).await?;
            return Err(RecordError::Forbidden(format!("you may not search for a {kind}")));
        }
        for _ in 0..READ_ATTEMPTS {
            let era = self.erasures.total();
            let found = match self.matching(kind, params).await {
                Ok(found) => self.passing(permit, found).await?,
                Err(error) => {
                    self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Find, what).await?;
                    return Err(error);
                }
            };
            let end = page.end.min(found.len());
            let asked = found.get(page.start.min(end)..end).unwrap_or_default();
            self.trace_found(&stamp, asked, found.len(), &what).await?;
            if self.erasures.total() == era {
                let resources = self.located(permit, asked.to_vec()).await?;
                return Ok(Found { total: found.len(), resources });
            }
        }
        Err(RecordError::Contended)
    }

    /// Traces what a search across records named, and that the others were counted.
    async fn trace_found(
        &self,
        stamp: &Stamp,
        named: &[Locator],
        total: usize,
        what: &str,
    ) -> Result<(), RecordError> {
        if total == 0 {
            let what = what.to_owned();
            return self.trace_refusal(stamp, RecordNo::REGISTRY, Action::Find, what).await;
        }
        let mut records: Vec<RecordNo> = named.iter().map(|locator| locator.record).collect();
        records.sort_unstable();
        records.dedup();
        if named.len() < total {
            let counted = format!("{what}: {total} counted");
            self.trace_read(stamp, RecordNo::REGISTRY, Action::Find, counted, None).await?;
        }
        if records.is_empty() {
            return Ok(());
        }
        self.trace_list(stamp, &records, Action::Find, what).await
    }

    /// Where those of the found are that a permit reaches and its lens shows.
    pub(crate) async fn passing(
        &self,
        permit: &Permit,
        found: Vec<(String, Locator)>,
    ) -> Result<Vec<Locator>, RecordError> {
        let mut passing = Vec::with_capacity(found.len());
        for (_, locator) in found {
            let single = self.single_at(&locator).await?;
            let passes = permit.reaches(locator.record)
                && single.is_some_and(|single| {
                    single.header.kind == EntryKind::Live && single.shows(permit.lens())
                });
            if passes {
                passing.push(locator);
            }
        }
        Ok(passing)
    }

    /// The one resource that a conditional reference, `Type?name=value`, leads
    /// to, as `Type/id`; traced.
    ///
    /// # Errors
    /// [`RecordError::Rule`] when none or several match, or no index serves it.
    pub async fn find_one(&self, permit: &Permit, reference: &str) -> Result<String, RecordError> {
        self.find_one_on(permit, reference).await.map(|(name, _)| name)
    }

    /// As [`Records::find_one`], with what the answer rests on.
    ///
    /// # Errors
    /// As for [`Records::find_one`].
    pub async fn find_one_on(
        &self,
        permit: &Permit,
        reference: &str,
    ) -> Result<(String, Basis), RecordError> {
        let rule = |what: &str| Err(RecordError::Rule(format!("a conditional reference {what}")));
        let Some((kind, query)) = reference.split_once('?') else {
            return rule("is written Type?parameter=value");
        };
        let mut params = Vec::new();
        for pair in query.split('&') {
            match pair.split_once('=').map(|(name, value)| (decoded(name), decoded(value))) {
                Some((Some(name), Some(value))) => params.push((name, value)),
                _ => return rule("is written Type?parameter=value"),
            }
        }
        let pairs: Vec<_> = params.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let matched = match self.matched_by(permit, kind, &pairs, "conditional reference").await {
            // What may not be searched is like what is not there.
            Err(RecordError::Forbidden(_)) => return rule("matches nothing here"),
            other => other?,
        };
        match matched.ids.as_slice() {
            [id] => Ok((format!("{kind}/{id}"), matched.basis)),
            [] => rule("matches nothing here"),
            _ => rule("matches several resources"),
        }
    }

    /// Whether a resource is here, deleted or not. Tells nothing else.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn is_here(
        &self,
        permit: &Permit,
        resource_type: &str,
        id: &str,
    ) -> Result<bool, RecordError> {
        let located = self.locate(resource_type, id).await?;
        Ok(located.is_some_and(|locator| permit.reaches(locator.record)))
    }

    /// Whether a record of this number is here, erased or not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn has_record(&self, permit: &Permit, record: RecordNo) -> Result<bool, RecordError> {
        Ok(permit.reaches(record) && self.store.head(record).await? > 0)
    }

    /// Ids and places of the resources of a type that match all parameters.
    pub(crate) async fn matching(
        &self,
        kind: &str,
        params: &[(&str, &str)],
    ) -> Result<Vec<(String, Locator)>, RecordError> {
        let query = Query::parse(kind, params, self.clock.now())
            .map_err(|error| RecordError::Search(error.to_string()))?;
        let ids = match self.led_by_always(kind, params, FIND_ROWS).await? {
            Led::To(ids) => ids,
            Led::Nowhere => {
                let what = format!("no index serves this search of {kind}: use an identifier");
                return Err(RecordError::Search(what));
            }
            Led::TooMany => {
                let what = "matches of one search";
                return Err(RecordError::TooLarge { what, most: FIND_ROWS });
            }
        };
        let mut found = Vec::new();
        for (id, locator) in self.places_of(kind, ids).await? {
            let single = self.single_at(&locator).await?;
            let Some(single) = single.filter(|it| it.header.kind == EntryKind::Live) else {
                continue;
            };
            // Attachments have no search values: they are not read for this.
            let json: Json = hygie_fhir::json::parse(&single.short, &JsonLimits::default())
                .map_err(|_| {
                    RecordError::damaged(locator.record, locator.seq, "the JSON of an entry")
                })?;
            found.push(((id, locator), extract(&json, Some(single.header.at))));
        }
        let found = found.iter().map(|(at, values)| (at, values));
        Ok(query.select(found).into_iter().cloned().collect())
    }

    /// Ids of the resources of a type that a term's rows lead to; `None` when
    /// they are more than `most`.
    pub(crate) async fn term_ids(
        &self,
        kind: &str,
        probe: &Term,
        most: usize,
    ) -> Result<Option<BTreeSet<String>>, RecordError> {
        let mut ids = BTreeSet::new();
        let mut after = None;
        loop {
            let rows = self.term_rows(probe, after).await?;
            let Some((last, _)) = rows.last() else { return Ok(Some(ids)) };
            after = Some(*last);
            let of_kind = rows.into_iter().filter(|(_, to)| to.resource_type == kind);
            ids.extend(of_kind.map(|(_, to)| to.id));
            if ids.len() > most {
                return Ok(None);
            }
        }
    }

    /// What stands for a term in the index.
    pub(crate) fn term_token(&self, probe: &Term) -> TermToken {
        TermToken(self.with_index(|index| index.term(probe.param, &probe.value)))
    }

    /// A page of the rows of a term, opened.
    pub(crate) async fn term_rows(
        &self,
        probe: &Term,
        after: Option<Tag>,
    ) -> Result<Vec<(Tag, TermLocator)>, RecordError> {
        let rows = self.store.terms(self.term_token(probe), after, PAGE).await?;
        let damaged = |_| RecordError::damaged(RecordNo::REGISTRY, 0, "the locator of a term");
        let open = |row: TermRow| {
            let to = self.with_index(|index| {
                index.open_term_locator(probe.param, &probe.value, &row.tag.0, &row.locator)
            });
            to.map(|to| (row.tag, to)).map_err(damaged)
        };
        rows.into_iter().map(open).collect()
    }

    /// Where these resources are, as far as they are durable.
    pub(crate) async fn places_of(
        &self,
        kind: &str,
        ids: BTreeSet<String>,
    ) -> Result<Vec<(String, Locator)>, RecordError> {
        let tokens: Vec<IdToken> = ids.iter().map(|id| self.id_token(kind, id)).collect();
        let mut rows = Vec::with_capacity(tokens.len());
        for tokens in tokens.chunks(PAGE) {
            rows.extend(self.store.locate(tokens).await?);
        }
        let mut places = Vec::with_capacity(rows.len());
        for (id, row) in ids.into_iter().zip(rows) {
            if let Some(sealed) = row {
                let locator = self.open_locator(kind, &id, &sealed)?;
                places.push((id, locator));
            }
        }
        Ok(places)
    }
}

/// Percent-decoding (RFC 3986, section 2.1); `None` for what is not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let digits = rest.get(..2).filter(|pair| pair.iter().all(u8::is_ascii_hexdigit))?;
            let digits = std::str::from_utf8(digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = rest.get(2..)?;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn percent_signs_are_decoded() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(decoded(text).as_deref(), expect);
        check("a%7Cb", Some("a|b"));
        check("%C3%A9", Some("é"));
        check("%C3", None);
        check("%4", None);
        check("%zz", None);
        check("%+1", None);
    }
}
