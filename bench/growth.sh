#!/usr/bin/env bash
# bench/growth.sh BENCH SIZE…: finds, opens and writes on both stores with so many
# small invented records, sizes ascending. Prints `growth_STORE_SIZE_what<TAB>value`
# lines, in microseconds and in bytes a record.

bench=$1
shift
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

main() {
    need_postgres
    need psql postgresql-client
    work="$(target_dir)/bench/growth"
    scripts/postgres.sh stop "$work/server"
    rm -rf "$work"
    mkdir -p "$work/sqlite" "$work/postgres"
    "$bench" growth sqlite sqlite "$work/sqlite" "$@"
    rm -rf "$work/sqlite"

    trap 'scripts/postgres.sh stop "$work/server"' EXIT
    local url
    url=$(scripts/postgres.sh start "$work/server")
    # The server of the tests keeps its log small; here it is as PostgreSQL ships it.
    psql -XqAt "$url" -c "ALTER SYSTEM SET max_wal_size = '1GB'" -c "SELECT pg_reload_conf()" >/dev/null
    [ "$(psql -XqAt "$url" -c "SHOW fsync")" = on ] || die "fsync is off: that server loses commits"
    "$bench" growth postgres "$url" "$work/postgres" "$@"
}

main "$@"
