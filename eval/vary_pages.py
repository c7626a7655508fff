#!/usr/bin/env python3
"""Pages and dumps as they might have been, for training the block model.

usage: vary_pages.py HTML-DIR DUMP-DIR TRUTH.json OUT-DIR

The pages of the training set carry long articles.  Of every ID.html is written
    ID.brief.html  the article ends after its first paragraphs, all else stays
and of every ID.txt one form, which one the hash of the ID says:
    ID.spaced.txt  blank lines between the lines, or around the long ones only
    ID.short.txt   the article ends after its first paragraphs, the menus stay
    ID.bare.txt    only the article with a few lines around it, paragraphs spaced
So the model meets short dispatches, blank lines and texts without menus.
"""
import gzip
import hashlib
import html
import json
import os
import re
import sys

LONG = 60
PART = re.compile(r"(?is)<(p|h[2-6]|li|blockquote|pre|table|ul|ol)\b[^>]*>.*?</\1\s*>")
CHARSET, HEAD = re.compile(rb"""charset=["']?([\w-]+)"""), 4096
TAG = re.compile(r"<[^>]*>")


def squeeze(text):
    return re.sub(r"\W+", "", text)


def article_lines(lines, truth):
    """For each line whether it is text of the article."""
    body = squeeze(truth.get("articleBody") or "")
    return [len(line) >= LONG and squeeze(line) in body for line in lines]


def spaced(lines, inside, dice):
    around_long = dice & 1
    out = []
    for line in lines:
        wide = not around_long or len(line) >= LONG
        if wide and out and out[-1]:
            out.append("")
        out.append(line)
        if wide:
            out.append("")
    return out


def short(lines, inside, dice):
    keep, out, n = 1 + dice % 5, [], 0
    last = max((i for i, is_text in enumerate(inside) if is_text), default=-1)
    for i, line in enumerate(lines):
        n += inside[i]
        if n <= keep or i > last:
            out.append(line)
    return spaced(out, None, dice >> 4) if dice & 8 else out


def bare(lines, inside, dice):
    texts = [i for i, is_text in enumerate(inside) if is_text]
    if not texts:
        return lines
    start = max(0, texts[0] - 1 - dice % 6)
    return spaced(lines[start : texts[-1] + 1 + (dice >> 3) % 6], None, dice >> 6)


def brief(page, truth, dice):
    """The page without the parts of its article that come after the first paragraphs."""
    body, keep, n = squeeze(truth.get("articleBody") or ""), 2 + dice % 6, 0

    def cut(part):
        nonlocal n
        text = squeeze(html.unescape(TAG.sub(" ", part.group(0))))
        if len(text) < 8 or text not in body:
            return part.group(0)
        n += len(text) >= LONG
        return part.group(0) if n <= keep else ""

    return PART.sub(cut, page)


FORMS = (spaced, short, bare)


def dice_of(page):
    return int.from_bytes(hashlib.sha256(page.encode()).digest()[:4], "big")


def read(*path):
    """A file as text: UTF-8, or else what the page itself says."""
    with open(os.path.join(*path), "rb") as f:
        data = f.read()
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = CHARSET.search(data[:HEAD])
        return data.decode(said.group(1).decode() if said else "utf-8", "replace")


def write(text, *path):
    with open(os.path.join(*path), "w", encoding="utf-8") as f:
        f.write(text)


def main(pages, dumps, truth_path, out):
    truths = json.loads(read(truth_path))
    os.makedirs(out, exist_ok=True)
    for name in sorted(os.listdir(pages)):
        page = name.split(".")[0]
        text = brief(read(pages, name), truths.get(page, {}), dice_of(page))
        write(text, out, page + ".brief.html")
    for name in sorted(os.listdir(dumps)):
        page = name.split(".")[0]
        dice = dice_of(page)
        lines = read(dumps, name).split("\n")
        form = FORMS[dice % len(FORMS)]
        lines = form(lines, article_lines(lines, truths.get(page, {})), dice // len(FORMS))
        write("\n".join(lines) + "\n", out, f"{page}.{form.__name__}.txt")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
