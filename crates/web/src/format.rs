//! Numbers, dates, times, ages and foreign text as each language writes them.
//!
//! French: `12/03/1942`, `19 nov. 2026`, `9 h 30`, `1 284,5`. English:
//! `12 Mar 1942`, `19 Nov 2026`, `09:30`, `1,284.5`. Spaces inside a number
//! are narrow and unbreakable (U+202F), those before a unit unbreakable.

mod age;
mod date;
mod decimal;
mod inert;
mod nir;

pub use age::{Age, age};
pub use date::{Date, clock_time, date, day, moment};
pub use decimal::decimal;
pub use hygie_base::paris::{midnight, paris};
pub use inert::inert;
pub use nir::nir;
