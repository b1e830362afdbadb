//! What an app asks for, for the person to decide on.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hygie_accounts::Session;
use hygie_base::{Code, RecordNo};
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_gate::{Asker, Role};
use hygie_http::{Fault, Query};
use hygie_record::Permit;
use hygie_smart::{Authorization, AuthorizationRequest, Extra, NotHeard, Patient};

use super::choose::choose;
use super::leave::leave;
use super::wishes::{Wish, wishes};
use super::{api, themselves};
use crate::Page;
use crate::care::enter;
use crate::confirm::Fresh;
use crate::record::{Door, banner, person_name};
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "apps/authorize.html")]
pub(super) struct AuthorizePage<'a> {
    pub(super) page: &'a Page,
    pub(super) app: &'a str,
    pub(super) origin: &'a str,
    /// Whose record; empty for one's own, and for none.
    pub(super) whose: &'a str,
    pub(super) wishes: &'a [Wish],
    /// What was asked, to come back with the decision.
    pub(super) sent: &'a [(String, String)],
}

#[derive(Template)]
#[template(path = "apps/not_heard.html")]
pub(super) struct NotHeardPage<'a> {
    pub(super) page: &'a Page,
    pub(super) why: &'a str,
}

/// What an app asks of whom, checked.
pub(super) struct Matter {
    pub(super) authorization: Authorization,
    /// The person whose record it would reach, and their name.
    pub(super) patient: Option<(Patient, String)>,
    /// Whether it is the record of who decides.
    pub(super) own: bool,
}

/// `GET /oauth/authorize`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(Signed { page, session, asker }): Fresh<Signed>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    match matter(&web, &page, (&session, &asker), &sent, None).await? {
        Met::Matter(matter) => Ok(ask(&page, &matter, &sent, None)),
        Met::Elsewhere(elsewhere) => Ok(elsewhere),
        Met::Choose(authorization) => {
            let typed = web.finds.of(&session.id, page.now).unwrap_or_default();
            choose(&web, (&page, &asker), &authorization, &typed, &known(&sent)).await
        }
    }
}

/// The page that asks for a yes; a record that was chosen comes back with it.
pub(super) fn ask(
    page: &Page,
    matter: &Matter,
    sent: &[(String, String)],
    chosen: Option<RecordNo>,
) -> Response {
    let whose = matter.patient.as_ref().filter(|_| !matter.own);
    let authorization = &matter.authorization;
    let wishes = wishes(page, &authorization.scopes, matter.own);
    let mut sent = known(sent);
    sent.extend(chosen.map(|record| ("record".to_owned(), record.to_string())));
    page.render(&AuthorizePage {
        page,
        app: &authorization.client.name,
        origin: authorization.origin(),
        whose: whose.map_or("", |(_, name)| name),
        wishes: &wishes,
        sent: &sent,
    })
}

/// Of what was sent, what belongs to the request.
pub(super) fn known(sent: &[(String, String)]) -> Vec<(String, String)> {
    sent.iter().filter(|(name, _)| SENT.contains(&name.as_str())).cloned().collect()
}

/// The parameters that are known (RFC 6749, RFC 7636, OpenID Connect, SMART).
pub(super) const SENT: [&str; 10] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "aud",
    "code_challenge",
    "code_challenge_method",
    "nonce",
    "launch",
];

/// What an app's request comes to.
pub(super) enum Met {
    /// Somebody is to decide.
    Matter(Matter),
    /// A professional is to say first whose record it is.
    Choose(Authorization),
    /// The page that says or leads elsewhere.
    Elsewhere(Response),
}

/// Checks what an app asks. `chosen` is the record that a professional chose;
/// where the app was started from a record, or by a person, it does not count.
pub(super) async fn matter(
    web: &Web,
    page: &Page,
    (session, asker): (&Session, &Asker),
    sent: &[(String, String)],
    chosen: Option<RecordNo>,
) -> Result<Met, Fault> {
    themselves(asker)?;
    let heard = web.app.smart.authorization(request(sent), session, &api(web)).await;
    let authorization = match heard {
        Ok(authorization) => authorization,
        Err(NotHeard::Here(refused)) => {
            let told = NotHeardPage { page, why: &refused.why };
            return Ok(Met::Elsewhere(page.render_as(StatusCode::BAD_REQUEST, &told)));
        }
        Err(NotHeard::There(to)) => return Ok(Met::Elsewhere(leave(page, &to))),
        Err(NotHeard::Failed(error)) => return Err(error.into()),
    };
    if !authorization.wants_record() {
        return Ok(Met::Matter(Matter { authorization, patient: None, own: true }));
    }
    let own = asker.role == Role::Person;
    let finds = asker.role.is_of_an_organisation();
    let chooses = finds && authorization.scopes.has(Extra::LaunchPatient);
    let record = match own {
        true => asker.person,
        false => chosen.filter(|_| chooses),
    };
    let Some(record) = authorization.record.or(record) else {
        if chooses {
            return Ok(Met::Choose(authorization));
        }
        let why = match finds {
            true => "ask for launch/patient, or be started from a record: an app keeps to one",
            false => "who is logged in opens no record",
        };
        return Ok(Met::Elsewhere(leave(page, &authorization.denied(why))));
    };
    let door = Door::new(page.clone(), asker.clone(), record);
    let permit = match enter(web, &door, door.path.synthesis()).await {
        Ok(_) if door.comes_apart() => {
            return Ok(Met::Elsewhere(Fault::new(Code::Forbidden).into_response()));
        }
        Ok(permit) => permit,
        // No app is let in where its user is not.
        Err(closed) => return Ok(Met::Elsewhere(closed)),
    };
    let patient = Some(patient(web, page, &permit, record).await?);
    Ok(Met::Matter(Matter { authorization, patient, own }))
}

/// The person of a record that was opened to this user; traced.
async fn patient(
    web: &Web,
    page: &Page,
    permit: &Permit,
    record: RecordNo,
) -> Result<(Patient, String), Fault> {
    let view = web.app.records.view(permit, record, "what an app asks for").await?;
    let text = view.patient().ok_or_else(|| Fault::new(Code::NotFound))?;
    let patient = parse(text, &JsonLimits::default()).ok();
    let id = patient.as_ref().and_then(|patient| patient.get("id")).and_then(|id| id.as_str());
    let id = id.ok_or_else(|| Fault::new(Code::NotFound))?.to_owned();
    Ok((Patient::new(record, id), person_name(page, &banner(&view).name)))
}

fn request(sent: &[(String, String)]) -> AuthorizationRequest<'_> {
    let get = |wanted: &str| {
        let found = sent.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    };
    let count = |wanted: &str| sent.iter().filter(|(name, _)| name == wanted).count();
    AuthorizationRequest {
        response_type: get("response_type"),
        client: get("client_id"),
        redirect: get("redirect_uri"),
        scope: get("scope"),
        state: get("state"),
        audience: get("aud"),
        challenge: get("code_challenge"),
        method: get("code_challenge_method"),
        nonce: get("nonce"),
        launch: get("launch"),
        repeated: SENT.iter().any(|name| count(name) > 1),
    }
}
