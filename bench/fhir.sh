#!/usr/bin/env bash
# bench/fhir.sh BASE TOKEN PREFIX PATIENTS PART [FOLDER]: a part of what is asked
# of a FHIR server: `bundles`, those of FOLDER, which leaves in the file PATIENTS
# whom they brought; then `reads`, `creates` and `persons`, those that
# bench/persons.sh wrote into FOLDER. Prints `PREFIX_what<TAB>value` lines.
#
# BASE is the address of the FHIR API; TOKEN a bearer token, or `-` for none. Any
# answer that is not what was asked for ends the measurement.

base=$1
token=$2
prefix=$3
patients=$4
part=$5
folder=${6:-}
work=
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"
# shellcheck source=bench/wrk.sh
source bench/wrk.sh

rounds=40
auth=()
[ "$token" = - ] || auth=(-H "Authorization: Bearer $token")

main() {
    need curl curl wrk wrk python3 python3
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    case $part in
    bundles) bundles ;;
    reads)
        bench/http.sh "$base" "$token" "$prefix"
        everything
        ;;
    creates)
        creates ten "$patients"
        tail -1 "$patients" >"$work/largest"
        creates one "$work/largest"
        ;;
    persons) persons ;;
    *) die "bench/fhir.sh: $part is no part" ;;
    esac
}

tell() { printf '%s_%s\t%s\n' "$prefix" "$1" "$2"; }

# tell_times NAME: median and 99th percentile of the microseconds on standard
# input, a line each; of fewer than a hundred the latter is the slowest.
tell_times() {
    sort -n | awk -v name="${prefix}_$1" '{ all[NR] = $1 }
        function at(share, rank) { rank = int(share * NR); return all[rank < share * NR ? rank + 1 : rank] }
        END { printf "%s_p50_us\t%.0f\n%s_p99_us\t%.0f\n", name, at(0.5), name, at(0.99) }'
}

# timed ADDRESS OPTION…: a request whose answer goes to $work/answer; prints the
# microseconds until it was there whole.
timed() {
    local said status micros
    said=$(curl -sS -o "$work/answer" -w '%{http_code} %{time_total}' "${auth[@]}" "${@:2}" "$1") ||
        die "$prefix: $1 did not answer"
    read -r status micros < <(awk '{ printf "%s %.0f\n", $1, $2 * 1000000 }' <<<"$said")
    [[ $status = 2?? ]] || die "$prefix: $1 answered $status: $(head -c 500 "$work/answer")"
    echo "$micros"
}

# post_bundle FILE
post_bundle() {
    timed "$base" -H 'Content-Type: application/fhir+json' -H 'Expect:' --data-binary "@$1"
}

# The sample, one bundle after the other; the largest last.
bundles() {
    local bundle micros entries patient
    : >"$patients"
    while read -r bundle; do
        micros=$(post_bundle "$bundle")
        python3 - "$bundle" "$work/answer" >"$work/bundle" <<'PY'
import json, sys

def entries(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["entry"]

asked, answered = entries(sys.argv[1]), entries(sys.argv[2])
assert len(asked) == len(answered), "as many answers as entries"
for ask, answer in zip(asked, answered):
    assert answer["response"]["status"].startswith("2"), answer
patients = [answer["response"]["location"].split("/_history")[0].split("/")[-1]
            for ask, answer in zip(asked, answered) if ask["resource"]["resourceType"] == "Patient"]
print(len(asked), *patients)
PY
        read -r entries patient <"$work/bundle"
        echo "$patient" >>"$patients"
        echo "$micros $entries" >>"$work/bundles"
    done < <(find "$folder" -name '*.json' -printf '%s %p\n' | sort -n | cut -d' ' -f2-)
    awk -v name="${prefix}_bundles" '{ time += $1; count += $2 }
        END { printf "%s_per_s\t%.0f\n", name, count * 1000000 / time }' "$work/bundles"
    # A resource's share of its bundle, for the bundles differ in size.
    awk '{ print $1 / $2 }' "$work/bundles" | tell_times bundles
}

# The whole of the largest record, all its pages, three times unmeasured first.
everything() {
    local round
    for round in $(seq $((rounds + 3))); do
        whole_record >>"$work/rounds"
        [ "$round" -gt 1 ] || tell everything_content "$(cat "$work/content")"
    done
    tail -n "$rounds" "$work/rounds" | tell_times everything
}

# whole_record: the microseconds of all its pages together; $work/content says what
# was in them.
whole_record() {
    local next micros all=0
    next="$base/Patient/$(tail -1 "$patients")/\$everything"
    : >"$work/types"
    while [ -n "$next" ]; do
        micros=$(timed "$next")
        all=$((all + micros))
        next=$(python3 - "$work/answer" "$work/types" <<'PY'
import json, sys

with open(sys.argv[1], encoding="utf-8") as file:
    page = json.load(file)
with open(sys.argv[2], "a", encoding="utf-8") as file:
    file.writelines(entry["resource"]["resourceType"] + "\n" for entry in page["entry"])
print(*(link["url"] for link in page["link"] if link["relation"] == "next"))
PY
        )
    done
    sort "$work/types" | uniq -c | awk '{ printf "%s%s %s", sep, $1, $2; sep = ", " }' >"$work/content"
    echo "$all"
}

# creates NAME FILE: Observations of the Patients of FILE, one a request; as many
# have to be there afterwards as were answered.
creates() {
    local before after
    sed 's/.*/{"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http:\/\/terminology.hl7.org\/CodeSystem\/observation-category","code":"vital-signs","display":"Vital signs"}]}],"code":{"coding":[{"system":"http:\/\/loinc.org","code":"8867-4","display":"Heart rate"}],"text":"Heart rate"},"subject":{"reference":"Patient\/&"},"effectiveDateTime":"2026-11-02T10:00:00+01:00","valueQuantity":{"value":NUMBER,"unit":"\/min","system":"http:\/\/unitsofmeasure.org","code":"\/min"}}/' \
        "$2" >"$work/observations"
    before=$(observations "$2")
    measure_posts "creates_$1" "$work/observations" Observation
    after=$(observations "$2")
    [ $((after - before)) -ge "$(of_out DONE)" ] ||
        die "$prefix: fewer Observations are there than were created"
}

# observations FILE: how many the Patients of a file have.
observations() {
    local patient count sum=0
    while read -r patient; do
        count=$(get "Observation?patient=$patient&_summary=count" |
            python3 -c 'import json,sys; print(json.load(sys.stdin)["total"])') || exit
        sum=$((sum + count))
    done <"$1"
    echo "$sum"
}

# Persons by family name and birth date, among all of them: with all connections,
# and with one.
persons() {
    local bundle count
    for bundle in "$folder"/*.json; do post_bundle "$bundle"; done >"$work/times"
    tell persons_ms "$(awk '{ sum += $1 } END { printf "%.0f", sum / 1000 }' "$work/times")"
    count=$(found)
    tell persons_found "$count"
    measure person "$folder/asked"
    connections=1
    measure person_alone "$folder/asked"
}

# How many persons some of the questions find; each has to find one.
found() {
    local asked count sum=0
    while read -r asked; do
        count=$(get "$asked" | python3 -c 'import json,sys; print(len(json.load(sys.stdin).get("entry", [])))') || exit
        [ "$count" -ge 1 ] || die "$prefix: $asked finds nobody"
        sum=$((sum + count))
    done < <(awk 'NR % 20 == 1' "$folder/asked")
    echo "$sum"
}

main
