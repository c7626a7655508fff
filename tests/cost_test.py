#!/usr/bin/env python3
"""Reading costs no more than in proportion to the input: cost_test.py VERBALE [--json FILE] [CASE...].

Each case is the worst input that we know for some parser or matcher, at n, 2n and 4n.  What is
compared is processor time less what an empty run takes, best of several, with room for a noisy
machine: four times the input may take eight times as long, a quadratic step takes sixteen.
VERBALE_COST_SCALE makes the inputs larger or, for slow builds, smaller.  --json FILE writes the
figures: {"scale": 1, "cases": [{"case": "...", "seconds": [n, 2n, 4n], "bytes": of 4n,
"peak_kib": of 4n, "growth": seconds of 4n over those of n, null below what can be measured,
"linear": true}]}.
All people and places are invented.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile

SCALE = float(os.environ.get("VERBALE_COST_SCALE", "1"))
FACTOR = 8
LEAST = 0.05  # seconds: below, there is nothing to measure
ENOUGH = 0.4  # seconds: the smallest input need not be run again
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
DUMP_TOP = "Home\nNews\n\nA page about the harvest\n\nThe harvest was good this year, they said.\n\n"
BRIDGE_HEAD = "<html><head><title>The premier opens a new bridge over the river</title></head><body><div></div>"
LETTER = "President Anna Kovar of Laos sent a letter to President Tran Van Minh of Vietnam"


def article(text, **more):
    fields = {"id": "a", "published": "2019-05-02", "title": "A title", "text": text, **more}
    return json.dumps(fields) + "\n"


def word(i):
    """A name of letters: the number in base 20, consonants and vowels in turn."""
    out = ""
    while True:
        out += "bdfgklmnprstvz"[i % 14] + "aeiou"[i // 14 % 5]
        i //= 70
        if not i:
            return out


def name(i):
    return f"{word(i + 3).capitalize()}n {word(i * 7 + 11).capitalize()}r"


def people(n, form):
    return " ".join(form.format(name(i), i=i) for i in range(n))


def nested(n, tag="div"):
    return f"<html><body>{f'<{tag}>' * n}<p>The harvest was good this year.</p></body></html>"


def attributes(n):
    return "<html><body><p " + " ".join(f'a{i}="v"' for i in range(n)) + ">The harvest.</p></body>"


def bridge(i):
    return f"{name(i)} will open the new bridge over the river next week, the office of {name(i + 9)} said on Monday. "


def bridges(start, n):
    return "".join(f"<p>{bridge(start + i)}</p>" for i in range(n))


def front_matter(n):
    return "---\n" + "".join(f"key{i}: value\n" for i in range(n)) + "---\n" + DUMP_TOP


# name: (n, how the input is made)
CASES = {
    # one sentence, one paragraph
    "words without a stop": (20000, lambda n: article("the harvest was good and " * (n // 5))),
    "capitalised words": (20000, lambda n: article("Harvest Moon Gathering " * (n // 3))),
    "capitalised, all different": (10000, lambda n: article(" ".join(word(i).capitalize() for i in range(n)))),
    "committee of the committee": (5000, lambda n: article("Committee of the " * n + "Party sent a letter.")),
    "president of the republic of": (5000, lambda n: article("President of the Republic of " * n)),
    "ministers and ministers": (5000, lambda n: article("foreign minister and " * n)),
    "letters and letters": (4000, lambda n: article("Laos sent a letter to Vietnam and " * n)),
    "letter of letters": (5000, lambda n: article("a letter of congratulation to " * n)),
    "in reply to": (5000, lambda n: article("in reply to the message from " * n)),
    "quotation marks": (50000, lambda n: article('"' * n)),
    "opening quotation marks": (20000, lambda n: article("\u201c" * n)),
    "brackets": (50000, lambda n: article("(" * n)),
    "commas": (50000, lambda n: article("," * n)),
    "commas and words": (20000, lambda n: article("Laos, " * n)),
    "digits": (20000, lambda n: article("1. " * n)),
    "one long word": (200000, lambda n: article("a" * n)),
    "one long capital": (200000, lambda n: article("A" * n)),
    "hyphens": (50000, lambda n: article("a-" * n)),
    "apostrophes": (50000, lambda n: article("a's " * n)),
    "abbreviations": (20000, lambda n: article("Mr. " * n)),
    "initials": (20000, lambda n: article("A. " * n)),
    "full stops": (50000, lambda n: article("." * n)),
    # times
    "days of a month": (10000, lambda n: article("Dec. 1 and " + "2 and " * n)),
    "months": (10000, lambda n: article("on May 1 " * n)),
    "last and last": (10000, lambda n: article("last " * n)),
    "years": (10000, lambda n: article("2019 " * n)),
    # statements
    "opening marks in a paragraph": (10000, lambda n: article('The premier said "so and ' * n)),
    "opening curly marks": (10000, lambda n: article("The premier said \u201cso and " * n)),
    "opening single marks": (10000, lambda n: article("The premier said 'so and " * n)),
    "single marks that never close": (20000, lambda n: article("'so " * n)),
    "opening marks alone": (10000, lambda n: article(' "' * n)),
    "quotations": (5000, lambda n: article('"We agree," he said. ' * n)),
    "quotations of two words": (10000, lambda n: article('"so so" ' * n)),
    "a said b said": (10000, lambda n: article(" said ".join("abcdefgh"[i % 8] for i in range(n)))),
    "names that said": (5000, lambda n: article(" said ".join(name(i) for i in range(n)))),
    "cue verbs": (50000, lambda n: article("said " * n)),
    "cue verbs, all kinds": (20000, lambda n: article("said that told him asked whether added saying " * (n // 7))),
    "according to according to": (20000, lambda n: article("according to " * n)),
    "quoted as saying": (5000, lambda n: article("was quoted by the radio as saying that " * n)),
    "sources of commas": (20000, lambda n: article("Kovar" + ", so" * n + ", said that it rained.")),
    "commas and who": (10000, lambda n: article("the man, who " * n + "said that it rained.")),
    "commas in sentences": (100, lambda n: article(("Kovar" + ", so" * 498 + ", said no. ") * n)),
    "adverbs that said": (20000, lambda n: article("slowly " * n + "said")),
    "auxiliaries that said": (20000, lambda n: article("had been " * n + "said")),
    "and said": (10000, lambda n: article("Kovar said " + "and said that it rained " * n)),
    "unclosed in paragraphs": (10000, lambda n: article('"It rains, he said.\n\n' * n)),
    "unclosed, one paragraph closes": (10000, lambda n: article('"It rains.\n\n' * n + 'So it does," he said.')),
    "brackets that said": (20000, lambda n: article("(" * n + " said the premier")),
    "brackets closed that said": (10000, lambda n: article("(so) " * n + "said the premier")),
    "labels": (10000, lambda n: article("KOVAR: We agree.\n\nCOSTA: Do we?\n\n" * (n // 2))),
    "labels, all different": (5000, lambda n: article("".join(f"{name(i).upper()}: We agree.\n\n" for i in range(n)))),
    "persons quoted": (1000, lambda n: article(people(n, 'Foreign Minister {0} spoke. "It rains," {0} said.'))),
    "persons, then he said": (2000, lambda n: article(people(n, "President {0} spoke. The president said that it rained."))),
    "statements of statements": (3000, lambda n: article("Kovar said that Costa said that " * n + "it rained.")),
    "a colon each": (10000, lambda n: article("The message said: " * n)),
    "apostrophes of sources": (10000, lambda n: article("the premier's " * n + "said that it rained.")),
    "quotations in a title": (5000, lambda n: article("A text.", title='"so" says ' * n)),
    "captions that say": (2000, lambda n: "<html><body>" + '<figure><figcaption>"It rains," said Anna Kovar.</figcaption></figure>' * n),
    # many sentences, many people
    "letters": (1500, lambda n: article("Laos sent a letter to Vietnam. " * n)),
    "letters of different people": (800, lambda n: article(people(n, "President {0} of Laos sent a letter to Vietnam on May 1."))),
    "letters, purposes differ": (800, lambda n: article(people(n, "President {0} sent a congratulatory message to Vietnam on the {i}th anniversary."))),
    "people introduced": (2000, lambda n: article(people(n, "Foreign Minister {0} spoke."))),
    "people, then glued": (1000, lambda n: article(people(n, "Foreign Minister {0} spoke. {0}said no."))),
    "single names": (5000, lambda n: article(people(n, "Kovar said that {0} went."))),
    "senders": (2000, lambda n: article("Presidents " + people(n, "{0} of Laos,") + " sent a letter to Vietnam.")),
    "receivers": (2000, lambda n: article("Laos sent a letter to " + people(n, "President {0},"))),
    "senders and": (2000, lambda n: article(people(n, "President {0} and") + " Laos sent a letter to Vietnam.")),
    "senders told later": (600, lambda n: article("Societies of Laos and Cuba paid visits to the embassies. They presented wreaths. They included the Youth League of Laos and the Party of Cuba. " * n)),
    "branches in places": (3000, lambda n: article("Letters came from the Society of Laos and its branches in " + "Kovar, Minh, " * n + "Lund and Faro.")),
    "deaths told": (1500, lambda n: article("The demise of Bo Kovar is a loss. She sent condolences on his death to King Tran Minh. " * n)),
    "upon hearing that": (4000, lambda n: article("upon hearing that " * n)),
    "on behalf of": (2000, lambda n: article("on behalf of President Anna Kovar " * n)),
    "he wrote": (4000, lambda n: article(LETTER + ". " + "He sent it to her. " * n)),
    "the message said": (3000, lambda n: article(LETTER + ". " + "The message said so. " * n)),
    "echoes": (1000, lambda n: article(people(n, "In a letter to {0}, President Kovar wished well."))),
    "paragraphs": (3000, lambda n: article((LETTER + ".\n\n") * n)),
    "empty paragraphs": (50000, lambda n: article("a\n\n" * n)),
    "a long title": (3000, lambda n: article("A text.", title="Laos sends a letter to Vietnam, " * n)),
    # dumps
    "short lines": (30000, lambda n: DUMP_TOP + "News\n" * n),
    "short lines, all different": (20000, lambda n: DUMP_TOP + "".join(f"{word(i)}\n" for i in range(n))),
    "lines of menus and text": (3000, lambda n: DUMP_TOP * n),
    "dates on lines": (5000, lambda n: DUMP_TOP + "Published: May 1, 2019\n" * n),
    "bylines": (5000, lambda n: DUMP_TOP + "By Anna Kovar, Staff Writer\n" * n),
    "datelines": (5000, lambda n: DUMP_TOP + "VIENTIANE, May 1 (Example) -- Rain is expected.\n\n" * n),
    "hard-wrapped text": (5000, lambda n: DUMP_TOP + "the harvest was good this year and the rain was\n" * n),
    "one line": (100000, lambda n: DUMP_TOP + "harvest " * n),
    "empty lines": (200000, lambda n: DUMP_TOP + "\n" * n),
    "carriage returns": (200000, lambda n: DUMP_TOP + "\r" * n),
    "blanks": (200000, lambda n: DUMP_TOP + " " * n),
    "addresses": (5000, lambda n: DUMP_TOP + "https://example.org/2019/05/01/a-page\n" * n),
    "front matter": (20000, front_matter),
    "front matter without an end": (20000, lambda n: front_matter(n).replace("\n---\n", "\n")),
    "a page number in every line": (10000, lambda n: DUMP_TOP + "".join(f"{i} / {n}\n" for i in range(n))),
    # pages
    "nested": (10000, nested),
    "nested tables": (5000, lambda n: nested(n, "table><tr><td")),
    "nested lists": (5000, lambda n: nested(n, "ul><li")),
    "nested links": (5000, lambda n: nested(n, "a href=x")),
    "nested bold": (5000, lambda n: nested(n, "b")),
    "nested article": (5000, lambda n: nested(n, "article")),
    "unclosed paragraphs": (20000, lambda n: "<html><body>" + "<p>The harvest was good. " * n),
    "unclosed formatting": (3000, lambda n: "<html><body>" + "<p><b><i><font>a " * n),
    "attributes": (20000, attributes),
    "same attribute": (20000, lambda n: "<html><body><p " + 'class="a" ' * n + ">The harvest.</p>"),
    "a long attribute": (200000, lambda n: f'<html><body><p class="{"story " * n}">The harvest.</p>'),
    "empty tags": (20000, lambda n: "<html><body>" + "<span></span>" * n),
    "tags never ended": (50000, lambda n: "<html><body>" + "<" * n),
    "tag names only": (20000, lambda n: "<html><body>" + "<a " * n),
    "closing tags": (30000, lambda n: "<html><body>" + "</div>" * n),
    "comments never ended": (20000, lambda n: "<html><body>" + "<!--" * n),
    "scripts never ended": (20000, lambda n: "<html><body>" + "<script>" * n),
    "entities": (50000, lambda n: "<html><body><p>" + "&amp;" * n),
    "ampersands": (50000, lambda n: "<html><body><p>" + "&" * n),
    "meta": (10000, lambda n: "<html><head>" + '<meta name="author" content="A">' * n + "</head>"),
    "titles": (10000, lambda n: "<html><head>" + "<title>The harvest</title>" * n + "</head>"),
    "headings": (10000, lambda n: "<html><body>" + "<h1>The harvest</h1>" * n),
    "times": (10000, lambda n: "<html><body>" + "<time datetime=2019-05-01>May 1</time>" * n),
    "captions": (10000, lambda n: "<html><body>" + "<figure><figcaption>A harvest</figcaption></figure>" * n),
    "links": (10000, lambda n: "<html><body>" + "<li><a href=/a>News of today</a></li>" * n),
    "page objects": (5000, lambda n: "<html><head>" + '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a"}</script>' * n),
    "a page object of lists": (20000, lambda n: '<html><head><script type="application/ld+json">' + "[" * n),
    "a page object of keys": (10000, lambda n: '<html><head><script type="application/ld+json">{' + ",".join(f'"k{i}": 1' for i in range(n)) + "}</script>"),
    "published, published": (5000, lambda n: "<html><body>" + "<div>Published: <b>May 1, 2019</b></div>" * n),
    "several articles": (100, lambda n: "<html><body>" + "".join(
        f"<article><h1>{name(i)} meets {name(i + 5)} again</h1>{bridges(4 * i, 4)}</article>" for i in range(n))),
    "a bulletin": (200, lambda n: "Lake Press Agency\nDaily bulletin, May 4, 2019\n\n" + "".join(
        f"{i + 1}. {name(i)} meets {name(i + 5)} again\n\nLAKE TOWN, May 3 (LPA) -- {bridge(i)}\n\n{bridge(n + i)}\n\n"
        for i in range(n))),
    "a text in JSON-LD": (500, lambda n: '<html><script type="application/ld+json">' + json.dumps(
        {"@type": "NewsArticle", "headline": "A bridge", "articleBody": "".join(map(bridge, range(n)))})
        + "</script><body>"),
    "a text in a script": (500, lambda n: BRIDGE_HEAD + f'<script>x = {{"body": "{bridges(0, n)}"}}</script>'),
    "a text in many strings": (500, lambda n: BRIDGE_HEAD + "<script>x([" + "".join(
        f'{{"content": "{bridge(i)}"}},' for i in range(n)) + "])</script>"),
    "texts in many scripts": (500, lambda n: BRIDGE_HEAD + "".join(
        f'<script>x = {{"body{i}": "{bridges(4 * i, 4)}"}}</script>' for i in range(n))),
    "a text for want of scripts": (500, lambda n: BRIDGE_HEAD + f"<noscript>{bridges(0, n)}</noscript>"),
    "texts for want of scripts": (500, lambda n: BRIDGE_HEAD + "".join(
        f"<noscript>{bridges(4 * i, 4)}</noscript>" for i in range(n))),
    "templates": (500, lambda n: BRIDGE_HEAD + "".join(
        f"<template>{bridges(4 * i, 4)}</template>" for i in range(n))),
    "links to authors": (5000, lambda n: "<html><body><h1>A harvest</h1><p>"
                         + "<a href='/authors/ann-other' rel=author>Ann Other</a> " * n),
    "words without blanks": (20000, lambda n: DUMP_TOP + "anOtherUpdated20" * n),
    "a title told again": (5000, lambda n: "A harvest | Paper\n" + "A harvest\nPaper\n" * n + DUMP_TOP),
    # JSON Lines
    "small records": (300, lambda n: article("Rain is expected.") * n),
    "keys": (20000, lambda n: article("A text.", **{f"k{i}": i for i in range(n)})),
    "nested JSON": (20000, lambda n: article("A text.") + '{"id": "b", "text": ' + "[" * n + "\n"),
    "nested JSON, closed": (20000, lambda n: article("A text.") + '{"id": "b", "text": ' + "[" * n + "]" * n + "}\n"),
    "broken records": (5000, lambda n: article("A text.") + "{\n" * n),
    "empty records": (100000, lambda n: article("A text.") + "\n" * n),
    "escapes": (30000, lambda n: article("\u0416" * n)),
    "escaped quotation marks": (30000, lambda n: article("\\\"" * n)),
    # packing, charset, front matter, what agencies leave behind
    "packed parts": (3000, lambda n: gzip.compress(article("Rain is expected.").encode()) * n),
    "packed parts of nothing": (30000, lambda n: gzip.compress(b"") * n),
    "bytes of no charset": (100000, lambda n: DUMP_TOP.encode() + b"\xff\xfe\x80 " * n),
    "bytes of a charset that lies": (100000, lambda n: b'<meta charset="gb18030"><p>' + b"\xff\x80 " * n),
    "charset, charset": (20000, lambda n: b'<meta charset="x"><p>\xe9' + b'charset="' * n),
    "front matter, a list": (20000, lambda n: "---\nkey:\n" + "  - value\n" * n + "---\n" + DUMP_TOP),
    "front matter, one block": (20000, lambda n: "---\nkey: >\n" + "  words of it\n" * n + "---\n" + DUMP_TOP),
    "front matter, escapes": (20000, lambda n: '---\nkey: "' + "\\u201C" * n + '"\n---\n' + DUMP_TOP),
    "agency tags": (20000, lambda n: DUMP_TOP + "The harvest was good this year. " + "(AP) " * n),
    "end marks": (20000, lambda n: DUMP_TOP + "The harvest was good this year. " + "(END) -0- " * n),
    "numeric dates": (10000, lambda n: DUMP_TOP + "03/04/2021 05.06.2021 " * n),
    "captions that tell": (2000, lambda n: "<html><body>" + f"<figure><figcaption>{LETTER}.</figcaption></figure>" * n),
    "letters of all scripts": (20000, lambda n: article("Жא文한ก " * n)),
}


def letters(n, text, **more):
    return "".join(article(text(i), **{"id": f"a{i}", **more}) for i in range(n))


def story(n):
    """n words, of which no four come again."""
    return " ".join(word(i * i + 7 * i) for i in range(n)) + "."


# The same for `add`, which merges what articles tell and indexes its passages.
ADDED = {
    "add: one pair, one letter": (300, lambda n: letters(n, lambda i: f"{LETTER} on May 1, 2019.")),
    "add: one pair, many letters": (300, lambda n: letters(
        n, lambda i: f"{LETTER} on {MONTHS[i % 12]} {i // 12 % 28 + 1}, {1900 + i // 336}.")),
    "add: one pair, no days": (300, lambda n: letters(
        n, lambda i: f"{LETTER} on the occasion of the {i + 1}th anniversary.")),
    "add: many pairs": (300, lambda n: letters(
        n, lambda i: f"President {name(i)} of Laos sent a letter to Prime Minister {name(i * 3 + 1)} of Vietnam.")),
    "add: letters and replies": (300, lambda n: letters(
        n, lambda i: f"{LETTER} in reply to his letter of May {i % 28 + 1}, {1900 + i // 28}.")),
    # What is all the same to the passage index.
    "add: one sentence": (20000, lambda n: article("We shall rebuild the old harbour. " * n)),
    "add: copies of one story": (300, lambda n: letters(n, lambda i: story(300))),
    "add: two identical articles": (10000, lambda n: letters(2, lambda i: story(n))),
    "add: one quoted word": (10000, lambda n: article('They said "Rain" and he said "no". ' * n)),
}

ALL = {**CASES, **ADDED}


def command_of(verbale, case, path):
    if case not in ADDED:
        return [verbale, "read", "--threads", "1", path]
    archive = path + ".db"
    if os.path.exists(archive):
        os.unlink(archive)
    return [verbale, "--archive", archive, "add", "--threads", "1", path]


def seconds(command):
    """Processor time of the command, exit status, peak memory in KiB."""
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(command, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, child.returncode, usage.ru_maxrss


def measure(verbale, case, path, overhead, tries):
    runs = [seconds(command_of(verbale, case, path)) for _ in range(tries)]
    for _, status, _ in runs:
        if status not in (0, 1):
            raise AssertionError(f"{path}: exit status {status}")
    return max(min(t for t, _, _ in runs) - overhead, 0), runs[0][2]


def figures(verbale, case, n, folder, overhead):
    """Seconds at n, 2n, 4n, bytes and memory of the last."""
    out = []
    for k in (1, 2, 4):
        path = os.path.join(folder, f"x{k}")
        content = ALL[case][1](n * k)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        t, memory = measure(verbale, case, path, overhead, 1)
        if k == 1 and t < ENOUGH:
            t = min(t, measure(verbale, case, path, overhead, 2)[0])
        out.append(t)
    return out, os.path.getsize(path), memory


def is_linear(times):
    return times[2] <= FACTOR * max(times[0], LEAST)


def run_case(verbale, case, folder, overhead):
    """The case's figures, measured again while a busy machine makes them look worse than linear."""
    n = ALL[case][0]
    if SCALE > 1 or n > 1000:  # fewer, and a bounded quadratic step is all there is to see
        n = int(n * SCALE)
    for _ in range(3):
        times, size, memory = figures(verbale, case, n, folder, overhead)
        if is_linear(times):
            break
    growth = round(times[2] / times[0], 2) if times[0] >= LEAST else None
    return {"case": case, "seconds": [round(t, 4) for t in times], "bytes": size,
            "peak_kib": memory, "growth": growth, "linear": is_linear(times)}


