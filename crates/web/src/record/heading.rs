//! What an entry is called wherever it is named: in the timeline, on its own
//! page, and by what leads to it.

use hygie_synthesis::{Kind, Seen};

use super::summary::class;
use super::words::name;
use crate::Page;

/// Its title, and what stands below it; empty when nothing does.
///
/// A visit is what people call it, `Consultation`, and below it what its source
/// does. A note or a document is its author's title, and below it its type.
pub(crate) fn heading(page: &Page, seen: &Seen<'_>) -> (String, String) {
    let own = name(page, seen);
    if let Some(class) = class(page, seen) {
        return (class, own);
    }
    let title = seen.fact.document().and_then(|document| document.description.as_deref());
    match title.map(str::trim) {
        Some(title)
            if matches!(seen.fact.kind, Kind::Document | Kind::Note)
                && !title.is_empty()
                && title != own =>
        {
            (title.to_owned(), own)
        }
        _ => (own, String::new()),
    }
}
