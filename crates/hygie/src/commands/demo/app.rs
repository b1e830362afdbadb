//! An app of somebody else for a demonstration: pages on another site that ask for a
//! few results by SMART App Launch and draw them. It knows nothing of Hygie but its
//! address and the id that it is registered under.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::response::IntoResponse;
use axum::routing::get;
use hygie_http::Listening;
use hygie_smart::{Client, Keys, Kind, NewClient};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::args::Serve;
use crate::commands::serve::public_url;
use crate::console::Console;
use crate::session::Session;

const NAME: &str = "Courbes";
/// What it may ask for at most.
const SCOPES: &str =
    "launch launch/patient openid fhirUser patient/Patient.r patient/Observation.rs";

const PAGE: &str = include_str!("app/index.html");
const SCRIPT: &str = include_str!("app/app.js");
const STYLE: &str = include_str!("app/app.css");

/// The app, before it is served.
pub(super) struct App {
    listener: TcpListener,
    url: String,
    router: Router,
}

/// The app, served until it is ended.
pub(super) struct Serving {
    stop: oneshot::Sender<()>,
    task: JoinHandle<bool>,
}

impl App {
    /// Registers it beside a demonstration on this machine: `None` where others can
    /// reach the server, since a browser elsewhere would not find the app.
    pub(super) async fn open(
        session: &Session,
        serve: &Serve,
        listening: &Listening,
        console: &dyn Console,
    ) -> anyhow::Result<Option<Self>> {
        let served = listening.listener.local_addr()?;
        if !served.ip().is_loopback() || serve.url.is_some() {
            return Ok(None);
        }
        let house = public_url(None, listening.tls.is_some(), served);
        let listener = listen(served.port()).await?;
        // By number, where Hygie is reached by name: two sites, so that the app is
        // not sent Hygie's cookies.
        let url = format!("http://{}", listener.local_addr()?);
        let client = register(session, &url).await?;
        console.line(&format!("An app to try, which asks for some of a record: {NAME}, at {url}/"));
        let router = router(&house, &client.id);
        Ok(Some(Self { listener, url, router }))
    }

    /// Where it begins.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Serves it.
    pub(super) fn serve(self) -> Serving {
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async move {
            let _whether_told_or_dropped = stopped.await;
        };
        let task = tokio::spawn(hygie_http::serve(self.listener, self.router, stopped));
        Serving { stop, task }
    }
}

impl Serving {
    /// Ends it, and waits until it has ended.
    pub(super) async fn end(self) {
        let _nobody_waits = self.stop.send(());
        let _whole = self.task.await;
    }
}

/// The port above Hygie's, so that the address stays; where it is taken, another.
async fn listen(served: u16) -> anyhow::Result<TcpListener> {
    let here = |port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let next = served.checked_add(1).unwrap_or(0);
    match TcpListener::bind(here(next)).await {
        Ok(listener) => Ok(listener),
        Err(_) => TcpListener::bind(here(0)).await.context("no port is free for the app"),
    }
}

/// The app as it is registered, as it was at the last start where its address is the same.
async fn register(session: &Session, url: &str) -> anyhow::Result<Client> {
    let redirects = vec![format!("{url}/back")];
    for client in session.smart.clients(&session.permit()).await? {
        if client.name != NAME {
            continue;
        }
        if client.redirects == redirects {
            return Ok(client);
        }
        session.smart.end_client(session.permit(), &client.id).await?;
    }
    let new = NewClient {
        name: NAME.to_owned(),
        kind: Kind::Public,
        redirects,
        origins: vec![url.to_owned()],
        scopes: SCOPES.to_owned(),
        keys: Keys::None,
        launch: Some(format!("{url}/launch")),
        organisation: String::new(),
        organisation_name: String::new(),
    };
    Ok(session.smart.register(&session.permit(), new, &session.operator()).await?)
}

/// Its three pages, which are one, its files, and where its data come from.
fn router(house: &str, client: &str) -> Router {
    let known = json!({ "iss": format!("{house}/fhir"), "client": client }).to_string();
    let policy: Arc<str> = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {house}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    .into();
    let page = move || {
        let policy = Arc::clone(&policy);
        async move {
            let head = [
                (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
                (CONTENT_SECURITY_POLICY, policy.to_string()),
                (REFERRER_POLICY, "no-referrer".to_owned()),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (head, PAGE)
        }
    };
    Router::new()
        .route("/", get(page.clone()))
        .route("/launch", get(page.clone()))
        .route("/back", get(page))
        .route("/app.js", get(|| async { file("text/javascript; charset=utf-8", SCRIPT) }))
        .route("/app.css", get(|| async { file("text/css; charset=utf-8", STYLE) }))
        .route("/known.json", get(move || async move { json_file(known) }))
}

fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], text)
}

fn json_file(text: String) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], text)
}
