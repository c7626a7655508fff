#!/usr/bin/env python3
"""Articles: clean text, titles and dates of HTML pages, and of the same pages as text dumps.

Four benchmarks of news pages.  score_articles.py compares runs of four words, score_facts.py
titles and days, recall.py how much of the quotations and leads is there.  The dumps are made of the
pages by make_dumps.py: visible lines, menus and all.

The block model has learnt from the development pages of all but daniel: a line marked "seen" tells
what a change of code does, not how well other sites are read.  cross_validate.py tells that.
"""

import json
import os
import re

import common
import recall

SETS = ("aeb-dev", "wcxb-dev", "fundus-dev", "daniel-dev")
SEEN = ("aeb-dev", "wcxb-dev", "fundus-dev")  # lexicon/world/blocks.tsv was trained on these


def files_below(folder):
    found = [os.path.join(d, f) for d, _, names in os.walk(folder) for f in names]
    return sorted(found)


def predictions(read, ids):
    """{id: what the scorers take}, an entry for every id, empty where nothing was read."""
    found = {i: {"articleBody": "", "title": None, "published": None} for i in ids}
    for article in common.records(read):
        i = common.stem(article.get("path"))
        if i in found and not found[i]["articleBody"]:  # of several articles of a page the first
            found[i] = {
                "articleBody": article.get("text") or "",
                "title": article.get("title"),
                "subtitle": article.get("subtitle"),
                "published": article.get("published"),
                "byline": article.get("byline"),
            }
    return found


def dated(truth, path):
    """The truth with its days as ISO dates (one set writes 20120112), for score_facts.py."""
    for page in truth.values():
        if re.fullmatch(r"\d{8}", str(page.get("date"))):
            day = page["date"]
            page["date"] = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    with open(path, "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False)
    return path


def facts(place, predicted, truth):
    """Shares of right titles and days, as score_facts.py prints them; None where none is known."""
    said = place.score(place.set("articles", "score_facts.py"), predicted, truth)
    shares = {}
    for line in said.strip().split("\n"):
        what, _, rest = line.partition(":")
        right, wrong, none = (int(rest.split()[k]) for k in (0, 2, 4))
        shares[what] = float(rest.split()[-1]) if right + wrong + none else None
    return shares


def names(said):
    """The people that a byline, or a list of them, names."""
    if isinstance(said, list):
        said = ", ".join(said)
    said = (said or "").strip()
    if said.startswith("["):  # a list as text
        said = ", ".join(a or b for a, b in re.findall(r"'([^']*)'|\"([^\"]*)\"", said))
    parts = re.split(r"\s*(?:[,;|/]|\band\b|\bund\b|&)\s*", said)
    return {" ".join(part.casefold().replace(".", " ").split()) for part in parts} - {""}


def authors(predicted, truth):
    """F1 of the authors' names over all pages that have some; None where none is known."""
    right = said = wanted = 0
    for i, page in truth.items():
        want = names(page.get("authors"))
        got = names(predicted[i].get("byline")) if want else set()
        right, said, wanted = right + len(want & got), said + len(got), wanted + len(want)
    return 2 * right / (said + wanted) if wanted else None


def write_errors(path, predicted, truth, per_page):
    """Pages from worst to best: what is in one text's lines and not in the other's."""
    scores = {}
    for line in per_page.split("\n"):
        parts = line.split("\t")
        if len(parts) == 2:
            scores[parts[0]] = parts[1]

    def rank(i):
        values = [p.split("=")[1] for p in scores[i].split()[:2]]
        return min(0.0 if v == "-" else float(v) for v in values)

    with open(path, "w", encoding="utf-8") as out:
        for i in sorted(scores, key=rank):
            want = truth[i].get("articleBody") or ""
            got = predicted[i]["articleBody"]
            squeezed = (" ".join(want.split()), " ".join(got.split()))
            out.write(f"=== {i}  {scores[i]}\n")
            out.write(f"  title {predicted[i]['title']!r}, want {truth[i].get('title')!r}\n")
            out.write(f"  date {predicted[i]['published']!r}, want {truth[i].get('date')!r}\n")
            for mark, lines, other in (("-", want, squeezed[1]), ("+", got, squeezed[0])):
                for line in lines.split("\n"):
                    if line.strip() and " ".join(line.split()) not in other:
                        out.write(f"  {mark} {line.strip()[:300]}\n")
            out.write("\n")


def scored(place, name, title, pages):
    truth_file = place.set("articles", name + ".json")
    with open(truth_file, encoding="utf-8") as f:
        truth = json.load(f)
    tag = title.replace(" ", "-")
    read, seconds = place.read(tag, pages)
    predicted = predictions(read, truth)
    predicted_file = place.out(tag + ".json")
    with open(predicted_file, "w", encoding="utf-8") as f:
        json.dump(predicted, f, ensure_ascii=False)
    scorer = [place.set("articles", "score_articles.py"), predicted_file, truth_file, "--n", "0"]
    r = json.loads(place.score(*scorer, "--json"))
    right = facts(place, predicted_file, dated(truth, place.out(name + "-truth.json")))
    listing = place.error_file(tag + ".txt")
    if listing:
        write_errors(listing, predicted, truth, place.score(*scorer, "--per-page"))
    figures = [("F1", r["f1"]), ("P", r["precision"]), ("R", r["recall"])]
    figures += recall.of_set(truth, predicted).items()
    figures += [("title", right.get("title")), ("date", right.get("date"))]
    figures += [("authors", authors(predicted, truth)), ("s", seconds)]
    note = "seen in training" if name in SEEN else ""
    return common.Line(title, r["n"], figures, note=note)


def dumps(place, name, pages):
    """The pages as text dumps, made once."""
    folder = place.out("unpacked", name + "-dumps")
    stamp = folder + ".done"
    if not os.path.exists(stamp):
        source = os.path.dirname(pages[0])
        place.score(place.set("articles", "make_dumps.py"), source, folder)
        open(stamp, "w").close()
    return files_below(folder)


def measure(place):
    lines = []
    for name in SETS:
        if not place.has("articles", name + ".json"):
            lines.append(common.Line(name, None, {}, note="absent"))
            continue
        pages = files_below(place.unpack("articles", name + "-html.tar.xz"))
        lines.append(scored(place, name, name, pages))
        lines.append(scored(place, name, name + " dumps", dumps(place, name, pages)))
    return lines


if __name__ == "__main__":
    common.main(measure, __doc__)
