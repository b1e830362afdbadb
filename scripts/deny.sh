#!/usr/bin/env bash
# cargo-deny on the whole of deny.toml but the advisories, whose database
# cannot be fetched everywhere: `cargo deny check advisories` where it can.

source "$(dirname "$0")/lib.sh"

need_rust
tools="$(target_dir)/tools"
PATH="$tools/bin:$PATH"
command -v cargo-deny >/dev/null || cargo install cargo-deny --locked --root "$tools"
cargo deny check bans licenses sources
