//! The personas, to choose one.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_http::{Kind, Persona};

use super::said;
use crate::Page;
use crate::context::Asking;
use crate::state::Web;

#[derive(Template)]
#[template(path = "demo.html")]
pub(super) struct DemoPage<'a> {
    pub(super) page: &'a Page,
    pub(super) groups: Vec<Group>,
    /// Where an app of somebody else is, to be tried out too.
    pub(super) app: Option<&'a str>,
}

/// Personas that belong together.
pub(super) struct Group {
    kind: &'static str,
    title: String,
    cards: Vec<Card>,
}

/// One persona.
struct Card {
    key: String,
    name: String,
    title: String,
    situation: String,
    /// What the button says.
    enter: String,
    /// Whether it is who is logged in.
    here: bool,
}

/// `GET /demo`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    page: Page,
    Asking(session): Asking,
) -> Response {
    let all = web.app.demonstration.as_ref().map_or(&[][..], |all| all.personas());
    let login = session.as_ref().map(|session| session.login.as_str());
    let app = web.app.demonstration.as_ref().and_then(|all| all.app());
    page.render(&DemoPage { page: &page, groups: groups(&page, all, login), app })
}

/// The groups that have somebody in them.
pub(super) fn groups(page: &Page, all: &[Persona], login: Option<&str>) -> Vec<Group> {
    let group = |kind: Kind| {
        let of_kind = all.iter().filter(|persona| persona.kind == kind);
        let cards: Vec<Card> = of_kind.map(|persona| card(page, persona, login)).collect();
        let title = page.t(&format!("demo-kind-{}", kind.name()));
        (!cards.is_empty()).then(|| Group { kind: kind.name(), title, cards })
    };
    Kind::ALL.into_iter().filter_map(group).collect()
}

fn card(page: &Page, persona: &Persona, login: Option<&str>) -> Card {
    let here = login == Some(persona.login.as_str());
    Card {
        key: persona.key.clone(),
        name: persona.name.clone(),
        title: said(&persona.title, page.lang),
        situation: said(&persona.situation, page.lang),
        enter: match here {
            true => page.t("demo-again"),
            false => page.t1("demo-enter", "name", &persona.name),
        },
        here,
    }
}
