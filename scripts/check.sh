#!/bin/sh
# Linters, types, import contracts, system checks and the fast tests: whatever asks no database. What does, browsers and
# whole networks are left to `make test`. `check.sh --no-tests` leaves tests out.
# Prints one line per check, and the whole output of each that fails.
set -u
cd "$(dirname "$0")/.."
sh scripts/setup.sh test && sh scripts/assets.sh || exit 1
PATH="$PWD/.venv/bin:$PATH"
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

check() {
    name=$1
    shift
    begun=$(date +%s)
    if "$@" >"$logs/$name" 2>&1 </dev/null; then
        echo "ok      $name ($(($(date +%s) - begun)) s)"
    else
        echo "FAILED  $name"
        cat "$logs/$name"
        touch "$logs/failed"
    fi
}

# What the production check sees: a public address, its own secret, a real mail server.
as_in_production() {
    env SITE_URL=https://cadre.example SECRET_KEY="$(head -c 48 /dev/urandom | base64)" DEMO=0 DEBUG=0 \
        SMTP_URL=smtp://mail.example VAR_DIR="$logs/var" DJANGO_SETTINGS_MODULE=cadre.config.settings "$@"
}

linters() {
    check ruff ruff check .
    check format ruff format --check .
    check templates djade --check $(find cadre -path '*/templates/*' -name '*.html')
    check contracts lint-imports --no-logo
    check migrations python manage.py makemigrations --check --dry-run
    check deploy as_in_production python manage.py check --deploy --fail-level WARNING
    check types mypy
}

if [ "${1:-}" = --no-tests ]; then
    linters
else
    { python -m pytest -q -n 2 --of-rules -m "not (journey or race or kill or grid or long)" >"$logs/tests" 2>&1 || touch "$logs/failed"; } &
    linters
    wait
    cat "$logs/tests"
fi
[ ! -e "$logs/failed" ]
