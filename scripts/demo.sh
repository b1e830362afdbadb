#!/usr/bin/env bash
# Builds Hygie, makes a demonstration's world in demo/, and serves it on
# localhost:8080. Words after it go to `hygie demo`: --reset starts afresh.

source "$(dirname "$0")/lib.sh"

folder=demo
need_rust
need cc build-essential
mkdir -p "$folder"

say "Building"
cargo build --release --locked --package hygie
hygie="$(target_dir)/release/hygie"

say "hygie demo"
exec "$hygie" --data "$folder/data" demo "$@"
