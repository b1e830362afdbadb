//! Trees against the definition of RFC 6962, and proofs of them.

use hygie_tlog::limits::{PROOF_HASHES, TREE_SIZE};
use hygie_tlog::{
    Hash, TileAt, Tiles, TlogError, Tree, check_consistency, check_inclusion, entry_hash,
    tiles_for_consistency, tiles_for_inclusion, tiles_for_root,
};
use proptest::prelude::*;

/// The root as section 2.1 of RFC 6962 defines it.
fn defined(entries: &[Hash]) -> Hash {
    match entries {
        [] => sha256(&[]),
        [one] => *one,
        many => {
            let split = many.len().next_power_of_two() / 2;
            let (left, right) = many.split_at(split);
            sha256(&[&[1], &defined(left)[..], &defined(right)[..]].concat())
        }
    }
}

fn sha256(bytes: &[u8]) -> Hash {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    digest.as_ref().try_into().expect("32 bytes")
}

fn entries(count: u64) -> Vec<Hash> {
    (0..count).map(|number| entry_hash(&number.to_be_bytes())).collect()
}

/// A tree of these, with all tiles that it gave.
fn grown(entries: &[Hash]) -> (Tree, Tiles) {
    let (mut tree, mut tiles) = (Tree::default(), Tiles::default());
    entries.iter().for_each(|entry| tree.push(*entry).unwrap());
    tree.take_tiles().into_iter().for_each(|(at, bytes)| tiles.insert(at, bytes));
    (tree, tiles)
}

/// Those of the tiles that are named.
fn only(tiles: &Tiles, named: &[TileAt]) -> Tiles {
    let mut some = Tiles::default();
    named.iter().for_each(|&at| some.insert(at, tiles.get(at).unwrap().to_vec()));
    some
}

