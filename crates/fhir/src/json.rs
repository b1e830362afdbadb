//! JSON kept exactly: object members in the order they came, numbers as the
//! text they came in (`1.50` stays `1.50`), as FHIR R4 asks of its decimals
//! (<https://hl7.org/fhir/R4/json.html#primitive>).

mod error;
mod parse;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use error::is_element_name;
pub use error::{JsonError, JsonFault};
pub use parse::parse;

/// One JSON value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as its source text.
    Number(Box<str>),
    /// A string, unescaped.
    String(Box<str>),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Object),
}

/// An object: members in order, names distinct.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Object(Vec<(Box<str>, Json)>);

impl Object {
    /// An empty object.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The member of this name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }

    /// The member of this name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.0.iter_mut().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }

    /// Sets a member: in its place when the name is there, else at the end.
    pub fn set(&mut self, name: &str, value: Json) {
        match self.get_mut(name) {
            Some(place) => *place = value,
            None => self.0.push((name.into(), value)),
        }
    }

    /// Sets a member right after `resourceType`, or first, when it is new.
    pub fn set_first(&mut self, name: &str, value: Json) {
        if let Some(place) = self.get_mut(name) {
            *place = value;
        } else {
            let at = usize::from(self.0.first().is_some_and(|(key, _)| &**key == "resourceType"));
            self.0.insert(at, (name.into(), value));
        }
    }

    /// Inserts a new member at a place, or at the end when there are fewer; the
    /// caller knows that the name is new.
    pub fn insert(&mut self, at: usize, name: &str, value: Json) {
        self.0.insert(at.min(self.0.len()), (name.into(), value));
    }

    /// Appends a member without looking for its name; the caller knows it is new.
    pub fn push(&mut self, name: Box<str>, value: Json) {
        self.0.push((name, value));
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let at = self.0.iter().position(|(key, _)| &**key == name)?;
        Some(self.0.remove(at).1)
    }

    /// Leaves the members whose names pass.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// Members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// Members in order, values to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Json)> {
        self.0.iter_mut().map(|(key, value)| (&**key, value))
    }

    /// How many members.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no member.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Json {
    /// A string value.
    pub fn string(text: &str) -> Self {
        Self::String(text.into())
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object.
    pub const fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The object, to change.
    pub const fn as_object_mut(&mut self) -> Option<&mut Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member of this name, when this is an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The text of the member of this name.
    pub fn str(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// A resource's type.
    pub fn resource_type(&self) -> Option<&str> {
        self.str("resourceType")
    }

    /// A resource's logical id.
    pub fn id(&self) -> Option<&str> {
        self.str("id")
    }
}
