#!/bin/sh
# clang-tidy over the sources: clang_tidy.sh BUILD-DIR.  .clang-tidy says which checks, and why.
# Criterion's macros are not ours to judge, so the unit tests are left out.
set -eu
cd "$(dirname "$0")/.."
[ -f "$1/build.ninja" ] || CC=clang meson setup "$1" -Dwerror=true -Dbuildtype=debugoptimized >/dev/null
# Generated sources must exist to be read.
ninja -C "$1" --quiet
find src fuzz eval bench -name '*.c' ! -name '*_test.c' -print0 | sort -z |
  xargs -0 -n 4 -P "$(nproc)" clang-tidy --quiet -p "$1" 2>/dev/null
