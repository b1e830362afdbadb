# shellcheck shell=bash
# Load by wrk, and what it tells. Sourced, after scripts/lib.sh, by what has set
# `base` (the address of the FHIR API), `token` (a bearer token, or `-` for none),
# `prefix` (how the printed keys begin) and `work` (a folder).
#
# BENCH_SECONDS is for trying the scripts: figures want the ten seconds.

seconds=${BENCH_SECONDS:-10}
connections=32
# What wrk tells at its end, for each script.
told='done = function(summary, latency)
    io.write(string.format("DONE %d\nRATE %.0f\n", summary.requests, summary.requests / summary.duration * 1e6))
    io.write(string.format("P50 %d\nP99 %d\n", latency:percentile(50), latency:percentile(99)))
    io.write(string.format("BAD %d\n", summary.errors.status + summary.errors.connect +
        summary.errors.read + summary.errors.write + summary.errors.timeout))
end'

# get PATH: the body of an answer.
get() {
    local auth=()
    [ "$token" = - ] || auth=(-H "Authorization: Bearer $token")
    curl -sS --fail-with-body "${auth[@]}" "$base/$1" || die "$prefix: GET $1 was refused"
}

# status PATH: the status of an answer.
status() {
    local auth=()
    [ "$token" = - ] || auth=(-H "Authorization: Bearer $token")
    curl -sS -o /dev/null -w '%{http_code}' "${auth[@]}" "$base/$1"
}

# measure NAME FILE: requests for the paths of a file, in turn; written before the
# load begins, so that what is measured is the server.
measure() {
    cat >"$work/wrk.lua" <<LUA
local headers = {}
if "$token" ~= "-" then headers["Authorization"] = "Bearer $token" end
local requests = {}
init = function()
    for line in io.lines("$2") do
        requests[#requests + 1] = wrk.format("GET", "$(path_of "$base")/" .. line, headers)
    end
end
local at = 0
request = function()
    at = at % #requests + 1
    return requests[at]
end
$told
LUA
    load_with "$1"
}

# measure_posts NAME FILE PATH: the resources of a file, a line each, posted in
# turn. NUMBER in a line becomes another number each time.
measure_posts() {
    cat >"$work/wrk.lua" <<LUA
local bodies = {}
for line in io.lines("$2") do bodies[#bodies + 1] = line end
local headers = { ["Content-Type"] = "application/fhir+json" }
if "$token" ~= "-" then headers["Authorization"] = "Bearer $token" end
local at = 0
request = function()
    at = at + 1
    local body = bodies[at % #bodies + 1]:gsub("NUMBER", tostring(at))
    return wrk.format("POST", "$(path_of "$base")/$3", headers, body)
end
$told
LUA
    load_with "$1"
}

# load_with NAME: the script that was written, first unmeasured for two seconds.
# `out` is what it told. A slow answer is no error: wrk alone would give up after 2 s.
load_with() {
    wrk -t1 -c"$connections" --timeout 60s -d2s -s "$work/wrk.lua" "$base" >/dev/null
    out=$(wrk -t1 -c"$connections" --timeout 60s -d"${seconds}s" -s "$work/wrk.lua" "$base")
    [ "$(of_out BAD)" = 0 ] || die "$prefix: $1: some answers were errors: $out"
    printf '%s_%s_per_s\t%s\n' "$prefix" "$1" "$(of_out RATE)"
    printf '%s_%s_p50_us\t%s\n' "$prefix" "$1" "$(of_out P50)"
    printf '%s_%s_p99_us\t%s\n' "$prefix" "$1" "$(of_out P99)"
}

of_out() { sed -n "s/^$1 //p" <<<"$out"; }

# The path of an address, without its host.
path_of() { sed -E 's#^https?://[^/]*##' <<<"$1"; }
