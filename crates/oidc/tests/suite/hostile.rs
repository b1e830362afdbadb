//! A provider on loopback that answers as it is told. What is right by default is
//! checked as a provider checks it: PKCE, the redirection address, the secret.

use std::sync::{Arc, Mutex, MutexGuard};

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
    RsaEncoding, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::url::{Url, form_urlencoded};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

pub const CLIENT: &str = "hygie";
pub const SECRET: &str = "a-hidden-secret-of-the-client-for-tests";
/// What is in an answer that must not be repeated to anybody.
pub const MARK: &str = "hidden";

/// A key that signs: P-256, or RSA of 2048 bits.
pub enum Key {
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl Key {
    pub fn new() -> Self {
        Self::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
    }

    pub fn rsa() -> Self {
        Self::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    pub fn public(&self, id: &str) -> Value {
        match self {
            Self::Ec(pair) => {
                let point = pair.public_key().as_ref();
                let part = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 32]);
                json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": id, "x": part(1),
                        "y": part(33) })
            }
            Self::Rsa(pair) => {
                // In DER the modulus of 256 bytes comes after nine of heads.
                let modulus = URL_SAFE_NO_PAD.encode(&pair.public_key().as_ref()[9..265]);
                json!({ "kty": "RSA", "use": "sig", "kid": id, "n": modulus, "e": "AQAB" })
            }
        }
    }

    fn sign(&self, message: &str, algorithm: &Value) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Ec(pair) => pair.sign(&random, message.as_bytes()).unwrap().as_ref().to_vec(),
            Self::Rsa(pair) => {
                let padding: &dyn RsaEncoding =
                    if algorithm == "PS256" { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &random, message.as_bytes(), &mut signature).unwrap();
                signature
            }
        }
    }
}

/// How a token is signed.
pub enum Signer {
    /// With this key.
    Key(Arc<Key>),
    /// With the client's secret.
    Secret,
    /// Not at all.
    Nobody,
}

/// What the provider does.
pub struct Script {
    pub metadata: Value,
    pub keys: Vec<Value>,
    pub header: Value,
    pub signer: Signer,
    /// The ID token's claims; null takes one away.
    pub claims: Map<String, Value>,
    pub subject: String,
    pub now: i64,
    /// The whole answers of the token endpoint and of the user info, in the place of
    /// the right ones.
    pub token: Option<Answer>,
    pub user_info: Option<Answer>,
    /// Bytes that are sent in the place of any answer to this path.
    pub raw: Option<(&'static str, Vec<u8>)>,
    /// What was asked, method and path.
    pub asked: Vec<String>,
    authorised: Option<Authorised>,
}

#[derive(Clone)]
pub struct Answer {
    pub status: u16,
    pub kind: &'static str,
    pub body: String,
}

impl Answer {
    pub fn json(body: &Value) -> Self {
        Self { status: 200, kind: "application/json", body: body.to_string() }
    }
}

#[derive(Clone)]
struct Authorised {
    nonce: String,
    challenge: String,
    redirect: String,
}

/// The provider.
pub struct Hostile {
    pub url: String,
    pub key: Arc<Key>,
    script: Arc<Mutex<Script>>,
}

impl Hostile {
    pub async fn start(now: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let key = Arc::new(Key::new());
        let script = Script {
            metadata: json!({
                "issuer": url,
                "authorization_endpoint": format!("{url}/authorize"),
                "token_endpoint": format!("{url}/token"),
                "userinfo_endpoint": format!("{url}/userinfo"),
                "jwks_uri": format!("{url}/jwks"),
                "id_token_signing_alg_values_supported": ["none", "HS256", "ES256"],
            }),
            keys: vec![key.public("one")],
            header: json!({ "alg": "ES256", "kid": "one", "typ": "JWT" }),
            signer: Signer::Key(key.clone()),
            claims: Map::new(),
            subject: "somebody".to_owned(),
            now,
            token: None,
            user_info: None,
            raw: None,
            asked: Vec::new(),
            authorised: None,
        };
        let script = Arc::new(Mutex::new(script));
        let shared = script.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self { url, key, script }
    }

    pub fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap()
    }

    /// How often a path was asked.
    pub fn count(&self, path: &str) -> usize {
        self.script().asked.iter().filter(|asked| asked.ends_with(path)).count()
    }

    /// The person logs in: the query with which the browser goes back.
    pub fn authorize(&self, url: &str) -> String {
        let url = Url::parse(url).unwrap();
        let get = |name: &str| {
            let mut found = url.query_pairs().filter(|(one, _)| one == name);
            let value = found.next().unwrap_or_else(|| panic!("no {name}")).1.into_owned();
            assert!(found.next().is_none(), "{name} is there twice");
            value
        };
        assert!(url.as_str().starts_with(&format!("{}/authorize?", self.url)));
        assert_eq!(
            (get("response_type"), get("code_challenge_method")),
            ("code".into(), "S256".into())
        );
        assert_eq!(get("client_id"), CLIENT);
        let authorised = Authorised {
            nonce: get("nonce"),
            challenge: get("code_challenge"),
            redirect: get("redirect_uri"),
        };
        self.script().authorised = Some(authorised);
        format!("code=a-code&state={}", get("state"))
    }
}

