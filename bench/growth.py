#!/usr/bin/env python3
"""What grows with the archive, and how: bench/growth.py [VERBALE] [--sizes 20000,40000,80000]
       [--index BENCHES] [--index-sizes 10000,100000,1000000]

Merging: does it grow no faster than n log n?

Archives of growing size are made of one year's articles, read at run time from ../shared/eval: the
year is told again under new ids, its dates shifted by 52 weeks each time, so that days of the week
stay right ("a longer archive"); or all of it again within the same weeks ("a denser archive": every
pair of parties is busier, and rows have more reports).  Printed for each size: seconds of processor time and peak
memory of `add`, those of adding a week of articles more (which touches the busiest pairs), and how
the time grew beside n log n: 1.0 is exactly that, more is worse.

The passage index, with --index build/release/bench (where `make bench` builds): archives of articles
of 300 words, made of the year's sentences in shuffled order, of which half have their words shuffled
too: such are in no other text.  Printed for each size: processor time and peak memory of storing them, bytes a
posting and for each byte of text, milliseconds of looking up 600 words, and of `trace` of a new
article of 600 words made in the same way.  A million articles take 5 GB and ten minutes or more.
"""

import argparse
import datetime
import json
import lzma
import math
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile

import peak

ROOT = pathlib.Path(__file__).resolve().parent.parent
EVAL = pathlib.Path(os.environ.get("VERBALE_EVAL") or ROOT.parent / "shared" / "eval")
YEAR = EVAL / "exchanges" / "kcna-2011-articles.jsonl.xz"
SIZES = (20000, 40000, 80000)
WEEK = 200  # articles
INDEX_SIZES = (10000, 100000)
INDEX_WORDS, INDEX_NEW = 300, 50  # of an article; new sentences, per cent
TRACED, TRACED_WORDS = 50, 600
SHIFT = {"longer": 52 * 7, "denser": 0}  # days from one telling of the year to the next


def articles(year, first, n, shift):
    """n articles as JSON lines, numbered from `first`; the same for the same numbers."""
    for i in range(first, first + n):
        again, at = divmod(i, len(year))
        made = dict(year[at], id=f"made-{i}")
        if shift and made.get("published"):
            day = datetime.date.fromisoformat(made["published"][:10])
            made["published"] = (day + datetime.timedelta(days=shift * again)).isoformat()
        yield json.dumps(made, ensure_ascii=False) + "\n"


