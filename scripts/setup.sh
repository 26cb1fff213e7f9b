#!/bin/sh
# Makes .venv and installs one lock file into it: `setup.sh base` to run, `setup.sh test` to test and check.
# Does nothing when the lock file has not changed since.
set -eu
cd "$(dirname "$0")/.."
lock=requirements/$1.txt

sum() { cksum <"requirements/$1.txt"; }
installed() { [ -f ".venv/.installed-$1" ] && [ "$(cat ".venv/.installed-$1")" = "$(sum "$1")" ]; }

# test.txt holds every line of base.txt, so a folder ready for tests is ready to run.
if [ -x .venv/bin/python ] && { installed "$1" || { [ "$1" = base ] && installed test; }; }; then
    exit 0
fi

# The system's own first: distributions optimise Python by profile, version managers often do not, and everything takes
# half as long again.
find_python() {
    for name in ${PYTHON:-} /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$name" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "Python 3.11 or newer is needed and was not found. Set PYTHON to where it is." >&2
    exit 1
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version)"
    if ! "$python" -m venv --clear .venv; then
        echo "Python here cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
fi
echo "Installing $lock"
# A lock names whatever is needed, so nothing else is looked for. What is used is compiled when it is first used, and kept.
by_pip() {
    .venv/bin/python -m pip install -qq --no-compile --no-deps --disable-pip-version-check --require-hashes -r "$@"
}
# uv takes a quarter of pip's time. It reads none of pip's settings: where those name another index, pip installs.
by_uv() {
    [ -z "${PIP_INDEX_URL:-}" ] && ! .venv/bin/python -m pip config get global.index-url >/dev/null 2>&1 || return 1
    by_pip requirements/tools.txt --only-binary :all: 2>/dev/null || return 1
    .venv/bin/uv pip install --quiet --no-cache --link-mode copy --no-deps --require-hashes --python .venv/bin/python \
        -r "$1" 2>/dev/null
}
by_uv "$lock" || by_pip "$lock"
sum "$1" >".venv/.installed-$1"
