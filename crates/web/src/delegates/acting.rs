//! For whom somebody acts, as every page of theirs says it.

use hygie_accounts::{ActivitySeen, Session};
use hygie_base::RecordNo;
use hygie_gate::rights::Capacity;
use hygie_gate::{Asker, GateError, Role};
use hygie_http::Fault;
use hygie_record::RecordError;
use hygie_synthesis::Name;

use crate::Page;
use crate::faults::of_gate;
use crate::record::{banner, looks};
use crate::state::Web;

/// For whom somebody acts, and by what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acting {
    /// The record of the person.
    pub record: RecordNo,
    /// By what; none when nothing is kept of it any more.
    pub capacity: Option<Capacity>,
    /// The name of the person; empty where it is not known or not shown.
    pub name: String,
}

impl Acting {
    /// The same with the person's name, which is at hand.
    pub(crate) fn named(&self, name: &Name) -> Self {
        Self { name: name.spoken(), ..self.clone() }
    }

    /// `Vous agissez pour Lina Martin (parent)`.
    pub(crate) fn words(&self, page: &Page) -> String {
        let capacity = self.capacity.map(|it| page.t(&format!("capacity-{}", it.name())));
        match (&*self.name, capacity) {
            ("", Some(capacity)) => page.t1("acting-unnamed-as", "capacity", capacity),
            ("", None) => page.t("acting-unnamed"),
            (name, None) => page.t1("acting-for", "name", name),
            (name, Some(capacity)) => page.t2("acting-as", "name", name, "capacity", capacity),
        }
    }
}

/// For whom this asker acts; none for who acts for themselves. The name is read only when
/// it is asked for: pages of the record have it already.
///
/// # Errors
/// When the store fails.
pub(crate) async fn acting(web: &Web, asker: &Asker, named: bool) -> Result<Option<Acting>, Fault> {
    let (Role::Delegate, Some(record), Some(id)) = (asker.role, asker.person, &asker.delegation)
    else {
        return Ok(None);
    };
    let held = web.app.gate.delegation(record, id).await.map_err(of_gate)?;
    let name = if named { whom(web, asker, record).await? } else { String::new() };
    Ok(Some(Acting { record, capacity: held.map(|it| it.capacity), name }))
}

/// The name of the person of a record as this asker may read it, given name first; empty
/// when they may not. Traced.
///
/// # Errors
/// When the store fails.
pub(crate) async fn whom(web: &Web, asker: &Asker, record: RecordNo) -> Result<String, Fault> {
    let permit = match web.app.gate.record(asker, record).await {
        Ok(permit) => permit,
        Err(GateError::Refused(_)) => return Ok(String::new()),
        Err(error) => return Err(of_gate(error)),
    };
    match web.app.records.view(&permit, record, looks::ACTING).await {
        Ok(view) if view.patient().is_some() => Ok(banner(&view).name.spoken()),
        Ok(_) => Ok(String::new()),
        // Somebody decided meanwhile: the next page says what holds.
        Err(RecordError::NotFound | RecordError::Regranted | RecordError::Ended) => {
            Ok(String::new())
        }
        Err(error) => Err(error.into()),
    }
}

/// For whom an account acts in one of its activities, in words; empty for others.
///
/// # Errors
/// When the store fails.
pub(crate) async fn whom_of(
    web: &Web,
    page: &Page,
    session: &Session,
    one: &ActivitySeen,
) -> Result<String, Fault> {
    let asker = Asker {
        id: session.account.to_string(),
        name: session.holder.clone(),
        person: one.person,
        delegation: one.delegation.clone(),
        ..Asker::of(one.role, "person door")
    };
    let acting = acting(web, &asker, true).await?;
    Ok(acting.map(|acting| acting.words(page)).unwrap_or_default())
}
