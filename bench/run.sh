#!/usr/bin/env bash
# Measures speed and size in one run and writes docs/benchmarks.md: the
# machine's own limits, Hygie, and Helios FHIR Server fed the same bundles.
# Wants a quiet machine. HFS_BIN and HFS_DATA_DIR name a Helios that is there
# already; else it is installed (forty minutes on two cores).

source "$(dirname "$0")/../scripts/lib.sh"

declare -A got

main() {
    need_rust
    need zstd zstd curl curl wrk wrk python3 python3
    [ -x /usr/bin/time ] || need /usr/bin/time time
    local target
    target=$(target_dir)
    work="$target/bench"
    rm -rf "$work/hygie" "$work/machine" "$work/sample" "$work/others"
    mkdir -p "$work/hygie" "$work/machine" "$work/sample"

    say "Building"
    cargo build --release --locked --package hygie --package hygie-bench
    hygie="$target/release/hygie"
    bench="$target/release/hygie-bench"
    tar --zstd -xf samples/synthea-10.tar.zst -C "$work/sample"
    sample="$work/sample/synthea"

    say "The machine"
    take "$bench" sample "$sample"
    take "$bench" machine "$work/machine" "$sample"
    say "Hygie"
    journal
    say "Hygie over HTTP"
    served
    take bench/pages.sh "$hygie" "$work/pages" "$sample"
    say "A bare answer"
    bare
    say "Helios FHIR Server 0.2.7"
    take bench/helios.sh "$sample"
    table >docs/benchmarks.md
    cat docs/benchmarks.md
}

# take COMMAND…: runs it and keeps its `key<TAB>value` lines.
take() {
    local key value lines
    lines=$("$@")
    while IFS=$'\t' read -r key value; do
        got[$key]=$value
        printf '%s\t%s\n' "$key" "$value"
    done <<<"$lines"
}

# What Hygie does with the sample, by its command line alone, and inside.
journal() {
    local data="$work/hygie/data"
    "$hygie" --data "$data" init --organisation Bench >/dev/null
    clocked import "$hygie" --data "$data" import "$sample"
    got[disk]=$(($(du -s --block-size=1 "$data" | cut -f1)))
    clocked again "$hygie" --data "$data" import "$sample"
    clocked doctor "$hygie" --data "$data" doctor
    take "$bench" record "$data"
}

