//! An authenticator of passkeys in memory, which says what a test wants it to say:
//! WebAuthn by other code than the one that is tested.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// Somebody was present, and was verified.
const PRESENT_AND_VERIFIED: u8 = 1 | 1 << 2;
/// A passkey is attested.
const ATTESTED: u8 = 1 << 6;

/// By which algorithm a passkey signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// ECDSA on P-256.
    Es256,
    /// Ed25519.
    EdDsa,
    /// RSA, PKCS #1 v1.5.
    Rs256,
}

enum Key {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Rs256(RsaKeyPair),
}

/// One passkey and the authenticator that holds it.
pub struct Authenticator {
    key: Key,
    /// Its id.
    pub id: Vec<u8>,
    /// Whose it is, as it was told.
    pub handle: Vec<u8>,
    /// How often it signed.
    pub count: u32,
    origin: String,
}

/// What is said in an answer. All of it is right until a test changes it.
#[derive(Clone, Debug)]
pub struct Says {
    /// `webauthn.get` or `webauthn.create`.
    pub r#type: String,
    /// The challenge that is answered.
    pub challenge: String,
    /// Of the page that asked.
    pub origin: String,
    /// Whether that page was in a frame of another site.
    pub cross_origin: bool,
    /// The relying party's id.
    pub party: String,
    /// Flags of the authenticator data.
    pub flags: u8,
    /// The counter.
    pub count: u32,
    /// What follows the head of the authenticator data.
    pub rest: Vec<u8>,
    /// Whose the passkey is; none to say nothing of it.
    pub handle: Option<Vec<u8>>,
    /// The attestation object's format.
    pub format: String,
}

impl Authenticator {
    /// Makes a passkey for these options of creation, asked by a page of this origin.
    pub fn new(kind: Kind, options: &str, origin: &str) -> Self {
        let options: Value = serde_json::from_str(options).unwrap();
        let key = match kind {
            Kind::Es256 => {
                Key::Es256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap())
            }
            Kind::EdDsa => Key::EdDsa(Ed25519KeyPair::generate().unwrap()),
            Kind::Rs256 => Key::Rs256(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()),
        };
        let mut id = vec![0; 32];
        aws_lc_rs::rand::fill(&mut id).unwrap();
        let handle = URL_SAFE_NO_PAD.decode(text(&options, "/user/id")).unwrap();
        Self { key, id, handle, count: 0, origin: origin.to_owned() }
    }

    /// What it would say to the options of creation.
    pub fn creates(&self, options: &str) -> Says {
        let options: Value = serde_json::from_str(options).unwrap();
        let mut rest = vec![0; 16];
        rest.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        rest.extend(&self.id);
        rest.extend(self.cose());
        let party = text(&options, "/rp/id");
        Says {
            flags: PRESENT_AND_VERIFIED | ATTESTED,
            rest,
            ..self.says("webauthn.create", &options, party)
        }
    }

    /// What it would say to the options of a request.
    pub fn gets(&self, options: &str) -> Says {
        let options: Value = serde_json::from_str(options).unwrap();
        self.says("webauthn.get", &options, text(&options, "/rpId"))
    }

    fn says(&self, r#type: &str, options: &Value, party: &str) -> Says {
        Says {
            r#type: r#type.to_owned(),
            challenge: text(options, "/challenge").to_owned(),
            origin: self.origin.clone(),
            cross_origin: false,
            party: party.to_owned(),
            flags: PRESENT_AND_VERIFIED,
            count: self.count,
            rest: Vec::new(),
            handle: Some(self.handle.clone()),
            format: "none".to_owned(),
        }
    }

    /// The answer of the browser to options of creation.
    pub fn registers(&self, options: &str) -> String {
        self.registration(&self.creates(options))
    }

    /// The answer of the browser to options of a request; the counter grows.
    pub fn answers(&mut self, options: &str) -> String {
        self.count += 1;
        self.assertion(&self.gets(options))
    }

    /// A registration that says this.
    pub fn registration(&self, says: &Says) -> String {
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x60 | u8::try_from(says.format.len()).unwrap());
        object.extend(says.format.as_bytes());
        object.push(0x67);
        object.extend(b"attStmt");
        object.extend([0xa0, 0x68]);
        object.extend(b"authData");
        let data = data(says);
        object.push(0x59);
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        self.answer(&json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data(says)),
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
        }))
    }

    /// An assertion that says this, signed by the passkey.
    pub fn assertion(&self, says: &Says) -> String {
        let (client, data) = (client_data(says), data(says));
        let mut message = data.clone();
        message.extend(digest(&SHA256, &client).as_ref());
        self.answer(&json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(self.sign(&message)),
            "userHandle": says.handle.as_ref().map(|handle| URL_SAFE_NO_PAD.encode(handle)),
        }))
    }

    fn answer(&self, response: &Value) -> String {
        let id = URL_SAFE_NO_PAD.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let chance = SystemRandom::new();
        match &self.key {
            Key::Es256(key) => key.sign(&chance, message).unwrap().as_ref().to_vec(),
            Key::EdDsa(key) => key.sign(message).as_ref().to_vec(),
            Key::Rs256(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &chance, message, &mut signature).unwrap();
                signature
            }
        }
    }

    /// The public key in COSE.
    fn cose(&self) -> Vec<u8> {
        let head = |head: &[u8], body: &[u8]| [head, body].concat();
        match &self.key {
            Key::Es256(key) => {
                // Uncompressed: 4, x, y.
                let (x, y) = key.public_key().as_ref().get(1..).unwrap().split_at(32);
                let x = head(&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x);
                [x, head(&[0x22, 0x58, 32], y)].concat()
            }
            Key::EdDsa(key) => {
                head(&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32], key.public_key().as_ref())
            }
            Key::Rs256(key) => {
                // RSAPublicKey of 2048 bits in DER (RFC 8017, A.1.1): a modulus of 256 bytes
                // after a zero, an exponent of three.
                let der = key.public_key().as_ref();
                let (n, e) = (der.get(9..265).unwrap(), der.get(267..270).unwrap());
                let length = u16::try_from(n.len()).unwrap().to_be_bytes();
                let n = [&[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59][..], &length, n].concat();
                [n, head(&[0x21, 0x40 | u8::try_from(e.len()).unwrap()], e)].concat()
            }
        }
    }
}

fn client_data(says: &Says) -> Vec<u8> {
    json!({
        "type": says.r#type,
        "challenge": says.challenge,
        "origin": says.origin,
        "crossOrigin": says.cross_origin,
    })
    .to_string()
    .into_bytes()
}

fn data(says: &Says) -> Vec<u8> {
    let mut data = digest(&SHA256, says.party.as_bytes()).as_ref().to_vec();
    data.push(says.flags);
    data.extend(says.count.to_be_bytes());
    data.extend(&says.rest);
    data
}

fn text<'a>(options: &'a Value, at: &str) -> &'a str {
    options.pointer(at).and_then(Value::as_str).unwrap()
}
