#!/bin/sh
# The installed library as its users meet it: header, archive and verbale.pc only.  installed.sh PREFIX
set -eu
prefix=$1
root=$(cd "$(dirname "$0")/.." && pwd)
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name verbale.pc)")
export PKG_CONFIG_PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The header alone, pedantically, in both languages and by both compilers.
for compiler in 'gcc -std=c11 -x c' 'clang -std=c11 -x c' 'g++ -std=c++11 -x c++' 'clang++ -std=c++11 -x c++'; do
  command -v "${compiler%% *}" >/dev/null || continue
  # shellcheck disable=SC2046,SC2086 # lists of options
  ${compiler} -Wall -Wextra -Wpedantic -Werror -fsyntax-only $(pkg-config --cflags verbale) \
    -include verbale.h /dev/null
done

# The example, built by what verbale.pc says, prints what was written by hand.
# shellcheck disable=SC2046 # a list of options
cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$root/examples/ledger_lines.c" -o "$work/ledger_lines" \
  $(pkg-config --cflags --libs verbale jansson)
cd "$root"
grep -v '^#' examples/ledger_lines.expected >"$work/expected"
"$work/ledger_lines" samples/[0-9]* | diff "$work/expected" -
