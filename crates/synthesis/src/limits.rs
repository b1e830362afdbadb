//! Every limit of this crate, by name. Each is tested at n and n + 1.

/// Characters of one text kept in a fact; longer ones are cut and end in `…`.
/// The whole text is in the entry itself.
pub const TEXT_CHARS: usize = 500;

/// Codes kept of one concept.
pub const CODES: usize = 8;

/// References kept of one fact for each role.
pub const LINKS: usize = 64;

/// Authors kept of one fact.
pub const AUTHORS: usize = 8;

/// Components kept of one observation.
pub const COMPONENTS: usize = 64;

/// Dosages kept of one medication line.
pub const DOSAGES: usize = 16;

/// Reactions kept of one allergy.
pub const REACTIONS: usize = 16;

/// Points of one series, latest kept.
pub const POINTS: usize = 60;

/// Points of one series that are kept however old they are.
pub const POINTS_AT_LEAST: usize = 12;

/// Lines of one part of a synthesis; the total says how many there are.
pub const LINES: usize = 200;

/// Conflicts between medications shown.
pub const CONFLICTS: usize = 40;

/// Series of key results; the total says how many there are.
pub const RESULTS: usize = 40;

/// Recent events of a synthesis; the total says how many there are.
pub const EVENTS: usize = 20;

/// Documents of a synthesis; the total says how many there are.
pub const DOCUMENTS: usize = 12;

/// Past problems and medications shown; the total says how many there are.
pub const PAST: usize = 20;

/// Examples named for each kind of what is new.
pub const NEWS: usize = 8;

/// Entries of one page of the timeline.
pub const TIMELINE_PAGE: usize = 200;

/// Groups within one another in readable details.
pub const DETAILS_DEPTH: usize = 12;

/// Lines of readable details; what is beyond is counted.
pub const DETAILS_NODES: usize = 2_000;

/// Characters of one text in readable details.
pub const DETAILS_TEXT_CHARS: usize = 20_000;

/// Bytes of a note's text once decoded.
pub const NOTE_BYTES: usize = 1 << 20;
