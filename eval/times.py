#!/usr/bin/env python3
"""Time expressions: spans and values, against TimeBank + AQUAINT and MEANTIME.

The texts are given to verbale as JSON Lines articles, whose text it keeps byte for byte, with the
document's date as the day of publication; score_timex.py counts in code points.

MEANTIME's time expressions are annotated in the title and the first sentences only, but its scorer
gives out texts up to the last sentence in which anything else is annotated, and the line with the
document's date, whose tag it does not score.  What is found there counts as wrong, so that a program
that finds all in the whole text cannot pass a value F1 of some .57.  A second line, "-annotated",
scores the same reading without what it found outside the annotated sentences.
"""

import json
import os
import re

import common

# Set, archive, folder inside it, list of ids, the scorer's name for the format.
SETS = (
    ("timebank-aquaint", "timebank-aquaint.tar.xz", "", "te3.tbaq.ids", "tml"),
    ("meantime-dev", "meantime-dev.tar.xz", "intra_cross-doc_annotation", "meantime.dev.ids",
     "meantime"),
)

ANNOTATED_LINES = (0, 2, 3, 4, 5)  # of MEANTIME; a sentence each; 1 is the date


def write_articles(texts, path):
    """ID.txt and ID.dct as JSON Lines articles; returns their ids."""
    ids = sorted(f[: -len(".txt")] for f in os.listdir(texts) if f.endswith(".txt"))
    with open(path, "w", encoding="utf-8") as out:
        for i in ids:
            with open(os.path.join(texts, i + ".txt"), encoding="utf-8", newline="") as f:
                text = f.read()
            with open(os.path.join(texts, i + ".dct"), encoding="utf-8") as f:
                day = f.read()[:10] or None
            article = {"id": i, "published": day, "title": "", "text": text, "language": "en"}
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return ids


def annotated_only(texts, document, times):
    """Those in the annotated lines: title and four sentences, without the line of the date."""
    with open(os.path.join(texts, document + ".txt"), encoding="utf-8", newline="") as f:
        text = f.read()
    return [t for t in times if text.count("\n", 0, t["start"]) in ANNOTATED_LINES]


def write_predictions(found, path):
    with open(path, "w", encoding="utf-8") as out:
        for i, times in found.items():
            out.write(json.dumps({"doc": i, "timex": times}, ensure_ascii=False) + "\n")


def read_times(read, ids):
    found = {i: [] for i in ids}
    for article in common.records(read):
        if article["id"] in found:
            found[article["id"]] = article.get("times") or []
    return found


def score(place, name, found, options):
    """The scorer's figures; with an error list if one is asked for."""
    predicted = place.out(name + "-predicted.jsonl")
    write_predictions(found, predicted)
    scorer = place.set("time", "score_timex.py")
    said = place.score(scorer, "score", *options, "--pred", predicted, "--errors")
    listing = place.error_file(name + ".tsv")
    if listing:
        with open(listing, "w", encoding="utf-8") as out:
            out.write(said)
    relaxed = r"relaxed +P ([\d.]+) R ([\d.]+) F1 ([\d.]+)"
    first = [float(x) for x in re.search(relaxed, said).groups()]
    value = float(re.search(r"value +acc [\d.]+ F1 ([\d.]+)", said).group(1))
    dated = float(re.search(r"resolved \d+/\d+ = ([\d.]+)%", said).group(1))
    figures = [("value-F1", value / 100), ("relaxed-F1", first[2] / 100), ("P", first[0] / 100)]
    return figures + [("R", first[1] / 100), ("dated-resolved", dated / 100)]


def scored(place, name, archive, inside, ids, corpus):
    folder = os.path.join(place.unpack("time", archive), inside)
    options = ["--corpus", corpus, "--dir", folder, "--ids", place.set("time", ids)]
    texts = place.out("unpacked", name + "-texts")
    place.score(place.set("time", "score_timex.py"), "texts", *options, "--out", texts)
    articles = place.out(name + ".jsonl")
    documents = write_articles(texts, articles)
    read, seconds = place.read(name, [articles], ["--offsets", "codepoints"])
    found = read_times(read, documents)
    figures = score(place, name, found, options) + [("s", seconds)]
    lines = [common.Line(name, len(documents), figures)]
    if corpus == "meantime":
        found = {i: annotated_only(texts, i, times) for i, times in found.items()}
        name += "-annotated"
        lines.append(common.Line(name, len(documents), score(place, name, found, options)))
    return lines


def measure(place):
    lines = []
    for name, archive, inside, ids, corpus in SETS:
        if place.has("time", archive):
            lines += scored(place, name, archive, inside, ids, corpus)
        else:
            lines.append(common.Line(name, None, {}, note="absent"))
    return lines


if __name__ == "__main__":
    common.main(measure, __doc__)
