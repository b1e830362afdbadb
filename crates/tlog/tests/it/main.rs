//! Trees, proofs and checkpoints, as who uses them sees them.

#[cfg(test)]
mod checkpoints;
#[cfg(test)]
mod trees;
