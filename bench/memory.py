#!/usr/bin/env python3
"""Does memory stay flat when the archive grows?  bench/memory.py [VERBALE] [--sizes 10000,30000]

For each size an archive is made of that many articles that all differ: sentences of the samples
in shuffled order under a lead of its own, which tells of an exchange between two of a hundred
countries, some often and most rarely; three articles tell of each, so that merging has its work.  Then peak memory, time
and cost for each article are printed: of `add`, of adding a hundred articles more, and of the
questions that readers ask of such an archive.  All people are invented.
"""

import argparse
import itertools
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

import peak

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIZES = (10000, 30000, 100000)
COUNTRIES = 100
TELLINGS = 3  # articles that tell of one exchange
MORE = 100
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
          "Dec.")
ACTS = (
    "sent a congratulatory message to {to} on the occasion of the country's {n}th national day",
    "sent a message of condolence to {to} over the floods in the north of the country",
    "sent a letter to {to} proposing talks on trade",
    "sent a telegram of thanks to {to}",
    "spoke by telephone with {to} about grain and rail links",
    "met with {to} and discussed fisheries",
)


def countries():
    """Name and capital of the first countries of the lexicon that have one."""
    rows = []
    with open(os.path.join(ROOT, "lexicon", "world", "countries.tsv"), encoding="utf-8") as f:
        for line in f:
            field = line.rstrip("\n").split("\t")
            if not line.startswith("#") and len(field) > 6 and field[6] and not field[8:9] == ["names"]:
                rows.append((field[2], field[6].split(" | ")[0]))
    return rows[1:COUNTRIES + 1]


def leader(i):
    """A name of letters for country i, given name and surname."""
    def word(k):
        return "".join("bdgklmnrstvz"[k // 5**j % 12] + "aeiou"[k // 5**j % 5] for j in range(3))
    return f"{word(7 * i + 3).capitalize()} {word(11 * i + 40).capitalize()}n"


def plain_sentences(verbale):
    """The samples' sentences that tell of no exchange."""
    said = subprocess.run([verbale, "read", "--format", "jsonl", os.path.join(ROOT, "samples")],
                          capture_output=True, check=True, text=True).stdout
    found = []
    for article in map(json.loads, said.splitlines()):
        text = article["text"].encode()
        for exchange in article["exchanges"]:
            for span in exchange["evidence"]:
                if span["field"] == "text":
                    blank = b" " * (span["end"] - span["start"])
                    text = text[:span["start"]] + blank + text[span["end"]:]
        for paragraph in text.decode().split("\n\n"):
            found += [s.strip(" .") + "." for s in paragraph.split(". ") if len(s.strip()) > 40]
    return found


def write(verbale, path, first, n, seed=1):
    """n articles as JSON Lines, numbered from `first`; the same for the same numbers."""
    lands, sentences = countries(), plain_sentences(verbale)
    weights = list(itertools.accumulate(1 / (i + 1) for i in range(len(lands))))
    with open(path, "w", encoding="utf-8") as out:
        for i in range(first, first + n):
            chance = random.Random(f"{seed} {i // TELLINGS}")
            a, b = chance.choices(range(len(lands)), cum_weights=weights, k=2)
            b = b if a != b else (a + 1) % len(lands)
            year, month, day = chance.randint(1995, 2024), chance.randint(1, 12), chance.randint(1, 28)
            to = f"President {leader(b)} of {lands[b][0]}"
            act = chance.choice(ACTS).format(to=to, n=chance.randint(24, 69))
            lead = (f"{lands[a][1].upper()}, {MONTHS[month - 1]} {day} (Meridian) -- President "
                    f"{leader(a)} of {lands[a][0]} {act} on {MONTHS[month - 1]} {day}.")
            body = random.Random(f"{seed} {i} body").sample(sentences, 12)
            out.write(json.dumps({
                "id": f"made-{seed}-{i}", "published": f"{year}-{month:02}-{day:02}",
                "outlet": f"Paper {i % 20}", "title": f"{lands[a][0]} and {lands[b][0]}, {i}",
                "text": "\n\n".join([lead] + [" ".join(body[k:k + 3]) for k in range(0, 12, 3)]),
            }, ensure_ascii=False) + "\n")


def run(verbale, archive, *args):
    """Seconds and peak MB of one command, which must go well."""
    seconds, peak_mb, status = peak.run([verbale, "--archive", archive, *args])
    if status:
        raise RuntimeError(f"{' '.join(args)}: exit status {status}")
    return {"seconds": round(seconds, 3), "peak_mb": round(peak_mb, 1)}


def questions(archive):
    db = sqlite3.connect(archive)
    (exchange,) = db.execute("SELECT min(id) FROM exchanges").fetchone()
    (report,) = db.execute("SELECT min(id) FROM reports").fetchone()
    (article,) = db.execute("SELECT min(id) FROM articles").fetchone()
    counts = {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
              for t in ("articles", "reports", "exchanges")}
    db.close()
    commands = {"ledger table": ["ledger", "--format", "table"], "ledger csv": ["ledger", "--format", "csv"],
                "ledger jsonl": ["ledger", "--format", "jsonl"], "ledger count": ["ledger", "--count"],
                "status": [], "show exchange": ["show", exchange], "show report": ["show", report],
                "show article": ["show", article]}
    return counts, commands


def measure_size(verbale, folder, n):
    archive, made, more = (os.path.join(folder, f"{name}-{n}") for name in ("archive", "made", "more"))
    write(verbale, made, 0, n)
    write(verbale, more, n, MORE)
    figures = {"add": run(verbale, archive, "add", "--quiet", made)}
    figures["add"]["articles_per_second"] = round(n / figures["add"]["seconds"])
    figures[f"add {MORE} more"] = run(verbale, archive, "add", "--quiet", more)
    counts, commands = questions(archive)
    for name, args in commands.items():
        figures[name] = run(verbale, archive, *args)
    figures["archive"] = {**counts, "mb": round(os.path.getsize(archive) / 1e6, 1)}
    for path in (archive, made, more):
        os.unlink(path)
    return figures


def measure(verbale, sizes=SIZES):
    """{size: {command: {"seconds": ..., "peak_mb": ...}}}"""
    with tempfile.TemporaryDirectory(prefix="verbale-memory-") as folder:
        return {n: measure_size(verbale, folder, n) for n in sizes}


def print_figures(figures):
    for n, of_size in figures.items():
        for command, values in of_size.items():
            text = ", ".join(f"{value:,} {key}" for key, value in values.items())
            print(f"{n:7} {command:14} {text}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("verbale", nargs="?", default=os.path.join(ROOT, "build", "verbale"))
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    args = parser.parse_args()
    for n in map(int, args.sizes.split(",")):
        print_figures(measure(os.path.abspath(args.verbale), (n,)))


if __name__ == "__main__":
    sys.exit(main())