/// The first entries of the tests of Certificate Transparency, with their roots.
#[test]
fn roots_are_those_of_other_programs() {
    let leaves: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let hex = |hash: Hash| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let root = |count: usize| {
        let entries: Vec<Hash> = leaves.iter().take(count).map(|leaf| entry_hash(leaf)).collect();
        hex(grown(&entries).0.root().unwrap())
    };
    assert_eq!(root(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(root(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assert_eq!(root(2), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assert_eq!(root(8), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

#[test]
fn a_tree_of_more_than_two_levels_of_tiles_keeps_its_meaning() {
    let entries = entries(65_537 + 300);
    let (tree, tiles) = grown(&entries);
    let root = tree.root().unwrap();
    assert_eq!(root, defined(&entries));
    let size = tree.size();
    for index in [0, 255, 256, 65_535, 65_536, size - 1] {
        let some = only(&tiles, &tiles_for_inclusion(size, index).unwrap());
        let proof = some.inclusion(size, index).unwrap();
        let entry = &entries[usize::try_from(index).unwrap()];
        check_inclusion(&proof, (size, &root), (index, entry)).unwrap();
    }
}

#[test]
fn what_is_not_within_the_tree_is_not_proven() {
    let (tree, tiles) = grown(&entries(3));
    let root = tree.root().unwrap();
    assert_eq!(tiles.inclusion(3, 3), Err(TlogError::Outside));
    assert_eq!(tiles.consistency(4, 3), Err(TlogError::Outside));
    assert_eq!(check_inclusion(&[], (3, &root), (3, &root)), Err(TlogError::Outside));
    assert_eq!(check_consistency(&[], (4, &root), (3, &root)), Err(TlogError::Outside));
    assert_eq!(Tiles::default().root(3), Err(TlogError::Tile { level: 0, number: 0 }));
    let short = [(TileAt { level: 0, number: 0 }, vec![0; 64])];
    let mut few = Tiles::default();
    short.into_iter().for_each(|(at, bytes)| few.insert(at, bytes));
    assert_eq!(Tree::resume(3, &few).map(|_| ()), Err(TlogError::Tile { level: 0, number: 0 }));
}

#[test]
fn every_tree_begins_with_the_empty_one() {
    let root = grown(&entries(5)).0.root().unwrap();
    let empty = Tree::default().root().unwrap();
    check_consistency(&[], (0, &empty), (5, &root)).unwrap();
    assert_eq!(check_consistency(&[], (0, &root), (5, &root)), Err(TlogError::Proof));
    assert_eq!(check_consistency(&[root], (0, &empty), (5, &root)), Err(TlogError::Proof));
}

#[test]
fn a_log_has_no_more_entries_than_it_may() {
    tiles_for_root(TREE_SIZE).unwrap();
    assert_eq!(tiles_for_root(TREE_SIZE + 1), Err(TlogError::TooLarge));
    assert_eq!(tiles_for_consistency(1, TREE_SIZE + 1), Err(TlogError::TooLarge));
    assert_eq!(tiles_for_inclusion(TREE_SIZE + 1, 1), Err(TlogError::TooLarge));
    let named = tiles_for_root(TREE_SIZE - 1).unwrap();
    let mut tiles = Tiles::default();
    named.into_iter().for_each(|at| tiles.insert(at, vec![7; 255 * 32]));
    let mut tree = Tree::resume(TREE_SIZE - 1, &tiles).unwrap();
    tree.push([7; 32]).unwrap();
    assert_eq!(tree.push([7; 32]), Err(TlogError::TooLarge));
}

#[test]
fn a_proof_of_too_many_hashes_is_none() {
    let root = [1; 32];
    for hashes in [PROOF_HASHES, PROOF_HASHES + 1] {
        let proof = vec![[0; 32]; hashes];
        assert_eq!(check_inclusion(&proof, (9, &root), (2, &root)), Err(TlogError::Proof));
        assert_eq!(check_consistency(&proof, (2, &root), (9, &root)), Err(TlogError::Proof));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a tree was resumed from, it is the tree of its entries.
    #[test]
    fn a_tree_that_is_resumed_goes_on_as_it_would_have(
        first in 0_u64..900, second in 0_u64..900,
    ) {
        let entries = entries(first + second);
        let (before, after) = entries.split_at(usize::try_from(first).unwrap());
        let (_, tiles) = grown(before);
        let edge = only(&tiles, &tiles_for_root(first).unwrap());
        let mut tree = Tree::resume(first, &edge).unwrap();
        after.iter().for_each(|entry| tree.push(*entry).unwrap());
        prop_assert_eq!(tree.root().unwrap(), defined(&entries));
        let mut all = tiles;
        tree.take_tiles().into_iter().for_each(|(at, bytes)| all.insert(at, bytes));
        // Wider tiles than those of then give the root of then.
        prop_assert_eq!(all.root(first).unwrap(), defined(before));
        prop_assert_eq!(all.root(first + second).unwrap(), defined(&entries));
    }

    /// A proof holds, and no other one does.
    #[test]
    fn only_what_is_in_the_tree_is_proven(
        size in 1_u64..1200, at in any::<prop::sample::Index>(), bent in any::<prop::sample::Index>(),
    ) {
        let entries = entries(size);
        let (tree, tiles) = grown(&entries);
        let root = tree.root().unwrap();
        let place = at.index(entries.len());
        let index = place as u64;
        let some = only(&tiles, &tiles_for_inclusion(size, index).unwrap());
        let proof = some.inclusion(size, index).unwrap();
        check_inclusion(&proof, (size, &root), (index, &entries[place])).unwrap();

        let other = entry_hash(b"another entry");
        let refused = |proof: &[Hash], size, root: &Hash, index, entry: &Hash| {
            check_inclusion(proof, (size, root), (index, entry)).is_err()
        };
        prop_assert!(refused(&proof, size, &root, index, &other));
        prop_assert!(refused(&proof, size, &other, index, &entries[place]));
        prop_assert!(size == 1 || refused(&proof, size, &root, (index + 1) % size, &entries[place]));
        let longer = [&proof[..], &[other]].concat();
        prop_assert!(refused(&longer, size, &root, index, &entries[place]));
        if !proof.is_empty() {
            let mut wrong = proof.clone();
            wrong[bent.index(proof.len())][0] ^= 1;
            prop_assert!(refused(&wrong, size, &root, index, &entries[place]));
            prop_assert!(refused(&proof[1..], size, &root, index, &entries[place]));
        }
    }

    /// The same of trees that are the beginning of another.
    #[test]
    fn only_a_tree_that_was_added_to_is_consistent(
        old in 1_u64..700, more in 1_u64..700, bent in any::<prop::sample::Index>(),
    ) {
        let entries = entries(old + more);
        let (tree, tiles) = grown(&entries);
        let (size, root) = (tree.size(), tree.root().unwrap());
        let before = defined(&entries[..usize::try_from(old).unwrap()]);
        let some = only(&tiles, &tiles_for_consistency(old, size).unwrap());
        let proof = some.consistency(old, size).unwrap();
        check_consistency(&proof, (old, &before), (size, &root)).unwrap();
        check_consistency(&[], (size, &root), (size, &root)).unwrap();

        let mut changed = entries.clone();
        changed[bent.index(usize::try_from(old).unwrap())][0] ^= 1;
        let (forked, _) = grown(&changed);
        let forked = forked.root().unwrap();
        prop_assert!(check_consistency(&proof, (old, &before), (size, &forked)).is_err());
        if !proof.is_empty() {
            let mut wrong = proof.clone();
            wrong[bent.index(proof.len())][0] ^= 1;
            prop_assert!(check_consistency(&wrong, (old, &before), (size, &root)).is_err());
        }
    }
}
