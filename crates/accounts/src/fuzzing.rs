//! Ways in for the fuzz targets: what strangers send, read as it is in use.

use hygie_base::{Rng, Timestamp};

use crate::guesses::{DeviceKey, device_id};

/// Whether what a device carries makes it a known one of this login; and what it
/// would carry after a log-in.
pub fn device(
    key: &str,
    carried: &str,
    login: &str,
    now: Timestamp,
    rng: &dyn Rng,
) -> (bool, String) {
    let key = DeviceKey::new(key);
    let known = key.known(carried, login, now).is_some();
    let id = device_id(Some(carried), rng);
    (known, key.remembered((&id, Some(carried)), login, now))
}
