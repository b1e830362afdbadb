//! The first line of a record: what is new since the reader last looked.

use hygie_synthesis::synthesis::news::{NewGroup, News};
use hygie_synthesis::{Kind, Seen};

use super::rows::Shown;
use crate::format::{Date, paris};
use crate::record::group::Group;
use crate::record::limits::{NEWS_CHARS, NEWS_NAMED};
use crate::record::value::short;
use crate::record::words::{cut, day_heading, name};

/// That line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct NewsLine {
    /// `Nouveau depuis le 12 nov.`, `Première lecture`.
    pub(crate) title: String,
    /// Words and address of each thing.
    pub(crate) items: Vec<(String, String)>,
    /// Whether something is new.
    pub(crate) some: bool,
    /// How many entries are new.
    pub(crate) total: usize,
}

pub(crate) fn news(shown: Shown<'_>, news: Option<&News<'_>>) -> NewsLine {
    let page = shown.page;
    let Some(news) = news else {
        let key = if page.is_persons() { "news-first-person" } else { "news-first" };
        return NewsLine { title: page.t(key), ..NewsLine::default() };
    };
    let since = Date::from(paris(news.since));
    let date = day_heading(page, &since).to_lowercase();
    if news.total == 0 {
        return NewsLine { title: page.t1("news-none", "date", &date), ..NewsLine::default() };
    }
    let mut items: Vec<(String, String)> = Vec::new();
    for group in &news.groups {
        match group.latest.as_slice() {
            [one] if items.len() < NEWS_NAMED => items.push((told(shown, one), shown.href(one))),
            _ => items.push(counted(shown, group)),
        }
    }
    NewsLine { title: page.t1("news-since", "date", &date), items, some: true, total: news.total }
}

fn told(shown: Shown<'_>, seen: &Seen<'_>) -> String {
    let name = cut(&name(shown.page, seen), NEWS_CHARS);
    let value = seen.fact.measure().map(|measure| short(shown.page, &measure.value));
    match value.filter(|value| !value.is_empty()) {
        Some(value) => format!("{name} {}", cut(&value, NEWS_CHARS)),
        None => name,
    }
}

/// `12 résultats`, leading to their timeline.
fn counted(shown: Shown<'_>, group: &NewGroup<'_>) -> (String, String) {
    let words = shown.page.t1(&format!("count-{}", group.kind.name()), "count", group.count);
    (words, address(shown, group.kind))
}

fn address(shown: Shown<'_>, kind: Kind) -> String {
    Group::of(kind).map_or_else(|| shown.path.timeline(), |group| shown.path.group(group.name()))
}
