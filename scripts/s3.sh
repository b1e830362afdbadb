#!/usr/bin/env bash
# S3 servers for tests: moto, from PyPI. It keeps objects in memory, refuses
# create-only writes onto what is there, and asks for no credentials.
#
# s3.sh start FOLDER: starts two of them, each on a free port: one in clear,
# whose URL is printed, and one over TLS, whose URL is in FOLDER/tls.url and the
# authority that vouches for it as `localhost` and 127.0.0.1 in FOLDER/ca.crt.
# Leaves their logs in FOLDER/log.
# s3.sh stop FOLDER: stops them, if they run.

before=$PWD
source "$(dirname "$0")/lib.sh"

main() {
    [ $# -eq 2 ] || usage
    folder=$(cd "$before" && realpath -m -- "$2")
    case $1 in
    start) start ;;
    stop) stop ;;
    *) usage ;;
    esac
}

usage() { die "usage: s3.sh start|stop FOLDER"; }

start() {
    [ ! -e "$folder/plain.pid" ] || die "$folder: there are servers already, stop them first"
    need openssl openssl
    server=$(need_moto)
    mkdir -p "$folder"
    : >"$folder/log"
    trap give_up EXIT
    certify "$folder/ca.crt" "$folder/server.crt" "$folder/server.key" "$folder/log"
    launch tls --ssl-cert "$folder/server.crt" --ssl-key "$folder/server.key"
    echo "https://127.0.0.1:$port" >"$folder/tls.url"
    launch plain
    trap - EXIT
    echo "http://127.0.0.1:$port"
}

give_up() {
    tail -n 20 "$folder/log" >&2
    stop
}

# launch NAME OPTION…: takes ports below those that the system hands out until
# one is free, and returns when the server answers.
launch() {
    local name=$1 pid tries
    shift
    for tries in {1..20}; do
        port=$((16384 + RANDOM / 2))
        # Somebody else's server would answer in the place of ours.
        if answers; then continue; fi
        "$server" -H 127.0.0.1 -p "$port" "$@" >>"$folder/log" 2>&1 </dev/null &
        pid=$!
        echo "$pid" >"$folder/$name.pid"
        while kill -0 "$pid" 2>/dev/null; do
            if answers; then return; fi
            sleep 0.1
        done
        grep -q "Port $port is in use" "$folder/log" || break
    done
    die "moto did not start"
}

answers() { (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

stop() {
    local name pid
    for name in plain tls; do
        [ -e "$folder/$name.pid" ] || continue
        pid=$(cat "$folder/$name.pid")
        # A number may be another process's by now.
        if grep -qs moto "/proc/$pid/cmdline"; then kill "$pid"; fi
        rm "$folder/$name.pid"
    done
    rm -f "$folder/server.key"
}

main "$@"
