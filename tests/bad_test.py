#!/usr/bin/env python3
"""Bad input through the command line, `read` and `add` alike: bad_test.py VERBALE.

Each bad file gives exactly one line on stderr that names it and, inside a file, the place; the rest
of the batch is done, and the exit status is 1.  VERBALE_BAD_SCALE (1) makes the large ones larger:
at 10, a bomb of 1 GB, a line of 200 MB, a folder of 100,000 files, pages nested 100,000 deep and a million
attributes.  All people are invented.
"""

import gzip
import json
import lzma
import os
import random
import resource
import signal
import socket
import sqlite3
import subprocess
import threading
import unittest
import zipfile
import zlib

from cli_test import ARTICLES, DUMP, SMALL, VERBALE, Case, line, on_terminal

SCALE = float(os.environ.get("VERBALE_BAD_SCALE", "1"))
NOBODY = 65534


def gzip_of(piece, times):
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def packed_noise(n):
    """Bytes as packed data has them: any value, always the same."""
    return random.Random(3).randbytes(n)


class Bad(Case):
    def put(self, name, content):
        with open(self.at(name), "wb") as f:
            for piece in [content] if isinstance(content, bytes) else content:
                f.write(piece)
        return name

    def both(self, *args, status=0, **more):
        """Article paths and stderr of `read`, which `add` must agree with."""
        archive = self.at("bad.db")
        if os.path.exists(archive):
            os.unlink(archive)
        _, err = self.run_it("--archive", archive, "add", *SMALL, *args, status=status, **more)
        with sqlite3.connect(archive) as db:
            added = {row[0] for row in db.execute("SELECT path FROM places")}
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
        db.close()
        out, also = self.run_it("read", *SMALL, *args, status=status, **more)
        self.assertEqual(sorted(err.splitlines()), sorted(also.splitlines()))
        paths = [json.loads(text)["path"] for text in out.splitlines()]
        self.assertEqual(set(paths), added)
        return paths, also

    def bad(self, name, content, says, articles=0):
        if content is not None:
            self.put(name, content)
        self.write("good.txt", DUMP)
        paths, err = self.both(name, "good.txt", status=1)
        self.assertEqual(err.count("\n"), 1, err)
        self.assertIn(f"verbale: {name}", err)
        self.assertIn(says, err)
        self.assertEqual(paths, [name] * articles + ["good.txt"])

    def fine(self, name, content, holds):
        self.put(name, content)
        (path,), err = self.both(name)
        self.assertEqual((path, err), (name, ""))
        out, _ = self.run_it("read", *SMALL, name)
        self.assertIn(holds, json.loads(out)["text"])


