#!/usr/bin/env bash
# A PostgreSQL server for tests, which root may start too.
#
# postgres.sh start FOLDER: makes a cluster, starts it on a free port and prints
# the superuser's URL. Leaves the log in FOLDER/log and, in FOLDER/ca.crt, the
# authority that vouches for the server as `localhost` and 127.0.0.1.
# postgres.sh stop FOLDER: stops it at once and drops the cluster, if there is one.
#
# What a server of one's own can be made to suffer:
# postgres.sh kill FOLDER: every process of it, as a loss of power would.
# postgres.sh restart FOLDER fast|immediate: starts it again, also after a kill.
# postgres.sh pause FOLDER, resume FOLDER: its processes stand still, and go on.
# postgres.sh fill FOLDER, empty FOLDER: its files cannot grow beyond 16 MB, as if
# its disk were full, and can again.

before=$PWD
source "$(dirname "$0")/lib.sh"

main() {
    [ $# -eq 2 ] || { [ $# -eq 3 ] && [ "$1" = restart ]; } || usage
    folder=$(cd "$before" && realpath -m -- "$2")
    bin=$(postgres_programs)
    [ -n "$bin" ] || die "Missing: postgresql."
    as_server=()
    if [ "$(id -u)" -eq 0 ]; then unprivileged; fi
    # The server's user may not be let into the current folder.
    cd /
    home=$(realpath -m -- "$folder/cluster")
    case $1 in
    start) start ;;
    stop) stop ;;
    kill) end ;;
    pause) each kill -STOP ;;
    resume) each kill -CONT ;;
    fill) limit "$full" ;;
    empty) limit unlimited ;;
    restart) control --mode="${3:-fast}" restart </dev/null >>"$folder/log" 2>&1 ;;
    *) usage ;;
    esac
}

usage() { die "usage: postgres.sh start|stop|kill|pause|resume|fill|empty|restart FOLDER [MODE]"; }

# Bytes of a file of a full disk. A file of the write-ahead log has 16 MB and must
# fit, or the server ends; one KB more cuts the next page of a table in two, which
# is how the server meets a full disk.
full=$(((16 << 20) + 1024))

# each COMMAND…: for every process of the server. The postmaster comes last and
# stands still meanwhile, so that it starts no more of them.
each() {
    local child
    postmaster=$(head -n 1 "$home/data/postmaster.pid")
    kill -STOP "$postmaster"
    # Without procps, which not every machine has.
    mapfile -t children < <(
        grep -ls "^PPid:[[:space:]]*$postmaster\$" /proc/[0-9]*/status | cut -d / -f 3
    )
    for child in "${children[@]}" "$postmaster"; do
        # One may have ended by itself meanwhile.
        "$@" "$child" 2>/dev/null || [ ! -e "/proc/$child" ] || die "$* $child: refused"
    done
}

# Without the server's lock, for nobody may have reaped the postmaster.
end() {
    local process
    each kill -KILL
    for process in "${children[@]}" "$postmaster"; do
        until gone "$process"; do sleep 0.01; done
    done
    rm "$home/data/postmaster.pid"
}

gone() { ! grep -qs '^State:[[:space:]]*[^ZX]' "/proc/$1/status"; }

# limit BYTES: of a file, for those that run and those that they start.
limit() {
    each "${as_server[@]}" prlimit --fsize="$1:" --pid
    kill -CONT "$postmaster"
}

# PostgreSQL refuses to run as root.
unprivileged() {
    owner=postgres
    id -u "$owner" >/dev/null 2>&1 || owner=nobody
    as_server=(setpriv --reuid "$(id -u "$owner")" --regid "$(id -g "$owner")" --clear-groups)
}

start() {
    [ ! -e "$folder/cluster" ] || die "$folder: there is a cluster already, stop it first"
    mkdir -p "$folder"
    : >"$folder/log"
    trap give_up EXIT
    place
    make_cluster
    make_certificate
    launch
    trap - EXIT
    echo "postgres://hygie:$password@127.0.0.1:$port/postgres?sslmode=disable"
}

give_up() {
    tail -n 20 "$folder/log" >&2
    stop
}

# Where the cluster and its socket are: in FOLDER/cluster, which is a link to a
# folder elsewhere when the server cannot get at FOLDER, or when the path is too
# long for a socket (107 bytes with its name) or would have to be quoted.
place() {
    home="$folder/cluster"
    mkdir "$home"
    own "$home"
    if [[ $home =~ ^[A-Za-z0-9/._+-]{1,92}$ ]] && "${as_server[@]}" test -w "$home"; then return; fi
    rmdir "$home"
    home=$(mktemp -d -p /var/tmp hygie-postgres.XXXXXXXX 2>/dev/null) ||
        home=$(mktemp -d -p /tmp hygie-postgres.XXXXXXXX)
    ln -s "$home" "$folder/cluster"
    own "$home"
}

# own PATH…: for the server alone.
own() {
    chmod go= "$@"
    [ ${#as_server[@]} -eq 0 ] || chown "$owner:" "$@"
}

make_cluster() {
    password=$(openssl rand -hex 16)
    echo "$password" >"$home/password"
    own "$home/password"
    "${as_server[@]}" "$bin/initdb" --pgdata="$home/data" --encoding=UTF8 --locale=C --no-sync \
        --auth=scram-sha-256 --username=hygie --pwfile="$home/password" >>"$folder/log" 2>&1
    rm "$home/password"
    cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$home'
max_connections = 200
shared_buffers = 128MB
max_wal_size = 256MB
ssl = on
CONF
}

# The certificate is where the server looks for it.
make_certificate() {
    local data="$home/data"
    certify "$folder/ca.crt" "$data/server.crt" "$data/server.key" "$folder/log"
    own "$data/server.key" "$data/server.crt"
}

# Takes ports below those that the system hands out, until one is free; of those
# in the configuration the last counts, also when it starts again. pg_ctl
# returns when the server answers, or at once when it ended.
launch() {
    local tries
    for tries in {1..20}; do
        port=$((16384 + RANDOM / 2))
        echo "port = $port" >>"$home/data/postgresql.conf"
        if control start </dev/null >>"$folder/log" 2>&1; then return; fi
        [ "$(grep -c 'could not bind' "$folder/log")" -eq "$tries" ] || break
    done
    die "PostgreSQL did not start"
}

stop() {
    # One that stands still would not hear of it.
    if [ -e "$home/data/postmaster.pid" ] && running; then each kill -CONT; fi
    # One that died of something else meanwhile is as good as stopped.
    if running && ! control --mode=immediate stop >>"$folder/log" 2>&1 && running; then
        die "$folder: PostgreSQL does not stop"
    fi
    rm -rf -- "$home" "$folder/cluster"
}

running() { control status >/dev/null 2>&1; }

control() { "${as_server[@]}" "$bin/pg_ctl" --silent --pgdata="$home/data" "$@"; }

main "$@"
