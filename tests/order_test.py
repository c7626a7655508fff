#!/usr/bin/env python3
"""Any order of adding gives the same archive: order_test.py VERBALE SAMPLES [-- FILE ...]

Captures that collide in every way (one exchange told by many outlets, the same bytes at several
places, one id with other facts or with other text) are added by any number of threads, in random
orders, in one go, in random batches or one file at a time.  All rows of all tables must be those of
one add in sorted order, but for the time of adding.

    VERBALE_ORDER_SEED    repeats a failure: it prints the seed
    VERBALE_ORDER_ROUNDS  how many random orders of each kind
    FILE ...              adds these too, JSON Lines cut into pieces: for a large run by hand

All people and outlets are invented.
"""

import gzip
import json
import os
import random
import shutil
import subprocess
import sys

from archive_contents import contents, difference, problems, scratch_folder

THREADS = (1, 2, 4, 8)
RULERS = [("LA", "President Anna Kovar of Laos", "Lao President Anna Kovar"),
          ("VN", "Vietnamese President Tran Van Minh", "President Minh of Vietnam"),
          ("EE", "President Liis Tammeveski of Estonia", "Estonian President Liis Tammeveski"),
          ("PE", "President Rosa Quispe of Peru", "the Peruvian head of state, Rosa Quispe")]
OUTLETS = ["Daily Example", "Example Post", "Meridian Wire", "Harbour Times", None]
OCCASIONS = ["the {n}th anniversary of the National Day", "his birthday", "the New Year",
             "the victory in the election"]


def line(article):
    return json.dumps(article, ensure_ascii=False) + "\n"


