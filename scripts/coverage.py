#!/usr/bin/env python3
"""What the tests run of the code: coverage.py BUILD [--least PERCENT]

Reads the counters that a build with -Db_coverage=true left after its tests (gcovr), prints lines,
functions and branches by module and in all, then the lines that no test reached of each file below
the limit.  Exit status 1 if fewer lines in all were run than `--least`, 85 % unless told.
Branches are a measure, not a goal: half of them are the compiler's own.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = {"line": "lines", "function": "functions", "branch": "branches"}
# Fixtures are headers of tests; the rest of what is built is not the program.
COMMAND = ["gcovr", "--root", str(ROOT), "--filter", "src/", "--exclude", r".*_test\.c",
           "--exclude", r".*fixture\.h", "--exclude", r".*expect\.h", "--json"]


def files_of(build):
    said = subprocess.run([*COMMAND, "--object-directory", build, build], cwd=ROOT, check=True,
                          capture_output=True, text=True)
    return json.loads(said.stdout)["files"]


def counts_of(files):
    """file -> kind -> (reached, in all), and file -> lines not reached."""
    counts, missed = {}, {}
    for file in files:
        lines = [line for line in file["lines"] if not (line["gcovr/noncode"] or line["gcovr/excluded"])]
        branches = [branch for line in lines for branch in line["branches"]]
        of_kind = {"line": lines, "function": file.get("functions", []), "branch": branches}
        name = file["file"]
        counts[name] = {}
        for kind, items in of_kind.items():
            hits = [item.get("count", item.get("execution_count", 0)) for item in items]
            counts[name][kind] = (sum(n > 0 for n in hits), len(hits))
        missed[name] = [line["line_number"] for line in lines if not line["count"]]
    return counts, missed


def percent(reached, total):
    return 100 * reached / total if total else 100.0


def row(name, counts):
    cells = (f"{percent(*counts[k]):7.1f} % {counts[k][0]:6} of {counts[k][1]:5}" for k in KINDS)
    print(f"{name:12}" + " ".join(cells))


def add(totals, counts):
    for kind in KINDS:
        totals[kind] = tuple(a + b for a, b in zip(totals[kind], counts[kind]))


def ranges(numbers):
    """[3, 4, 5, 9] -> 3-5, 9"""
    out = []
    for n in numbers:
        if out and n == out[-1][1] + 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("build")
    arguments.add_argument("--least", type=float, default=85)
    options = arguments.parse_args()
    counts, missed = counts_of(files_of(options.build))
    modules = collections.defaultdict(lambda: {kind: (0, 0) for kind in KINDS})
    for name, of_file in counts.items():
        add(modules[name.split("/")[1]], of_file)
        add(modules["in all"], of_file)
    print(f"{'':12}" + "".join(f"{kinds:>25}" for kinds in KINDS.values()))
    for module in sorted(modules, key=lambda m: (m == "in all", m)):
        row(module, modules[module])
    for name, of_file in sorted(counts.items()):
        share = percent(*of_file["line"])
        if share < options.least:
            print(f"{name}: {share:.0f} % of lines; not run: {ranges(missed[name])}")
    share = percent(*modules["in all"]["line"])
    if not share or share < options.least:
        print(f"coverage: {share:.1f} % of lines is less than {options.least:g} %")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
