#!/usr/bin/env bash
# bench/http.sh BASE TOKEN: how fast a server answers over HTTP, with wrk on the
# same machine. Reads its paths from the server itself. Prints
# `PREFIX_what<TAB>value` lines, PREFIX being the third word.
#
# BASE is the address of the FHIR API; TOKEN a bearer token, or `-` for none.

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

base=$1
token=$2
prefix=$3
seconds=10
connections=32
work=

main() {
    need curl curl wrk wrk python3 python3
    local patient
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    if [ "$prefix" = bare ]; then
        seq 200 >"$work/ids"
        measure read "$work/ids"
        return
    fi
    # The Patient of the largest record, by the identifier of the sample.
    patient=$(get "Patient?identifier=http://hospital.smarthealthit.org%7C5502973" |
        python3 -c 'import json,sys; print(json.load(sys.stdin)["entry"][0]["resource"]["id"])')
    get "Observation?patient=$patient&_count=200" |
        python3 -c 'import json,sys
for entry in json.load(sys.stdin)["entry"]: print("Observation/" + entry["resource"]["id"])' >"$work/ids"
    [ "$(wc -l <"$work/ids")" -ge 100 ] || die "too few Observations to read"
    measure read "$work/ids"
    echo "Observation?patient=$patient&code=http://loinc.org%7C4548-4&_sort=-date&_count=20" >"$work/search"
    measure search "$work/search"
}

get() {
    local auth=()
    [ "$token" = - ] || auth=(-H "Authorization: Bearer $token")
    curl -sf "${auth[@]}" "$base/$1"
}

# measure NAME FILE: requests for the paths of a file, in turn.
measure() {
    local script=$work/wrk.lua out
    cat >"$script" <<LUA
local paths = {}
for line in io.lines("$2") do paths[#paths + 1] = "$(path_of "$base")/" .. line end
local headers = {}
if "$token" ~= "-" then headers["Authorization"] = "Bearer $token" end
local at = 0
request = function()
    at = at % #paths + 1
    return wrk.format("GET", paths[at], headers)
end
done = function(summary, latency)
    io.write(string.format("RATE %.0f\n", summary.requests / summary.duration * 1e6))
    io.write(string.format("P50 %d\nP99 %d\n", latency:percentile(50), latency:percentile(99)))
    io.write(string.format("BAD %d\n", summary.errors.status + summary.errors.connect +
        summary.errors.read + summary.errors.write + summary.errors.timeout))
end
LUA
    wrk -t1 -c"$connections" -d2s -s "$script" "$base" >/dev/null
    out=$(wrk -t1 -c"$connections" -d"${seconds}s" -s "$script" "$base")
    [ "$(sed -n 's/^BAD //p' <<<"$out")" = 0 ] || die "$1: some answers were errors: $out"
    printf '%s_%s_per_s\t%s\n' "$prefix" "$1" "$(sed -n 's/^RATE //p' <<<"$out")"
    printf '%s_%s_p50_us\t%s\n' "$prefix" "$1" "$(sed -n 's/^P50 //p' <<<"$out")"
    printf '%s_%s_p99_us\t%s\n' "$prefix" "$1" "$(sed -n 's/^P99 //p' <<<"$out")"
}

# The path of an address, without its host.
path_of() { sed -E 's#^https?://[^/]*##' <<<"$1"; }

main
