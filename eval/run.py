#!/usr/bin/env python3
"""`make eval`: one table, a line for each set that verbale can do so far.

    eval/run.py [VERBALE] [--only NAME ...] [--errors DIR]

Also writes build/eval/results.json; `--against FILE` shows what changed since another such file.
Exit status 1 if a gate does not hold or a set that is there could not be measured.
"""

import json
import os
import sys

import articles
import common
import exchanges
import pan
import seeds
import statements
import times
import trace_tracks

ADAPTORS = {"seeds": seeds, "exchanges": exchanges, "articles": articles, "times": times,
            "statements": statements, "traces": trace_tracks, "pan": pan}


def lines_of(name, place):
    try:
        return ADAPTORS[name].measure(place)
    except (common.Failure, OSError, ValueError, KeyError) as failure:
        return [common.Line(name, None, {}, ok=False, note=f"not measured: {failure}")]


def results(lines):
    return {l.name: {"items": l.items, "ok": l.ok, "note": l.note, **l.figures} for l in lines}


def compare(old, new):
    """Figures that moved, as `set figure old -> new`."""
    for name in new:
        for figure, value in new[name].items():
            before = old.get(name, {}).get(figure)
            if figure == "s" or before == value:
                continue
            if isinstance(value, float) and isinstance(before, float):
                print(f"{name} {figure} {before:.3f} -> {value:.3f} ({value - before:+.3f})")
            else:
                print(f"{name} {figure} {before} -> {value}")


def main():
    parser = common.arguments(__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", choices=list(ADAPTORS), default=list(ADAPTORS))
    parser.add_argument("--against", metavar="FILE", help="another run's results.json")
    options = parser.parse_args()
    if not os.path.isdir(options.sets):
        print(f"eval: no sets at {options.sets} (VERBALE_EVAL names another folder); nothing done")
        return 0
    place = common.place_of(options)
    lines = [line for name in options.only for line in lines_of(name, place)]
    common.print_table(lines)
    new = results(lines)
    with open(place.out("results.json"), "w", encoding="utf-8") as out:
        json.dump(new, out, indent=1)
    if options.against:
        with open(options.against, encoding="utf-8") as f:
            compare(json.load(f), new)
    return int(any(line.ok is False for line in lines))


if __name__ == "__main__":
    sys.exit(main())
