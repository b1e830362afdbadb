//! The entries of a batch or transaction, read and not yet done
//! (<https://hl7.org/fhir/R4/bundle.html#transaction>).

use std::collections::BTreeSet;

use axum::http::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use hygie_base::{Code, Timestamp};
use hygie_fhir::bundle::BundleFault;
use hygie_fhir::json::{Json, Object};
use hygie_http::Fault;

use crate::address::{Address, Place};
use crate::conditions::{Conditions, IF_NONE_EXIST, not_supported};
use crate::etag::http_date;
use crate::fault::{at, within};
use crate::own_url::make_relative;

/// One entry.
pub(crate) struct Entry {
    /// `Bundle.entry[3]`.
    pub place: String,
    pub full_url: Option<String>,
    pub method: Method,
    pub address: Address,
    pub conditions: Conditions,
    /// What is written, or says how to patch.
    pub resource: Option<Json>,
}

/// What an entry asks for, in the order in which a bundle is done
/// (<https://hl7.org/fhir/R4/http.html#trules>).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Method {
    Delete,
    Post,
    Put,
    Patch,
    Get,
    Head,
}

impl Method {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "DELETE" => Self::Delete,
            "POST" => Self::Post,
            "PUT" => Self::Put,
            "PATCH" => Self::Patch,
            "GET" => Self::Get,
            "HEAD" => Self::Head,
            _ => return None,
        })
    }

    /// Whether it only reads.
    pub const fn reads(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }

    const fn sends(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }

    /// The condition that goes with it.
    fn keeps(self, condition: &HeaderName) -> bool {
        match self {
            Self::Post => condition == IF_NONE_EXIST,
            Self::Put | Self::Patch | Self::Delete => condition == IF_MATCH,
            Self::Get | Self::Head => condition == IF_NONE_MATCH || condition == IF_MODIFIED_SINCE,
        }
    }
}

/// The entries of a bundle, each read or refused by itself.
///
/// # Errors
/// When they are more than `most` or no array.
pub(crate) fn entries(
    mut bundle: Json,
    most: usize,
    base: &str,
) -> Result<Vec<Result<Entry, Fault>>, Fault> {
    let entries = match bundle.as_object_mut().and_then(|bundle| bundle.remove("entry")) {
        None => Vec::new(),
        Some(Json::Array(entries)) => entries,
        Some(_) => {
            let why = BundleFault::NotAList.sentence();
            return Err(at(Code::InvalidResource, "Bundle.entry", why));
        }
    };
    if entries.len() > most {
        let why = format!("entries of this bundle: at most {most}");
        return Err(at(Code::TooLarge, "Bundle.entry", &why));
    }
    let mut seen = BTreeSet::new();
    let read = entries.into_iter().enumerate().map(|(number, entry)| {
        let place = format!("Bundle.entry[{number}]");
        let entry = read(entry, place, base)?;
        unique(&entry, &mut seen)?;
        Ok(entry)
    });
    Ok(read.collect())
}

fn read(entry: Json, place: String, base: &str) -> Result<Entry, Fault> {
    let wrong = |member: &str, fault: BundleFault| {
        at(Code::InvalidResource, &format!("{place}{member}"), fault.sentence())
    };
    let Json::Object(mut entry) = entry else { return Err(wrong("", BundleFault::NotAnObject)) };
    let Some(Json::Object(request)) = entry.remove("request") else {
        return Err(wrong(".request", BundleFault::NoRequest));
    };
    let method = request.get("method").and_then(Json::as_str).and_then(Method::read);
    let method = method.ok_or_else(|| {
        let why = "one of GET, HEAD, POST, PUT, PATCH and DELETE";
        at(Code::InvalidResource, &format!("{place}.request.method"), why)
    })?;
    let url = request.get("url").and_then(Json::as_str);
    let url = url.ok_or_else(|| wrong(".request.url", BundleFault::NoUrl))?;
    let address =
        Address::read(url, base).map_err(|fault| within(fault, &format!("{place}.request.url")))?;
    let conditions = conditions(&request, method, &place)?;
    let full_url = match entry.remove("fullUrl") {
        None => None,
        Some(Json::String(url)) => Some(String::from(url)),
        Some(_) => return Err(wrong(".fullUrl", BundleFault::NotAText)),
    };
    let mut resource = entry.remove("resource").filter(|_| method.sends());
    if method.sends() && resource.as_ref().and_then(Json::resource_type).is_none() {
        return Err(wrong(".resource", BundleFault::NoResource));
    }
    if let Some(resource) = resource.as_mut().filter(|_| method != Method::Patch) {
        if !leads_to(method, &address.place, resource) {
            return Err(wrong(".request.url", BundleFault::OtherUrl));
        }
        make_relative(resource, base);
    }
    Ok(Entry { place, full_url, method, address, conditions, resource })
}

