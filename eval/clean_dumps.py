#!/usr/bin/env python3
"""Dumps that hold nothing but the article, as readers' views save them, from a truth file: they
teach the block model that a page may end with its text.
usage: clean_dumps.py TRUTH.json OUT-DIR"""
import hashlib
import json
import os
import sys


def main(truth, out):
    os.makedirs(out, exist_ok=True)
    with open(truth, encoding="utf-8") as f:
        pages = json.load(f)
    for page, facts in pages.items():
        kind = hashlib.sha256(page.encode()).digest()[0]
        lines = [line.strip() for line in (facts.get("articleBody") or "").split("\n")]
        lines = [line for line in lines if line]
        gap = "\n\n" if kind & 1 else "\n"
        head = (facts.get("title") or "") + "\n\n" if kind & 6 else ""
        with open(os.path.join(out, page + ".txt"), "w", encoding="utf-8") as f:
            f.write(head + gap.join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
