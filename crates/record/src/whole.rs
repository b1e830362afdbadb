//! Secrets are whole: what belongs to a secret resource is as secret.
//!
//! References of every version count, not only of the current one: a version
//! that spoke of a secret can still be asked for. References by identifier
//! alone lead nowhere in a record and are not followed.

mod kept;
mod labelled;
mod links;
mod table;
#[cfg(test)]
mod tests;
mod waits;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use hygie_base::Seq;

pub(crate) use self::kept::Covered;
use self::links::{Link, copies, each_mention, links};
use self::table::is_drawn;
pub use self::waits::Waits;
use crate::opened::Seen;
use crate::{Name, OpenRecord};

/// Types that hold other resources whole.
const HOLDERS: [&str; 2] = ["Bundle", "Parameters"];

impl OpenRecord {
    /// All that is as secret as these resources: themselves, what they are made
    /// of, what was done in, for, from or about them, and so on from there.
    /// [`table`] says which way secrecy goes along which element. More roots
    /// never give less, and of what it gives it gives just that again.
    ///
    /// What names a secret without belonging to it comes with
    /// [`OpenRecord::covered`].
    #[cfg(test)]
    pub(crate) fn whole(&self, roots: &BTreeSet<Name>) -> BTreeSet<Name> {
        if roots.is_empty() { BTreeSet::new() } else { Ties::of(self).whole(roots) }
    }

    /// What to hide where these resources are secret: the [`OpenRecord::whole`]
    /// of them, and what would betray it without belonging to it: whatever refers
    /// to a part of it in any element or words, or holds a copy of one, with its
    /// own texts and pictures. That draws nothing further: a list that names one
    /// masked result hides no other result.
    pub(crate) fn covered(&self, roots: &BTreeSet<Name>) -> BTreeSet<Name> {
        if roots.is_empty() {
            return BTreeSet::new();
        }
        let mut ties = Ties::of(self);
        let mut covered = ties.whole(roots);
        covered.extend(ties.naming(&covered));
        covered
    }
}

/// The versions of a record's resources, by what they are and what they mention.
struct Ties<'a> {
    opened: &'a OpenRecord,
    versions: HashMap<(&'a str, &'a str), Vec<Seen<'a>>>,
    /// By `Type/id`.
    mentions: HashMap<Cow<'a, [u8]>, Vec<Seen<'a>>>,
    /// Those that were parsed; `None` for what cannot be read.
    links: HashMap<Seq, Option<Rc<[Link]>>>,
}

impl<'a> Ties<'a> {
    fn of(opened: &'a OpenRecord) -> Self {
        let (versions, mentions) = (HashMap::new(), HashMap::new());
        let mut ties = Self { opened, versions, mentions, links: HashMap::new() };
        for seen in opened.entries().filter(|seen| seen.is_live()) {
            let (kind, id) = name(seen);
            ties.versions.entry((kind, id)).or_default().push(seen);
            each_mention(seen.short(), &mut |found| ties.mention(Cow::Borrowed(found), seen));
            if HOLDERS.contains(&kind) {
                for copy in copies(seen.short()) {
                    ties.mention(Cow::Owned(text(&copy)), seen);
                }
            }
        }
        ties
    }

    fn mention(&mut self, found: Cow<'a, [u8]>, by: Seen<'a>) {
        let all = self.mentions.entry(found).or_default();
        if all.last().is_none_or(|last| last.seq != by.seq) {
            all.push(by);
        }
    }

    fn whole(&mut self, roots: &BTreeSet<Name>) -> BTreeSet<Name> {
        let mut whole = roots.clone();
        let mut next: Vec<Name> = roots.iter().cloned().collect();
        let mut behind = BTreeSet::new();
        loop {
            while let Some(name) = next.pop() {
                if !is_drawn(&name.0) {
                    continue;
                }
                let mut drawn = self.who_comes_of(&name);
                for link in self.own_links(&name).iter().flat_map(|links| links.iter()) {
                    if link.ways.made {
                        drawn.push(link.to.clone());
                    } else if link.ways.last {
                        behind.insert(link.to.clone());
                    }
                }
                next.extend(drawn.into_iter().filter(|one| whole.insert(one.clone())));
            }
            behind.retain(|one| !whole.contains(one));
            for one in &behind {
                if !self.is_needed(one, &whole) {
                    whole.insert(one.clone());
                    next.push(one.clone());
                }
            }
            if next.is_empty() {
                return whole;
            }
        }
    }

