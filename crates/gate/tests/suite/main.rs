//! What the gate decides: roles and their cells, what was decided about records, who acts
//! for persons, emergencies, calls, and why somebody could see a record.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

mod announce;
mod apps;
mod callers;
mod contests;
mod delegates;
mod editions;
mod explain;
mod exports;
mod gate;
mod glass;
mod guards;
mod help;
mod life;
mod matrix;
mod regulation;
mod retention;
mod rights;
mod secret_connection;
mod secrets;
mod sought;
mod traces;
mod wards;
mod watching;
mod will;
