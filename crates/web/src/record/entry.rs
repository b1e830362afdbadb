//! One entry: what it says, its text, where its value stood before, its
//! versions, its source.

pub(crate) mod files;
mod series;
mod source;
mod told;
mod versions;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_http::Fault;
use hygie_record::{Entry as Opened, Resource, State as Standing, Version as Written};
use hygie_synthesis::{Details, Fact, Seen, note_text};

use self::files::{Offered, offered};
use self::series::{Chart, chart};
use self::source::{Element, elements, pretty};
use self::told::{Told, told};
use self::versions::{House, Version, versions};
use super::door::Target;
use super::frame::Frame;
use super::heading::heading;
use super::limits::VERSION_ROWS;
use super::looks;
use super::path::Path;
use super::row::{Mark, Tone};
use super::side::Here;
use super::timeline::items::noted;
use super::words::{kind, kind_of_type};
use crate::Page;
use crate::care::Inside;
use crate::faults::of_account;
use crate::sharing::{MaskForm, mask_form};
use crate::state::Web;
use crate::visibility::{Visibility, visibility};

#[derive(Template)]
#[template(path = "record/entry.html")]
pub(crate) struct EntryPage<'a> {
    page: &'a Page,
    frame: Frame,
    entry: Entry,
    /// By which its person masks it.
    mask: Option<MaskForm>,
    /// For whom it is visible.
    seen: Visibility,
}

/// One version of one entry in words.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Entry {
    /// What sort of entry.
    kind: String,
    /// What it is called.
    title: String,
    /// What stands below that; empty when nothing does.
    below: String,
    /// How it stands.
    marks: Vec<Mark>,
    /// What must be known before it is read: deleted, in error, an old version.
    warnings: Vec<String>,
    /// What it says, label and value.
    told: Vec<Told>,
    /// Its text, for notes.
    text: Option<String>,
    /// Its files.
    files: Vec<Offered>,
    /// Where its value stood before.
    chart: Option<Chart>,
    /// Its versions, latest first.
    versions: Vec<Version>,
    /// How many versions are not listed, in words; empty when all are.
    versions_more: String,
    /// Every element.
    elements: Vec<Element>,
    /// Whether some elements are left out.
    cut: bool,
    /// The resource as it is stored; `None` when it is too long for a page.
    source: Option<String>,
    /// Whether there is a resource at all; a deletion has none.
    is_there: bool,
    /// Address of the newer entry of its kind, and of the older one.
    newer: String,
    older: String,
    /// Back to its group.
    back: String,
    back_words: String,
}

/// `GET /records/{no}/entries/{kind}/{id}`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    inside: Inside,
    target: Target,
) -> Result<Response, Fault> {
    page_of(&web, &inside, &target).await
}

/// `GET /records/{no}/entries/{kind}/{id}/versions/{version}`.
pub(crate) async fn version(
    State(web): State<Arc<Web>>,
    inside: Inside,
    target: Target,
) -> Result<Response, Fault> {
    page_of(&web, &inside, &target).await
}

async fn page_of(web: &Web, inside: &Inside, target: &Target) -> Result<Response, Fault> {
    let Inside { door, permit } = inside;
    let opened = web.app.records.entry(permit, &target.kind, &target.id, target.version).await?;
    let view = inside.open(web, looks::ENTRY).await?;
    let config = &web.app.config;
    let (authors, custodians) = names(web, &opened).await?;
    let house = House {
        organisation: &config.organisation,
        organisation_name: &config.organisation_name,
        me: &door.asker.id,
        my_name: &door.asker.name,
        authors: &authors,
        custodians: &custodians,
    };
    let facts: Vec<Seen<'_>> = view.seen().collect();
    let entry = entry(&door.page, &door.path, &facts, &opened, &house);
    let frame = Frame::of(door, &view, Here::Entry);
    let mask = match target.version {
        None if entry.is_there => mask_form(web, door, &target.kind, &target.id).await?,
        _ => None,
    };
    let name = (target.kind.as_str(), target.id.as_str());
    let seen = match target.version {
        None if entry.is_there => visibility(web, door, permit, &view, name).await?,
        _ => Visibility::default(),
    };
    Ok(door.page.render(&EntryPage { page: &door.page, frame, entry, mask, seen }))
}

type Names = HashMap<String, String>;

/// Names of those who wrote and of those who keep the versions that are listed.
async fn names(web: &Web, opened: &Opened) -> Result<(Names, Names), Fault> {
    let (mut authors, mut custodians) = (Names::new(), Names::new());
    let listed = opened.versions.iter().take(VERSION_ROWS);
    let listed = listed.map(|one| (&*one.author, &*one.custodian));
    let accounts = &web.app.accounts;
    for (author, custodian) in listed.chain([(&*opened.shown.author, &*opened.shown.custodian)]) {
        let name = match accounts.name_of(author).await.map_err(of_account)? {
            Some(name) => Some(name),
            // A machine that asks for its tokens writes as the client that it is.
            None => web.app.smart.client_name(author).await?,
        };
        if let Some(name) = name {
            authors.insert(author.to_owned(), name);
        }
        if let Some(name) = accounts.organisation_name_of(custodian).await.map_err(of_account)? {
            custodians.insert(custodian.to_owned(), name);
        }
    }
    Ok((authors, custodians))
}

