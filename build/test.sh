#!/usr/bin/env bash
# Proves the product on a fresh machine: installs what tests need, then runs every check.
# Ends with "N passed, N failed" and exits 1 if anything failed.
#   build/test.sh          everything
#   build/test.sh go       only the Go part        (also: web, browser, window)
set -uo pipefail
cd "$(dirname "$0")/.."
. build/lib.sh

only=${1:-all}
passed=0 failed=0 broken=()
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT

wanted() { [ "$only" = all ] || [ "$only" = "$1" ]; }

# check NAME COMMAND...: runs it and counts one check; what it printed is shown when it fails.
check() {
	local name=$1 start=$SECONDS; shift
	if "$@" >"$log/out" 2>&1; then
		passed=$((passed + 1)); say "ok   $name ($((SECONDS - start)) s)"
	else
		failed=$((failed + 1)); broken+=("$name"); say "FAIL $name"; tail -n 200 "$log/out"
	fi
}

# count PATTERN_PASSED PATTERN_FAILED: adds the single tests that the last check printed.
count() {
	passed=$((passed + $(grep -cE -- "$1" "$log/out")))
	failed=$((failed + $(grep -cE -- "$2" "$log/out")))
}

ensure_test_tools() {
	local missing=()
	command -v Xvfb >/dev/null || missing+=(xvfb)
	command -v xdotool >/dev/null || missing+=(xdotool)
	command -v chromium >/dev/null || missing+=(chromium)
	command -v WebKitWebDriver >/dev/null || missing+=(webkit2gtk-driver)
	command -v xz >/dev/null || missing+=(xz-utils)
	command -v python3 >/dev/null || missing+=(python3)
	command -v dbus-run-session >/dev/null || missing+=(dbus)
	[ -x /usr/sbin/smtp-sink ] || missing+=(postfix)
	[ -n "$(fc-list :lang=hi 2>/dev/null)" ] || missing+=(fonts-noto-core)
	[ ${#missing[@]} = 0 ] || { say "installing ${missing[*]}"; apt_install "${missing[@]}"; }
}

gofmt_clean() { local bad; bad=$(gofmt -l main.go app backend frontend/*.go); [ -z "$bad" ] || { echo "$bad"; return 1; }; }
# The race detector makes the tests over half a million rows take many minutes, so those run without it.
race_tests() { go test -race -short -p 2 -timeout 15m -v ./...; }
full_tests() { go test -p 2 -timeout 15m ./...; }
static_build() { CGO_ENABLED=0 go build -o "$log/kvnmail" . && "$log/kvnmail" --version; }
compare_engines() { (cd build/bench && go vet ./compare && go run ./compare -people 5000 -runs 1); }
in_frontend() { (cd frontend && "$@"); }

need_go
ensure_webkit
ensure_test_tools

if wanted go; then
	check "gofmt" gofmt_clean
	check "go vet" go vet ./...
	check "staticcheck" go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	check "builds without cgo" static_build
	check "go test with the race detector" race_tests
	count '^ *--- PASS' '^ *--- FAIL'
	check "go test at full size" full_tests
	check "the engine and SQLite find the same people" compare_engines
fi

check "build" ./build/run.sh --no-run
if [ "$failed" -gt 0 ] && [ ! -x build/bin/kvnmail ]; then only=go; fi

if wanted web; then
	check "types" in_frontend npx tsc --noEmit
	check "eslint" in_frontend npx eslint .
	check "size of what is loaded" node build/size.mjs
	check "vitest" in_frontend env NO_COLOR=1 FORCE_COLOR=0 npx vitest run --reporter=verbose
	count '^ *✓' '^ *[×✗]'
fi
if wanted browser; then
	check "the main job in Chromium" node frontend/e2e/browser.mjs
	count '^ok ' '^not ok '
	check "the studio by mouse and by keyboard" node frontend/e2e/studio.mjs
	count '^ok ' '^not ok '
	check "an import mended, undone and by keyboard" node frontend/e2e/imports.mjs
	count '^ok ' '^not ok '
	check "every screen in every look" node frontend/e2e/screens.mjs
	count '^ok ' '^not ok '
fi
if wanted window; then
	check "the production binary in its window" node frontend/e2e/window.mjs
	count '^ok ' '^not ok '
fi

[ ${#broken[@]} = 0 ] || printf 'failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
