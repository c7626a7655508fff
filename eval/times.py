#!/usr/bin/env python3
"""Time expressions: spans and values, against TimeBank + AQUAINT and MEANTIME.

The texts are given to verbale as JSON Lines articles, whose text it keeps byte for byte, with the
document's date as the day of publication; score_timex.py counts in code points.
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


def write_predictions(read, path, ids):
    found = {i: [] for i in ids}
    for article in common.records(read):
        if article["id"] in found:
            found[article["id"]] = article.get("times") or []
    with open(path, "w", encoding="utf-8") as out:
        for i, times in found.items():
            out.write(json.dumps({"doc": i, "timex": times}, ensure_ascii=False) + "\n")


def scored(place, name, archive, inside, ids, corpus):
    folder = os.path.join(place.unpack("time", archive), inside)
    scorer = place.set("time", "score_timex.py")
    common_options = ["--corpus", corpus, "--dir", folder, "--ids", place.set("time", ids)]
    texts = place.out("unpacked", name + "-texts")
    place.score(scorer, "texts", *common_options, "--out", texts)
    articles, predicted = place.out(name + ".jsonl"), place.out(name + "-predicted.jsonl")
    documents = write_articles(texts, articles)
    read, seconds = place.read(name, [articles], ["--offsets", "codepoints"])
    write_predictions(read, predicted, documents)
    said = place.score(scorer, "score", *common_options, "--pred", predicted, "--errors")
    listing = place.error_file(name + ".tsv")
    if listing:
        with open(listing, "w", encoding="utf-8") as out:
            out.write(said)
    first = [float(x) for x in re.search(r"relaxed +P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", said).groups()]
    value = float(re.search(r"value +acc [\d.]+ F1 ([\d.]+)", said).group(1))
    dated = float(re.search(r"resolved \d+/\d+ = ([\d.]+)%", said).group(1))
    figures = [("value-F1", value / 100), ("relaxed-F1", first[2] / 100), ("P", first[0] / 100)]
    figures += [("R", first[1] / 100), ("dated-resolved", dated / 100), ("s", seconds)]
    return common.Line(name, len(documents), figures)


def measure(place):
    lines = []
    for name, archive, inside, ids, corpus in SETS:
        if place.has("time", archive):
            lines.append(scored(place, name, archive, inside, ids, corpus))
        else:
            lines.append(common.Line(name, None, {}, note="absent"))
    return lines


if __name__ == "__main__":
    common.main(measure, __doc__)
