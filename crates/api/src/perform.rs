//! One entry of a bundle by itself, done by the same code as the request that
//! it stands for.

use axum::body::to_bytes;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_http::{Fault, RequestId, outcome};

use crate::address::{Address, Place};
use crate::answer::{About, fhir};
use crate::bundle::{Bundle, Done};
use crate::call::{Call, Shape};
use crate::entry::{Entry, Method, no_such_interaction};
use crate::fault::within;
use crate::limits::ANSWER_BYTES;
use crate::patch::{self, Patch};
use crate::prefer::Return;
use crate::state::Api;
use crate::{compartment, create, delete, history, read, search, update, vread};

/// Who sends a bundle, and how much may still be answered.
pub(crate) struct Sender<'a> {
    pub api: &'a Api,
    pub call: &'a Call,
    pub request: RequestId,
    room: Room,
}

impl<'a> Sender<'a> {
    pub const fn new(api: &'a Api, call: &'a Call, request: RequestId) -> Self {
        Self { api, call, request, room: Room(ANSWER_BYTES) }
    }

    /// The call that an entry stands for.
    pub fn call_of(&self, entry: &mut Entry) -> Call {
        let mut prefer = self.call.prefer;
        // As in a transaction: resources come back when they are asked for.
        prefer.returns = prefer.returns.or(Some(Return::Minimal));
        Call {
            asker: self.call.asker.clone(),
            parameters: std::mem::take(&mut entry.address.parameters),
            shape: Shape::default(),
            wants_fhir: true,
            prefer,
            conditions: std::mem::take(&mut entry.conditions),
        }
    }

    /// Does an entry and tells what became of it.
    pub async fn perform(&mut self, entry: Entry) -> Done {
        let place = entry.place.clone();
        let method = entry.method;
        let done = match self.answered(entry).await {
            Ok(response) => self.told(response, method).await,
            Err(fault) => Err(fault),
        };
        done.unwrap_or_else(|fault| self.refused(&fault, &place))
    }

    /// What an entry is answered that was refused.
    pub fn refused(&self, fault: &Fault, place: &str) -> Done {
        let fault = within(fault.clone(), place);
        Done {
            status: status(fault.http_status()),
            location: None,
            about: None,
            resource: None,
            outcome: Some(outcome(&fault, &self.request)),
        }
    }

    async fn answered(&self, mut entry: Entry) -> Result<Response, Fault> {
        let (api, call) = (self.api, self.call_of(&mut entry));
        let Entry { method, address: Address { place, .. }, resource, .. } = entry;
        match (method, place, resource) {
            (Method::Get | Method::Head, place, _) => get(api, &call, place).await,
            (Method::Post, Place::Type(kind), Some(resource)) => {
                create::one(api, &call, kind, resource).await
            }
            (Method::Put, Place::Instance(kind, id), Some(resource)) => {
                let resource = update::with_id(resource, &id);
                update::one(api, &call, kind, &id, resource).await
            }
            (Method::Put, Place::Type(kind), Some(resource)) => {
                update::matching(api, &call, kind, resource).await
            }
            (Method::Delete, Place::Instance(kind, id), _) => {
                delete::one(api, &call, kind, &id).await
            }
            (Method::Delete, Place::Type(kind), _) => delete::matching(api, &call, kind).await,
            (Method::Patch, Place::Instance(kind, id), Some(resource)) => {
                patch::one(api, &call, kind, &id, &Patch::of_entry(&resource)?).await
            }
            (Method::Patch, Place::Type(kind), Some(resource)) => {
                patch::matching(api, &call, kind, &Patch::of_entry(&resource)?).await
            }
            _ => Err(no_such_interaction()),
        }
    }

    /// An answer as an entry of the bundle of answers.
    async fn told(&mut self, response: Response, method: Method) -> Result<Done, Fault> {
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(LOCATION).and_then(|url| url.to_str().ok());
        let own = location.map(|url| url.strip_prefix(&self.api.base).unwrap_or(url));
        let location = own.map(|url| url.trim_start_matches('/').to_owned());
        let unread = |_| Fault::new(Code::Unavailable).inside("an answer that cannot be read");
        let text = to_bytes(body, usize::MAX).await.map_err(unread)?;
        let shown = !text.is_empty() && method != Method::Head;
        let shown = shown && parts.headers.contains_key(CONTENT_TYPE);
        let mut done = Done {
            status: status(parts.status),
            location,
            about: parts.extensions.get::<About>().copied(),
            resource: None,
            outcome: None,
        };
        if shown && !method.reads() && self.call.prefer.returns == Some(Return::Outcome) {
            done.outcome = parse(&text, &JsonLimits::default()).ok();
        } else if shown && self.room.take(text.len()) {
            done.resource = Some(text.to_vec());
        } else if shown && method.reads() {
            return Err(too_much());
        }
        // What was written stays so, and says so, whether it fits or not.
        Ok(done)
    }
}

/// What the answers of one bundle may still weigh.
struct Room(usize);

impl Room {
    /// Takes these bytes, where there is room for them.
    const fn take(&mut self, bytes: usize) -> bool {
        match self.0.checked_sub(bytes) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }
}

/// The answers to a bundle, in the order of its entries.
pub(crate) fn in_order(kind: &str, mut all: Vec<(usize, Done)>, call: &Call) -> Response {
    all.sort_by_key(|(at, _)| *at);
    let mut bundle = Bundle::new(kind, None, None, None);
    all.iter().for_each(|(_, done)| bundle.done(done));
    fhir(StatusCode::OK, bundle.end(), call.shape)
}

async fn get(api: &Api, call: &Call, place: Place) -> Result<Response, Fault> {
    match place {
        Place::Capabilities => Ok(fhir(StatusCode::OK, api.statement.to_vec(), call.shape)),
        Place::Type(kind) => search::one(api, call, kind).await,
        Place::Instance(kind, id) => read::one(api, call, kind, &id).await,
        Place::History(kind, id) => history::one(api, call, kind, &id).await,
        Place::Version(kind, id, version) => vread::one(api, call, kind, &id, &version).await,
        Place::Compartment(id, kind) => {
            compartment::one(api, call, &("Patient".to_owned(), id, kind.to_owned())).await
        }
    }
}

fn too_much() -> Fault {
    let why = format!("bytes of the answers of one bundle: at most {ANSWER_BYTES}");
    Fault::new(Code::TooLarge).because(why)
}

/// A status as HTTP writes it: `200 OK`.
pub(crate) fn status(status: StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or_default();
    format!("{} {reason}", status.as_u16())
}

#[cfg(test)]
mod tests {
    use super::Room;
    use crate::limits::ANSWER_BYTES;

    #[test]
    fn answers_have_room_up_to_the_limit() {
        let mut room = Room(ANSWER_BYTES);
        assert!(room.take(ANSWER_BYTES - 1) && room.take(1));
        assert!(!room.take(1) && room.take(0));
        assert!(!Room(ANSWER_BYTES).take(ANSWER_BYTES + 1));
    }
}
