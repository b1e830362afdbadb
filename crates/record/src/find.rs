//! Finding resources across records. The token is a filter; the unsealed value
//! decides, so answers are exact.

use hygie_base::RecordNo;
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Query, Term, blind_probe, extract};
use hygie_seal::Locator;
use hygie_store::TermToken;
use hygie_trace::Action;

use crate::limits::FIND_ROWS;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records};

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
                && single.is_some_and(|single| permit.lens().passes(single.custodian()));
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

    /// The one resource that a conditional reference, `Type?name=value`, leads
    /// to, as `Type/id`; traced.
    ///
    /// # Errors
    /// [`RecordError::Rule`] when none or several match, or no index serves it.
    pub async fn find_one(&self, permit: &Permit, reference: &str) -> Result<String, RecordError> {
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
        let what = format!("{kind} by conditional reference");
        let found = self.matching(kind, &pairs).await?;
        let found = self.within(permit, found, &what).await?;
        match found.as_slice() {
            [(id, locator)] => {
                let stamp = Stamp::of(permit);
                self.trace_read(&stamp, locator.record, Action::Search, what, None).await?;
                Ok(format!("{kind}/{id}"))
            }
            [] => rule("matches nothing here"),
            several => {
                let stamp = Stamp::of(permit);
                for (_, locator) in several {
                    let what = what.clone();
                    self.trace_read(&stamp, locator.record, Action::Search, what, None).await?;
                }
                rule("matches several resources")
            }
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
    async fn matching(
        &self,
        kind: &str,
        params: &[(&str, &str)],
    ) -> Result<Vec<(String, Locator)>, RecordError> {
        let query = Query::parse(kind, params, self.clock.now())
            .map_err(|error| RecordError::Search(error.to_string()))?;
        let probe = params.iter().find_map(|(name, value)| blind_probe(kind, name, value));
        let Some(probe) = probe else {
            let what = format!("no index serves this search of {kind}: use an identifier");
            return Err(RecordError::Search(what));
        };
        let mut found = Vec::new();
        for (id, locator) in self.candidates(kind, &probe).await? {
            let Some(text) = self.current_text(&locator).await? else { continue };
            let json: Json =
                hygie_fhir::json::parse(&text, &JsonLimits::default()).map_err(|_| {
                    RecordError::damaged(locator.record, locator.seq, "the JSON of an entry")
                })?;
            if query.matches(&extract(&json, None)) {
                found.push((id, locator));
            }
        }
        Ok(found)
    }

    /// What a term's rows lead to.
    async fn candidates(
        &self,
        kind: &str,
        probe: &Term,
    ) -> Result<Vec<(String, Locator)>, RecordError> {
        let token = TermToken(self.with_index(|index| index.term(probe.param, &probe.value)));
        let mut rows = Vec::new();
        let mut after = None;
        loop {
            let page = self.store.terms(token, after, FIND_ROWS + 1).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.tag);
            rows.extend(page);
            if rows.len() > FIND_ROWS {
                let what = "matches of one search";
                return Err(RecordError::TooLarge { what, most: FIND_ROWS });
            }
        }
        let mut found = Vec::new();
        for row in rows {
            let to = self
                .with_index(|index| {
                    let (param, value) = (probe.param, &probe.value);
                    index.open_term_locator(param, value, &row.tag.0, &row.locator)
                })
                .map_err(|_| {
                    RecordError::damaged(RecordNo::REGISTRY, 0, "the locator of a term")
                })?;
            if to.resource_type == kind
                && let Some(locator) = self.locate(kind, &to.id).await?
            {
                found.push((to.id, locator));
            }
        }
        Ok(found)
    }
}

/// Percent-decoding (RFC 3986, section 2.1); `None` for what is not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
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
    }
}
