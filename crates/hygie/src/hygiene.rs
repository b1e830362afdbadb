//! What the process does to keep its memory to itself.

use anyhow::Context as _;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// Disables core dumps: neither the kernel nor a crash handler writes this
/// process's memory to disk, and no other process of the same user reads it.
pub fn disable_core_dumps() -> anyhow::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
        .context("core dumps cannot be disabled")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).context("core dumps cannot be disabled")
}
