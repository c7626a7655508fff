#!/usr/bin/env python3
"""The command line as its users meet it: cli_test.py VERBALE.

Exit statuses, messages, formats, and what an archive holds after adding in any order, twice, with
a full disk or after a crash.  All people and outlets are invented.
"""

import csv
import fcntl
import hashlib
import io
import json
import os
import pty
import re
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata
import unittest

from archive_contents import contents, go_back

VERBALE = os.path.abspath(sys.argv.pop(1))
SMALL = ["--memory", "16"]  # sanitizers pay for reserved memory

ARTICLES = [
    {"id": "d1", "published": "2019-05-02", "title": "Message to Hanoi", "outlet": "Daily Example",
     "text": "President Anna Kovar of Laos sent a congratulatory message to Vietnamese President "
             "Tran Van Minh on May 1, 2019.\n\nThe message wished him well."},
    {"id": "d2", "published": "2019-05-03", "title": "Received", "outlet": "Example Post",
     "text": "Vietnamese President Tran Van Minh received a message of congratulation from Lao "
             "President Anna Kovar on May 1, 2019."},
    {"id": "d3", "published": "2020-02-11", "title": "Weather\u001b[2J", "outlet": "Example Post",
     "text": "Rain is expected in the north. Nobody sent anything."},
]
DUMP = "Home\nNews\n\nA page about the harvest\n\nThe harvest was good this year, farmers said.\n"


def line(article):
    return json.dumps(article, ensure_ascii=False) + "\n"


def on_terminal(command, folder, columns, **more):
    """What a command prints on a terminal so wide."""
    try:
        ours, its = pty.openpty()
    except OSError as error:  # a bare chroot may have no /dev/pts
        raise unittest.SkipTest(f"no terminal can be made here: {error}")
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(command, cwd=folder, stdin=its, stdout=its,
                               env={**os.environ, "TERM": "xterm", **more})
    os.close(its)
    out = b""
    try:
        while chunk := os.read(ours, 4096):
            out += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    process.wait()
    return out.decode().replace("\r\n", "\n")


PASSAGES = ("The old ferry left the harbour early in the morning and came back late in the evening.\n\n"
            "Nobody on the island had expected that the new captain would sail in such a storm.\n\n"
            "The council will decide next month whether the line is kept through the winter.\n")


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="verbale-cli-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("a.jsonl", "".join(map(line, ARTICLES)))

    def at(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.at(name)), exist_ok=True)
        with open(self.at(name), "w", encoding="utf-8") as f:
            f.write(text)
        return name

    def run_it(self, *args, status=0, **more):
        done = subprocess.run(
            [VERBALE, *args], cwd=self.folder, capture_output=True, timeout=120, check=False, **more
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, status, f"{args}: {out}{err}")
        for text in err.splitlines():
            self.assertTrue(text.startswith("verbale: "), f"{args}: stderr has {text!r}")
        return out, err

    def add(self, *args, **more):
        return self.run_it("add", *SMALL, *args, **more)

    def rows(self, *args):
        out, _ = self.run_it("ledger", "--format", "json", *args)
        return json.loads(out)["rows"]


class Usage(Case):
    def test_wrong_usage_is_status_2_and_says_what_to_do(self):
        for args, says in [
            (["leger"], "did you mean ledger?"),
            (["compare", "x"], "not in this version"),
            (["read"], "needs PATH"),
            (["read", "--fromat", "json", "a.jsonl"], "did you mean --format?"),
            (["read", "--format", "xml", "a.jsonl"], "'xml' is not one of"),
            (["read", "--format"], "needs a value"),
            (["ledger", "--nonsense"], "(see verbale ledger --help)"),
            (["--nonsense"], "(see verbale --help)"),
            (["trace"], "trace needs WHAT... (see verbale trace --help)"),
            (["version", "--count"], "takes no --count"),
            (["version", "extra"], "one argument too many"),
            (["ledger", "--count=3"], "takes no value"),
            (["ledger", "--since", "yesterday"], "is no date"),
            (["ledger", "--by", "counterpart"], "needs a party"),
            (["ledger", "--by", "year,counterpart"], "needs a party"),
            (["ledger", "--by", "year,week"], "is not one of"),
            (["ledger", "--by", "year,year"], "is not one of"),
            (["add", "--threads", "0", "a.jsonl"], "is not a number"),
            (["read", "--lexicon", "nowhere", "a.jsonl"], "holds no table"),
            (["help", "nonsense"], "no help"),
            (["completion", "tcsh"], "bash, zsh, fish"),
        ]:
            out, err = self.run_it(*args, status=2)
            self.assertIn(says, err)
            self.assertEqual(err.count("\n"), 1)
            self.assertEqual(out, "")

    def test_help_of_every_command_it_lists(self):
        out, _ = self.run_it("--help")
        self.assertEqual(out, self.run_it("help")[0])
        named = [text.split()[0] for text in out.split("Commands:\n")[1].split("\n\n")[0].splitlines()
                 if text.startswith("  ") and text[2] not in " ("]
        self.assertIn("ledger", named)
        for name in named:
            page, _ = self.run_it(name, "--help")
            self.assertIn(f"usage: verbale {name}", page)
            self.assertLessEqual(max(map(len, page.splitlines())), 80)
            self.assertIn(f".SS {name}", self.run_it("help", "--man")[0])

    def test_completion_is_valid_bash_and_knows_the_options(self):
        script, _ = self.run_it("completion", "bash")
        subprocess.run(["bash", "-n"], input=script.encode(), check=True)
        probe = script + (
            '\nCOMP_WORDS=(verbale ledger --repl); COMP_CWORD=2; _verbale; echo "${COMPREPLY[@]}"')
        said = subprocess.run(["bash", "-c", probe], capture_output=True, check=True).stdout
        self.assertEqual(said.decode().strip(), "--replies-without-original")

    def test_completion_of_other_shells_knows_every_option_of_the_help(self):
        help_text = "".join(self.run_it(c, "--help")[0] for c in ("read", "add", "ledger", "show"))
        options = set(re.findall(r"--([a-z][a-z-]+)", help_text))
        self.assertIn("replies-without-original", options)
        zsh, _ = self.run_it("completion", "zsh")
        fish, _ = self.run_it("completion", "fish")
        self.assertTrue(zsh.startswith("#compdef verbale\n"))
        self.assertEqual({text.split()[:3][2] for text in fish.splitlines()}, {"verbale"})
        for option in options:
            self.assertIn(f"--{option}", zsh)
            self.assertRegex(fish, rf"-l {option}\b")

    def test_completion_offers_only_values_that_are_taken(self):
        script, _ = self.run_it("completion", "bash")
        for option in ("--form", "--format", "-f"):
            probe = f'COMP_WORDS=(verbale ledger {option} ""); COMP_CWORD=3; _verbale; echo "${{COMPREPLY[@]}}"'
            said = subprocess.run(["bash", "-c", script + probe], capture_output=True, check=True).stdout
            offered = said.decode().split()
            self.assertGreater(len(offered), 3)
            for value in offered:  # "verbal message" has a blank, and is not offered in two halves
                self.run_it("ledger", option, value, status=3)
        for shell in ("zsh", "fish"):
            self.assertIn(" verbal\\ message ", self.run_it("completion", shell)[0])

    def test_the_manual_says_which_commands_take_an_option(self):
        page, _ = self.run_it("help", "--man")
        self.assertRegex(page, r"(?m)^\.TP\n\\fB\\-\\-spans\\fR FILE\n.*\n\(trace\)$")

    def test_no_archive_says_how_to_begin(self):
        out, _ = self.run_it()
        self.assertIn("verbale add", out)
        for command in (["ledger"], ["show", "x1"]):
            _, err = self.run_it(*command, status=3)
            self.assertIn("there is no archive", err)
        self.assertFalse(os.path.exists(self.at("verbale.db")))

    def test_an_archive_without_articles_says_how_to_go_on(self):
        os.mkdir(self.at("empty"))
        out, _ = self.run_it("add", "empty")
        self.assertIn("next: verbale add", out)
        self.assertIn("next: verbale add", self.run_it()[0])

    def test_a_mistyped_path_makes_no_archive(self):
        _, err = self.run_it("add", "nowhere.html", "no.jsonl", status=1)
        self.assertEqual(err, "".join(f"verbale: {name}: No such file or directory\n"
                                      for name in ("nowhere.html", "no.jsonl")))
        self.assertFalse(os.path.exists(self.at("verbale.db")))
        self.add("nowhere.html", "a.jsonl", status=1)
        self.assertTrue(os.path.exists(self.at("verbale.db")))

    def test_read_passes_over_the_archive_in_its_folder(self):
        self.add("a.jsonl")
        out, err = self.run_it("read", ".")
        self.assertIn("verbale: ./verbale.db: skipped, it is the archive\n", err)
        self.assertGreater(len(out.splitlines()), 1)

    def test_a_file_that_is_not_added_yet_says_so(self):
        self.add("a.jsonl")
        self.write("b.txt", DUMP)
        for command in ("show", "check", "copies"):
            _, err = self.run_it(command, "b.txt", status=1)
            self.assertEqual(err, "verbale: b.txt: not in the archive; add it first: verbale add b.txt\n")

    def test_archive_is_explained_where_one_is_opened(self):
        for command in ("read", "version", "completion"):
            self.assertNotIn("--archive", self.run_it(command, "--help")[0])
        for command in ("add", "ledger", "show", "check", "trace", "copies", "actors"):
            self.assertIn("--archive", self.run_it(command, "--help")[0])
        self.run_it("--archive", "none.db", "version")


