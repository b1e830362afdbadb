//! What the reads of others cost while somebody floods the log-in with wrong passwords,
//! from many addresses at many logins, so that no wait slows the flood.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use hygie_accounts::Source;
use tokio::runtime::Runtime;

use crate::house::House;
use crate::{median, timed};

/// Reads of a page in each part.
const READS: usize = 20_000;
/// Guesses that are under way at the same time.
const GUESSERS: u32 = 16;
/// A page that reads the account and renders all of it.
const PATH: &str = "/account";

/// Medians of a read, and how many guesses there were meanwhile.
pub(crate) struct Measured {
    pub(crate) quiet: Duration,
    pub(crate) flooded: Duration,
    pub(crate) guesses: u32,
}

/// Measures in an empty folder.
pub(crate) fn measure(folder: &Path) -> anyhow::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let house = Arc::new(House::open(&runtime, folder)?);
    let quiet = reads(&runtime, &house)?;
    let (stop, guesses) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let flood: Vec<_> = (0..GUESSERS)
        .map(|_| {
            let (house, stop, guesses) =
                (Arc::clone(&house), Arc::clone(&stop), Arc::clone(&guesses));
            runtime.spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let at = guesses.fetch_add(1, Ordering::Relaxed);
                    let address = Some(IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 + at)));
                    let source = Source { address, ..Source::default() };
                    let login = format!("login{at}");
                    // It is wrong: that is what is measured.
                    let _refused = house.accounts.log_in_from(&login, "wrong", &source).await;
                }
            })
        })
        .collect();
    let flooded = reads(&runtime, &house)?;
    stop.store(true, Ordering::Relaxed);
    for guesser in flood {
        runtime.block_on(guesser)?;
    }
    runtime.block_on(house.service.store.close())?;
    Ok(Measured { quiet, flooded, guesses: guesses.load(Ordering::Relaxed) })
}

fn reads(runtime: &Runtime, house: &House) -> anyhow::Result<Duration> {
    let mut times = Vec::with_capacity(READS);
    for _ in 0..READS {
        let read = || runtime.block_on(house.get(PATH, true, StatusCode::OK));
        times.push(timed(read)?.1);
    }
    Ok(median(times))
}
