//! Copies between stores of both kinds.

mod found;
mod help;
mod interrupted;
mod refused;
mod whole;
