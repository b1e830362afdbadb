//! The form by which a professional attests that the person consents.

use hygie_base::Timestamp;
use hygie_gate::Ties;

use super::told::refused;
use crate::Page;
use crate::fields::Fields;
use crate::record::Door;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// For how long it is attested: value of the field, and days.
const SPANS: [(&str, i64); 4] = [("day", 1), ("month", 30), ("quarter", 90), ("year", 365)];

/// What is chosen before anything is: long enough for the results of a consultation to
/// come back, and no longer.
const USUAL: &str = "month";

/// What was typed, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    /// Where they wanted to go.
    pub(super) next: String,
    /// For how long.
    pub(super) span: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl Typed {
    /// Nothing yet.
    pub(super) fn new(next: &str) -> Self {
        Self { next: next.to_owned(), span: USUAL.to_owned(), wrong: None }
    }

    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self { next: text("next"), span: text("span"), wrong: None }
    }
}

/// The form.
#[derive(Default)]
pub(super) struct Declaration {
    pub(super) action: String,
    /// Why there is none: what the person or the rules refuse; empty when there is one.
    pub(super) refused: String,
    pub(super) typed: Typed,
}

impl Declaration {
    /// The form for who may declare.
    pub(super) fn of(door: &Door, ties: &Ties, typed: Typed) -> Self {
        let action = format!("{}/declare", door.path.care());
        let typed = Typed { next: door.path.within(&typed.next).to_owned(), ..typed };
        Self { action, refused: refused(&door.page, ties), typed }
    }

    /// Value and message of each span.
    pub(super) fn spans(&self, page: &Page) -> Vec<(&'static str, String)> {
        SPANS.iter().map(|(span, _)| (*span, page.t(&format!("care-span-{span}")))).collect()
    }
}

/// Until when it is attested; else the field that is wrong, and why.
pub(super) fn end(page: &Page, fields: &Fields) -> Result<Timestamp, (&'static str, String)> {
    if fields.get("attested") != "yes" {
        return Err(("attested", page.t("care-attested-wrong")));
    }
    let span = SPANS.iter().find(|(span, _)| *span == fields.get("span"));
    let (_, days) = span.ok_or_else(|| ("span", page.t("care-span-wrong")))?;
    Ok(Timestamp(page.now.0.saturating_add(days * MILLIS_PER_DAY)))
}
