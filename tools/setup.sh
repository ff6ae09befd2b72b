#!/usr/bin/env bash
# Installs what building and testing need and what is missing here; does nothing the second time.
#   tools/setup.sh build   what `make serve` and `make dist` need
#   tools/setup.sh test    that, and a browser with its driver
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
WANT="${1:-build}"
DEBIAN_WASM="rustc-web cargo-web rust-web-src rust-web-clippy lld-22"
DEBIAN_BROWSER="chromium chromium-driver fonts-noto-cjk"
mkdir -p "$CACHE/bin"

# --- system packages: installed where we may, else the one line that does it, and stop
apt_install() {
  local line="apt-get update && apt-get install -y --no-install-recommends $*"
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    say "Installing system packages: $* (about 30 s)"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$CACHE/apt.log" 2>&1 ||
      { tail -5 "$CACHE/apt.log"; echo "Could not install. Please run: $line"; exit 1; }
  elif command -v apt-get >/dev/null; then
    echo "System packages are missing and may not be installed by this user. Please run: sudo sh -c '$line'"; exit 1
  else
    echo "Please install with this system's package manager: $*"; exit 1
  fi
}
need() { command -v "$1" >/dev/null || { echo "Please install $1 first: $2"; exit 1; }; }
need node "Node.js 20 or later with npm"
need npm "Node.js 20 or later with npm"
command -v cc >/dev/null || apt_install build-essential

# --- the compiler for wasm
has_target() { local dir; dir="$(wasm "${1:-rustc}" --print target-libdir --target "$WASM_TARGET" 2>/dev/null)" && ls "$dir"/libstd-*.rlib >/dev/null 2>&1; }
wasm_by_debian() {
  command -v apt-get >/dev/null || { echo "The wasm target could not be installed. Please run: rustup target add $WASM_TARGET"; exit 1; }
  local pkg missing=""
  for pkg in $DEBIAN_WASM; do dpkg -s "$pkg" >/dev/null 2>&1 || missing="$missing $pkg"; done
  # shellcheck disable=SC2086
  [ -z "$missing" ] || apt_install $missing
  local libdir=/usr/lib/rustlib/$WASM_TARGET/lib
  if ! ls $libdir/libstd-*.rlib >/dev/null 2>&1; then
    say "Building Rust's standard library for wasm, once (about 1 min)"
    local probe="$CACHE/std-probe"
    rm -rf "$probe" && mkdir -p "$probe/src" && : >"$probe/src/lib.rs"
    printf '[package]\nname = "stdprobe"\nversion = "0.0.0"\nedition = "2021"\n[lib]\n[workspace]\n' >"$probe/Cargo.toml"
    # Bitcode is embedded because link-time optimisation of the app needs it.
    (cd "$probe" && env -u RUSTUP_TOOLCHAIN -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes PATH="/usr/bin:$PATH" \
      /usr/bin/cargo build -q --release --target "$WASM_TARGET" -Zbuild-std=std,panic_abort,proc_macro,test)
    mkdir -p "$libdir"
    find "$probe/target/$WASM_TARGET/release/deps" -name '*.rlib' ! -name 'libstdprobe-*' -exec cp {} "$libdir/" \;
    rm -rf "$probe"
  fi
  local host; host="$(/usr/bin/rustc -vV | sed -n 's/^host: //p')"
  mkdir -p "/usr/lib/rustlib/$host/bin"
  [ -e "/usr/lib/rustlib/$host/bin/rust-lld" ] || ln -s /usr/bin/lld-22 "/usr/lib/rustlib/$host/bin/rust-lld"
  if command -v rustup >/dev/null; then rustup toolchain link debian /usr 2>/dev/null || true; echo debian >"$CACHE/wasm-toolchain"; fi
}
if ! has_target; then
  rm -f "$CACHE/wasm-toolchain"
  if command -v rustup >/dev/null && ! has_target; then
    say "Adding the wasm target (about 20 s)"
    rustup target add "$WASM_TARGET" >"$CACHE/rustup.log" 2>&1 || { echo "rustup cannot download it here; falling back to Debian's compiler."; wasm_by_debian; }
  elif ! has_target; then
    wasm_by_debian
  fi
  has_target || { echo "The wasm target is still missing. Please run: rustup target add $WASM_TARGET"; exit 1; }
fi
need cargo "Rust, https://rustup.rs"

# --- command-line tools, by exact version
version_of() { "$@" --version 2>/dev/null | sed 's/^[^0-9]*\([0-9.]*\).*/\1/'; }
if [ "$(version_of trunk)" != "$TRUNK_VERSION" ]; then
  say "Building trunk $TRUNK_VERSION, once (about 5 min on 2 cores)"
  CARGO_TARGET_DIR="$CACHE/target/tools" cargo install --quiet --locked "trunk@$TRUNK_VERSION" --no-default-features --features rustls --root "$CACHE"
fi
if [ "$(version_of wasm-bindgen)" != "$BINDGEN_VERSION" ] || ! command -v wasm-bindgen-test-runner >/dev/null; then
  say "Building wasm-bindgen $BINDGEN_VERSION, once (about 3 min on 2 cores)"
  CARGO_TARGET_DIR="$CACHE/target/tools" cargo install --quiet "wasm-bindgen-cli@$BINDGEN_VERSION" --root "$CACHE"
fi

# --- npm parts, by their lock file
if [ ! -e "$ROOT/tools/node_modules/.installed" ] || [ "$ROOT/tools/package-lock.json" -nt "$ROOT/tools/node_modules/.installed" ]; then
  say "Installing the npm build tools (about 20 s)"
  npm ci --prefix "$ROOT/tools" --no-audit --no-fund --loglevel=error
  touch "$ROOT/tools/node_modules/.installed"
fi

# --- the browser for tests
if [ "$WANT" = test ]; then
  if ! chromium_path >/dev/null || ! command -v chromedriver >/dev/null; then
    # shellcheck disable=SC2086
    apt_install $DEBIAN_BROWSER
  fi
fi
