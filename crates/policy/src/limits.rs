//! Named limits of the tables that can be loaded.

/// Bytes of one table.
pub const TABLE_BYTES: usize = 256 << 10;
/// Rows of one table, its header and remarks not counted.
pub const TABLE_ROWS: usize = 10_000;
/// Bytes of one field of a row, and of the edition.
pub const FIELD_BYTES: usize = 200;
