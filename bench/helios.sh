#!/usr/bin/env bash
# bench/helios.sh FOLDER [DATABASE]: feeds the bundles of FOLDER to a fresh Helios
# FHIR Server 0.2.7 over HTTP, one after the other, and prints `key<TAB>value`
# lines. DATABASE is the address of an empty PostgreSQL database to keep them in
# instead of SQLite; a Helios that was built without it is said to lack it.

sample=$(cd "$1" && pwd)
database=${2:-}
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"
# shellcheck source=bench/helios-server.sh
source bench/helios-server.sh

main() {
    need curl curl
    local work
    work="$(target_dir)/bench/helios"
    rm -rf "$work"

    local name=helios store=(--database-url "$work/fhir.db")
    [ -z "$database" ] || { name=helios_pg store=(--storage-backend postgres --database-url "$database"); }

    trap end_helios EXIT
    start_helios "$work" "${store[@]}"
    feed "$name"
    bench/http.sh "$helios_base" - "$name"
    printf '%s_rss_bytes\t%s\n' "$name" "$(awk '/^VmRSS/ {print $2 * 1024}' "/proc/$helios/status")"
    end_helios
    [ -n "$database" ] || printf 'helios_disk_bytes\t%s\n' "$(cat "$work"/fhir.db* | wc -c)"
}

# feed NAME: posts each bundle; one that is not taken whole ends the measurement.
feed() {
    local bundle begin end
    begin=$(date +%s%N)
    for bundle in "$sample"/*.json; do
        curl -sf -o /dev/null -H 'Content-Type: application/fhir+json' -H 'Expect:' \
            --data-binary "@$bundle" "$helios_base/" || die "Helios refused $bundle"
    done
    end=$(date +%s%N)
    printf '%s_import_ms\t%s\n' "$1" $(((end - begin) / 1000000))
}

main
