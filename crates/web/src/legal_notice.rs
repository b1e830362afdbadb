//! The notice that health professionals read before they look for persons or into a
//! record: `/legal-notice`, which leads on to where they wanted to go.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use hygie_accounts::{AccountError, Session};
use hygie_http::{Fault, Query};

use crate::Page;
use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, Next};
use crate::signed::{Sent, Signed, then};
use crate::state::Web;

const PATH: &str = "/legal-notice";

#[derive(Template)]
#[template(path = "legal_notice.html")]
struct NoticePage<'a> {
    page: &'a Page,
    next: &'a str,
}

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new().route(PATH, get(show).post(submit))
}

/// What comes before the page of this address; none for who owes no notice.
pub(crate) fn first(session: &Session, wanted: &str) -> Option<Response> {
    session.owes_legal_notice.then(|| Redirect::to(&then(PATH, wanted)).into_response())
}

/// `GET /legal-notice`. It can be read again at any time.
async fn show(Signed { page, .. }: Signed, Query(next): Query<Next>) -> Response {
    let Carried { next, .. } = Carried::asked(&next);
    page.render(&NoticePage { page: &page, next: &next })
}

/// `POST /legal-notice`: it was read.
async fn submit(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    match web.app.accounts.read_legal_notice(&session).await {
        Ok(()) => Ok(Redirect::to(&Carried::of(&fields).next).into_response()),
        Err(AccountError::Ended) => Ok(again(&page, None)),
        Err(error) => Err(of_account(error)),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use hygie_accounts::LegalNoticeDays;
    use hygie_accounts::limits::LEGAL_NOTICE_DAYS;
    use hygie_gate::Role;

    use super::NoticePage;
    use crate::Lang;
    use crate::page::promises::{HOSTILE, keep, sample};
    use crate::testing::House;

    const JEANNE: &str = r#"{"resourceType":"Patient","id":"jeanne","name":[{"family":"Morel"}]}"#;

    #[test]
    fn the_page_keeps_its_promises_in_both_languages() {
        for lang in Lang::ALL {
            let page = sample(*lang);
            keep(
                *lang,
                &askama::Template::render(&NoticePage { page: &page, next: HOSTILE }).unwrap(),
            );
        }
    }

    #[tokio::test]
    async fn it_comes_before_the_first_look_and_again_after_so_many_days() {
        let house = House::new();
        house.app.accounts.tell_the_law_every(LegalNoticeDays::default());
        let record = house.write(&[JEANNE], "jeanne").await;
        for role in [Role::Physician, Role::Secretary] {
            house.account(role, None).await;
        }
        house.account(Role::Person, Some(record)).await;
        let path = format!("/records/{record}");
        for role in [Role::Secretary, Role::Person] {
            let mut browser = house.logged_in(role).await;
            let to = browser.get(&path).await.to;
            assert!(!to.starts_with("/legal-notice"), "{role:?}: {to}");
        }
        let mut browser = house.logged_in(Role::Physician).await;
        assert_eq!(browser.get("/account").await.status, StatusCode::OK, "nobody is looked at");
        for path in ["/people", &path, &format!("{path}/timeline")] {
            assert_eq!(browser.get(path).await.to, format!("/legal-notice?next={path}"));
        }
        let html = keep(Lang::Fr, &browser.get("/legal-notice?next=/people").await.html);
        assert!(html.contains("en votre nom") && html.contains("value=\"/people\""), "{html}");
        let on = browser.submit("/legal-notice", &[("next", "/people")]).await;
        assert_eq!(on.to, "/people");
        assert_eq!(browser.get("/people").await.status, StatusCode::OK);
        let away = browser.submit("/legal-notice", &[("next", "//evil.example")]).await;
        assert_eq!(away.to, "/");

        house.world.clock.advance(i64::from(LEGAL_NOTICE_DAYS) * 86_400_000);
        let mut browser = house.logged_in(Role::Physician).await;
        assert_eq!(browser.get("/people").await.to, "/legal-notice?next=/people");
    }
}
