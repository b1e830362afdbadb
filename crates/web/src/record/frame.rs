//! What stands around every page of a record: banner, navigation, print line.

use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_gate::Role;
use hygie_record::View;
use hygie_synthesis::{Banner, Kind, KindSet, Seen, allergies};

use super::door::Door;
use super::face::{Face, face};
use super::path::Path;
use super::side::{Here, Reader, SideLink, side};
use crate::Page;
use crate::emergency::Emergency;
use crate::regulation::Regulation;
use crate::secret_connection::SecretConnection;

/// Banner, navigation and print line of one page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Frame {
    /// Who this is.
    pub(crate) face: Face,
    /// The side navigation.
    pub(crate) side: Vec<Vec<SideLink>>,
    /// The notice below it.
    pub(crate) note: String,
    /// Identity, as-of time and author, for paper.
    pub(crate) print: String,
    /// Whether the person whose record it is reads it.
    pub(crate) person: bool,
    /// Physicians named as treating, in words; empty when none.
    pub(crate) physicians: String,
    /// The emergency in which the reader comes.
    pub(crate) emergency: Option<Emergency>,
    /// Whether the person is told that something waits to be announced to them.
    pub(crate) waits: bool,
    /// The call to the regulation centre for which the reader comes.
    pub(crate) regulation: Option<Regulation>,
    /// The forms of a secret connection.
    pub(crate) secret: SecretConnection,
    /// For whom who reads acts, in words; empty when for nobody.
    pub(crate) acting: String,
    /// Where that is told in full.
    pub(crate) acting_href: String,
}

impl Frame {
    /// Of an opened record.
    pub(crate) fn of(door: &Door, view: &View, here: Here) -> Self {
        let facts: Vec<Seen<'_>> = view.seen().collect();
        let reader = match reader(door) {
            Reader::Professional if view.patient().is_none() => Reader::WithoutIdentity,
            other => other,
        };
        let (page, path) = (&door.page, &door.path);
        let frame = Self::made(page, path, reader, here, &banner(view), &facts, view.closed());
        let emergency = door.glass().map(|glass| Emergency::of(door, glass));
        let regulation = door.call().map(|call| Regulation::of(door, call));
        let secret = SecretConnection::of(door, view);
        Self { emergency, regulation, waits: view.notices(), secret, ..frame }
    }

    /// From its parts.
    pub(crate) fn made(
        page: &Page,
        path: &Path,
        reader: Reader,
        here: Here,
        banner: &Banner,
        facts: &[Seen<'_>],
        closed: KindSet,
    ) -> Self {
        let face = face(page, path, banner, &allergies(facts.iter().copied(), closed));
        let acting = page.acting().map(|it| it.named(&banner.name));
        let who = page.who.as_ref().map_or("", |who| &who.name);
        let print = ("moment", page.moment(page.now));
        Self {
            print: page.t3("print-line", ("name", &face.name), print, ("who", who)),
            side: side(page, path, reader, here, &counts(facts)),
            note: page.t(match reader {
                _ if page.secret => "side-secret",
                Reader::Secretary => "side-closed",
                Reader::Person => "side-whole",
                Reader::Delegate => "side-delegated",
                Reader::Professional | Reader::WithoutIdentity => "side-masked",
            }),
            person: reader == Reader::Person,
            acting: acting.map(|it| it.words(page)).unwrap_or_default(),
            acting_href: path.acting(),
            physicians: match &*face.physicians {
                "" => String::new(),
                names => page.t1("face-physician", "name", names),
            },
            face,
            waits: false,
            emergency: None,
            regulation: None,
            secret: SecretConnection::default(),
        }
    }

    /// The line below the name: identifier, identity status, physicians.
    pub(crate) fn line(&self) -> Vec<Part> {
        let Self { face, physicians, .. } = self;
        let parts = [(&face.identifier, false), (&face.identity, true), (physicians, false)];
        let told = parts.into_iter().filter(|(words, _)| !words.is_empty());
        told.map(|(words, strong)| Part { words: words.clone(), strong }).collect()
    }

    /// Whether there is such a line.
    pub(crate) fn has_line(&self) -> bool {
        !self.line().is_empty() || !self.face.warnings.is_empty()
    }
}

/// A part of the line below the name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    /// In words.
    pub(crate) words: String,
    /// Whether it stands out.
    pub(crate) strong: bool,
}

/// For whom a page is.
pub(crate) fn reader(door: &Door) -> Reader {
    if door.is_secretary() {
        Reader::Secretary
    } else if door.asker.role == Role::Delegate {
        Reader::Delegate
    } else if door.is_professional() {
        Reader::Professional
    } else {
        Reader::Person
    }
}

/// The Patient as a banner; of nobody when the lens closes it.
pub(crate) fn banner(view: &View) -> Banner {
    let patient = view.patient().and_then(|text| parse(text, &JsonLimits::default()).ok());
    Banner::of(&patient.unwrap_or(Json::Null))
}

/// Whether the timeline can show it.
pub(crate) fn is_counted(seen: &Seen<'_>) -> bool {
    seen.fact.standing.in_timeline() && seen.fact.kind != Kind::Product
}

/// How many entries of a record the timeline can show.
pub(crate) fn entry_count(view: &View) -> usize {
    view.seen().filter(is_counted).count()
}

/// How many entries of each kind the timeline can show.
fn counts(facts: &[Seen<'_>]) -> Vec<(Kind, usize)> {
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for kind in facts.iter().filter(|seen| is_counted(seen)).map(|seen| seen.fact.kind) {
        match counts.iter_mut().find(|(found, _)| *found == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    counts
}
