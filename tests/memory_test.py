#!/usr/bin/env python3
"""Whichever allocation fails, nothing breaks: memory_test.py FAILING_MEMORY (tests/failing_memory.c).

Each run is made with the k-th allocation failing, and with every one from the k-th on.  Either the
run does all that it does with enough memory, or it says so on standard error and by its exit
status.  It never crashes, hangs or leaks, and what it leaves of an archive is intact and is made
whole by adding again.  In an ordinary test run some k stand for all; VERBALE_MEMORY_TRIES=0 takes
every k, another number so many of each run.  All people are invented.
"""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
TRIES = int(os.environ.get("VERBALE_MEMORY_TRIES", "6"))
SANITIZER = 99  # exit status of a run in which a sanitizer found something
# glibc loses some bytes where it fails to load a locale.
KNOWN_LEAKS = "leak:_nl_normalize_codeset\nleak:_nl_make_l10nflist\nleak:_nl_find_locale\n"
REASONS = ("out of memory", "Cannot allocate memory", "MiB of memory")
SMALL = ["--memory", "16", "--threads", "1"]

LEAD = ("VIENTIANE, May 2 (Example) -- President Anna Kovar of Laos sent a congratulatory message to "
        "Vietnamese President Tran Van Minh on May 1, 2019, on the occasion of the national day.")
PAGE = f"""<html><head><title>Kovar writes to Minh</title>
<meta property="article:published_time" content="2019-05-02T08:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Kovar writes to Minh"}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Kovar writes to Minh</h1><p>{LEAD}</p>
<p>The message wished him well &amp; said that relations were good.</p></article></body></html>
"""
DUMP = f"Home\nNews\n\nKovar writes to Minh\n\n{LEAD}\n\nThe message wished him well, it said.\n"
ARTICLES = [
    {"id": "d1", "published": "2019-05-02", "title": "Message to Hanoi", "text": LEAD},
    {"id": "d2", "published": "2019-05-03", "title": "Received", "text":
     "Vietnamese President Tran Van Minh received a message of congratulation from Lao President "
     "Anna Kovar on May 1, 2019."},
]


def rows(path):
    """All rows of all tables but the time of adding."""
    db = sqlite3.connect(path)
    if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise AssertionError("the archive is damaged")
    out = {}
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = [r[1] for r in db.execute(f"PRAGMA table_info({table})") if r[1] != "added"]
        out[table] = sorted(map(repr, db.execute(f"SELECT {', '.join(columns)} FROM {table}")))
    db.close()
    return out


