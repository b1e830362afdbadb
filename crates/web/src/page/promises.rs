//! What every page promises, checked on rendered text; and the page that tests
//! render with.

use hygie_accounts::{Event, NoticeSeen};
use hygie_base::Timestamp;

use super::{Page, Who};
use crate::{Button, Lang, Theme, assets};

/// A name that tries markup, attributes, scripts and direction.
pub(crate) const HOSTILE: &str =
    "<script>alert(1)</script>\"' onload=x <img src=x onerror=alert(1)>\u{202e}}}{{7*7}}&amp;";

/// A page for tests: a physician, on 25 November 2026 at 18:00 in Paris.
pub(crate) fn sample(lang: Lang) -> Page {
    Page {
        lang,
        theme: Theme::Auto,
        keys: true,
        now: Timestamp(1_795_626_000_000),
        who: Some(Who {
            name: format!("Dr Claire Vasseur {HOSTILE}"),
            role: "physician",
            organisation: format!("Cabinet des Lilas {HOSTILE}"),
            open: true,
            locks_after: Some(300),
            news: Some(NoticeSeen {
                event: Event::NewDevice,
                at: Timestamp(1_795_353_360_123),
                place: HOSTILE.to_owned(),
                address: "192.0.2.…".to_owned(),
                news: true,
                about: None,
            }),
            switches: true,
            administers: true,
            finds: true,
            regulates: true,
            record: None,
            acting: None,
        }),
        csrf: "0123456789abcdef".to_owned(),
        demo: true,
        personas: false,
        passkeys: true,
        providers: [Button { name: "psc".to_owned(), title: format!("Psc {HOSTILE}") }].into(),
        tour: None,
        secret: false,
        path: "/people".to_owned(),
        query: String::new(),
        request: "7f3a".to_owned(),
    }
}

/// Checks what every page promises and returns it.
pub(crate) fn keep(lang: Lang, html: &str) -> String {
    let absent = |needle: &str| {
        let at = html.find(needle);
        let near = at.map(|at| html.get(at.saturating_sub(60)..).unwrap_or(html));
        assert!(at.is_none(), "{needle}: {near:?}");
    };
    assert!(html.starts_with("<!DOCTYPE html>"), "{html}");
    assert!(html.contains(&format!("<html lang=\"{}\"", lang.tag())), "{html}");
    absent("⟦");
    absent("<style");
    absent(" style=");
    absent("javascript:");
    absent("<script>");
    absent("<img src=x");
    absent("49}}");
    for tag in html.split('<').skip(1).filter(|tag| !tag.starts_with(['/', '!'])) {
        let tag = tag.split('>').next().unwrap_or_default();
        assert!(!tag.split('"').step_by(2).any(|part| part.contains(" on")), "handler in <{tag}>");
    }
    let ours = html.matches("<script src=\"/assets/").count();
    assert!((1..=2).contains(&ours), "the embedded scripts");
    assert_eq!(html.matches("<script").count(), ours, "only the embedded scripts");
    assert_eq!(html.matches("<h1").count(), 1, "one headline: {html}");
    for address in html.split("=\"/assets/").skip(1) {
        let name = address.split('"').next().unwrap_or_default();
        assert!(assets::served(name).is_some(), "no asset {name}");
    }
    for address in html.split("=\"").skip(1) {
        assert!(!address.starts_with("http") && !address.starts_with("//"), "leaves: {address}");
    }
    html.to_owned()
}