class Read(Case):
    def read(self, *args, **more):
        out, err = self.run_it("read", *SMALL, *args, **more)
        return [json.loads(text) for text in out.splitlines()], err

    def test_articles_come_in_input_order_and_bad_files_do_not_stop_them(self):
        self.write("b.txt", DUMP)
        self.write("binary", "\0" * 5000)
        articles, err = self.read("b.txt", "gone.html", "binary", "a.jsonl", status=1)
        self.assertEqual([a["path"] for a in articles], ["b.txt"] + ["a.jsonl"] * 3)
        self.assertEqual([a["id"] for a in articles[1:]], ["d1", "d2", "d3"])
        self.assertEqual(err.count("\n"), 2)
        self.assertIn("verbale: gone.html: ", err)
        self.assertIn("verbale: binary: ", err)

    def test_folders_are_walked_in_sorted_order_and_tables_skipped_with_a_note(self):
        for name in ("f/z.txt", "f/B.txt", "f/a/1.txt", "f/.hidden"):
            self.write(name, DUMP)
        self.write("f/index.csv", "a,b\n")
        articles, err = self.read("f")
        self.assertEqual([a["path"] for a in articles], ["f/B.txt", "f/a/1.txt", "f/z.txt"])
        self.assertIn("f/index.csv: skipped", err)

    def test_standard_input_and_formats(self):
        data = line(ARTICLES[0]).encode()
        out, _ = self.run_it("read", *SMALL, "-", "--format", "json", input=data)
        (article,) = json.loads(out)
        self.assertEqual((article["path"], article["text"]), ("-", ARTICLES[0]["text"]))
        table, _ = self.run_it("read", *SMALL, "a.jsonl", "--format", "csv")
        self.assertEqual([r["title"] for r in csv.DictReader(io.StringIO(table))][:2],
                         ["Message to Hanoi", "Received"])
        table, _ = self.run_it("read", *SMALL, "a.jsonl", "--format", "table")
        self.assertNotIn("\x1b", table)

    def test_a_table_says_how_to_see_the_texts(self):
        self.write("a.jsonl", line(ARTICLES[0]))
        table, _ = self.run_it("read", "--format", "table", *SMALL, "a.jsonl", "a.jsonl")
        self.assertIn("Daily Example", table)
        self.assertIn("--format json", table)
        self.assertNotIn("--format", self.run_it("read", "--format", "csv", *SMALL, "a.jsonl")[0])

    def test_a_page_alone_is_printed_to_be_read(self):
        self.write("p.txt", DUMP.replace("\nThe harvest", "\n\u201cRain came late,\u201d Anna Kovar said on Monday. "
                                         "President Anna Kovar of Laos sent a letter to the king of "
                                         "Sweden, Olav Berg, about seed.\n\nThe harvest"))
        page = on_terminal([VERBALE, "read", *SMALL, "p.txt"], self.folder, 60)
        plain = re.sub("\x1b\\[[0-9;]*m", "", page)
        self.assertTrue(plain.startswith("p.txt\n  title      A page about the harvest\n"
                                         "  language   en\n\n"), plain)
        self.assertIn("said on Monday.\nPresident Anna Kovar of Laos", plain)
        self.assertIn("\x1b[4mRain came late,\x1b[0m\u201d \x1b[36m[1 Anna Kovar]", page)
        self.assertRegex(plain, r"(?m)^  1 Anna Kovar +direct +said +Rain came late,$")
        self.assertRegex(plain, r"(?m)^ *Anna Kovar Olav Berg letter +main$")
        for piped in (self.run_it("read", *SMALL, "p.txt", "--format", "table")[0],
                      self.run_it("read", *SMALL, "-", "--format", "table",
                                  input=open(self.at("p.txt"), "rb").read())[0]):
            self.assertIn(" Anna Kovar said on Monday. President", piped.replace(" [1 Anna Kovar]", ""))
        for listed in (["p.txt", "p.txt"], ["."], ["p.txt", "--format", "csv"]):
            self.assertNotIn("Monday", self.run_it("read", *SMALL, "--format", "table", *listed)[0])
        self.assertEqual(1, len(self.read("p.txt")[0]))

    def test_an_article_alone_in_json_lines_is_printed_to_be_read(self):
        one = line({"id": "w-1", "title": "Rain", "text": "\u201cRain came late,\u201d Anna Kovar said on Monday."})
        self.write("one.jsonl", one + "\n  \n")
        self.write("two.jsonl", one + "\n" + one.replace("w-1", "w-2"))
        shown = lambda name: self.run_it("read", *SMALL, "--format", "table", name)[0]
        self.assertIn("Anna Kovar said on Monday", shown("one.jsonl").replace(" [1 Anna Kovar]", ""))
        self.assertNotIn("said on Monday", shown("two.jsonl"))

    def test_blocks_say_why_a_line_is_not_text(self):
        self.write("b.txt", DUMP)
        (page, record, *_), _ = self.read("--blocks", "b.txt", "a.jsonl")
        self.assertEqual([], record["blocks"])
        verdicts = {block["text"]: block["verdict"] for block in page["blocks"]}
        self.assertEqual("b.txt", page["path"])
        self.assertEqual("text", verdicts["The harvest was good this year, farmers said."])
        self.assertTrue(all(len(block["features"]) > 50 for block in page["blocks"]))
        table, _ = self.run_it("read", *SMALL, "--blocks", "b.txt", "--format", "table")
        self.assertRegex(table, r"text .* The harvest was good")

    def test_spans_count_bytes_or_code_points_of_the_stored_text(self):
        text = "Zażółć gęślą jaźń. " + ARTICLES[0]["text"]
        self.write("u.jsonl", line({**ARTICLES[0], "text": text}))
        for unit, cut in (("bytes", lambda s, e: text.encode()[s:e].decode()),
                          ("codepoints", lambda s, e: text[s:e])):
            (article,), _ = self.read("u.jsonl", "--offsets", unit)
            self.assertEqual(article["text"], text)
            self.assertTrue(article["exchanges"])
            for span in article["exchanges"][0]["evidence"]:
                self.assertIn("Anna Kovar of Laos sent", cut(span["start"], span["end"]))
            for t in article["times"]:
                self.assertEqual(cut(t["start"], t["end"]), t["text"])
            self.assertIn("May 1, 2019", [t["text"] for t in article["times"]])