class Runs:
    """The program, kept open: a run is a child of it."""

    def __init__(self, folder, mode, args):
        leaks = os.path.join(folder, "leaks")
        with open(leaks, "w", encoding="utf-8") as f:
            f.write(KNOWN_LEAKS)
        env = dict(os.environ, LSAN_OPTIONS=f"suppressions={leaks}:print_suppressions=0",
                   ASAN_OPTIONS=f"exitcode={SANITIZER}", UBSAN_OPTIONS="halt_on_error=1",
                   LC_ALL="C.UTF-8")
        self.folder = folder
        self.process = subprocess.Popen([PROGRAM, mode, *args], cwd=folder, env=env, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def text(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8", errors="replace") as f:
            return f.read()

    def run(self, k):
        """Exit status, number of allocations, what it printed and what it complained of."""
        self.process.stdin.write(f"{k}\n")
        self.process.stdin.flush()
        _, status, n = map(int, self.process.stdout.readline().split())
        return status, n, self.text("out"), self.text("err")


def which(n, name):
    """The k to try."""
    if not TRIES or n <= TRIES:
        return range(1, n + 1)
    return sorted(random.Random(name).sample(range(1, n + 1), TRIES))


class Memory(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="verbale-memory-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("page.html", PAGE)
        self.write("dump.txt", DUMP)
        self.write("a.jsonl", "".join(json.dumps(a) + "\n" for a in ARTICLES))

    def write(self, name, text, mode="w"):
        with open(os.path.join(self.folder, name), mode) as f:
            f.write(text)

    def at(self, name):
        return os.path.join(self.folder, name)

    def judge(self, good, status, out, err, complaints=1):
        if status == 0:
            self.assertEqual(out, good, "good by its exit status, but it prints something else")
            self.assertEqual(err, "")
            return
        self.assertIn(status, (1, 3), err[:3000])
        lines = err.splitlines()
        self.assertTrue(1 <= len(lines) <= complaints, err)
        for line in lines:
            self.assertTrue(any(reason in line for reason in REASONS), line)

    def every(self, *args, before=lambda: None, after=lambda status: None, complaints=1):
        begin, tried = time.monotonic(), 0
        for mode in ("once", "from"):
            with Runs(self.folder, mode, args) as runs:
                before()
                status, n, good, err = runs.run(0)
                self.assertEqual((status, err), (0, ""))
                for k in which(n, f"{mode} {args}"):
                    with self.subTest(mode=mode, k=k, args=args):
                        before()
                        status, _, out, err = runs.run(k)
                        self.judge(good, status, out, err, complaints)
                        after(status)
                    tried += 1
        print(f"{n:6} allocations, {tried:6} runs in {time.monotonic() - begin:5.1f} s: {' '.join(args)}",
              flush=True)

    def test_read_page(self):
        self.every("read", *SMALL, "page.html")

    def test_read_page_for_people(self):
        self.every("read", *SMALL, "--format", "table", "page.html")

    def test_read_dump(self):
        self.every("read", *SMALL, "dump.txt")

    def test_read_json_lines(self):
        self.every("read", *SMALL, "a.jsonl", complaints=2)

    def test_read_folder_with_threads(self):
        os.mkdir(self.at("folder"))
        for name in ("page.html", "dump.txt"):
            shutil.copy(self.at(name), self.at("folder"))
        self.every("read", "--memory", "16", "--threads", "2", "--format", "table", "folder",
                   complaints=3)

    def test_read_compressed(self):
        for name in ("gzip", "xz"):
            with open(self.at("packed"), "wb") as f:
                subprocess.run([name, "-c", self.at("dump.txt")], stdout=f, check=True)
            self.every("read", *SMALL, "packed")

    def test_library(self):
        self.every("library", "a.jsonl", "page.html", complaints=3)

    def test_the_rest_of_the_batch(self):
        """Where one document has no memory, the next may: some k lose one file and give the other."""
        with Runs(self.folder, "once", ["read", *SMALL, "dump.txt", "page.html"]) as runs:
            _, n, good, _ = runs.run(0)
            lost_one = 0
            for k in range(max(1, n - 8), n + 1):
                status, _, out, err = runs.run(k)
                self.assertIn(status, (0, 1), err)
                lost_one += status == 1 and 0 < out.count("\n") < good.count("\n")
            self.assertGreater(lost_one, 0)

    def archive(self):
        self.write("good", "")
        os.unlink(self.at("good"))
        with Runs(self.folder, "once", ["--archive", "good", "add", "--quiet", *SMALL, "a.jsonl"]) as runs:
            self.assertEqual(runs.run(0)[0], 0)
        return rows(self.at("good"))

    def test_add(self):
        whole = self.archive()
        args = ["--archive", "new", "add", *SMALL, "a.jsonl"]

        def remove():
            for name in ("new", "new-journal"):
                if os.path.exists(self.at(name)):
                    os.unlink(self.at(name))

        with Runs(self.folder, "once", args) as again:
            def complete(status):
                if os.path.exists(self.at("new")):
                    held = rows(self.at("new"))
                    if status == 0:
                        self.assertEqual(held, whole)
                if status:
                    status, _, _, err = again.run(0)
                    self.assertEqual((status, err), (0, ""))
                    self.assertEqual(rows(self.at("new")), whole)

            self.every(*args, before=remove, after=complete)

    def ask(self, *args):
        whole = self.archive()
        self.every("--archive", "good", *args)
        self.assertEqual(rows(self.at("good")), whole)

    def test_ledger_table(self):
        self.ask("ledger", "--format", "table")

    def test_ledger_json_lines(self):
        self.ask("ledger", "--format", "jsonl")

    def test_show(self):
        self.ask("show", "d1")

    def test_status(self):
        self.ask("--format", "json")


if __name__ == "__main__":
    unittest.main()
