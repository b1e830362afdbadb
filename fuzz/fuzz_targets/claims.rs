//! What a provider sends: no claims, no query and no kept log-in breaks its reader,
//! and whoever may act has a role.
#![no_main]

use hygie_oidc::{Back, Claims, Pending, Profile, read_claims};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for profile in Profile::ALL {
        match read_claims(profile, bytes) {
            Ok(Claims::Professional(one)) => {
                assert!(!one.activities.is_empty() && one.rpps().len() == 11);
                assert!(one.activities.iter().all(|one| one.profession.role == Some(one.role)));
            }
            Ok(_) => {}
            Err(fault) => drop(fault.to_string()),
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Back::parse(text);
    }
    if let Ok(pending) = Pending::from_bytes(bytes) {
        assert!(Pending::from_bytes(&pending.to_bytes()).is_ok());
    }
});
