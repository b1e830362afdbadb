#!/usr/bin/env bash
# Measures speed and size in one run and writes docs/benchmarks.md: the
# machine's own limits, Hygie on both stores, and Helios FHIR Server fed the same
# bundles. Wants a quiet machine. HFS_BIN and HFS_DATA_DIR name a Helios that is
# there already; else it is installed (forty minutes on two cores).
#
# run.sh postgres: only the section on PostgreSQL.
# run.sh growth [SIZE…]: only growth, to other sizes when some are given:
# `run.sh growth 1000 10000 100000 1000000` wants twenty gigabytes of disk.

source "$(dirname "$0")/../scripts/lib.sh"
source bench/tables.sh

declare -A got
sizes=(1000 10000 100000)

main() {
    need_rust
    # Before we make some ourselves.
    load=$(cut -d' ' -f1 /proc/loadavg)
    case ${1:-} in
    '') everything ;;
    postgres) beside_postgres ;;
    growth)
        [ $# -eq 1 ] || sizes=("${@:2}")
        make_ready hygie-bench
        growth
        growth_section | put_section
        ;;
    *) die "usage: bench/run.sh [postgres | growth [SIZE…]]" ;;
    esac
}

everything() {
    make_ready hygie hygie-bench
    unpack
    say "The machine"
    take "$bench" sample "$sample"
    take "$bench" machine "$work/machine" "$sample"
    say "Hygie"
    journal
    cp -r "$work/hygie/data" "$work/imported"
    say "Hygie over HTTP"
    serve
    while_importing
    end_serving
    take bench/pages.sh "$hygie" "$work/pages" "$sample"
    say "Hygie on PostgreSQL"
    take bench/postgres.sh "$hygie" "$bench" "$work/imported" "$sample"
    say "Growth"
    growth
    say "A bare answer"
    bare
    say "Helios FHIR Server 0.2.7"
    take bench/helios.sh "$sample"
    page >docs/benchmarks.md
    cat docs/benchmarks.md
}

# What is compared with SQLite is measured on SQLite in the same run.
beside_postgres() {
    make_ready hygie hygie-bench
    unpack
    take "$bench" sample "$sample"
    say "Hygie over HTTP, on SQLite"
    bring_in
    cp -r "$work/hygie/data" "$work/imported"
    serve
    end_serving
    say "Hygie on PostgreSQL"
    take bench/postgres.sh "$hygie" "$bench" "$work/imported" "$sample"
    postgres_section | put_section
}

# make_ready PACKAGE…: a folder to work in, and what is measured.
make_ready() {
    local target
    target=$(target_dir)
    work="$target/bench"
    mkdir -p "$work"
    say "Building"
    cargo build --release --locked "${@/#/--package=}"
    hygie="$target/release/hygie"
    bench="$target/release/hygie-bench"
}

unpack() {
    need zstd zstd curl curl wrk wrk python3 python3
    [ -x /usr/bin/time ] || need /usr/bin/time time
    rm -rf "$work/hygie" "$work/machine" "$work/sample" "$work/others" "$work/imported"
    mkdir -p "$work/hygie" "$work/machine" "$work/sample"
    tar --zstd -xf samples/synthea-10.tar.zst -C "$work/sample"
    sample="$work/sample/synthea"
}

# Both stores grow, and the picture is drawn.
growth() {
    take bench/growth.sh "$bench" "${sizes[@]}"
    local key
    for key in "${!got[@]}"; do printf '%s\t%s\n' "$key" "${got[$key]}"; done |
        "$bench" plot >docs/pictures/growth.svg
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
    bring_in
    got[disk]=$(($(du -s --block-size=1 "$data" | cut -f1)))
    clocked again "$hygie" --data "$data" import "$sample"
    clocked doctor "$hygie" --data "$data" doctor
    take "$bench" record "$data"
}

bring_in() {
    local data="$work/hygie/data"
    "$hygie" --data "$data" init --organisation Bench >/dev/null
    clocked import "$hygie" --data "$data" import "$sample"
}

# The same folder over HTTP.
serve() {
    local data="$work/hygie/data"
    token=$("$hygie" --data "$data" admin token --system bench --scope 'system/*.cruds' | tail -1)
    "$hygie" --data "$data" serve --listen 127.0.0.1:18090 >"$work/hygie/said" 2>"$work/hygie/log" &
    server=$!
    until grep -q '^Serving' "$work/hygie/said"; do
        kill -0 "$server" || die "hygie serve ended: $(tail -3 "$work/hygie/log")"
        read -rt 0.1 <> <(:) || true
    done
    take bench/http.sh http://localhost:18090/fhir "$token" hygie
    got[served_rss]=$(awk '/^VmRSS/ { print $2 * 1024 }' "/proc/$server/status")
}

# Again while an import runs beside.
while_importing() {
    local importing=
    others "$sample" "$work/others"
    (for folder in "$work"/others/*; do "$hygie" --data "$work/hygie/data" import "$folder" || true; done) \
        >"$work/hygie/importing" 2>&1 &
    importing=$!
    take bench/http.sh http://localhost:18090/fhir "$token" busy
    kill "$importing" 2>/dev/null || true
    wait "$importing" 2>/dev/null || true
}

end_serving() {
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

main "$@"
