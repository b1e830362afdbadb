//! Named limits of files.

/// Bytes that one file may unpack to when it is read as one JSON text.
pub const JSON_BYTES: usize = 128 << 20;
/// Bytes of one line of an NDJSON file.
pub const LINE_BYTES: usize = 64 << 20;
/// Times its packed size that a file may unpack to, once it is past
/// [`RATIO_FROM`]: FHIR packs twenty to fifty times, a bomb a thousand times and more.
pub const UNPACK_RATIO: u64 = 500;
/// Unpacked bytes from which [`UNPACK_RATIO`] applies.
pub const RATIO_FROM: u64 = 16 << 20;
/// Files within one another's folders.
pub const FOLDER_DEPTH: usize = 16;
/// Files of one run.
pub const FILES: usize = 100_000;
/// Times that the files are read again for entries whose person, or whatever
/// else they wait for, came later in the run.
pub const ROUNDS: usize = 8;
/// Entries that may wait for a later round; a run in a better order needs none.
pub const WAITING: usize = 500_000;
/// Commits under way at once.
pub const UNDER_WAY: usize = 256;
/// Resources under way at once, whatever the number of commits.
pub const RESOURCES_UNDER_WAY: u64 = 8192;
/// Prepared units that wait for the record service.
pub const PREPARED: usize = 64;
/// Refusals listed by name; more are only counted.
pub const REFUSALS: usize = 10_000;
/// Steps by which export follows references into the registry.
pub const REGISTRY_STEPS: usize = 8;
