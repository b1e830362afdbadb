//! A form that came too late: its session had ended. What was written is
//! carried through the log-in in hidden fields of the page, never kept on the
//! server or in the browser's storage, and shown again to be sent anew.

use crate::fields::Fields;
use crate::limits::LONG_CHARS;
use crate::place::local;

const PATH: &str = "draft-path";
const FIELD: &str = "draft:";

/// A form on its way through the log-in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Draft {
    /// Where it was sent to.
    pub(crate) path: String,
    /// Its fields, without secrets.
    pub(crate) fields: Vec<Kept>,
}

/// One field that is carried.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Kept {
    /// Its name in the form it belongs to.
    pub(crate) name: String,
    /// What was written.
    pub(crate) value: String,
}

impl Kept {
    /// Whether it is text that its author wants to read again.
    pub(crate) fn is_long(&self) -> bool {
        self.value.contains('\n') || self.value.chars().count() > LONG_CHARS
    }
}

impl Draft {
    /// Of a form that was sent to `path`; `None` when nothing is worth keeping.
    pub(crate) fn of(path: &str, fields: &Fields) -> Option<Self> {
        Self::made(path, fields.pairs().iter().map(|(name, value)| (name.as_str(), value)))
    }

    /// As it comes back with the log-in form.
    pub(crate) fn carried(fields: &Fields) -> Option<Self> {
        let carried = fields.pairs().iter();
        let carried = carried.filter_map(|(name, value)| Some((name.strip_prefix(FIELD)?, value)));
        Self::made(fields.get(PATH), carried)
    }

    /// A form of these fields, already without secrets.
    pub(crate) fn of_kept(path: &str, fields: Vec<Kept>) -> Option<Self> {
        let path = local(path);
        (path != "/" && !fields.is_empty()).then(|| Self { path: path.to_owned(), fields })
    }

    fn made<'a>(path: &str, pairs: impl Iterator<Item = (&'a str, &'a String)>) -> Option<Self> {
        let path = local(path);
        let kept =
            |(name, value): (&str, &String)| Kept { name: name.to_owned(), value: value.clone() };
        let fields: Vec<Kept> = pairs.filter(|(name, _)| !is_secret(name)).map(kept).collect();
        let written = fields.iter().any(|field| !field.value.trim().is_empty());
        // A decision is made again, on the page that says what it is about.
        let decides =
            ["/oauth/", "/account", "/confirm"].iter().any(|begin| path.starts_with(begin));
        (written && path != "/" && !decides).then(|| Self { path: path.to_owned(), fields })
    }
}

/// Passwords, codes and tokens are typed again.
fn is_secret(name: &str) -> bool {
    matches!(name, "csrf" | "code" | "pin" | "answer" | "proof")
        || name.contains("password")
        || name.contains("token")
}

#[cfg(test)]
mod tests {
    use super::{Draft, Fields};

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Fields::new(pairs.collect()).unwrap()
    }

    #[test]
    fn a_note_survives_and_secrets_do_not() {
        let note = "une note\nsur deux lignes <b>";
        let sent = fields(&[("csrf", "x"), ("text", note), ("password", "p"), ("kind", "note")]);
        let draft = Draft::of("/records/0a/notes", &sent).unwrap();
        let names: Vec<&str> = draft.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["text", "kind"]);
        assert!(draft.fields[0].is_long() && !draft.fields[1].is_long());
        let back = fields(&[
            ("login", "a"),
            ("draft-path", "/records/0a/notes"),
            ("draft:text", note),
            ("draft:kind", "note"),
        ]);
        assert_eq!(Draft::carried(&back).unwrap(), draft);
    }

    #[test]
    fn nothing_written_or_nowhere_to_go_is_nothing_kept() {
        let check = |path: &str, pairs: &[(&str, &str)]| {
            assert_eq!(Draft::of(path, &fields(pairs)), None, "{path}");
        };
        check("/people", &[("csrf", "x")]);
        check("/people", &[("q", "  ")]);
        check("https://evil.example", &[("q", "x")]);
        check("/login", &[("q", "x")]);
        assert_eq!(Draft::carried(&fields(&[("draft:text", "x")])), None);
    }
}
