# Sourced by every tool script: where the toolchain lives, and which one compiles what.
# Everything that set-up installs stands under one cache folder outside the clone, so that a second clone is quick.

set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CACHE="${LOUDOU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/loudou}"
TARGETS="${LOUDOU_TARGET:-$CACHE/target}"
TRUNK_VERSION=0.21.14
WASM_TARGET=wasm32-unknown-unknown
# The command-line tool must be exactly the library's version, so Cargo.toml is the only place that names it.
BINDGEN_VERSION="$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' "$ROOT/Cargo.toml")"
export PATH="$CACHE/bin:$ROOT/tools/node_modules/.bin:$HOME/.cargo/bin:$PATH"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
export CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}"

# Two compilers may live side by side (see tools/setup.sh): native code takes the default one, wasm the one with the target.
native() { CARGO_TARGET_DIR="$TARGETS/native" "$@"; }
wasm() {
  if [ -e "$CACHE/wasm-toolchain" ]; then
    RUSTUP_TOOLCHAIN="$(cat "$CACHE/wasm-toolchain")" CARGO_TARGET_DIR="$TARGETS/wasm" "$@"
  else
    CARGO_TARGET_DIR="$TARGETS/wasm" "$@"
  fi
}
chromium_path() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" 2>/dev/null && return 0
  done
  return 1
}
say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
