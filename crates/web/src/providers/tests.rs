mod away;

use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;

use axum::http::{Method, StatusCode};
use hygie_accounts::kept::secret;
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_accounts::{Claimed, Kind, NewActivity, SecondFactor, Source, Vouched, Vouching};
use hygie_base::{Clock, Rng, SecretString, SystemRng, Timestamp};
use hygie_gate::Role;
use hygie_oidc::{Authentication, Options, Profile, Provider};

use super::end_there::LeftPage;
use super::leave::LeavePage;
use super::list::{Line, ListPage};
use super::told::{Told, What};
use super::{Offered, Providers};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House, PASSWORD};

const ISSUER: &str = "http://127.0.0.1:1/realm";
const SUBJECT: &str = "f:550dc1c8:899700366240";

/// A house with a provider of professionals that does not answer, and one of persons.
async fn house() -> House {
    offering(House::new()).await
}

async fn offering(mut house: House) -> House {
    let one = |name: &str, issuer: &str, kind| {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        File::create(&secret).unwrap().write_all(b"secret").unwrap();
        let proof = Authentication::SecretFile(secret);
        let options = Options {
            issuer: Some(issuer.to_owned()),
            ..Options::new(Profile::Generic, "hygie", proof)
        };
        let clock = Arc::clone(&house.app.clock) as Arc<dyn Clock>;
        let provider = Provider::open(&options, clock, Arc::new(SystemRng) as Arc<dyn Rng>);
        Offered {
            name: name.to_owned(),
            title: format!("Titre {name}"),
            kind,
            ends_there: true,
            structures: [].into(),
            provider: provider.unwrap(),
        }
    };
    let all = vec![
        one("psc", ISSUER, Kind::Professionals),
        one("fc", "http://127.0.0.1:2", Kind::Persons),
    ];
    house.offer(Providers::new(all));
    house.account(Role::Physician, None).await;
    house
}

fn claire() -> Vouched {
    Vouched {
        issuer: ISSUER.to_owned(),
        subject: SUBJECT.to_owned(),
        vouching: Vouching::Two,
        kind: Kind::Professionals,
        claimed: Vec::new(),
        regulates: false,
        log_out: None,
    }
}

/// Somebody who came with the provider.
async fn came(house: &House, vouched: Vouched) -> Browser<'_> {
    let accounts = &house.app.accounts;
    let come = accounts.log_in_with_provider(&vouched, &Source::default()).await.unwrap();
    let mut browser = house.browser();
    let cookie = hygie_base::ExposeSecret::expose_secret(&come.cookie).to_owned();
    browser.cookies.insert("__Host-hygie".to_owned(), cookie);
    browser
}

async fn linked(house: &House) {
    let permit = house.app.gate.command_line("test");
    let login = Role::Physician.name();
    house.app.accounts.bind_provider_of(permit, login, ISSUER, SUBJECT).await.unwrap();
}

#[test]
fn the_pages_keep_their_promises_in_both_languages() {
    let line = |since: bool| Line {
        name: HOSTILE.to_owned(),
        title: HOSTILE.to_owned(),
        issuer: HOSTILE.to_owned(),
        id: HOSTILE.to_owned(),
        since: since.then_some(Timestamp(1_795_353_360_123)),
    };
    for lang in Lang::ALL {
        let page = sample(*lang);
        let kept =
            |template: &dyn askama::DynTemplate| keep(*lang, &template.dyn_render().unwrap());
        for what in What::all() {
            for linking in [false, true] {
                kept(&Told::sample(&page, HOSTILE, what.clone(), linking));
            }
        }
        let lines = [line(true), line(false)];
        for (lines, wrong) in [(&lines[..], Some((HOSTILE, HOSTILE.to_owned()))), (&[], None)] {
            kept(&ListPage { page: &page, lines, wrong });
        }
        kept(&LeavePage { page: &page, title: HOSTILE, to: "/there" });
        let fields = [("id_token_hint", HOSTILE.to_owned())];
        let action = "/there";
        kept(&LeftPage { page: &page, title: HOSTILE, action, fields: &fields });
    }
}

