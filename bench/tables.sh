# shellcheck shell=bash
# The words around the figures of bench/run.sh. Sourced by it; reads its `got`.

# rate MILLISECONDS: resources of the sample a second.
rate() { echo $((got[resources] * 1000 / $1)); }
megabytes() { awk "BEGIN { printf \"%.1f MB\", $1 / 1000000 }"; }
percent() { awk "BEGIN { printf \"%.0f %%\", 100 * $1 / $2 }"; }
times() { awk "BEGIN { if ($2 > 0) printf \"%.1f times\", $1 / $2; else printf \"over %d times\", $1 }"; }
fine() { awk "BEGIN { printf \"%.2f ms\", $1 / 1000 }"; }
micros() { awk "BEGIN { printf \"%.1f µs\", $1 / 1000 }"; }
millis() { awk "BEGIN { printf \"%.1f ms\", $1 / 1000 }"; }

# The day and the machine, and how busy others kept it.
where() {
    echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, Linux $(uname -r), $(df --output=fstype "$work" | tail -1), $(rustc --version | cut -d' ' -f1-2); load when it began $load of the $(nproc) that it can bear."
}

# The whole page.
page() {
    local ours theirs
    ours=$(rate "${got[import_ms]}")
    theirs=$(rate "${got[helios_import_ms]}")
    cat <<EOF
# Speed and size

Written by \`make bench\`; one run, but for sections that were measured again alone, which say when. Release build, durable commits, sealing, validation and tracing all on. Figures of one machine: compare the ratios. Nothing here is asserted in a test.

$(where)

The sample: ${got[bundles]} Synthea records, ${got[resources]} resources, $(megabytes "${got[compact_bytes]}") as compact JSON ([samples](../samples/README.md)).

## Hygie

| what | measured | wanted |
|---|---|---|
| import, resources/s | $ours | 4,000 |
| import beside Helios | $(times "$ours" "$theirs") | 6 times |
| disk after exit, everything counted | $(megabytes "${got[disk]}"), $(percent "${got[disk]}" "${got[compact_bytes]}") of the JSON | 70 %, better 40 % |
| resident memory during the import, at most | $(megabytes "${got[import_peak]}") | 300 MB |
| cold open (a fresh process, trace durable, resources released) of the record of ${got[record_entries]} entries | $(millis "${got[open_cold_us]}") | 150 ms |
| search inside that record, warm, median | ${got[search_warm_us]} µs | 1,000 µs |
| the same with its trace durable and its resources released | ${got[search_traced_us]} µs | |
| second import of the same files (adds nothing) | ${got[again_ms]} ms | |
| doctor | ${got[doctor_ms]} ms | |

## Over HTTP

32 connections of \`wrk\` on the same two cores, ten seconds each; each of our reads with the gate's permit and its own durable trace, each of Helios' without either. The search is \`Observation?patient=&code=&_sort=-date&_count=20\` in the largest record.

| what | Hygie | while an import runs | Helios | a bare answer |
|---|---|---|---|---|
| read by id, requests/s | ${got[hygie_read_per_s]} | ${got[busy_read_per_s]} | ${got[helios_read_per_s]} | ${got[bare_read_per_s]} |
| median, 99th percentile | ${got[hygie_read_p50_us]} µs, ${got[hygie_read_p99_us]} µs | ${got[busy_read_p50_us]} µs, ${got[busy_read_p99_us]} µs | ${got[helios_read_p50_us]} µs, ${got[helios_read_p99_us]} µs | ${got[bare_read_p50_us]} µs, ${got[bare_read_p99_us]} µs |
| in fdatasyncs of this disk | $(times "${got[hygie_read_p50_us]}" "${got[fdatasync_p50_us]}"), $(times "${got[hygie_read_p99_us]}" "${got[fdatasync_p50_us]}") | $(times "${got[busy_read_p50_us]}" "${got[fdatasync_p50_us]}"), $(times "${got[busy_read_p99_us]}" "${got[fdatasync_p50_us]}") | | |
| search in a record, requests/s | ${got[hygie_search_per_s]} | ${got[busy_search_per_s]} | ${got[helios_search_per_s]} | |
| median, 99th percentile | ${got[hygie_search_p50_us]} µs, ${got[hygie_search_p99_us]} µs | ${got[busy_search_p50_us]} µs, ${got[busy_search_p99_us]} µs | ${got[helios_search_p50_us]} µs, ${got[helios_search_p99_us]} µs | |

Beside Helios: reads $(times "${got[hygie_read_per_s]}" "${got[helios_read_per_s]}") (wanted: 1.5), searches $(times "${got[hygie_search_per_s]}" "${got[helios_search_per_s]}"). Resident memory after the reads: $(megabytes "${got[served_rss]}").

| page | measured | wanted |
|---|---|---|
| synthesis of the record of ${got[record_entries]} entries, cold (a fresh process) | $(millis "${got[page_cold_us]}") | 100 ms |
| the same, warm, median | $(millis "${got[page_warm_us]}") | 20 ms |
| its size, without its stylesheet and font | ${got[page_bytes]} bytes | |

$(sessions_section)

$(trace_section)

$(decisions_section)

$(fhir_section)

$(postgres_section)

$(growth_section)

$(passkey_section)

$(people_section)

## Helios FHIR Server 0.2.7

The same bundles over HTTP, one after the other; SQLite, no authentication, no encryption, no audit. It does not sync each commit.

| what | measured |
|---|---|
| import, resources/s | $theirs |
| database | $(megabytes "${got[helios_disk_bytes]}"), $(percent "${got[helios_disk_bytes]}" "${got[compact_bytes]}") of the JSON |
| resident memory after the import | $(megabytes "${got[helios_rss_bytes]}") |

## The dictionary

Entries are compressed with a dictionary that ships in the binary. It was trained on the official FHIR R4 examples and on other populations of the generator that also made the sample (other seeds, ids scrubbed), so the figure above flatters data of other origin. Bodies before padding and sealing, over the same ten records: 73 % of the JSON without a dictionary, 46 % with one trained on the official examples alone, 35 % with the one shipped (\`crates/seal/src/generated/README.md\`). Each entry adds 117 bytes for salt, commitment, tag, link and lengths, and its padding.

## The machine's own limits

One thread each.

| what | measured |
|---|---|
| append of 4 KiB with fdatasync, median and 99th percentile | ${got[fdatasync_p50_us]} µs, ${got[fdatasync_p99_us]} µs |
| bare SQLite, WAL, synchronous=FULL: one resource a commit | ${got[sqlite_single_per_s]}/s |
| bare SQLite, WAL, synchronous=FULL: 512 resources a commit | ${got[sqlite_group_per_s]}/s |
| AES-256-GCM, messages of 1 KiB and 64 KiB | ${got[aes_1k_mb_s]} MB/s, ${got[aes_64k_mb_s]} MB/s |
| AES-256-GCM of 1 KiB under a derived key each | ${got[aes_derived_1k_per_s]}/s |
| zstd level 3, each resource alone, no dictionary: in, out | ${got[zstd_pack_mb_s]} MB/s, ${got[zstd_unpack_mb_s]} MB/s, to ${got[zstd_percent]} % |
EOF
}

# Ours beside another server, over HTTP, both fed the same.
fhir_section() {
    local h=fhir_hygie o=fhir_helios
    cat <<EOF
## The FHIR API beside Helios

$(where) Helios FHIR Server 0.2.7 on SQLite with its search parameters; the same data to both, one after the other in one run. Ours seals, passes the gate and syncs each trace and each commit before it answers; Helios has no authentication, no encryption and no audit, and does not sync each commit.

| what | Hygie | Helios | that is | wanted | median | 99th percentile | 99th percentile by median |
|---|---|---|---|---|---|---|---|
$(beside bundles "transaction bundles of the sample, one after the other, resources; times are a bundle's, by resource" "6 times")
$(beside read "read by id, 32 connections" "1.5 times")
$(beside search "\`Observation?patient=&code=&_sort=-date&_count=20\` in the largest record, 32 connections" "30 times")
$(beside_in_time everything "\`\$everything\` of the largest record, $(whole) resources, all pages, one after the other" "8 times")
$(beside person "\`Patient?family=&birthdate=\` among $(thousands "$persons") persons, 32 connections" "1 time")
$(beside person_alone "the same, one connection" "1 time")
$(beside creates_ten "create of one Observation, durable, 32 connections over ten patients" "15 times")
$(beside creates_one "the same over one patient" "15 times")

Medians and percentiles are ours; wanted is a percentile within ten times its median in each row. With \`wrk\`, ten seconds each, on the same cores. \`\$everything\` was asked for 40 times and there are ten bundles: there the percentile is the slowest.

| memory and disk | Hygie | Helios |
|---|---|---|
$(beside_in_bytes "resident memory, at most, while the bundles come" bundles_peak)
$(beside_in_bytes "while it is read and searched" reads_peak)
$(beside_in_bytes "while Observations are created, by each as many as it can" creates_peak)
$(beside_in_bytes "while $(thousands "$persons") persons come, and are searched" persons_peak)
$(beside_in_bytes "disk with the sample, after exit" bundles_disk)
$(beside_in_bytes "disk for the persons" persons_disk creates_disk)
| time to take the persons in, bundles of 500 one after the other | ${got[${h}_persons_ms]} ms | ${got[${o}_persons_ms]} ms |
EOF
}

# beside KEY WHAT WANTED: a row of rates.
beside() {
    local ours=${got[fhir_hygie_$1_per_s]} theirs=${got[fhir_helios_$1_per_s]}
    echo "| $2 | $ours/s | $theirs/s | $(times "$ours" "$theirs") | $3 | $(spread "fhir_hygie_$1") |"
}

# beside_in_time KEY WHAT WANTED: a row of times, of which less is more.
beside_in_time() {
    local ours=${got[fhir_hygie_$1_p50_us]} theirs=${got[fhir_helios_$1_p50_us]}
    echo "| $2 | $(millis "$ours") | $(millis "$theirs") | $(times "$theirs" "$ours") | $3 | $(spread "fhir_hygie_$1") |"
}

# beside_in_bytes WHAT KEY [LESS]: a row of sizes, each less another.
beside_in_bytes() {
    local name row="| $1 |"
    for name in hygie helios; do
        row+=" $(megabytes "(${got[fhir_${name}_$2]} - ${got[fhir_${name}_${3:-}]:-0})") |"
    done
    echo "$row"
}

# spread KEY: three cells.
spread() {
    local p50=${got[$1_p50_us]} p99=${got[$1_p99_us]}
    echo "$p50 µs | $p99 µs | $(times "$p99" "$p50")"
}

# How many resources the whole of the largest record is.
whole() { awk -v RS=', ' '{ sum += $1 } END { print sum }' <<<"${got[fhir_hygie_everything_content]}"; }

thousands() { sed -E ':a; s/([0-9])([0-9]{3})(,|$)/\1,\2\3/; ta' <<<"$1"; }

# The second store beside what its server does with the same bytes and no more.
postgres_section() {
    cat <<EOF
## PostgreSQL

$(where) PostgreSQL ${got[pg_version]} on the same machine, as it is shipped: \`fsync\`, \`synchronous_commit\` and \`full_page_writes\` on.

| what | Hygie | beside it | that is | wanted |
|---|---|---|---|---|
| commits of one entry and its trace, 64 callers | ${got[pg_commits_per_s]}/s | ${got[pg_bare_inserts_per_s]}/s: \`pgbench\`, 64 connections, a bare \`INSERT\` of as many bytes | $(percent "${got[pg_commits_per_s]}" "${got[pg_bare_inserts_per_s]}") | 60 % |
| \`store copy\` of the sample from SQLite, all rows held against their source | ${got[pg_copy_ms]} ms | ${got[pg_bare_copy_ms]} ms: a bare \`COPY\` of the same $(megabytes "${got[pg_copied_bytes]}") into the same tables, nothing compared | $(percent "${got[pg_bare_copy_ms]}" "${got[pg_copy_ms]}") | 60 % |
| read by id over HTTP, 32 connections | ${got[pg_read_per_s]}/s | ${got[hygie_read_per_s]}/s on SQLite | $(percent "${got[pg_read_per_s]}" "${got[hygie_read_per_s]}") | 33 % |
| median, 99th percentile | ${got[pg_read_p50_us]} µs, ${got[pg_read_p99_us]} µs | ${got[hygie_read_p50_us]} µs, ${got[hygie_read_p99_us]} µs | | |
| search in a record | ${got[pg_search_per_s]}/s | ${got[hygie_search_per_s]}/s on SQLite | $(percent "${got[pg_search_per_s]}" "${got[hygie_search_per_s]}") | |
| the sample on the disk, without the server's log | $(megabytes "${got[pg_disk_bytes]}") | | | |

$(helios_on_postgres)
EOF
}

helios_on_postgres() {
    if [ -n "${got[helios_pg_lacks]:-}" ]; then
        echo "Helios is not beside it: the one that was there was ${got[helios_pg_lacks]}, which is not one of its defaults, and refuses \`--storage-backend postgres\`."
        return
    fi
    local search="${got[helios_pg_search_per_s]:-}; ${got[helios_pg_search_p50_us]:-} µs, ${got[helios_pg_search_p99_us]:-} µs"
    [ -z "${got[helios_pg_search_late]:-}" ] || search="none: one alone is given up by Helios itself with 408"
    cat <<EOF
| Helios FHIR Server 0.2.7 on the same server | measured |
|---|---|
| import, resources/s | $(rate "${got[helios_pg_import_ms]}") |
| read by id, requests/s; median, 99th percentile | ${got[helios_pg_read_per_s]}; ${got[helios_pg_read_p50_us]} µs, ${got[helios_pg_read_p99_us]} µs |
| search in a record, requests/s; median, 99th percentile | $search |
| resident memory | $(megabytes "${got[helios_pg_rss_bytes]}") |
EOF
}

# What more and more records cost. The picture is drawn from the same figures.
passkey_section() {
    cat <<EOF
## A log-in by a passkey

$(where) The server's part, on SQLite, 300 times one after the other: the challenge, and the answer checked, with its trace, session and used challenge durable. ES256, which most passkeys are.

| what, median | measured | wanted |
|---|---|---|
| making the challenge | ${got[passkey_challenge_us]} µs | |
| the log-in | ${got[passkey_log_in_us]} µs | 50,000 µs |
| one bare verification of ES256 | ${got[passkey_bare_us]} µs | |
| the log-in in bare verifications | $(awk "BEGIN { printf \"%.1f\", ${got[passkey_log_in_us]} / ${got[passkey_bare_us]} }") times | |
EOF
}

people_section() {
    cat <<EOF
## The demonstration's people

$(where) The world is made from nothing until pages are answered: key ring, import, accounts. A population goes to NDJSON files, synced; the bare write is of the same bytes.

| what | measured | wanted |
|---|---|---|
| the demonstration's world, ${got[people_world_resources]} resources | ${got[people_world_ms]} ms | 10,000 ms |
| ${got[people_tenth]} people generated | ${got[people_tenth_per_s]}/s, ${got[people_tenth_mb]} MB of memory at most | 2,000/s |
| ${got[people_whole]} people generated, $((${got[people_whole_bytes]} / 1000000)) MB | ${got[people_whole_per_s]}/s, ${got[people_whole_mb]} MB of memory at most | 2,000/s |
| the same bytes written bare | ${got[people_bare_s]} s of the ${got[people_whole_s]} s | |
EOF
}

sessions_section() {
    cat <<EOF
## Sessions

$(where) Pages called within one process, without a network. The flood: sixteen guesses at a time, each at another login from another address, so that no wait slows it; the read is the page of one's account.

| what | measured | wanted |
|---|---|---|
| a request without a session, median | $(micros "${got[request_bare_ns]}") | |
| the same with one | $(micros "${got[request_session_ns]}"), ${got[session_ratio]} times | |
| so it adds | $(micros "${got[session_adds_ns]}") | 50 µs |
| of that the check alone | $(micros "${got[session_check_ns]}") | |
| a read by somebody else, median | ${got[read_quiet_us]} µs | |
| the same during a flood of wrong passwords | ${got[read_flooded_us]} µs, ${got[read_flooded_ratio]} times | 1.2 times |
EOF
}

trace_section() {
    cat <<EOF
## The trace

$(where) On SQLite, within one process. A read is of one entry of a record that is in memory, with a permit of the gate: nearly all of it is the trace, which is durable before anything is released. The disk's own sync is an append of 4096 bytes with fdatasync in the same folder.

| what | measured | wanted |
|---|---|---|
| the disk's own sync, median, 99th percentile | ${got[trace_sync_us]} µs, ${got[trace_sync_worst_us]} µs | |
| a read with its trace at 200 reads a second, median | ${got[trace_paced_us]} µs, ${got[trace_paced_ratio]} syncs | 3 syncs |
| the same, 99th percentile | ${got[trace_paced_worst_us]} µs, ${got[trace_paced_worst_ratio]} syncs | 30 syncs |
| reads by 32 readers, each with its trace | ${got[trace_reads_per_s]}/s | the FHIR read rate |
| \`verify\` of ${got[trace_verified]} traces | $(millis "${got[trace_verify_us]}") | 60 s for a million |
| the first page of who looked, of 10,000 traces | ${got[trace_page_us]} µs | 100 ms |
| all of it, page by page | $(millis "${got[trace_pages_us]}") | |
EOF
}

decisions_section() {
    cat <<EOF
## The gate

$(where) One record of 5,000 entries on SQLite, a physician of the organisation that keeps it. A decision weighs who asks against the rights of the record and asks the policy; the rights are one sealed text, read from the store each time.

| what | measured | wanted |
|---|---|---|
| a decision, rights read from the store, median | $(micros "${got[gate_from_store_ns]}") | 100 µs |
| a permit made by one | $(micros "${got[gate_permit_ns]}") | |
| a decision on rights that were read | $(micros "${got[gate_kept_ns]}") | 2 µs |
| the lens over 5,000 entries, of which ${got[gate_passing]} pass | $(micros "${got[gate_lens_ns]}") | 1 ms |
EOF
}

growth_section() {
    local size
    cat <<EOF
## Growth

$(where) Small invented records of five resources, names as unevenly spread as in life. Finding goes by given name, family name with a letter left out, and birth date; opening is of a record that the process did not open before, as for its first page; what is committed is a note. Each act goes as the pages do it: by the gate, traced, durable. Medians of 200, each on another person; one caller.

![Four plots over the number of records, a line for each store](pictures/growth.svg)

| records | store | find a person | open a record | commit an entry | on the disk, a record |
|---|---|---|---|---|---|
EOF
    for size in "${sizes[@]}"; do
        growth_row "$size" sqlite SQLite
        growth_row "$size" postgres PostgreSQL
    done
    printf '\nThe bytes are those of SQLite'\''s file, or of the tables with their indexes.\n'
}

# growth_row SIZE STORE NAME
growth_row() {
    local at="growth_$2_$1" records
    records=$(thousands "$1")
    printf '| %s | %s | %s | %s | %s | %s bytes |\n' "$records" "$3" "$(fine "${got[${at}_find_us]}")" \
        "$(fine "${got[${at}_open_us]}")" "$(fine "${got[${at}_commit_us]}")" "${got[${at}_bytes]}"
}

# put_section: the section on standard input in place of the one with the same
# heading, or at the end of the page.
put_section() {
    local file="$work/section" heading
    cat >"$file"
    heading=$(head -1 "$file")
    awk -v heading="$heading" -v file="$file" '
        function put(line) { while ((getline line < file) > 0) print line; done = 1 }
        $0 == heading { put(); skip = 1; next }
        /^## / && skip { print ""; skip = 0 }
        !skip
        END { if (!done) { print ""; put() } }' docs/benchmarks.md >"$work/page"
    cat "$work/page" >docs/benchmarks.md
}
