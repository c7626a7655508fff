#!/usr/bin/env python3
"""The ledger: exchanges found article by article, against hand-made gold.

Sets: gold-2011 (160 articles as JSON Lines) and world (39 captures with menus and front matter).
score_ledger.py takes what `verbale read` prints as it is.
"""

import json
import os

import common


# Below these the run fails: F1 of detection.  Raised as the ledger gets better, never lowered.
FLOORS = {"gold-2011": 0.95, "world": 0.89}


def party(p):
    parts = [p.get("name"), p.get("office"), p.get("organisation"), p.get("country")]
    return ", ".join(x for x in parts if x) + (" (implied)" if p.get("implied") else "") or "?"


def exchange(x):
    sides = [" + ".join(party(p) for p in x.get(s) or []) or "nobody" for s in ("from", "to")]
    facts = [x.get("form") or "?", x.get("purpose") or "-", x.get("sent") or "-"]
    facts += [x.get("role") or "", "reply" if x.get("reply") else ""]
    line = f"{sides[0]}  ->  {sides[1]}   [{' | '.join(f for f in facts if f)}]"
    if x.get("occasion"):
        line += f" occasion: {x['occasion']}"
    return line


def evidence(x, article):
    """The words that an exchange rests on, gold (text) or found (spans of bytes)."""
    given = x.get("evidence")
    if isinstance(given, str):
        return given
    said = []
    for e in given or []:
        field = article.get(e.get("field") or "text")
        if isinstance(field, str):
            said.append(field.encode()[e["start"] : e["end"]].decode(errors="replace"))
    return " / ".join(said)


def write_errors(path, mistakes, articles):
    """A list for reading: each article with a missed or a false exchange."""
    with open(path, "w", encoding="utf-8") as out:
        for m in mistakes:
            article = articles.get(m["id"], {})
            out.write(f"=== {m['id']}: {article.get('title')}\n")
            out.write(f"    {article.get('published')}  {article.get('agency')}\n")
            out.write("    " + (article.get("text") or "")[:1200].replace("\n", "\n    ") + "\n")
            for kind in ("missed", "false"):
                for x in m[kind]:
                    out.write(f"  {kind.upper():6} {exchange(x)}\n")
                    pattern = f"  [{x['pattern']}]" if x.get("pattern") else ""
                    out.write(f"           {evidence(x, article)[:400]!r}{pattern}\n")
            for x in article.get("exchanges") or []:
                if x not in m["false"]:
                    out.write(f"  kept   {exchange(x)}\n")
            out.write("\n")


def scored(place, name, gold, paths):
    read, seconds = place.read(name, paths)
    mistakes = place.out(name + "-errors.jsonl")
    scorer = place.set("exchanges", "score_ledger.py")
    r = json.loads(place.score(scorer, gold, read, "--json", "--boot", "0", "--errors", mistakes))
    listing = place.error_file(name + ".txt")
    if listing:
        ids = {x["id"] for x in common.records(gold)}
        articles = common.records(read)
        by_id = {a["id"] if a["id"] in ids else common.stem(a.get("path")): a for a in articles}
        write_errors(listing, common.records(mistakes), by_id)
    figures = [("P", r["precision"]), ("R", r["recall"]), ("F1", r["f1"])]
    figures += [("short-F1", r["short"][2])]
    pairs = ("form", "form"), ("purpose", "purpose"), ("sent", "sent"), ("reply", "reply")
    figures += [(k, r[f][0]) for k, f in pairs]
    figures += [("occasion", r["occasion_f1"][0])]
    figures += [("matched", r["matched"]), ("missed", r["fn"]), ("false", r["fp"])]
    figures += [("alarms", f"{r['negatives_with_false_alarm']}/{r['negatives']} negatives")]
    figures += [("s", round(seconds, 2))]
    return common.Line(name, r["articles"], figures, ok=r["f1"] >= FLOORS[name])


def measure(place):
    lines = []
    if place.has("exchanges", "gold-2011.jsonl"):
        sample = place.set("exchanges", "sample-2011.jsonl")
        lines.append(scored(place, "gold-2011", place.set("exchanges", "gold-2011.jsonl"), [sample]))
    else:
        lines.append(common.Line("gold-2011", None, {}, note="absent"))
    if place.has("exchanges", "world", "captures"):
        folder = place.set("exchanges", "world", "captures")
        paths = [os.path.join(folder, f) for f in sorted(os.listdir(folder))]
        gold = place.set("exchanges", "world", "gold-by-article.jsonl")
        lines.append(scored(place, "world", gold, paths))
    else:
        lines.append(common.Line("world", None, {}, note="absent"))
    return lines


if __name__ == "__main__":
    common.main(measure, __doc__)
