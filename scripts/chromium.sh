#!/bin/sh
# Prints the path of a Chromium for the browser tests, or says how to get one.
for program in "${PILIT_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    /usr/bin/chromium; do
    if [ -n "$program" ] && found=$(command -v "$program"); then
        echo "$found"
        exit 0
    fi
done

cat >&2 <<'MESSAGE'
The browser tests need Chromium, and there is none on this machine. Install it, for example
    apt-get install chromium fonts-noto-cjk
or name one that is not found by itself: PILIT_CHROMIUM=/path/to/chromium make test-browser
`make test-fast` runs the tests that need no browser.
MESSAGE
exit 1
