#!/usr/bin/env bash
# bench/postgres.sh HYGIE BENCH DATA SAMPLE: the store on PostgreSQL beside what
# the same server does with the same bytes and no more. DATA is a folder with the
# sample imported on SQLite, which is left as it is. Prints `key<TAB>value` lines.

hygie=$1
bench=$2
data=$(cd "$3" && pwd)
sample=$(cd "$4" && pwd)
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

rounds=3
server=
port=18092

main() {
    need_postgres
    need psql postgresql-client
    work="$(target_dir)/bench/postgres"
    scripts/postgres.sh stop "$work/server"
    rm -rf "$work"
    mkdir -p "$work"
    trap clean_up EXIT
    url=$(scripts/postgres.sh start "$work/server")
    (umask 077 && sed -E 's#^[^:]*://[^:]*:([^@]*)@.*#\1#' <<<"$url" >"$work/password")
    as_shipped
    commits
    copies
    reads
    sql "CREATE DATABASE helios"
    bench/helios.sh "$sample" "$(in_database helios)"
}

clean_up() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    scripts/postgres.sh stop "$work/server"
}

# in_database NAME: its address, with the password.
in_database() { sed -E "s#/postgres\?#/$1?#" <<<"$url"; }
# named NAME: its address as Hygie takes it, without.
named() { in_database "$1" | sed -E 's#(://[^:]*):[^@]*@#\1@#'; }
sql() { psql -XqAt -v ON_ERROR_STOP=1 "${2:-$url}" -c "$1"; }
median() { printf '%s\n' "$@" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
millis_since() { echo $((($(date +%s%N) - $1) / 1000000)); }

# The server of the tests keeps its log small. Here it is as PostgreSQL ships it,
# and what makes commits durable is looked at rather than believed.
as_shipped() {
    local setting
    sql "ALTER SYSTEM SET max_wal_size = '1GB'"
    sql "SELECT pg_reload_conf()" >/dev/null
    for setting in fsync synchronous_commit full_page_writes; do
        [ "$(sql "SHOW $setting")" = on ] || die "$setting is off: that server loses commits"
    done
    printf 'pg_version\t%s\n' "$(sql 'SHOW server_version' | cut -d' ' -f1)"
}

# Commits of one entry with its trace from 64 callers, and a loop of 64
# connections that insert a row of as many bytes; in turn, for the disk has moods.
commits() {
    local round ours=() bare=() bin
    bin=$(postgres_programs)
    sql "CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        entry bytea NOT NULL, trace bytea NOT NULL)"
    echo "INSERT INTO bare (entry, trace) VALUES
        (decode(repeat('ab', 400), 'hex'), decode(repeat('cd', 400), 'hex'));" >"$work/insert.sql"
    for round in $(seq $rounds); do
        bare+=("$("$bin/pgbench" -n -M prepared -c 64 -j 2 -t 1000 -f "$work/insert.sql" "$url" 2>/dev/null |
            sed -n 's/^tps = \([0-9]*\).*without.*/\1/p')")
        sql "CREATE DATABASE commits$round"
        ours+=("$("$bench" postgres "$(in_database "commits$round")" | cut -f2)")
        sql "DROP DATABASE commits$round"
    done
    printf 'pg_commits_per_s\t%s\n' "$(median "${ours[@]}")"
    printf 'pg_bare_inserts_per_s\t%s\n' "$(median "${bare[@]}")"
}

# `store copy` of the sample, and COPY of the rows that it left into tables with
# the same indexes: files in binary form, one transaction, nothing compared.
copies() {
    local round begin ours=() bare=() target
    cp -r "$data" "$work/data"
    for round in $(seq $rounds); do
        sql "CREATE DATABASE copied$round"
        begin=$(date +%s%N)
        "$hygie" --data "$work/data" --store-password-file "$work/password" \
            store copy --from sqlite --to "$(named "copied$round")" >"$work/copied" 2>&1 ||
            die "store copy failed: $(tail -3 "$work/copied")"
        ours+=("$(millis_since "$begin")")
    done
    dump "$(in_database copied1)"
    for round in $(seq $rounds); do
        sql "CREATE DATABASE bare$round"
        target=$(in_database "bare$round")
        cat crates/store-postgres/src/schema/*.sql | psql -Xq -v ON_ERROR_STOP=1 "$target" >/dev/null
        begin=$(date +%s%N)
        psql -Xq -v ON_ERROR_STOP=1 --single-transaction "$target" -f "$work/load.sql"
        bare+=("$(millis_since "$begin")")
    done
    printf 'pg_copy_ms\t%s\n' "$(median "${ours[@]}")"
    printf 'pg_bare_copy_ms\t%s\n' "$(median "${bare[@]}")"
    printf 'pg_copied_bytes\t%s\n' "$(cat "$work"/rows.* | wc -c)"
    printf 'pg_disk_bytes\t%s\n' "$(sql "SELECT pg_database_size('copied1')")"
}

# dump ADDRESS: the rows of the schema's tables as files, and what loads them again.
dump() {
    local table
    : >"$work/load.sql"
    for table in $(sed -n 's/^CREATE TABLE \([a-z]*\).*/\1/p' crates/store-postgres/src/schema/*.sql); do
        psql -Xq -v ON_ERROR_STOP=1 "$1" -c "\\copy $table TO '$work/rows.$table' WITH (FORMAT binary)"
        echo "\\copy $table FROM '$work/rows.$table' WITH (FORMAT binary)" >>"$work/load.sql"
    done
}

# The same reads over HTTP as of SQLite, on the copy.
reads() {
    local token store=(--store "$(named copied1)" --store-password-file "$work/password")
    token=$("$hygie" --data "$work/data" "${store[@]}" admin token --system bench \
        --scope 'system/*.cruds' | tail -1)
    "$hygie" --data "$work/data" "${store[@]}" serve --listen "127.0.0.1:$port" \
        >"$work/said" 2>"$work/log" &
    server=$!
    until grep -q '^Serving' "$work/said"; do
        kill -0 "$server" 2>/dev/null || die "hygie serve ended: $(tail -3 "$work/log")"
        read -rt 0.1 <> <(:) || true
    done
    bench/http.sh "http://localhost:$port/fhir" "$token" pg
    kill "$server"
    wait "$server" || true
    server=
}

main
