"""What the adaptors of eval/ share: where the sets are, running verbale, one line of the table.

An adaptor turns what `verbale read` prints into what the scorer of a set takes.  It has
`measure(place)`, which returns a list of lines; each also runs alone:

    eval/exchanges.py [VERBALE] [--errors DIR]

The sets stay where they are (VERBALE_EVAL, else ../shared/eval beside the project); archives are
unpacked into build/eval/.  Every score comes from the set's own scorer, run as it is.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tarfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Line:
    """One line of the table: a set, its figures in printing order, and whether a gate holds."""

    def __init__(self, name, items, figures, ok=None, note=""):
        self.name, self.items, self.ok, self.note = name, items, ok, note
        self.figures = collections.OrderedDict(figures)


class Place:
    """The binary under test, the sets, the folder to work in, where error lists go (or None)."""

    def __init__(self, verbale, shared, work, errors=None):
        self.verbale, self.shared, self.work, self.errors = verbale, shared, work, errors

    def set(self, *parts):
        return os.path.join(self.shared, *parts)

    def has(self, *parts):
        return os.path.exists(self.set(*parts))

    def out(self, *parts):
        """A path in the working folder, whose parents exist."""
        path = os.path.join(self.work, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def error_file(self, name):
        """A file for an error list, or None when nobody asked for one."""
        if not self.errors:
            return None
        os.makedirs(self.errors, exist_ok=True)
        return os.path.join(self.errors, name)

    def unpack(self, *parts):
        """Unpacks an archive of a set once; returns the folder."""
        archive = self.set(*parts)
        folder = self.out("unpacked", os.path.basename(archive).split(".")[0])
        stamp = folder + ".done"
        if not os.path.exists(stamp):
            with tarfile.open(archive) as tar:
                tar.extractall(folder)
            open(stamp, "w").close()
        return folder

    def read(self, name, paths, options=()):
        """Runs `verbale read`; returns the file with its JSON Lines, and the seconds it took.

        Exit status 1 is "some input was bad, the rest was done", which a score shows by itself.
        """
        out = self.out("read", name + ".jsonl")
        begin = time.monotonic()
        with open(out, "wb") as stdout, open(out + ".stderr", "wb") as stderr:
            command = [self.verbale, "read", "--format", "jsonl", *options, *paths]
            status = subprocess.run(command, stdout=stdout, stderr=stderr).returncode
        seconds = time.monotonic() - begin
        if status not in (0, 1):
            said = open(out + ".stderr", errors="replace").read().strip().split("\n")[-1]
            raise Failure(f"verbale read ended with status {status}: {said[:200]}")
        return out, seconds

    def score(self, *command):
        """Runs a scorer; returns what it printed."""
        done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
        if done.returncode:
            raise Failure(f"{os.path.basename(command[0])}: {done.stderr.strip()[-300:]}")
        return done.stdout


class Failure(Exception):
    """A set could not be measured although it is there."""


def records(path):
    """The objects of a JSON Lines file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def stem(path):
    """A capture's id for a scorer: its file name without ending."""
    return os.path.basename(path or "").split(".")[0]


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("verbale", nargs="?", default=os.path.join(ROOT, "build", "verbale"))
    parser.add_argument("--errors", metavar="DIR", help="write readable lists of errors there")
    shared = os.environ.get("VERBALE_EVAL") or os.path.join(ROOT, os.pardir, "shared", "eval")
    parser.add_argument("--sets", metavar="DIR", default=os.path.normpath(shared))
    parser.add_argument("--work", metavar="DIR", default=os.path.join(ROOT, "build", "eval"))
    return parser


def place_of(options):
    verbale = os.path.abspath(options.verbale)
    if not os.access(verbale, os.X_OK):
        sys.exit(f"eval: {options.verbale}: no such program; run make first")
    return Place(verbale, options.sets, options.work, options.errors)


def text_of(line):
    """The figures of a line, as `name value` pairs."""
    shown = []
    for name, value in line.figures.items():
        if isinstance(value, float):
            value = f"{value:.3f}"
        if value is not None:
            shown.append(f"{name} {value}")
    return "  ".join(shown) + (("  " if shown else "") + line.note if line.note else "")


def print_table(lines):
    width = max([len(line.name) for line in lines] + [3])
    print(f"{'set':{width}}  {'items':>6}  figures")
    for line in lines:
        mark = {True: "", False: "FAILED  ", None: ""}[line.ok]
        items = "-" if line.items is None else line.items
        print(f"{line.name:{width}}  {items:>6}  {mark}{text_of(line)}", flush=True)


def main(measure, description):
    """The command line of an adaptor run alone."""
    place = place_of(arguments(description).parse_args())
    try:
        lines = measure(place)
    except Failure as failure:
        sys.exit(f"eval: {failure}")
    print_table(lines)
    sys.exit(any(line.ok is False for line in lines))
