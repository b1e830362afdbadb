//! The professionals who are known to a record: of its latest traces, of care links and
//! of what the person said. Only they can be blocked, chosen, or looked as.

use hygie_base::Timestamp;
use hygie_gate::rights::Rights;
use hygie_gate::{Asker, Role};
use hygie_http::Fault;
use hygie_record::{TraceQuery, TraceSeen, TracesOf};
use hygie_trace::Actor;

use crate::Page;
use crate::faults::of_gate;
use crate::format::{self, Date, paris};
use crate::limits::{KNOWN, KNOWN_ACTIVITIES, KNOWN_TRACES};
use crate::record::Door;
use crate::state::Web;

/// A professional who is known to the record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Known {
    /// Id of their account.
    pub(super) id: String,
    /// Their name in words.
    pub(super) name: String,
    /// As what they came, the latest first; empty when no trace tells.
    pub(super) activities: Vec<Activity>,
}

/// As what somebody came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Activity {
    pub(super) role: Role,
    /// Id of the organisation.
    pub(super) organisation: String,
    /// Its name in words.
    pub(super) organisation_name: String,
    /// Ids of its wards to which they were assigned.
    pub(super) wards: Vec<String>,
}

impl Known {
    pub(super) fn is_physician(&self) -> bool {
        self.activities.iter().any(|activity| activity.role == Role::Physician)
    }

    /// Role and organisation of the latest activity; empty when none is known.
    pub(super) fn about(&self, page: &Page) -> String {
        self.activities.first().map(|activity| activity.words(page)).unwrap_or_default()
    }

    /// They as they would ask, in one of their activities.
    pub(super) fn asker(&self, activity: &Activity) -> Asker {
        Asker {
            id: self.id.clone(),
            name: self.name.clone(),
            organisation: activity.organisation.clone(),
            organisation_name: activity.organisation_name.clone(),
            wards: activity.wards.clone(),
            ..Asker::of(activity.role, "care door")
        }
    }
}

impl Activity {
    /// `médecin, Cabinet des Lilas`.
    pub(super) fn words(&self, page: &Page) -> String {
        match &*self.organisation_name {
            "" => page.role(self.role.name()),
            name => format!("{}, {name}", page.role(self.role.name())),
        }
    }
}

/// Who is known to the record, who came last first. Reading who looked is traced.
///
/// # Errors
/// As the gate says, and when the store fails.
pub(super) async fn known(web: &Web, door: &Door, rights: &Rights) -> Result<Vec<Known>, Fault> {
    let (permit, _) = web.app.gate.traces(&door.asker, door.record).await.map_err(of_gate)?;
    let query = TraceQuery { before: None, limit: KNOWN_TRACES, of: TracesOf::Everyone };
    let found = web.app.records.traces_page(&permit, door.record, &query).await?;
    Ok(of(&found.traces, rights))
}

/// The same from traces, which come newest first.
pub(super) fn of(traces: &[TraceSeen], rights: &Rights) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    for seen in traces {
        came(&mut known, &seen.trace.actor);
    }
    let links = rights.links.iter().map(|link| &link.party);
    let parties = links.chain(rights.consents.iter().map(|consent| &consent.party));
    let named = parties.filter(|party| party.is_account()).map(|it| (it.name(), it.id()));
    let treating = rights.treating.iter().map(|it| (&*it.name, &*it.account));
    for (name, id) in named.chain(treating) {
        if known.len() < KNOWN && !known.iter().any(|it| it.id == id) {
            let (id, name) = (id.to_owned(), name.to_owned());
            known.push(Known { id, name, activities: Vec::new() });
        }
    }
    known
}

/// A health professional came, as the trace says.
fn came(known: &mut Vec<Known>, actor: &Actor) {
    let role = Role::parse(&actor.role).filter(|role| role.is_health_professional());
    let Some(role) = role.filter(|_| !actor.id.is_empty() && !actor.name.is_empty()) else {
        return;
    };
    let activity = Activity {
        role,
        organisation: actor.organisation.clone(),
        organisation_name: actor.of.clone(),
        wards: actor.wards.clone(),
    };
    let same = |it: &Activity| it.role == role && it.organisation == activity.organisation;
    if let Some(found) = known.iter_mut().find(|it| it.id == actor.id) {
        if !found.activities.iter().any(same) && found.activities.len() < KNOWN_ACTIVITIES {
            found.activities.push(activity);
        }
    } else if known.len() < KNOWN {
        let (id, name) = (actor.id.clone(), actor.name.clone());
        known.push(Known { id, name, activities: vec![activity] });
    }
}

/// The day of a moment, in Paris: `22 nov. 2026`.
pub(super) fn day(page: &Page, at: Timestamp) -> String {
    format::day(page.lang, &Date::from(paris(at)))
}
