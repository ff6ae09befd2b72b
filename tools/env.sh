# Sourced by every tool script: where the toolchain lives, and which compiler builds what.
# Everything that set-up installs stands under one cache folder outside the clone, so that a second clone is quick.
#   LOUDOU_CACHE    that folder; default ~/.cache/loudou
#   LOUDOU_TARGET   compiled code; default a folder in the cache
#   LOUDOU_WASM     "debian" makes set-up take Debian's compiler for wasm even where rustup could serve

set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CACHE="${LOUDOU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/loudou}"
TARGETS="${LOUDOU_TARGET:-$CACHE/target}"
SPLIT_VERSION=0.2.4
WASM_TARGET=wasm32-unknown-unknown
WASM_SYSROOT="$CACHE/wasm-sysroot"
# The command-line tool must be exactly the library's version, so Cargo.toml is the only place that names it.
BINDGEN_VERSION="$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' "$ROOT/Cargo.toml")"
export PATH="$CACHE/bin:$CACHE/split-$SPLIT_VERSION/bin:$ROOT/tools/node_modules/.bin:$HOME/.cargo/bin:$PATH"
export CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}"
cd "$ROOT"

# Native code takes the usual compiler. Wasm takes the same, or Debian's where set-up had to fall back: its standard
# library then stands in the cache. Flags are separated by the unit separator, because paths may hold spaces.
# Erased components make a smaller wasm, and quicker builds; all wasm builds have the same flags, so that they share dependencies.
native() { CARGO_TARGET_DIR="$TARGETS/native" "$@"; }
wasm() {
  local path="$PATH" flags="--cfg"$'\x1f'"erase_components"
  # Searching takes sixteen bytes at a time; every browser that knows the stylesheet's light-dark() knows these instructions.
  flags="$flags"$'\x1f'"-Ctarget-feature=+simd128"
  # Messages of panics name source files; whose machine they stood on is of no interest.
  flags="$flags"$'\x1f'"--remap-path-prefix=$CARGO_HOME=cargo"
  if [ -e "$WASM_SYSROOT/in-use" ]; then
    path="$CACHE/bin:$CACHE/split-$SPLIT_VERSION/bin:$ROOT/tools/node_modules/.bin:/usr/bin:$PATH"
    flags="$flags"$'\x1f'"--sysroot=$WASM_SYSROOT"$'\x1f'"-Clinker=wasm-ld-22"
  fi
  env PATH="$path" CARGO_TARGET_DIR="$TARGETS/wasm" CARGO_ENCODED_RUSTFLAGS="$flags" "$@"
}
chromium_path() {
  local name
  [ -z "${CHROMIUM:-}" ] || { printf '%s\n' "$CHROMIUM"; return 0; }
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" 2>/dev/null && return 0
  done
  return 1
}
say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
