#!/usr/bin/env python3
"""Statements: contents, cues and speakers, against PolNeAR; speakers of quotations in `world`.

The texts are given to verbale as JSON Lines articles, whose text it keeps byte for byte, with the
day in the document's name as the day of publication; score_quotes.py counts in code points.
VERBALE_EVAL_TRAIN=1 adds the training documents, which take the scorer a minute; nothing is trained
on them.
"""

import json
import os
import re

import common

# Below these the run fails.  Raised as statements get better, never lowered.
FLOORS = {"spk-acc": 0.91, "direct-e2e": 0.85, "citron-F1": 0.89, "of-all": 0.93}


def write_articles(root, ids, path):
    with open(path, "w", encoding="utf-8") as out:
        for i in ids:
            part, name = i.split("/", 1)
            with open(os.path.join(root, part, "text", name + ".txt"), encoding="utf-8", newline="") as f:
                text = f.read()
            day = re.search(r"\d{4}-\d\d-\d\d", name)
            article = {"id": i, "published": day and day.group(), "title": "", "text": text, "language": "en"}
            out.write(json.dumps(article, ensure_ascii=False) + "\n")


def spans_of(statement, key):
    words = statement.get(key)
    return [[words["start"], words["end"]]] if words else []


def write_predictions(read, path):
    with open(path, "w", encoding="utf-8") as out:
        for article in common.records(read):
            quotes = []
            for s in article.get("statements") or []:
                if s["field"] != "text":
                    continue
                content = [[x["start"], x["end"]] for x in s["spans"]]
                quotes.append({"content": content, "cue": spans_of(s, "cue"), "source": spans_of(s, "source")})
            out.write(json.dumps({"doc": article["id"], "quotes": quotes}) + "\n")


def write_errors(path, articles, predicted, place, root, ids):
    """A list for reading is made by the scorer's own measures; see the scores for the totals."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("score_quotes", place.set("statements", "score_quotes.py"))
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = scorer.polnear(root, ids)
    found = scorer.load_pred(predicted, gold, False)
    with open(path, "w", encoding="utf-8") as out:
        for i, (text, wanted) in gold.items():
            said = lambda spans: " ... ".join(text[a:b] for a, b in spans)
            shown = []
            for kind, these, those in (("MISSED", wanted, found.get(i, [])), ("FALSE", found.get(i, []), wanted)):
                for q in these:
                    chars = scorer.chars(q.content)
                    best = max(those, key=lambda o: len(chars & scorer.chars(o.content)), default=None)
                    shared = len(chars & scorer.chars(best.content)) / len(chars) if best else 0
                    line = f"{said(q.source)!r} [{said(q.cue)}] {said(q.content)!r}"
                    if shared < 0.5:
                        shown.append((q.content[0][0], f"{kind:6} {line}"))
                    elif kind == "MISSED" and not scorer.spk_ok(text, q, best)[1]:
                        shown.append((q.content[0][0], f"SOURCE {line} FOUND {said(best.source)!r} [{said(best.cue)}]"))
                    elif kind == "MISSED" and shared < 0.9:
                        shown.append((q.content[0][0], f"PART   {line} FOUND {said(best.content)!r}"))
            out.write(f"=== {i}\n" + "".join(f"{line}\n" for _, line in sorted(shown)) + "\n")


def above(figures):
    return all(value >= FLOORS.get(name, 0) for name, value in figures)


def scored(place, part):
    root = place.unpack("statements", "polnear-train-dev.tar.xz")
    scorer = place.set("statements", "score_quotes.py")
    listed = place.set("statements", f"polnear.{part}.ids")
    with open(listed, encoding="utf-8") as f:
        ids = [line.strip() for line in f if line.strip()]
    articles, predicted = place.out(f"polnear-{part}.jsonl"), place.out(f"polnear-{part}-predicted.jsonl")
    write_articles(root, ids, articles)
    read, seconds = place.read(f"polnear-{part}", [articles], ["--offsets", "codepoints"])
    write_predictions(read, predicted)
    options = ["--corpus", "polnear", "--root", root, "--ids", listed, "--pred", predicted]
    r = json.loads(place.score(scorer, *options, "--json"))
    listing = place.error_file(f"polnear-{part}.txt")
    if listing:
        write_errors(listing, articles, predicted, place, root, ids)
        with open(place.error_file(f"polnear-{part}-scores.txt"), "w", encoding="utf-8") as out:
            out.write(place.score(scorer, *options))
    figures = [("spk-acc", r["all"]["segments"]["spk_acc"] / 100)]
    figures += [("segments-F1", r["all"]["segments"]["F1"] / 100)]
    figures += [("direct-e2e", r["direct"]["e2e@0.8"]["F1"] / 100)]
    figures += [(f"citron-{k}", r["all"]["citron-ovl"][k] / 100) for k in ("P", "R", "F1")]
    figures += [("cue-F1", r["all"]["cue"]["F1"] / 100), ("exact~F1", r["all"]["exact~"]["F1"] / 100)]
    return common.Line(f"polnear-{part}", len(ids), figures + [("s", seconds)], ok=above(figures))


def speakers(place):
    folder = place.set("exchanges", "world", "captures")
    paths = [os.path.join(folder, f) for f in sorted(os.listdir(folder))]
    read, seconds = place.read("world-speakers", paths)
    scorer = place.set("exchanges", "world", "score_speakers.py")
    said = place.score(scorer, place.set("exchanges", "world", "quotes.jsonl"), read, "--errors")
    listing = place.error_file("world-speakers.txt")
    if listing:
        with open(listing, "w", encoding="utf-8") as out:
            out.write(said)
    n, found, right = re.search(r"quotations (\d+): found \d+ \(([\d.]+)\), speaker right \d+ \(([\d.]+)", said).groups()
    figures = [("of-all", float(right)), ("found", float(found)), ("s", seconds)]
    return common.Line("world-speakers", int(n), figures, ok=above(figures))


def measure(place):
    lines = []
    for part in ("dev", "train") if os.environ.get("VERBALE_EVAL_TRAIN") else ("dev",):
        if place.has("statements", "polnear-train-dev.tar.xz"):
            lines.append(scored(place, part))
        else:
            lines.append(common.Line(f"polnear-{part}", None, {}, note="absent"))
    if place.has("exchanges", "world", "quotes.jsonl"):
        lines.append(speakers(place))
    return lines


if __name__ == "__main__":
    common.main(measure, __doc__)
