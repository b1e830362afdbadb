//! A person's yes or no to an app.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_http::Fault;

use super::choose::choose;
use super::leave::leave;
use super::show::{Met, SENT, ask, known, matter};
use crate::confirm::late;
use crate::record::RecordPath;
use crate::signed::{Sent, encoded};
use crate::state::Web;

/// `POST /oauth/authorize`: what was asked, again, and the decision; or, before
/// it, whose record a professional chose, by the fields `q` and `record`. All is
/// checked anew: the form came through the browser.
pub(crate) async fn decide(
    State(web): State<Arc<Web>>,
    Sent { page, session, asker, fields }: Sent,
) -> Result<Response, Fault> {
    // No is said at any time.
    if fields.get("decision") == "allow" && !session.is_fresh(page.now) {
        return Ok(late(&web, &page, &session, &asked_again(fields.pairs())));
    }
    let chosen = RecordPath::record(fields.get("record"));
    let met = matter(&web, &page, (&session, &asker), fields.pairs(), chosen).await?;
    let decision = fields.get("decision");
    let matter = match met {
        Met::Elsewhere(elsewhere) => return Ok(elsewhere),
        Met::Choose(authorization) if decision == "deny" => {
            return Ok(leave(&page, &authorization.denied("the person said no")));
        }
        Met::Choose(authorization) => {
            let (who, typed) = ((&page, &asker), fields.get("q").trim());
            return choose(&web, who, &authorization, typed, &known(fields.pairs())).await;
        }
        Met::Matter(matter) => matter,
    };
    match decision {
        "" => Ok(ask(&page, &matter, fields.pairs(), chosen)),
        "allow" => {
            let patient = matter.patient.map(|(patient, _)| patient);
            let to = web.app.smart.allow(matter.authorization, &session, patient).await?;
            Ok(leave(&page, &to))
        }
        _ => Ok(leave(&page, &matter.authorization.denied("the person said no"))),
    }
}

/// The address of the page that asked, to be decided on it again.
fn asked_again(sent: &[(String, String)]) -> String {
    let pairs = sent.iter().filter(|(name, _)| SENT.contains(&name.as_str()));
    let pairs: Vec<String> =
        pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("/oauth/authorize?{}", pairs.join("&"))
}
