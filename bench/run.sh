#!/usr/bin/env bash
# Measures speed and size in one run and writes docs/benchmarks.md: the
# machine's own limits, Hygie on both stores, and Helios FHIR Server fed the same
# bundles. Wants a quiet machine. HFS_BIN and HFS_DATA_DIR name a Helios that is
# there already; else it is installed (forty minutes on two cores).
#
# run.sh postgres: only the section on PostgreSQL.
# run.sh fhir [PERSONS]: only the FHIR API beside Helios, among 100,000 persons or
# as many as are said.
# run.sh passkey: only the log-in by a passkey.
# run.sh people [N]: only the demonstration's world and populations of N people.
# run.sh sessions: only session checks and a flood of wrong passwords.
# run.sh trace [N]: only what the trace costs, with a million traces or as many as are said.
# run.sh decisions: only decisions of the gate and the lens over a large record.
# run.sh growth [SIZE…]: only growth, to other sizes when some are given:
# `run.sh growth 1000 10000 100000 1000000` wants twenty gigabytes of disk.

source "$(dirname "$0")/../scripts/lib.sh"
source bench/tables.sh
# shellcheck source=bench/helios-server.sh
source bench/helios-server.sh

declare -A got
persons=100000
people=100000
traces=1000000
sizes=(1000 10000 100000)

server=

main() {
    need_rust
    trap end_servers EXIT
    # Before we make some ourselves.
    load=$(cut -d' ' -f1 /proc/loadavg)
    case ${1:-} in
    '') everything ;;
    postgres) beside_postgres ;;
    fhir)
        persons=${2:-$persons}
        beside_helios
        ;;
    growth)
        [ $# -eq 1 ] || sizes=("${@:2}")
        make_ready hygie-bench
        growth
        growth_section | put_section
        ;;
    sessions)
        make_ready hygie-bench
        sessions
        sessions_section | put_section
        ;;
    trace)
        traces=${2:-$traces}
        make_ready hygie-bench
        trace
        trace_section | put_section
        ;;
    decisions)
        make_ready hygie-bench
        decisions
        decisions_section | put_section
        ;;
    passkey)
        make_ready hygie-bench
        passkey
        passkey_section | put_section
        ;;
    people)
        people=${2:-$people}
        make_ready hygie
        take bench/people.sh "$hygie" "$work/people" "$people"
        people_section | put_section
        ;;
    *) die "usage: bench/run.sh [postgres | fhir [PERSONS] | passkey | people [N] | growth [SIZE…] | sessions | trace [N] | decisions]" ;;
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
    say "Sessions"
    sessions
    say "The trace"
    trace
    say "The gate"
    decisions
    say "Hygie on PostgreSQL"
    take bench/postgres.sh "$hygie" "$bench" "$work/imported" "$sample"
    say "Growth"
    growth
    say "Passkeys"
    passkey
    say "People"
    take bench/people.sh "$hygie" "$work/people" "$people"
    say "A bare answer"
    bare
    say "Helios FHIR Server 0.2.7"
    take bench/helios.sh "$sample"
    fhir
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

beside_helios() {
    make_ready hygie hygie-bench
    unpack
    take "$bench" sample "$sample"
    fhir
    fhir_section | put_section
}

# On a folder of its own, which is empty.
passkey() {
    rm -rf "$work/passkey"
    mkdir -p "$work/passkey"
    take "$bench" passkey "$work/passkey"
}

# Both servers, each empty when it begins and alone while it is measured, with the
# same bundles and the same persons; what they found has to be the same.
fhir() {
    local name key
    rm -rf "$work/fhir"
    bench/persons.sh "$work/fhir/persons" "$persons"
    mkdir -p "$work/fhir/hygie/data" "$work/fhir/helios/data"
    "$hygie" --data "$work/fhir/hygie/data" init --organisation Bench >/dev/null
    for name in hygie helios; do
        say "The FHIR API: $name"
        fhir_part "$name" bundles "$sample"
        fhir_part "$name" reads
        fhir_part "$name" creates
        fhir_part "$name" persons "$work/fhir/persons"
    done
    for key in search_found everything_content persons_found; do
        [ "${got[fhir_hygie_$key]}" = "${got[fhir_helios_$key]}" ] ||
            die "$key is not the same: ${got[fhir_hygie_$key]} here, ${got[fhir_helios_$key]} there"
    done
}

# fhir_part NAME PART [FOLDER]: a part by a process of its own, so that it has its
# own memory, and all that was written is in its place on the disk afterwards.
fhir_part() {
    local folder="$work/fhir/$1" base pid
    if [ "$1" = hygie ]; then
        start_hygie "$folder"
        base=http://localhost:18090/fhir pid=$server
    else
        start_helios "$folder" --database-url "$folder/data/fhir.db"
        token=- base=$helios_base pid=$helios
    fi
    take bench/fhir.sh "$base" "$token" "fhir_$1" "$folder/patients" "${@:2}"
    got[fhir_$1_$2_peak]=$(awk '/^VmHWM/ { print $2 * 1024 }' "/proc/$pid/status")
    end_servers
    got[fhir_$1_$2_disk]=$(du -s --block-size=1 "$folder/data" | cut -f1)
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

# What a session check adds to a request, and a flood of wrong passwords to the reads
# of others.
sessions() {
    rm -rf "$work/session" "$work/flood"
    mkdir -p "$work/session" "$work/flood"
    take "$bench" session "$work/session"
    take "$bench" flood "$work/flood"
}

# What the trace costs, on a folder of its own.
trace() {
    rm -rf "$work/trace"
    mkdir -p "$work/trace"
    take "$bench" trace "$work/trace" "$traces"
}

# What a decision of the gate costs, and the lens over a large record.
decisions() {
    rm -rf "$work/decisions"
    mkdir -p "$work/decisions"
    take "$bench" decisions "$work/decisions"
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
    start_hygie "$work/hygie"
    take bench/http.sh http://localhost:18090/fhir "$token" hygie
    got[served_rss]=$(awk '/^VmRSS/ { print $2 * 1024 }' "/proc/$server/status")
}

# start_hygie FOLDER: serves FOLDER/data; returns when it does. `token` opens it.
start_hygie() {
    token=$("$hygie" --data "$1/data" admin token --system bench --scope 'system/*.cruds' --expires 1d | tail -1)
    "$hygie" --data "$1/data" serve --listen 127.0.0.1:18090 >"$1/said" 2>>"$1/log" &
    server=$!
    until grep -q '^Serving' "$1/said"; do
        kill -0 "$server" || die "hygie serve ended: $(tail -3 "$1/log")"
        read -rt 0.1 <> <(:) || true
    done
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
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}

# Also when a measurement failed: no server is left behind.
end_servers() {
    end_serving
    end_helios
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