class Archive(Case):
    def test_a_second_add_leaves_the_file_as_it_was(self):
        self.add("a.jsonl")
        with open(self.at("verbale.db"), "rb") as f:
            before = hashlib.sha256(f.read()).digest()
        out, _ = self.add("a.jsonl")
        self.assertIn("3 already there", out)
        with open(self.at("verbale.db"), "rb") as f:
            self.assertEqual(hashlib.sha256(f.read()).digest(), before)
        self.assertEqual([n for n in os.listdir(self.folder) if n.startswith("verbale.db")],
                         ["verbale.db"])

    def test_order_threads_and_number_of_runs_do_not_matter(self):
        for i, article in enumerate(ARTICLES):
            self.write(f"{i}.jsonl", line(article))
        names = [f"{i}.jsonl" for i in range(len(ARTICLES))]
        self.add("--archive", "one.db", "--threads", "1", *names)
        self.add("--archive", "back.db", "--threads", "4", *reversed(names))
        for name in (names[1], names[2], names[0], names[1]):
            self.add("--archive", "each.db", name)
        expected = contents(self.at("one.db"))
        self.assertEqual(len(expected["reports"]), 2)
        self.assertEqual(expected, contents(self.at("back.db")))
        self.assertEqual(expected, contents(self.at("each.db")))

    def test_the_archive_itself_is_never_read(self):
        self.add("a.jsonl")
        _, err = self.add(".")
        self.assertIn("it is the archive", err)

    def test_the_same_id_with_other_text_names_both_places(self):
        self.write("b.jsonl", line({**ARTICLES[0], "text": "Something else."}) + line(
            {**ARTICLES[2], "id": "d9"}))
        self.add("a.jsonl")
        _, err = self.add("b.jsonl", status=1)
        self.assertIn("b.jsonl", err)
        self.assertIn("a.jsonl", err)
        self.assertIn("d1", err)
        with sqlite3.connect(self.at("verbale.db")) as db:
            self.assertEqual(db.execute("SELECT count(*) FROM articles").fetchone(), (4,))

    def test_an_archive_that_cannot_be_opened_says_why(self):
        _, err = self.run_it("--archive", "no/such/folder.db", "add", "a.jsonl", status=3)
        self.assertIn("no such folder", err)
        os.mkdir(self.at("folder.db"))
        _, err = self.run_it("--archive", "folder.db", "ledger", status=3)
        self.assertIn("folder.db: ", err)
        self.assertNotIn("unable to open", err)

    def test_what_is_no_archive_is_refused_and_untouched(self):
        self.write("diary.db", "Dear diary, today I made a database. " * 100)
        for args in (["add", "a.jsonl"], ["ledger"], []):
            _, err = self.run_it("--archive", "diary.db", *args, status=3)
            self.assertIn("not a verbale archive", err)
        with open(self.at("diary.db"), encoding="utf-8") as f:
            self.assertTrue(f.read().startswith("Dear diary"))
        self.run_it("--archive", "no/such/folder.db", "add", "a.jsonl", status=3)

    def test_a_newer_archive_is_refused(self):
        self.add("a.jsonl")
        with sqlite3.connect(self.at("verbale.db")) as db:
            db.execute("PRAGMA user_version = 99")
        _, err = self.run_it("ledger", status=3)
        self.assertIn("newer", err)

    def test_a_full_disk_is_status_3_and_leaves_a_sound_archive(self):
        self.add("a.jsonl")
        before = contents(self.at("verbale.db"))
        many = "".join(line({**ARTICLES[0], "id": f"m{i}", "text": f"Number {i}. " * 60})
                       for i in range(600))
        self.write("many.jsonl", many)

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            size = os.path.getsize(self.at("verbale.db")) + 65536
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        _, err = self.add("-q", "many.jsonl", status=3, preexec_fn=small_disk)
        self.assertIn("verbale.db: ", err)
        self.assertEqual(contents(self.at("verbale.db")), before)
        self.add("many.jsonl")

    def test_a_crash_loses_at_most_the_batch_in_flight(self):
        many = "".join(line({**ARTICLES[i % 2], "id": f"m{i}", "text":
                             f"{ARTICLES[i % 2]['text']} Number {i}."}) for i in range(2500))
        self.write("many.jsonl", many)
        command = [VERBALE, "add", "-q", *SMALL, "many.jsonl"]
        with subprocess.Popen(command, cwd=self.folder) as running:
            end = time.monotonic() + 60
            while time.monotonic() < end and running.poll() is None:
                if os.path.exists(self.at("verbale.db")) and self.stored() >= 1000:
                    break
                time.sleep(0.01)
            running.kill()
        held = self.stored()
        self.assertGreaterEqual(held, 1000)
        self.assertLess(held, 2500, "the add was over before it could be killed")
        rows = self.rows()  # whoever comes next merges what the crash left unmerged
        self.assertEqual(sum(len(r["reports"]) for r in rows), held)
        with sqlite3.connect(self.at("verbale.db")) as db:
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(db.execute("PRAGMA foreign_key_check").fetchall(), [])
        self.add("-q", "many.jsonl")
        self.add("-q", "--archive", "clean.db", "many.jsonl")
        self.assertEqual(contents(self.at("verbale.db")), contents(self.at("clean.db")))

    def test_an_interruption_keeps_and_merges_what_is_stored(self):
        many = "".join(line({**ARTICLES[i % 2], "id": f"m{i}", "text":
                             f"{ARTICLES[i % 2]['text']} Number {i}."}) for i in range(2500))
        self.write("many.jsonl", many)
        command = [VERBALE, "add", *SMALL, "many.jsonl"]
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with self.subTest(number), subprocess.Popen(
                    command, cwd=self.folder, stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE) as running:
                end = time.monotonic() + 60
                while time.monotonic() < end and not self.stored():
                    time.sleep(0.01)
                running.send_signal(number)
                _, err = running.communicate(timeout=60)
                self.assertEqual(running.returncode, status)
                self.assertEqual(err.decode(), "verbale: interrupted: add the same again to go on\n")
                with sqlite3.connect(self.at("verbale.db")) as db:
                    self.assertEqual(db.execute("SELECT count(*) FROM pending_keys").fetchone(), (0,))
                    self.assertGreater(db.execute("SELECT count(*) FROM exchanges").fetchone()[0], 0)
                db.close()
                os.unlink(self.at("verbale.db"))

    def test_an_interruption_ends_the_wait_for_a_pipe_and_keeps_what_came(self):
        """Half a line has come when the signal does: it is no problem, and nothing of it is kept."""
        for number, status in ((signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with self.subTest(number), subprocess.Popen(
                    [VERBALE, "add", *SMALL, "a.jsonl", "-"], cwd=self.folder, stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
                running.stdin.write(line({**ARTICLES[0], "id": "half"})[:100].encode())
                running.stdin.flush()
                self.wait_until_read(running.stdin)
                running.send_signal(number)
                self.assertEqual(running.wait(60), status)
                err = running.stderr.read().decode()
                self.assertEqual(err, "verbale: interrupted: add the same again to go on\n")
            with sqlite3.connect(self.at("verbale.db")) as db:
                held = db.execute("SELECT id FROM articles ORDER BY id").fetchall()
            db.close()
            self.assertEqual(held, [(a["id"],) for a in ARTICLES])

    def test_what_nohup_ignores_stays_ignored(self):
        with subprocess.Popen([VERBALE, "add", "-q", *SMALL, "-"], cwd=self.folder,
                              stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                              preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as running:
            running.stdin.write(line(ARTICLES[0]).encode())
            running.stdin.flush()
            self.wait_until_read(running.stdin)
            running.send_signal(signal.SIGHUP)
            _, err = running.communicate("".join(map(line, ARTICLES[1:])).encode(), timeout=60)
        self.assertEqual((running.returncode, err), (0, b""))
        self.assertEqual(self.stored(), len(ARTICLES))

    def wait_until_read(self, pipe):
        """Until somebody has read all of the pipe, and most likely waits for more."""
        end = time.monotonic() + 60
        while time.monotonic() < end and fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)) != bytes(4):
            time.sleep(0.01)
        time.sleep(0.3)

    def test_a_damaged_archive_is_status_3(self):
        self.add("a.jsonl")
        with open(self.at("verbale.db"), "r+b") as f:
            f.seek(4096)
            f.write(b"\xff" * (os.path.getsize(self.at("verbale.db")) - 4096))
        for args in (["ledger"], ["add", *SMALL, "a.jsonl"], []):
            _, err = self.run_it(*args, status=3)
            self.assertIn("damaged", err)

    def stored(self):
        try:
            with sqlite3.connect(self.at("verbale.db")) as db:
                return db.execute("SELECT count(*) FROM articles").fetchone()[0]
        except sqlite3.OperationalError:
            return 0

    def test_the_passage_index_is_made_again_and_sparse_when_told(self):
        def postings():
            with sqlite3.connect(self.at("verbale.db")) as db:
                return db.execute("SELECT sum(postings) FROM passage_segments").fetchone()[0]

        self.write("one.txt", PASSAGES)
        self.add("one.txt")
        every = postings()
        self.run_it("add", "--quiet", "--passages", "sparse")
        self.assertTrue(0 < postings() < every)
        self.write("two.txt", PASSAGES.replace("ferry", "steamer"))
        self.add("two.txt")  # keeps to what it was told
        self.assertTrue(0 < postings() < 2 * every)
        self.run_it("add", "--quiet", "--passages", "all")
        self.assertGreaterEqual(postings(), 2 * every)
        with sqlite3.connect(self.at("verbale.db")) as db:
            db.execute("UPDATE passage_segments SET bits = bits + 1")
        self.run_it("add", "--quiet", "--passages", "anew")
        self.assertGreaterEqual(postings(), 2 * every)
        self.run_it("add", "--passages", "some", status=2)


class Bulletin(Case):
    """Several articles in one capture."""

    TEXT = """Marula Press Agency
Daily bulletin, May 4, 2023

1. President Solen sends message to Premier Vark

PORT EXAMPLE, May 3 (MPA) -- President Mira Solen of Laos sent a congratulatory message to Anton Vark, prime minister of Vietnam, on Wednesday.

"We have never been closer than we are today," she wrote in the message, which the palace published.

2. Premier to open new bridge

LAKE TOWN, May 4 (MPA) -- The premier will open the new bridge over the river next week, his office said on Thursday.

The bridge took three years to build and cost four million crowns, he added, and may be used by lorries.
"""

    def setUp(self):
        super().setUp()
        self.write("b.txt", self.TEXT)

    def test_each_is_read_with_its_part_of_the_capture(self):
        one, two = map(json.loads, self.run_it("read", "b.txt")[0].splitlines())
        self.assertEqual((one["title"], one["published"]),
                         ("President Solen sends message to Premier Vark", "2023-05-03"))
        self.assertEqual(one["taken"]["end"], two["taken"]["start"])
        part = self.TEXT.encode()[two["taken"]["start"]:two["taken"]["end"]].decode()
        self.assertTrue(part.startswith("2. Premier to open"), part)
        self.assertEqual(len(one["exchanges"]), 1)
        self.assertEqual(two["exchanges"], [])

    def test_blocks_are_those_of_the_page(self):
        pages = [json.loads(line) for line in self.run_it("read", "--blocks", "b.txt")[0].splitlines()]
        self.assertEqual([[b["verdict"] for b in page["blocks"]].count("title") for page in pages], [2])

    def test_all_are_in_the_archive_and_lead_to_the_capture(self):
        self.assertIn("1 capture read, 2 new articles", self.add("b.txt")[0])
        self.assertIn("1 already there", self.add("b.txt")[0])
        (row,) = map(json.loads, self.run_it("ledger")[0].splitlines())
        (report,) = row["reports"]
        said = json.loads(self.run_it("show", report["article"], "--format", "json")[0])
        self.assertEqual(said["taken"]["from"], "part")
        self.assertIn("taken from part, bytes ", " ".join(self.run_it("show", report["article"])[0].split()))
        capture = json.loads(self.run_it("show", said["capture"]["sha256"], "--format", "json")[0])
        self.assertEqual(len(capture["articles"]), 2)

    def test_the_path_of_a_bulletin_lists_its_articles(self):
        self.add("b.txt")
        shown = self.run_it("show", "b.txt")[0]
        self.assertTrue(shown.startswith("capture SHA-256 "), shown)
        self.assertLess(shown.index("President Solen sends message"), shown.index("Premier to open new bridge"))
        self.assertEqual(shown.count("  article "), 2)


class Ledger(Case):
    def setUp(self):
        super().setUp()
        self.add("a.jsonl")

    def test_two_reports_are_one_row_of_the_contract(self):
        (row,) = self.rows()
        self.assertRegex(row["id"], "^x[0-9a-f]{16}$")
        self.assertEqual((row["form"], row["purpose"], row["sent"]),
                         ("message", "congratulation", "2019-05-01"))
        self.assertEqual([p["name"] for p in row["from"] + row["to"]],
                         ["Anna Kovar", "Tran Van Minh"])
        self.assertEqual([r["article"] for r in row["reports"]], ["d1", "d2"])
        self.assertEqual({r["path"] for r in row["reports"]}, {"a.jsonl"})
        self.assertIs(row["mentioned_only"], False)

    def test_formats_agree(self):
        (row,) = self.rows()
        lines, _ = self.run_it("ledger")
        self.assertEqual([json.loads(text) for text in lines.splitlines()], [row])
        table, _ = self.run_it("ledger", "--format", "csv")
        (record,) = csv.DictReader(io.StringIO(table))
        self.assertEqual((record["id"], record["from"], record["reports"]),
                         (row["id"], "Anna Kovar", "2"))
        table, _ = self.run_it("ledger", "--format", "table")
        self.assertIn(row["id"][:7], table)
        self.assertIn("searched 3 articles of 2 outlets on 3 days, 2019-05-02 to 2020-02-11", table)
        coverage = json.loads(self.run_it("ledger", "--format", "json")[0])["coverage"]
        self.assertEqual((coverage["articles"], coverage["from"]), (3, "2019-05-02"))

    def test_tables_fit_the_terminal(self):
        for columns in (80, 120):
            table, _ = self.run_it("ledger", "--format", "table",
                                   env={**os.environ, "COLUMNS": str(columns)})
            self.assertLessEqual(len(table.splitlines()[0]), columns)
            self.assertLessEqual(len(table.splitlines()[1]), columns)
            self.assertIn("occasion", table.splitlines()[0])

    def test_counts_come_with_what_was_searched(self):
        count = json.loads(self.run_it("ledger", "LA", "Minh", "--count")[0])
        self.assertEqual((count["count"], count["coverage"]["articles"]), (1, 3))
        (group,) = json.loads(self.run_it("ledger", "Kovar", "--by", "counterpart",
                                          "--format", "json")[0])["rows"]
        self.assertEqual((group["counterpart"], group["exchanges"]), ("Tran Van Minh", 1))
        self.assertEqual(self.rows("Nobody"), [])

    def test_show_leads_from_every_row_to_sentences_capture_and_hash(self):
        records = {a["id"]: line(a).rstrip("\n") for a in ARTICLES}
        for row in self.rows():
            shown = json.loads(self.run_it("show", row["id"][:7], "--format", "json")[0])
            self.assertEqual(len(shown["reports"]), len(row["reports"]))
            text, _ = self.run_it("show", row["id"])
            for report in shown["reports"]:
                record = records[report["article"]]
                self.assertEqual(report["capture"]["sha256"],
                                 hashlib.sha256(record.encode()).hexdigest())
                self.assertTrue(report["pattern"])
                for sentence in report["sentences"]:
                    self.assertIn(sentence["text"], json.loads(record)["text"])
                    self.assertIn(sentence["text"], text)
                self.assertIn(report["capture"]["sha256"], text)
                alone, _ = self.run_it("show", report["id"])
                self.assertEqual(alone.split("\n\n")[0],
                                 text.split("\n\n")[0] + "\n  reports    2, of which this is one")
                self.assertIn(alone.split("\n\n")[1].strip(), text)
                same = json.loads(self.run_it("show", report["id"], "--format", "json")[0])
                self.assertEqual(same, {"kind": "report", **report})
                self.assertIn(report["article"],
                              self.run_it("show", report["capture"]["sha256"][:12])[0])

    def test_show_breaks_sentences_between_words_and_marks_some(self):
        (row,) = self.rows()
        wide, _ = self.run_it("show", row["id"])
        narrow = on_terminal([VERBALE, "show", row["id"]], self.folder, 60)
        marks = re.findall("\x1b\\[1;4m(.*?)\x1b\\[0m", narrow)
        self.assertIn("sent", marks)
        plain = re.sub("\x1b\\[[0-9;]*m", "", narrow)
        for text in plain.splitlines():
            if text.startswith(("    > ", "      ")):
                self.assertLessEqual(len(text), 60)
        self.assertEqual(plain.split(), wide.split())

    def test_show_of_articles_and_of_nothing(self):
        out, _ = self.run_it("show", "d3")
        self.assertIn("Rain is expected", out)
        self.assertNotIn("\x1b", out)
        _, err = self.run_it("show", "nothing", status=1)
        self.assertIn("nothing", err)

    def test_show_facts_says_where_they_come_from(self):
        page = ("<html lang='en'><head><title>Salt is cheap | Daily Example</title>"
                "<meta property='article:published_time' content='2020-04-03'>"
                "<meta property='og:site_name' content='Daily Example'></head><body><article>"
                "<h1>Salt is cheap</h1><p>By Ann Other</p><p>1 April 2020</p><p>The price of salt "
                "fell again in spring, said traders who met in the port on Monday.</p><p>They "
                "expect that it will fall further until the summer is over.</p></article></body>")
        with open(self.at("salt.html"), "w", encoding="utf-8") as f:
            f.write(page)
        self.run_it("--archive", "facts.db", "add", "salt.html", *SMALL)
        show = ("--archive", "facts.db", "show", "salt.html", "--facts")
        said = json.loads(self.run_it(*show, "--format", "json")[0])
        believed = {c["fact"]: c for c in said["facts"] if c["believed"]}
        self.assertEqual(believed["title"]["value"], "Salt is cheap")
        self.assertEqual(believed["title"]["told"], "Salt is cheap | Daily Example")
        self.assertEqual(believed["title"]["source"], "element title")
        self.assertEqual(believed["byline"]["source"], 'line "By Ann Other"')
        self.assertEqual(believed["published"]["value"], "2020-04-01")
        (lost,) = [c for c in said["facts"] if c["fact"] == "published" and not c["believed"]]
        self.assertEqual((lost["source"], lost["value"]), ("meta article:published_time", None))
        self.assertIn("is trusted more", lost["why"])
        table = self.run_it(*show, "--format", "table")[0]
        self.assertRegex(table, r'published \* 2020-04-01 +line "1 April 2020"')
        rows = list(csv.reader(io.StringIO(self.run_it(*show, "--format", "csv")[0])))
        self.assertEqual(rows[0], ["fact", "believed", "value", "where from", "why"])
        with sqlite3.connect(self.at("facts.db")) as db:
            self.assertEqual(db.execute("SELECT value FROM clues WHERE fact = 'published' AND "
                                        "believed").fetchall(), [("1 April 2020",)])
        said = json.loads(self.run_it("show", "d3", "--facts", "--format", "json")[0])
        self.assertEqual({c["source"] for c in said["facts"]}, {"record"})
        row = self.rows()[0]["id"]
        self.assertIn("about an article", self.run_it("show", row, "--facts", status=1)[1])

    def test_the_views_answer_in_plain_sqlite(self):
        with sqlite3.connect(self.at("verbale.db")) as db:
            views = [r[0] for r in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
            self.assertIn("exchanges_by_year", views)
            for view in views:
                db.execute(f"SELECT * FROM {view}").fetchall()
            self.assertEqual(db.execute("SELECT year, exchanges FROM exchanges_by_year").fetchall(),
                             [("2019", 1)])


class Statements(Case):
    """Who said what, from the archive to the terminal."""

    TEXT = ('"We will go on as we have begun," President Anna Kovar of Laos told reporters in 万象 on '
            'Monday, "and nobody, 没有人, will stop us." The ministry said that the talks had been useful.'
            '\n\nNothing else was said.')

    def setUp(self):
        super().setUp()
        self.write("a.jsonl", line({"id": "s-1", "published": "2024-05-01", "outlet": "Daily Example",
                                    "title": "Kovar goes on", "text": self.TEXT}))
        self.add("a.jsonl")
        (self.article,) = [json.loads(self.run_it("show", "s-1", "--format", "json")[0])]
        self.first = self.article["statements"][0]

    def terminal(self, *args, columns=80, **more):
        return on_terminal([VERBALE, *args], self.folder, columns, **more)

    def test_show_has_what_read_prints_and_an_id(self):
        read = json.loads(self.run_it("read", *SMALL, "a.jsonl")[0])["statements"]
        self.assertEqual(len(read), 2)
        for number, (mine, said) in enumerate(zip(self.article["statements"], read, strict=True), 1):
            self.assertEqual(mine.pop("number"), number)
            shown = json.loads(self.run_it("show", mine["id"][:9], "--format", "json")[0])
            self.assertEqual([shown[k] for k in ("kind", "id", "article", "path")],
                             ["statement", mine["id"], "s-1", "a.jsonl"])
            self.assertEqual(shown["capture"], self.article["capture"])
            self.assertEqual({**shown["statement"], "number": None}, {**mine, "number": None})
            self.assertRegex(mine.pop("id"), "^s[0-9a-f]{16}$")
            self.assertEqual(mine, said)

    def test_an_article_has_its_statements_underlined_with_their_speakers(self):
        for columns in (60, 80, 120):
            shown = self.terminal("show", "s-1", columns=columns)
            text = shown.split("\n\n")[1].replace("\x1b[0m\n\x1b[4m", " ").replace("\n", " ")
            self.assertEqual(re.findall("\x1b\\[4m(.*?)\x1b\\[0m", text),
                             ["We will go on as we have begun,", "and nobody, 没有人, will stop us.",
                              "that the talks had been useful"])
            self.assertIn('us.\x1b[0m" \x1b[36m[1 Anna Kovar]\x1b[0m The', text)
            plain = re.sub("\x1b\\[[0-9;]*m", "", shown)
            widths = [sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in row)
                      for row in plain.splitlines() if "SHA-256" not in row]
            self.assertLessEqual(max(widths), columns)
            self.assertRegex(plain, rf"(?m)^  1 Anna Kovar direct .*{self.first['id'][:9]}$")

    def test_scripts_without_blanks_are_broken_and_their_full_stops_begin_no_line(self):
        self.write("zh.jsonl", line({"id": "zh", "language": "zh", "text": "我们说好了这件事情。" * 30}))
        self.add("zh.jsonl")
        rows = self.terminal("show", "zh", columns=60).split("\n\n")[1].splitlines()
        self.assertGreater(len(rows), 8)
        self.assertLessEqual(max(map(len, rows)), 30)
        self.assertFalse([row for row in rows if row.startswith("。")])

    def test_colours_only_where_they_are_wanted(self):
        coloured = self.terminal("show", "s-1")
        self.assertIn("\x1b[36m", coloured)
        without = self.terminal("show", "s-1", NO_COLOR="1")
        self.assertNotIn("\x1b[36m", without)
        self.assertIn("\x1b[4m", without)
        for plain in (self.terminal("show", "s-1", TERM="dumb"), self.run_it("show", "s-1")[0]):
            self.assertNotIn("\x1b", plain)
            self.assertIn('us." [1 Anna Kovar] The', " ".join(plain.split()))

    def test_one_statement_leads_to_its_capture(self):
        text, _ = self.run_it("show", self.first["id"])
        for said in ("Anna Kovar (President, LA)", "We will go on as we have begun, ... and nobody, 没有人, "
                     "will stop us.", "told", "reporters", "Kovar goes on", "a.jsonl (offset 0)",
                     self.article["capture"]["sha256"], self.TEXT.split(" The ministry")[0]):
            self.assertIn(said, text)
        self.assertNotIn("Nothing else", text)
        marked = self.terminal("show", self.first["id"], columns=120)
        self.assertIn("\x1b[1mtold\x1b[0m", marked)
        self.assertIn("\x1b[4mWe will go on as we have begun,\x1b[0m", marked)

    def test_the_status_counts_them(self):
        self.assertIn("statements 2 by 1 named speaker\n", self.run_it()[0])
        said = json.loads(self.run_it("--format", "json")[0])
        self.assertEqual((said["statements"], said["without_statements"]), (2, 0))

    def test_an_archive_from_before_gets_them_when_its_captures_are_added_again(self):
        new = contents(self.at("verbale.db"))
        go_back(self.at("verbale.db"), 1)
        self.assertIn("1 article was stored before statements were: add its captures again",
                      self.run_it()[0])
        self.assertIn("Nothing else was said", self.run_it("show", "s-1")[0])
        self.assertIn("1 newly analysed article", self.add("a.jsonl")[0])
        self.assertEqual(contents(self.at("verbale.db")), new)
        self.assertIn("1 already there", self.add("a.jsonl")[0])

    def test_speakers_are_counted_with_what_was_searched(self):
        with sqlite3.connect(self.at("verbale.db")) as db:
            rows = db.execute("SELECT speaker, country, named, statements, direct, articles, outlets, "
                              '"first", "last" FROM speakers WHERE named').fetchall()
            self.assertEqual(rows, [("Anna Kovar", "LA", 1, 1, 1, 1, 1, "2024-05-01", "2024-05-01")])
            rows = db.execute("SELECT month, statements, articles, searched FROM speakers_by_month "
                              "WHERE named").fetchall()
            self.assertEqual(rows, [("2024-05", 1, 1, 1)])
            (words,) = db.execute("SELECT words FROM statement_text WHERE statement = ?",
                                  (self.first["id"],)).fetchone()
            self.assertEqual(words, self.first["text"])
        db.close()


class Tally(Case):
    """Three exchanges with Tran Van Minh: one message of 2019, two letters of 2021."""

    def setUp(self):
        super().setUp()
        letter = "President {} sent a letter to Vietnamese President Tran Van Minh on {}, 2021."
        more = [
            {"id": "l1", "published": "2021-03-04", "text": letter.format("Anna Kovar of Laos", "March 3"),
             "title": 'A letter, "warm" as ever, from the president of one country to another'},
            {"id": "l2", "published": "2021-07-09", "text": letter.format("Mira Osei of Ghana", "July 8"),
             "title": "Letter"},
        ]
        self.write("b.jsonl", "".join(map(line, [ARTICLES[0], *more])))
        self.add("b.jsonl")

    def test_groups_are_counted_in_every_format(self):
        for party, by, groups in [
            ([], "year", [("2019", 1), ("2021", 2)]),
            ([], "form", [("letter", 2), ("message", 1)]),
            ([], "purpose", [("unknown", 2), ("congratulation", 1)]),
            (["Minh"], "counterpart", [("Anna Kovar", 2), ("Mira Osei", 1)]),
            (["--outlet", "daily example"], "outlet", [("Daily Example", 1)]),
        ]:
            with self.subTest(by):
                asked = ["ledger", *party, "--by", by, "--format"]
                said = json.loads(self.run_it(*asked, "json")[0])
                self.assertEqual([(r[by], r["exchanges"]) for r in said["rows"]], groups)
                self.assertEqual(said["coverage"]["articles"], 3)
                lines = map(json.loads, self.run_it(*asked, "jsonl")[0].splitlines())
                self.assertEqual([(r[by], r["exchanges"]) for r in lines], groups)
                records = csv.DictReader(io.StringIO(self.run_it(*asked, "csv")[0]))
                self.assertEqual([(r[by], int(r["exchanges"])) for r in records], groups)
                table, _ = self.run_it(*asked, "table")
                self.assertRegex(table, rf"(?m)^{groups[0][0]} +{groups[0][1]} +0$")
                self.assertIn("searched 3 articles", table)

    def test_counts_of_two_things_at_once(self):
        out, _ = self.run_it("ledger", "Minh", "--by", "year,counterpart", "--format", "csv")
        self.assertEqual(out.splitlines(), [
            "year,counterpart,exchanges,mentioned_only", "2019,Anna Kovar,1,0",
            "2021,Anna Kovar,1,0", "2021,Mira Osei,1,0"])
        (row, *_) = json.loads(self.run_it("ledger", "--by", "month,form", "--format", "json")[0])["rows"]
        self.assertEqual(row, {"month": "2019-05", "form": "message", "exchanges": 1, "mentioned_only": 0})

    def test_nothing_found_says_what_is_near(self):
        out, _ = self.run_it("ledger", "Minnh", "--format", "table")
        self.assertIn("0 exchanges\nsearched 3 articles", out)
        self.assertIn("no exchange of this archive has a party 'Minnh'; did you mean Tran Van Minh?", out)
        out, _ = self.run_it("ledger", "--occasion", "founding:LO", "--format", "table")
        self.assertIn("no exchange of this archive has the occasion 'founding:LO'", out)
        self.assertIn("(verbale ledger --by occasion lists them)", out)
        self.assertNotIn("without", out)
        out, _ = self.run_it("ledger", "Korea", "--format", "table")
        self.assertIn("'Korea' was searched as a word of names; as a country it is KP (North Korea) or "
                      "KR (South Korea)\n", out)
        self.assertNotIn("as a country", self.run_it("ledger", "Kovar", "--format", "table")[0])
        out, _ = self.run_it("ledger", "--outlet", "Daily Exampel", "--format", "table")
        self.assertIn("no exchange of this archive is told by an outlet 'Daily Exampel'; did you mean "
                      "Daily Example? (verbale ledger --by outlet lists them)", out)
        out, _ = self.run_it("actors", "Kowar", "--format", "table")
        self.assertIn("no actor of this archive is called 'Kowar'; did you mean Anna Kovar? "
                      "(verbale actors lists who there is)", out)
        out, err = self.run_it("actors", "Zzyzx")
        self.assertEqual(out, "")
        self.assertIn("no actor of this archive is called 'Zzyzx' (verbale actors", err)
        self.assertNotIn("is called", "".join(self.run_it("actors", "Kovar", "--format", "table")))
        out, _ = self.run_it("ledger", "Minh", "--form", "call", "--since", "2019", "--format", "table")
        self.assertTrue(out.endswith("without --form 3\n"), out)
        out, err = self.run_it("ledger", "Minnh")
        self.assertEqual(out, "")
        self.assertIn("did you mean Tran Van Minh?", err)
        self.assertIn("nothing before 2019-05-02 was searched",
                      self.run_it("ledger", "--since", "2001", "--format", "table")[0])

    def test_a_count_is_one_row(self):
        self.assertEqual(self.run_it("ledger", "--count", "--format", "csv")[0],
                         "exchanges,mentioned_only\r\n3,0\r\n")
        self.assertRegex(self.run_it("ledger", "--count", "--format", "table")[0], r"(?m)^ +3 +0$")

    def test_the_status_counts_what_there_is(self):
        said = json.loads(self.run_it("--format", "json")[0])
        self.assertEqual([said[k] for k in ("captures", "articles", "reports", "exchanges")], [3] * 4)
        self.assertEqual(said["coverage"]["until"], "2021-07-09")

    def test_show_of_an_article_and_of_a_capture_as_json(self):
        record = line(ARTICLES[0]).rstrip("\n").encode()
        sha256 = hashlib.sha256(record).hexdigest()
        place = {"path": "b.jsonl", "offset": 0, "line": 1, "captured": None, "url": None}
        article = json.loads(self.run_it("show", "d1", "--format", "json")[0])
        self.assertEqual((article["kind"], article["title"]), ("article", "Message to Hanoi"))
        self.assertEqual(article["capture"], {"sha256": sha256, "places": [place]})
        self.assertEqual([r["article"] for r in article["reports"]], ["d1"])
        capture = json.loads(self.run_it("show", sha256[:12], "--format", "json")[0])
        self.assertEqual((capture["kind"], capture["articles"]), ("capture", ["d1"]))
        self.assertEqual(capture["capture"], article["capture"])

    def test_a_table_is_cut_to_the_terminal_and_csv_quotes_instead(self):
        title = 'A letter, "warm" as ever, from the president of one country to another'
        table, _ = self.run_it("read", "--format", "table", "b.jsonl",
                               env={**os.environ, "COLUMNS": "80"})
        rows = table.split("\n\n")[0].splitlines()
        self.assertEqual(len(rows), 4)
        self.assertLessEqual(max(map(len, rows)), 80)
        self.assertRegex(rows[2], 'A letter, "warm".*\u2026 ')
        text, _ = self.run_it("read", "--format", "csv", "b.jsonl")
        self.assertIn('"A letter, ""warm"" as ever', text)
        self.assertEqual([r["title"] for r in csv.DictReader(io.StringIO(text))],
                         ["Message to Hanoi", title, "Letter"])

class Check(Case):
    """Claims of counts against a ledger of three letters and two calls, all in January 2020."""

    def setUp(self):
        super().setUp()
        told = [
            ("01-10", "President Anna Kovar of Laos sent a letter to Vietnamese President Tran Van Minh on "
                      "January 9, 2020."),
            ("01-14", "Vietnamese President Tran Van Minh sent a letter to Lao President Anna Kovar on "
                      "January 13, 2020."),
            ("01-20", "President Anna Kovar of Laos spoke by telephone with Vietnamese President Tran Van Minh "
                      "on January 20, 2020."),
            ("01-26", "President Anna Kovar of Laos sent a letter to Vietnamese President Tran Van Minh on "
                      "January 25, 2020.\n\nIt is their third letter since January 10. The two leaders have "
                      "exchanged letters a total of seven times since 2015, an official said."),
            ("01-28", "President Anna Kovar of Laos held a phone call with Vietnamese President Tran Van Minh "
                      "on January 27, 2020, their first call since 2019.\n\nThe two have talked by phone twice "
                      "since January 11. They exchanged at least two letters this year."),
        ]
        self.write("k.jsonl", "".join(line({"id": f"k{i}", "published": "2020-" + day, "outlet": "Example Post",
                                            "title": f"No. {i}", "text": text})
                                      for i, (day, text) in enumerate(told, 1)))
        self.add("k.jsonl")

    def claims(self, article):
        return json.loads(self.run_it("check", article, "--format", "json")[0])["claims"]

    def test_verdicts_go_by_the_rows_and_the_coverage(self):
        for article, expected in [
            ("k1", []),
            ("k4", [("their third letter", "ordinal", 3, 2, "fewer", None),
                    ("letters a total of seven times", "count", 7, 3, "cannot be judged",
                     "nothing before 2020-01-10 was searched")]),
            ("k5", [("their first call", "ordinal", 1, 2, "more", None),
                    ("talked by phone twice", "count", 2, 2, "agrees", None),
                    ("two letters", "count", 2, 3, "agrees", None)]),
        ]:
            got = [(c["text"], c["kind"], c["number"], c["held"], c["verdict"], c["why"])
                   for c in self.claims(article)]
            self.assertEqual([(g[0] if g[0] in e[0] else None, *g[1:]) for g, e in zip(got, expected)],
                             [(g[0], *e[1:]) for g, e in zip(got, expected)])
            self.assertEqual(len(got), len(expected))

    def test_a_gap_and_a_longer_period_make_a_claim_that_cannot_be_judged(self):
        later = {"id": "k6", "published": "2020-03-01", "outlet": "Example Post", "title": "No. 6",
                 "text": "President Anna Kovar of Laos sent a letter to Vietnamese President Tran Van Minh on "
                         "February 29, 2020, their fourth letter since January 10."}
        self.write("later.jsonl", line(later))
        self.add("later.jsonl")
        (claim,) = self.claims("k6")
        self.assertEqual((claim["held"], claim["verdict"]), (3, "cannot be judged"))
        self.assertEqual(claim["why"], "nothing was searched from 2020-01-29 to 2020-02-29")

    def test_the_alias_file_says_whom_a_claim_is_about(self):
        self.write("married.jsonl", line({
            "id": "k6", "published": "2020-01-29", "outlet": "Example Post", "title": "No. 6",
            "text": "President Anna Varga of Laos sent a letter to Vietnamese President Tran Van Minh on "
                    "January 29, 2020, their third letter since January 10."}))
        self.add("married.jsonl")
        (claim,) = self.claims("k6")
        self.assertEqual((claim["held"], claim["verdict"]), (1, "fewer"))
        self.write("aliases.tsv", "actor\tname\nAnna Kovar\tAnna Varga\n")
        (claim,) = self.claims("k6")
        self.assertEqual((claim["held"], claim["verdict"]), (3, "agrees"))

    def test_rows_lead_to_exchanges_and_every_format_says_the_verdict(self):
        (row,) = [r for c in self.claims("k4") for r in c["rows"] if r["day"] == "2020-01-13"][:1]
        self.assertIn("Tran Van Minh", self.run_it("show", row["id"])[0])
        text, _ = self.run_it("check", "k5", "--format", "table")
        for words in ("> The two have talked by phone twice since January 11.", "verdict    more",
                      "3 claims of counts; searched 5 articles"):
            self.assertIn(words, text)
        out, _ = self.run_it("check", "k5", "--format", "csv")
        self.assertEqual([r["verdict"] for r in csv.DictReader(io.StringIO(out))], ["more", "agrees", "agrees"])
        self.assertIn("0 claims of counts in this article", self.run_it("check", "k1", "--format", "table")[0])
        call = json.loads(self.run_it("ledger", "--form", "call", "--since", "2020-01-27")[0])["id"]
        self.assertEqual(json.loads(self.run_it("check", call)[0])["article"], "k5")
        self.run_it("check", "nothing", status=1)


LETTERS = [
    ("l1", "2019-05-03", "President Mira Solen of Estonia sent a letter to President Rosa Quispe of Peru on May 3, 2019."),
    ("l2", "2019-05-04", "Estonian President Mira Varga sent a letter to Peruvian President Rosa Quispe on May 3, 2019."),
    ("l3", "2019-09-03", "President Jan Kade of Latvia sent a letter to President Rosa Quispe of Peru on Sept. 3, 2019."),
    ("l4", "2021-09-03", "President Jan Kade of Latvia sent a letter to President Rosa Quispe of Peru on Sept. 3, 2021."),
    ("l5", "2021-09-20", "President Rosa Quispe of Peru sent a reply to President Jan Kade of Latvia on Sept. 19, 2021."),
]


class Actors(Case):
    def setUp(self):
        super().setUp()
        self.write("l.jsonl", "".join(line({"id": i, "published": day, "outlet": "Daily Example",
                                            "title": "A letter", "text": text + " It was long."})
                                      for i, day, text in LETTERS))
        self.add("l.jsonl")

    def listed(self, *args):
        said = json.loads(self.run_it("actors", "--format", "json", *args)[0])
        self.assertEqual(said["coverage"]["articles"], 5)
        return {row["actor"]["name"]: row for row in said["rows"]}

    def aliases(self, *lines, name="aliases.tsv"):
        self.write(name, "".join("\t".join(fields) + "\n" for fields in
                                 (("actor", "name", "country", "since", "until"), *lines)))

    def test_names_offices_counts_and_days(self):
        rows = self.listed()
        self.assertEqual(set(rows), {"Mira Solen", "Mira Varga", "Jan Kade", "Rosa Quispe"})
        rosa = rows["Rosa Quispe"]
        self.assertEqual((rosa["sent"], rosa["received"], rosa["talks"], rosa["spoke"]), (1, 4, 0, 0))
        self.assertEqual((rosa["first"], rosa["last"]), ("2019-05-03", "2021-09-19"))
        self.assertEqual(rosa["actor"]["country"], "PE")
        self.assertEqual([(n["name"], n["n"]) for n in rosa["names"]], [("Rosa Quispe", 5)])
        self.assertIn("President", {o["office"].split()[0].capitalize() for o in rosa["offices"]} |
                      {o["office"].split()[-1] for o in rosa["offices"]})
        self.assertEqual(next(iter(rows)), "Rosa Quispe")  # who exchanges most comes first

    def test_somebody_is_found_by_surname_and_country_in_every_format(self):
        self.assertEqual(set(self.listed("Kade")), {"Jan Kade"})
        self.assertEqual(set(self.listed("Estonia")), {"Mira Solen", "Mira Varga"})
        table = self.run_it("actors", "Quispe", "--format", "table")[0]
        self.assertIn("1 actor; searched 5 articles of 1 outlet", table)
        self.assertIn("  names      Rosa Quispe  (5, 2019-05-03 to 2021-09-19)\n", table)
        csv_rows = self.run_it("actors", "Kade", "--format", "csv")[0].splitlines()
        self.assertEqual(csv_rows[0], "actor,country,names,offices,sent,received,talks,spoke,first,last")
        self.assertTrue(csv_rows[1].startswith("Jan Kade,LV,Jan Kade,"), csv_rows)
        self.assertEqual(json.loads(self.run_it("actors", "Kade", "--format", "jsonl")[0])["sent"], 2)

    def test_the_ledger_follows_the_alias_file(self):
        self.assertEqual(len(self.rows("EE")), 2)
        before = contents(self.at("verbale.db"))
        self.aliases(("Mira Solen", "Mira Varga"))
        rows = self.rows("EE")
        self.assertEqual([r["from"][0]["name"] for r in rows], ["Mira Solen"])
        self.assertEqual(len(rows[0]["reports"]), 2)
        self.assertEqual({n["name"] for n in self.listed()["Mira Solen"]["names"]}, {"Mira Solen", "Mira Varga"})
        late = contents(self.at("verbale.db"))
        os.rename(self.at("verbale.db"), self.at("late.db"))
        self.add("l.jsonl")  # from the beginning
        self.assertEqual(contents(self.at("verbale.db")), late)
        self.add("l.jsonl")  # again: nothing changes
        self.assertEqual(contents(self.at("verbale.db")), late)
        os.unlink(self.at("aliases.tsv"))
        self.assertEqual(len(self.rows("EE")), 1)  # without a file it keeps what it was told
        self.aliases()
        self.assertEqual(len(self.rows("EE")), 2)
        self.assertEqual(contents(self.at("verbale.db")), before)

    def test_two_of_one_name_are_kept_apart(self):
        self.assertEqual(len(self.listed("Kade")), 1)
        self.aliases(("Jan Kade the elder", "Jan Kade", "LV", "", "2020"),
                     ("Jan Kade the younger", "Jan Kade", "LV", "2021"), name="mine.tsv")
        rows = self.listed("Kade", "--aliases", "mine.tsv")
        self.assertEqual(set(rows), {"Jan Kade the elder", "Jan Kade the younger"})
        self.assertEqual((rows["Jan Kade the elder"]["sent"], rows["Jan Kade the younger"]["sent"]), (1, 1))
        names = [r["from"][0]["name"] for r in self.rows("--from", "LV")]
        self.assertEqual(names, ["Jan Kade the elder", "Jan Kade the younger"])

    def test_a_wrong_alias_file_is_named_and_nothing_is_done(self):
        self.aliases(("Mira Solen", ""))
        for args in (["ledger"], ["add", "-q", *SMALL, "l.jsonl"], ["actors"]):
            self.assertIn("aliases.tsv: line 2: no name", self.run_it(*args, status=1)[1])
        self.assertIn("mine.tsv: No such file", self.run_it("ledger", "--aliases", "mine.tsv", status=1)[1])

    def test_a_reply_whose_original_is_held_has_it_and_another_is_listed(self):
        (reply,) = self.rows("--form", "letter", "--since", "2021-09-10") or self.rows("--since", "2021-09-10")
        (original,) = self.rows("--since", "2021-09-01", "--until", "2021-09-10")
        self.assertEqual(reply["reply_to"], original["id"])
        self.assertEqual(self.rows("--replies-without-original"), [])
        with sqlite3.connect(self.at("verbale.db")) as db:
            db.execute("UPDATE exchanges SET mentioned_only = 1 WHERE id = ?", (original["id"],))
        db.close()
        self.assertEqual([r["id"] for r in self.rows("--replies-without-original")], [reply["id"]])
        with sqlite3.connect(self.at("verbale.db")) as db:
            (n,) = db.execute("SELECT count(*) FROM replies_without_original").fetchone()
        db.close()
        self.assertEqual(n, 1)


class Lexicon(Case):
    """--lexicon DIR, as docs/languages.md has it: what a row does is tried without building."""

    def table(self, name, *lines):
        self.write("lex/" + name, "\n".join(lines) + "\n")

    def read(self, text, name="page.txt", status=0):
        self.write(name, text)
        out, err = self.run_it("read", *SMALL, "--lexicon", "lex", "--format", "jsonl", name, status=status)
        return (json.loads(out) if out else None), err

    def test_a_cue_verb_is_a_row(self):
        text = line({"id": "v", "published": "2021-03-23",
                     "text": "Portuguese President Ana Costa semaphored a letter of thanks to Swedish Prime "
                             "Minister Bo Lindqvist on Monday."})
        self.table("en/adverbs.tsv", "words", "nicely")
        self.assertEqual(self.read(text, "a.jsonl")[0]["exchanges"], [])
        self.table("en/verbs.tsv", "class\tverb\tforms", "SEND\tsemaphore\tsemaphore | semaphored")
        found = self.read(text, "a.jsonl")[0]["exchanges"]
        self.assertEqual([(x["form"], x["purpose"], x["sent"]) for x in found],
                         [("letter", "thanks", "2021-03-22")])

    def test_months_of_a_language_that_is_not_there(self):
        page = "Menu\n\nA title of a page\n\nPublished: 23. maaliskuuta 2021\n\n" + "Text of the page. " * 12
        self.table("en/adverbs.tsv", "words", "nicely")
        self.assertIsNone(self.read(page)[0]["published"])
        self.table("fi/months.tsv", "month\tnames", "3\tmaaliskuuta")
        self.assertEqual(self.read(page)[0]["published"], "2021-03-23")

    def test_a_block_model_takes_the_place_of_ours(self):
        page = "Menu\nSport\nLetters\n\nA title of a page\n\n" + "Text of the page. " * 12
        self.table("en/adverbs.tsv", "words", "nicely")
        self.assertNotIn("Menu", self.read(page)[0]["text"])
        self.table("world/blocks.tsv", "tree\tnode\tfeature\tthreshold\tleft\tright\tvalue",
                   "-1\t0\t\t\t\t\t0", "0\t0\t\t\t\t\t5")
        self.assertIn("Menu", self.read(page)[0]["text"])

    def test_slips_of_the_hand_are_errors(self):
        for name, lines, status, says in [
            ("en/verb.tsv", ["class\tverb\tforms"], 2, "lex/en/verb.tsv: lexicon/ has no table of this name"),
            ("english/verbs.tsv", ["class\tverb\tforms"], 2, "has no table of this name"),
            ("en/verbs.tsv", ["class\tverbs"], 1, "lex/en/verbs.tsv: line 1: the table has no column 'verbs'"),
            ("en/verbs.tsv", ["verb", "a\tb"], 1, "lex/en/verbs.tsv: line 2: more fields than columns"),
            ("en/words.tsv", ["class\twords", "", "funktion\tthe"], 1, "lex/en/words.tsv: line 3: no class"),
            ("en/time.tsv", ["words\tclass", "aeon\tunitt"], 1, "lex/en/time.tsv: line 2: no class"),
            ("en/labels.tsv", ["kind\tnames", "nokind\tX:"], 1, "lex/en/labels.tsv: line 2: unknown kind"),
            ("cs/date_words.tsv", ["kind\twords", "v\tve"], 1, "lex/cs/date_words.tsv: line 2: unknown kind"),
            ("cs/months.tsv", ["month\tnames", "13\tx"], 1, "lex/cs/months.tsv: line 2: no month"),
            ("en/exchanges.tsv", ["id\tform\tpattern", "x\tletter\t{FRM} SEND"], 1,
             "lex/en/exchanges.tsv: line 2: not a pattern: '{FRM} SEND'"),
        ]:
            shutil.rmtree(self.at("lex"), ignore_errors=True)
            self.table(name, *lines)
            self.assertIn(says, self.read("Words of a page.", status=status)[1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
