#!/usr/bin/env python3
"""Adds samples/ to a fresh archive and compares the ledger with the one written by hand.

usage: samples_test.py VERBALE SAMPLES-DIR

Prints every difference as "row N FIELD: got ..., want ...", and what it found to be right;
exit status 1 if there is any difference.  What each field may be is told at the top of
samples/expected-ledger.tsv.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

UNDIRECTED = {"call", "meeting"}


def fold(text):
    """Lower case without diacritics and possessives, dotless i as i; words only."""
    text = unicodedata.normalize("NFKD", text or "").replace("\u0131", "i")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub("['\u2019]s\\b", "", text.replace("\u0111", "d"))
    text = text.replace("'", "").replace("\u2019", "")
    return re.findall(r"\w+", text)


def read_expected(path):
    lines = [l.rstrip("\n") for l in open(path, encoding="utf-8") if l.strip() and l[0] != "#"]
    names = lines[0].split("\t")
    return [dict(zip(names, l.split("\t"))) for l in lines[1:]]


def listed(field):
    return [] if field == "null" else [x.strip() for x in field.split(";")]


def side(actors):
    return sorted(f"{' '.join(fold(a.get('name')))} ({a.get('country')})" for a in actors)


def wanted_side(field):
    parts = [re.fullmatch(r"(.*) \((\w\w)\)", x) for x in listed(field)]
    return sorted(f"{' '.join(fold(p[1]))} ({p[2]})" for p in parts)


def sources(row, mentions):
    """File names, or the ids of JSON Lines articles, of the reports in this role."""
    out = []
    for report in row["reports"]:
        if (report["role"] == "mention") != mentions:
            continue
        given = not str(report["article"]).startswith("sha256:")
        out.append(report["article"] if given else os.path.basename(report.get("path") or "?"))
    return sorted(out)


def same_sides(row, want):
    got, expected = (side(row["from"]), side(row["to"])), (wanted_side(want["from"]), wanted_side(want["to"]))
    return got == expected or (want["form"] in UNDIRECTED and got == expected[::-1])


def text(value):
    return {None: "null", True: "true", False: "false"}.get(value, value)


def occasion_fits(got, want):
    if want == "*":
        return True
    if want == "null":
        return got is None
    return set(fold(want)) <= set(fold(got))


def likeness(row, want):
    """How much of an expected row this one is, to say of each difference where it belongs."""
    same = same_sides(row, want)
    known = sorted(side(row["from"]) + side(row["to"])) == sorted(
        wanted_side(want["from"]) + wanted_side(want["to"]))
    shared = set(sources(row, False) + sources(row, True)) & set(
        listed(want["reports"]) + listed(want["mentions"]))
    if not shared and not known:
        return 0
    score = 8 * same + 4 * known + 4 * (row["form"] == want["form"]) + 2 * bool(shared)
    score += (text(row["sent"]) == want["sent"]) + occasion_fits(row["occasion"], want["occasion"])
    return score + (text(row["mentioned_only"]) == want["mentioned_only"])


def pair_up(rows, expected):
    scores = [(likeness(r, w), i, k) for i, r in enumerate(rows) for k, w in enumerate(expected)]
    paired = {}
    for score, i, k in sorted(scores, key=lambda s: (-s[0], s[2], s[1])):
        if score >= 6 and i not in paired.values() and k not in paired:
            paired[k] = i
    return paired


def compare(row, want, row_of):
    """The differences of one row."""
    out = []

    def check(field, ok, got, wanted):
        if not ok:
            out.append(f"row {want['row']} {field}: got {got!r}, want {wanted!r}")

    check("from/to", same_sides(row, want), (side(row["from"]), side(row["to"])),
          (want["from"], want["to"]))
    for field in ("form", "purpose", "sent", "reported", "reply", "mentioned_only"):
        got = text(row[field])
        check(field, got in want[field].split("|"), got, want[field])
    check("occasion", occasion_fits(row["occasion"], want["occasion"]), row["occasion"],
          want["occasion"])
    answered = row_of.get(row["reply_to"], row["reply_to"])
    check("reply_to", text(answered) == want["reply_to"], answered, want["reply_to"])
    for field, mentions in (("reports", False), ("mentions", True)):
        got, wanted = sources(row, mentions), sorted(listed(want[field]))
        check(field, got == wanted, got, wanted)
    return out


def ledger(verbale, samples):
    names = sorted(n for n in os.listdir(samples) if re.match(r"\d", n))
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(folder, "samples.db")
        paths = [os.path.join(samples, n) for n in names]
        subprocess.run([verbale, "--archive", archive, "add", *paths], check=True)
        printed = subprocess.run([verbale, "--archive", archive, "ledger", "--format", "jsonl"],
                                 check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
    return [json.loads(l) for l in printed.splitlines() if l.strip()]


def brief(row):
    who = " -> ".join("; ".join(side(row[k])) or "?" for k in ("from", "to"))
    return f"{who}: {row['form']}, {text(row['purpose'])}, sent {text(row['sent'])}, " \
           f"{text(row['occasion'])}; {sources(row, False)} {sources(row, True)}"


def main():
    verbale, samples = sys.argv[1:3]
    expected = read_expected(os.path.join(samples, "expected-ledger.tsv"))
    rows = ledger(verbale, samples)
    paired = pair_up(rows, expected)
    row_of = {rows[i]["id"]: expected[k]["row"] for k, i in paired.items()}
    problems = []
    for k, want in enumerate(expected):
        if k in paired:
            problems += compare(rows[paired[k]], want, row_of)
        else:
            problems.append(f"row {want['row']} is missing: {want['from']} -> {want['to']}, "
                            f"{want['form']}; {want['reports']}")
    extra = [r for i, r in enumerate(rows) if i not in paired.values()]
    problems += [f"not expected: {brief(r)}" for r in extra]
    for problem in problems:
        print(problem)
    print(f"{len(paired)} of {len(expected)} rows found, {len(extra)} too many, "
          f"{len(problems)} differences")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
