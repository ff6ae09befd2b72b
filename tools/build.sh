#!/usr/bin/env bash
# Builds the site.
#   tools/build.sh         the release, into dist/; nothing is done when no source is newer
#   tools/build.sh debug   into .build/site/, for `make dev`: quick to build, large to load
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
MODE="${1:-release}"

if [ "$MODE" = debug ]; then
  wasm trunk "${LOUDOU_TRUNK:-build}" --dist .build/site
  exit
fi

# Compared with the moment the last build began: what was edited while it ran is newer. Folders count as sources too: a
# deleted file makes its folder newer.
stamp=.build/release
newer="$(find src style public index.html Trunk.toml Cargo.toml Cargo.lock tools/*.mjs tools/charts.js tools/build.sh tools/package-lock.json \
  -newer "$stamp" -print -quit 2>/dev/null || echo all)"
if [ -e dist/index.html ] && [ -e "$stamp" ] && [ -z "$newer" ]; then
  echo "dist/ is up to date"
  exit
fi
say "Building the release (about 4 min the first time on 2 cores)"
mkdir -p .build
: >"$stamp.begun"
wasm trunk build --release --locked
mv -f "$stamp.begun" "$stamp"
