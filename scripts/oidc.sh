#!/usr/bin/env bash
# An OpenID Connect provider for tests: npm oidc-provider. It keeps what it knows
# in memory.
#
# oidc.sh start FOLDER: starts it on a free port and prints its issuer. Leaves its
# log in FOLDER/log.
# oidc.sh stop FOLDER: stops it, if it runs.

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

usage() { die "usage: oidc.sh start|stop FOLDER"; }

start() {
    [ ! -e "$folder/pid" ] || die "$folder: there is a provider already, stop it first"
    need node nodejs npm npm
    need_npm_ci clients >&2
    mkdir -p "$folder"
    trap give_up EXIT
    node clients/oidc_provider.mjs >"$folder/issuer" 2>"$folder/log" </dev/null &
    local pid=$!
    echo "$pid" >"$folder/pid"
    until [ -s "$folder/issuer" ]; do
        kill -0 "$pid" 2>/dev/null || die "the provider did not start"
        sleep 0.1
    done
    trap - EXIT
    cat "$folder/issuer"
}

give_up() {
    tail -n 20 "$folder/log" >&2
    stop
}

stop() {
    [ -e "$folder/pid" ] || return 0
    local pid
    pid=$(cat "$folder/pid")
    # A number may be another process's by now.
    if grep -qs oidc_provider "/proc/$pid/cmdline"; then kill "$pid"; fi
    rm "$folder/pid"
}

main "$@"
