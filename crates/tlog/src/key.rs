//! Keys of a log: Ed25519 (RFC 8032), written as C2SP signed-note has it.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use signed_note::{Signer, Verifier, is_key_name_valid, key_id};

use crate::TlogError;

/// The type of such signatures (C2SP signed-note, signature types).
const ED25519_NOTE: u8 = 1;

/// Signs the checkpoints of one log. Its Debug says nothing of the key.
pub struct LogKey {
    pair: Ed25519KeyPair,
    public: VerifierKey,
}

impl LogKey {
    /// The key of the log of this name, from 32 random bytes.
    ///
    /// # Errors
    /// [`TlogError::Key`] for a name that is empty or has a blank or a `+`.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, TlogError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| TlogError::Key)?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| TlogError::Key)?;
        Ok(Self { public: VerifierKey::new(name, public)?, pair })
    }

    /// What checks its signatures.
    pub const fn public(&self) -> &VerifierKey {
        &self.public
    }
}

impl std::fmt::Debug for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogKey({})", self.public.name)
    }
}

impl Signer for LogKey {
    fn name(&self) -> &str {
        &self.public.name
    }

    fn key_id(&self) -> u32 {
        self.public.key_id()
    }

    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.pair.sign(text).as_ref().to_vec())
    }
}

/// Checks the checkpoints of one log. Its text is `NAME+ID+KEY` (C2SP signed-note, verifier
/// keys).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifierKey {
    name: String,
    key: [u8; 32],
}

impl VerifierKey {
    fn new(name: &str, key: [u8; 32]) -> Result<Self, TlogError> {
        Ok(Self { name: named(name)?, key })
    }

    /// Name of the log: the origin of its checkpoints.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&written(&self.name, ED25519_NOTE, &self.key))
    }
}

impl std::str::FromStr for VerifierKey {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let (name, key) = read(text, ED25519_NOTE)?;
        Self::new(&name, key)
    }
}

impl Verifier for VerifierKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        key_id(&self.name, &typed(ED25519_NOTE, &self.key))
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.key).verify(text, signature).is_ok()
    }
}

/// A name that a key can have: not empty, without blanks, `+` and control characters.
pub(crate) fn named(name: &str) -> Result<String, TlogError> {
    if is_key_name_valid(name) && !name.contains(|c: char| c.is_control()) {
        Ok(name.to_owned())
    } else {
        Err(TlogError::Key)
    }
}

/// A key after the type of the signatures that it checks.
pub(crate) fn typed(kind: u8, key: &[u8; 32]) -> Vec<u8> {
    [&[kind][..], key].concat()
}

/// A key as text: `NAME+ID+KEY`.
pub(crate) fn written(name: &str, kind: u8, key: &[u8; 32]) -> String {
    let typed = typed(kind, key);
    format!("{name}+{:08x}+{}", key_id(name, &typed), STANDARD.encode(&typed))
}

/// Name and key of such a text, if it is for signatures of this type.
pub(crate) fn read(text: &str, kind: u8) -> Result<(String, [u8; 32]), TlogError> {
    let text = text.trim();
    let (name, rest) = text.split_once('+').ok_or(TlogError::Key)?;
    let (_, key) = rest.split_once('+').ok_or(TlogError::Key)?;
    let key = STANDARD.decode(key).map_err(|_| TlogError::Key)?;
    let (_, key) = key.split_first().ok_or(TlogError::Key)?;
    let key = key.try_into().map_err(|_| TlogError::Key)?;
    let name = named(name)?;
    if written(&name, kind, &key) == text { Ok((name, key)) } else { Err(TlogError::Key) }
}

#[cfg(test)]
mod tests {
    use signed_note::Verifier as _;

    use super::{LogKey, VerifierKey};
    use crate::TlogError;

    /// The example of Go's package `golang.org/x/mod/sumdb/note`.
    #[test]
    fn a_note_of_another_program_verifies() {
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key: VerifierKey = key.parse().unwrap();
        let text = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
        let line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX\
                    gKvqfqdngotpRZb6KE6RyyBwJnAM=";
        let read = signed_note::Signature::from_bytes(line.as_bytes()).unwrap();
        assert_eq!(read.id(), key.key_id());
        assert!(key.verify(text.as_bytes(), read.signature()));
        assert!(!key.verify(b"another text\n", read.signature()));
    }

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = LogKey::new("hygie/1", &[7; 32]).unwrap();
        let text = key.public().to_string();
        assert_eq!(text.parse::<VerifierKey>().as_ref(), Ok(key.public()));
        assert!(!format!("{key:?}").contains(text.rsplit('+').next().unwrap()));
        for (from, to) in [("hygie/1", "hygie/2"), ("+A", "+B"), ("+", "")] {
            assert_eq!(text.replacen(from, to, 1).parse::<VerifierKey>(), Err(TlogError::Key));
        }
    }

    #[test]
    fn a_name_that_could_not_be_written_is_refused() {
        for name in ["", "a b", "a+b", "a\nb", "a\u{7}"] {
            assert_eq!(LogKey::new(name, &[7; 32]).map(|_| ()), Err(TlogError::Key), "{name:?}");
        }
    }
}
