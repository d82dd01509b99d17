#!/bin/sh
# Finds any Python to run scripts/setup.py with; that script finds one new enough for the project.
set -eu
cd "$(dirname "$0")/.."

for python in python3 python3.14 python3.13 python3.12 \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python python; do
    if command -v "$python" >/dev/null 2>&1 \
        && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 6))' >/dev/null 2>&1; then
        exec "$python" -m scripts.setup "$@"
    fi
done

if command -v uv >/dev/null 2>&1; then
    exec uv run --no-project --python ">=3.12" python -m scripts.setup "$@"
fi

cat >&2 <<'MESSAGE'
There is no Python on this machine. Install Python 3.12 or later, for example
    apt-get install python3 python3-venv      (Debian 13, Ubuntu 24.04 or later)
    dnf install python3.12                    (Fedora, RHEL)
    brew install python                       (macOS)
and run `make setup` again.
MESSAGE
exit 1