#[tokio::test]
async fn the_log_in_leads_to_each_provider_and_on() {
    let house = house().await;
    let mut browser = house.browser();
    let html = keep(Lang::Fr, &browser.get("/login?next=/people").await.html);
    for name in ["psc", "fc"] {
        assert!(html.contains(&format!("href=\"/login/provider/{name}?next=/people\"")), "{html}");
        assert!(html.contains(&format!("Se connecter avec Titre {name}")), "{html}");
    }
    // A form that is carried would be lost on the way.
    let fields = [("login", "x"), ("password", "y"), ("draft-path", "/people"), ("draft:q", "z")];
    let html = browser.post("/login", &fields).await.html;
    assert!(html.contains("draft:q") && !html.contains("/login/provider/"), "{html}");
    for path in ["/login/provider/other", "/login/provider/other/back", "/login/provider/"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let plain = House::new();
    plain.account(Role::Physician, None).await;
    let mut browser = plain.browser();
    assert!(!browser.get("/login").await.html.contains("/login/provider/"));
    assert_eq!(browser.get("/login/provider/psc").await.status, StatusCode::NOT_FOUND);
    let mut browser = plain.logged_in(Role::Physician).await;
    assert!(!browser.get("/account").await.html.contains("/account/providers"));
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_told_and_keeps_nothing() {
    let house = house().await;
    let mut browser = house.browser();
    let answer = browser.get("/login/provider/psc").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("Titre psc ne répond pas") && !html.contains(ISSUER), "{html}");
    assert!(browser.cookies.is_empty());
    let mut open = house.logged_in(Role::Physician).await;
    assert_eq!(open.get("/login/provider/psc?next=/people").await.to, "/people");
    assert_eq!(open.get("/login/provider/psc?next=//evil.example").await.to, "/");
}

#[tokio::test]
async fn an_answer_that_nobody_waits_for_is_refused_and_not_traced() {
    let house = house().await;
    let mut browser = house.browser();
    let cookie = "A".repeat(43);
    let permit = house.app.gate.command_line("test");
    let traces = async || {
        let all = house.app.records.traces(&permit, hygie_base::RecordNo::REGISTRY).await.unwrap();
        all.iter().filter(|one| one.trace.what.contains("log-in with")).count()
    };
    for path in ["?code=a&state=b", "?error=access_denied&state=b", "", "?code=a&code=a"] {
        for known in [false, true] {
            if known {
                browser.cookies.insert("__Host-hygie-provider".to_owned(), cookie.clone());
            }
            let answer = browser.get(&format!("/login/provider/psc/back{path}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
            keep(Lang::Fr, &answer.html);
            assert!(browser.cookies.is_empty(), "{path}");
        }
    }
    assert_eq!(traces().await, 0);
    // Another site may lead there and not load it.
    browser.cookies.insert("__Host-hygie-provider".to_owned(), cookie);
    let path = "/login/provider/psc/back?code=a&state=b";
    let answer = browser.send_with(Method::GET, path, ("sec-fetch-site", "cross-site")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn ones_own_links_are_seen_and_ended() {
    let house = house().await;
    linked(&house).await;
    let mut here = house.logged_in(Role::Physician).await;
    let mut there = house.logged_in(Role::Physician).await;
    assert!(here.get("/account").await.html.contains("href=\"/account/providers\""));
    let html = keep(Lang::Fr, &here.get("/account/providers").await.html);
    assert!(html.contains("Lié ") && html.contains("Titre psc"), "{html}");
    assert!(!html.contains("Titre fc"), "not for professionals: {html}");
    assert!(!html.contains(SUBJECT), "who they are there is not shown");
    let id = secret::name(ISSUER);
    let proof = [("link", id.as_str())];
    let before = here.cookies["__Host-hygie"].clone();
    let answer = here.submit("/account/providers/unlink", &proof).await;
    assert_eq!(answer.to, "/account/providers");
    assert_ne!(here.cookies["__Host-hygie"], before, "a fresh session");
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    assert!(here.get("/account/providers").await.html.contains("pas lié"));
    let again = here.submit("/account/providers/unlink", &proof).await;
    assert_eq!(again.to, "/account/providers", "it is over already");
}

#[tokio::test]
async fn linking_asks_again_who_it_is() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Physician).await;
    let link = [("provider", "psc")];
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    let late = browser.submit("/account/providers/link", &link).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert!(late.html.contains("action=\"/confirm\""), "{}", late.html);
    let confirmed = [("password", PASSWORD), ("next", "/account/providers")];
    assert_eq!(browser.submit("/confirm", &confirmed).await.to, "/account/providers");
    let unknown = [("provider", "other")];
    let answer = browser.submit("/account/providers/link", &unknown).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = browser.submit("/account/providers/link", &link).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "the provider does not answer");
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("href=\"/account/providers\""), "{html}");
}

#[tokio::test]
async fn an_administrator_sees_links_and_ends_them() {
    let house = house().await;
    house.account(Role::Administrator, None).await;
    linked(&house).await;
    let permit = house.app.gate.command_line("test");
    let shown = house.app.accounts.show(&permit, Role::Physician.name()).await.unwrap().unwrap();
    let mut browser = house.logged_in(Role::Administrator).await;
    let path = format!("/accounts/{}", shown.id);
    let html = keep(Lang::Fr, &browser.get(&path).await.html);
    assert!(html.contains(ISSUER) && html.contains("Lié "), "{html}");
    let (act, id) = (format!("{path}/unlink"), secret::name(ISSUER));
    let answer = browser.submit(&act, &[("link", &id)]).await;
    assert_eq!(answer.to, path);
    assert!(!browser.get(&path).await.html.contains(ISSUER));
    let answer = browser.submit(&act, &[("link", &id)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "it is over already");
}

#[tokio::test]
async fn who_came_with_a_provider_that_is_away_is_logged_out_here() {
    let house = house().await;
    linked(&house).await;
    for log_out in [true, false] {
        let hint = ("psc".to_owned(), SecretString::from("token"));
        let log_out = log_out.then_some(hint);
        let mut browser = came(&house, Vouched { log_out, ..claire() }).await;
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
        assert_eq!(browser.post("/logout", &[]).await.to, "/login");
        assert!(browser.cookies.is_empty());
    }
}

#[tokio::test]
async fn the_work_that_a_provider_names_is_offered_first() {
    let house = house().await;
    linked(&house).await;
    for name in ["Les Tilleuls", "Les Acacias"] {
        let new = NewActivity {
            role: Role::Physician,
            organisation: name.to_lowercase(),
            organisation_name: name.to_owned(),
            person: None,
            delegation: None,
        };
        let permit = house.app.gate.command_line("test");
        let login = Role::Physician.name();
        house.app.accounts.add_activity(permit, login, new).await.unwrap();
    }
    let organisations = ["Les Tilleuls", "Les Acacias"].map(str::to_owned).to_vec();
    let claimed = vec![Claimed { role: Role::Physician, organisations }];
    let mut browser = came(&house, Vouched { claimed, ..claire() }).await;
    let html = keep(Lang::Fr, &browser.get("/activity").await.html);
    let (named, others) = html.split_once("<details>").unwrap();
    assert!(named.contains("Les Tilleuls") && named.contains("Les Acacias"), "{html}");
    assert!(!named.contains("Cabinet des Lilas"), "{html}");
    let id = others.split_once("name=\"id\" value=\"").unwrap().1.split('"').next().unwrap();
    assert!(others.contains("Cabinet des Lilas"), "{html}");
    // One that it does not name can be chosen; then all are offered alike.
    assert_eq!(browser.submit("/activity", &[("id", id)]).await.to, "/");
    assert!(!browser.get("/activity").await.html.contains("<details>"));
}

#[tokio::test]
async fn a_password_where_a_provider_is_the_second_factor_leads_to_the_provider() {
    let house = offering(House::demanding(SecondFactor::Required)).await;
    linked(&house).await;
    assert_eq!(came(&house, claire()).await.get("/account").await.status, StatusCode::OK);
    let mut browser = house.browser();
    let fields = [("login", Role::Physician.name()), ("password", PASSWORD)];
    assert_eq!(browser.post("/login", &fields).await.to, "/login/second");
    assert_eq!(browser.get("/enrol").await.to, "/login/second");
    let html = keep(Lang::Fr, &browser.get("/login/second").await.html);
    assert!(html.contains("href=\"/login/provider/psc\""), "{html}");
    let answer = browser.get("/login/provider/psc").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "it is begun, and does not answer");
}

#[tokio::test]
async fn the_lock_and_the_confirmation_offer_the_provider_and_lose_nothing() {
    let house = house().await;
    linked(&house).await;
    let mut browser = came(&house, claire()).await;
    let html = keep(Lang::Fr, &browser.get("/confirm?next=/account").await.html);
    let button = "Continuer avec Titre psc";
    assert!(html.contains(button) && !html.contains("Titre fc"), "{html}");
    let fields = [("provider", "psc"), ("next", "/account")];
    let away = browser.submit("/confirm/provider", &fields).await;
    assert_eq!(away.status, StatusCode::BAD_GATEWAY);
    let html = keep(Lang::Fr, &away.html);
    assert!(html.contains("ne répond pas") && html.contains("value=\"/account\""), "{html}");

    let locked = browser.submit("/lock", &[("next", "/people")]).await;
    let html = keep(Lang::Fr, &browser.get(&locked.to).await.html);
    assert!(html.contains(button), "{html}");
    let carried = [
        ("provider", "psc"),
        ("next", "/people"),
        ("draft-path", "/people"),
        ("draft:sealed-form", "kept"),
    ];
    let away = browser.submit("/lock/provider", &carried).await;
    assert_eq!(away.status, StatusCode::BAD_GATEWAY);
    let html = keep(Lang::Fr, &away.html);
    assert!(html.contains("ne répond pas") && html.contains("value=\"kept\""), "{html}");
    for name in ["fc", "other"] {
        let answer = browser.submit("/lock/provider", &[("provider", name)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} is not theirs");
    }
    assert_eq!(browser.get("/lock/provider").await.to, "/lock");
}
