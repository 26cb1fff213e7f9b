#!/bin/sh
# Resolves requirements/*.in into lock files with hashes. `locks.sh --upgrade` takes newer versions.
# One resolution serves every platform and Python from 3.11 on, and names no package index.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${PYTHON:-python3}" -m venv "$scratch"
"$scratch/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt

# test.in is resolved within base.txt, so base comes first.
for name in base test assets tools; do
    "$scratch/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --output-file "requirements/$name.txt" "requirements/$name.in" "$@"
done
