"""What an archive holds, for tests that compare archives, and what must be true of every archive."""

import os
import sqlite3
import tempfile


def scratch_folder(prefix):
    """A temporary folder, in memory where that can be: tests that add often wait for the disk else."""
    memory = "/dev/shm"
    there = os.path.isdir(memory) and os.access(memory, os.W_OK | os.X_OK)
    return tempfile.TemporaryDirectory(prefix=prefix, dir=memory if there else None)


def contents(path):
    """All rows of all tables but the time of adding, sorted: no surrogate keys, no order of writing.

    The passage index stands otherwise in every order of adding; what it answers does not."""
    db = sqlite3.connect(path)
    try:
        tables = [r[0] for r in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' "
                                           "AND name NOT LIKE 'passage_%'")]
        out = {}
        for table in tables:
            columns = [r[1] for r in db.execute(f"PRAGMA table_info({table})") 
                       if r[1] not in ("added", "passage_text")]
            out[table] = sorted(map(repr, db.execute(f"SELECT {', '.join(columns)} FROM {table}")))
    finally:
        db.close()
    return out


# What takes each schema step back, newest first.
STEPS_BACK = {
    3: """CREATE TABLE old (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
          INSERT INTO old SELECT DISTINCT key FROM pending_keys;
          DROP TABLE pending_keys;
          ALTER TABLE old RENAME TO pending_keys;
          DROP INDEX reports_by_merge_key;
          CREATE INDEX reports_by_merge_key ON reports (merge_key, id);
          DROP TABLE aliases; DROP TABLE settings;
          DROP TABLE passage_segments; DROP TABLE passage_pages; DROP TABLE passage_ranks;
          DROP TABLE passage_gone; DROP TABLE passage_words; DROP INDEX articles_by_passage_text;
          ALTER TABLE articles DROP COLUMN passage_text;
          DROP TABLE clues;
          ALTER TABLE reports DROP COLUMN reach_first;
          ALTER TABLE reports DROP COLUMN reach_last;
          DROP VIEW exchanges_by_occasion_and_year; DROP VIEW replies_without_original; DROP VIEW ledger;
          DROP INDEX exchanges_by_occasion;
          ALTER TABLE articles DROP COLUMN taken; ALTER TABLE articles DROP COLUMN taken_start;
          ALTER TABLE articles DROP COLUMN taken_end;
          ALTER TABLE exchanges DROP COLUMN occasion_series;
          ALTER TABLE exchanges DROP COLUMN occasion_key;
          CREATE VIEW ledger AS SELECT * FROM exchanges;
          CREATE VIEW replies_without_original AS SELECT * FROM ledger;""",
    2: """DROP VIEW speakers; DROP VIEW speakers_by_month; DROP VIEW statement_text;
          DROP TABLE statement_via; DROP TABLE statement_spans; DROP TABLE statements;
          DROP TABLE pending_statements;""",
}


def go_back(path, version):
    """Makes an archive what an older verbale would have made."""
    db = sqlite3.connect(path)
    for step, back in STEPS_BACK.items():
        if step > version:
            db.executescript(back)
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
    db.close()


def difference(expected, got, most=6):
    """The first rows that only one of two contents has."""
    lines = []
    for table in sorted(expected.keys() | got.keys()):
        a, b = set(expected.get(table, [])), set(got.get(table, []))
        lines += [f"  {table}: missing    {row[:300]}" for row in sorted(a - b)[:most]]
        lines += [f"  {table}: unexpected {row[:300]}" for row in sorted(b - a)[:most]]
    return "\n".join(lines) or "  nothing"


# Each names what would be half done.
HALF_DONE = {
    "an exchange without a report":
        "SELECT id FROM exchanges WHERE id NOT IN (SELECT exchange FROM reports "
        "WHERE exchange IS NOT NULL)",
    "an exchange without parties":
        "SELECT id FROM exchanges WHERE id NOT IN (SELECT exchange FROM exchange_parties)",
    "a report without evidence":
        "SELECT id FROM reports WHERE id NOT IN (SELECT report FROM evidence)",
    "a statement without words":
        "SELECT id FROM statements WHERE id NOT IN (SELECT statement FROM statement_spans)",
    "a report that is not merged and does not wait for it":
        "SELECT id FROM reports WHERE exchange IS NULL AND merge_key NOT IN "
        "(SELECT key FROM pending_keys)",
    "a report in an exchange of another pair of parties":
        "SELECT r.id FROM reports r JOIN exchanges x ON x.id = r.exchange "
        "WHERE r.merge_key <> x.merge_key AND r.merge_key NOT IN (SELECT key FROM pending_keys)",
    "an article without its capture":
        "SELECT id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_captures c "
        "WHERE c.article = a.id AND c.capture = a.capture)",
    "a capture without a place":
        "SELECT sha256 FROM captures WHERE sha256 NOT IN (SELECT capture FROM places)",
    "a capture without an article":
        "SELECT sha256 FROM captures WHERE sha256 NOT IN (SELECT capture FROM article_captures)",
}


def problems(path):
    """What is wrong with an archive: one line, or nothing.  An interrupted add may have left work."""
    db = sqlite3.connect(path)
    try:
        said = db.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            return f"integrity_check: {said}"
        if not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return None
        bad = db.execute("PRAGMA foreign_key_check").fetchall()
        if bad:
            return f"foreign_key_check: {bad[:3]}"
        for what, query in HALF_DONE.items():
            found = db.execute(query).fetchall()
            if found:
                return f"{what}: {found[:3]}"
    finally:
        db.close()
    return None
