//! What the process does to keep its memory to itself.

use std::io::Write as _;

use anyhow::Context as _;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// Disables core dumps: neither the kernel nor a crash handler writes this
/// process's memory to disk, and no other process of the same user reads it.
pub fn disable_core_dumps() -> anyhow::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
        .context("core dumps cannot be disabled")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).context("core dumps cannot be disabled")
}

/// Says of a panic only where it happened: its message may quote what was at
/// hand, and standard error is kept by whoever runs the process.
pub fn keep_panics_brief() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" at {at}"));
        // A closed standard error is no reason to fail twice.
        let _ = writeln!(std::io::stderr(), "hygie: a fault in the program{place}");
    }));
}
