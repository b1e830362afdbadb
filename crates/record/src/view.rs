//! A record as people read it: its facts through the permit's lens, at hand
//! once the trace of the opening is durable. Facts are read off a resource
//! once per version and kept with the opened record.

use std::sync::Arc;

use hygie_base::{RecordNo, Seq};
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::{Allergy, Fact, Kind, KindSet, Seen as SeenFact, Standing};
use hygie_trace::Action;

use crate::opened::{OpenRecord, Seen};
use crate::service::heavy;
use crate::{Lens, Permit, RecordError, Records, Released};

/// An opened record as released: what passes the lens and nothing else.
pub struct View {
    opened: Arc<OpenRecord>,
    lens: Lens,
    /// Sequences of the current facts that pass, in the order of the journal.
    facts: Vec<Seq>,
    patient: Option<Released>,
}

impl Records {
    /// Opens a record for somebody's eyes; traced as an opening. `what` says
    /// which page or use it is for, in words.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for a record that is not there, was erased,
    /// that the permit does not reach, or of which nothing passes its lens.
    pub async fn view(
        &self,
        permit: &Permit,
        record: RecordNo,
        what: &str,
    ) -> Result<View, RecordError> {
        let lens = permit.lens().clone();
        let pick = |opened: &OpenRecord| Some(facts_of(opened, &lens));
        let what = what.to_owned();
        let (opened, facts) = self.traced(permit, record, Action::Open, what, pick).await?;
        let facts = facts?;
        let patient =
            opened.currents_of("Patient").find(|seen| seen.is_live() && seen.shows(&lens));
        // Without its large attachments: a photo is read where it is shown.
        let patient = patient.map(|seen| Released::from(seen.short().to_vec()));
        Ok(View { opened, lens, facts, patient })
    }
}

/// The current facts of a record that pass a lens; those not read before are
/// read now.
fn facts_of(opened: &OpenRecord, lens: &Lens) -> Result<Vec<Seq>, RecordError> {
    let shown: Vec<Seen<'_>> = opened
        .currents()
        .filter(|seen| seen.is_live() && Fact::interests(&seen.header.resource_type))
        .filter(|seen| seen.shows(lens))
        .collect();
    heavy(shown.len(), || {
        let mut facts = Vec::with_capacity(shown.len());
        for seen in shown {
            if fact(opened.record, seen)?.is_some() {
                facts.push(seen.seq);
            }
        }
        Ok(facts)
    })
}

fn fact<'a>(record: RecordNo, seen: Seen<'a>) -> Result<Option<&'a Fact>, RecordError> {
    if let Some(fact) = seen.entry.fact.get() {
        return Ok(fact.as_deref());
    }
    let json = hygie_fhir::json::parse(seen.short(), &JsonLimits::default())
        .map_err(|_| RecordError::damaged(record, seen.seq, "the JSON of an entry"))?;
    Ok(seen.entry.fact.get_or_init(|| Fact::read(&json).map(Box::new)).as_deref())
}

impl View {
    /// The facts that pass, in the order of the journal.
    pub fn seen(&self) -> impl Iterator<Item = SeenFact<'_>> {
        self.facts.iter().filter_map(|seq| {
            let seen = self.opened.by_seq(*seq)?;
            let fact = seen.entry.fact.get()?.as_deref()?;
            let header = &seen.entry.header;
            Some(SeenFact {
                fact,
                resource_type: &header.resource_type,
                id: &header.id,
                version: header.version,
                written: header.at,
                author: &header.author,
                custodian: seen.entry.custodian(),
            })
        })
    }

    /// JSON text of the Patient without its large attachments, unless the lens
    /// closes it.
    pub fn patient(&self) -> Option<&[u8]> {
        self.patient.as_ref().map(|text| text.as_slice())
    }

    /// Whether the person is told, without content, that something waits to be announced
    /// to them (CSP, R.1111-53).
    pub fn notices(&self) -> bool {
        self.lens.notices()
    }

    /// Whether a resource carries the label by which the person does not see it yet, and
    /// it was neither announced nor shown by time.
    pub fn awaits(&self, kind: &str, id: &str) -> bool {
        let since = self.lens.types().and_then(|it| self.opened.marked_since((kind, id), it));
        since.is_some_and(|since| self.lens.awaits((kind, id), since))
    }

    /// The record.
    pub fn record(&self) -> RecordNo {
        self.opened.record
    }

    /// Kinds of facts of which the lens closes every resource type: to who may not see
    /// them they are not absent.
    pub fn closed(&self) -> KindSet {
        if self.lens.is_secret() {
            // What is not secret is not shown, so of no kind is it known what there is not.
            let told = self.seen().filter(|seen| is_told(seen.fact)).map(|seen| seen.fact.kind);
            let shown = told.fold(KindSet::NONE, KindSet::with);
            return without(shown);
        }
        let open = hygie_fhir::assign::resource_types()
            .filter(|it| !self.lens.shuts(it))
            .flat_map(|it| Kind::of_type(it).iter())
            .fold(KindSet::NONE, KindSet::with);
        without(open)
    }
}

/// Whether a fact tells something of its kind where others may be kept back: that there is
/// no allergy, or none any more, would be read as said of all.
fn is_told(fact: &Fact) -> bool {
    let stands = |allergy: &Allergy| allergy.denies.is_none() && !allergy.uninformed;
    fact.allergy().is_none_or(|it| stands(it) && fact.standing == Standing::Current)
}

/// All kinds but these.
fn without(kinds: KindSet) -> KindSet {
    Kind::ALL.into_iter().filter(|kind| !kinds.has(*kind)).fold(KindSet::NONE, KindSet::with)
}
