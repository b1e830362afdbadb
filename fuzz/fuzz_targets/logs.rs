//! What others bring of a log: keys, checkpoints, cosignatures and proofs. Nothing breaks the parsers,
//! what is read is written back alike, and no proof holds that was not made.
#![no_main]

use hygie_tlog::limits::PROOF_HASHES;
use hygie_tlog::{
    AddCheckpoint, Checkpoint, Hash, LogKey, VerifierKey, WitnessKey, WitnessVerifier,
    check_consistency, check_inclusion, with_cosignatures,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Ok(key) = text.parse::<VerifierKey>() {
        assert_eq!(key.to_string().parse(), Ok(key));
    }
    if let Ok(key) = text.parse::<WitnessVerifier>() {
        assert_eq!(key.to_string().parse(), Ok(key));
    }
    if let Ok(sent) = AddCheckpoint::parse(&text) {
        assert_eq!(AddCheckpoint::parse(&sent.write()), Ok(sent));
    }
    let Ok(ours) = LogKey::new("hygie/fuzz/1", &[7; 32]) else { return };
    // Nobody here has the key, but for what this target signs itself.
    assert!(Checkpoint::open(&text, ours.public()).is_err());
    let (numbers, rest) = data.split_at(data.len().min(16));
    let mut number = numbers.chunks_exact(8).map(|bytes| {
        bytes.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte))
    });
    let (size, index) = (number.next().unwrap_or_default(), number.next().unwrap_or_default());
    let signed = Checkpoint { origin: "hygie/fuzz/1".to_owned(), size: size >> 24, root: [1; 32] };
    if let Ok(note) = signed.sign(&ours) {
        assert_eq!(Checkpoint::open(&note, ours.public()), Ok(signed));
        let line = text.lines().next().unwrap_or_default();
        let _refused = Checkpoint::open(&format!("{note}{line}\n"), ours.public());
        if let Ok(witness) = WitnessKey::new("hygie/fuzz/witness", &[8; 32]) {
            assert!(witness.public().find(&note, &text).is_err());
            let _refused = with_cosignatures(&note, &[format!("{line}\n")]);
        }
    }
    let proof: Vec<Hash> = rest
        .chunks_exact(32)
        .filter_map(|bytes| bytes.try_into().ok())
        .take(PROOF_HASHES + 1)
        .collect();
    let (root, entry) = ([1; 32], [2; 32]);
    assert!(check_inclusion(&proof, (size, &root), (index, &entry)).is_err());
    assert!(index == 0 || check_consistency(&proof, (index, &entry), (size, &root)).is_err());
});
