//! Random input to everything that strangers and administrators send: refused or
//! read, never a panic.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::SeededRng;
use proptest::prelude::{Strategy, prop_oneof};
use proptest::{prop_assert, proptest};

use crate::address::Address;
use crate::assertion::Assertion;
use crate::grant::parts;
use crate::jwks::KeySet;
use crate::scope::Asked;
use crate::secret;

/// Text that is nearly JSON of what is looked for.
fn nearly() -> impl Strategy<Value = String> {
    let member = "\"(alg|kid|iss|sub|aud|exp|jti|keys|kty|n|e|x|y|crv)\":";
    let value = prop_oneof![
        "\"[A-Za-z0-9_-]{0,70}\"",
        "-?[0-9]{1,25}(\\.[0-9]{1,4})?(e[0-9]{1,4})?",
        "null|true|\\[\\]|\\{\\}|\\[\\[\\]\\]",
        ".{0,12}",
    ];
    let pair = (member, value).prop_map(|(name, value)| format!("{name}{value}"));
    let pairs = proptest::collection::vec(pair, 0..8);
    pairs.prop_map(|all| format!("{{{}}}", all.join(",")))
}

proptest! {
    #[test]
    fn assertions(head in nearly(), claims in nearly(), tail in "[A-Za-z0-9_.=-]{0,90}") {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let _read = Assertion::read(&format!("{}.{}.{tail}", part(&head), part(&claims)));
        let _read = Assertion::read(&format!("{head}.{claims}.{tail}"));
    }

    #[test]
    fn sets_of_keys(key in nearly(), text in ".{0,200}") {
        let _read = KeySet::parse(&format!("{{\"keys\":[{key}]}}"));
        let _read = KeySet::parse(&key);
        let _read = KeySet::parse(&text);
    }

    #[test]
    fn addresses_read_alike(text in "(https?|ftp)?:?/?/?[a-zA-Z0-9.:@\\[\\]/?#\\\\ %-]{0,60}") {
        if let Ok(address) = Address::parse(&text) {
            prop_assert!(text.starts_with(address.origin().trim_end_matches(":443")));
            let authority = address.origin().split_once("://").map_or("", |(_, host)| host);
            prop_assert!(!authority.contains(['@', '#', '\\', ' ', '/', '?', '%']), "{authority}");
            let sent = address.with(&[("state", &text)]);
            prop_assert!(sent.bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }

    #[test]
    fn scopes_and_handles(text in ".{0,200}", seed in 0_u64..1000) {
        if let Ok(asked) = Asked::parse(&text) {
            prop_assert!(asked.is_within(&asked));
        }
        let _parts = parts(&text);
        let word = secret::fresh(&SeededRng::new(seed));
        let twice = format!("{0}.{0}", *word);
        prop_assert!(parts(&twice).is_some());
    }
}
