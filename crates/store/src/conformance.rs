//! The suite that every store is held to.
//!
//! A store's tests call [`run_all`] with a [`Fixture`]; what is added to
//! [`CASES`] or [`PLACES`] is then asked of every store. Cases panic when the
//! store breaks the contract.
#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code that lives in the library so that other crates can run it"
)]

mod appends;
mod atomic;
mod blobs;
mod digests;
mod guards;
mod help;
mod keys;
mod pages;
mod reopen;
mod small;
mod together;
mod tokens;
mod traces;
mod within;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;

use crate::Store;

pub use blobs::{BLOB_CASES, BlobCase, BlobFixture, blob_name, run_blobs};

/// Where a store lives during one case.
#[async_trait]
pub trait Fixture: Send + Sync {
    /// Opens the store of this fixture: empty the first time, as it was closed
    /// after that.
    async fn open(&self) -> Arc<dyn Store>;
}

/// A case that needs one open store.
pub type Case = for<'a> fn(&'a dyn Store) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;
/// A case that opens a store several times.
pub type Place = for<'a> fn(&'a dyn Fixture) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

macro_rules! cases {
    ($($topic:ident::$name:ident),+ $(,)?) => {
        &[$((concat!(stringify!($topic), "::", stringify!($name)), |on| Box::pin($topic::$name(on)))),+]
    };
}

/// Every case that needs one open store, by name.
pub const CASES: &[(&str, Case)] = cases![
    appends::come_back_in_order,
    appends::must_follow_the_head,
    appends::of_several_records_in_one_commit,
    appends::are_read_as_soon_as_acknowledged,
    atomic::a_refused_commit_changes_nothing,
    atomic::a_repeated_commit_is_not_applied_again,
    atomic::a_refused_commit_may_come_again,
    atomic::an_empty_commit_is_done,
    guards::of_a_head,
    guards::of_an_id_token,
    guards::of_a_term_token,
    guards::of_the_rows_of_a_term,
    guards::of_a_term_within_a_group,
    guards::of_a_key,
    guards::of_a_cell,
    guards::the_first_that_fails_is_told,
    guards::see_the_state_before_the_commit,
    keys::are_added_and_listed,
    keys::a_taken_number_is_refused,
    keys::are_rewrapped_from_one_epoch_only,
    keys::are_destroyed_but_stay_listed,
    keys::are_added_as_destroyed,
    keys::of_all_records_are_scanned,
    tokens::of_ids_are_put_replaced_and_deleted,
    tokens::of_ids_are_scanned_in_order,
    tokens::of_terms_are_put_replaced_and_deleted,
    tokens::of_terms_are_scanned_in_order,
    traces::are_numbered_without_gaps,
    traces::alone_and_many_at_a_time_are_as_one_by_one,
    traces::of_each_log_are_numbered_apart,
    traces::tell_their_logs,
    traces::of_a_record_come_newest_first,
    traces::of_an_actor_come_newest_first,
    traces::tell_the_last_write,
    traces::watched_heads_are_told,
    small::outbox_items_are_claimed_and_done,
    small::outbox_claims_run_out,
    small::outbox_topics_are_apart,
    small::outbox_items_are_listed_unclaimed,
    small::cells_are_put_replaced_and_deleted,
    small::cells_are_scanned_in_order,
    small::tables_with_cells_are_told,
    small::blobs_are_named_and_forgotten,
    small::stats_count,
    digests::are_of_each_row_in_its_order,
    digests::of_nothing_count_no_rows,
    pages::of_rows_end_at_the_limit,
    pages::of_bytes_end_early,
    pages::nothing_asked_is_nothing_answered,
    within::sizes_of_single_parts,
    within::operations_of_a_commit,
    within::bytes_of_a_commit,
    within::entries_of_a_record,
    within::tokens_located_at_once,
    together::thirty_two_writers_on_one_record,
    together::submitted_commits_keep_their_order,
    together::a_bad_commit_does_not_sink_its_neighbours,
];

/// Every case that opens a store several times, by name.
pub const PLACES: &[(&str, Place)] = cases![
    reopen::keeps_everything,
    reopen::remembers_commits,
    reopen::goes_on_counting,
    reopen::a_closed_store_says_so,
];

/// Runs every case, each on a fixture of its own. Each store is checked and
/// closed at the end of its case.
pub async fn run_all<F: Fixture>(make: impl Fn() -> F) {
    for (name, case) in CASES {
        run(name, case, &make()).await;
    }
    for (name, place) in PLACES {
        tell(name);
        place(&make()).await;
    }
}

/// Runs one case of [`CASES`].
pub async fn run(name: &str, case: &Case, fixture: &dyn Fixture) {
    tell(name);
    let store = fixture.open().await;
    case(store.as_ref()).await;
    help::sound(store.as_ref()).await;
    help::ok(store.close().await);
}

#[expect(
    clippy::print_stdout,
    reason = "says which case failed; shown by the test runner only then"
)]
fn tell(name: &str) {
    println!("conformance: {name}");
}
