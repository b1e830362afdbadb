//! A house with its doors, and a client.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use hygie_accounts::{Accounts, NewToken};
use hygie_base::{Clock, ExposeSecret as _, SeededRng, Timestamp};
use hygie_fhir::json::{Json, parse};
use hygie_gate::{Gate, Scopes};
use hygie_http::{App, Config, wrap};
use hygie_record::Permit;
use hygie_smart::{Smart, Unreachable};
use hygie_testkit::World;
use tower::ServiceExt as _;

pub const ALL: &str = "system/*.cruds";

/// An opened store behind the whole HTTP stack, and a token for everything.
pub struct House {
    pub world: World,
    pub app: Arc<App>,
    pub router: Router,
    pub token: String,
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl House {
    pub async fn new() -> Self {
        Self::over(World::new()).await
    }

    /// Over a world that was made already.
    pub async fn over(world: World) -> Self {
        let mut house = Self::open(world);
        house.token = house.token(ALL, "org").await;
        house
    }

    /// The same with no token of its own.
    pub fn open(world: World) -> Self {
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
            public_url: "http://localhost:8080".into(),
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
        let router = wrap(hygie_api::router(&app), &app);
        Self { world, app, router, token: String::new() }
    }

    /// A token with these scopes, of this organisation.
    pub async fn token(&self, scopes: &str, organisation: &str) -> String {
        let new = NewToken {
            system: "laboratory".into(),
            scopes: Scopes::parse(scopes).unwrap(),
            expires: Timestamp(self.app.clock.now().0 + 86_400_000),
            organisation: organisation.into(),
            organisation_name: "Cabinet".into(),
            certificate: None,
        };
        let token = self.app.accounts.issue_token(&self.operator(), new).await.unwrap();
        token.expose_secret().to_owned()
    }

    pub fn operator(&self) -> Permit {
        self.app.gate.command_line("tester")
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Calls with the token for everything.
    pub async fn call(&self, method: &str, path: &str, body: Option<&str>) -> Answer {
        self.call_with(method, path, body, &[]).await
    }

    /// The same with headers; those given replace the usual ones.
    pub async fn call_with(
        &self,
        method: &str,
        path: &str,
        body: Option<&str>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let usual = [
            ("host", "localhost:8080"),
            ("authorization", authorization.as_str()),
            ("content-type", "application/fhir+json"),
        ];
        let mut request = Request::builder().method(method).uri(format!("/fhir{path}"));
        for (name, value) in usual {
            if !headers.iter().any(|(given, _)| *given == name) {
                request = request.header(name, value);
            }
        }
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let body = body.map_or_else(Body::empty, |text| Body::from(text.to_owned()));
        self.send(request.body(body).unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    /// Calls with another token.
    pub async fn as_(&self, token: &str, method: &str, path: &str, body: Option<&str>) -> Answer {
        let authorization = format!("Bearer {token}");
        self.call_with(method, path, body, &[("authorization", &authorization)]).await
    }

    /// Writes a resource under its own id.
    pub async fn put(&self, resource: &str) -> Answer {
        let json = json(resource.as_bytes());
        let (kind, id) = (json.resource_type().unwrap(), json.id().unwrap());
        let answer = self.call("PUT", &format!("/{kind}/{id}"), Some(resource)).await;
        assert!(answer.status.is_success(), "{}", answer.text());
        answer
    }
}

impl Answer {
    pub fn text(&self) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(&self.body))
    }

    pub fn json(&self) -> Json {
        json(&self.body)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Expects this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// Expects an OperationOutcome of this status and our code; gives its text.
    #[track_caller]
    pub fn refuses(self, status: u16, code: &str) -> Self {
        let answer = self.is(status);
        let outcome = answer.json();
        hygie_fhir::validate::validate(&outcome).unwrap();
        assert_eq!(outcome.resource_type(), Some("OperationOutcome"));
        let issue = &outcome.get("issue").unwrap().as_array().unwrap()[0];
        let coding = &issue.get("details").unwrap().get("coding").unwrap().as_array().unwrap()[0];
        assert_eq!(coding.str("code"), Some(code), "{}", answer.text());
        assert_eq!(outcome.id(), answer.header("x-request-id"));
        answer
    }

    /// The first issue's member.
    pub fn issue(&self, member: &str) -> String {
        let outcome = self.json();
        let issue = &outcome.get("issue").unwrap().as_array().unwrap()[0];
        match issue.get(member) {
            Some(Json::Array(items)) => items[0].as_str().unwrap_or_default().to_owned(),
            Some(value) => value.as_str().unwrap_or_default().to_owned(),
            None => String::new(),
        }
    }

    /// The body without the request's id.
    pub fn but_for_the_id(&self) -> String {
        let id = self.header("x-request-id").unwrap();
        String::from_utf8(self.body.clone()).unwrap().replace(id, "…")
    }

    /// Entries of the bundle whose search mode is `match`, as `Type/id`.
    pub fn found(&self) -> Vec<String> {
        self.entries()
            .iter()
            .filter(|entry| {
                entry.get("search").is_none_or(|search| search.str("mode") == Some("match"))
            })
            .filter_map(|entry| entry.get("resource").cloned())
            .map(|it| format!("{}/{}", it.resource_type().unwrap(), it.id().unwrap()))
            .collect()
    }

    pub fn entries(&self) -> Vec<Json> {
        let json = self.json();
        json.get("entry").and_then(Json::as_array).unwrap_or_default().to_vec()
    }

    pub fn total(&self) -> Option<usize> {
        match self.json().get("total") {
            Some(Json::Number(total)) => total.parse().ok(),
            _ => None,
        }
    }

    /// Path and query of a link, below the base.
    pub fn link(&self, relation: &str) -> Option<String> {
        let json = self.json();
        let links = json.get("link")?.as_array()?;
        let url = links.iter().find(|link| link.str("relation") == Some(relation))?.str("url")?;
        Some(url.strip_prefix("http://localhost:8080/fhir").unwrap().to_owned())
    }
}

pub fn json(text: &[u8]) -> Json {
    parse(text, &Default::default()).unwrap()
}

/// A Patient with what is searched for.
pub fn person(id: &str, family: &str, birth: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}","identifier":[{{"system":"urn:oid:1.2.3","value":"nr-{id}"}}],"name":[{{"family":"{family}","given":["Zoé"]}}],"birthDate":"{birth}"}}"#
    )
}
