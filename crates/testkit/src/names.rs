//! Names of what a test makes on a server that other tests use too.

/// A name that no other test has: processes are numbered anew on a machine that
/// starts enough of them, so a process number is not one.
///
/// # Errors
/// None: a machine without random numbers fails the test.
#[must_use]
pub fn unique(start: &str) -> String {
    format!("{start}{:016x}", getrandom::u64().unwrap())
}
