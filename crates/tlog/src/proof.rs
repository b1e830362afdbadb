//! Checking proofs, of which nothing is trusted.

use tlog_tiles::tlog;

use crate::limits::PROOF_HASHES;
use crate::tiles::{earlier, within};
use crate::{Hash, TlogError};

/// That an entry with this [`crate::entry_hash`] stands at the index of a tree (RFC 6962
/// section 2.1.1).
///
/// # Errors
/// [`TlogError::Proof`] when it is not proven; what is no proof at all.
pub fn check_inclusion(
    proof: &[Hash],
    (size, root): (u64, &Hash),
    (index, entry): (u64, &Hash),
) -> Result<(), TlogError> {
    within(index, size)?;
    tlog::check_record(&taken(proof)?, size, tlog::Hash(*root), index, tlog::Hash(*entry))
        .map_err(|_| TlogError::Proof)
}

/// That a tree is the beginning of another (RFC 6962 section 2.1.2). Every tree begins with
/// the empty one, without a proof.
///
/// # Errors
/// [`TlogError::Proof`] when it is not proven; what is no proof at all.
pub fn check_consistency(
    proof: &[Hash],
    (old_size, old_root): (u64, &Hash),
    (new_size, new_root): (u64, &Hash),
) -> Result<(), TlogError> {
    earlier(old_size, new_size)?;
    if old_size == 0 {
        let empty = proof.is_empty() && *old_root == tlog::EMPTY_HASH.0;
        return if empty { Ok(()) } else { Err(TlogError::Proof) };
    }
    let (new, old) = (tlog::Hash(*new_root), tlog::Hash(*old_root));
    tlog::check_tree(&taken(proof)?, new_size, new, old_size, old).map_err(|_| TlogError::Proof)
}

fn taken(proof: &[Hash]) -> Result<Vec<tlog::Hash>, TlogError> {
    if proof.len() > PROOF_HASHES {
        return Err(TlogError::Proof);
    }
    Ok(proof.iter().map(|hash| tlog::Hash(*hash)).collect())
}
