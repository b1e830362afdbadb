#!/usr/bin/env bash
# Builds Hygie, makes a demonstration in demo/ from the samples, and serves it
# on localhost:8080. Words after it go to `hygie demo`: --reset starts afresh.

source "$(dirname "$0")/lib.sh"

folder=demo
need_rust
need zstd zstd cc build-essential
mkdir -p "$folder"

say "Building"
cargo build --release --locked --package hygie
hygie="$(target_dir)/release/hygie"

if [ ! -e "$folder/synthea" ]; then
    say "Unpacking samples/synthea-10.tar.zst"
    tar --zstd -xf samples/synthea-10.tar.zst -C "$folder"
fi

say "hygie demo"
exec "$hygie" --data "$folder/data" demo "$@" "$folder/synthea"
