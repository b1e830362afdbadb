//! Clients and tokens.
