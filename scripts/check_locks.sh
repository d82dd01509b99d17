#!/bin/sh
# A lock names packages and hashes, and no place to get them from: that is the installing machine's choice.
set -eu
cd "$(dirname "$0")/.."

if grep -nE '"resolved"|https?://' package-lock.json; then
    echo "package-lock.json names an address: run \`make lock\`." >&2
    exit 1
fi
if grep -nE '^(--index-url|--extra-index-url|--find-links|-i )|@ https?://' \
    requirements.lock requirements-dev.lock scripts/*.lock; then
    echo "A requirements lock names an index: run \`make lock\`." >&2
    exit 1
fi