    /// These and what they consist of, and so on from there: nothing that was done in, for
    /// or about them, or that stands behind them.
    fn parts(&mut self, roots: &BTreeSet<Name>) -> BTreeSet<Name> {
        let mut parts = roots.clone();
        let mut next: Vec<Name> = roots.iter().cloned().collect();
        while let Some(name) = next.pop() {
            for link in self.own_links(&name).iter().flat_map(|links| links.iter()) {
                if link.ways.made && parts.insert(link.to.clone()) {
                    next.push(link.to.clone());
                }
            }
        }
        parts
    }

    /// What names a part of a whole and is none of it.
    fn naming(&mut self, whole: &BTreeSet<Name>) -> BTreeSet<Name> {
        let mut naming = BTreeSet::new();
        let mut next: Vec<Name> = Vec::new();
        for name in whole.iter().filter(|name| is_drawn(&name.0)) {
            next.extend(self.mentioning(name).iter().map(|seen| owned(*seen)));
        }
        while let Some(name) = next.pop() {
            if is_drawn(&name.0) && !whole.contains(&name) && naming.insert(name.clone()) {
                let links = self.own_links(&name);
                let content = links.iter().flat_map(|links| links.iter());
                let content = content.filter(|link| link.ways.content);
                next.extend(content.map(|link| link.to.clone()));
            }
        }
        naming
    }

    fn mentioning(&self, name: &Name) -> Vec<Seen<'a>> {
        self.mentions.get(text(name).as_slice()).cloned().unwrap_or_default()
    }

    /// Who is as secret as this for referring to it. Who mentions it and cannot
    /// be read is taken to be.
    fn who_comes_of(&mut self, name: &Name) -> Vec<Name> {
        let mut found = Vec::new();
        for seen in self.mentioning(name) {
            let comes = self
                .links(seen)
                .is_none_or(|links| links.iter().any(|link| link.ways.up && link.to == *name));
            if comes && is_drawn(&seen.entry.header.resource_type) {
                found.push(owned(seen));
            }
        }
        found
    }

    /// The links of all its versions.
    fn own_links(&mut self, (kind, id): &Name) -> Vec<Rc<[Link]>> {
        let versions = self.versions.get(&(kind.as_str(), id.as_str()));
        let versions = versions.cloned().unwrap_or_default();
        versions.into_iter().filter_map(|seen| self.links(seen)).collect()
    }

    /// Whether a current entry that is not secret refers to it for its own sake.
    fn is_needed(&mut self, name: &Name, secret: &BTreeSet<Name>) -> bool {
        self.mentioning(name).into_iter().any(|seen| {
            let (kind, id) = self::name(seen);
            let current = self.opened.current(kind, id);
            current.is_some_and(|current| current.seq == seen.seq)
                && (kind, id) != (name.0.as_str(), name.1.as_str())
                && !secret.contains(&owned(seen))
                && self.links(seen).is_some_and(|links| {
                    links.iter().any(|link| link.ways.needs() && link.to == *name)
                })
        })
    }

    fn links(&mut self, seen: Seen<'a>) -> Option<Rc<[Link]>> {
        let read = || links(seen.short()).map(Rc::from);
        self.links.entry(seen.seq).or_insert_with(read).clone()
    }
}

fn name(seen: Seen<'_>) -> (&str, &str) {
    (&seen.entry.header.resource_type, &seen.entry.header.id)
}

fn owned(seen: Seen<'_>) -> Name {
    let (kind, id) = name(seen);
    (kind.to_owned(), id.to_owned())
}

fn text((kind, id): &Name) -> Vec<u8> {
    [kind.as_bytes(), b"/", id.as_bytes()].concat()
}
