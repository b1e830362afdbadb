//! Copies between stores of both kinds.

mod attachments;
mod found;
mod help;
mod interrupted;
mod refused;
mod whole;