# The same folder over HTTP, and again while an import runs beside.
served() {
    local data="$work/hygie/data" token server importing=
    token=$("$hygie" --data "$data" admin token --system bench --scope 'system/*.cruds' | tail -1)
    "$hygie" --data "$data" serve --listen 127.0.0.1:18090 >"$work/hygie/said" 2>"$work/hygie/log" &
    server=$!
    until grep -q '^Serving' "$work/hygie/said"; do
        kill -0 "$server" || die "hygie serve ended: $(tail -3 "$work/hygie/log")"
        read -rt 0.1 <> <(:) || true
    done
    take bench/http.sh http://localhost:18090/fhir "$token" hygie
    got[served_rss]=$(awk '/^VmRSS/ { print $2 * 1024 }' "/proc/$server/status")
    others "$sample" "$work/others"
    (for folder in "$work"/others/*; do "$hygie" --data "$data" import "$folder" || true; done) \
        >"$work/hygie/importing" 2>&1 &
    importing=$!
    take bench/http.sh http://localhost:18090/fhir "$token" busy
    kill "$importing" 2>/dev/null || true
    wait "$importing" 2>/dev/null || true
    kill "$server"
    wait "$server" || true
}

# others SAMPLE FOLDER: the sample again under other ids, several times, so that
# an import of it takes a while.
others() {
    need python3 python3
    python3 - "$1" "$2" <<'PY'
import os, re, sys
sample, folder = sys.argv[1:]
uuid = re.compile(r"[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
for turn in range(1, 13):
    os.makedirs(f"{folder}/{turn}", exist_ok=True)
    for name in os.listdir(sample):
        text = open(f"{sample}/{name}", encoding="utf-8").read()
        other = uuid.sub(lambda it: f"{int(it.group(), 16) ^ turn:08x}", text)
        open(f"{folder}/{turn}/{name}", "w", encoding="utf-8").write(other)
PY
}

# What the protocol and the load generator allow: a server that does nothing.
bare() {
    "$bench" bare 18093 &
    local server=$!
    until curl -sf -o /dev/null http://127.0.0.1:18093/fhir/x; do
        kill -0 "$server" || die "the bare server ended"
        read -rt 0.1 <> <(:) || true
    done
    take bench/http.sh http://127.0.0.1:18093/fhir - bare
    kill "$server"
    wait "$server" 2>/dev/null || true
}

# clocked NAME COMMAND…: wall time in milliseconds and peak memory in bytes.
clocked() {
    local name=$1 begin end
    shift
    begin=$(date +%s%N)
    /usr/bin/time -f %M -o "$work/hygie/peak" "$@" >"$work/hygie/$name.log" 2>&1 ||
        die "$name failed: $(tail -5 "$work/hygie/$name.log")"
    end=$(date +%s%N)
    got[${name}_ms]=$(((end - begin) / 1000000))
    got[${name}_peak]=$(($(tail -1 "$work/hygie/peak") * 1024))
    printf '%s\t%s ms, %s bytes at most\n' "$name" "${got[${name}_ms]}" "${got[${name}_peak]}"
}

# rate MILLISECONDS: resources of the sample a second.
rate() { echo $((got[resources] * 1000 / $1)); }
megabytes() { awk "BEGIN { printf \"%.1f MB\", $1 / 1000000 }"; }
percent() { awk "BEGIN { printf \"%.0f %%\", 100 * $1 / $2 }"; }
times() { awk "BEGIN { printf \"%.1f times\", $1 / $2 }"; }
millis() { awk "BEGIN { printf \"%.1f ms\", $1 / 1000 }"; }

table() {
    local ours theirs
    ours=$(rate "${got[import_ms]}")
    theirs=$(rate "${got[helios_import_ms]}")
    cat <<EOF
# Speed and size

Written by \`make bench\`; one run. Release build, durable commits, sealing, validation and tracing all on. Figures of one machine: compare the ratios. Nothing here is asserted in a test.

$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, Linux $(uname -r), $(df --output=fstype "$work" | tail -1), $(rustc --version | cut -d' ' -f1-2).

The sample: ${got[bundles]} Synthea records, ${got[resources]} resources, $(megabytes "${got[compact_bytes]}") as compact JSON ([samples](../samples/README.md)).

## Hygie

| what | measured | wanted |
|---|---|---|
| import, resources/s | $ours | 4,000 |
| import beside Helios | $(times "$ours" "$theirs") | 6 times |
| disk after exit, everything counted | $(megabytes "${got[disk]}"), $(percent "${got[disk]}" "${got[compact_bytes]}") of the JSON | 70 %, better 40 % |
| resident memory during the import, at most | $(megabytes "${got[import_peak]}") | 300 MB |
| cold open (a fresh process, trace durable, resources released) of the record of ${got[record_entries]} entries | $(millis "${got[open_cold_us]}") | 150 ms |
| search inside that record, warm, median | ${got[search_warm_us]} µs | 1,000 µs |
| the same with its trace durable and its resources released | ${got[search_traced_us]} µs | |
| second import of the same files (adds nothing) | ${got[again_ms]} ms | |
| doctor | ${got[doctor_ms]} ms | |

## Over HTTP

32 connections of \`wrk\` on the same two cores, ten seconds each; each of our reads with the gate's permit and its own durable trace, each of Helios' without either. The search is \`Observation?patient=&code=&_sort=-date&_count=20\` in the largest record.

| what | Hygie | while an import runs | Helios | a bare answer |
|---|---|---|---|---|
| read by id, requests/s | ${got[hygie_read_per_s]} | ${got[busy_read_per_s]} | ${got[helios_read_per_s]} | ${got[bare_read_per_s]} |
| median, 99th percentile | ${got[hygie_read_p50_us]} µs, ${got[hygie_read_p99_us]} µs | ${got[busy_read_p50_us]} µs, ${got[busy_read_p99_us]} µs | ${got[helios_read_p50_us]} µs, ${got[helios_read_p99_us]} µs | ${got[bare_read_p50_us]} µs, ${got[bare_read_p99_us]} µs |
| in fdatasyncs of this disk | $(times "${got[hygie_read_p50_us]}" "${got[fdatasync_p50_us]}"), $(times "${got[hygie_read_p99_us]}" "${got[fdatasync_p50_us]}") | $(times "${got[busy_read_p50_us]}" "${got[fdatasync_p50_us]}"), $(times "${got[busy_read_p99_us]}" "${got[fdatasync_p50_us]}") | | |
| search in a record, requests/s | ${got[hygie_search_per_s]} | ${got[busy_search_per_s]} | ${got[helios_search_per_s]} | |
| median, 99th percentile | ${got[hygie_search_p50_us]} µs, ${got[hygie_search_p99_us]} µs | ${got[busy_search_p50_us]} µs, ${got[busy_search_p99_us]} µs | ${got[helios_search_p50_us]} µs, ${got[helios_search_p99_us]} µs | |

Beside Helios: reads $(times "${got[hygie_read_per_s]}" "${got[helios_read_per_s]}") (wanted: 1.5), searches $(times "${got[hygie_search_per_s]}" "${got[helios_search_per_s]}"). Resident memory after the reads: $(megabytes "${got[served_rss]}").

| page | measured | wanted |
|---|---|---|
| synthesis of the record of ${got[record_entries]} entries, cold (a fresh process) | $(millis "${got[page_cold_us]}") | 100 ms |
| the same, warm, median | $(millis "${got[page_warm_us]}") | 20 ms |
| its size, without its stylesheet and font | ${got[page_bytes]} bytes | |

## Helios FHIR Server 0.2.7

The same bundles over HTTP, one after the other; SQLite, no authentication, no encryption, no audit. It does not sync each commit.

| what | measured |
|---|---|
| import, resources/s | $theirs |
| database | $(megabytes "${got[helios_disk_bytes]}"), $(percent "${got[helios_disk_bytes]}" "${got[compact_bytes]}") of the JSON |
| resident memory after the import | $(megabytes "${got[helios_rss_bytes]}") |

## The dictionary

Entries are compressed with a dictionary that ships in the binary. It was trained on the official FHIR R4 examples and on other populations of the generator that also made the sample (other seeds, ids scrubbed), so the figure above flatters data of other origin. Bodies before padding and sealing, over the same ten records: 73 % of the JSON without a dictionary, 46 % with one trained on the official examples alone, 35 % with the one shipped (\`crates/seal/src/generated/README.md\`). Each entry adds 117 bytes for salt, commitment, tag, link and lengths, and its padding.

## The machine's own limits

One thread each.

| what | measured |
|---|---|
| append of 4 KiB with fdatasync, median and 99th percentile | ${got[fdatasync_p50_us]} µs, ${got[fdatasync_p99_us]} µs |
| bare SQLite, WAL, synchronous=FULL: one resource a commit | ${got[sqlite_single_per_s]}/s |
| bare SQLite, WAL, synchronous=FULL: 512 resources a commit | ${got[sqlite_group_per_s]}/s |
| AES-256-GCM, messages of 1 KiB and 64 KiB | ${got[aes_1k_mb_s]} MB/s, ${got[aes_64k_mb_s]} MB/s |
| AES-256-GCM of 1 KiB under a derived key each | ${got[aes_derived_1k_per_s]}/s |
| zstd level 3, each resource alone, no dictionary: in, out | ${got[zstd_pack_mb_s]} MB/s, ${got[zstd_unpack_mb_s]} MB/s, to ${got[zstd_percent]} % |
EOF
}

main
