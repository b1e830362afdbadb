//! Ways in for the fuzz targets: what strangers send, read as it is in use.

use crate::assertion::Assertion;
use crate::authorize::checked;
use crate::client::{Client, Keys, Kind};
use crate::{AuthorizationRequest, KeySet};

/// Whether an assertion passes with these keys, for this audience, at this second.
pub fn passes(assertion: &str, keys: &KeySet, audience: &str, now: i64) -> bool {
    let read = Assertion::read(assertion);
    read.is_ok_and(|assertion| assertion.check(keys, None, audience, now).is_ok())
}

/// What a request would be granted of an app that is registered for these scopes;
/// `None` when it is refused.
pub fn granted(request: AuthorizationRequest<'_>, scopes: &str, api: &str) -> Option<String> {
    let client = Client {
        id: String::new(),
        name: String::new(),
        kind: Kind::Public,
        redirects: Vec::new(),
        origins: Vec::new(),
        scopes: scopes.to_owned(),
        keys: Keys::None,
        launch: None,
        organisation: String::new(),
        organisation_name: String::new(),
        suspended: false,
        by: String::new(),
        made: 0,
    };
    checked(request, &client, api).ok().map(|(granted, _)| granted.to_string())
}
