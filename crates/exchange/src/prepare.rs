//! The first stage of a run: files become units, ready to be written.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use tokio::sync::mpsc;

use crate::bundle::{Asked, asked};
use crate::conditional::conditionals;
use crate::document::document;
use crate::entry::Entry;
use crate::files::is_lines;
use crate::limits::{JSON_BYTES, LINE_BYTES};
use crate::unit::{Body, Group, Unit};
use crate::unpack::{Line, open, passed, read_all, read_line};
use crate::{ExchangeError, Listed};

/// Which units of the files a round takes.
pub(crate) enum Chosen {
    All,
    /// By file, the units of it.
    Only(BTreeMap<usize, BTreeSet<u64>>),
}

impl Chosen {
    fn has_file(&self, file: usize) -> bool {
        match self {
            Self::All => true,
            Self::Only(chosen) => chosen.contains_key(&file),
        }
    }

    fn has(&self, file: usize, index: u64) -> bool {
        match self {
            Self::All => true,
            Self::Only(chosen) => chosen.get(&file).is_some_and(|units| units.contains(&index)),
        }
    }
}

/// Reads the chosen units of all files and sends them on; stops when nobody
/// takes them any more.
pub(crate) fn produce(
    files: &[Listed],
    chosen: &Chosen,
    to: &mpsc::Sender<Unit>,
    read: &Arc<AtomicU64>,
) {
    let mut send = |unit| to.blocking_send(unit).is_ok();
    for (file, listed) in files.iter().enumerate() {
        if chosen.has_file(file) {
            let mut out = Out { file, index: 0, chosen, to: &mut send };
            if let Err(error) = out.take(listed, read)
                && !out.failed(String::new(), 0, error)
            {
                return;
            }
        }
    }
}

/// Takes the content of one file apart, without a store.
#[cfg(feature = "fuzzing")]
pub(crate) fn take_apart(from: &mut dyn BufRead, lines: bool, to: &mut dyn FnMut(Unit) -> bool) {
    let mut out = Out { file: 0, index: 0, chosen: &Chosen::All, to };
    if let Err(error) = out.content(from, lines, || ()) {
        out.failed(String::new(), 0, error);
    }
}

/// The way out for the units of one file.
struct Out<'a> {
    file: usize,
    index: u64,
    chosen: &'a Chosen,
    /// Answers whether anyone still listens.
    to: &'a mut dyn FnMut(Unit) -> bool,
}

impl Out<'_> {
    fn take(&mut self, listed: &Listed, read: &Arc<AtomicU64>) -> Result<(), ExchangeError> {
        if let Some(fault) = &listed.fault {
            return Err(ExchangeError::Io(io::Error::other(fault.clone())));
        }
        let (mut from, packed) = open(&listed.path)?;
        let before = read.load(Ordering::Relaxed);
        let told = |packed: &AtomicU64| {
            read.store(before + packed.load(Ordering::Relaxed), Ordering::Relaxed);
        };
        self.content(&mut *from, is_lines(&listed.path), || told(&packed))
    }

    fn content(
        &mut self,
        from: &mut dyn BufRead,
        lines: bool,
        told: impl Fn(),
    ) -> Result<(), ExchangeError> {
        if lines {
            return self.lines(from, told);
        }
        let text = read_all(from, JSON_BYTES)?;
        told();
        let json = parse(&text, &JsonLimits::default()).map_err(ExchangeError::Json)?;
        drop(text);
        self.json(json, "");
        Ok(())
    }

    fn lines(&mut self, from: &mut dyn BufRead, told: impl Fn()) -> Result<(), ExchangeError> {
        let (mut line, mut number) = (Vec::new(), 0_u64);
        loop {
            let read = read_line(from, &mut line, LINE_BYTES)?;
            if read == Line::End {
                return Ok(());
            }
            number += 1;
            told();
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let place = format!("line {number}");
            let parsed = match read {
                Line::TooLong => Err(passed("bytes of a line", LINE_BYTES as u64).into()),
                _ => parse(&line, &JsonLimits::default()).map_err(ExchangeError::Json),
            };
            let sent = match parsed {
                Ok(json) => self.json(json, &place),
                Err(error) => self.failed(place, 1, error),
            };
            if !sent {
                return Ok(());
            }
        }
    }

    /// Takes one JSON text apart; `false` when nobody listens any more.
    fn json(&mut self, json: Json, place: &str) -> bool {
        match asked(json, place) {
            Err((resources, error)) => self.failed(place.to_owned(), resources, error),
            Ok(Asked::Document(bundle)) => self.send(bundle.place.clone(), 1, || document(bundle)),
            Ok(Asked::Atomic(entries)) => {
                let resources = entries.len() as u64;
                let place = if place.is_empty() { "transaction" } else { place };
                self.send(place.to_owned(), resources, || ready(entries, true))
            }
            Ok(Asked::Single(entries)) => entries.into_iter().all(|entry| match entry {
                Err((place, error)) => self.failed(place, 1, error),
                Ok(entry) => self.send(entry.place.clone(), 1, || ready(vec![entry], false)),
            }),
        }
    }

    fn failed(&mut self, place: String, resources: u64, error: ExchangeError) -> bool {
        self.send(place, resources, || Body::Failed(error))
    }

    fn send(&mut self, place: String, resources: u64, body: impl FnOnce() -> Body) -> bool {
        let (file, index) = (self.file, self.index);
        self.index += 1;
        if !self.chosen.has(file, index) {
            return true;
        }
        (self.to)(Unit { file, index, place, resources, body: body() })
    }
}

/// Makes entries ready, unless they refer to others by search.
fn ready(mut entries: Vec<Entry>, named: bool) -> Body {
    for entry in &mut entries {
        if let Some(fault) = entry.fault.take() {
            return Body::Failed(if named { fault.within(&entry.place) } else { fault });
        }
    }
    let unresolved = entries.iter().any(|entry| !conditionals(&entry.resource).is_empty());
    let group = Group { entries, named, keep: false };
    if unresolved {
        return Body::Unresolved(group);
    }
    match group.ready() {
        Ok(ready) => Body::Ready(ready),
        Err(error) => Body::Failed(error),
    }
}
