//! Reading a request's body whole, within a limit.

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH};
use axum::http::{HeaderMap, HeaderValue};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hygie_base::Code;

use crate::Fault;

/// The whole body. What is announced as too long is refused before it is read.
///
/// # Errors
/// [`Code::MediaType`] when it is compressed; [`Code::TooLarge`] above `most` bytes;
/// [`Code::Usage`] when it breaks off.
pub async fn read_body(headers: &HeaderMap, body: Body, most: usize) -> Result<Bytes, Fault> {
    is_plain(headers)?;
    let too_large =
        || Fault::new(Code::TooLarge).because(format!("bytes of a request's body: at most {most}"));
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let announced = announced.and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > most))
    {
        return Err(too_large());
    }
    match Limited::new(body, most).collect().await {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        Err(_) => Err(Fault::new(Code::Usage).because("The request's body broke off.")),
    }
}

/// Refuses a body that is not sent as it is (RFC 9110, section 8.4.1): what it
/// would unpack to is not known before.
fn is_plain(headers: &HeaderMap) -> Result<(), Fault> {
    let plain = headers.get_all(CONTENT_ENCODING).iter().all(|coding| {
        coding.to_str().is_ok_and(|text| text.trim().eq_ignore_ascii_case("identity"))
    });
    let why = "Send the body as it is, without Content-Encoding: none is unpacked here.";
    let refused = || Fault::new(Code::MediaType).because(why);
    // RFC 9110, section 12.5.3: what would be taken.
    let taken = HeaderValue::from_static("identity");
    if plain { Ok(()) } else { Err(refused().header(ACCEPT_ENCODING, taken)) }
}
