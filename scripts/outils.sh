#!/bin/sh
# Puts in .venv/npm the tools of tests/outils, which only tests need. Without npm nothing is done: their tests are skipped.
set -eu
lock=tests/outils/package-lock.json
stamp=.venv/npm/.installed
if [ -f "$stamp" ] && [ "$stamp" -nt "$lock" ]; then exit 0; fi
command -v npm >/dev/null 2>&1 || exit 0
mkdir -p .venv/npm
cp tests/outils/package.json "$lock" .venv/npm/
(cd .venv/npm && npm ci --ignore-scripts --no-audit --no-fund --silent)
touch "$stamp"
