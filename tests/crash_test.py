#!/usr/bin/env python3
"""Killed at any moment, an add leaves a sound archive that adding again completes: crash_test.py VERBALE

    VERBALE_CRASHES   how many moments (make crash: 100)
    VERBALE_CRASH_SEED  repeats a failure: it prints the seed

After each kill: integrity and foreign keys hold, nothing is half done, whole batches are there,
`verbale` can read it or says that there is no archive yet, and adding again gives what an add that
was left alone gives.  Then two adds at once, and disks that are full at random sizes.
"""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from archive_contents import contents, difference, problems, scratch_folder
from order_test import line, told

BATCH = 6
MERGED_ANEW = 12  # of the articles, in the archive before: their exchanges are recomputed


class Crashes:
    def __init__(self, verbale, folder, rng):
        self.verbale, self.folder, self.rng = verbale, folder, rng
        articles = [told(random.Random(2), act, teller) for act in range(12) for teller in range(5)]
        self.write("all.jsonl", articles)
        self.write("some.jsonl", articles[:MERGED_ANEW])
        self.write("first.jsonl", articles[:40])
        self.write("second.jsonl", articles[20:])
        self.add("base.db", "some.jsonl")
        self.took = self.add("full.db", "all.jsonl")
        shutil.copy(self.at("base.db"), self.at("grown.db"))
        self.add("grown.db", "some.jsonl", "all.jsonl")
        self.expected = {False: contents(self.at("full.db")), True: contents(self.at("grown.db"))}
        self.alive = 0

    def at(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, articles):
        with open(self.at(name), "w", encoding="utf-8") as f:
            f.writelines(map(line, articles))

    def command(self, archive, *paths):
        return [self.verbale, "--archive", archive, "add", "-q", "--memory", "16", "--threads", "2",
                "--batch", str(BATCH), *paths]

    def add(self, archive, *paths):
        begun = time.monotonic()
        subprocess.run(self.command(archive, *paths), cwd=self.folder, check=True)
        return time.monotonic() - begun

    def start(self, grown):
        for name in os.listdir(self.folder):
            if name.startswith(("trial.db", "copy.db")):
                os.unlink(self.at(name))
        if grown:
            shutil.copy(self.at("base.db"), self.at("trial.db"))

    def wait_for_writing(self, running):
        """Commits are short: this ends while the archive itself is being written, for the n-th time."""
        writes, seen, n = 0, self.written(), self.rng.randrange(1, 8)
        while writes < n and running.poll() is None:
            now = self.written()
            writes += now != seen
            seen = now

    def written(self):
        try:
            return os.stat(self.at("trial.db")).st_mtime_ns
        except FileNotFoundError:
            return None

    def crash(self, grown, writing):
        """Kills an add somewhere in the time that the last one took, or while it writes."""
        self.start(grown)
        with subprocess.Popen(self.command("trial.db", "all.jsonl"), cwd=self.folder) as running:
            if writing:
                self.wait_for_writing(running)
            else:
                time.sleep(self.rng.random() * self.took)
            self.alive += running.poll() is None
            running.kill()
        return self.after(grown)

    def after(self, grown):
        """What is wrong now, or nothing."""
        there = [n for n in os.listdir(self.folder) if n.startswith("trial.db")]
        for name in there:
            shutil.copy(self.at(name), self.at(name.replace("trial", "copy")))
        if "trial.db" in there:
            wrong = problems(self.at("copy.db")) or self.whole_batches(grown)
            if wrong:
                return wrong
        said = subprocess.run([self.verbale, "--archive", "trial.db"], cwd=self.folder,
                              capture_output=True, check=False)
        nothing = b"no archive" in said.stderr
        if said.returncode != (3 if nothing else 0) or (nothing and grown):
            return f"status: {said.returncode} {said.stderr.decode()}"
        self.took = self.add("trial.db", "all.jsonl") if not grown else self.add(
            "trial.db", "some.jsonl", "all.jsonl")
        got = contents(self.at("trial.db"))
        if got != self.expected[grown]:
            return "adding again gives other content:\n" + difference(self.expected[grown], got)
        return problems(self.at("trial.db"))

    def whole_batches(self, grown):
        db = sqlite3.connect(self.at("copy.db"))
        try:
            places = db.execute("SELECT count(*) FROM places").fetchone()[0]
        except sqlite3.OperationalError:
            return None  # no tables yet
        finally:
            db.close()
        whole = (places - (MERGED_ANEW if grown else 0)) % BATCH == 0
        return None if whole else f"{places} places: a batch is half there"

    def two_at_once(self):
        self.start(False)
        with subprocess.Popen(self.command("trial.db", "first.jsonl"), cwd=self.folder,
                              stderr=subprocess.PIPE) as one:
            with subprocess.Popen(self.command("trial.db", "second.jsonl"), cwd=self.folder,
                                  stderr=subprocess.PIPE) as two:
                said = [p.communicate()[1].decode() for p in (one, two)]
        for status, err in zip((one.returncode, two.returncode), said):
            if status not in (0, 3) or (status == 3) != ("locked" in err):
                return f"two adds at once: {status} {err}"
        self.add("trial.db", "first.jsonl", "second.jsonl")
        self.start_expected = self.start_expected or self.separately()
        got = contents(self.at("trial.db"))
        return None if got == self.start_expected else difference(self.start_expected, got)

    start_expected = None

    def separately(self):
        self.add("apart.db", "first.jsonl", "second.jsonl")
        return contents(self.at("apart.db"))

    def full_disk(self, grown):
        """No file may grow above a random size, as under `ulimit -f`."""
        self.start(grown)
        least = os.path.getsize(self.at("trial.db")) if grown else 0
        most = os.path.getsize(self.at("grown.db"))
        size = self.rng.randrange(least, most)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        done = subprocess.run(self.command("trial.db", "all.jsonl"), cwd=self.folder,
                              preexec_fn=limit, capture_output=True, check=False)
        if done.returncode != 3 or b"trial.db: " not in done.stderr:
            return f"at most {size} bytes: status {done.returncode} {done.stderr.decode()}"
        return self.after(grown)


def main():
    verbale = os.path.abspath(sys.argv[1])
    seed = os.environ.get("VERBALE_CRASH_SEED") or str(random.SystemRandom().randrange(10 ** 6))
    n = int(os.environ.get("VERBALE_CRASHES") or 12)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it, and children inherit that
    failed = 0
    with scratch_folder("verbale-crash-") as folder:
        crashes = Crashes(verbale, folder, random.Random(seed))
        for i in range(n):
            trials = [("killed", lambda i=i: crashes.crash(i % 3 == 2, i % 2 == 1))]
            if i % 4 == 0:
                trials += [("full disk", lambda i=i: crashes.full_disk(i % 8 == 0)),
                           ("two at once", crashes.two_at_once)]
            for what, trial in trials:
                wrong = trial()
                if wrong:
                    print(f"not ok: VERBALE_CRASH_SEED={seed} moment {i}: {what}: {wrong}")
                    failed += 1
        print(f"{n} moments, {crashes.alive} of them before the add was over; {failed} failed")
        if crashes.alive < n // 3:
            sys.exit("not ok: hardly any add was alive when it was killed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
