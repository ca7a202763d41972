#!/bin/sh
# Makes .venv with the exact versions of a lock file, then the command `guide`.
# usage: scripts/install.sh LOCK
# With uv when it is there; otherwise python -m venv, even on a Debian without python3-venv.
set -eu
lock=$1
stamp=.venv/.installed-$(basename "$lock")
if [ -f "$stamp" ] && [ "$stamp" -nt "$lock" ] && [ "$stamp" -nt pyproject.toml ]; then exit 0; fi

fail() { printf '%s\n' "installation : $1" >&2; exit 2; }

python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            python=$name
            break
        fi
    done
fi
[ -n "$python" ] || command -v uv >/dev/null 2>&1 || fail "il faut Python 3.11 ou plus récent (sur Debian : apt-get install python3)."

if command -v uv >/dev/null 2>&1; then
    [ -x .venv/bin/python ] || uv venv --quiet --python "${python:-3.11}" .venv
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
    uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
    if ! [ -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        rm -rf .venv
        # Debian ships venv without ensurepip; python3-venv adds it.
        if ! "$python" -c 'import ensurepip' >/dev/null 2>&1; then
            if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
                apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
            else
                fail "il manque le paquet python3-venv. Demandez : sudo apt-get install python3-venv — puis relancez la commande. (uv convient aussi.)"
            fi
        fi
        "$python" -m venv .venv
    fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
touch "$stamp"
