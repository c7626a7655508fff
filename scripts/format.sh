#!/bin/sh
# clang-format over all C of the project: format.sh check (changes nothing) or format.sh fix.
set -eu
cd "$(dirname "$0")/.."
find include src tests fuzz bench examples -name '*.[ch]' -print0 | sort -z |
  if [ "$1" = fix ]; then
    xargs -0 clang-format -i
  else
    xargs -0 clang-format --dry-run -Werror
  fi
