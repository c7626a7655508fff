#!/bin/sh
# Runs every fuzz target, those behind a find too: fuzz.sh BUILD-DIR SECONDS.  Finds go to
# BUILD-DIR/found-NAME*; one that was mended becomes a file of fuzz/corpus/NAME/.
set -eu
cd "$(dirname "$0")/.."
build=$1 seconds=$2
[ -f "$build/build.ninja" ] || CC=clang meson setup "$build" -Dfuzz=true -Dtests=disabled \
  -Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debugoptimized \
  -Dc_args=-fsanitize=fuzzer-no-link
ninja -C "$build"
finds=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
for target in "$build"/fuzz/fuzz-*; do
  [ -f "$target" ] && [ -x "$target" ] || continue
  name=${target##*/fuzz-}
  mkdir -p "$build/corpus-$name"
  words=
  [ ! -f "fuzz/dict/$name.dict" ] || words=-dict=fuzz/dict/$name.dict
  "$target" $words -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="$build/found-$name-" "$build/corpus-$name" "fuzz/corpus/$name" || finds=1
done
exit $finds
