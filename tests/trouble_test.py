#!/usr/bin/env python3
"""Archives in trouble, for every command that opens one: trouble_test.py VERBALE

Locked, read-only, cut short, with bytes changed, of a newer version, of another program, no file at
all: exit status 3 and one line that says what to do, never a signal, never a wait without end, and
nothing touched.
"""

import concurrent.futures
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import unittest

from archive_contents import contents, problems, scratch_folder
from order_test import line, told

VERBALE = os.path.abspath(sys.argv.pop(1))
NOBODY = 65534
COMMANDS = {"status": [], "ledger": ["ledger"], "show": ["show", "act-0-0"],
            "add": ["add", "-q", "--memory", "16", "--threads", "1", "more.jsonl"]}
READERS = ("status", "ledger", "show")


def become_nobody():
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


class Trouble(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = scratch_folder("verbale-trouble-")
        cls.addClassCleanup(cls.holder.cleanup)
        cls.folder = cls.holder.name
        os.chmod(cls.folder, 0o755)
        articles = [told(random.Random(3), act, teller) for act in range(8) for teller in range(5)]
        for name, some in (("first.jsonl", articles[:30]), ("more.jsonl", articles[30:])):
            with open(os.path.join(cls.folder, name), "w", encoding="utf-8") as f:
                f.writelines(map(line, some))
        subprocess.run([VERBALE, "--archive", "good.db", "add", "-q", "--memory", "16",
                        "first.jsonl"], cwd=cls.folder, check=True)
        cls.good = contents(os.path.join(cls.folder, "good.db"))

    def at(self, name):
        return os.path.join(self.folder, name)

    def fresh(self, name="x.db"):
        for end in ("", "-journal", "-wal", "-shm"):
            if os.path.lexists(self.at(name + end)):
                os.unlink(self.at(name + end))
        return self.at(shutil.copy(self.at("good.db"), self.at(name)))

    def bytes_of(self, name):
        with open(self.at(name), "rb") as f:
            return f.read()

    def run_it(self, command, name="x.db", **more):
        done = subprocess.run([VERBALE, "--archive", name, *COMMANDS[command]], cwd=self.folder,
                              capture_output=True, timeout=100, check=False, **more)
        return done.returncode, done.stderr.decode(errors="replace")

    def refused(self, says, commands=tuple(COMMANDS), name="x.db", **more):
        for command in commands:
            with self.subTest(command=command, name=name):
                status, err = self.run_it(command, name, **more)
                self.assertEqual(status, 3, err)
                self.assertIn(says, err)
                self.assertTrue(err.startswith(f"verbale: {name}: "), err)
                self.assertEqual(err.count("\n"), 1, err)

    def served(self, commands, name="x.db", **more):
        for command in commands:
            with self.subTest(command=command, name=name):
                self.assertEqual(self.run_it(command, name, **more), (0, ""))

    def test_locked(self):
        """Ten seconds of patience each, so all of them wait together."""
        cases = [("exclusive.db", "EXCLUSIVE", {c: 3 for c in COMMANDS}),
                 ("writing.db", "IMMEDIATE", {"status": 0, "ledger": 0, "show": 0, "add": 3}),
                 ("reading.db", "DEFERRED", {"status": 0, "ledger": 0, "show": 0, "add": 3})]
        held = []
        for name, kind, _ in cases:
            db = sqlite3.connect(self.fresh(name), isolation_level=None)
            held.append(db)
            db.execute(f"BEGIN {kind}")
            db.execute("SELECT count(*) FROM articles").fetchone()
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            waits = [(name, command, status, pool.submit(self.run_it, command, name))
                     for name, _, expected in cases for command, status in expected.items()]
            for name, command, status, wait in waits:
                got, err = wait.result()
                self.assertEqual(got, status, f"{name} {command}: {err}")
                if status:
                    self.assertIn("locked: another program is using it; try again", err)
        for db in held:
            db.close()
        for name, _, _ in cases:
            self.assertEqual(contents(self.at(name)), self.good)
            self.served(("add",), name)

    def test_what_is_no_archive(self):
        with open(self.at("text.db"), "w", encoding="utf-8") as f:
            f.write("Dear diary, today I made a database.\n" * 300)
        with sqlite3.connect(self.at("other.db")) as db:
            db.execute("CREATE TABLE songs (title)")
        with sqlite3.connect(self.at("mark.db")) as db:
            db.execute("PRAGMA application_id = 7")
        for name in ("text.db", "other.db", "mark.db"):
            before = self.bytes_of(name)
            self.refused("not a verbale archive", name=name)
            self.assertEqual(self.bytes_of(name), before)

    def test_another_version(self):
        for version, says in ((4, "newer verbale (schema 4; this one knows 3)"), (99, "newer"),
                              (0, "damaged"), (-3, "damaged")):
            with sqlite3.connect(self.fresh()) as db:
                db.execute(f"PRAGMA user_version = {version}")
            before = self.bytes_of("x.db")
            self.refused(says)
            self.assertEqual(self.bytes_of("x.db"), before)

    def test_no_plain_file(self):
        os.makedirs(self.at("folder.db"), exist_ok=True)
        self.refused("a folder", name="folder.db")
        os.mkfifo(self.at("pipe.db"))
        self.refused("a pipe, socket or device", name="pipe.db")
        self.refused("a pipe, socket or device", name="/dev/null")
        self.refused("there is no archive", READERS, name="good.db/x.db")
        self.refused("cannot be made", ("add",), name="good.db/x.db")

    def test_a_link_to_nothing_and_an_empty_file_are_archives_to_be_made(self):
        self.fresh()
        os.unlink(self.at("x.db"))
        os.symlink("target.db", self.at("x.db"))
        self.refused("there is no archive", READERS)
        self.served(("add", "status", "ledger"))
        self.assertTrue(os.path.islink(self.at("x.db")))
        self.assertGreater(os.path.getsize(self.at("target.db")), 0)
        open(self.at("empty.db"), "wb").close()
        self.refused("empty, no archive yet", READERS, name="empty.db")
        self.assertEqual(os.path.getsize(self.at("empty.db")), 0)
        self.served(("add", "status", "ledger"), name="empty.db")

    def test_cut_short(self):
        whole = len(self.bytes_of("good.db"))
        rng = random.Random(5)
        # A single byte is nothing to SQLite: it writes one itself, on some file systems.
        for size in [2, 15, 16, 99, 100, 511, 512, 4095, 4096, 4097, whole - 4096] + [
                rng.randrange(2, whole - 4096) for _ in range(5)]:
            os.truncate(self.fresh(), size)
            for command in COMMANDS if size in (100, 4096, whole - 4096) else ("add", "ledger"):
                status, err = self.run_it(command)
                self.assertEqual(status, 3, f"{size} bytes: {command}: {err}")
                self.assertRegex(err, "^verbale: x.db: (the archive is damaged|not a verbale)")
            self.assertEqual(os.path.getsize(self.at("x.db")), size)

    def test_bytes_changed(self):
        """Nothing says that a changed letter is wrong; but no command may die of what it reads."""
        seed = os.environ.get("VERBALE_TROUBLE_SEED") or str(random.randrange(10 ** 6))
        rng = random.Random(seed)
        good = bytearray(self.bytes_of("good.db"))
        for i in range(int(os.environ.get("VERBALE_FLIPS") or 12)):
            bad = good.copy()
            for _ in range(rng.choice((1, 10, 1000))):
                bad[rng.randrange(len(bad))] = rng.randrange(256)
            self.fresh()
            with open(self.at("x.db"), "wb") as f:
                f.write(bad)
            for command in rng.sample(sorted(COMMANDS), 2):
                status, err = self.run_it(command)
                said = f"VERBALE_TROUBLE_SEED={seed} {i}: {command}: {status} {err}"
                self.assertIn(status, (0, 1, 3), said)
                self.assertNotIn("Sanitizer", err, said)
                if "or was interrupted" not in err: # a changed byte can say that, too
                    self.assertEqual(err.startswith("verbale: "), status != 0, said)

    @unittest.skipUnless(os.geteuid() == 0, "needs root, to have somebody without rights")
    def test_without_the_right(self):
        os.makedirs(self.at("shut"), exist_ok=True)
        nobody = {"preexec_fn": become_nobody}
        shutil.copy(self.fresh(), self.at("shut/x.db"))
        os.chmod(self.at("shut/x.db"), 0o644)
        self.served(READERS, "shut/x.db", **nobody)  # a read-only file can be asked
        self.refused("read-only", ("add",), "shut/x.db", **nobody)
        with sqlite3.connect(self.at("shut/x.db")) as db:
            db.execute("PRAGMA user_version = 1")
        db.close()
        self.refused("made by an older verbale (schema 1); open it once", READERS, "shut/x.db", **nobody)
        shutil.copyfile(self.fresh(), self.at("shut/x.db"))
        os.chmod(self.at("shut/x.db"), 0o666)  # the file can be written, its folder not
        self.served(READERS, "shut/x.db", **nobody)
        self.refused("shut/x.db: ", ("add",), "shut/x.db", **nobody)
        self.refused("cannot be made", ("add",), "shut/new.db", **nobody)
        self.assertEqual(contents(self.at("shut/x.db")), self.good)
        os.chmod(self.at("shut/x.db"), 0o600)
        self.refused("ermission denied", name="shut/x.db", **nobody)
        os.chmod(self.at("shut"), 0o700)
        self.refused("ermission denied", name="shut/x.db", **nobody)

    def left_behind(self, pragma):
        """A copy of an archive as a killed writer leaves it."""
        db = sqlite3.connect(self.fresh("y.db"), isolation_level=None)
        db.execute(pragma)
        db.execute("PRAGMA cache_size = 2")
        db.execute("BEGIN")
        db.execute("UPDATE articles SET title = 'half done' || hex(zeroblob(3000))")
        self.fresh()
        for end in ("", "-journal", "-wal"):
            if os.path.exists(self.at("y.db" + end)):
                shutil.copy(self.at("y.db" + end), self.at("x.db" + end))
        db.close()

    def test_a_journal_left_behind(self):
        for pragma, end in (("PRAGMA journal_mode = DELETE", "-journal"),
                            ("PRAGMA journal_mode = WAL", "-wal")):
            for command in COMMANDS:
                self.left_behind(pragma)
                self.assertGreater(os.path.getsize(self.at("x.db" + end)), 4096)
                self.served((command,))
                self.assertIsNone(problems(self.at("x.db")))
                if command != "add":
                    self.assertEqual(contents(self.at("x.db")), self.good)
                self.assertNotIn("half done", repr(contents(self.at("x.db"))["articles"]))

    @unittest.skipUnless(os.geteuid() == 0, "needs root, to have somebody without rights")
    def test_a_journal_left_behind_where_nothing_can_be_written(self):
        self.left_behind("PRAGMA journal_mode = DELETE")
        for end in ("", "-journal"):
            os.chmod(self.at("x.db" + end), 0o644)
        self.refused("an add was interrupted", preexec_fn=become_nobody)


if __name__ == "__main__":
    unittest.main(verbosity=2)
