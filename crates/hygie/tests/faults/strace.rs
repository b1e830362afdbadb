//! What the program asked of the kernel, as `strace -f` wrote it down.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

const CALLS: &str = "trace=openat,close,accept4,pwrite64,write,writev,sendto,sendmsg,fsync,\
    fdatasync,rename,renameat,renameat2,linkat";

/// The tracer, writing to this file; the program and its arguments follow.
pub fn strace(log: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-s", "40", "-e", CALLS, "-o"]).arg(log).arg("--");
    command
}

/// Something that matters, in the order in which it was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// Bytes of the write-ahead log: asked for.
    Log { at: usize, bytes: usize },
    /// A sync of the write-ahead log returned; it covers what had returned
    /// before it began, so many writes.
    Synced { writes: usize },
    /// A file got its name, a blob or an export: asked for.
    Named(String),
    /// A folder was synced: returned. What was named before it began is durable.
    Folder { path: String, named: usize },
    /// Words of an answer went out, on standard output or a socket: asked for.
    Said(String),
    /// The last word of an answer on a socket: asked for.
    Exit(String),
}

enum File {
    Log,
    Other(String),
    Socket,
}

struct Call<'a> {
    thread: &'a str,
    name: &'a str,
    args: String,
    result: Option<&'a str>,
}

/// A call that has not returned.
struct Begun {
    name: String,
    args: String,
    writes: usize,
    named: usize,
}

/// Reads a log of strace into events.
#[derive(Default)]
struct Reader {
    files: HashMap<i64, File>,
    begun: HashMap<String, Begun>,
    events: Vec<Event>,
    /// Writes of the log that returned, and files that have their names.
    writes: usize,
    named: usize,
}

pub fn events(log: &str) -> Vec<Event> {
    let mut reader = Reader::default();
    for line in log.lines() {
        if let Some(call) = call(line) {
            reader.take(&call);
        }
    }
    reader.events
}

/// `123 name(args) = result`, `123 name(args <unfinished ...>` or
/// `123 <... name resumed>args) = result`.
fn call(line: &str) -> Option<Call<'_>> {
    let (thread, rest) = line.split_once(' ')?;
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix("<... ") {
        let (_, rest) = rest.split_once(" resumed>")?;
        let (args, result) = rest.rsplit_once(" = ")?;
        return Some(Call { thread, name: "", args: args.to_owned(), result: Some(result) });
    }
    let (name, rest) = rest.split_once('(')?;
    if let Some(args) = rest.strip_suffix(" <unfinished ...>") {
        return Some(Call { thread, name, args: args.to_owned(), result: None });
    }
    let (args, result) = rest.rsplit_once(" = ")?;
    Some(Call { thread, name, args: args.to_owned(), result: Some(result) })
}

impl Reader {
    fn take(&mut self, call: &Call<'_>) {
        if !call.name.is_empty() {
            let (name, args) = (call.name.to_owned(), call.args.clone());
            let begun = Begun { name, args, writes: self.writes, named: self.named };
            self.begin(&begun);
            self.begun.insert(call.thread.to_owned(), begun);
        }
        let Some(result) = call.result else { return };
        let Some(mut begun) = self.begun.remove(call.thread) else { return };
        if call.name.is_empty() {
            begun.args.push_str(&call.args);
        }
        let result = result.split_whitespace().next().and_then(|word| word.parse().ok());
        if let Some(result) = result.filter(|result: &i64| *result >= 0) {
            self.end(&begun, result);
        }
    }

    fn file(&self, args: &str) -> Option<&File> {
        self.files.get(&descriptor(args)?)
    }

    fn begin(&mut self, call: &Begun) {
        let said = || quoted(&call.args).first().cloned().unwrap_or_default();
        match (call.name.as_str(), self.file(&call.args)) {
            ("pwrite64", Some(File::Log)) => {
                let mut numbers = call.args.trim_end_matches(')').rsplit(", ");
                let mut number = || numbers.next().unwrap().parse().unwrap();
                let (at, bytes) = (number(), number());
                self.events.push(Event::Log { at, bytes });
            }
            ("write" | "writev" | "sendto" | "sendmsg", Some(File::Socket)) => {
                let said = said();
                if said.contains("Exit") {
                    self.events.push(Event::Exit(said));
                } else if said.contains("Line") {
                    self.events.push(Event::Said(said));
                }
            }
            ("write" | "writev", _) if descriptor(&call.args) == Some(1) => {
                self.events.push(Event::Said(said()));
            }
            ("rename" | "renameat" | "renameat2" | "linkat", _) => {
                let names = quoted(&call.args);
                self.events.push(Event::Named(names.last().cloned().unwrap_or_default()));
            }
            // A number that is closed may be given again before this returns.
            ("close", _) => {
                descriptor(&call.args).and_then(|closed| self.files.remove(&closed));
            }
            _ => {}
        }
    }

    fn end(&mut self, call: &Begun, result: i64) {
        match call.name.as_str() {
            "openat" => {
                let path = quoted(&call.args).first().cloned().unwrap_or_default();
                let log = path.ends_with("hygie.db-wal");
                self.files.insert(result, if log { File::Log } else { File::Other(path) });
            }
            "accept4" => drop(self.files.insert(result, File::Socket)),
            "pwrite64" if matches!(self.file(&call.args), Some(File::Log)) => self.writes += 1,
            "rename" | "renameat" | "renameat2" | "linkat" => self.named += 1,
            "fsync" | "fdatasync" => match self.file(&call.args) {
                Some(File::Log) => self.events.push(Event::Synced { writes: call.writes }),
                Some(File::Other(path)) => {
                    let (path, named) = (path.clone(), call.named);
                    self.events.push(Event::Folder { path, named });
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn descriptor(args: &str) -> Option<i64> {
    args.split([',', ')']).next()?.parse().ok()
}

/// The quoted arguments, as strace quotes them.
fn quoted(args: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside: Option<String> = None;
    let mut chars = args.chars();
    while let Some(one) = chars.next() {
        match (&mut inside, one) {
            (None, '"') => inside = Some(String::new()),
            (None, _) => {}
            (Some(_), '"') => found.extend(inside.take()),
            (Some(text), '\\') => text.extend(chars.next()),
            (Some(text), other) => text.push(other),
        }
    }
    found
}

/// Where something was said, or an export named, while the log held bytes that
/// no sync had covered.
pub fn too_early(events: &[Event], release: &str) -> Vec<Event> {
    let (mut asked, mut synced) = (0, 0);
    let mut early = Vec::new();
    for event in events {
        match event {
            Event::Log { .. } => asked += 1,
            Event::Synced { writes } => synced = synced.max(*writes),
            Event::Said(_) | Event::Exit(_) if synced < asked => early.push(event.clone()),
            Event::Named(name) if name == release && (synced < asked || asked == 0) => {
                early.push(event.clone());
            }
            _ => {}
        }
    }
    early
}
