#!/usr/bin/env python3
"""Turns the block model, world/blocks.tsv, into a C source: embed_model.py OUT.c BLOCKS.tsv

The program takes its nodes from there instead of reading thousands of rows at each start; a model
of the user's is read as rows (src/article/model.c), and model_test.c compares the two.
"""
import sys


def number(text):
    """As a C constant of type float."""
    return text + ("f" if "." in text or "e" in text else ".0f")


def rows_of(path):
    with open(path, encoding="utf-8") as f:
        lines = [line.rstrip("\r\n").split("\t") for line in f if line[0] not in "#\r\n"]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def source(rows):
    base, features, nodes, roots = "0", {}, [], []
    for row in rows:
        if row["tree"] == "-1":
            base = row["value"]
            continue
        if row["node"] == "0":
            roots.append(len(nodes))
        if row["feature"]:
            feature = features.setdefault(row["feature"], len(features))
            children = [roots[-1] + int(row[side]) for side in ("left", "right")]
            nodes.append((number(row["threshold"]), feature, *children))
        else:
            nodes.append((number(row["value"]), 0, len(nodes), len(nodes)))
    return [
        '#include "article/model.h"', "",
        "static const char *const features[] = {", *(f'"{name}",' for name in features), "};",
        "static const vb_tree_node nodes[] = {", *("{%s,%d,%d,%d}," % node for node in nodes), "};",
        "static const ptrdiff_t roots[] = {", *(f"{root}," for root in roots), "};",
        "const vb_packed_model vb_model_packed = {",
        f"{number(base)}, features, nodes, roots, {len(features)}, {len(nodes)}, {len(roots)}}};",
        "",
    ]


with open(sys.argv[1], "w", encoding="utf-8") as out:
    out.write("\n".join(source(rows_of(sys.argv[2]))))
