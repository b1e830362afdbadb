//! A house with its endpoints, and clients that hold keys.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use aws_lc_rs::encoding::AsBigEndian as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA384, RsaKeyPair,
};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http_body_util::BodyExt as _;
use hygie_accounts::Accounts;
use hygie_base::{Clock, SeededRng};
use hygie_gate::Gate;
use hygie_http::{App, Config, wrap};
use hygie_record::Permit;
use hygie_smart::{ASSERTION_TYPE, Client, Fetch, FetchError, Keys, Kind, NewClient, Smart};
use hygie_testkit::{World, batch, put};
use serde_json::{Value, json};
use tower::ServiceExt as _;

pub const TOKEN: &str = "http://localhost:8080/oauth/token";
pub const MINUTE: i64 = 60_000;

/// What other hosts answer, and how often they were asked.
#[derive(Default)]
pub struct Elsewhere {
    pub set: Mutex<Option<String>>,
    pub asked: Mutex<u32>,
}

#[async_trait]
impl Fetch for Elsewhere {
    async fn key_set(&self, _: &str, _: &str) -> Result<String, FetchError> {
        *self.asked.lock().unwrap() += 1;
        self.set.lock().unwrap().clone().ok_or_else(|| FetchError("nothing there".into()))
    }
}

pub struct House {
    pub world: World,
    pub app: Arc<App>,
    pub elsewhere: Arc<Elsewhere>,
    router: Router,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The error code of OAuth, or what else came.
    #[track_caller]
    pub fn refused(&self, code: &str, word: &str) {
        let why = self.json["error_description"].as_str().unwrap_or_default();
        assert!(self.json["error"] == code && why.contains(word), "{}: {}", self.status, self.json);
        assert!(self.json.get("access_token").is_none());
        assert_eq!(self.header("cache-control"), "no-store");
    }

    #[track_caller]
    pub fn token(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.json);
        self.json["access_token"].as_str().unwrap().to_owned()
    }
}

impl House {
    pub fn new() -> Self {
        Self::over(World::new(), 7)
    }

    /// Another process on the same store.
    pub fn beside(&self) -> Self {
        Self::over(self.world.beside(), 8)
    }

    fn over(world: World, seed: u64) -> Self {
        let gate = Arc::new(Gate::open(&world.records).unwrap());
        let clock = Arc::clone(&world.clock) as Arc<dyn Clock>;
        let rng = Arc::new(SeededRng::new(seed));
        let accounts = Accounts::new(hygie_accounts::Parts {
            records: Arc::clone(&world.records),
            gate: Arc::clone(&gate),
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng) as _,
            breached: None,
            // What an app gets does not rest on how its user logged in.
            second_factor: hygie_accounts::SecondFactor::Demonstration,
            lock_after: hygie_accounts::LockAfter::OFF,
        });
        let elsewhere = Arc::new(Elsewhere::default());
        let smart = Smart::new(hygie_smart::Parts {
            records: Arc::clone(&world.records),
            gate: Arc::clone(&gate),
            accounts: Arc::clone(&accounts),
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng) as _,
            fetch: Arc::clone(&elsewhere) as _,
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
        let programs =
            Router::new().merge(hygie_api::router(&app)).merge(hygie_oauth::router(&app));
        let router = wrap(hygie_oauth::open(programs, &app), &app);
        Self { world, app, elsewhere, router }
    }

    pub fn operator(&self) -> Permit {
        self.app.gate.command_line("tester")
    }

    pub fn seconds(&self) -> i64 {
        self.app.clock.now().0 / 1000
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, json }
    }

    pub async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header("host", "localhost:8080");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        let bearer = format!("Bearer {token}");
        self.call(Method::GET, path, &[("authorization", &bearer)]).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", coded(value))).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("host", "localhost:8080")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")))
            .unwrap();
        self.send(request).await
    }

    /// Asks for a token as a machine.
    pub async fn ask(&self, assertion: &str, scope: &str) -> Answer {
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", assertion),
            ("scope", scope),
        ];
        self.post("/oauth/token", &fields).await
    }

    /// Registers a machine with the keys of this holder.
    pub async fn machine(&self, holder: &Holder, scopes: &str) -> Client {
        self.register(machine(Keys::Value(holder.set()), scopes)).await
    }

    pub async fn register(&self, new: NewClient) -> Client {
        self.app.smart.register(&self.operator(), new, "tester").await.unwrap()
    }

    /// Two persons, each with an observation.
    pub async fn persons(&self) {
        let texts = [
            r#"{"resourceType":"Patient","id":"p","name":[{"family":"Morel"}]}"#.to_owned(),
            r#"{"resourceType":"Patient","id":"q","name":[{"family":"Garnier"}]}"#.to_owned(),
            hygie_testkit::observation("o", "p", "1"),
            hygie_testkit::observation("u", "q", "2"),
        ];
        let changes = texts.iter().map(|text| put(text)).collect();
        self.app.records.write(&self.operator(), batch("org", changes)).await.unwrap();
    }
}

