//! What a session check adds to a request: the same request with a session and without,
//! and the check alone.

use std::path::Path;
use std::time::Duration;

use axum::http::StatusCode;

use crate::house::House;
use crate::{median, timed};

/// Requests of each kind, taken in turn so that both meet the same machine.
const REQUESTS: usize = 5_000;
/// Checks timed together: one is near what a clock can tell.
const CHECKS: u32 = 100;
/// A page that does nothing but tell whether there is an open session.
const PATH: &str = "/lock/alive";

/// Medians.
pub(crate) struct Measured {
    /// Of the request without a session.
    pub(crate) without: Duration,
    /// Of the same with one.
    pub(crate) with: Duration,
    /// Of the check alone.
    pub(crate) check: Duration,
}

/// Measures in an empty folder.
pub(crate) fn measure(folder: &Path) -> anyhow::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let house = House::open(&runtime, folder)?;
    let (mut without, mut with, mut check) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..REQUESTS {
        let bare = || runtime.block_on(house.get(PATH, false, StatusCode::UNAUTHORIZED));
        without.push(timed(bare)?.1);
        let known = || runtime.block_on(house.get(PATH, true, StatusCode::NO_CONTENT));
        with.push(timed(known)?.1);
        let checks = || {
            runtime.block_on(async {
                for _ in 0..CHECKS {
                    let session = house.accounts.session(&house.cookie).await?;
                    anyhow::ensure!(session.is_some(), "the session has ended");
                }
                Ok(())
            })
        };
        check.push(timed(checks)?.1 / CHECKS);
    }
    runtime.block_on(house.service.store.close())?;
    Ok(Measured { without: median(without), with: median(with), check: median(check) })
}
