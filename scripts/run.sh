#!/bin/sh
# The whole product on this machine: dependencies, assets, database, demo network, pages and worker.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh base
sh scripts/assets.sh

PORT=${PORT:-8000}
DEMO=${DEMO:-1}
SITE_URL=${SITE_URL:-http://localhost:$PORT}
export PORT DEMO SITE_URL
.venv/bin/python scripts/prepare.py
exec .venv/bin/python scripts/serve.py