/// Whether what is written may be written to the address.
fn leads_to(method: Method, place: &Place, resource: &Json) -> bool {
    let of_type = |kind| resource.resource_type() == Some(kind);
    match (method, place) {
        (Method::Post | Method::Put, Place::Type(kind)) => of_type(*kind),
        (Method::Put, Place::Instance(kind, id)) => {
            of_type(*kind) && resource.id().is_none_or(|own| own == id)
        }
        _ => false,
    }
}

/// The conditions of a request. One that is not kept is refused: done
/// regardless, what it guards would be overwritten.
fn conditions(request: &Object, method: Method, place: &str) -> Result<Conditions, Fault> {
    let known = [
        ("ifMatch", IF_MATCH),
        ("ifNoneMatch", IF_NONE_MATCH),
        ("ifModifiedSince", IF_MODIFIED_SINCE),
        ("ifNoneExist", IF_NONE_EXIST),
    ];
    let mut found = Vec::new();
    for (member, header) in known {
        let Some(value) = request.get(member) else { continue };
        let place = format!("{place}.request.{member}");
        if !method.keeps(&header) {
            let why = format!("{member} is not supported here: nothing was done");
            let fault = at(Code::NotSupported, &place, &why);
            return Err(fault.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
        let text = value.as_str().ok_or_else(|| at(Code::InvalidResource, &place, "a text"))?;
        let text = if member == "ifModifiedSince" {
            let why = "an instant, 2026-01-31T12:00:00Z";
            instant(text).ok_or_else(|| at(Code::InvalidResource, &place, why))?
        } else {
            text.to_owned()
        };
        let value = HeaderValue::from_str(&text)
            .or_else(|_| HeaderValue::from_bytes(text.as_bytes()))
            .map_err(|_| at(Code::InvalidResource, &place, "a text on one line"))?;
        found.push((header, value));
    }
    Ok(Conditions::from(found))
}

/// A FHIR instant as HTTP writes it.
fn instant(text: &str) -> Option<String> {
    let range = hygie_fhir::date::parse(text, hygie_fhir::date::Form::Instant)?;
    Some(http_date(Timestamp(range.start)))
}

/// Refuses a second entry of the same full URL (R4's rule bdl-7).
fn unique(entry: &Entry, seen: &mut BTreeSet<(String, Option<String>)>) -> Result<(), Fault> {
    let Some(url) = &entry.full_url else { return Ok(()) };
    let meta = entry.resource.as_ref().and_then(|resource| resource.get("meta"));
    let version = meta.and_then(|meta| meta.str("versionId")).map(str::to_owned);
    if seen.insert((url.clone(), version)) {
        return Ok(());
    }
    let place = format!("{}.fullUrl", entry.place);
    Err(at(Code::InvalidResource, &place, BundleFault::SameFullUrl.sentence()))
}

/// For an entry whose method and address do not go together.
pub(crate) fn no_such_interaction() -> Fault {
    not_supported("this method does not go with this url in a bundle")
}
