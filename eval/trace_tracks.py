#!/usr/bin/env python3
"""Traces from end to end: a generated archive is added, and every document of it is traced.

    eval/trace_tracks.py [VERBALE] [--bench FOLDER ...] [--errors DIR]

Documents lose their role, and their ids, which tell it, are drawn anew; they go in one JSON Lines
file of articles.  Two tracks, both through `verbale trace`:
  raw    finds by itself what is quoted, reported and copied, and where from;
  given  is told where the quotations stand (--spans), and answers each.
The scorer of the set scores the runs as they are.  Without --bench a small benchmark is generated
from the base texts of the set, once for each of SEEDS.
"""

import collections
import json
import os
import random
import subprocess
import sys
import time

import common
import traces

SEEDS = (1, 2)
SIZE = ("--primaries", "120", "--distractors", "240")
ASKED = {"direct", "title", "block", "misattributed", "fabricated"}
NO_SOURCE = {"not_found", "source_not_in_archive", "ambiguous"}
COARSE = {"verbatim_style": "verbatim", "unquoted_copy": "verbatim", "verbatim": "verbatim",
          "elided": "elided", "ambiguous": "not_found", "source_not_in_archive": "not_found",
          "not_found": "not_found"}


class Bench:
    """A generated folder, and its documents under ids that tell nothing."""

    def __init__(self, folder, work):
        self.folder, self.work = folder, work
        self.docs = {d["id"]: d for d in traces.lines(os.path.join(folder, "docs.jsonl"))}
        self.gold = traces.lines(os.path.join(folder, "gold.jsonl"))
        numbers = list(range(len(self.docs)))
        random.Random("names").shuffle(numbers)
        self.name = {d: f"a{n:06d}" for d, n in zip(sorted(self.docs), numbers)}
        self.id = {n: d for d, n in self.name.items()}
        self.bytes = {}
        os.makedirs(work, exist_ok=True)

    def path(self, name):
        return os.path.join(self.work, name)

    def text(self, doc, field):
        return self.docs[doc][field] or ""

    def to_bytes(self, doc, field, at):
        return len(self.text(doc, field)[:at].encode("utf-8"))

    def to_points(self, doc, field, at):
        key = (doc, field)
        if key not in self.bytes:
            self.bytes[key] = traces.Offsets(self.text(doc, field))
        return self.bytes[key][at]

    def write_articles(self):
        path = self.path("articles.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for d in sorted(self.docs, key=lambda d: self.name[d]):
                doc = self.docs[d]
                article = {"id": self.name[d], "title": doc["title"], "text": doc["text"]}
                for key in ("published", "outlet", "agency"):
                    if doc[key]:
                        article[key] = doc[key]
                article["language"] = doc["lang"]
                out.write(json.dumps(article, ensure_ascii=False) + "\n")
        return path

    def write_spans(self):
        path = self.path("spans.jsonl")
        asked = [g for g in self.gold if g["kind"] in ASKED]
        with open(path, "w", encoding="utf-8") as out:
            for g in asked:
                start, end = (self.to_bytes(g["doc"], g["field"], at) for at in g["span"])
                out.write(json.dumps({"article": self.name[g["doc"]], "field": g["field"],
                                      "start": start, "end": end}) + "\n")
        return path


def verbale(place, *arguments):
    begin = time.monotonic()
    done = subprocess.run([place.verbale, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise common.Failure(f"verbale {arguments[2]}: {done.stderr.strip()[-300:]}")
    return done.stdout, time.monotonic() - begin


def answer(bench, row):
    """A row as the scorer reads it."""
    doc, field = bench.id[row["article"]], row["field"]
    found = row["source"] if row["verdict"] not in NO_SOURCE else None
    source = bench.id[found["article"]] if found else None
    points = lambda d, f, span: [bench.to_points(d, f, span["start"]), bench.to_points(d, f, span["end"])]
    hops = [bench.id[h] for h in row["hops"]]
    return {"doc": doc, "field": field, "span": points(doc, field, row), "primary": source,
            "primary_spans": [points(source, "text", s) for s in found["spans"]] if found else [],
            "earliest": bench.id[row["earliest"]["article"]] if row["earliest"] else None,
            "via": hops[0] if hops else None, "verdict": row["verdict"],
            "edits": [{"op": e["op"], "a": e["source"], "b": e["report"]} for e in row["edits"]]}


def write_run(bench, track, rows):
    """The run's file; on the given track rows answer the asked spans one by one."""
    asked = {(bench.name[g["doc"]], g["field"], bench.to_bytes(g["doc"], g["field"], g["span"][0]),
              bench.to_bytes(g["doc"], g["field"], g["span"][1])): g["qid"]
             for g in bench.gold if g["kind"] in ASKED}
    path = bench.path(track + ".jsonl")
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            a = answer(bench, row)
            if track == "given":
                a["qid"] = asked[(row["article"], row["field"], row["start"], row["end"])]
            out.write(json.dumps(a) + "\n")
    return path


def run(place, bench):
    """(track, rows, seconds) of both tracks."""
    archive = bench.path("trace.db")
    for old in (archive,):
        if os.path.exists(old):
            os.remove(old)
    articles, spans = bench.write_articles(), bench.write_spans()
    verbale(place, "--archive", archive, "add", "--quiet", articles)
    for track, arguments in (("raw", [articles]), ("given", ["--spans", spans])):
        said, seconds = verbale(place, "--archive", archive, "trace", "--format", "jsonl", *arguments)
        yield track, [json.loads(line) for line in said.split("\n") if line], seconds


def overlap(a, b):
    i = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return i / max(1, (a[1] - a[0]) + (b[1] - b[0]) - i)


def best_answers(bench, track, answers):
    """qid -> answer, as the scorer pairs them."""
    if track == "given":
        return {a["qid"]: a for a in answers}
    of = collections.defaultdict(list)
    for a in answers:
        of[(a["doc"], a["field"])].append(a)
    best = {}
    for g in bench.gold:
        near = [a for a in of[(g["doc"], g["field"])] if overlap(g["span"], a["span"]) >= .5]
        if near:
            best[g["qid"]] = max(near, key=lambda a: overlap(g["span"], a["span"]))
    return best


def kind_of_error(bench, g, a):
    """What is wrong with the answer, or None."""
    if a is None:
        return f"missing {g['kind']} {g['recipe']}" if g["family"] else None
    if not g["primary"] and a["primary"]:
        return f"given a source: {g['kind']}{' (primary missing)' if g.get('primary_missing') else ''}"
    if g["primary"] and a["primary"] != g["primary"]:
        role = bench.docs[a["primary"]]["role"] if a["primary"] else a["verdict"]
        return f"primary of {g['kind']} {g['recipe']} -> {role}"
    coarse = COARSE.get(a["verdict"], "altered")
    return f"verdict {g['verdict']} -> {a['verdict']}" if coarse != g["coarse"] else None


def list_errors(bench, track, path, listing):
    best = best_answers(bench, track, traces.lines(path))
    kinds = collections.defaultdict(list)
    asked = ASKED if track == "given" else ASKED | {"copy", "indirect", "formulaic"}
    for g in bench.gold:
        kind = kind_of_error(bench, g, best.get(g["qid"])) if g["kind"] in asked else None
        if kind:
            kinds[kind].append((g, best.get(g["qid"])))
    with open(listing, "w", encoding="utf-8") as out:
        for kind, errors in sorted(kinds.items(), key=lambda k: -len(k[1])):
            out.write(f"{len(errors):5} {kind}\n")
        for kind, errors in sorted(kinds.items(), key=lambda k: -len(k[1])):
            for g, a in errors[:20]:
                text, (s, e) = bench.text(g["doc"], g["field"]), g["span"]
                out.write(f"\n{kind}: {g['doc']} {bench.name[g['doc']]} {g['span']} {g['attributed_to']} "
                          f"{bench.docs[g['doc']]['published']}\n  ...{text[max(0, s - 80):s]}<<{text[s:e]}>>{text[e:e + 40]}\n"
                          f"  gold {g['primary']} via {g['via']} family {g['family']} {g['verdict']}\n")
                if a:
                    source = bench.text(a["primary"], "text") if a["primary"] else ""
                    out.write(f"  ours {a['primary']} via {a['via']} {a['verdict']} {a['span']} "
                              f"{[source[x:y] for x, y in a['primary_spans']]}\n")
        if track == "raw":
            list_false(bench, path, out)


def list_false(bench, path, out):
    """Rows with a source that nothing in the gold has."""
    of = collections.defaultdict(list)
    for g in bench.gold:
        of[(g["doc"], g["field"])].append(g)
    n = 0
    for a in traces.lines(path):
        if not a["primary"]:
            continue
        hits = [g for g in of[(a["doc"], a["field"])] if min(g["span"][1], a["span"][1]) > max(g["span"][0], a["span"][0])]
        if any(a["primary"] in g["family"] for g in hits):
            continue
        n += 1
        text = bench.text(a["doc"], a["field"])[a["span"][0]:a["span"][1]]
        out.write(f"\nfalse: {a['doc']} {a['span']} {a['verdict']} from {a['primary']} {text!r}\n"
                  f"   gold there {[(g['kind'], g['recipe'], g['family']) for g in hits]}\n")
    out.write(f"\n{n} false\n")


def figures_of(track, s):
    if track == "raw":
        by = s["recall_by"]
        return [("recall-4-8", by.get("w4-8", 0.0)), ("9-20", by.get("w9-20", 0.0)), ("21+", by.get("w21+", 0.0)),
                ("precision", s["passage_precision"]), ("granularity", s["granularity"]), ("primary", s["primary_accuracy"]),
                ("coarse-F1", s["verdict_coarse_macro_f1"])]
    right = s["right_source_and_coarse_verdict_by"]
    return [("primary", s["primary_accuracy"]), ("invented", s["invented_quotes_given_a_source"]),
            ("misattributed", s["misattributed_recognised"]), ("coarse-F1", s["verdict_coarse_macro_f1"]),
            ("edit-F1", s.get("edit_f1", 0.0)), ("via", s["via_accuracy"]), ("earliest", s["earliest_accuracy"]),
            ("4-8", right.get("w4-8", 0.0))]


def score(place, bench, track, path):
    scorer = place.set("traces", "score_traces.py")
    s = json.loads(place.score(scorer, bench.folder, path, "--track", track))
    best = best_answers(bench, track, traces.lines(path))
    wrong = [best.get(g["qid"]) for g in bench.gold if g["kind"] == "misattributed" and g["primary"]]
    s["misattributed_recognised"] = sum(1 for a in wrong if a and a["verdict"] == "misattributed") / max(1, len(wrong))
    return s


def measure_bench(place, folder, name):
    bench = Bench(folder, place.out("traces", name, "x")[:-2])
    lines = []
    for track, rows, seconds in run(place, bench):
        path = write_run(bench, track, rows)
        s = score(place, bench, track, path)
        with open(bench.path(track + "-score.json"), "w", encoding="utf-8") as out:
            json.dump(s, out, indent=1)
        listing = place.error_file(f"traces-{name}-{track}.txt")
        if listing:
            list_errors(bench, track, path, listing)
        lines.append(common.Line(f"traces-{name}-{track}", len(rows), figures_of(track, s) + [("s", seconds)]))
    return lines


def generate(place, seed):
    folder = place.out("traces", f"bench-{seed}", "x")[:-2]
    if not os.path.exists(os.path.join(folder, "meta.json")):
        base = place.unpack("traces", "ungd-dev.tar.xz")
        place.score(place.set("traces", "generate.py"), "--base", base, "--out", folder, "--seed", str(seed), *SIZE)
    return folder


def measure(place):
    if not place.has("traces", "ungd-dev.tar.xz"):
        return [common.Line("traces", None, {}, note="absent")]
    lines = []
    for seed in SEEDS:
        lines += measure_bench(place, generate(place, seed), str(seed))
    return lines


def main():
    parser = common.arguments(__doc__.split("\n")[0])
    parser.add_argument("--bench", nargs="+", metavar="FOLDER", help="folders made by generate.py")
    options = parser.parse_args()
    place = common.place_of(options)
    lines = []
    for folder in options.bench or []:
        lines += measure_bench(place, folder, os.path.basename(folder.rstrip("/")))
    common.print_table(lines or measure(place))


if __name__ == "__main__":
    main()
