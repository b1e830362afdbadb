//! What an entry of a bundle is about, by the address of its request
//! (<https://hl7.org/fhir/R4/http.html#trules>): relative to the base, or at the
//! server's own address.

use hygie_base::Code;
use hygie_http::Fault;

use crate::name;
use crate::parameters::{Parameters, parameters};

/// An address below the base.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Address {
    pub place: Place,
    pub parameters: Parameters,
}

/// The path of an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    Capabilities,
    Type(&'static str),
    Instance(&'static str, String),
    History(&'static str, String),
    Version(&'static str, String, String),
    /// Of one Patient, the resources of a type.
    Compartment(String, &'static str),
}

impl Address {
    /// # Errors
    /// For what is no address that R4's interactions have and this server does.
    pub fn read(text: &str, base: &str) -> Result<Self, Fault> {
        let own = text.strip_prefix(base).and_then(|rest| rest.strip_prefix('/'));
        let text = own.unwrap_or(text);
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let parts: Vec<&str> = path.split('/').collect();
        if parts.last().is_some_and(|last| last.starts_with('$')) {
            let why = "operations, whose names begin with $, are not supported in a bundle";
            return Err(crate::conditions::not_supported(why));
        }
        let place = match *parts.as_slice() {
            ["metadata"] => Place::Capabilities,
            [kind] => Place::Type(name::kind(kind)?),
            [kind, id] => Place::Instance(name::kind(kind)?, id.to_owned()),
            [kind, id, "_history"] => Place::History(name::kind(kind)?, id.to_owned()),
            [kind, id, "_history", version] => {
                Place::Version(name::kind(kind)?, id.to_owned(), version.to_owned())
            }
            ["Patient", id, kind] => Place::Compartment(id.to_owned(), name::kind(kind)?),
            _ => {
                let why = "a request's url is Type, Type?…, Type/id or one below it";
                return Err(Fault::new(Code::NotFound).because(why));
            }
        };
        Ok(Self { place, parameters: parameters(query)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_below_the_base() {
        let check = |text: &str, expect: Option<Place>| {
            let read = Address::read(text, "http://here/fhir").ok().map(|address| address.place);
            assert_eq!(read, expect, "{text}");
        };
        let instance = || Some(Place::Instance("Patient", "a".into()));
        check("Patient/a", instance());
        check("http://here/fhir/Patient/a", instance());
        check("Patient?name=a", Some(Place::Type("Patient")));
        check("Patient/a/_history", Some(Place::History("Patient", "a".into())));
        check("Patient/a/_history/2", Some(Place::Version("Patient", "a".into(), "2".into())));
        check("Patient/a/Task", Some(Place::Compartment("a".into(), "Task")));
        check("metadata", Some(Place::Capabilities));
        for other in [
            "http://there/fhir/Patient/a",
            "Group/a/Task",
            "Nonsense/a",
            "/Patient/a",
            "Patient/$match",
            "",
        ] {
            check(other, None);
        }
    }
}