class NoText(Bad):
    def test_nothing(self):
        self.bad("empty", b"", "empty (offset 0)")
        self.bad("empty.gz", gzip.compress(b""), "empty (offset 0)")

    def test_binary_data(self):
        noise = packed_noise(6000)
        with zipfile.ZipFile(self.at("a.zip"), "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("a.txt", noise.hex())
        self.bad("a.zip", None, "binary data")
        files = {
            "nuls": b"\0\1\2\3" * 999,
            "text and nuls": b"The harvest\0 was good.\n" * 99,
            "noise": noise,
            "noise without nuls": noise.replace(b"\0", b"a"),
            "program": b"\x7fELF\2\1\1" + bytes(9) + noise[:500],
            "picture": b"\x89PNG\r\n\x1a\n" + noise,
            "sound": b"ID3\3" + noise.replace(b"\0", b"\1"),
            "print.pdf": b"%PDF-1.4\n1 0 obj\n<< /Title (The harvest) >>\nendobj\n" * 9,
            "noise.gz": gzip.compress(noise),
        }
        names = [self.put(name, content) for name, content in files.items()]
        self.write("good.txt", DUMP)
        paths, err = self.both(*names, "good.txt", status=1)
        self.assertEqual(paths, ["good.txt"])
        self.assertEqual(err.splitlines(),
                         [f"verbale: {name}: binary data, no text (offset 0)" for name in names])

    def test_text_of_any_charset_is_no_binary_data(self):
        names = []
        for charset, text in {
            "latin-1": "The fête in the façade was déjà vu, naïve.",
            "cp1252": "The “harvest” – a fête – was naïve…",
            "cp1251": "Переговоры прошли в столице, стороны согласились.",
            "koi8-r": "Переговоры прошли в столице, стороны согласились.",
            "euc-kr": "평양에서 회담이 열렸다. 양측은 합의했다.",
            "gb18030": "会谈在首都举行，双方达成一致。",
            "big5": "會談在首都舉行，雙方達成一致。",
            "shift_jis": "会談は首都で行われ、双方は合意した。",
            "iso-2022-jp": "会談は首都で行われ、双方は合意した。",
            "utf-16": "会談は首都で行われ、双方は合意した。",
        }.items():
            names.append(self.put(charset, (text + "\n").encode(charset) * 20))
        self.assertEqual(self.both(*names), (names, ""))
        self.fine("marks.txt", b"\x1b[1mThe harvest\x1b[0m was good\x0c\nthis year.\x1a\n", "this year")

    def test_text_that_lies_is_read_as_valid_text(self):
        for content in (b"Home\n\nThe \xff\xfe harvest\xc3 was good this year, they said.\n",
                        b'<html><head><meta charset="utf-16"></head><p>The harvest was good.</p>',
                        b'<meta charset="euc-kr"><p>The harvest \xe2\x80\x9cwas\xe2\x80\x9d good.</p>',
                        b'<meta charset="nonsense-9"><p>The harvest was \xe9t\xe9.</p>'):
            self.fine("a.txt", content, "harvest")

    def test_nuls(self):
        padding = b"The rain was light and the roads were dry this year, they said.\n" * 9
        self.fine("a.txt", b"The harvest\0 was good.\n\n" + padding, "harvest\ufffd was good.")
        self.fine("a.html", b"<html><body><p>The har\0vest was good.</p><p>" + padding,
                  "har\ufffdvest was good.")
        lines = [line(ARTICLES[0]).encode(), b'{"id": "n", "text": "a\\u0000b"}\n',
                 b'{"id": "m", "text": "a\0b"}\n', line(ARTICLES[1]).encode()]
        paths, err = self.both(self.put("n.jsonl", lines), status=1)
        self.assertEqual(len(paths), 2)
        self.assertEqual(len(err.splitlines()), 2)
        for number, text in enumerate(err.splitlines(), 2):
            self.assertIn(f"verbale: n.jsonl: line {number}: ", text)
            self.assertIn("(offset ", text)


class Packed(Bad):
    def test_packed_data_that_breaks_off(self):
        text = packed_noise(3000).hex().encode()
        for name, packed, kind in (("a.gz", gzip.compress(text), "gzip"),
                                   ("a.xz", lzma.compress(text), "xz")):
            self.bad(name, packed[:600], f"the {kind} data is truncated (offset 600)")
            self.bad(name, packed[:99] + b"\0" * 50 + packed[150:], f"the {kind} data is damaged")

    def test_whole_lines_before_the_break_are_read(self):
        text = "".join(map(line, ARTICLES)) * 3
        packed = gzip.compress(text.encode())
        self.bad("cut.gz", packed[:-8], "truncated", articles=9)
        self.bad("sum.gz", packed[:-8] + b"\1" * 8, "damaged", articles=9)

    def test_packed_parts_in_a_row_are_one(self):
        self.put("two.gz", gzip.compress(line(ARTICLES[0]).encode()) +
                 gzip.compress(line(ARTICLES[1]).encode()))
        out, _ = self.run_it("read", *SMALL, "two.gz")
        self.assertEqual([json.loads(t)["id"] for t in out.splitlines()], ["d1", "d2"])

    def test_a_bomb_is_refused_in_bounded_memory(self):
        """A thousand times its size, and that packed again: only one layer is ever taken off."""
        bomb = gzip_of(bytes(1 << 20), int(100 * SCALE))
        self.bad("bomb.gz", bomb, "more than 67108864 bytes (offset 0)")
        self.bad("nested.gz", gzip.compress(bomb), "binary data, no text (offset 0)")
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 900 << 10)


