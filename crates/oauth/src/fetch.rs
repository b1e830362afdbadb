//! Gets the sets of keys that clients publish.

use async_trait::async_trait;
use axum::http::StatusCode;
use hygie_http::Outgoing;
use hygie_smart::limits::KEY_SET_BYTES;
use hygie_smart::{Address, Fetch, FetchError};

use crate::limits::FETCH_TIME;

/// The way to other hosts.
#[derive(Clone, Copy, Debug)]
pub struct Outside;

#[async_trait]
impl Fetch for Outside {
    async fn key_set(&self, url: &str, authorities: &str) -> Result<String, FetchError> {
        // What was registered was checked; what is fetched is checked again.
        let address = Address::parse(url).map_err(|_| failed("no address"))?;
        let asked = Outgoing {
            url: address.as_str(),
            authorities,
            body: None,
            accept: "application/json",
            most: KEY_SET_BYTES,
            time: FETCH_TIME,
        };
        match asked.ask().await {
            Ok((StatusCode::OK, text)) => Ok(text),
            Ok((status, _)) => Err(failed(&format!("status {}", status.as_u16()))),
            Err(why) => Err(failed(&why)),
        }
    }
}

fn failed(why: &str) -> FetchError {
    FetchError(why.to_owned())
}
