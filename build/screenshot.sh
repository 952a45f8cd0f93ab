#!/bin/sh
# Makes build/screenshot.png, the README's picture: the segment studio of the sample shop in the program's real window.
# Needs what build/test.sh installs.
set -eu
cd "$(dirname "$0")/.."
./build/run.sh --no-run
exec node frontend/e2e/screenshot.mjs build/screenshot.png
