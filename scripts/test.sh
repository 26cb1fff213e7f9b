#!/bin/sh
# The whole suite in one run, quick rules first (conftest.py orders them). DATABASE_URL chooses the database; without
# it each test process has its own SQLite. Three processes for two cores, since browsers and proofs often wait; who has
# nothing left to do takes over from the others.
# More words go to pytest: `test.sh -m "not journey"`.
set -eu
cd "$(dirname "$0")/.."
found=$(mktemp)
said=$(mktemp)
trap 'rm -f "$found" "$said"' EXIT

compiled=$(find tests/access/__pycache__ -name "*.pyc" 2>/dev/null | head -1)
# What is needed comes at once, since most of it waits for the network. All modules are compiled and the database is
# migrated before the test processes start: each would do it again, or wait for the one that does.
sh scripts/chromium.sh >"$found" 2>"$said" &
browser=$!
sh scripts/setup.sh test
sh scripts/assets.sh &
assets=$!
.venv/bin/python -m tests.databases &
database=$!
[ -n "$compiled" ] || .venv/bin/python -m pytest -q --collect-only >/dev/null || true
wait "$assets"
wait "$database"
if wait "$browser"; then
    CHROMIUM_PATH=$(cat "$found")
    export CHROMIUM_PATH
    : >"$said"
fi

code=0
.venv/bin/python -m pytest -n "${WORKERS:-3}" --dist worksteal -q "$@" || code=$?
cat "$said" >&2
exit "$code"
