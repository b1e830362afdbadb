//! One entry as people open it: one version of a resource, and which others
//! there are.

use hygie_base::{RecordNo, Timestamp};
use hygie_trace::Action;

use crate::opened::{OpenRecord, Seen, State};
use crate::read::state;
use crate::{Permit, RecordError, Records, Resource};

/// That there is a version, without what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// Counts per resource, from 1.
    pub version: u32,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: String,
    /// The organisation that keeps it.
    pub custodian: String,
    /// Whether it stands.
    pub state: State,
}

/// One version of a resource among its others.
pub struct Entry {
    /// The version asked for.
    pub shown: Resource,
    /// All versions that the lens lets through, newest first.
    pub versions: Vec<Version>,
}

impl Records {
    /// One version of a resource, the latest when none is named, and which
    /// others there are; traced as a read of that version.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for what is not there or the permit does not reach.
    pub async fn entry(
        &self,
        permit: &Permit,
        resource_type: &str,
        id: &str,
        version: Option<u32>,
    ) -> Result<Entry, RecordError> {
        let record =
            self.record_of_resource(resource_type, id).await?.unwrap_or(RecordNo::REGISTRY);
        let what = match version {
            None => format!("{resource_type}/{id}"),
            Some(version) => format!("{resource_type}/{id} version {version}"),
        };
        let pick = |opened: &OpenRecord| {
            let versions = shown_versions(opened, permit, resource_type, id)?;
            let wanted = |seen: &&Version| version.is_none_or(|wanted| seen.version == wanted);
            let chosen = versions.iter().find(wanted)?.version;
            let seq = opened
                .versions(resource_type, id)
                .find(|seen| seen.header.version == chosen)
                .map(|seen| seen.seq)?;
            Some((seq, versions))
        };
        let (opened, (seq, versions)) =
            self.traced(permit, record, Action::Read, what, pick).await?;
        let shown = self.release(permit, &opened, &[seq]).await?.pop();
        Ok(Entry { shown: shown.ok_or(RecordError::NotFound)?, versions })
    }
}

/// The versions that a lens lets through, newest first; `None` when it hides
/// the latest one: whoever may not see what stands sees nothing of what stood.
fn shown_versions(
    opened: &OpenRecord,
    permit: &Permit,
    resource_type: &str,
    id: &str,
) -> Option<Vec<Version>> {
    opened.current(resource_type, id).filter(|seen| seen.shows(permit.lens()))?;
    let passing = opened.versions(resource_type, id).filter(|seen| seen.shows(permit.lens()));
    let mut versions: Vec<Version> = passing.map(version_of).collect();
    versions.reverse();
    Some(versions)
}

fn version_of(seen: Seen<'_>) -> Version {
    let header = &seen.entry.header;
    Version {
        version: header.version,
        at: header.at,
        author: header.author.clone(),
        custodian: seen.custodian().to_owned(),
        state: state(header.kind),
    }
}