pub fn machine(keys: Keys, scopes: &str) -> NewClient {
    NewClient {
        name: "Laboratoire".into(),
        kind: Kind::Backend,
        redirects: Vec::new(),
        origins: Vec::new(),
        scopes: scopes.into(),
        keys,
        launch: None,
        organisation: "org".into(),
        organisation_name: "Cabinet".into(),
    }
}

/// Who holds a private key.
pub struct Holder {
    pub kid: &'static str,
    key: Key,
}

enum Key {
    Rsa(RsaKeyPair),
    P384(EcdsaKeyPair),
}

impl Holder {
    pub fn rsa(kid: &'static str) -> Self {
        Self { kid, key: Key::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()) }
    }

    pub fn p384(kid: &'static str) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap();
        Self { kid, key: Key::P384(key) }
    }

    pub fn algorithm(&self) -> &'static str {
        match self.key {
            Key::Rsa(_) => "RS384",
            Key::P384(_) => "ES384",
        }
    }

    /// Its public key alone.
    pub fn jwk(&self) -> Value {
        match &self.key {
            Key::Rsa(pair) => {
                // RSAPublicKey in DER: the modulus stands behind nine bytes.
                let der = pair.public_key().as_ref();
                let n = coded64(&der[9..9 + 256]);
                json!({"kty": "RSA", "kid": self.kid, "alg": "RS384", "n": n, "e": "AQAB"})
            }
            Key::P384(pair) => {
                let point = pair.public_key().as_ref();
                let (x, y) = (coded64(&point[1..49]), coded64(&point[49..]));
                json!({"kty": "EC", "crv": "P-384", "kid": self.kid, "x": x, "y": y})
            }
        }
    }

    pub fn set(&self) -> String {
        json!({ "keys": [self.jwk()] }).to_string()
    }

    pub fn sign(&self, message: &str) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.key {
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA384, &random, message.as_bytes(), &mut signature).unwrap();
                signature
            }
            Key::P384(pair) => pair.sign(&random, message.as_bytes()).unwrap().as_ref().to_vec(),
        }
    }

    /// A token of this head and these claims.
    pub fn jwt(&self, head: &Value, claims: &Value) -> String {
        let part = |value: &Value| coded64(value.to_string().as_bytes());
        let message = format!("{}.{}", part(head), part(claims));
        format!("{message}.{}", coded64(&self.sign(&message)))
    }

    pub fn head(&self) -> Value {
        json!({"typ": "JWT", "alg": self.algorithm(), "kid": self.kid})
    }

    /// A good assertion with this `jti`.
    pub fn assertion(&self, house: &House, client: &Client, jti: &str) -> String {
        self.jwt(&self.head(), &claims(house, client, jti))
    }

    /// The bytes of its private key's public half, as somebody would misuse them.
    pub fn public_bytes(&self) -> Vec<u8> {
        match &self.key {
            Key::Rsa(pair) => pair.public_key().as_ref().to_vec(),
            Key::P384(pair) => pair.public_key().as_ref().to_vec(),
        }
    }

    /// Its private key, as nobody should send it.
    pub fn private_jwk(&self) -> Value {
        let mut jwk = self.jwk();
        if let Key::P384(pair) = &self.key {
            let bytes: aws_lc_rs::encoding::EcPrivateKeyBin<'_> =
                pair.private_key().as_be_bytes().unwrap();
            jwk["d"] = json!(coded64(bytes.as_ref()));
        }
        jwk
    }
}

pub fn claims(house: &House, client: &Client, jti: &str) -> Value {
    json!({
        "iss": client.id, "sub": client.id, "aud": TOKEN,
        "exp": house.seconds() + 300, "jti": jti,
    })
}

pub fn coded64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn coded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
