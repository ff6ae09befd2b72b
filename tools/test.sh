#!/usr/bin/env bash
# Runs the checks named, or all of them, in this order; every part's time is printed, and the last line is the sum.
#   tools/test.sh [fmt clippy clippy-wasm native storage build e2e axe soak size]
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
PARTS=("$@")
[ ${#PARTS[@]} -gt 0 ] || PARTS=(fmt clippy clippy-wasm native storage build e2e axe soak size)

# Native parts need nothing but Rust.
case " ${PARTS[*]} " in
  *" clippy-wasm "* | *" storage "* | *" build "* | *" e2e "* | *" axe "* | *" soak "*) tools/setup.sh test ;;
esac

browser_tests() { CHROMIUM="$(chromium_path)" node --test --test-concurrency="${LOUDOU_BROWSERS:-2}" --test-reporter=spec "$@"; }
# A shared machine may be slow: the runner's own limit of 20 s is for one test page.
storage_tests() {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner CHROMEDRIVER="$(command -v "${CHROMEDRIVER:-chromedriver}")" \
    WASM_BINDGEN_TEST_TIMEOUT=300 wasm cargo test --locked --no-default-features --target "$WASM_TARGET" --test storage
}
journeys() { find tests/e2e -name '*.test.mjs' ! -name 'axe*' | sort; }

part() {
  case "$1" in
    fmt) cargo fmt --check ;;
    clippy) native cargo clippy --quiet --locked --all-targets -- -D warnings ;;
    clippy-wasm) wasm cargo clippy --quiet --locked --lib --bins --test storage --target "$WASM_TARGET" -- -D warnings ;;
    native) native cargo test --locked --no-fail-fast ;;
    storage) storage_tests ;;
    build) tools/build.sh ;;
    e2e) mapfile -t files < <(journeys) && browser_tests "${files[@]}" ;;
    axe) browser_tests tests/e2e/axe*.test.mjs ;;
    soak) browser_tests tests/soak/soak.test.mjs ;;
    size) node tools/size.mjs ;;
    *) echo "There is no part named $1"; return 2 ;;
  esac
}

# Test runners' own sums: cargo and wasm-bindgen-test, node's reporters, and the line this script ends with.
counts() {
  awk '
    /^test result: / { for (i = 1; i <= NF; i++) { if ($i ~ /^passed/) p += $(i-1); if ($i ~ /^failed/) f += $(i-1) } }
    /^(ℹ|#) pass [0-9]+$/ { p += $3 }
    /^(ℹ|#) (fail|cancelled) [0-9]+$/ { f += $3 }
    /^[0-9]+ passed, [0-9]+ failed$/ { p += $1; f += $3 }
    END { print p + 0, f + 0 }' "$1"
}

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
passed=0 failed=0 table=""
for name in "${PARTS[@]}"; do
  say "$name"
  start=$SECONDS code=0
  # In a shell of its own: `set -e` stays in force there, which it would not in a condition.
  (set +e; (set -e; part "$name") 2>&1 | tee "$log"; exit "${PIPESTATUS[0]}") || code=$?
  read -r p f < <(counts "$log")
  case "$name" in
    # One check, no tests to count.
    fmt | clippy | clippy-wasm | build) p=0 f=0; if [ "$code" = 0 ]; then p=1; else f=1; fi ;;
    # Dying without a count, or finding no test at all, is a failure too.
    *) if [ "$f" = 0 ] && { [ "$code" != 0 ] || [ "$p" = 0 ]; }; then f=1; fi ;;
  esac
  passed=$((passed + p)) failed=$((failed + f))
  table+="$(printf '%-14s %5d passed %5d failed %5d s' "$name" "$p" "$f" $((SECONDS - start)))"$'\n'
  echo "-- $name: $((SECONDS - start)) s"
done
printf '\n%s\n%d passed, %d failed\n' "$table" "$passed" "$failed"
[ "$failed" = 0 ]