/// The page of one version of an entry.
pub(crate) fn entry(
    page: &Page,
    path: &Path,
    facts: &[Seen<'_>],
    opened: &Opened,
    house: &House<'_>,
) -> Entry {
    let (shown, history) = (&opened.shown, &opened.versions);
    let json = parse(&shown.text, &JsonLimits::default()).ok();
    let fact = json.as_ref().and_then(Fact::read);
    let seen = fact.as_ref().map(|fact| seen(fact, shown));
    let details = json.as_ref().map(Details::of).unwrap_or_default();
    let group = seen.and_then(|seen| super::group::Group::of(seen.fact.kind));
    let (newer, older) = neighbours(path, facts, shown);
    let text = json.as_ref().and_then(note_text);
    let (title, below) = seen.map_or_else(
        || (capital(&kind_of_type(page, &shown.resource_type)), String::new()),
        |seen| heading(page, &seen),
    );
    Entry {
        kind: seen.map_or_else(
            || capital(&kind_of_type(page, &shown.resource_type)),
            |seen| kind(page, seen.fact),
        ),
        title,
        below,
        marks: seen.map(|seen| marks(page, &seen)).unwrap_or_default(),
        warnings: warnings(page, shown, history.first(), fact.as_ref()),
        told: told(page, path, shown, seen.as_ref(), facts, house),
        // An old version's files are read with it, by its API.
        files: match (&json, history.first()) {
            (Some(json), Some(latest)) if latest.version == shown.version => {
                offered(page, path, json, text.as_deref())
            }
            _ => Vec::new(),
        },
        text,
        chart: seen.and_then(|seen| chart(page, path, &seen, facts)),
        versions: versions(page, path, opened, house),
        versions_more: match history.len().saturating_sub(VERSION_ROWS) {
            0 => String::new(),
            more => page.t1("versions-more", "count", more),
        },
        elements: elements(page, path, &details.lines),
        cut: details.cut,
        source: json.as_ref().and_then(pretty),
        is_there: json.is_some(),
        newer,
        older,
        back: group.map_or_else(|| path.timeline(), |group| path.group(group.name())),
        back_words: group.map_or_else(
            || page.t("side-timeline"),
            |group| page.t(&format!("group-{}", group.name())),
        ),
    }
}

fn seen<'a>(fact: &'a Fact, resource: &'a Resource) -> Seen<'a> {
    Seen {
        fact,
        resource_type: &resource.resource_type,
        id: &resource.id,
        version: resource.version,
        written: resource.at,
        author: &resource.author,
        custodian: &resource.custodian,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

fn marks(page: &Page, seen: &Seen<'_>) -> Vec<Mark> {
    use hygie_synthesis::{Certainty, Kind, Standing};
    let fact = seen.fact;
    let tone = match fact.standing {
        Standing::Current | Standing::Done => Tone::New,
        Standing::EnteredInError | Standing::Prohibited => Tone::Danger,
        Standing::Unknown | Standing::Uninterpretable => Tone::Look,
        _ => Tone::Soft,
    };
    // Of a result or a document "done" says nothing that its value does not.
    let plain = fact.standing == Standing::Done
        && matches!(
            fact.kind,
            Kind::Result | Kind::Vital | Kind::Report | Kind::Document | Kind::Note
        );
    let standing = || Mark::new(tone, page.t(&format!("standing-{}", fact.standing.name())));
    let mut marks: Vec<Mark> = (!plain).then(standing).into_iter().collect();
    if fact.certainty > Certainty::Unstated {
        let words = page.t(&format!("certainty-{}", fact.certainty.name()));
        marks.push(Mark::new(Tone::Look, words));
    }
    marks
}

fn warnings(
    page: &Page,
    shown: &Resource,
    latest: Option<&Written>,
    fact: Option<&Fact>,
) -> Vec<String> {
    use hygie_synthesis::Standing as Stands;
    let mut warnings = Vec::new();
    if let Some(latest) = latest.filter(|latest| latest.version != shown.version) {
        warnings.push(page.t1("entry-old-version", "version", latest.version));
    }
    if shown.state == Standing::Deleted {
        warnings.push(page.t("entry-deleted"));
    } else if latest.is_some_and(|latest| latest.state == Standing::Deleted) {
        warnings.push(page.t("entry-deleted-since"));
    }
    match fact.map(|fact| fact.standing) {
        Some(Stands::EnteredInError) => warnings.push(page.t("entry-in-error")),
        Some(Stands::Refuted | Stands::NotDone | Stands::Cancelled | Stands::Prohibited) => {
            warnings.push(page.t("entry-no-fact"));
        }
        Some(Stands::Uninterpretable) => warnings.push(page.t("entry-uninterpretable")),
        _ => {}
    }
    warnings
}

/// The entries of the same kind before and after it, by clinical date.
fn neighbours(path: &Path, facts: &[Seen<'_>], shown: &Resource) -> (String, String) {
    let own = |seen: &&Seen<'_>| seen.resource_type == shown.resource_type && seen.id == shown.id;
    let Some(here) = facts.iter().find(own) else { return Default::default() };
    let mut kin: Vec<&Seen<'_>> = facts
        .iter()
        .filter(|seen| seen.fact.kind == here.fact.kind && seen.fact.standing.in_timeline())
        .collect();
    kin.sort_by_key(|seen| (noted(seen), Reverse((seen.resource_type, seen.id))));
    let Some(at) = kin.iter().position(own) else { return Default::default() };
    let to = |at: Option<usize>| {
        let seen = at.and_then(|at| kin.get(at));
        seen.map(|seen| path.entry(seen.resource_type, seen.id)).unwrap_or_default()
    };
    (to(at.checked_add(1)), to(at.checked_sub(1)))
}
