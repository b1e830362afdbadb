//! One pass over the files: units are submitted as they come, several under way
//! at once; those whose person is not here yet are kept for another pass.

use std::collections::{BTreeMap, VecDeque};

use hygie_record::{Batch, Change, PendingWrite, RecordError};

use crate::conditional::resolved;
use crate::entry::{Entry, may_come};
use crate::limits::{RESOURCES_UNDER_WAY, UNDER_WAY, WAITING};
use crate::unit::{Body, Group, Ready, Unit};
use crate::{ExchangeError, Import, Listed, Report};

/// Where a unit stands, apart from its content.
pub(crate) struct Position {
    file: usize,
    index: u64,
    place: String,
    resources: u64,
    /// By `Patient/id`, the entry of a transaction that concerns this person.
    concerns: BTreeMap<String, String>,
}

/// A unit kept for another round.
pub(crate) struct Waiting {
    pub position: Position,
    /// The refusal it gets if what it waits for never comes; `None` when it is
    /// then taken as it is.
    pub why: Option<ExchangeError>,
}

/// The state of one round over the files.
pub(crate) struct Round<'a> {
    run: &'a Import<'a>,
    files: &'a [Listed],
    pub report: &'a mut Report,
    under_way: VecDeque<(Position, PendingWrite)>,
    resources_under_way: u64,
    pub waiting: BTreeMap<(usize, u64), Waiting>,
    /// Whether anything was written, so that another round may find more.
    pub wrote: bool,
    /// Whether entries are taken although what they go with is not here.
    last: bool,
}

impl Position {
    /// Tells the report that the unit is not taken.
    pub(crate) fn refused(&self, files: &[Listed], report: &mut Report, error: &ExchangeError) {
        let file = files.get(self.file).map(|file| file.name.display().to_string());
        report.refuse(&file.unwrap_or_default(), &self.place, self.resources, error);
    }

    /// Names the entry of a transaction whose person is absent.
    fn locate(&self, error: RecordError) -> ExchangeError {
        let entry = match &error {
            RecordError::AbsentPatient { reference } => self.concerns.get(reference),
            _ => None,
        };
        match entry {
            Some(place) => ExchangeError::Record(error).within(place),
            None => error.into(),
        }
    }
}

impl<'a> Round<'a> {
    pub(crate) fn new(
        run: &'a Import<'a>,
        files: &'a [Listed],
        report: &'a mut Report,
        last: bool,
    ) -> Self {
        Self {
            run,
            files,
            report,
            under_way: VecDeque::new(),
            resources_under_way: 0,
            waiting: BTreeMap::new(),
            wrote: false,
            last,
        }
    }

    pub(crate) async fn take(&mut self, unit: Unit) {
        let Unit { file, index, place, resources, body } = unit;
        let mut position = Position { file, index, place, resources, concerns: BTreeMap::new() };
        let ready = match body {
            Body::Failed(error) => return self.refuse(position, error),
            Body::Ready(ready) => Ok(ready),
            Body::Unresolved(group) => {
                self.drain().await;
                resolved(self.run.records, self.run.permit, group).await.map(|(ready, _)| ready)
            }
            Body::Document { bundle, patient } => {
                self.drain().await;
                self.run.document(*bundle, patient).await
            }
        };
        let ready = match ready {
            Ok(ready) => ready,
            Err(error) => return self.refuse(position, error),
        };
        position.resources = ready.drafts.len() as u64;
        if self.last {
            return self.submit(position, ready).await;
        }
        match self.alone(&ready.follows).await {
            Ok(true) => self.wait(position, None),
            Ok(false) => self.submit(position, ready).await,
            Err(error) => self.refuse(position, error.into()),
        }
    }

    /// Whether something that a unit goes with is not here.
    async fn alone(&mut self, follows: &[(String, String)]) -> Result<bool, RecordError> {
        for (kind, id) in follows {
            if self.run.records.is_here(self.run.permit, kind, id).await? {
                continue;
            }
            self.drain().await;
            if !self.run.records.is_here(self.run.permit, kind, id).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn submit(&mut self, mut position: Position, ready: Ready) {
        while self.under_way.len() >= UNDER_WAY || self.resources_under_way > RESOURCES_UNDER_WAY {
            self.land_one().await;
        }
        position.concerns = ready.concerns;
        let changes = ready.drafts.into_iter().map(Change::Put).collect();
        let batch = Batch { changes, custodian: self.run.custodian.to_owned() };
        match self.run.records.submit(self.run.permit, batch).await {
            Ok(pending) => {
                self.resources_under_way += position.resources;
                self.under_way.push_back((position, pending));
            }
            Err(error) => {
                let error = position.locate(error);
                self.refuse(position, error);
            }
        }
    }

    async fn land_one(&mut self) {
        let Some((position, pending)) = self.under_way.pop_front() else { return };
        self.resources_under_way -= position.resources;
        match pending.wait().await {
            Ok(written) => {
                self.wrote = true;
                written.effects.iter().for_each(|effect| self.report.count(*effect));
            }
            Err(error) => {
                let error = position.locate(error);
                self.refuse(position, error);
            }
        }
    }

    pub(crate) async fn drain(&mut self) {
        while !self.under_way.is_empty() {
            self.land_one().await;
        }
    }

    fn refuse(&mut self, position: Position, error: ExchangeError) {
        if may_come(&error) {
            self.wait(position, Some(error));
        } else {
            position.refused(self.files, self.report, &error);
        }
    }

    fn wait(&mut self, position: Position, why: Option<ExchangeError>) {
        if self.waiting.len() < WAITING {
            self.waiting.insert((position.file, position.index), Waiting { position, why });
        } else {
            let what = "entries that wait for what comes later in the run";
            let error = ExchangeError::TooLarge { what, most: WAITING as u64 };
            position.refused(self.files, self.report, &error);
        }
    }
}

impl Import<'_> {
    /// A document stays whole; the person it brings is written beside it when
    /// not here yet, and left alone otherwise.
    async fn document(
        &self,
        bundle: Entry,
        patient: Option<Box<Entry>>,
    ) -> Result<Ready, ExchangeError> {
        let mut entries = Vec::new();
        if let Some(patient) = patient {
            let id = patient.resource.id().unwrap_or_default();
            if !self.records.is_here(self.permit, "Patient", id).await? {
                entries.push(*patient);
            }
        }
        let named = !entries.is_empty();
        entries.push(bundle);
        Group { entries, named, keep: false }.ready()
    }
}
