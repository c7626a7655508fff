#!/bin/sh
# The library in four threads and `verbale add --threads 4` under the thread sanitizer: tsan.sh BUILD
# The first data race ends the run with status 66.
set -eu
build=$1
[ -f "$build/build.ninja" ] || meson setup "$build" -Db_sanitize=thread -Db_lundef=false \
  -Dbuildtype=debugoptimized -Dtests=disabled >/dev/null
ninja -C "$build" tests/test-threads src/cli/verbale
TSAN_OPTIONS=halt_on_error=1:exitcode=66
export TSAN_OPTIONS
archive=$build/tsan.db
rm -f "$archive"
"$build/tests/test-threads" samples/[0-9]*
"$build/src/cli/verbale" --archive "$archive" add --threads 4 samples
rm -f "$archive"
echo "no data race"
