#!/usr/bin/env python3
"""Two sets of figures side by side.

compare.py OLD.json NEW.json             what `make bench` wrote at two commits
compare.py --run OLD_BINARY NEW_BINARY   runs two programs in turn, for machines that are never quiet

A ratio is new to old.  The interval beside it is what the rounds allow: from the lowest new to the
highest old, and the reverse.  Only where it leaves out 1.00 does the last column say which is
better.  --run takes processor time of pairs of runs, old and new in alternating order, and gives
the median ratio of the pairs with its distribution-free 95 % interval.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = 1


def load(path):
    try:
        figures = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        sys.exit(f"{path}: {error}")
    if not isinstance(figures, dict) or figures.get("schema") != SCHEMA:
        sys.exit(f"{path}: not a file of bench/run.py, schema {SCHEMA}")
    return figures


def verdict(low, high, better):
    if low <= 1 <= high:
        return ""
    return "better" if (low > 1) == (better == "higher") else "WORSE"


def ratio_of(old, new):
    """(ratio of the medians, lowest, highest that the rounds allow); None if there is none."""
    if not old["min"] > 0 or not new["min"] > 0:
        return None
    return new["median"] / old["median"], new["min"] / old["max"], new["max"] / old["min"]


def print_head(name, figures):
    changed = " with changes" if figures["changed"] else ""
    print(f"{name}: {(figures['commit'] or '?')[:12]}{changed}, {figures['date']}, "
          f"{figures['compiler']}, load {figures['load_before'][0]:.1f}")


def compare(old_path, new_path):
    old, new = load(old_path), load(new_path)
    print_head("old", old)
    print_head("new", new)
    for what in ("cpu", "input", "compiler"):
        if old[what] != new[what]:
            print(f"NOT COMPARABLE: {what} differs: {old[what]}, {new[what]}")
    print(f"\n{'':36} {'old':>10} {'new':>10} {'':12} ratio  interval")
    for name in [*old["figures"], *(n for n in new["figures"] if n not in old["figures"])]:
        a, b = old["figures"].get(name), new["figures"].get(name)
        ratio = a and b and ratio_of(a, b)
        if not ratio:
            print(f"{name:36} only in the {'old' if a else 'new'}" if not (a and b) else f"{name:36} zero")
            continue
        print(f"{name:36} {a['median']:10.4g} {b['median']:10.4g} {a['unit']:12} {ratio[0]:5.2f}  "
              f"{ratio[1]:.2f} to {ratio[2]:.2f}  {verdict(*ratio[1:], a['better'])}".rstrip())
    return 0


def processor_seconds(command):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: some input was bad, the same for both
        sys.exit(f"{command[0]}: exit status {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def median_interval(values):
    """Median, and the 95 % interval by order statistics (the extremes below six values)."""
    values = sorted(values)
    n = len(values)
    skip, tail, term = 0, 0.0, 0.5**n
    for k in range(n // 2):
        tail += term
        if tail > 0.025:
            break
        skip, term = k, term * (n - k) / (k + 1)
    middle = (values[(n - 1) // 2] + values[n // 2]) / 2
    return middle, values[skip], values[n - 1 - skip]


def run_pair(programs, arguments, flip):
    """Processor seconds of old and new; `flip` runs the new one first."""
    seconds = [0.0, 0.0]
    for i in (1, 0) if flip else (0, 1):
        with tempfile.TemporaryDirectory(prefix="verbale-bench-") as folder:
            command = [programs[i], "--archive", f"{folder}/a.db", *arguments]
            seconds[i] = processor_seconds(command)
    return seconds


def run(programs, rounds, paths):
    programs = [os.path.abspath(p) for p in programs]
    for command in (["read", "--threads", "1"], ["add", "--quiet", "--threads", "1"]):
        arguments = [*command, *paths]
        run_pair(programs, arguments, False)  # warms caches
        pairs = [run_pair(programs, arguments, k % 2) for k in range(rounds)]
        old, new = (sorted(p[i] for p in pairs)[rounds // 2] for i in (0, 1))
        ratio, low, high = median_interval([b / a for a, b in pairs])
        print(f"{command[0]:6} {old:8.3f} s {new:8.3f} s  ratio {ratio:.3f}, {low:.3f} to {high:.3f}"
              f"  {verdict(low, high, 'lower')}".rstrip(), flush=True)
    return 0


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--run", action="store_true", help="OLD and NEW are programs, not files")
    arguments.add_argument("--rounds", type=int, default=11, help="pairs of runs (11)")
    arguments.add_argument("old")
    arguments.add_argument("new")
    arguments.add_argument("paths", nargs="*", metavar="PATH", help="what they read (samples)")
    options = arguments.parse_args()
    if options.run:
        paths = options.paths or [str(ROOT / "samples")]
        return run((options.old, options.new), max(options.rounds, 1), paths)
    return compare(options.old, options.new)


if __name__ == "__main__":
    sys.exit(main())
