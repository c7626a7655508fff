#!/usr/bin/env python3
"""What `verbale read` finds in the short articles of exchanges/*.tsv is what their rows expect.

usage: exchanges_test.py VERBALE [FILE.tsv ...]

A row is an article and its exchanges, in the notation of lexicon/en/exchanges.tsv:

    from > to, form, purpose; from + from > to, form, reply, mention

`-` is no exchange at all.  A side is written by names, else organisations, else offices, else
countries; `?` is nobody.  Behind the purpose may stand what is said, and what must not be: reply and mention are
compared always, the others only where a row names them:

    sent 2031-05-13 (`sent -`: unknown)   kind handed   on 60th birthday (`on -`: no occasion)
    of PT > SE (countries, for each party: `of PT + FR > ?`; ? is unknown)

`published` may be empty; ` ¶ ` in a text begins a paragraph.
"""
import json
import os
import subprocess
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "exchanges")
COLUMNS = ["about", "published", "title", "text", "expected"]


def rows_of(path):
    """The rows of a table, each with the place it stands at."""
    rows = []
    with open(path, encoding="utf-8") as table:
        for number, line in enumerate(table, 1):
            fields = line.rstrip("\n").split("\t")
            if line.startswith("#") or fields == COLUMNS or fields == [""]:
                continue
            place = f"{os.path.basename(path)}:{number}"
            if len(fields) != len(COLUMNS) or not fields[-1]:
                sys.exit(f"{place}: {len(fields)} fields, not {len(COLUMNS)}: {COLUMNS}")
            rows.append(dict(zip(COLUMNS, fields), place=place))
    return rows


def articles_of(rows):
    """The rows as JSON Lines."""
    lines = []
    for row in rows:
        article = {"id": row["place"], "title": row["title"], "text": row["text"].replace(" ¶ ", "\n\n")}
        if row["published"]:
            article["published"] = row["published"]
        lines.append(json.dumps(article))
    return "\n".join(lines).encode()


def called(actor):
    return actor["name"] or actor["organisation"] or actor["office"] or actor["country"] or "?"


def side(actors, say=called):
    return " + ".join(say(a) for a in actors) or "?"


def countries(x):
    return " > ".join(side(x[s], lambda a: a["country"] or "?") for s in ("from", "to"))


def written(x, asked):
    """An exchange in the notation, with the facts that the expectation names."""
    facts = {"sent": x["sent"] or "-", "kind": x["sent_kind"] or "-", "on": x["occasion"] or "-",
             "of": countries(x)}
    parts = [f"{side(x['from'])} > {side(x['to'])}", x["form"]]
    parts += [x["purpose"]] if x["purpose"] else []
    parts += ["reply"] if x["reply"] and x["purpose"] != "reply" else []
    parts += ["mention"] if x["role"] == "mention" else []
    return ", ".join(parts + [f"{k} {facts[k]}" for k in asked])


def asked_of(expectation):
    """The names of the facts that one exchange's expectation compares, in its order."""
    words = [part.split(" ")[0] for part in expectation.split(", ")[2:]]
    return [w for w in words if w in ("sent", "kind", "on", "of")]


def compare(row, exchanges):
    """A line for each difference."""
    wanted = [] if row["expected"] == "-" else [w.strip() for w in row["expected"].split(";")]
    got = [written(x, asked_of(wanted[i]) if i < len(wanted) else [])
           for i, x in enumerate(exchanges)]
    if got == wanted:
        return []
    where = f"{row['place']}: {row['about']}: {row['title']} | {row['text'][:160]}"
    return [where, "    want " + ("; ".join(wanted) or "-"), "    got  " + ("; ".join(got) or "-")]


def main():
    verbale = sys.argv[1]
    tables = sys.argv[2:] or sorted(os.path.join(FOLDER, f) for f in os.listdir(FOLDER) if f.endswith(".tsv"))
    rows = [row for path in tables for row in rows_of(path)]
    run = subprocess.run([verbale, "read", "--format", "jsonl", "-"], input=articles_of(rows),
                         capture_output=True, timeout=300, check=False)
    found = {}
    for line in run.stdout.decode().splitlines():
        article = json.loads(line)
        found[article["id"]] = article["exchanges"]
    wrong = 0
    for row in rows:
        differences = compare(row, found[row["place"]]) if row["place"] in found else [row["place"] + ": not read"]
        wrong += bool(differences)
        for line in differences:
            print(line)
    print(f"exchanges: {len(rows) - wrong} of {len(rows)} articles as expected")
    sys.exit(bool(wrong) or run.returncode != 0 or not rows)


if __name__ == "__main__":
    main()
