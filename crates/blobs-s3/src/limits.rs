//! Named limits of this adapter; those of the contract are in [`hygie_store::limits`].

use std::time::Duration;

/// How long a connection is waited for.
pub const CONNECT_TIME: Duration = Duration::from_millis(1000);
/// How long one request may take, all its attempts included.
pub const REQUEST_TIME: Duration = Duration::from_millis(1800);
/// How much longer it may take for each byte of a blob: 4 MB a second.
pub const NANOS_PER_BYTE: u64 = 250;
/// Times that a request is made again within its time.
pub const RETRIES: usize = 3;
/// The pause before the first of them; each further one waits twice as long.
pub const RETRY_PAUSE: Duration = Duration::from_millis(50);
/// How long a connection that nobody uses is kept.
pub const IDLE_TIME: Duration = Duration::from_secs(20);
/// Connections that nobody uses and are kept.
pub const IDLE_CONNECTIONS: usize = 16;
/// Names that the server is asked for at a time; S3 gives no more.
pub const LIST_KEYS: usize = 1000;
/// Bytes of an answer that is no blob: a list of [`LIST_KEYS`], an error.
pub const ANSWER_BYTES: usize = 4 << 20;
/// Bytes of the prefix of an address.
pub const PREFIX_BYTES: usize = 512;
/// Bytes of the file with the credentials.
pub const KEY_FILE_BYTES: u64 = 4096;
/// Bytes of the name of a region.
pub const REGION_BYTES: usize = 64;
/// Logs whose checkpoints one anchor keeps.
pub const ANCHOR_LOGS: usize = 256;
/// Bytes of a checkpoint.
pub const ANCHOR_BYTES: usize = 16 << 10;
