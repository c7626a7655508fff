#!/usr/bin/env python3
"""Passages that pairs of texts share (src/trace/passages.h), on the PAN 2013 training pairs.

    eval/pan.py [VERBALE] [--errors DIR] [--settings NAME=VALUE ...]

The texts are given in pairs, so that nothing of the look-up in an archive is measured.  Four kinds
of copying: word for word, shuffled by chance, translated there and back, summarised; and pairs that
share nothing.  The program of print_passages.c finds the passages, the set's own scorer scores them.
`s` is the processor time of all pairs on one core, reading included.
"""

import collections
import json
import os
import subprocess
import sys
import xml.etree.ElementTree

import common

NAMES = {"02-no-obfuscation": "verbatim", "03-random-obfuscation": "random",
         "04-translation-obfuscation": "translated", "05-summary-obfuscation": "summary"}
NOTHING = "01-no-plagiarism"
REACH = {"verbatim": 0.94, "random": 0.85}


def program_of(verbale):
    build = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(verbale))))
    program = os.path.join(build, "eval", "print-passages")
    if not os.access(program, os.X_OK):
        raise common.Failure(f"{os.path.relpath(program)} is not built (ninja eval/print-passages)")
    return program


class Offsets:
    """Byte offsets of the texts as code points."""

    def __init__(self, folder):
        self.folder, self.texts = folder, {}

    def text(self, kind, name):
        key = kind + "/" + name
        if key not in self.texts:
            with open(os.path.join(self.folder, key), "rb") as f:
                data = f.read()
            self.texts[key] = (data, data.isascii())
        return self.texts[key]

    def string(self, kind, name):
        return self.text(kind, name)[0].decode("utf-8", "replace")

    def span(self, kind, name, span):
        data, plain = self.text(kind, name)
        if plain:
            return span[0], span[1] - span[0]
        start = len(data[:span[0]].decode("utf-8", "replace"))
        return start, len(data[span[0]:span[1]].decode("utf-8", "replace"))


def find_passages(program, folder, settings, offsets):
    done = subprocess.run([program, folder, *settings], capture_output=True, text=True)
    if done.returncode:
        raise common.Failure(f"print-passages: {done.stderr.strip()[-200:]}")
    rows = []
    for line in done.stdout.splitlines():
        row = json.loads(line)
        at, n = offsets.span("susp", row["susp"], row["report"])
        source_at, source_n = offsets.span("src", row["src"], row["source"])
        rows.append({"susp": row["susp"], "src": row["src"], "susp_off": at, "susp_len": n,
                     "src_off": source_at, "src_len": source_n})
    return rows, float(done.stderr)


def figures_of(text):
    """What the scorer printed: kind -> {figure: value}."""
    found = {}
    for line in text.splitlines():
        name, *pairs = line.split()
        found[name] = dict(pair.split("=") for pair in pairs)
    return found


def cases_of(folder, kind):
    """(report, source) -> spans of the cases in both."""
    cases, place = collections.defaultdict(list), os.path.join(folder, kind)
    for name in sorted(os.listdir(place)):
        if not name.endswith(".xml"):
            continue
        root = xml.etree.ElementTree.parse(os.path.join(place, name)).getroot()
        for feature in root.iter("feature"):
            if feature.get("source_reference"):
                spans = [int(feature.get(n)) for n in
                         ("this_offset", "this_length", "source_offset", "source_length")]
                cases[root.get("reference"), feature.get("source_reference")].append(spans)
    return cases


def overlap(a, b):
    """Characters of the report that both have, if they share some of the source too."""
    both = [min(a[i] + a[i + 1], b[i] + b[i + 1]) - max(a[i], b[i]) for i in (0, 2)]
    return both[0] if min(both) > 0 else 0


def list_errors(place, rows, folder, kind, offsets):
    """Cases and passages that cover little of each other, the worst first, with their texts."""
    path = place.error_file(f"pan-{NAMES[kind]}.txt")
    if not path:
        return
    with open(os.path.join(folder, kind, "pairs"), encoding="utf-8") as f:
        pairs = [tuple(line.split()) for line in f]
    found = collections.defaultdict(list)
    for r in rows:
        found[r["susp"], r["src"]].append([r["susp_off"], r["susp_len"], r["src_off"], r["src_len"]])
    cases, errors = cases_of(folder, kind), []
    for pair in pairs:
        for what, these, those in (("missed", cases[pair], found[pair]), ("false", found[pair], cases[pair])):
            for one in these:
                lost = one[1] - min(one[1], sum(overlap(one, other) for other in those))
                errors.append((lost, lost / max(1, one[1]), what, pair, one))
    with open(path, "w", encoding="utf-8") as f:
        for lost, share, what, pair, (at, n, source_at, source_n) in sorted(errors, reverse=True)[:200]:
            if lost:
                report, source = offsets.string("susp", pair[0]), offsets.string("src", pair[1])
                f.write(f"{what} {lost} characters, {share:.2f}: {' '.join(pair)}\n"
                        f"  report {report[at:at + n]!r}\n  source {source[source_at:source_at + source_n]!r}\n\n")


def measure(place, settings=()):
    if not place.has("traces", "pan13-train.tar.xz"):
        return [common.Line("pan", None, {}, note="not there: traces/pan13-train.tar.xz")]
    program = program_of(place.verbale)
    folder = os.path.join(place.unpack("traces", "pan13-train.tar.xz"), "train")
    offsets = Offsets(folder)
    rows, seconds = find_passages(program, folder, settings, offsets)
    run = place.out("pan.jsonl")
    with open(run, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(row) + "\n" for row in rows)
    for kind in NAMES:
        list_errors(place, rows, folder, kind, offsets)
    subsets = [f"--subset={os.path.join(folder, kind)}" for kind in NAMES]
    scores = figures_of(place.score(place.set("traces", "score_pan.py"), folder, run, *subsets))
    lines = [line_of(NAMES[kind], scores[kind]) for kind in NAMES]
    lines.append(common.Line("pan all", int(scores["entire"]["cases"]),
                             {"plagdet": float(scores["entire"]["plagdet"]),
                              "where nothing is shared": nothing_shared(rows, folder), "s": seconds}))
    return lines


def line_of(name, score):
    shown = {figure: float(score[figure]) for figure in ("plagdet", "recall", "precision", "granularity")}
    reach = REACH.get(name)
    return common.Line("pan " + name, int(score["cases"]), shown,
                       ok=None if reach is None else shown["plagdet"] >= reach)


def nothing_shared(rows, folder):
    """Passages found in pairs that share nothing."""
    with open(os.path.join(folder, NOTHING, "pairs"), encoding="utf-8") as f:
        pairs = {tuple(line.split()) for line in f}
    return sum((row["susp"], row["src"]) in pairs for row in rows)


def main():
    parser = common.arguments(__doc__.split("\n")[0])
    parser.add_argument("--settings", nargs="*", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    try:
        lines = measure(common.place_of(options), options.settings)
    except common.Failure as failure:
        sys.exit(f"eval: {failure}")
    common.print_table(lines)
    sys.exit(any(line.ok is False for line in lines))


if __name__ == "__main__":
    main()
