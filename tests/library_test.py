#!/usr/bin/env python3
"""The library as a program sees it: library_test.py LEDGER_LINES THREADS LIBVERBALE_A NM
SOURCE_ROOT.

The example prints what an analyst reads in samples/; contexts in several threads give what one gives;
the library keeps no state of its own.  `make tsan` runs THREADS under the thread sanitizer.
"""

import pathlib
import subprocess
import sys
import unittest

PROGRAM, THREADS, LIBRARY, NM = sys.argv[1:5]
ROOT = pathlib.Path(sys.argv[5])
SAMPLES = sorted(map(str, (ROOT / "samples").glob("[0-9]*")))

# Writable objects of the library, and why each does no harm.  Nothing else may be one.
WRITABLE = {
    # article/foreign.c, for libxml2 and jansson:
    "once": "they must be begun by one thread alone",
    "xml_before": "the memory functions that were there; written by that one thread, once",
    "json_before": "the same",
    "here": "each thread has its own: the arena of the document that it reads",
}
# What sanitizers and coverage add.
INSTRUMENTS = ("__odr_asan", "__asan", ".LASAN", "__sancov", "__llvm", "__gcov", ".Lubsan", "__tsan", "__gcc_gcov")


def run(*paths):
    result = subprocess.run([PROGRAM, *map(str, paths)], capture_output=True, timeout=120)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


class Example(unittest.TestCase):
    maxDiff = None

    def test_prints_what_the_samples_tell(self):
        text = (ROOT / "examples/ledger_lines.expected").read_text(encoding="utf-8")
        expected = [line for line in text.splitlines() if not line.startswith("#")]
        status, out, err = run(*SAMPLES)
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(out.splitlines(), expected)

    def test_goes_on_behind_a_file_that_is_not_there(self):
        sample = ROOT / "samples/13-ulaanbaatar-anniversary.txt"
        status, out, err = run("/nonexistent", sample)
        self.assertEqual(status, 1)
        self.assertIn("/nonexistent: ", err)
        self.assertEqual(len(out.splitlines()), 2)

    def test_says_nothing_about_nothing(self):
        self.assertEqual(run(), (0, "", ""))


class Quotations(unittest.TestCase):
    """The second example; what it prints was written by reading the captures."""

    def test_prints_who_is_quoted(self):
        program = pathlib.Path(PROGRAM).parent / "quotations"
        samples = [s for s in SAMPLES if pathlib.Path(s).name[:2] in ("09", "15", "16")]
        result = subprocess.run([program, *samples], capture_output=True, text=True, timeout=120)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        lines = result.stdout.splitlines()
        for line in (
            'Helen Prideaux (AU): "We are neighbours, and neighbours should not need so many forms,"',
            'Rowena Stallard: "Voters have sent us a message about punctual trains, and I have heard it,"',
            'Ostap Verbynets: "People send me messages at three in the morning, and I answer as many as I can,"',
        ):
            self.assertIn(line, lines)
        self.assertFalse([line for line in lines if "fisheries" in line], "reported speech")


class Threads(unittest.TestCase):
    def test_contexts_in_four_threads_give_what_one_thread_gives(self):
        self.assertEqual(len(SAMPLES), 23)
        result = subprocess.run([THREADS, *SAMPLES], capture_output=True, text=True, timeout=120)
        self.assertEqual((result.returncode, result.stderr), (0, ""))


class State(unittest.TestCase):
    def test_the_library_has_no_writable_object_but_those_named_here(self):
        """Constant tables of pointers stand in .data.rel.ro, which the loader makes read-only."""
        listing = subprocess.run(
            [NM, "--format=sysv", LIBRARY], capture_output=True, text=True, check=True
        ).stdout
        fields = [[f.strip() for f in line.split("|")] for line in listing.splitlines() if "|" in line]
        names = {f[0] for f in fields if len(f) == 7}
        self.assertIn("verbale_open", names)  # so this did look at the library
        writable = {
            f[0].split(".")[0] if not f[0].startswith(".") else f[0]
            for f in fields
            if len(f) == 7
            and (f[2] in "CcSs" or f[6].startswith((".data", ".bss", ".tdata", ".tbss", "*COM*")))
            and not f[6].startswith(".data.rel.ro")
            and not f[0].startswith(INSTRUMENTS)
        }
        self.assertEqual(writable, set(WRITABLE))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
