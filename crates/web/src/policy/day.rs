//! Who came to a record on a day, and by which rule each could see of it, or could not.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::{Code, Timestamp};
use hygie_gate::{Came, Day, GateError, Role, Then};
use hygie_http::Fault;
use hygie_policy::Decision;
use hygie_policy::facts::{Consent, Link, Record};

use super::show::{Typed, page_of};
use crate::Page;
use crate::faults::of_gate;
use crate::format::{Date, midnight};
use crate::record::{RecordPath, name_of};
use crate::signed::Sent;
use crate::state::Web;

#[derive(Template)]
#[template(path = "policy/day.html")]
pub(super) struct DayPage<'a> {
    pub(super) page: &'a Page,
    /// The record's number, as it was asked for.
    pub(super) record: String,
    /// The day in words.
    pub(super) date: String,
    pub(super) came: Vec<CameRow>,
    pub(super) more: bool,
    pub(super) unreadable: usize,
}

/// Somebody who came, in words.
pub(super) struct CameRow {
    pub(super) name: String,
    /// Role and organisation.
    pub(super) about: String,
    /// When, and how often.
    pub(super) when: String,
    /// What was so, at one moment or two; empty for who is weighed against no person.
    pub(super) then: Vec<ThenRow>,
}

/// What was so at a moment, in words.
pub(crate) struct ThenRow {
    /// At which moment.
    pub(crate) at: String,
    /// The care link, for who works for an organisation; consent likewise.
    pub(crate) facts: Vec<String>,
    /// What they did with what their own organisation keeps, for who works for one.
    pub(crate) own: Option<Answer>,
    /// And with what others keep.
    pub(crate) shared: Answer,
}

/// Yes or no, and the rule.
pub(crate) struct Answer {
    pub(crate) allowed: bool,
    pub(crate) says: String,
    pub(crate) source: &'static str,
}

/// `POST /policy/day`: the fields `record`, its number, and `day`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Sent { page, asker, fields, .. }: Sent,
) -> Result<Response, Fault> {
    web.app.gate.explains(&asker).await.map_err(of_gate)?;
    let text = |name: &str| fields.get(name).trim().to_owned();
    let typed = Typed { record: text("record"), day: text("day"), wrong: None };
    let again = |field, key: &str| {
        let wrong = Some((field, page.t(key)));
        let typed = Typed { wrong, ..typed.clone() };
        page_of(&web, &page, asker.role, typed, StatusCode::UNPROCESSABLE_ENTITY)
    };
    let Some(record) = RecordPath::record(&typed.record) else {
        return Ok(again("record", "policy-record-wrong"));
    };
    let Some((date, span)) = Date::whole_day(&typed.day).map(|(date, number)| (date, span(number)))
    else {
        return Ok(again("day", "policy-day-wrong"));
    };
    if span.0 > page.now {
        return Ok(again("day", "policy-day-coming"));
    }
    match web.app.gate.explain(&asker, record, span).await {
        Ok(day) => {
            let date = crate::format::day(page.lang, &date);
            let template = told(&page, typed.record.clone(), date, &day);
            Ok(page.render(&template))
        }
        Err(GateError::Record(error)) if error.code() == Code::NotFound => {
            Ok(again("record", "policy-record-none"))
        }
        Err(error) => Err(of_gate(error)),
    }
}

/// From the beginning of a day in Paris until that of the next.
fn span(number: i64) -> (Timestamp, Timestamp) {
    (midnight(number), midnight(number + 1))
}

fn told<'a>(page: &'a Page, record: String, date: String, day: &Day) -> DayPage<'a> {
    let came = day.came.iter().map(|came| row(page, came)).collect();
    DayPage { page, record, date, came, more: day.more, unreadable: day.unreadable }
}

/// The name of who came, for an officer: who the person is is not theirs to know.
pub(crate) fn officers_name(page: &Page, name: &str, role: &str) -> String {
    if role == Role::Person.name() { page.t("policy-person") } else { name_of(page, name, role) }
}

fn row(page: &Page, Came { comer, then }: &Came) -> CameRow {
    let actor = &comer.actor;
    let is_person = actor.role == Role::Person.name();
    let name = officers_name(page, &actor.name, &actor.role);
    let role = match &*actor.role {
        "operator" => String::new(),
        _ if is_person => String::new(),
        role => page.role(role),
    };
    let about = [role.as_str(), &actor.of].into_iter().filter(|text| !text.is_empty());
    let times = page.t2("policy-times", "granted", comer.granted, "refused", comer.refused);
    let when = match comer.first == comer.last {
        true => page.moment(comer.last),
        false => page.t2(
            "policy-between",
            "first",
            page.moment(comer.first),
            "last",
            page.moment(comer.last),
        ),
    };
    CameRow {
        name,
        about: about.collect::<Vec<_>>().join(", "),
        when: format!("{when} · {times}"),
        then: then
            .iter()
            .map(|then| then_row(page, then, !actor.organisation.is_empty()))
            .collect(),
    }
}

/// What was so at a moment, of who `works` for an organisation or does not.
pub(crate) fn then_row(page: &Page, then: &Then, works: bool) -> ThenRow {
    let mut facts = Vec::new();
    if works {
        facts.push(page.t(match then.standing.link {
            Link::None => "policy-link-none",
            Link::Team => "policy-link-team",
            Link::Declared => "policy-link-declared",
            Link::Ended => "policy-link-ended",
        }));
        facts.push(page.t(match then.consent {
            Consent::Absent => "policy-consent-absent",
            Consent::Presumed => "policy-consent-presumed",
            Consent::Given => "policy-consent-given",
            Consent::Ended => "policy-consent-ended",
            Consent::Refused => "policy-consent-refused",
        }));
    }
    match then.record {
        Record::Open => {}
        Record::Opposed => facts.push(page.t("policy-record-opposed")),
        Record::Closed => facts.push(page.t("policy-record-closed")),
    }
    if then.regulation {
        facts.push(page.t("policy-regulation"));
    }
    if then.emergency {
        facts.push(page.t("policy-emergency"));
    }
    if then.will.blocked {
        facts.push(page.t("policy-blocked"));
    }
    facts.push(match then.decided {
        None => page.t("policy-decided-never"),
        Some(at) => page.t1("policy-decided", "at", page.moment(at)),
    });
    ThenRow {
        at: page.moment(then.at),
        facts,
        own: works.then(|| answer(page, then.standing.own)),
        shared: answer(page, then.standing.shared),
    }
}

fn answer(page: &Page, Decision { allowed, reason }: Decision) -> Answer {
    Answer { allowed, says: page.t(&format!("rule-{}", reason.id)), source: reason.source }
}
