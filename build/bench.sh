#!/bin/sh
# Measures, in the program's real window on a workspace of a million people and 20 million events, how long an
# edit, a drag, a key and a scroll wait for the screen. The workspace is made once and kept in build/bin.
# Needs what build/test.sh installs.
set -eu
cd "$(dirname "$0")/.."
people=${1:-1000000}
./build/run.sh --no-run
file=build/bin/bench-$people.kvnmail
[ -f "$file" ] || build/bin/kvnmail bench file --people "$people" --keep "$file"
exec node build/bench/interface.mjs "$file"
