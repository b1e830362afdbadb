//! What browsers and authenticators send: no text, no attestation object, no
//! authenticator data and no key breaks its reader, and nothing unsigned is asserted.
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_accounts::passkeys::webauthn::{Assertion, Known, Party, Registration};
use libfuzzer_sys::fuzz_target;

fn client(ceremony: &str) -> String {
    let said = format!(
        r#"{{"type":"webauthn.{ceremony}","challenge":"AAAA","origin":"http://localhost"}}"#
    );
    URL_SAFE_NO_PAD.encode(said)
}

fuzz_target!(|bytes: &[u8]| {
    let party = Party::of("http://localhost").unwrap();
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Ok(made) = Registration::read(text) {
            let _ = made.check(&party);
        }
        if let Ok(used) = Assertion::read(text) {
            assert!(used.check(&party, Known::NOBODYS).is_err());
        }
        let _ = Party::of(text);
    }
    let coded = URL_SAFE_NO_PAD.encode(bytes);
    let (create, get) = (client("create"), client("get"));
    let made = format!(
        r#"{{"id":"AAAA","response":{{"clientDataJSON":"{create}","attestationObject":"{coded}"}}}}"#
    );
    if let Ok(Ok(created)) = Registration::read(&made).map(|made| made.check(&party)) {
        assert_eq!(created.id, "AAAA");
    }
    let used = format!(
        r#"{{"id":"AAAA","response":{{"clientDataJSON":"{get}","authenticatorData":"{coded}","signature":"{coded}"}}}}"#
    );
    if let Ok(used) = Assertion::read(&used) {
        let known = Known { key: bytes, count: 0, may_be_copied: false };
        assert!(used.check(&party, known).is_err());
        assert!(used.check(&party, Known::NOBODYS).is_err());
    }
});
