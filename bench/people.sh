#!/usr/bin/env bash
# bench/people.sh HYGIE WORK PEOPLE: makes the demonstration's world until it is
# served, then writes populations. Prints `people_what<TAB>value` lines.

hygie=$1
work=$2
people=$3
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

main() {
    [ -x /usr/bin/time ] || need /usr/bin/time time
    rm -rf "$work"
    mkdir -p "$work"
    world
    population $((people / 10)) tenth
    population "$people" whole
    bare
    rm -rf "$work"
}

tell() { printf 'people_%s\t%s\n' "$1" "$2"; }

now() { date +%s%N; }

# From nothing until pages are answered, accounts and key ring included.
world() {
    local begin pid line
    begin=$(now)
    mkfifo "$work/said"
    "$hygie" --data "$work/demo" demo --no-browser --listen 127.0.0.1:0 >"$work/said" 2>"$work/log" &
    pid=$!
    while read -r line; do
        case $line in
        "Made a world of "*) tell world_resources "$(tr -dc '0-9' <<<"$line")" ;;
        "Serving "*) break ;;
        esac
    done <"$work/said"
    tell world_ms $((($(now) - begin) / 1000000))
    kill "$pid"
    wait "$pid" || true
    rm -rf "$work/demo"
}

# population PEOPLE NAME
population() {
    local seconds kib
    rm -rf "$work/town"
    /usr/bin/time -f '%e %M' -o "$work/time" "$hygie" demo generate --people "$1" --out "$work/town" >/dev/null
    read -r seconds kib <"$work/time"
    tell "$2" "$1"
    tell "$2_per_s" "$(awk -v people="$1" -v seconds="$seconds" 'BEGIN { printf "%.0f", people / seconds }')"
    tell "$2_mb" "$(awk -v kib="$kib" 'BEGIN { printf "%.0f", kib * 1024 / 1e6 }')"
    tell "$2_bytes" "$(du -cb "$work/town" | tail -1 | cut -f1)"
    tell "$2_s" "$seconds"
}

# The same bytes written once more, and synced.
bare() {
    local begin
    begin=$(now)
    cat "$work/town"/*.ndjson | dd of="$work/bare" bs=1M iflag=fullblock conv=fsync status=none
    tell bare_s "$(awk -v ns=$(($(now) - begin)) 'BEGIN { printf "%.1f", ns / 1e9 }')"
}

main
