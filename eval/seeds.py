#!/usr/bin/env python3
"""The seeds: five real captures through the whole path, every check of score_seeds.py.

This line is a gate: it fails the run unless all checks hold.
"""

import os
import re
import subprocess
import sys
import time

import common


def measure(place):
    captures = os.path.normpath(place.set(os.pardir, "seeds"))
    gold = place.set("seeds", "gold.json")
    if not os.path.exists(gold) or not os.path.isdir(captures):
        return [common.Line("seeds", None, {}, note="absent")]
    begin = time.monotonic()
    command = [sys.executable, place.set("seeds", "score_seeds.py"), place.verbale, captures, gold,
               "--trace"]
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.monotonic() - begin
    said = done.stdout.strip().split("\n")[-1]
    counts = re.search(r"(\d+) of (\d+) checks hold", said)
    if not counts:
        failure = (done.stderr.strip() or said).split("\n")[-1]
        return [common.Line("seeds", None, {}, ok=False, note="no score: " + failure[:200])]
    held, checks = int(counts.group(1)), int(counts.group(2))
    figures = [("checks", f"{held}/{checks}"), ("s", seconds)]
    note = "" if held == checks else said.split(" | ")[0]
    return [common.Line("seeds", 5, figures, ok=held == checks, note=note)]


if __name__ == "__main__":
    common.main(measure, __doc__)
