#!/usr/bin/env python3
"""The trace's core against a generated benchmark: eval/traces.py PRINT_TRACES BENCH... [--errors DIR]

PRINT_TRACES is the program of print_traces.c, BENCH a folder made by generate.py of the set.  The
source DOCUMENT of each quotation is given (that is the oracle; finding it is measured elsewhere), so
alignment, edits and verdicts are measured alone:
  - a quotation whose primary is held gets the primary; whether the words are attributed to who says
    them there, and whether the source is another translation, is told too;
  - one whose primary is missing gets the earliest text that holds it, and is told that;
  - an invented one gets the source of another quotation of the same report, and must be refused.
Nothing else of the gold is used; documents go by numbers, so no name tells a role.  The scorer of
the set scores the run as it is.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import common


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


class Offsets:
    """Byte offsets of a text as code points."""

    def __init__(self, text):
        self.at = {}
        n = 0
        for i, c in enumerate(text):
            self.at[n] = i
            n += len(c.encode("utf-8"))
        self.at[n] = len(text)

    def __getitem__(self, byte):
        return self.at[byte]


def sources_of(gold, docs):
    """qid -> (document, the words' true author?, is the text they are attributed to held?)."""
    of_doc = collections.defaultdict(list)
    for g in gold:
        if g["primary"]:
            of_doc[g["doc"]].append(g["primary"])
    anything = sorted(docs)[0]
    for g in gold:
        source = g["primary"] or g["earliest"]
        if g["kind"] == "fabricated" or not source:
            source = (of_doc[g["doc"]] or [anything])[0]
        yield g, source


def requests_of(bench, facts=True):
    docs = {d["id"]: d for d in lines(os.path.join(bench, "docs.jsonl"))}
    gold = lines(os.path.join(bench, "gold.jsonl"))
    numbers = {d: i for i, d in enumerate(sorted(docs))}
    kinds = {"direct", "title", "block", "misattributed", "fabricated"}
    requests = []
    for g, source in sources_of(gold, docs):
        if g["kind"] not in kinds:
            continue
        s, e = g["span"]
        missing = g.get("primary_missing")
        speaker = "no" if g["kind"] == "misattributed" else "yes"
        translation = "yes" if g["verdict"] == "translation_variant" else "no"
        requests.append({
            "qid": g["qid"], "quote": docs[g["doc"]][g["field"]][s:e], "source": numbers[source],
            "telling": "quoted", "held": "no" if missing and facts else "yes",
            "speaker": speaker if facts else "unknown",
            "translation": translation if facts else "unknown"})
    return docs, gold, requests


def run(program, docs, requests):
    order = sorted(docs)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as f:
        for d in order:
            f.write(json.dumps(docs[d]["text"]) + "\n")
        f.flush()
        text = "".join(json.dumps(r) + "\n" for r in requests)
        done = subprocess.run([program, f.name], input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def answers_of(docs, gold, requests, results):
    """What the scorer reads."""
    order, offsets = sorted(docs), {}
    of = {g["qid"]: g for g in gold}
    asked = {r["qid"]: r for r in requests}
    for r in results:
        g, source = of[r["qid"]], order[asked[r["qid"]]["source"]]
        if source not in offsets:
            offsets[source] = Offsets(docs[source]["text"])
        at = offsets[source]
        found = r["verdict"] not in ("not_found", "source_not_in_archive", "ambiguous")
        yield {"qid": r["qid"], "doc": g["doc"], "field": g["field"], "span": g["span"],
               "primary": source if found else None, "verdict": r["verdict"],
               "primary_spans": [[at[s], at[e]] for s, e in r["spans"]], "edits": r["edits"]}


def list_errors(path, docs, gold, requests, results):
    """What was judged otherwise, and edits that differ."""
    of = {g["qid"]: g for g in gold}
    asked = {r["qid"]: r for r in requests}
    with open(path, "w", encoding="utf-8") as f:
        for r in results:
            g = of[r["qid"]]
            if r["verdict"] == g["verdict"]:
                continue
            spans = [docs[g["primary"]]["text"][s:e] for s, e in g["primary_spans"]] if g["primary"] else []
            f.write(f"{g['verdict']} -> {r['verdict']}\t{g['recipe']}\t{r['same']}/{r['words']} "
                    f"runs {r['runs']} longest {r['longest']}\n"
                    f"  report {asked[r['qid']]['quote']!r}\n  source {spans!r}\n"
                    f"  gold   {[(e['op'], e['tag'], e['a'], e['b']) for e in g['edits']]}\n"
                    f"  ours   {[(e['op'], e['kind'], e['a'], e['b']) for e in r['edits']]}\n\n")


def measure(program, bench, scorer, errors=None, facts=True):
    docs, gold, requests = requests_of(bench, facts)
    results = run(program, docs, requests)
    path = os.path.join(bench, "run.jsonl")
    with open(path, "w", encoding="utf-8") as f:
        for a in answers_of(docs, gold, requests, results):
            f.write(json.dumps(a) + "\n")
    if errors:
        os.makedirs(errors, exist_ok=True)
        list_errors(os.path.join(errors, f"traces-{os.path.basename(bench.rstrip('/'))}.txt"), docs, gold, requests, results)
    done = subprocess.run([sys.executable, scorer, bench, path, "--track", "given"],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("bench", nargs="+")
    parser.add_argument("--errors")
    parser.add_argument("--no-facts", action="store_true",
                        help="say nothing of speakers, translations and what is held")
    args = parser.parse_args()
    shared = os.environ.get("VERBALE_EVAL") or os.path.join(common.ROOT, "..", "shared", "eval")
    scorer = os.path.join(shared, "traces", "score_traces.py")
    for bench in args.bench:
        s = measure(args.program, bench, scorer, args.errors, not args.no_facts)
        keys = ("edit_f1", "verdict_coarse_macro_f1", "verdict_coarse_accuracy", "verdict_fine_accuracy",
                "source_span_iou", "primary_accuracy", "invented_quotes_given_a_source")
        print(os.path.basename(bench.rstrip("/")), " ".join(f"{k} {s.get(k, 0):.4f}" for k in keys))
        print("   ", {k: v for k, v in s["confusion"].items() if k.split("->")[0] != k.split("->")[1]})


if __name__ == "__main__":
    main()
