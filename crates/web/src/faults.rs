//! Faults as pages: what happened, what to do, the code and the request's id.

mod rules;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::response::{IntoResponse, Response};
use hygie_accounts::AccountError;
use hygie_base::Code;
use hygie_gate::{GateError, Refusal};
use hygie_http::{Asked, Fault, Render, RequestId};

use crate::Page;
use crate::context::without_session;
use crate::limits::FAULTED;
use crate::state::Web;
use crate::{emergency, regulation, secret_connection};

/// Contexts between the handler that failed and the door that renders.
#[derive(Default)]
pub(crate) struct Faulted(Mutex<VecDeque<(RequestId, Page)>>);

impl Faulted {
    /// Keeps the context of a request; the oldest makes room.
    pub(crate) fn put(&self, id: RequestId, page: Page) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.truncate(FAULTED - 1);
        waiting.push_front((id, page));
    }

    fn take(&self, id: &RequestId) -> Option<Page> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = waiting.iter().position(|(found, _)| found == id)?;
        waiting.remove(at).map(|(_, page)| page)
    }
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage<'a> {
    page: &'a Page,
    status: u16,
    code: &'static str,
    title: String,
    advice: String,
    reason: Option<String>,
    /// Where the record is opened in an emergency, by who may; it is said of what there is
    /// and of what there is not.
    emergency: Option<String>,
    /// The same for a call to the regulation centre.
    regulation: Option<String>,
}

/// How the door renders the faults of pages.
pub(crate) fn render(web: Arc<Web>) -> Render {
    Arc::new(move |fault: &Fault, asked: &Asked| {
        let page = web.faulted.take(&asked.id);
        let page = page.unwrap_or_else(|| {
            without_session(&web, &asked.headers, &asked.uri, asked.id.as_str())
        });
        answer(&page, fault)
    })
}

fn answer(page: &Page, fault: &Fault) -> Response {
    let code = fault.code().row().name;
    let reason = fault.reason().and_then(reason_key);
    let advice = match reason {
        // What a rule closes no change of roles opens.
        Some(key) if key.starts_with(rules::PREFIX) => "fault-rule-advice".to_owned(),
        _ => format!("fault-{code}-advice"),
    };
    let template = FaultPage {
        page,
        status: fault.http_status().as_u16(),
        code,
        title: page.t(&format!("fault-{code}")),
        advice: page.t(&advice),
        reason: reason.map(|key| page.t(key)),
        emergency: emergency::way(page).filter(|_| fault.code() == Code::NotFound),
        regulation: regulation::way(page).filter(|_| fault.code() == Code::NotFound),
    };
    page.render_as(fault.http_status(), &template)
}

/// The message of a reason of the gate, or of the policy that it asks. Other reasons are
/// written for programs and stay out of pages.
fn reason_key(reason: &str) -> Option<&'static str> {
    let of_gate = REFUSALS.iter().find(|(refusal, _)| refusal.sentence() == reason);
    let key = of_gate.map(|(_, key)| *key);
    key.or_else(|| rules::key(reason)).or_else(|| secret_connection::reason(reason))
}

const REFUSALS: [(Refusal, &str); 23] = [
    (Refusal::AdministratorsSeeNothingClinical, "refusal-administrator"),
    (Refusal::OfficersSeeNothingClinical, "refusal-officer"),
    (Refusal::NoOrganisation, "refusal-no-organisation"),
    (Refusal::RoleFindsNobody, "refusal-finds-nobody"),
    (Refusal::RoleSeesNoTraces, "refusal-no-traces"),
    (Refusal::PersonsProve, "refusal-proofs"),
    (Refusal::RoleInvitesNobody, "refusal-no-invitations"),
    (Refusal::MachinesOnly, "refusal-machines"),
    (Refusal::TooManyPersons, "refusal-too-many-persons"),
    (Refusal::AdministratorsOnly, "refusal-accounts"),
    (Refusal::AppsKeepToOneRecord, "refusal-apps"),
    (Refusal::AppsName, "refusal-apps-name"),
    (Refusal::PrivacyOfficersOnly, "refusal-privacy-officer"),
    (Refusal::HealthOnlyInEmergencies, "refusal-emergencies"),
    (Refusal::OpenAlready, "refusal-open-already"),
    (Refusal::HealthAnnounces, "refusal-announces"),
    (Refusal::MinorsHide, "refusal-hides"),
    (Refusal::RegulationNotClaimed, "refusal-regulation"),
    (Refusal::OfficerReviews, "refusal-reviews"),
    (Refusal::OfficerHabilitations, "refusal-habilitations"),
    (Refusal::PersonsContest, "refusal-contests"),
    (Refusal::HealthConnectsSecretly, "refusal-secret-connection"),
    (Refusal::InSecretConnection, "refusal-in-secret-connection"),
];

/// A refusal of the gate as a fault.
pub(crate) fn of_gate(error: GateError) -> Fault {
    match error {
        // Hidden and absent read alike.
        GateError::Refused(Refusal::NotYourRecord) => Fault::new(Refusal::NotYourRecord.code()),
        GateError::Refused(refusal) => Fault::new(refusal.code()).because(refusal.sentence()),
        GateError::Act(error) => Fault::new(error.code()).because(error.to_string()),
        GateError::Record(error) => Fault::from(error),
    }
}

/// A refusal of the accounts as a fault, where no form tells it better.
pub(crate) fn of_account(error: AccountError) -> Fault {
    let fault = Fault::new(error.code());
    let fault = match error.retry_after_seconds() {
        Some(seconds) => fault.retry_after(seconds),
        None => fault,
    };
    match error {
        AccountError::Gate(error) => of_gate(error),
        AccountError::Record(error) => Fault::from(error),
        other if fault.is_ours() => fault.inside(other.to_string()),
        other => fault.because(other.to_string()),
    }
}

/// What no route answers.
pub(crate) async fn nothing_here() -> Response {
    Fault::new(Code::NotFound).into_response()
}

#[cfg(test)]
mod tests;
