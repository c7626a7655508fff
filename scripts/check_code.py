#!/usr/bin/env python3
"""Rules of the house that compilers do not know: check_code.py [ROOT].  Banned functions, length of
functions.

A function of more than 60 lines is listed; of more than 100 it is a failure.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
FOLDERS = ("include", "src", "fuzz", "bench", "eval", "tests")
LONG, TOO_LONG = 60, 100
# Unbounded writes, conversions without an error, and what depends on locale or hidden state.
BANNED = "strcpy strcat sprintf vsprintf gets atoi atol atoll atof strtok localtime gmtime"
# Only the command line may look at clock, environment and locale: the rest is a function of its input.
IMPURE = "setlocale getenv time clock gettimeofday clock_gettime rand srand random"
COMMENT_OR_STRING = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL
)
NAME = re.compile(r"(\w+)\(")


def calls(names):
    return re.compile(r"(?<![\w.>])(" + names.replace(" ", "|") + r")\s*\(")


def bare(text):
    """The code with comments and strings blanked, line for line."""
    return COMMENT_OR_STRING.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def functions(lines):
    """(name, first line, number of lines) of each function, as clang-format lays them out: the
    body's last brace stands alone in the first column."""
    start = None
    for i, line in enumerate(lines):
        if start is None and line[:1].isalpha() and "(" in line and not line.rstrip().endswith(";"):
            start = i
        elif start is not None and line.startswith("}"):
            yield NAME.search(lines[start]).group(1) if NAME.search(lines[start]) else "?", start, i - start + 1
            start = None
        elif start is not None and line.rstrip().endswith(";") and not line.startswith((" ", "\t")):
            start = None


def main():
    bad = 0
    for path in sorted(p for d in FOLDERS for p in ROOT.glob(d + "/**/*.[ch]")):
        shown = path.relative_to(ROOT)
        pure = shown.parts[0] in ("include", "src", "fuzz") and shown.parts[:2] != ("src", "cli")
        pure = pure and not path.stem.endswith("_test")
        banned = calls(BANNED + " " + IMPURE if pure else BANNED)
        lines = bare(path.read_text(encoding="utf-8")).split("\n")
        for i, line in enumerate(lines):
            for call in banned.findall(line):
                print(f"{shown}:{i + 1}: {call} is banned")
                bad += 1
        for name, start, length in functions(lines):
            if length > LONG:
                verdict = "too long" if length > TOO_LONG else "long"
                print(f"{shown}:{start + 1}: {name} has {length} lines: {verdict}")
                bad += length > TOO_LONG
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
