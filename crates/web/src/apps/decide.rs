//! A person's yes or no to an app.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_http::Fault;

use super::leave::leave;
use super::show::matter;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /oauth/authorize`: what was asked, again, and the decision. It is
/// checked anew: the form came through the browser.
pub(crate) async fn decide(
    State(web): State<Arc<Web>>,
    Sent { page, session, asker, fields }: Sent,
) -> Result<Response, Fault> {
    let matter = match matter(&web, &page, (&session, &asker), fields.pairs()).await? {
        Ok(matter) => matter,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if fields.get("decision") != "allow" {
        let to = matter.authorization.denied("the person said no");
        return Ok(leave(&page, &to));
    }
    let patient = matter.patient.map(|(patient, _)| patient);
    let to = web.app.smart.allow(matter.authorization, &session, patient).await?;
    Ok(leave(&page, &to))
}
