#!/bin/sh
# The whole suite in one run, quick rules first (conftest.py orders them). DATABASE_URL chooses the database; without
# it each test process has its own SQLite. Three processes for two cores, since browsers and proofs often wait; who has
# nothing left to do takes over from the others.
# More words go to pytest: `test.sh -m "not journey"`.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test
sh scripts/assets.sh

said=$(mktemp)
trap 'rm -f "$said"' EXIT
if CHROMIUM_PATH=$(sh scripts/chromium.sh 2>"$said"); then
    export CHROMIUM_PATH
    : >"$said"
fi

code=0
.venv/bin/python -m pytest -n "${WORKERS:-3}" --dist worksteal -q "$@" || code=$?
cat "$said" >&2
exit "$code"