def told(rng, act, teller):
    """One act as one outlet tells it: first the sender's words, then the receiver's, and so on."""
    sender, receiver = RULERS[act % 4], RULERS[(act // 4 + act + 1) % 4]
    day = 1 + act % 27
    occasion = OCCASIONS[act % len(OCCASIONS)].format(n=40 + act)
    text = [f"{sender[1]} sent a congratulatory message to {receiver[1]} on May {day}, 2019 on the "
            f"occasion of {occasion}.",
            f"{receiver[2]} received a message of congratulation from {sender[2]} on May {day + 1}.",
            f"{sender[2]} sent a letter to {receiver[1]}. The letter congratulates on {occasion}.",
            f"{receiver[1]} sent a reply to {sender[1]}, thanking for the message on {occasion}.",
            f"{receiver[1]} met ministers. Earlier {sender[1]} sent a message to {receiver[2]}."]
    return {"id": f"act-{act}-{teller}", "published": f"2019-05-{day + rng.randrange(3):02}",
            "outlet": OUTLETS[(act + teller) % 5], "title": f"Message {act}",
            "text": text[teller % 5] + "\n\n" + text[(teller + act) % 5] + f"\n\nTold by {teller}."}


def told_over_years(i):
    """One pair through six years, so that its reports are many clusters: messages and replies, and
    articles that recall a year, which join clusters."""
    sender, receiver = RULERS[0], RULERS[1]
    day = 40 * (i // 4)
    year, month, date = 2003 + day // 360, 1 + day // 30 % 12, 1 + day % 28
    told_day = f"{['January', 'March', 'May', 'July', 'August', 'October'][month // 2 % 6]} {date}"
    month = [1, 3, 5, 7, 8, 10][month // 2 % 6]
    text = [f"{sender[1]} sent a letter to {receiver[1]} on {told_day}, {year} on the floods.",
            f"{receiver[2]} received a letter from {sender[2]} on {told_day}, {year}.",
            f"{receiver[1]} sent a reply to {sender[1]}, thanking for the letter on the floods.",
            f"{receiver[1]} met ministers. In {year - i % 3} {sender[1]} sent a letter to {receiver[2]}."]
    return {"id": f"years-{i}", "published": f"{year}-{month:02}-{date:02}", "outlet": OUTLETS[i % 5],
            "title": f"Letter {i}", "text": text[i % 4]}


def same_id_other_facts(i):
    """One article from four captures; their outlets decide whose president speaks."""
    text = (f"President Marek Solvik spoke by phone with President Rosa Quispe of Peru on June {i + 1}, 2020."
            f"\n\nPresident Solvik sent a letter to President Rosa Quispe of Peru on June {i + 2}.")
    homes = ["Press Office of the President of Estonia", "Press Office of the President of Vietnam",
             "Press Office of the President of Laos", None]
    return [{"id": f"facts-{i}", "text": text, "outlet": homes[(i + k) % 4],
             "title": f"A call, {k}", "captured": [None, "2020-07-02", "2020-07-01", None][k]}
            for k in range(4)]


def same_id_other_text(i):
    texts = [f"President Anna Kovar of Laos sent a letter to President Rosa Quispe of Peru on July "
             f"{i + n}, 2021." for n in (1, 2)] + ["The letter was short."]
    return [{"id": f"text-{i}", "text": texts[k % 3], "title": f"Version {k}",
             "captured": [None, "2021-07-02", "2021-07-01", None, "2021-07-03"][k]}
            for k in range(5)]


def make(folder, samples, verbale):
    """Writes the corpus; gives the names of its files."""
    rng = random.Random(1)
    names = []

    def write(name, data):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)
        names.append(name)

    for name in sorted(n for n in os.listdir(samples) if not n.endswith(".tsv")):
        shutil.copy(os.path.join(samples, name), folder)
        names.append(name)
    page = open(os.path.join(samples, "03-han-river-post.html"), "rb").read()
    write("again/copy.html", page)
    write("again/packed.gz", gzip.compress(page, mtime=0))
    articles = [told(rng, act, teller) for act in range(24) for teller in range(5)]
    rng.shuffle(articles)
    for i in range(6):
        write(f"wire-{i}.jsonl", "".join(map(line, articles[20 * i:20 * i + 20])).encode())
    years = rng.sample([told_over_years(i) for i in range(200)], 200)
    for i in range(8):
        write(f"years-{i}.jsonl", "".join(map(line, years[25 * i:25 * i + 25])).encode())
    write("some-again.jsonl", "".join(map(line, articles[7:90:9])).encode())
    for k in range(4):
        write(f"facts-{k}.jsonl", "".join(line(same_id_other_facts(i)[k]) for i in range(4)).encode())
    for k in range(5):
        write(f"text-{k}.jsonl", "".join(line(same_id_other_text(i)[k]) for i in range(4)).encode())
    # What `read` printed, added: its ids are given now, and another capture has them already.
    said = subprocess.run([verbale, "read", "--memory", "16", "--format", "jsonl", "03-han-river-post.html",
                           "06-turkish-readout.html"], cwd=folder, capture_output=True, check=True)
    first, second = map(json.loads, said.stdout.decode().splitlines())
    second["text"] += "\n\nMore."
    write("read-again.jsonl", "".join(map(line, (first, second))).encode())
    return names


def cut(folder, files):
    """Large inputs by hand: JSON Lines in pieces of 100 lines, other files as they are."""
    names = []
    for number, path in enumerate(files):
        if not path.endswith(".jsonl"):
            names.append(os.path.abspath(path))
            continue
        with open(path, encoding="utf-8") as f:
            lines = f.readlines()
        for i in range(0, len(lines), 100):
            names.append(f"cut-{number}-{i}.jsonl")
            with open(os.path.join(folder, names[-1]), "w", encoding="utf-8") as out:
                out.writelines(lines[i:i + 100])
    return names


class Trial:
    def __init__(self, verbale, folder, names):
        self.verbale, self.folder, self.names = verbale, folder, names
        self.expected = self.add_all([sorted(names)], [1])

    def add_all(self, batches, threads):
        archive = os.path.join(self.folder, "trial.db")
        if os.path.exists(archive):
            os.unlink(archive)
        for i, batch in enumerate(batches):
            done = subprocess.run([self.verbale, "--archive", archive, "add", "-q", "--memory", "16",
                                   "--threads", str(threads[i % len(threads)]), *batch],
                                  cwd=self.folder, capture_output=True, check=False)
            if done.returncode not in (0, 1) or b"Sanitizer" in done.stderr:
                return f"exit status {done.returncode}: {done.stderr.decode()[-2000:]}"
        wrong = problems(archive)
        return wrong if wrong else contents(archive)

    def check(self, what, batches, threads):
        got = self.add_all(batches, threads)
        if got == self.expected:
            return True
        print(f"not ok: {what}:\n{got if isinstance(got, str) else difference(self.expected, got)}")
        return False


def in_batches(rng, names):
    names = rng.sample(names, len(names))
    cuts = sorted(rng.sample(range(1, len(names)), min(5, len(names) - 1)))
    return [names[a:b] for a, b in zip([0] + cuts, cuts + [len(names)])]


def rounds(trial, seed, n):
    good = True
    for i in range(n):
        rng = random.Random(f"{seed} {i}")
        said = f"VERBALE_ORDER_SEED={seed}, order {i}"
        for t in THREADS:
            order = rng.sample(trial.names, len(trial.names))
            good &= trial.check(f"{said}, in one go, {t} threads", [order], [t])
        good &= trial.check(f"{said}, in batches", in_batches(rng, trial.names), THREADS)
        twice = in_batches(rng, trial.names)
        good &= trial.check(f"{said}, in batches, some twice", twice + twice[1:3], THREADS)
    return good


def one_at_a_time(verbale, folder, names, seed):
    """Those that collide most: a process for each file takes its time."""
    trial = Trial(verbale, folder, [n for n in names if n.startswith(("facts", "text", "read", "03", "06"))])
    each = [[name] for name in random.Random(seed).sample(trial.names, len(trial.names))]
    return trial.check(f"VERBALE_ORDER_SEED={seed}, one file at a time", each, [2])


def main():
    verbale, samples = map(os.path.abspath, sys.argv[1:3])
    seed = os.environ.get("VERBALE_ORDER_SEED") or str(random.SystemRandom().randrange(10 ** 6))
    n = int(os.environ.get("VERBALE_ORDER_ROUNDS") or 1)
    with scratch_folder("verbale-order-") as folder:
        names = make(folder, samples, verbale) + cut(folder, sys.argv[4:])
        trial = Trial(verbale, folder, names)
        if isinstance(trial.expected, str):
            sys.exit(f"not ok: sorted, one thread: {trial.expected}")
        counts = {table: len(rows) for table, rows in trial.expected.items()}
        print(f"{len(names)} files: {counts}")
        # A corpus in which nothing collides would test nothing.
        assert counts["places"] > counts["captures"] and counts["reports"] > counts["exchanges"] > 20
        assert counts["article_captures"] > counts["articles"] > 60
        good = rounds(trial, seed, n)
        good &= one_at_a_time(verbale, folder, names, seed)
        sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
