//! A person's yes or no to an app.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_http::Fault;

use super::leave::leave;
use super::show::{SENT, matter};
use crate::confirm::late;
use crate::signed::{Sent, encoded};
use crate::state::Web;

/// `POST /oauth/authorize`: what was asked, again, and the decision. It is
/// checked anew: the form came through the browser.
pub(crate) async fn decide(
    State(web): State<Arc<Web>>,
    Sent { page, session, asker, fields }: Sent,
) -> Result<Response, Fault> {
    // No is said at any time.
    if fields.get("decision") == "allow" && !session.is_fresh(page.now) {
        return Ok(late(&page, &session, &asked_again(fields.pairs())));
    }
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

/// The address of the page that asked, to be decided on it again.
fn asked_again(sent: &[(String, String)]) -> String {
    let pairs = sent.iter().filter(|(name, _)| SENT.contains(&name.as_str()));
    let pairs: Vec<String> =
        pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("/oauth/authorize?{}", pairs.join("&"))
}