class Large(Bad):
    def test_a_line_above_the_limit(self):
        lines = [line(ARTICLES[0]).encode(), b'{"id": "x", "text": "',
                 *[b"r" * (1 << 20)] * int(70 + 13 * SCALE), b'"}\n', line(ARTICLES[1]).encode()]
        self.bad("long.jsonl", lines, f"(offset {len(lines[0])})", articles=2)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 900 << 10)

    def test_a_document_above_the_budget_is_given_up(self):
        big = {"id": "x", "text": "Laos sent a letter to Vietnam. " * 400000}
        lines = [line(ARTICLES[0]), line(big), line(ARTICLES[1])]
        self.bad("a.jsonl", "".join(lines).encode(),
                 f"more than 16 MiB of memory (offset {len(lines[0])})", articles=2)

    def test_of_a_text_beyond_8_mib_the_beginning_is_analysed(self):
        word = "rain" * 15 + " "
        for n, found in ((1000, 1), ((8 << 20) // len(word) + 1, 0)):
            text = word * n + ".\n\n" + ARTICLES[0]["text"]
            self.put("a.jsonl", line({**ARTICLES[0], "text": text}).encode())
            out, err = self.run_it("read", "a.jsonl")
            article = json.loads(out)
            self.assertEqual(article["text"], text)
            self.assertEqual("a.jsonl: the text goes on behind its first 8 MiB" in err, not found)
            self.assertEqual(len(article["exchanges"]), found)

    def test_pages_that_go_too_deep_or_wide(self):
        n = int(10000 * SCALE)
        for name, page in (("deep.html", "<div>" * n + "<p>The harvest was good."),
                           ("wide.html", "<p " + " ".join(f"a{i}=v" for i in range(n * 10)) +
                            ">The harvest was good.")):
            self.put(name, b"<html><body>" + page.encode())
            out, _ = self.run_it("read", name)
            self.assertIn("harvest", json.loads(out)["text"])

    def test_a_folder_of_many_files(self):
        n = int(500 * SCALE ** 2.3)
        for i in range(n):
            self.write(f"many/{i % 100}/{i}.txt", "")
        self.write("many/7/good.txt", DUMP)
        paths, err = self.both("many", status=1)
        self.assertEqual(paths, ["many/7/good.txt"])
        self.assertEqual(err.count(": empty (offset 0)\n"), n)


class Records(Bad):
    def test_a_broken_line(self):
        lines = [line(ARTICLES[0]), '{"id": "x", "te\n', line(ARTICLES[1])]
        self.bad("a.jsonl", "".join(lines).encode(), "line 2", articles=2)
        deep = '{"id": "x", "text": ' + "[" * 100000 + "\n"
        self.bad("a.jsonl", "".join([lines[0], deep, lines[2]]).encode(), "line 2", articles=2)
        broken = ("[1]", "null", '{"id": "x"}', '{"text": 7}', "}", "The harvest")
        self.put("b.jsonl", (lines[0] + "\n".join(broken) + "\n" + lines[2]).encode())
        paths, err = self.both("b.jsonl", status=1)
        self.assertEqual(len(paths), 2)
        for number, text in enumerate(err.splitlines(), 2):
            self.assertIn(f"verbale: b.jsonl: line {number}: ", text)
        self.assertEqual(len(err.splitlines()), len(broken))

    def test_days_beyond_all_calendars(self):
        days = ("99999-01-01", "-0001-01-01", "0000-00-00", "2019-02-30", "2019-13-01")
        self.write("far.jsonl", "".join(
            line({"id": day, "published": day, "text": f"On May 1, 99999 Laos sent {day} letters."})
            for day in days))
        self.both("far.jsonl")
        out, _ = self.run_it("read", *SMALL, "far.jsonl")
        self.assertEqual([json.loads(text)["published"] for text in out.splitlines()],
                         [None] * len(days))

    def test_the_same_id_with_another_text(self):
        other = {**ARTICLES[0], "text": "Another text."}
        self.put("b.jsonl", (line(other) + line(ARTICLES[1])).encode())
        self.add("a.jsonl")
        _, err = self.add("b.jsonl", status=1)
        self.assertEqual(err.count("\n"), 1)
        for place in ("b.jsonl", "a.jsonl", "d1"):
            self.assertIn(place, err)


class Places(Bad):
    def test_what_is_no_file(self):
        os.mkdir(self.at("folder"))
        os.mkfifo(self.at("folder/pipe"))
        self.bad("folder", None, "folder/pipe: a pipe, socket or device")
        os.symlink("nowhere", self.at("link"))
        self.bad("link", None, "No such file")
        self.bad("gone.txt", None, "No such file")

    def test_devices_and_sockets(self):
        self.bad("/dev/null", None, "empty (offset 0)")
        self.bad("/dev/zero", None, "more than 67108864 bytes (offset 0)")
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(self.at("socket"))
            self.bad("socket", None, "No such device")

    def test_a_named_pipe_is_read_to_its_end(self):
        os.mkfifo(self.at("pipe"))
        writer = threading.Thread(target=lambda: self.put("pipe", line(ARTICLES[0]).encode()))
        writer.start()
        out, _ = self.run_it("read", *SMALL, "pipe")
        writer.join()
        self.assertEqual(json.loads(out)["id"], "d1")

    def test_folders_that_hold_themselves(self):
        os.mkdir(self.at("folder"))
        os.symlink(".", self.at("folder/again"))
        self.bad("folder", None, "folder/again: Too many levels of symbolic links")
        os.symlink("loop", self.at("loop"))
        self.bad("loop", None, "Too many levels of symbolic links")

    def test_no_right_to_read(self):
        if os.getuid():
            drop = None
        else:
            os.chmod(self.folder, 0o777)
            def drop():
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
        try:
            subprocess.run([VERBALE, "version"], preexec_fn=drop, check=True, capture_output=True)
        except (OSError, subprocess.SubprocessError) as error:
            self.skipTest(f"no other user can run it: {error}")
        self.write("good.txt", DUMP)
        self.write("shut.txt", DUMP)
        self.write("folder/inside.txt", DUMP)
        os.chmod(self.at("shut.txt"), 0)
        os.chmod(self.at("folder"), 0)
        try:
            paths, err = self.both("shut.txt", "folder", "good.txt", status=1, preexec_fn=drop)
        finally:
            os.chmod(self.at("folder"), 0o755)
        self.assertEqual(paths, ["good.txt"])
        self.assertEqual(len(err.splitlines()), 2, err)
        for name, text in zip(("shut.txt", "folder"), err.splitlines()):
            self.assertIn(f"verbale: {name}", text)
            self.assertIn("Permission denied", text)

    def test_names_of_any_bytes(self):
        """Whatever stands in them, it neither ends a line nor moves a cursor."""
        for name, shown in ((b"new\nline", "new line"), (b"bad\xff", "bad?"), (b"\x1b[2J", " [2J"),
                            ("\x9b2J\x7f\u2028a".encode(), "  2J    a"), (b"\x9b0m", "?0m")):
            with open(os.path.join(self.folder.encode(), name), "wb"):
                pass
            for args in (["read"],) if name != b"\x1b[2J" else (
                         ["read"], ["add"], ["--aliases", "a.jsonl", "trace"], ["show"], ["copies"],
                         ["check"], ["--archive"], ["ledger", "--since"],
                         ["ledger", "--form"], ["help"], ["completion"], [], ["read", "--lexicon"]):
                done = subprocess.run([VERBALE, *args, name], cwd=self.folder, capture_output=True,
                                      timeout=120, check=False)
                self.assertIn(done.returncode, (1, 2, 3), args)
                err = done.stderr.decode()
                self.assertEqual(err.count("\n"), 1, (args, err))
                self.assertTrue(err.startswith("verbale: ") and err[:-1].isprintable(), (args, err))
                if args == ["read"]:
                    self.assertEqual(err, f"verbale: {shown}: empty (offset 0)\n")

    def test_names_on_a_terminal(self):
        """The line of progress, the page and the table show such names as the errors do."""
        name = "a\x1b[31m\n\t\x9b.txt"
        self.write(name, DUMP)
        self.write("b.jsonl", line({**ARTICLES[0], "id": "\x1b[2J\n"}))
        for args in (["read", name], ["read", name, "b.jsonl"], ["add", name, "b.jsonl"],
                     ["show", name], ["show", "b.jsonl"], ["trace", "b.jsonl"], ["copies", "b.jsonl"]):
            shown = on_terminal(["sh", "-c", 'exec "$0" "$@" 2>&1', VERBALE, *args], self.folder, 80)
            self.assertIn("\n", shown)
            self.assertNotIn("\x1b[31m", shown)
            self.assertNotIn("\x1b[2J", shown)
            self.assertNotIn("\x9b", shown)

    def test_long_names(self):
        """A path as long as the system takes, and one that is longer."""
        folder = "/".join(["d" * 200] * 18)
        self.fine(self.write(f"{folder}/a.txt", DUMP), DUMP.encode(), "harvest")
        out, _ = self.run_it("read", *SMALL, "d" * 200)
        self.assertEqual(json.loads(out)["path"], f"{folder}/a.txt")
        _, err = self.run_it("read", *SMALL, "d/" * 3000, status=1)
        self.assertEqual(err.count("\n"), 1)
        self.assertIn("File name too long", err)

    def test_a_file_that_shrinks_and_grows_while_it_is_read(self):
        text = "".join(map(line, ARTICLES)) * 3000
        self.write("moving.jsonl", text)
        stop = threading.Event()

        def move():
            while not stop.is_set():
                for size in (len(text) // 3, 0, len(text)):
                    os.truncate(self.at("moving.jsonl"), size)

        mover = threading.Thread(target=move)
        mover.start()
        try:
            done = subprocess.run([VERBALE, "read", *SMALL, "moving.jsonl"], cwd=self.folder,
                                  capture_output=True, timeout=120, check=False)
        finally:
            stop.set()
            mover.join()
        self.assertIn(done.returncode, (0, 1))
        for text in done.stdout.decode().splitlines():
            json.loads(text)


class Streams(Bad):
    """Standard input and output that are closed, full or broken."""

    def test_input_closed(self):
        self.write("good.txt", DUMP)
        _, err = self.run_it("read", *SMALL, "-", "good.txt", status=1,
                             preexec_fn=lambda: os.close(0))
        self.assertEqual(err.count("\n"), 1)
        self.assertIn("verbale: -: ", err)

    def test_output_closed_or_full(self):
        for args in (["read", *SMALL, "a.jsonl"], ["read", *SMALL, "--format", "csv", "a.jsonl"],
                     ["add", *SMALL, "a.jsonl"], ["ledger"], ["help"]):
            for how in ("closed", "full"):
                with open("/dev/full", "wb") as full:
                    done = subprocess.run(
                        [VERBALE, *args], cwd=self.folder, stdout=full, stderr=subprocess.PIPE,
                        timeout=120, check=False,
                        preexec_fn=(lambda: os.close(1)) if how == "closed" else None)
                err = done.stderr.decode()
                self.assertEqual(done.returncode, 1, (args, how, err))
                self.assertEqual(err.count("\n"), 1, (args, how, err))
                self.assertIn("verbale: standard output: " +
                              ("Bad file descriptor" if how == "closed" else "No space left"), err)

    def test_reader_gone(self):
        """`verbale read ... | head -1`: quiet."""
        self.write("a.jsonl", "".join(map(line, ARTICLES)) * 2000)
        process = subprocess.Popen([VERBALE, "read", *SMALL, "a.jsonl"], cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertEqual(process.wait(120), -signal.SIGPIPE)


if __name__ == "__main__":
    unittest.main(verbosity=2)
