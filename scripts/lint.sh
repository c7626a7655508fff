#!/bin/sh
# All that reads the code without running it: lint.sh BUILD-DIR (made with clang if it is not there).
set -eu
cd "$(dirname "$0")/.."
build=$1
status=0
python3 scripts/check_modules.py || status=1
python3 scripts/check_code.py || status=1
sh scripts/clang_tidy.sh "$build" || status=1
sh scripts/cppcheck.sh || status=1
sh scripts/analyzer.sh || status=1
exit $status
