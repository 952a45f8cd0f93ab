#!/bin/sh
# Builds KVN Mail and opens its window; installs the system libraries first if they are missing.
#   build/run.sh            build and open
#   build/run.sh --no-run   build only
# The binary is build/bin/kvnmail. Everything after --no-run or the options is given to it.
set -eu
cd "$(dirname "$0")/.."
. build/lib.sh

no_run=false
if [ "${1:-}" = --no-run ]; then no_run=true; shift; fi

need_go
ensure_webkit
build_interface
build_window
$no_run || exec build/bin/kvnmail "$@"
