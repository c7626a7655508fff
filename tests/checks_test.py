#!/usr/bin/env python3
"""A check that cannot fail is none: scripts/check_*.py over small trees with one thing wrong, and the
arithmetic of bench/compare.py and scripts/coverage.py."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
USES = {
    "base": "uses += {'base': []}\n",
    "text": "uses += {'text': ['base']}\n",
    "store": "uses += {'store': ['base', 'text']}\n",
}
FILES = {
    "src/base/a.c": '#include "base/a.h"\n',
    "src/base/a.h": "int vb_a(void);\n",
    "src/text/t.c": '#include "base/a.h"\n#include "text/t.h"\n',
    "src/text/t.h": "int vb_t(void);\n",
    "src/store/s.c": '#include <string.h>\n#include "text/t.h"\n',
    "src/cli/main.c": '#include "store/s.h"\n',
    "fuzz/f.c": '#include "text/t.h"\n',
    "tests/api_test.c": '#include "verbale.h"\n',
}


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="verbale-checks-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in FILES.items():
            self.put(name, text)
        for module, text in USES.items():
            self.put(f"src/{module}/meson.build", text)

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run_it(self, script):
        said = subprocess.run([sys.executable, ROOT / "scripts" / script, self.root],
                              capture_output=True, text=True, check=False)
        return said.returncode, said.stdout + said.stderr


class Modules(Tree):
    def fails(self, *words):
        status, said = self.run_it("check_modules.py")
        self.assertEqual(status, 1, said)
        for word in words:
            self.assertIn(word, said)

    def test_a_good_tree_passes_and_its_graph_is_printed(self):
        status, said = self.run_it("check_modules.py")
        self.assertEqual(status, 0, said)
        self.assertIn("text        -> base\n", said)
        self.assertIn("store       -> base (unused), text\n", said)
        self.assertIn("fuzz        -> text\n", said)

    def test_an_edge_that_is_not_listed(self):
        self.put("src/text/t.c", '#include "store/s.h"\n')
        self.fails("src/text/t.c includes store/", "src/text/meson.build does not list")

    def test_an_edge_from_a_unit_test_or_a_header_or_a_folder_below(self):
        for name in ("src/base/a_test.c", "src/base/b.h", "src/base/below/c.c"):
            with self.subTest(name):
                self.put(name, '#  include "text/t.h"\n')
                self.fails(f"{name} includes text/")
                (self.root / name).unlink()

    def test_an_edge_in_angle_brackets_or_round_the_corner(self):
        self.put("src/base/a.c", "#include <text/t.h>\n")
        self.fails("src/base/a.c includes text/")
        self.put("src/base/a.c", '#include "../text/t.h"\n')
        self.fails("src/base/a.c includes ../")

    def test_the_top_is_used_by_nobody(self):
        for name in ("src/store/s.c", "fuzz/f.c", "eval/e.c", "bench/b.c"):
            with self.subTest(name):
                before = FILES.get(name, "")
                self.put(name, '#include "cli/print.h"\n')
                self.fails(f"{name} includes cli/")
                self.put(name, before)

    def test_tests_of_the_public_api_look_at_nothing_else(self):
        self.put("tests/api_test.c", '#include "base/a.h"\n')
        self.fails("tests/api_test.c includes base/")

    def test_a_cycle_and_a_module_that_does_not_exist(self):
        self.put("src/base/meson.build", "uses += {'base': ['store']}\n")
        self.fails("cycle")
        self.put("src/base/meson.build", "uses += {'base': ['nothing']}\n")
        self.fails("does not exist")

    def test_a_folder_without_a_list(self):
        self.put("src/more/m.c", "int m;\n")
        self.fails("src/more: no meson.build says what it uses")


class Code(Tree):
    def lines(self, n, name="long_one"):
        return f"static int {name}(void) {{\n" + "  work();\n" * (n - 2) + "}\n"

    def test_a_good_tree_passes(self):
        self.put("src/base/a.c", self.lines(60))
        self.assertEqual(self.run_it("check_code.py"), (0, ""))

    def test_functions_of_more_than_60_lines_are_named_and_of_more_than_100_fail(self):
        self.put("src/base/a.c", "int x;\n" + self.lines(61) + self.lines(100, "other"))
        status, said = self.run_it("check_code.py")
        self.assertEqual(status, 0)
        self.assertIn("src/base/a.c:2: long_one has 61 lines: long\n", said)
        self.assertIn("src/base/a.c:63: other has 100 lines: long\n", said)
        self.put("src/base/a.c", self.lines(101))
        status, said = self.run_it("check_code.py")
        self.assertEqual(status, 1)
        self.assertIn("src/base/a.c:1: long_one has 101 lines: too long\n", said)

    def test_banned_functions_fail_in_every_folder_of_c(self):
        for name in ("include/v.h", "src/cli/c.c", "fuzz/f.c", "bench/b.c", "eval/e.c", "tests/t.c"):
            with self.subTest(name):
                self.put(name, "\nint n = atoi (z);\n")
                status, said = self.run_it("check_code.py")
                self.assertEqual(status, 1)
                self.assertIn(f"{name}:2: atoi is banned\n", said)
                (self.root / name).unlink()

    def test_the_clock_is_for_the_command_line_and_for_measuring(self):
        for name, status in (("src/base/a.c", 1), ("src/cli/c.c", 0), ("bench/b.c", 0)):
            with self.subTest(name):
                self.put(name, "long now = time(NULL);\n")
                self.assertEqual(self.run_it("check_code.py")[0], status)
                (self.root / name).unlink()

    def test_words_in_comments_and_strings_are_no_calls_and_lines_still_count(self):
        self.put("src/base/a.c", '/* strcpy(a, b)\n*/ const char *s = "gets(x) \\" sprintf(";\n'
                                 "// atoi(z)\nint my_atoi(int), x = y.time(0);\nint z = rand();\n")
        status, said = self.run_it("check_code.py")
        self.assertEqual((status, said), (1, "src/base/a.c:5: rand is banned\n"))


class Coverage(unittest.TestCase):
    def test_what_counts(self):
        coverage = load(ROOT / "scripts" / "coverage.py")
        self.assertEqual(coverage.ranges([3, 4, 5, 9, 11, 12]), "3-5, 9, 11-12")
        self.assertEqual(coverage.ranges([]), "")
        self.assertEqual(coverage.percent(3, 4), 75)
        lines = [{"line_number": n, "count": c, "gcovr/noncode": n == 4, "gcovr/excluded": False,
                  "branches": [{"count": c}, {"count": 0}]} for n, c in ((1, 2), (2, 0), (4, 0))]
        functions = [{"execution_count": 1}, {"execution_count": 0}]
        counts, missed = coverage.counts_of([{"file": "src/a/a.c", "lines": lines, "functions": functions}])
        self.assertEqual(counts, {"src/a/a.c": {"line": (1, 2), "function": (1, 2), "branch": (1, 4)}})
        self.assertEqual(missed, {"src/a/a.c": [2]})


class Compare(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.compare = load(ROOT / "bench" / "compare.py")

    def file(self, folder, name, values, **more):
        figure = {"unit": "MB/s", "better": "higher", "min": min(values), "max": max(values),
                  "median": sorted(values)[len(values) // 2]}
        path = pathlib.Path(folder) / name
        path.write_text(json.dumps({
            "schema": 1, "commit": "c0ffee", "changed": False, "date": "2025-01-02", "compiler": "cc",
            "cpu": "one", "input": "samples", "load_before": [0, 0, 0], "figures": {"merge": figure},
            **more}), encoding="utf-8")
        return path

    def said(self, *arguments):
        return subprocess.run([sys.executable, ROOT / "bench" / "compare.py", *arguments],
                              capture_output=True, text=True, check=False)

    def test_only_a_difference_beyond_the_noise_is_called_one(self):
        with tempfile.TemporaryDirectory() as folder:
            old = self.file(folder, "old", [10, 11, 12])
            for values, word in (([11.5, 12, 13], ""), ([20, 22, 24], "better"), ([5, 5.5, 6], "WORSE")):
                row = self.said(old, self.file(folder, "new", values)).stdout.splitlines()[-1]
                self.assertTrue(row.startswith("merge "), row)
                self.assertIn(f"{values[1] / 11:5.2f}  {values[0] / 12:.2f} to {values[2] / 10:.2f}", row)
                self.assertEqual(row.split()[-1] if word else "", word)

    def test_figures_of_other_machines_and_other_schemas(self):
        with tempfile.TemporaryDirectory() as folder:
            old = self.file(folder, "old", [1, 2, 3])
            self.assertIn("NOT COMPARABLE: cpu", self.said(old, self.file(folder, "new", [1], cpu="two")).stdout)
            other = self.said(old, self.file(folder, "new", [1], schema=2))
            self.assertEqual(other.returncode, 1)
            self.assertIn("schema 1", other.stderr)

    def test_the_interval_of_a_median(self):
        # Binomial(11, 1/2): at most 1 below has 0.6 %, at most 2 has 3.3 %, so the 2nd and 10th.
        self.assertEqual(self.compare.median_interval(range(1, 12)), (6, 2, 10))
        self.assertEqual(self.compare.median_interval([3, 1, 2, 4]), (2.5, 1, 4))


if __name__ == "__main__":
    unittest.main()
