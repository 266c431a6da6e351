#!/usr/bin/env bash
# Makes docs/report.png: the page of a story of fixtures/ as Chromium shows it.
#   docs/screenshot.sh [recoupe] [story]
set -euo pipefail
cd "$(dirname "$0")/.."
recoupe=${1:-target/release/recoupe}
story=${2:-fixtures/fr/effondrement}
page=$(mktemp --suffix=.html)
trap 'rm -f "$page"' EXIT
"$recoupe" audit "$story" --isolated --quiet --fail-on never --format html -o "$page"
chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1100,2200 \
    --screenshot=docs/report.png "file://$page" 2>/dev/null
[ "$(wc -c <docs/report.png)" -lt 300000 ] || { echo "docs/report.png: over 300 kB"; exit 1; }