impl Script {
    /// An ID token for who was authorised.
    pub fn id_token(&self) -> String {
        let nonce = self.authorised.as_ref().map(|one| one.nonce.clone());
        let mut claims = json!({
            "iss": self.metadata["issuer"], "aud": CLIENT, "sub": self.subject, "nonce": nonce,
            "iat": self.now / 1000, "exp": self.now / 1000 + 300, "auth_time": self.now / 1000 - 5,
            "acr": "eidas1", "amr": ["pwd", "otp"],
        });
        let map = claims.as_object_mut().unwrap();
        for (name, value) in &self.claims {
            map.insert(name.clone(), value.clone());
        }
        map.retain(|_, value| !value.is_null());
        self.sign(&claims)
    }

    /// Any JSON as a token.
    pub fn sign(&self, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&self.header), part(claims));
        let signature = match &self.signer {
            Signer::Key(key) => key.sign(&message, &self.header["alg"]),
            Signer::Secret => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
                hmac::sign(&key, message.as_bytes()).as_ref().to_vec()
            }
            Signer::Nobody => Vec::new(),
        };
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn answer(&mut self, asked: &str, head: &str, body: &str) -> Answer {
        self.asked.push(asked.to_owned());
        match asked {
            "GET /.well-known/openid-configuration" => Answer::json(&self.metadata),
            "GET /jwks" => Answer::json(&json!({ "keys": self.keys })),
            "POST /token" => self.exchange(head, body),
            "GET /userinfo" => {
                assert!(head.contains("authorization: Bearer hidden-access\r\n"), "{head}");
                let right = json!({ "sub": self.subject, "name": "Anne" });
                self.user_info.clone().unwrap_or_else(|| Answer::json(&right))
            }
            _ => Answer { status: 404, kind: "text/plain", body: MARK.to_owned() },
        }
    }

    fn exchange(&mut self, head: &str, body: &str) -> Answer {
        if let Some(answer) = self.token.clone() {
            return answer;
        }
        let get = |name: &str| {
            let mut all = form_urlencoded::parse(body.as_bytes());
            all.find(|(one, _)| one == name)
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let basic =
            format!("authorization: Basic {}\r\n", STANDARD.encode(format!("{CLIENT}:{SECRET}")));
        let posted = get("client_id") == CLIENT && get("client_secret") == SECRET;
        let Some(authorised) = self.authorised.clone() else { return refused("invalid_grant") };
        let challenge = digest(&SHA256, get("code_verifier").as_bytes());
        let pkce = URL_SAFE_NO_PAD.encode(challenge) == authorised.challenge;
        if !head.contains(&basic) && !posted {
            return refused("invalid_client");
        }
        if !pkce || get("redirect_uri") != authorised.redirect || get("code") != "a-code" {
            return refused("invalid_grant");
        }
        Answer::json(&json!({
            "access_token": "hidden-access", "token_type": "Bearer", "expires_in": 60,
            "id_token": self.id_token(),
        }))
    }
}

fn refused(error: &str) -> Answer {
    let body = json!({ "error": error, "error_description": MARK }).to_string();
    Answer { status: 400, kind: "application/json", body }
}

async fn serve(mut stream: TcpStream, script: Arc<Mutex<Script>>) -> Option<()> {
    let mut bytes = Vec::new();
    let (head, from) = loop {
        let mut piece = [0; 4096];
        let read = stream.read(&mut piece).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&piece[..read]);
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break (String::from_utf8_lossy(&bytes[..at + 2]).into_owned(), at + 4);
        }
    };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |length| length.parse().unwrap());
    while bytes.len() < from + length {
        let mut piece = [0; 4096];
        let read = stream.read(&mut piece).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&piece[..read]);
    }
    let asked = head.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let body = String::from_utf8_lossy(&bytes[from..]).into_owned();
    let answer = {
        let mut script = script.lock().unwrap();
        let answer = script.answer(&asked, &head, &body);
        match &script.raw {
            Some((path, raw)) if asked.ends_with(path) => raw.clone(),
            _ => http(&answer).into_bytes(),
        }
    };
    stream.write_all(&answer).await.ok()?;
    stream.shutdown().await.ok()
}

/// An answer as it goes over the wire.
pub fn http(answer: &Answer) -> String {
    let Answer { status, kind, body } = answer;
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    )
}
