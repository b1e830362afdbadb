//! The command line as a contract: the program itself, run on folders of its own.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests: clippy spares only the test functions themselves"
)]

mod cli {
    mod clients;
    mod config;
    mod contract;
    mod demo;
    mod documents;
    mod examples;
    mod exports;
    mod hostile;
    mod imports;
    mod invitations;
    mod keys;
    mod mail;
    mod owner;
    mod policies;
    mod postgres;
    mod providers;
    mod references;
    mod registers;
    mod reindex;
    mod retention;
    mod s3;
    mod secrecy;
    mod server;
    mod serving;
    mod tls;
    mod traces;
    mod wards;
    mod witnesses;
    mod world;
}
