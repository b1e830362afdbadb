//! Names: the one used, and the one at birth.

use hygie_fhir::json::Json;
use zeroize::Zeroize;

use crate::text::{kept, list, text, trimmed};

/// A name.
#[derive(Clone, PartialEq, Eq, Zeroize, Default)]
pub struct Name {
    /// Family name; empty when not given.
    pub family: Box<str>,
    /// Given names, in order.
    pub given: Box<[Box<str>]>,
    /// The name in one text, when its source writes one.
    pub text: Option<Box<str>>,
}

impl Name {
    fn read(json: &Json) -> Self {
        let given = list(json, "given").iter().filter_map(|one| trimmed(one.as_str()));
        Self {
            family: text(json, "family").unwrap_or_default(),
            given: given.take(16).map(kept).collect(),
            text: text(json, "text"),
        }
    }

    /// As it is spoken: `Lina Martin`, or its text where it has no parts; empty when
    /// nothing is given.
    pub fn spoken(&self) -> String {
        let parts = self.given.first().into_iter().chain([&self.family]);
        let parts: Vec<&str> =
            parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        match (parts.is_empty(), &self.text) {
            (true, Some(text)) => text.trim().to_owned(),
            _ => parts.join(" "),
        }
    }

    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.family.is_empty() && self.given.is_empty() && self.text.is_none()
    }
}

/// The name used, and the name at birth when it is known to differ. `maiden` is
/// a name at birth; so is `official` beside `usual`, as fr-core has it.
pub(super) fn names(patient: &Json) -> (Name, Option<Name>) {
    let all = list(patient, "name");
    let of = |wanted: &str| all.iter().find(|one| one.str("use") == Some(wanted));
    let plain = || all.iter().find(|one| one.get("use").is_none());
    let any = || {
        let past = |one: &&Json| matches!(one.str("use"), Some("old" | "maiden"));
        all.iter().find(|one| !past(one)).or_else(|| all.first())
    };
    let official = of("official").or_else(plain);
    let (used, birth) = match (of("usual"), of("maiden"), official) {
        (Some(usual), maiden, official) => (Some(usual), maiden.or(official)),
        (None, maiden, Some(official)) => (Some(official), maiden),
        (None, maiden, None) => (any(), maiden),
    };
    let birth = birth.map(Name::read);
    let mut used = used.map(Name::read).unwrap_or_default();
    if let Some(birth) = &birth {
        // A used name often gives only the part that differs.
        if used.family.is_empty() {
            used.family = birth.family.clone();
        }
        if used.given.is_empty() {
            used.given = birth.given.clone();
        }
    }
    let differs = birth.filter(|birth| {
        !birth.is_empty() && (birth.family != used.family || birth.given != used.given)
    });
    (used, differs)
}
