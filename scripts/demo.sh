#!/usr/bin/env bash
# Builds Hygie, imports the samples into a fresh folder demo/ and says what
# happened. A second run starts afresh, but only in a folder that a first made.

source "$(dirname "$0")/lib.sh"

folder=demo
mark="$folder/made-by-make-demo"
# One of the ten, by an identifier of its Patient.
record='http://hospital.smarthealthit.org|4934221'
family=Rodriguez

need_rust
need zstd zstd cc build-essential
if [ -e "$folder" ]; then
    [ -e "$mark" ] || die "$folder/ was not made by this demo. Move it away and run this again."
    rm -rf "$folder"
fi
mkdir "$folder"
touch "$mark"

say "Building"
cargo build --release --locked --package hygie
hygie="$(target_dir)/release/hygie"
data="$folder/data"
run() {
    say "hygie $*"
    "$hygie" "$@"
}

say "Unpacking samples/synthea-10.tar.zst"
tar --zstd -xf samples/synthea-10.tar.zst -C "$folder"

run --data "$data" init --organisation "Cabinet de démonstration"
run --data "$data" import "$folder/synthea"
run --data "$data" doctor
run --data "$data" export "$record" --out "$folder/export.json"

say "What is on the disk"
printf 'came in, as JSON:   %s\n' "$(du -sh "$folder/synthea" | cut -f1)"
printf 'sealed journal:     %s\n' "$(du -sh "$data" | cut -f1)"
printf 'one record, out:    %s\n' "$(du -sh "$folder/export.json" | cut -f1)"
if grep -rqaF "$family" "$data"; then
    die "The name $family stands in clear in $data: this must not be."
fi
printf 'files of %s that hold the name %s: none\n' "$data" "$family"
printf '\nLook further: %s --data %s --help\n' "$hygie" "$data"
