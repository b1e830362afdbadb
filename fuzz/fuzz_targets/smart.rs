//! What apps and machines send: scopes, requests, addresses, sets of keys and
//! assertions. Nothing breaks their readers, nothing is granted beyond the
//! registration, and no assertion passes that its key did not sign.
#![no_main]

use std::sync::LazyLock;

use hygie_smart::fuzzing::{granted, passes};
use hygie_smart::{Address, Asked, AuthorizationRequest, KeySet, Level};
use libfuzzer_sys::fuzz_target;

const API: &str = "https://hygie.example/fhir";
const TOKEN: &str = "https://hygie.example/oauth/token";
/// The second of the assertion among the seeds.
const NOW: i64 = 1_795_626_000;
/// What the app of the requests is registered for.
const REGISTERED: &str = "launch/patient openid patient/Patient.rs user/Observation.cruds \
    patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

/// A public key (RFC 7515, appendix A.2): no input is signed by its private half.
static KEYS: LazyLock<KeySet> = LazyLock::new(|| {
    KeySet::parse(include_str!("../seeds/smart/keys.json")).expect("a set of keys")
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    scopes(text);
    assert!(!passes(text, &KEYS, TOKEN, NOW), "nobody signed it");
    if let Ok(set) = KeySet::parse(text) {
        assert_eq!(KeySet::parse(text).as_ref(), Ok(&set));
    }
    if let Ok(address) = Address::parse(text) {
        let with = address.with(&[("state", text)]);
        assert!(with.starts_with(text) && with.bytes().all(|byte| byte.is_ascii_graphic()));
        assert!(text.starts_with("https://") || text.starts_with("http://"));
    }
    request(text);
});

fn scopes(text: &str) {
    match Asked::parse(text) {
        Err(error) => drop(error.to_string()),
        Ok(asked) => {
            let again = asked.to_string();
            if let (Ok(read), None) = (Asked::parse(&again), asked.unknown()) {
                assert_eq!(read.to_string(), again);
                assert!(read.is_within(&asked) && asked.is_within(&read));
            }
            let registered = Asked::parse(REGISTERED).expect("scopes");
            assert!(asked.within(&registered).is_within(&registered));
            let _ = asked.scopes(&[Level::Patient, Level::User]);
        }
    }
}

/// Lines: scope, state, nonce, challenge, method, kind of answer.
fn request(text: &str) {
    let mut lines = text.split('\n');
    let mut line = || lines.next().filter(|line| !line.is_empty());
    let request = AuthorizationRequest {
        scope: line(),
        state: line(),
        nonce: line(),
        challenge: line(),
        method: line(),
        response_type: line(),
        audience: Some(API),
        ..AuthorizationRequest::default()
    };
    if let Some(granted) = granted(request, REGISTERED, API) {
        let registered = Asked::parse(REGISTERED).expect("scopes");
        assert!(Asked::parse(&granted).expect("what is kept is read").is_within(&registered));
    }
}
