#!/usr/bin/env bash
# Installs what building and testing need and what is missing here; does nothing the second time.
#   tools/setup.sh wasm    the compiler for wasm
#   tools/setup.sh build   what `make serve` and `make dist` need
#   tools/setup.sh test    that, and a browser with its driver
#   tools/setup.sh lighthouse    what `make dist` needs, and Lighthouse
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
WANT="${1:-build}"
DEBIAN_WASM=(rustc-web cargo-web rust-web-src rust-web-clippy lld-22)
DEBIAN_BROWSER=(chromium chromium-driver fonts-noto-cjk)
mkdir -p "$CACHE/bin"

stop() { printf '%s\n' "$*" >&2; exit 1; }

# System packages: installed where we may, else the one line that does it, and stop.
apt_install() {
  local line="apt-get update && apt-get install -y --no-install-recommends $*"
  if ! command -v apt-get >/dev/null; then
    stop "Please install with this system's package manager, then run this again: $*"
  elif [ "$(id -u)" != 0 ]; then
    stop "System packages are missing. Please run this line, then run this again:  sudo sh -c '$line'"
  fi
  say "Installing system packages: $* (about 30 s)"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$CACHE/apt.log" 2>&1 ||
    { tail -5 "$CACHE/apt.log" >&2; stop "That failed. Please run this line, then run this again:  $line"; }
}
missing_packages() {
  local pkg
  for pkg in "$@"; do dpkg-query -W -f='${Status}\n' "$pkg" 2>/dev/null | grep -q 'ok installed' || printf '%s\n' "$pkg"; done
}

command -v node >/dev/null && command -v npm >/dev/null || stop "Please install Node.js 20 or later with npm, then run this again."
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "Node.js is too old: 20 or later is needed, this is $(node --version)."
command -v cc >/dev/null || apt_install build-essential

# The browser for tests. Asked for first: who may not install it should hear so before anything long is built.
if [ "$WANT" = test ] && { ! chromium_path >/dev/null || ! command -v "${CHROMEDRIVER:-chromedriver}" >/dev/null; }; then
  apt_install "${DEBIAN_BROWSER[@]}"
fi

# --- the compiler for wasm
has_target() {
  local dir="$WASM_SYSROOT/lib/rustlib/$WASM_TARGET/lib"
  [ -e "$WASM_SYSROOT/in-use" ] || dir="$(rustc --print target-libdir --target "$WASM_TARGET" 2>/dev/null)" || return 1
  ls "$dir"/libstd-*.rlib >/dev/null 2>&1
}
# The standard library fits one compiler only: it is built anew when the system's compiler was updated.
debian_is_current() { [ "$(cat "$WASM_SYSROOT/in-use" 2>/dev/null)" = "$(/usr/bin/rustc -V 2>/dev/null)" ] && has_target; }

# Where rustup cannot download the target, Debian's own compiler can build the target's standard library from source.
# It stands in the cache, not in the system, and lives beside rustup's compiler without touching it.
wasm_by_debian() {
  command -v apt-get >/dev/null || stop "The wasm target could not be installed. Please run: rustup target add $WASM_TARGET"
  local packages
  mapfile -t packages < <(missing_packages "${DEBIAN_WASM[@]}")
  [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}"
  debian_is_current && return
  say "Building Rust's standard library for wasm, once (about 1 min)"
  local probe="$CACHE/std-probe" lib="$WASM_SYSROOT/lib/rustlib/$WASM_TARGET/lib"
  rm -rf "$WASM_SYSROOT" "$probe"
  mkdir -p "$lib" "$probe/src"
  : >"$probe/src/lib.rs"
  printf '[package]\nname = "stdprobe"\nversion = "0.0.0"\nedition = "2021"\n[lib]\n[workspace]\n' >"$probe/Cargo.toml"
  # Bitcode is embedded because link-time optimisation of the app needs it; test and proc_macro because tests and derives do.
  (cd "$probe" && env -u RUSTUP_TOOLCHAIN -u CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_DIR="$probe/target" RUSTC_BOOTSTRAP=1 \
    RUSTFLAGS=-Cembed-bitcode=yes PATH="/usr/bin:$PATH" \
    /usr/bin/cargo build -q --release --target "$WASM_TARGET" -Zbuild-std=std,panic_abort,proc_macro,test) ||
    stop "The standard library could not be built. Please run: rustup target add $WASM_TARGET"
  find "$probe/target/$WASM_TARGET/release/deps" -name '*.rlib' ! -name 'libstdprobe-*' -exec cp {} "$lib/" \;
  rm -rf "$probe"
  /usr/bin/rustc -V >"$WASM_SYSROOT/in-use"
}
if [ "${LOUDOU_WASM:-}" = debian ] || [ -e "$WASM_SYSROOT/in-use" ]; then
  debian_is_current || wasm_by_debian
elif ! has_target; then
  if command -v rustup >/dev/null; then
    say "Adding the wasm target (about 20 s)"
    rustup target add "$WASM_TARGET" >"$CACHE/rustup.log" 2>&1 || { echo "rustup cannot download it here: taking Debian's compiler instead."; wasm_by_debian; }
  else
    wasm_by_debian
  fi
fi
has_target || stop "The wasm target is still missing. Please run: rustup target add $WASM_TARGET"
command -v cargo >/dev/null || stop "Please install Rust (rustup.rs), then run this again."
if [ "$WANT" = test ]; then
  for tool in fmt:rustfmt:rustfmt-web clippy:clippy:rust-web-clippy; do
    IFS=: read -r command component package <<<"$tool"
    native cargo "$command" --version >/dev/null 2>&1 && continue
    if command -v rustup >/dev/null; then rustup component add "$component"; else apt_install "$package"; fi
  done
fi
[ "$WANT" != wasm ] || exit 0

# --- command-line tools, by exact version
version_of() { "$@" --version 2>/dev/null | sed 's/^[^0-9]*\([0-9.]*\).*/\1/' || true; }
# This one does not tell its version, so its place says it.
if [ ! -x "$CACHE/split-$SPLIT_VERSION/bin/wasm-split-cli" ]; then
  say "Building wasm-split-cli $SPLIT_VERSION, once (about 2 min on 2 cores)"
  CARGO_TARGET_DIR="$CACHE/target/tools" cargo install --quiet --locked "wasm_split_cli_support@$SPLIT_VERSION" --features build-binary --root "$CACHE/split-$SPLIT_VERSION"
fi
if [ "$(version_of wasm-bindgen)" != "$BINDGEN_VERSION" ] || [ "$(version_of wasm-bindgen-test-runner)" != "$BINDGEN_VERSION" ]; then
  say "Building wasm-bindgen $BINDGEN_VERSION, once (about 4 min on 2 cores)"
  CARGO_TARGET_DIR="$CACHE/target/tools" cargo install --quiet "wasm-bindgen-cli@$BINDGEN_VERSION" --root "$CACHE"
fi
# What the tools were compiled from is not needed again.
rm -rf "$CACHE/target/tools"

# --- npm parts, by their lock file; none needs its install script
npm_parts() {
  local installed="$1/node_modules/.installed"
  [ ! -e "$installed" ] || [ "$1/package-lock.json" -nt "$installed" ] || return 0
  say "Installing $2"
  npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error
  touch "$installed"
}
npm_parts "$ROOT/tools" "the npm build tools (about 20 s)"
[ "$WANT" != lighthouse ] || npm_parts "$ROOT/tools/lighthouse" "Lighthouse (185 MB, about 40 s)"
