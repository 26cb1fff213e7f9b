#!/bin/bash
# Runs a command with DATABASE_URL naming a PostgreSQL: `postgres.sh sh scripts/test.sh`.
# Takes the one at 127.0.0.1 (PGPORT, or 5432) that lets `postgres` in without a password; else starts one of its own in a scratch
# folder from Debian's packages, installing those where apt is allowed, and ends it afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."

answers() { # host port
    .venv/bin/python - "$1" "$2" <<'PROBE' 2>/dev/null
import sys, psycopg
psycopg.connect(host=sys.argv[1], port=sys.argv[2], user="postgres", dbname="postgres", connect_timeout=3).close()
PROBE
}

binaries() { find /usr/lib/postgresql -name initdb -path '*/bin/*' 2>/dev/null | sort -V | tail -1 | xargs -r dirname; }

as_nobody_special() { # initdb refuses to run as root
    if [ "$(id -u)" = 0 ]; then runuser -u "$owner" -- "$@"; else "$@"; fi
}

start_one() {
    if [ -z "$(binaries)" ]; then
        if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
            echo "No PostgreSQL. To install it: apt-get install postgresql" >&2
            exit 1
        fi
        echo "Installing PostgreSQL" >&2
        apt-get update -qq >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
    fi
    bin=$(binaries)
    scratch=$(mktemp -d)
    owner=nobody
    [ "$(id -u)" = 0 ] && chown "$owner" "$scratch"
    trap 'as_nobody_special "$bin/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null; rm -rf "$scratch"' EXIT
    port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_nobody_special "$bin/initdb" -D "$scratch/data" --username postgres --auth trust --encoding UTF8 --no-sync >/dev/null
    as_nobody_special "$bin/pg_ctl" -D "$scratch/data" -l "$scratch/log" -w start \
        -o "-p $port -h 127.0.0.1 -k $scratch -c fsync=off -c full_page_writes=off -c max_connections=200" >/dev/null
}

port=${PGPORT:-5432}
answers 127.0.0.1 "$port" || start_one
echo "PostgreSQL at 127.0.0.1:$port"
DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" "$@"
