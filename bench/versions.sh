#!/usr/bin/env bash
# bench/versions.sh BEFORE AFTER [ROUNDS]: two builds of `hygie` beside each other, fed
# the same bundles and asked the same reads and searches in turns. Prints a line for
# each thing measured: its name, the medians before and after, and after over before.
# Wants a quiet machine.

before=${1:-}
after=${2:-}
rounds=${3:-3}
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

work=
server=

main() {
    local round name
    [ -x "$before" ] && [ -x "$after" ] || die "usage: bench/versions.sh BEFORE AFTER [ROUNDS]"
    need zstd zstd curl curl wrk wrk python3 python3
    work=$(mktemp -d)
    trap 'kill $server 2>/dev/null; wait; rm -rf "$work"' EXIT
    tar --zstd -xf samples/synthea-10.tar.zst -C "$work"
    for name in before after; do
        mkdir -p "$work/$name"
        "${!name}" --data "$work/$name/data" init --organisation Bench >/dev/null
        part "$name" bundles "$work/synthea"
    done
    for round in $(seq "$rounds"); do
        echo "round $round of $rounds" >&2
        for name in before after; do part "$name" reads; done
    done
    table
}

# part NAME PART [FOLDER]: by a server of its own, so that both have their own memory.
part() {
    local folder="$work/$1" token
    token=$("${!1}" --data "$folder/data" admin token --system bench --scope 'system/*.cruds' --expires 1d | tail -1)
    "${!1}" --data "$folder/data" serve --listen 127.0.0.1:18090 >"$folder/said" 2>>"$folder/log" &
    server=$!
    until grep -q '^Serving' "$folder/said"; do
        kill -0 "$server" || die "hygie serve ended: $(tail -3 "$folder/log")"
        read -rt 0.1 <> <(:) || true
    done
    bench/fhir.sh http://localhost:18090/fhir "$token" "$1" "$folder/patients" "${@:2}" >>"$folder/$2"
    kill "$server"
    wait "$server" || true
    server=
}

table() {
    python3 - "$work" <<'PY'
import collections, statistics, sys

def told(name):
    values = collections.defaultdict(list)
    with open(f"{sys.argv[1]}/{name}/reads", encoding="utf-8") as file:
        for line in file:
            key, value = line.rstrip("\n").split("\t")
            if value.replace(".", "").isdigit():
                values[key.removeprefix(name + "_")].append(float(value))
    return {key: statistics.median(found) for key, found in values.items()}

before, after = told("before"), told("after")
for key in before:
    if key in after and before[key]:
        print(f"{key}\t{before[key]:g}\t{after[key]:g}\t{after[key] / before[key]:.2f}")
PY
}

main
