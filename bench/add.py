#!/usr/bin/env python3
"""How fast `verbale add` is, and how much memory it takes: bench/add.py [VERBALE] [FILE ...]

Without FILE it adds the largest set of articles that ../shared/eval holds, else 10,000 articles
made of the samples.  A second `add` of the same files must change nothing; exit status 1 if it
does, or if either fails.
"""

import hashlib
import json
import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MADE_ARTICLES = 10000


def from_samples(verbale, folder):
    """The samples' articles over and over, each time under another id and with another text."""
    said = subprocess.run(
        [verbale, "read", "--format", "jsonl", os.path.join(ROOT, "samples")],
        capture_output=True, check=False, text=True,
    ).stdout
    articles = [json.loads(line) for line in said.splitlines()]
    path = os.path.join(folder, "made.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        for i in range(MADE_ARTICLES if articles else 0):
            a = articles[i % len(articles)]
            made = {"id": f"made-{i}", "published": a["published"], "title": a["title"]}
            made["text"] = f"{a['text']}\n\nNumber {i}."
            out.write(json.dumps(made, ensure_ascii=False) + "\n")
    return [path]


def inputs(verbale, folder):
    shared = os.environ.get("VERBALE_EVAL") or os.path.join(ROOT, os.pardir, "shared", "eval")
    year = os.path.join(shared, "exchanges", "kcna-2011-articles.jsonl.xz")
    return [os.path.normpath(year)] if os.path.exists(year) else from_samples(verbale, folder)


def plain_bytes(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rb") as f:
        return len(f.read())


def add(verbale, archive, files):
    """Seconds, peak memory in MB, and whether it went well."""
    begin = time.monotonic()
    process = subprocess.Popen([verbale, "--archive", archive, "add", "--quiet", *files])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - begin, usage.ru_maxrss / 1024, process.returncode == 0


def content(archive):
    """A hash of every row of every table, and the number of articles."""
    db = sqlite3.connect(archive)
    digest = hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()
    (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
    db.close()
    return digest, articles


def main():
    verbale = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else f"{ROOT}/build/verbale")
    with tempfile.TemporaryDirectory() as folder:
        files = sys.argv[2:] or inputs(verbale, folder)
        archive = os.path.join(folder, "bench.db")
        size = sum(plain_bytes(f) for f in files) / 1e6
        seconds, memory, ok = add(verbale, archive, files)
        first, articles = content(archive)
        print(f"add    {articles} articles, {size:.1f} MB in {seconds:.2f} s: "
              f"{articles / seconds:.0f} articles/s, {size / seconds:.1f} MB/s, "
              f"{memory:.0f} MB of memory; archive {os.path.getsize(archive) / 1e6:.1f} MB")
        seconds, memory, again = add(verbale, archive, files)
        same = content(archive)[0] == first
        print(f"again  {seconds:.2f} s, {memory:.0f} MB of memory; "
              f"{'nothing changed' if same else 'THE ARCHIVE CHANGED'}")
        return int(not (ok and again and same))


if __name__ == "__main__":
    sys.exit(main())
