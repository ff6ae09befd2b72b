#!/usr/bin/env bash
# Builds the site.
#   tools/build.sh         the release, into dist/; nothing is done when no source is newer
#   tools/build.sh debug   into .build/site/: quick to build, large to load
#   tools/build.sh watch   the same again on every change, for `make dev`
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
MODE="${1:-release}"

if [ "$MODE" != release ]; then
  mkdir -p .build
  wasm node tools/site.mjs "$MODE"
  exit
fi

# Compared with the moment the last build began: what was edited while it ran is newer. Folders count as sources too: a
# deleted file makes its folder newer.
stamp=.build/release
newer="$(find src style public page index.html Cargo.toml Cargo.lock tools/site.mjs tools/precache.mjs tools/serve.mjs tools/build.sh tools/env.sh tools/package-lock.json \
  -newer "$stamp" -print -quit 2>/dev/null || echo all)"
if [ -e dist/index.html ] && [ -e "$stamp" ] && [ -z "$newer" ]; then
  echo "dist/ is up to date"
  exit
fi
say "Building the release (about 5 min the first time on 2 cores)"
mkdir -p .build
: >"$stamp.begun"
wasm node tools/site.mjs release
mv -f "$stamp.begun" "$stamp"
