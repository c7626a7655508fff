#!/bin/sh
# cppcheck over the sources, without the unit tests, whose macros it cannot see through.
set -eu
cd "$(dirname "$0")/.."
find src fuzz -name '*.c' ! -name '*_test.c' | sort |
  cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability \
    --error-exitcode=1 --inline-suppr -j "$(nproc)" -Iinclude -Isrc -D_GNU_SOURCE -D__linux__ \
    --suppress=missingInclude --suppress=missingIncludeSystem --file-list=-
