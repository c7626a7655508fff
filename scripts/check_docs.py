#!/usr/bin/env python3
"""Keeps the output shown in the documentation true: check_docs.py VERBALE [--fix] FILE.md ...

In a ```console block, `$ COMMAND` is run and what follows must be what it prints.  The commands of
a file run one after the other in one new folder that holds samples/, on a terminal of 100 columns;
colours are left out.  A line `...` stands for any number of lines.  --fix writes what was printed
(up to the lines that a `...` stands for, which it keeps short).
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COLUMNS = 100
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ ", re.MULTILINE)
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def printed(command, folder, path):
    """What a command prints on a terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = {"PATH": path, "HOME": folder, "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        command, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=slave, stderr=subprocess.PIPE,
    )
    os.close(slave)
    parts = []
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the terminal is closed when the command has ended
            break
        if not part:
            break
        parts.append(part)
    os.close(master)
    said = process.stderr.read().decode()
    if process.wait() not in (0, 1):
        sys.exit(f"docs: `{command}` failed: {said}")
    text = ESCAPE.sub("", b"".join(parts).decode()).replace("\r\n", "\n")
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def edged(text):
    """Without blank lines at the edges."""
    return text.strip("\n") + "\n" if text.strip("\n") else ""


def matches(shown, real):
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown.splitlines()
    )
    return re.fullmatch(pattern, real) is not None


def shortened(shown, real):
    """The real output, cut where the shown one is: as many lines before and after its `...`."""
    lines, kept = real.splitlines(), shown.splitlines()
    if "..." not in kept:
        return real
    head = kept.index("...")
    tail = len(kept) - head - 1
    if len(lines) <= head + tail:
        return real
    cut = lines[:head] + ["..."] + (lines[-tail:] if tail else [])
    return "".join(line + "\n" for line in cut)


def check(path, fix, search):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    wrong = 0

    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.join(ROOT, "samples"), os.path.join(folder, "samples"))

        def run_block(block):
            nonlocal wrong
            new = ""
            for step in COMMAND.split(block.group(1))[1:]:
                command, _, shown = step.partition("\n")
                real = edged(printed(command, folder, search))
                blank = "\n" if shown.endswith("\n\n") or shown == "\n" else ""
                shown = edged(shown)
                if not matches(shown, real):
                    wrong += 1
                    if not fix:
                        print(f"{path}: `{command}` prints something else:\n{real}")
                new += f"$ {command}\n{shortened(shown, real)}{blank}"
            return f"```console\n{new}```"

        changed = BLOCK.sub(run_block, text)
    if fix and wrong:
        with open(path, "w", encoding="utf-8") as f:
            f.write(changed)
    return wrong


def main():
    arguments = [a for a in sys.argv[1:] if a != "--fix"]
    fix = "--fix" in sys.argv
    if len(arguments) < 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as bin_folder:
        os.symlink(os.path.abspath(arguments[0]), os.path.join(bin_folder, "verbale"))
        search = bin_folder + os.pathsep + os.environ["PATH"]
        wrong = sum(check(path, fix, search) for path in arguments[1:])
    return int(wrong > 0 and not fix)


if __name__ == "__main__":
    sys.exit(main())