def show(row):
    times = " ".join(f"{t:8.3f}" for t in row["seconds"])
    verdict = "" if row["linear"] else "  NOT LINEAR"
    print(f"{row['case']:32} {times} s  {row['bytes'] >> 10:7} KiB {row['peak_kib'] >> 10:5} MiB"
          f"{verdict}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verbale", type=os.path.abspath)
    parser.add_argument("cases", nargs="*", metavar="CASE", default=[])
    parser.add_argument("--json", metavar="FILE", help="write the figures there")
    given = parser.parse_intermixed_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="verbale-cost-") as folder:
        nothing = os.path.join(folder, "nothing.jsonl")
        with open(nothing, "w", encoding="utf-8") as f:
            f.write(article("A text."))
        overhead = min(seconds(command_of(given.verbale, "", nothing))[0] for _ in range(3))
        for case in given.cases or ALL:
            rows.append(run_case(given.verbale, case, folder, overhead))
            show(rows[-1])
    if given.json:
        with open(given.json, "w", encoding="utf-8") as f:
            json.dump({"scale": SCALE, "cases": rows}, f, indent=1)
            f.write("\n")
    bad = [row["case"] for row in rows if not row["linear"]]
    if bad:
        sys.exit("more than in proportion to the input: " + ", ".join(bad))


if __name__ == "__main__":
    main()
