//! An app on a real store, and small routes behind the doorway.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use axum::routing::{get, post};
use futures_util::StreamExt as _;
use http_body_util::BodyExt as _;
use hygie_accounts::Accounts;
use hygie_base::{Clock, Code, SeededRng};
use hygie_gate::{Gate, Refusal};
use hygie_http::{App, Config, Door, Fault, Form, Query, Raw, door, wrap};
use hygie_smart::{Smart, Unreachable};
use hygie_testkit::World;
use serde::Deserialize;
use tower::ServiceExt as _;

pub const BODY_BYTES: usize = 100;

#[derive(Deserialize)]
pub struct Fields {
    a: String,
}

/// A store with the services over it.
pub struct House {
    pub world: World,
    pub router: Router,
}

pub fn house() -> House {
    house_at("http://localhost:8080")
}

pub fn house_at(public_url: &str) -> House {
    let world = World::new();
    let gate = Arc::new(Gate::open(&world.records).unwrap());
    let clock = Arc::clone(&world.clock) as Arc<dyn Clock>;
    let rng = Arc::new(SeededRng::new(7));
    let accounts = Accounts::new(hygie_accounts::Parts {
        records: Arc::clone(&world.records),
        gate: Arc::clone(&gate),
        clock: Arc::clone(&clock),
        rng: Arc::clone(&rng) as _,
        breached: None,
        second_factor: hygie_accounts::SecondFactor::Required,
        lock_after: hygie_accounts::LockAfter::default(),
    });
    let smart = Smart::new(hygie_smart::Parts {
        records: Arc::clone(&world.records),
        gate: Arc::clone(&gate),
        accounts: Arc::clone(&accounts),
        clock: Arc::clone(&world.clock) as Arc<dyn hygie_base::Clock>,
        rng: Arc::clone(&rng) as _,
        fetch: Arc::new(Unreachable),
    });
    let config = Config {
        public_url: public_url.into(),
        listen: ([127, 0, 0, 1], 8080).into(),
        demo: false,
        organisation: "org".into(),
        organisation_name: "Cabinet".into(),
    };
    let app = Arc::new(App {
        records: Arc::clone(&world.records),
        gate,
        accounts,
        smart,
        clock,
        rng,
        config,
        demonstration: None,
    });
    let router = wrap(routes(&app), &app);
    House { world, router }
}

/// Routes behind a door that believes cookies and renders faults in capitals.
fn routes(app: &App) -> Router {
    let routes: Router = Router::new()
        .route("/hello/{name}", get(|Path(name): Path<String>| async move { name }))
        .route("/assets/{name}", get(|Path(name): Path<String>| async move { name }))
        .route("/raw", post(|Raw(bytes): Raw| async move { bytes.len().to_string() }))
        .route("/form", post(|Form(fields): Form<Fields>| async move { fields.a }))
        .route("/query", get(|Query(fields): Query<Fields>| async move { fields.a }))
        .route("/cached", get(|| async { ([("cache-control", "max-age=9")], "x") }))
        .route("/panic", get(panics))
        .route("/late", post(std::future::pending::<&'static str>))
        .route("/never", get(std::future::pending::<&'static str>))
        .route("/refused", get(|| async { Err::<(), _>(Fault::new(Code::Conflict)) }))
        .route("/alarm", get(|| async { Err::<(), _>(Fault::from(Refusal::TooManyPersons)) }))
        .route("/broken", get(broken));
    let ways = Door {
        render: Arc::new(|fault, asked| {
            let name = fault.code().row().name.to_uppercase();
            Response::new(Body::from(format!("{name} {}", asked.id)))
        }),
        body_bytes: BODY_BYTES,
        time: Duration::from_secs(5),
        cookies: true,
    };
    door(routes, app, ways)
}

async fn panics() -> &'static str {
    panic!("Martin has a secret")
}

async fn broken() -> Result<(), Fault> {
    let fault = Fault::new(Code::Corrupt).because("Martin's record").inside("record 7");
    Err(fault)
}

/// A request whose body begins and does not end.
pub fn unending(path: &str) -> Request<Body> {
    let begun = futures_util::stream::iter([Ok::<_, std::io::Error>("x")]);
    let body = Body::from_stream(begun.chain(futures_util::stream::pending()));
    Request::post(path).header("host", "localhost:8080").body(body).unwrap()
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

impl House {
    /// Asks with `Host: localhost:8080` unless another one is given.
    pub async fn ask(
        &self,
        method: &str,
        uri: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(uri);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost:8080");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, uri: &str) -> Answer {
        self.ask("GET", uri, &[], "").await
    }
}
