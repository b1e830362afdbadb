#!/usr/bin/env bash
# Every check and every test. Runs all of them whatever fails, then prints one
# line `N passed, N failed` and exits 1 when anything failed. A step that is
# not a test runner counts as one.

source "$(dirname "$0")/lib.sh"

passed=0
failed=0
broken=()

main() {
    need_rust
    need strace strace zstd zstd node nodejs npm npm chromium chromium git git cc build-essential
    need_postgres
    need python3 python3
    target=$(target_dir)
    # Tests write their folders on the disk that the build is on, not in memory.
    export TMPDIR="$target/tmp/$$"
    mkdir -p "$TMPDIR"
    trap clean_up EXIT
    local r4="$target/deps/hl7.fhir.r4.examples-4.0.1"
    mkdir -p "$target/deps"
    need_npm_package hl7.fhir.r4.examples 4.0.1 "$r4"
    export HYGIE_R4_EXAMPLES="$r4/package"

    step format cargo fmt --all --check
    step tidy cargo xtask tidy
    step clippy cargo clippy --workspace --all-targets --locked -- -D warnings
    step rustdoc env RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features --locked
    step "generated files" generated_files "$r4"
    step postgres start_postgres
    step s3 start_s3
    step oidc start_oidc
    if cargo nextest --version >/dev/null 2>&1; then
        runner tests cargo nextest run --workspace --locked --no-fail-fast
    else
        runner tests cargo test --workspace --locked --no-fail-fast --lib --bins --tests
    fi
    step mutants mutants
    runner "doc tests" cargo test --workspace --locked --no-fail-fast --doc
    on_postgres
    browser
    clients
    fuzz

    clean_up
    [ ${#broken[@]} -eq 0 ] || printf '\nFailed: %s\n' "$(join_words "${broken[@]}")"
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}

clean_up() {
    scripts/postgres.sh stop "$TMPDIR/postgres" || true
    scripts/s3.sh stop "$TMPDIR/s3" || true
    scripts/oidc.sh stop "$TMPDIR/oidc" || true
    rm -rf "$TMPDIR"
}

# step NAME COMMAND…: counts as one.
step() {
    local name=$1 begin=$SECONDS
    shift
    say "$name"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        broken+=("$name")
    fi
    printf '    %s: %d s\n' "$name" $((SECONDS - begin))
}

# runner NAME COMMAND…: counts the tests that the command says it ran, and one
# failure more when it failed without saying of which test.
runner() {
    local name=$1 begin=$SECONDS log good bad status=0
    shift
    say "$name"
    log="$TMPDIR/runner.log"
    "$@" 2>&1 | tee "$log" || status=1
    read -r good bad < <(counts "$log")
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    passed=$((passed + good))
    failed=$((failed + bad))
    [ "$bad" -eq 0 ] || broken+=("$name")
    printf '    %s: %d s\n' "$name" $((SECONDS - begin))
}

# counts LOG: passed and failed, summed over the lines of libtest
# (`test result: ok. 3 passed; 0 failed; …`), of nextest
# (`Summary [ 1.0s] 3 tests run: 2 passed (1 slow), 1 failed, 0 skipped`)
# and of Node.js (`ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0`).
counts() {
    awk '
        /^test result: / { good += $4; bad += $6 }
        /^(#|ℹ) pass [0-9]+$/ { good += $3 }
        /^(#|ℹ) (fail|cancelled) [0-9]+$/ { bad += $3 }
        / tests? run: / {
            run = 0; ok = 0
            for (i = 2; i <= NF; i++) {
                if ($i ~ /^tests?$/ && $(i + 1) == "run:") run = $(i - 1)
                if ($i ~ /^passed,?$/) ok = $(i - 1)
            }
            sub(/\/.*/, "", run)
            good += ok; bad += run - ok
        }
        END { print good + 0, bad + 0 }' "$1"
}

# A server of our own for the tests that want one.
start_postgres() {
    HYGIE_TEST_POSTGRES=$(scripts/postgres.sh start "$TMPDIR/postgres") || return 1
    HYGIE_TEST_POSTGRES_CA="$TMPDIR/postgres/ca.crt"
    export HYGIE_TEST_POSTGRES HYGIE_TEST_POSTGRES_CA
}

start_s3() {
    HYGIE_TEST_S3=$(scripts/s3.sh start "$TMPDIR/s3") || return 1
    HYGIE_TEST_S3_TLS=$(cat "$TMPDIR/s3/tls.url")
    HYGIE_TEST_S3_CA="$TMPDIR/s3/ca.crt"
    export HYGIE_TEST_S3 HYGIE_TEST_S3_TLS HYGIE_TEST_S3_CA
}

start_oidc() {
    HYGIE_TEST_OIDC=$(scripts/oidc.sh start "$TMPDIR/oidc") || return 1
    export HYGIE_TEST_OIDC
}

# Some guards of the gate and rules of its policy, others for each commit: each is left
# out, and a test has to miss it.
mutants() {
    local seed
    seed=$(git rev-parse HEAD) || return 1
    cargo xtask mutate --sample 6 --seed "$seed"
}

# What is asked of the record service and of all above it, on the other store, by the test
# programs that are built: of some packages alone, cargo would build them anew with fewer
# features. Tampering is done to SQLite's file.
on_postgres() {
    local crates=(record exchange accounts gate api oauth web) packages=() crate
    export HYGIE_TEST_STORE=postgres
    if cargo nextest --version >/dev/null 2>&1; then
        runner "tests on PostgreSQL" cargo nextest run --workspace --locked --no-fail-fast \
            -E "package(/^hygie-($(IFS='|' && echo "${crates[*]}"))\$/) - test(/^tampering::/)"
    else
        for crate in "${crates[@]}"; do packages+=(--package "hygie-$crate"); done
        runner "tests on PostgreSQL" cargo test "${packages[@]}" --locked --no-fail-fast \
            --lib --tests -- --skip tampering::
    fi
    unset HYGIE_TEST_STORE
}

# What the app in the browser tests is written with (Apache-2.0).
fhirclient_sha512="CirZixcwWelbkIXxpxlNQx5+ZdJirl6F1s4y4yvA1X7hHAkr9n99aVHaMi0wX+97nATjKQ65X6NB5as/wZoJzg=="

# The pages in a real browser, on the binary that the tests built. Alone, it would be built
# anew with fewer features of what it stands on.
browser() {
    step "browser packages" need_npm_ci browser
    step "npm fhirclient" need_npm_file fhirclient 2.6.3 "$fhirclient_sha512" \
        build/fhir-client.pure.min.js "$target/deps/fhirclient"
    step "binary" cargo test --workspace --locked --no-run --quiet --lib --bins --tests
    export HYGIE="$target/debug/hygie"
    export HYGIE_FHIRCLIENT="$target/deps/fhirclient/fhir-client.pure.min.js"
    runner "browser tests" npm --silent --prefix browser test
    # The same ways through. Each page is opened once, in one language and size,
    # and what only measures how pages look is left out: no store changes it.
    HYGIE_TEST_STORE=postgres runner "browser tests on PostgreSQL" npm --silent --prefix browser test
    unset HYGIE
}

# Clients of other people, unchanged, on the same binary.
clients() {
    step "client packages" need_npm_ci clients
    step "Python packages" need_python_packages clients/requirements.txt "$target/deps/clients"
    HYGIE="$target/debug/hygie" HYGIE_CLIENTS_PYTHON="$target/deps/clients/bin/python" \
        runner "client tests" npm --silent --prefix clients test
}

# What xtask generates from the official package is what is committed.
generated_files() {
    local before after
    before=$(generated_sums)
    cargo xtask pack "$(echo "$1"/*.tgz)" || return 1
    after=$(generated_sums)
    [ "$before" = "$after" ] && return 0
    echo "The generated files were not what xtask generates: look at git diff and commit."
    return 1
}

generated_sums() {
    git ls-files --cached --others --exclude-standard -- '*/generated/*' | sort | xargs -r sha256sum
}

# Two minutes over all targets. The stable toolchain fuzzes without sanitizers.
fuzz() {
    local tools="$target/tools" targets name seconds
    if ! command -v cargo-fuzz >/dev/null; then
        [ -x "$tools/bin/cargo-fuzz" ] ||
            step "cargo-fuzz" cargo install --quiet cargo-fuzz --version 0.13.1 --locked --root "$tools"
        PATH="$tools/bin:$PATH"
    fi
    export CARGO_TARGET_DIR="$target/fuzz"
    step "fuzz build" cargo fuzz build -s none
    targets=$(cargo fuzz list) || targets=
    [ -n "$targets" ] || return 0
    seconds=$((120 / $(wc -l <<<"$targets")))
    for name in $targets; do
        step "fuzz $name" fuzz_one "$name" "$seconds"
    done
}

fuzz_one() {
    local name=$1 corpora=("$TMPDIR/corpus-$1")
    mkdir -p "${corpora[0]}"
    [ ! -d "fuzz/seeds/$name" ] || corpora+=("fuzz/seeds/$name")
    cargo fuzz run -s none "$name" "${corpora[@]}" -- \
        -max_total_time="$2" -timeout=10 -rss_limit_mb=1024 -verbosity=0 -print_final_stats=1
}

join_words() {
    local text
    text=$(printf '%s, ' "$@")
    printf '%s' "${text%, }"
}

main "$@"
