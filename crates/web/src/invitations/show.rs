//! The way in of a record's person, as the desk sees it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::invitations::{
    Document, InvitationSeen, InvitationState, InvitationsSeen, WayIn,
};
use hygie_accounts::limits::DOCUMENT_WORDS_CHARS;
use hygie_accounts::{AccountError, InvitationError};
use hygie_http::Fault;
use hygie_record::View;

use super::{key, told};
use crate::Page;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::record::{Door, Frame, Here, looks};
use crate::state::Web;

/// What was typed, and what of it is wrong.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) document: String,
    pub(super) words: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "invitations/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) seen: InvitationsSeen,
    pub(super) typed: Typed,
    /// For how many days a code may be used.
    pub(super) days: u32,
    pub(super) most: usize,
}

impl ShowPage<'_> {
    /// Why nobody can be invited at all; the message.
    fn closed(&self) -> Option<&'static str> {
        if let Some(refused) = self.seen.refused {
            return Some(key(refused));
        }
        match self.seen.way_in {
            WayIn::Suspended => Some(key(InvitationError::Suspended)),
            WayIn::Professional => Some(key(InvitationError::Professional)),
            WayIn::None | WayIn::Account => None,
        }
    }

    /// Whether a code would give back an account that there is.
    fn again(&self) -> bool {
        self.seen.way_in == WayIn::Account
    }

    /// The document that was seen, in words.
    fn saw(&self, one: &InvitationSeen) -> String {
        match &one.seen {
            None => String::new(),
            Some(seen) if seen.document == Document::Other => seen.words.clone(),
            Some(seen) => self.page.document(&seen.document),
        }
    }

    fn state(&self, one: &InvitationSeen) -> String {
        let words = self.page.t(&format!("invitation-{}", one.state.name()));
        match one.state.since() {
            Some(at) => format!("{words}, {}", self.page.moment(at)),
            None => words,
        }
    }

    /// Who gave it, when, and with which document.
    fn line(&self, one: &InvitationSeen) -> String {
        let (by, at) = (self.by(one), self.page.moment(one.made));
        let document = ("document", self.saw(one));
        self.page.t3("invite-line", ("by", by), ("at", at), document)
    }

    fn is_pending(&self, one: &InvitationSeen) -> bool {
        one.state == InvitationState::Pending
    }

    /// Who invited: a name, or that it was the operator.
    fn by(&self, one: &InvitationSeen) -> String {
        match (one.by_name.as_str(), one.by_of.as_str()) {
            ("", _) => self.page.t("access-operator"),
            (name, "") => name.to_owned(),
            (name, of) => format!("{name}, {of}"),
        }
    }
}

/// `GET /records/{no}/invitations`.
pub(crate) async fn show(State(web): State<Arc<Web>>, door: Door) -> Result<Response, Fault> {
    // Who may not is told before anything is opened.
    web.app.gate.invite(&door.asker, door.record).await.map_err(of_gate)?;
    let (_, view) = door.open(&web, looks::INVITATIONS).await?;
    page_of(&web, &door, &view, Typed::default(), StatusCode::OK).await
}

/// The page, also with what was refused.
pub(super) async fn page_of(
    web: &Web,
    door: &Door,
    view: &View,
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fault> {
    let permit = web.app.gate.invite(&door.asker, door.record).await.map_err(of_gate)?;
    let seen = match web.app.accounts.invitations(&permit, view).await {
        Ok(seen) => seen,
        Err(error) => out_of_reach(error)?,
    };
    let template = ShowPage {
        page: &door.page,
        frame: Frame::of(door, view, Here::Invitations),
        action: door.path.invitations(),
        seen,
        typed,
        days: web.app.accounts.invitation_days().get().into(),
        most: DOCUMENT_WORDS_CHARS,
    };
    Ok(door.page.render_as(status, &template))
}

/// Nothing is listed to who does not see the identity, but why.
fn out_of_reach(error: AccountError) -> Result<InvitationsSeen, Fault> {
    let refused = Some(told(error)?);
    Ok(InvitationsSeen { way_in: WayIn::None, refused, invitations: Vec::new() })
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self { document: text("document"), words: text("words"), wrong: None }
    }
}
