//! Named limits of the data folder.

/// Bytes of the key ring's file.
pub const RING_BYTES: usize = 1 << 20;
/// Bytes of a path that fits an address of a Unix socket; longer ones go
/// through a descriptor (`sun_path` holds 108 with the final zero, unix(7)).
pub const SOCKET_PATH_BYTES: usize = 107;
