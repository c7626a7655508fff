#!/bin/sh
# gcc's analyzer, which follows paths, over the sources without the unit tests; any warning fails.
# A false alarm is silenced at its line: #pragma GCC diagnostic, and the reason.  Assertions stay in:
# they tell the analyzer what holds.  -O1 sees more than -O0; -O2 moves padding about and takes it
# for values.  Left out:
#   use-of-uninitialized-value   gcc 12 takes members that an initializer leaves out for unset (they
#                                are zero) and names no line; clang's analyzer follows the same
set -eu
cd "$(dirname "$0")/.."
flags=$(pkg-config --cflags libcrypto libxml-2.0 smartcols sqlite3 jansson uchardet)
# shellcheck disable=SC2086 # a list of options
find src fuzz eval bench -name '*.c' ! -name '*_test.c' -print0 | sort -z |
  nice xargs -0 -n 1 -P "$(nproc)" gcc -O1 -fanalyzer -Werror \
    -Wno-analyzer-use-of-uninitialized-value -S -o /dev/null -std=gnu17 \
    -D_GNU_SOURCE -DVB_VERSION='"analyzer"' -fno-strict-aliasing -Iinclude -Isrc $flags
