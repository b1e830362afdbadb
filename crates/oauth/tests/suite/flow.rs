//! A person who allows an app something, up to the code.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use hygie_accounts::{LoggedIn, NewAccount};
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_smart::{AuthorizationRequest, Client, Keys, Kind, NewClient, NotHeard, Patient};

use crate::help::{Answer, House, coded64, machine};

pub const API: &str = "http://localhost:8080/fhir";
pub const REDIRECT: &str = "https://app.example/cb";
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const PASSWORD: &str = "brume tiroir cactus";

/// The challenge of any verifier.
pub fn challenge(verifier: &str) -> String {
    coded64(digest(&SHA256, verifier.as_bytes()).as_ref())
}

/// Two persons, a physician and a person who are logged in, and an app.
pub struct Flow {
    pub house: House,
    pub client: Client,
    pub person: LoggedIn,
    pub physician: LoggedIn,
    pub record: RecordNo,
}

impl Flow {
    /// With a public app that may ask for these.
    pub async fn new(scopes: &str) -> Self {
        let house = House::new();
        house.persons().await;
        let record = house.app.records.record_of("p").await.unwrap().unwrap();
        let client = house.register(app(scopes)).await;
        let person = account(&house, Role::Person, Some(record)).await;
        let physician = account(&house, Role::Physician, None).await;
        Self { house, client, person, physician, record }
    }

    pub fn request<'a>(&'a self, scope: &'a str) -> AuthorizationRequest<'a> {
        AuthorizationRequest {
            response_type: Some("code"),
            client: Some(&self.client.id),
            redirect: Some(REDIRECT),
            scope: Some(scope),
            state: Some("s"),
            audience: Some(API),
            challenge: Some(CHALLENGE),
            method: Some("S256"),
            nonce: Some("n-1"),
            ..AuthorizationRequest::default()
        }
    }

    /// Whether the physician is asked at all.
    pub async fn hears(&self, request: AuthorizationRequest<'_>) -> bool {
        let smart = &self.house.app.smart;
        smart.authorization(request, &self.physician.session, API).await.is_ok()
    }

    /// The code that comes of a yes.
    pub async fn code(&self, who: &LoggedIn, scope: &str) -> String {
        self.code_for(who, self.request(scope)).await
    }

    /// The same for this request.
    pub async fn code_for(&self, who: &LoggedIn, request: AuthorizationRequest<'_>) -> String {
        let smart = &self.house.app.smart;
        let asked = smart.authorization(request, &who.session, API).await;
        let asked = match asked {
            Ok(asked) => asked,
            Err(NotHeard::There(to)) => panic!("{to}"),
            Err(_) => panic!("not heard"),
        };
        let patient = Some(Patient::new(self.record, "p".into()));
        let to = smart.allow(asked, &who.session, patient).await.unwrap();
        let (_, code) = to.split_once("?code=").unwrap();
        code.split('&').next().unwrap().to_owned()
    }

    /// Asks for tokens with a code, as the app would.
    pub async fn exchange(&self, code: &str) -> Answer {
        self.exchange_with(code, &[]).await
    }

    /// The same with other fields in the place of the usual ones.
    pub async fn exchange_with(&self, code: &str, other: &[(&str, &str)]) -> Answer {
        let usual = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
            ("client_id", &self.client.id),
        ];
        self.house.post("/oauth/token", &instead(&usual, other)).await
    }

    /// Tokens for these scopes, of this person.
    pub async fn tokens(&self, who: &LoggedIn, scope: &str) -> Answer {
        let answer = self.exchange(&self.code(who, scope).await).await;
        answer.token();
        answer
    }

    pub async fn refresh(&self, token: &str, other: &[(&str, &str)]) -> Answer {
        let usual = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", &self.client.id),
        ];
        self.house.post("/oauth/token", &instead(&usual, other)).await
    }
}

fn instead<'a>(
    usual: &[(&'a str, &'a str)],
    other: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let kept = usual.iter().filter(|(name, _)| !other.iter().any(|(one, _)| one == name));
    kept.chain(other).copied().collect()
}

pub fn app(scopes: &str) -> NewClient {
    NewClient {
        name: "Courbes".into(),
        kind: Kind::Public,
        redirects: vec![REDIRECT.into(), "https://app.example/other".into()],
        origins: vec!["https://app.example".into()],
        launch: Some("https://app.example/launch".into()),
        organisation: String::new(),
        organisation_name: String::new(),
        ..machine(Keys::None, scopes)
    }
}

async fn account(house: &House, role: Role, person: Option<RecordNo>) -> LoggedIn {
    let of = role.is_of_an_organisation();
    let new = NewAccount {
        login: role.name().into(),
        name: "Claire Vasseur".into(),
        role,
        organisation: if of { "org".into() } else { String::new() },
        organisation_name: if of { "Cabinet".into() } else { String::new() },
        person,
        delegation: None,
    };
    let accounts = Arc::clone(&house.app.accounts);
    accounts.create_with_password(&house.operator(), new, PASSWORD).await.unwrap();
    accounts.log_in(role.name(), PASSWORD).await.unwrap()
}
