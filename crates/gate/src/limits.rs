//! Named limits of the gate.

/// Milliseconds for which an opened record counts: an hour.
pub const PACE_MILLIS: i64 = 3_600_000;
/// Persons' records that who works for an organisation opens in an hour, unless
/// the operator says otherwise. A full consultation hour has ten, a night round on
/// three wards ninety.
pub const CAP_DEFAULT: usize = 200;
/// The highest cap that can be set.
pub const CAP_MOST: usize = 10_000;
/// Askers whose openings are remembered at the same time; who opened nothing for
/// the longest makes room.
pub const PACED_ASKERS: usize = 10_000;
