//! A house for tests: the real services over a store in a temporary folder,
//! with its pages, and a browser that keeps cookies.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_lc_rs::hmac;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use hygie_accounts::{Accounts, LockAfter, NewAccount, Parts, SecondFactor, Source};
use hygie_base::{ExposeSecret as _, RecordNo, SeededRng};
use hygie_gate::acts::{Act, Register};
use hygie_gate::rights::Party;
use hygie_gate::{Asker, Gate, Role};
use hygie_http::{App, Config, Demonstration, wrap};
use hygie_smart::{Smart, Unreachable};
use hygie_testkit::{World, batch, put};
use tower::ServiceExt as _;

use crate::{Providers, router, router_with};

/// The password of every account of a house.
pub(crate) const PASSWORD: &str = "brume tiroir cactus";
/// The login whose password works once.
pub(crate) const NEW: &str = "nouvelle";

/// The real services and their pages.
pub(crate) struct House {
    /// Store, clock and record service.
    pub(crate) world: World,
    /// What the pages stand on.
    pub(crate) app: Arc<App>,
    pages: Router,
}

impl House {
    /// Without any account.
    pub(crate) fn new() -> Self {
        Self::showing(None)
    }

    /// Without any account, with personas to be tried out.
    pub(crate) fn showing(demonstration: Option<Demonstration>) -> Self {
        Self::of(demonstration, SecondFactor::Demonstration)
    }

    /// Without any account, no demonstration: this is demanded beside a password.
    pub(crate) fn demanding(second_factor: SecondFactor) -> Self {
        Self::of(None, second_factor)
    }

    fn of(demonstration: Option<Demonstration>, second_factor: SecondFactor) -> Self {
        Self::on(World::new(), demonstration, second_factor)
    }

    /// The same store in a new process, no demonstration of personas.
    pub(crate) async fn restart(self) -> Self {
        let Self { world, app, pages } = self;
        drop((app, pages));
        Self::on(world.reopen().await, None, SecondFactor::Demonstration)
    }

    fn on(world: World, demonstration: Option<Demonstration>, second_factor: SecondFactor) -> Self {
        let gate = Arc::new(Gate::open(&world.records).unwrap());
        let rng = Arc::new(SeededRng::new(7));
        let accounts = Accounts::new(Parts {
            records: Arc::clone(&world.records),
            gate: Arc::clone(&gate),
            clock: Arc::clone(&world.clock) as Arc<dyn hygie_base::Clock>,
            rng: Arc::clone(&rng) as Arc<dyn hygie_base::Rng>,
            breached: None,
            second_factor,
            lock_after: LockAfter::default(),
        });
        let smart = Smart::new(hygie_smart::Parts {
            records: Arc::clone(&world.records),
            gate: Arc::clone(&gate),
            accounts: Arc::clone(&accounts),
            clock: Arc::clone(&world.clock) as Arc<dyn hygie_base::Clock>,
            rng: Arc::clone(&rng) as _,
            fetch: Arc::new(Unreachable),
        });
        let app = Arc::new(App {
            records: Arc::clone(&world.records),
            gate,
            accounts,
            smart,
            clock: Arc::clone(&world.clock) as Arc<dyn hygie_base::Clock>,
            rng,
            config: Config {
                public_url: "http://localhost:8080".to_owned(),
                listen: ([127, 0, 0, 1], 8080).into(),
                demo: second_factor == SecondFactor::Demonstration,
                organisation: "lilas".to_owned(),
                organisation_name: "Cabinet des Lilas".to_owned(),
            },
            demonstration,
        });
        let pages = wrap(router(Arc::clone(&app)), &app);
        Self { world, app, pages }
    }

    /// Offers these log-in providers from now on.
    pub(crate) fn offer(&mut self, providers: Providers) {
        self.pages = wrap(router_with(Arc::clone(&self.app), providers), &self.app);
    }

    /// Makes an account whose login is its role's name.
    pub(crate) async fn account(&self, role: Role, person: Option<RecordNo>) {
        let permit = self.app.gate.command_line("test");
        let new = new_account(role, role.name(), person);
        self.app.accounts.create_with_password(&permit, new, PASSWORD).await.unwrap();
    }

    /// Makes the account [`NEW`] and returns its one-time password.
    pub(crate) async fn one_time(&self) -> String {
        let permit = self.app.gate.command_line("test");
        let new = new_account(Role::Physician, NEW, None);
        let (_, password) = self.app.accounts.create(&permit, new).await.unwrap();
        password.expose_secret().to_owned()
    }

    /// Makes an account of another organisation whose login is its role's name.
    pub(crate) async fn foreign_account(&self, role: Role) {
        let permit = self.app.gate.command_line("test");
        let new = NewAccount {
            name: "Ada Martin".to_owned(),
            organisation: "tilleuls".to_owned(),
            organisation_name: "Les Tilleuls".to_owned(),
            ..new_account(role, role.name(), None)
        };
        self.app.accounts.create_with_password(&permit, new, PASSWORD).await.unwrap();
    }

    /// Writes resources that this organisation keeps.
    pub(crate) async fn write_for(&self, custodian: &str, texts: &[&str]) {
        let permit = self.app.gate.command_line("test");
        let changes = texts.iter().map(|text| put(text)).collect();
        self.app.records.write(&permit, batch(custodian, changes)).await.unwrap();
    }

    /// Writes resources and returns the record of the Patient of that id, with whom the
    /// organisation registered the person.
    pub(crate) async fn write(&self, texts: &[&str], patient: &str) -> RecordNo {
        self.write_for("lilas", texts).await;
        let record = self.app.records.record_of(patient).await.unwrap().unwrap();
        self.register(record, "lilas").await;
        record
    }

