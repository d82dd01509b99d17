#!/bin/sh
# Renews the locks: for every Python from 3.12 on and every platform, with hashes, without an index.
# Arguments go to uv, for example --upgrade or --upgrade-package django.
set -eu
cd "$(dirname "$0")/.."

uv=$(.venv/bin/python -c 'from scripts.interpreters import find_uv; print(find_uv()[0] or "")')
if [ -z "$uv" ]; then
    echo "uv is needed to renew the locks and could not be installed." >&2
    exit 1
fi

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.12 --generate-hashes \
        --no-emit-index-url --custom-compile-command "make lock" "$@"
}

compile pyproject.toml --output-file requirements.lock "$@"
compile pyproject.toml --group dev --constraints requirements.lock \
    --output-file requirements-dev.lock "$@"
compile pyproject.toml --extra s3 --constraints requirements.lock \
    --output-file requirements-s3.lock "$@"
compile --group node --output-file scripts/requirements-node.lock "$@"
printf 'uv\n' | compile - --output-file scripts/requirements-uv.lock "$@"
npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
# Where to give money is not how to install; a lock names no address at all.
.venv/bin/python - <<'PYTHON'
import json
from pathlib import Path

path = Path("package-lock.json")
lock = json.loads(path.read_text(encoding="utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
PYTHON
sh scripts/check_locks.sh
