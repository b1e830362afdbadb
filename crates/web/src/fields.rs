//! The fields of a form as they came, by name.

use hygie_base::Code;
use hygie_http::Fault;

use crate::limits::FIELDS;

/// Names and values, in the order of the form.
#[derive(Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// # Errors
    /// When there are more than [`FIELDS`].
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Result<Self, Fault> {
        if pairs.len() > FIELDS {
            let why = format!("fields of a form: at most {FIELDS}");
            return Err(Fault::new(Code::TooLarge).because(why));
        }
        Ok(Self(pairs))
    }

    /// The first value of that name; empty when there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Every value of that name, in the order of the form.
    pub(crate) fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Every name and value.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, Fields};

    #[test]
    fn a_form_has_a_number_of_fields() {
        let some = |count| vec![("a".to_owned(), "b".to_owned()); count];
        assert_eq!(Fields::new(some(FIELDS)).unwrap().pairs().len(), FIELDS);
        assert!(Fields::new(some(FIELDS + 1)).is_err());
    }

    #[test]
    fn the_first_value_counts_and_absent_is_empty() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = Fields::new(vec![pair("a", "1"), pair("a", "2")]).unwrap();
        assert_eq!((fields.get("a"), fields.get("b")), ("1", ""));
        assert!(fields.every("a").eq(["1", "2"]) && fields.every("b").next().is_none());
    }
}
