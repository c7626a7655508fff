#!/bin/sh
# The demonstration: demo.sh VERBALE FOLDER.  Adds samples/ to a fresh archive in FOLDER, prints the
# ledger, one exchange with its evidence, and what a newspaper made of a letter.
set -eu
verbale=$1 folder=$2
mkdir -p "$folder"
archive=$folder/verbale.db
rm -f "$archive" "$archive-wal" "$archive-shm" "$archive-journal"

run() {
  echo
  echo "\$ verbale $*"
  "$verbale" --archive "$archive" "$@"
}

run add samples
run ledger --format table
# The exchange that most reports tell of.
id=$("$verbale" --archive "$archive" ledger --format jsonl | python3 -c '
import json, sys
rows = [json.loads(line) for line in sys.stdin]
print(max(rows, key=lambda row: len(row["reports"]))["id"])')
run show "$id"
run trace samples/23-faxa-gazette.html --format table
