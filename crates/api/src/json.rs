//! Small helpers to build JSON.

use hygie_fhir::json::{Json, Object};

/// An object of these members.
pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    let mut object = Object::new();
    for (name, value) in members {
        object.push(name.into(), value);
    }
    Json::Object(object)
}

/// A string.
pub(crate) fn string(text: &str) -> Json {
    Json::string(text)
}

/// An array.
pub(crate) fn array(items: impl IntoIterator<Item = Json>) -> Json {
    Json::Array(items.into_iter().collect())
}