def add(verbale, archive, lines, folder):
    path = os.path.join(folder, "made.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(lines)
    _, peak_mb, status, seconds = peak.measure([verbale, "--archive", archive, "add", "--quiet", path])
    if status:
        raise RuntimeError(f"add: exit status {status}")
    return seconds, peak_mb


def merge_again(verbale, archive):
    """Seconds of merging alone: every key waits again, and the next question merges."""
    db = sqlite3.connect(archive)
    names = [r[1] for r in db.execute("PRAGMA table_info(pending_keys)")]
    db.execute("INSERT OR IGNORE INTO pending_keys SELECT DISTINCT merge_key" +
               ", '0001-01-01', '9999-12-31'" * (len(names) > 1) + " FROM reports")
    db.commit()
    counts = db.execute("SELECT count(*), count(DISTINCT exchange), (SELECT max(n) FROM (SELECT "
                        "count(*) AS n FROM reports GROUP BY merge_key)) FROM reports").fetchone()
    db.close()
    _, peak_mb, _, seconds = peak.measure([verbale, "--archive", archive, "ledger", "--count"])
    return seconds, peak_mb, counts


def measure(verbale, year, n, shift):
    with tempfile.TemporaryDirectory(prefix="verbale-growth-") as folder:
        archive = os.path.join(folder, "archive.db")
        all_in = add(verbale, archive, articles(year, 0, n, shift), folder)
        merge = merge_again(verbale, archive)
        more = add(verbale, archive, articles(year, n, WEEK, shift), folder)
        return {"articles": n, "add": all_in[0], "add_mb": all_in[1], "merge": merge[0],
                "merge_mb": merge[1], "more": more[0], "more_mb": more[1], "reports": merge[2][0],
                "exchanges": merge[2][1], "busiest": merge[2][2]}


def beside_n_log_n(a, b, what):
    """How much faster than n log n `what` grew from a to b."""
    n, m = a["articles"], b["articles"]
    return b[what] / a[what] / (m * math.log(m) / (n * math.log(n)))


def new_articles(sentences, n, seed):
    """Lines of n articles made as bench/passages makes them."""
    chance = random.Random(seed)
    for i in range(n):
        told, words = [], 0
        while words < TRACED_WORDS:
            of = chance.choice(sentences).split(" ")
            if chance.randrange(100) < INDEX_NEW:
                chance.shuffle(of)
            told.append(" ".join(of))
            words += len(of)
        yield json.dumps({"id": f"new-{seed}-{i}", "published": "2025-05-05",
                          "text": ". ".join(told) + "."}, ensure_ascii=False) + "\n"


def traces(program, archive, sentences, folder):
    """Seconds of processor time of reading each of the articles and of tracing it, as
    bench/trace_articles measures it: by a tracer that has seen nothing yet."""
    path = os.path.join(folder, "new.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(new_articles(sentences, TRACED, 1))
    said = subprocess.run([program, archive, "1", path], check=True, capture_output=True, text=True)
    articles = json.loads(said.stdout)["articles"]
    return [a["read"][0] for a in articles], [a["first"][0] for a in articles]


def measure_index(folder_of_benches, text, n, folder):
    """What bench/passages says of n articles, with "read" and "traces"."""
    archive, path = os.path.join(folder, "index.db"), os.path.join(folder, "text.txt")
    pathlib.Path(path).write_text(text, encoding="utf-8")
    said = json.loads(subprocess.run(
        [os.path.join(folder_of_benches, "passages"), archive, str(n), str(INDEX_WORDS), str(INDEX_NEW),
         path], check=True, capture_output=True, text=True).stdout)
    sentences = [" ".join(s.split()) for s in text.split(".") if len(s) > 20]
    said["read"], said["traces"] = traces(os.path.join(folder_of_benches, "trace_articles"), archive,
                                          sentences, folder)
    os.unlink(archive)
    return said


def worst(values):
    """Of twenty all but one are below it."""
    return sorted(values)[max(len(values) * 95 // 100 - 1, 0)]


def run_index(benches, sizes, folder=None):
    """{size: figures}; None where the year is not at hand."""
    if not YEAR.exists():
        return None
    with lzma.open(YEAR, "rt", encoding="utf-8") as f:
        text = "\n".join(json.loads(line).get("text") or "" for line in f)
    found = {}
    for n in sizes:
        with tempfile.TemporaryDirectory(prefix="verbale-growth-", dir=folder) as at:
            found[n] = measure_index(benches, text, n, at)
        end, look_ups, traced = found[n]["fill"][-1], found[n]["look_ups"], found[n]["traces"]
        print(f"index {n:7} articles, {end['text_mb']:.0f} MB: {end['seconds']:.1f} s "
              f"({end['articles'] / end['seconds']:.0f} a second), {end['peak_mb']:.0f} MB; "
              f"{1e6 * end['index_mb'] / end['postings']:.2f} bytes a posting, "
              f"{end['index_mb'] / end['text_mb']:.2f} of the text, {end['segments']} segments; "
              f"look-up of 600 words {1e3 * statistics.median(look_ups):.1f} ms, 95 % under "
              f"{1e3 * worst(look_ups):.1f}; trace of 600 words "
              f"{1e3 * statistics.median(traced):.1f} ms, 95 % under {1e3 * worst(traced):.1f} "
              f"(and {1e3 * statistics.median(found[n]['read']):.1f} to read them)", flush=True)
    return found


def run(verbale, sizes, kinds=tuple(SHIFT)):
    """{kind: [figures of each size]}; None where the year is not at hand."""
    if not YEAR.exists():
        return None
    with lzma.open(YEAR, "rt", encoding="utf-8") as f:
        year = [json.loads(line) for line in f]
    found = {}
    for kind in kinds:
        found[kind] = []
        for n in sizes:
            figures = measure(verbale, year, n, SHIFT[kind])
            found[kind].append(figures)
            print(f"{kind} {n:6} articles, {figures['reports']} reports ({figures['busiest']} of one "
                  f"pair), {figures['exchanges']} exchanges: add {figures['add']:.2f} s, "
                  f"{figures['add_mb']:.0f} MB; merging {figures['merge']:.2f} s, "
                  f"{figures['merge_mb']:.0f} MB; {WEEK} more {figures['more']:.2f} s, "
                  f"{figures['more_mb']:.0f} MB", flush=True)
        first, last = found[kind][0], found[kind][-1]
        print(f"{kind}: beside n log n: add {beside_n_log_n(first, last, 'add'):.2f}, merging "
              f"{beside_n_log_n(first, last, 'merge'):.2f}", flush=True)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("verbale", nargs="?", default=str(ROOT / "build" / "verbale"))
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--index", metavar="BENCHES", help="measure the passage index instead")
    parser.add_argument("--index-sizes", default=",".join(map(str, INDEX_SIZES)))
    args = parser.parse_args()
    sizes, index_sizes = (tuple(map(int, s.split(","))) for s in (args.sizes, args.index_sizes))
    verbale = os.path.abspath(args.verbale)
    if not (run_index(args.index, index_sizes) if args.index else run(verbale, sizes)):
        print(f"not measured: no {YEAR}")
    sys.exit(0)


if __name__ == "__main__":
    main()
