#!/usr/bin/env bash
# bench/pages.sh HYGIE FOLDER SAMPLE: how long the synthesis of the largest
# record takes at the server, cold (a fresh process) and warm. Prints
# `key<TAB>value` lines, in microseconds.

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

hygie=$1
folder=$2
sample=$3
port=18091
base="http://localhost:$port"
server=

main() {
    need curl curl python3 python3
    rm -rf "$folder"
    mkdir -p "$folder"
    jar=$folder/cookies
    start demo "$sample"
    trap stop EXIT
    log_in
    record=$(find_record)
    local times=()
    for _ in 1 2 3 4 5; do
        stop
        start serve
        # The first request of a process also opens its sockets: one that opens no record.
        curl -s -o /dev/null "$base/healthz"
        times+=("$(page)")
    done
    printf 'page_cold_us\t%s\n' "$(median "${times[@]}")"
    times=()
    for _ in $(seq 40); do times+=("$(page)"); done
    printf 'page_warm_us\t%s\n' "$(median "${times[@]}")"
    printf 'page_bytes\t%s\n' "$(curl -s -b "$jar" "$base$record" | wc -c)"
}

# start COMMAND PATH…: the server, and waits until it says that it serves.
start() {
    "$hygie" --data "$folder/data" "$1" --listen "127.0.0.1:$port" "${@:2}" \
        >"$folder/said" 2>"$folder/log" &
    server=$!
    until grep -q '^Serving' "$folder/said"; do
        kill -0 "$server" 2>/dev/null || die "hygie $1 ended: $(tail -3 "$folder/log")"
        read -rt 0.1 <> <(:) || true
    done
}

stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}

log_in() {
    local login password
    read -r login password < <(awk '$1 == "physician" { print $(NF - 1), $NF }' "$folder/said")
    curl -sf -o /dev/null -c "$jar" -H "Origin: $base" \
        --data-urlencode "login=$login" --data-urlencode "password=$password" "$base/login"
}

# The path of the largest record of the sample, found as a person would.
find_record() {
    local csrf
    csrf=$(curl -sf -b "$jar" "$base/" | sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' | head -1)
    curl -sf -L -b "$jar" -c "$jar" -H "Origin: $base" \
        --data-urlencode "csrf=$csrf" --data-urlencode "q=homenick" "$base/people" |
        grep -o '/records/[0-9a-f]\{16\}' | head -1
}

# Microseconds until the whole page is there.
page() {
    curl -sf -o /dev/null -b "$jar" -w '%{time_total}' "$base$record" |
        awk '{ printf "%.0f", $1 * 1000000 }'
}

median() { printf '%s\n' "$@" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

main