    /// The organisation takes care of the person, who was not informed that others share.
    pub(crate) async fn register(&self, record: RecordNo, organisation: &str) {
        let organisation = Party::Organisation { id: organisation.into(), name: "x".into() };
        let act = Register { end: None, informed: false, ..Register::default() };
        self.app.gate.register("test", record, &organisation, &act).await.unwrap();
    }

    /// The person of a record decides who sees it.
    pub(crate) async fn decides<A: Act>(&self, record: RecordNo, act: A) {
        self.app.gate.decide(&person(record), record, &act).await.unwrap();
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { house: self, cookies: BTreeMap::new(), language: "fr" }
    }

    /// A browser in which the account of that role was entered as a persona is, of a
    /// demonstration: no factor was proved, and none is asked.
    pub(crate) async fn personas(&self, role: Role) -> Browser<'_> {
        let mut browser = self.browser();
        let accounts = &self.app.accounts;
        let entered = accounts.enter(role.name(), PASSWORD, &Source::default()).await.unwrap();
        let device = accounts.remember_device(&entered.session, None).await.unwrap();
        for (name, value) in [("__Host-hygie", &entered.cookie), ("__Host-hygie-device", &device)] {
            browser.cookies.insert(name.to_owned(), value.expose_secret().to_owned());
        }
        browser
    }

    /// A browser in which somebody of that role is logged in.
    pub(crate) async fn logged_in(&self, role: Role) -> Browser<'_> {
        let mut browser = self.browser();
        let fields = [("login", role.name()), ("password", PASSWORD)];
        let answer = browser.post("/login", &fields).await;
        assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/"));
        browser
    }
}

/// The person of a record, as they ask.
pub(crate) fn person(record: RecordNo) -> Asker {
    Asker {
        id: "person".to_owned(),
        name: "The person".to_owned(),
        person: Some(record),
        ..Asker::of(Role::Person, "test")
    }
}

/// Who receives persons at the house.
pub(crate) fn desk() -> Asker {
    Asker {
        id: "desk".to_owned(),
        name: "Sophie Blanc".to_owned(),
        organisation: "lilas".to_owned(),
        organisation_name: "Cabinet des Lilas".to_owned(),
        ..Asker::of(Role::Secretary, "test")
    }
}

pub(crate) fn new_account(role: Role, login: &str, person: Option<RecordNo>) -> NewAccount {
    let of = role.is_of_an_organisation();
    let text = |text: &str| if of { text.to_owned() } else { String::new() };
    NewAccount {
        login: login.to_owned(),
        name: "Claire Vasseur".to_owned(),
        role,
        organisation: text("lilas"),
        organisation_name: text("Cabinet des Lilas"),
        person,
        delegation: None,
    }
}

/// Asks for pages and keeps what they set.
pub(crate) struct Browser<'a> {
    house: &'a House,
    /// Name and value of each cookie.
    pub(crate) cookies: BTreeMap<String, String>,
    /// `Accept-Language`.
    pub(crate) language: &'static str,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// `Location`, or empty.
    pub(crate) to: String,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Browser<'_> {
    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty()).await
    }

    /// Sends a form, as a page of ours would.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", coded(name), coded(value)))
            .collect();
        self.send(Method::POST, path, Body::from(pairs.join("&"))).await
    }

    /// Sends a form with the token of the session.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.csrf().await;
        let all: Vec<(&str, &str)> =
            [("csrf", token.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.post(path, &all).await
    }

    /// The token of the session, read from a page as a browser has it.
    pub(crate) async fn csrf(&mut self) -> String {
        let answer = self.get("/password").await;
        // Before a session is open, the token is on the page of its stage.
        let html = match answer.to.as_str() {
            "" => answer.html,
            stage => self.get(stage).await.html,
        };
        let (_, rest) = html.split_once("name=\"csrf\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Uses the session that was locked meanwhile, by its password.
    pub(crate) async fn stay(&mut self) {
        let fields = [("password", PASSWORD), ("next", "/account")];
        assert_eq!(self.submit("/lock/open", &fields).await.to, "/account");
    }

    /// Sends a request with a further header, or another value of one.
    pub(crate) async fn send_with(
        &mut self,
        method: Method,
        path: &str,
        (name, value): (&str, &str),
    ) -> Answer {
        let mut request = self.request(method, path).body(Body::empty()).unwrap();
        let name: HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
        self.answer(request).await
    }

    async fn send(&mut self, method: Method, path: &str, body: Body) -> Answer {
        let request = self.request(method, path);
        self.answer(request.body(body).unwrap()).await
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "localhost:8080")
            .header("sec-fetch-site", "same-origin")
            .header("accept-language", self.language)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, cookies.join("; "))
    }

    async fn answer(&mut self, request: Request<Body>) -> Answer {
        let response = self.house.pages.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let headers = response.headers().clone();
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let to = headers.get(LOCATION).map_or("", |to| to.to_str().unwrap()).to_owned();
        Answer { status, to, headers, html: text_of(response).await }
    }
}

/// What an authenticator app shows at this moment that took this secret: RFC
/// 6238, on other code than the one that checks it.
pub(crate) fn app_code(house: &House, secret: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let letters = secret.chars().filter_map(|letter| alphabet.find(letter));
    let bits: String = letters.map(|at| format!("{at:05b}")).collect();
    let byte = |at: usize| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).unwrap();
    let seed: Vec<u8> = (0..bits.len() / 8).map(byte).collect();
    let counter = house.app.clock.now().0 / 30_000;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &seed);
    let tag = hmac::sign(&key, &counter.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[19] & 15);
    let four: [u8; 4] = tag[at..at + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// The body of an answer.
pub(crate) async fn text_of(response: Response) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn coded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
