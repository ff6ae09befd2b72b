#!/usr/bin/env bash
# Rebuilds the debug site on every change and serves it; Ctrl C ends both.
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
mkdir -p .build/site
node tools/serve.mjs .build/site &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
tools/build.sh watch
