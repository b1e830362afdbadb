#!/usr/bin/env bash
# The inner loop: what should be green before every commit.

source "$(dirname "$0")/lib.sh"

need_rust
cargo fmt --all --check
cargo xtask tidy
cargo clippy --workspace --all-targets -- -D warnings
cargo test --workspace --quiet --lib --bins
