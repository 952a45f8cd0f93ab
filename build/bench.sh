#!/bin/sh
# Measures, in the program's real window on the sample shop, how long an edit waits for its exact count.
# Needs what build/test.sh installs.
set -eu
cd "$(dirname "$0")/.."
./build/run.sh --no-run
exec node frontend/e2e/measure.mjs
