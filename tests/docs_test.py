#!/usr/bin/env python3
"""docs/ says what the sources say: docs_test.py SOURCE_ROOT VERBALE.

Every table, column, view and index of the schema stands in archive.md, every message in errors.md
and every message of errors.md in the sources; every field of the JSON in json.md; every table of
lexicon/ in its README with its columns; every link between the documents leads somewhere.
"""

import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
VERBALE = pathlib.Path(sys.argv.pop(1)).resolve()
SOURCES = sorted(p for p in (ROOT / "src").glob("**/*.c") if not p.name.endswith("_test.c"))
# One string literal, or several side by side.
LITERAL = re.compile(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*')
CONVERSION = re.compile(r"%[-+ 0#]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|j|z|t)?[a-zA-Z]")
SAYS = re.compile(r"\b(vb_fail|vb_cli_complain|fail|fail_at|bad_row)\(")


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def code_spans(markdown):
    return re.findall(r"`([^`\n]+)`", markdown)


def joined(literals):
    """The text that side-by-side literals stand for."""
    parts = re.findall(r'"((?:\\.|[^"\\\n])*)"', literals)
    return "".join(parts).replace('\\"', '"').replace("\\n", "\n")


def arguments(source, start):
    """What stands between the bracket that opens before `start` and the one that closes it."""
    depth, i = 1, start
    while depth and i < len(source):
        literal = LITERAL.match(source, i)
        if literal:
            i = literal.end()
            continue
        depth += (source[i] == "(") - (source[i] == ")")
        i += 1
    return source[start : i - 1]


def letters(message):
    return len(re.findall(r"[A-Za-z]", CONVERSION.sub("", message)))


def pattern(message):
    return re.compile(".+".join(re.escape(part) for part in CONVERSION.split(message)))


def messages():
    """What the sources say to users: (file, format)."""
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        for call in SAYS.finditer(source):
            for literal in LITERAL.findall(arguments(source, call.end())):
                if letters(joined(literal)) >= 6:
                    yield path.relative_to(ROOT), joined(literal)


class Errors(unittest.TestCase):
    spans = code_spans(text("docs/errors.md"))

    def test_every_message_of_the_sources_is_explained(self):
        found = list(messages())
        self.assertGreater(len(found), 50)
        missing = [
            f"{path}: {message}"
            for path, message in found
            if not any(pattern(message).search(span) for span in self.spans)
        ]
        self.assertEqual(missing, [], "docs/errors.md does not have these")

    def test_every_message_explained_is_in_the_sources(self):
        rows = [line for line in text("docs/errors.md").splitlines() if line.startswith("| `")]
        said = [m for p in SOURCES for m in map(joined, LITERAL.findall(p.read_text(encoding="utf-8")))]
        said = [pattern(m) for m in said if letters(m) >= 5]
        stale = [
            span
            for row in rows
            for span in code_spans(row.split(" | ")[0])
            if letters(re.sub(r"\b[A-Z]+\b", "", span)) >= 5 and not any(p.search(span) for p in said)
        ]
        self.assertGreater(len(rows), 50)
        self.assertEqual(stale, [], "nothing in src/ says these any more")


class Archive(unittest.TestCase):
    def setUp(self):
        self.db = sqlite3.connect(":memory:")
        for step in sorted((ROOT / "src/archive/schema").glob("*.sql"), key=lambda p: int(p.stem)):
            self.db.executescript(step.read_text(encoding="utf-8"))
        self.words = set(re.findall(r"\w+", " ".join(code_spans(text("docs/archive.md")))))

    def tearDown(self):
        self.db.close()

    def test_every_table_view_and_index_is_described(self):
        names = {r[0] for r in self.db.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")}
        self.assertGreater(len(names), 20)
        self.assertEqual(names - self.words, set())

    def test_every_column_of_a_table_is_described(self):
        tables = [r[0] for r in self.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {}
        for line in text("docs/archive.md").splitlines():
            cells = line.split(" | ")
            for name in code_spans(cells[0]):
                rows.setdefault(name, set()).update(code_spans(line))
        for table in tables:
            columns = {r[1] for r in self.db.execute(f"PRAGMA table_xinfo({table})")}
            self.assertIn(table, rows)
            self.assertEqual(columns - rows[table], set(), table)


class Json(unittest.TestCase):
    def test_every_field_of_the_sources_is_described(self):
        keys = set()
        for path in SOURCES:
            keys |= set(re.findall(r'vb_json_key\w*\([^"();]*"(\w+)"', path.read_text(encoding="utf-8")))
        self.assertGreater(len(keys), 30)
        self.assertEqual(keys - set(code_spans(text("docs/json.md"))), set())

    def test_every_field_that_read_prints_is_described(self):
        sample = ROOT / "samples/11-baltic-courier.txt"
        out = subprocess.run([VERBALE, "read", sample], capture_output=True, check=True).stdout
        keys = set()

        def collect(value):
            if isinstance(value, dict):
                keys.update(value)
            for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
                collect(inner)

        collect(json.loads(out))
        self.assertIn("evidence", keys)
        self.assertEqual(keys - set(code_spans(text("docs/json.md"))), set())


class Lexicon(unittest.TestCase):
    def test_every_table_stands_in_the_readme_with_its_columns(self):
        rows = [line for line in text("lexicon/README.md").splitlines() if line.startswith("| `")]
        described = {code_spans(row)[0]: code_spans(row.split(" | ")[1]) for row in rows}
        for path in sorted((ROOT / "lexicon").glob("*/*.tsv")):
            lines = path.read_text(encoding="utf-8").splitlines()
            columns = next(line for line in lines if line and not line.startswith("#")).split("\t")
            name = path.stem if path.parent.name != "world" else f"world/{path.stem}"
            self.assertIn(name, described, path)
            self.assertEqual(set(columns) - set(described[name]), set(), path)
            self.assertTrue(lines[0].startswith("# "), f"{path}: its first line says what it is for")


class Links(unittest.TestCase):
    def test_links_between_documents_lead_somewhere(self):
        documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "lexicon/README.md"]
        documents += sorted((ROOT / "docs").glob("*.md"))
        for document in documents:
            for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
                self.assertTrue((document.parent / target).exists(), f"{document.name}: {target}")

    def test_every_page_of_docs_is_linked_from_the_readme(self):
        readme = text("README.md")
        for page in sorted((ROOT / "docs").glob("*.md")):
            self.assertIn(f"(docs/{page.name})", readme)

    def test_files_named_in_the_documents_are_there(self):
        """`src/...`, `lexicon/...` and their like in code spans; capitals and dots stand for any."""
        for document in ["CONTRIBUTING.md", "docs/languages.md", "docs/how-it-works.md", "lexicon/README.md"]:
            for span in code_spans(text(document)):
                match = re.fullmatch(r"(src|lexicon|tests|docs|eval|fuzz|scripts|samples|include|examples)/[\w./-]*", span)
                if match and not re.search(r"[A-Z]{4,}(?!\.md)", span):
                    self.assertTrue((ROOT / span).exists(), f"{document}: {span}")


if __name__ == "__main__":
    unittest.main()
