#!/bin/sh
# The whole suite, quick rules first. DATABASE_URL chooses the database; without it each test process has its own SQLite.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test
sh scripts/assets.sh

slow="journey or race or kill"
said=$(mktemp)
trap 'rm -f "$said"' EXIT
if CHROMIUM_PATH=$(sh scripts/chromium.sh 2>"$said"); then
    export CHROMIUM_PATH
    : >"$said"
else
    slow="(race or kill) and not journey"
fi

# Both parts run, so that one report names every failure. Exit 5 means that nothing was selected.
run() {
    .venv/bin/python -m pytest -n "${WORKERS:-2}" -q -m "$@" && return 0
    code=$?
    [ "$code" -eq 5 ] && return 0
    failed=$code
}
failed=0
run "not (journey or race or kill)" "$@"
run "$slow" "$@"
cat "$said" >&2
exit "$failed"
