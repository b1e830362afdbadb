//! Sealing a trace and opening it again.

use hygie_base::{KeyNo, RecordNo, Rng, Timestamp};
use hygie_seal::{Index, RecordKey, SealError, blind_leaf, seal_object, unseal_object};
use hygie_store::{TracePut, TraceRow};
use zeroize::Zeroizing;

use crate::Trace;

const BLINDING_BYTES: usize = 32;
const LABEL: &str = "trace:";
const TECHNICAL: &str = "technical:";

/// What can be wrong with a stored trace. Never says what it holds.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// The seal does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The body opens, but is not the one its leaf was made of.
    #[error("the body does not match its leaf")]
    Leaf,
    /// The body opens, but does not read as a trace.
    #[error("the body does not read as a trace")]
    Form,
}

/// The label under which a trace key of a year is wrapped.
pub fn key_label(year: i32) -> String {
    format!("{LABEL}{year}")
}

/// The year of a trace key's label.
pub fn key_year(label: &str) -> Option<i32> {
    label.strip_prefix(LABEL)?.parse().ok()
}

/// The label under which a key of technical traces is wrapped: one a month.
pub fn technical_label(at: Timestamp) -> String {
    format!("{TECHNICAL}{}", at.month())
}

/// The month of such a label, counted from January of the year 0.
pub fn technical_month(label: &str) -> Option<i64> {
    label.strip_prefix(TECHNICAL)?.parse().ok()
}

/// Seals a trace of `record` under its trace key.
///
/// # Errors
/// When the cipher refuses.
pub fn seal(
    trace: &Trace,
    record: RecordNo,
    write: bool,
    (number, key): (KeyNo, &RecordKey),
    index: &Index,
    rng: &dyn Rng,
) -> Result<TracePut, TraceError> {
    let mut blinding = Zeroizing::new([0; BLINDING_BYTES]);
    rng.fill(&mut *blinding);
    let mut body = Zeroizing::new(blinding.to_vec());
    serde_json::to_writer(&mut *body, trace).map_err(|_| TraceError::Form)?;
    let leaf = blind_leaf(&blinding, body.get(BLINDING_BYTES..).unwrap_or_default());
    Ok(TracePut {
        record,
        actor: index.actor(&trace.actor.id),
        write,
        key: number,
        leaf,
        body: seal_object(key, &place(record, number, write), &body, rng)?,
    })
}

/// What its leaf was made of: who knows it can prove what a trace says.
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosed {
    /// The blinding key `r`.
    pub blinding: Zeroizing<[u8; BLINDING_BYTES]>,
    /// The trace in its canonical form.
    pub canonical: Zeroizing<Vec<u8>>,
}

impl Disclosed {
    /// What the trace says.
    ///
    /// # Errors
    /// When the text is no trace.
    pub fn trace(&self) -> Result<Trace, TraceError> {
        serde_json::from_slice(&self.canonical).map_err(|_| TraceError::Form)
    }
}

/// Opens a stored trace and checks it against its leaf.
///
/// # Errors
/// When anything about it was changed.
pub fn disclose(row: &TraceRow, key: &RecordKey) -> Result<Disclosed, TraceError> {
    let body = unseal_object(key, &place(row.record, row.key, row.write), &row.body)?;
    let (blinding, canonical) = body.split_at_checked(BLINDING_BYTES).ok_or(TraceError::Form)?;
    let blinding = blinding.try_into().map_err(|_| TraceError::Form)?;
    if blind_leaf(blinding, canonical) != row.leaf {
        return Err(TraceError::Leaf);
    }
    let (blinding, canonical) = (Zeroizing::new(*blinding), Zeroizing::new(canonical.to_vec()));
    Ok(Disclosed { blinding, canonical })
}

/// The same, read.
///
/// # Errors
/// As for [`disclose`], and when it does not read as a trace.
pub fn open(row: &TraceRow, key: &RecordKey) -> Result<Trace, TraceError> {
    disclose(row, key)?.trace()
}

/// Associated data: what stands in clear beside the body. The index in the log
/// is not yet known when a trace is sealed; the log itself holds it in place.
fn place(record: RecordNo, key: KeyNo, write: bool) -> Vec<u8> {
    let mut place = b"hygie trace 1".to_vec();
    place.extend_from_slice(&record.to_bytes());
    place.extend_from_slice(&key.0.to_be_bytes());
    place.push(u8::from(write));
    place
}
