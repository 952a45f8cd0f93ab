# Steps that the scripts in this folder share. Source it from the repository's root.

say() { printf '==> %s\n' "$*" >&2; }

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"
	elif command -v sudo >/dev/null; then sudo "$@"
	else say "please run as root: $*"; exit 1; fi
}

need_go() { command -v go >/dev/null || { say "Go 1.26 or later is needed: https://go.dev/dl/"; exit 1; }; }
need_npm() { command -v npm >/dev/null || { say "Node.js 20.19 or later is needed: https://nodejs.org/"; exit 1; }; }

# have_library NAME: is a system library ready to build with?
have_library() { command -v pkg-config >/dev/null && pkg-config --exists "$1"; }

# apt_install PACKAGE...: from Debian's archive, quietly.
apt_install() {
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# ensure_webkit: what the window is built with (Debian 12+, Ubuntu 22.04+, Fedora, Arch).
ensure_webkit() {
	if command -v gcc >/dev/null && have_library gtk+-3.0 && have_library webkit2gtk-4.1; then return; fi
	say "installing GTK and WebKit development libraries"
	if command -v apt-get >/dev/null; then apt_install gcc libc6-dev pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev
	elif command -v dnf >/dev/null; then as_root dnf install -y gcc pkgconf gtk3-devel webkit2gtk4.1-devel
	elif command -v pacman >/dev/null; then as_root pacman -S --needed --noconfirm gcc pkgconf gtk3 webkit2gtk-4.1
	else say "unknown package manager: install GTK 3 and WebKitGTK 4.1 development packages"; exit 1; fi
}

# ensure_modules: node packages as the lock file says, again whenever it changes.
ensure_modules() {
	need_npm
	if [ ! -f frontend/node_modules/.package-lock.json ] || [ frontend/package-lock.json -nt frontend/node_modules/.package-lock.json ]; then
		say "installing the interface's packages"
		(cd frontend && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json)
	fi
}

# make_bindings: TypeScript for every bound Go method, whenever one changed.
make_bindings() {
	stamp=frontend/wailsjs/go/models.ts
	if [ -f "$stamp" ] && [ -z "$(find app/bind_*.go go.mod -newer "$stamp" | head -1)" ]; then return; fi
	say "making the TypeScript bindings"
	out=$(CGO_ENABLED=0 go run -tags bindings . 2>&1) || { printf '%s\n' "$out" >&2; exit 1; }
	touch "$stamp"
}

# build_interface: frontend/dist/app, if a source is newer than it.
build_interface() {
	made=frontend/dist/app/index.html
	if [ -f "$made" ] && [ -z "$(find frontend/src frontend/public frontend/index.html frontend/vite.config.ts frontend/package-lock.json app/bind_*.go -newer "$made" 2>/dev/null | head -1)" ]; then return; fi
	make_bindings
	ensure_modules
	say "building the interface"
	(cd frontend && npm run build --silent)
}

# build_window: the production binary with its window.
build_window() {
	say "building build/bin/kvnmail"
	mkdir -p build/bin
	go build -trimpath -tags "desktop,production,webkit2_41" -ldflags "-s -w" -o build/bin/kvnmail .
}
