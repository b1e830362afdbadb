//! What was typed into the form of a note, and what is wrong with it.

use hygie_synthesis::{Code as Loinc, Moment, Precision, System};

use crate::Page;
use crate::fields::Fields;
use crate::format::{Date, paris};
use crate::record::limits::{NOTE_CHARS, NOTE_TITLE_CHARS};
use crate::record::terms;

/// Types of notes: LOINC codes with LOINC's own names, the usual one first.
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("11506-3", "Progress note"),
    ("11488-4", "Consult note"),
    ("34746-8", "Nurse Note"),
    ("34748-4", "Telephone encounter Note"),
    ("28570-0", "Procedure note"),
    ("57133-1", "Referral note"),
    ("18842-5", "Discharge summary"),
    ("34109-9", "Note"),
];

/// A type to choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Kind {
    pub(crate) code: &'static str,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

/// Every type, in the language of the page.
pub(crate) fn kinds(page: &Page, chosen: &str) -> Vec<Kind> {
    let words = |code: &str, name: &str| {
        let code = Loinc { system: System::Loinc, code: code.into() };
        terms::named(page.lang, &code).unwrap_or(name).to_owned()
    };
    let kind = |(code, name): &(&'static str, &'static str)| Kind {
        code,
        words: words(code, name),
        chosen: *code == chosen,
    };
    KINDS.iter().map(kind).collect()
}

/// A note as typed. Errors are sentences in the language of the page, empty
/// where nothing is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) kind: String,
    pub(crate) kind_error: String,
    pub(crate) title: String,
    pub(crate) title_error: String,
    pub(crate) date: String,
    pub(crate) date_error: String,
    pub(crate) text: String,
    pub(crate) text_error: String,
    /// Whether the person does not see it before it is announced to them.
    pub(crate) announce: bool,
    /// Whether it is hidden from the legal representatives.
    pub(crate) secret: bool,
}

impl Typed {
    /// Nothing typed yet: the usual type, today.
    pub(crate) fn empty(page: &Page) -> Self {
        let usual = KINDS.first().map(|(code, _)| (*code).to_owned());
        let (kind, date) = (usual.unwrap_or_default(), today(page));
        Self { kind, date, secret: page.secret, ..Self::default() }
    }

    /// What was sent, kept as it is, with what is wrong beside it.
    pub(crate) fn of(page: &Page, fields: &Fields) -> Self {
        let text = fields.get("text").replace("\r\n", "\n");
        let (kind, title, date) = (fields.get("kind"), fields.get("title"), fields.get("date"));
        let say = |wrong: bool, key: &str| if wrong { page.t(key) } else { String::new() };
        let known = KINDS.iter().any(|(code, _)| *code == kind);
        let long_title = title.chars().count() > NOTE_TITLE_CHARS;
        let chars = text.chars().count();
        Self {
            kind_error: say(!known, "note-kind-error"),
            title_error: if long_title {
                page.t1("note-title-error", "count", NOTE_TITLE_CHARS)
            } else {
                String::new()
            },
            date_error: date_error(page, date),
            text_error: if chars > NOTE_CHARS {
                page.t2("note-text-long", "count", chars, "most", NOTE_CHARS)
            } else {
                say(text.trim().is_empty(), "note-text-empty")
            },
            kind: kind.to_owned(),
            title: title.trim().to_owned(),
            date: date.to_owned(),
            text,
            announce: fields.get("announce") == "yes",
            // What was begun in a secret connection is never written without it.
            secret: page.secret || fields.get("secret") == "yes",
        }
    }

    /// Whether it can be written.
    pub(crate) fn is_good(&self) -> bool {
        self.errors() == 0
    }

    /// How many fields are wrong.
    pub(crate) fn errors(&self) -> usize {
        let errors = [&self.kind_error, &self.title_error, &self.date_error, &self.text_error];
        errors.into_iter().filter(|error| !error.is_empty()).count()
    }
}

/// Today in Paris, as a date field has it.
pub(crate) fn today(page: &Page) -> String {
    Date::from(paris(page.now)).iso()
}

fn date_error(page: &Page, text: &str) -> String {
    let date = Moment::parse(text).filter(|date| date.precision() == Precision::Day);
    match date {
        None => page.t("note-date-error"),
        Some(_) if text > today(page).as_str() => page.t("note-date-future"),
        Some(_) => String::new(),
    }
}
