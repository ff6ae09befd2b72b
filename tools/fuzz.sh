#!/usr/bin/env bash
# Fuzzes what reads foreign files, FUZZ_SECONDS (60) per target; without an argument all targets. Crashes land in fuzz/artifacts/: each becomes a named test.
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
seconds="${FUZZ_SECONDS:-60}"
if ! command -v cargo-fuzz >/dev/null && [ ! -x "$CACHE/bin/cargo-fuzz" ]; then
  say "Installing cargo-fuzz (some 2 min)"
  cargo install --locked cargo-fuzz --root "$CACHE"
fi
export PATH="$CACHE/bin:$PATH"
seeds() {
  local into="fuzz/corpus/$1"
  mkdir -p "$into"
  case "$1" in
    workspace) cp tests/fixtures/*.json "$into/" ;;
    text_table) cp tests/fixtures/table/*.csv "$into/" ;;
    xlsx) cp tests/fixtures/table/*.xlsx "$into/" ;;
  esac
}
# The sanitizers need a nightly compiler; panics, hangs and memory are found without them.
for target in ${1:-workspace text_table xlsx vcard sealed}; do
  say "Fuzzing $target for $seconds s"
  seeds "$target"
  RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$TARGETS/fuzz" cargo fuzz run --sanitizer none "$target" -- \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1
done
