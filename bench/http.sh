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
work=
# shellcheck source=bench/wrk.sh
source bench/wrk.sh

main() {
    need curl curl wrk wrk python3 python3
    local patient found
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
    if [ "$(status "$(cat "$work/search")")" = 408 ]; then
        # It gave up before the answer was there.
        printf '%s_search_late\t408\n' "$prefix"
        return
    fi
    found=$(get "$(cat "$work/search")" |
        python3 -c 'import json,sys; print(len(json.load(sys.stdin)["entry"]))')
    printf '%s_search_found\t%s\n' "$prefix" "$found"
    measure search "$work/search"
}

main
