//! Named limits of the FHIR API.

use std::time::Duration;

/// Bytes of a body: one resource, or a transaction.
pub const BODY_BYTES: usize = 64 << 20;
/// Bytes of one resource by itself.
pub const RESOURCE_BYTES: usize = 16 << 20;
/// Bytes of a Binary sent as it is: in base64 they make a resource at its limit.
pub const BINARY_BYTES: usize = RESOURCE_BYTES / 4 * 3;
/// Entries of a transaction.
pub const ENTRIES: usize = 20_000;
/// Entries of a batch: each is a commit or a search of its own.
pub const BATCH_ENTRIES: usize = 1000;
/// Bytes of what the reads of one bundle answer.
pub const ANSWER_BYTES: usize = 64 << 20;
/// Transactions under way at once: each may hold its body and the tree of it.
pub const TRANSACTIONS: usize = 8;
/// Resources of a page that did not say how many.
pub const PAGE: usize = 50;
/// Resources of a page at most, whatever it says.
pub const LARGEST_PAGE: usize = 500;
/// Bytes of all search parameters, still encoded: the cursor of the next page
/// carries them, sealed, in an address.
pub const QUERY_BYTES: usize = 4 << 10;
/// Parameters of one request.
pub const PARAMETERS: usize = 64;
/// Time of a request.
pub const TIME: Duration = Duration::from_secs(60);
/// Resources of a page of `$everything` that did not say how many.
pub const EVERYTHING_PAGE: usize = 10_000;
/// Entries of a document that `$document` makes.
pub const DOCUMENT_ENTRIES: usize = 1_000;
