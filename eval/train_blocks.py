#!/usr/bin/env python3
"""Trains the block model: which blocks of a page are its article.

usage: print-features FILE... | train_blocks.py MODEL.tsv TRUTH.json[=WEIGHT]... [--folds DIR]

The model in lexicon/world/blocks.tsv is trained on the development halves of three sets of news
pages, those of which NOTICE tells: the pages, their dumps by make_dumps.py and other forms of both
by vary_pages.py.  What is measured on them flatters; the figures that count are those that
cross_validate.py prints for sites that a model has not seen, and those of halves held back.

    cd build/eval                          # where run.py has unpacked the sets and made the dumps
    for set in aeb wcxb fundus; do
      html=unpacked/$set-dev-html; test -d $html/html && html=$html/html
      ../../eval/vary_pages.py $html unpacked/$set-dev-dumps SETS/articles/$set-dev.json varied
      find $html unpacked/$set-dev-dumps -type f
    done > pages
    find varied -type f >> pages
    ../rel/eval/print-features $(sort pages) |
      ../../eval/train_blocks.py ../../lexicon/world/blocks.tsv SETS/articles/wcxb-dev.json \
        SETS/articles/aeb-dev.json=2 SETS/articles/fundus-dev.json=2 --folds folds

Gradient boosted trees (XGBoost: Debian's python3-xgboost) over the features that print-features
gives; a block counts as text as far as its runs of four words stand in the truth's articleBody.
Every page weighs the same, or as its set does: the WEIGHT; a page that vary_pages.py made shorter
weighs half as much, since next to all pages of news hold a whole article.  Half of the pages are
shown as scripts without capitals or an unknown language would look: most pages are English, the
model must not lean on that.  Of blocks far from any text, menus mostly, three in ten are shown, with
their weight.

Pages and dumps are learnt apart, since most columns mean another thing, or nothing, where there are
no elements: each tree of the model asks first whether there is markup, and holds a tree of either.

With --folds it also writes models that have not seen some of the sites, for cross_validate.py.
"""
import argparse
import csv
import hashlib
import json
import os
import re
import sys
import urllib.parse

import numpy as np
import xgboost

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")  # or one sign
TREES, FOLDS, SMALL = 300, 3, 50
BRIEF_WEIGHT = 0.5
SHARED = {"ac", "co", "com", "edu", "go", "gov", "info", "ne", "net", "or", "org"}  # .co.uk
NEAR, FAR_SHARE = 6, 0.3  # blocks so near to text are all shown, of others this share
SETTINGS = {
    "objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide",
    "max_leaves": 20, "max_depth": 6, "eta": 0.06, "min_child_weight": 30, "reg_lambda": 10,
    "max_bin": 128, "colsample_bytree": 0.35, "base_score": 0.5, "seed": 1,
    "nthread": 2,  # where a feature is cut depends on how many add up, not on the machine
}


def shingles(tokens, n=4):
    return [tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1))] if tokens else []


def page_id(path):
    return os.path.basename(path).split(".")[0]


def read_rows(lines):
    names = next(lines).rstrip("\n").split("\t")[2].split(",")
    paths, texts, rows = [], [], []
    for line in lines:
        path, text, numbers = line.rstrip("\n").split("\t")
        paths.append(path)
        texts.append(text)
        rows.append(np.array(numbers.split(","), dtype=np.float32))
    return names, paths, texts, np.vstack(rows)


def coverage(tokens, truth):
    """Share of a block's tokens that stand in the truth in their context."""
    if len(tokens) < 4:
        return 1.0 if tokens and tuple(tokens) in truth[len(tokens)] else 0.0
    hit = [False] * len(tokens)
    for i in range(len(tokens) - 3):
        if tuple(tokens[i : i + 4]) in truth[4]:
            hit[i : i + 4] = [True] * 4
    return sum(hit) / len(tokens)


def label(paths, texts, truths):
    """1 for text, 0 for the rest, and the weight: the share of the article that a block is."""
    y, n = np.zeros(len(paths)), np.zeros(len(paths))
    totals, held, truth = {}, None, None
    for i, (path, text) in enumerate(zip(paths, texts)):
        page = page_id(path)
        if page != held:
            tokens = TOKEN.findall(truths[page]["articleBody"] or "")
            held, truth = page, [None] + [set(shingles(tokens, k)) for k in (1, 2, 3, 4)]
        tokens = TOKEN.findall(text)
        y[i] = coverage(tokens, truth) > 0.5
        n[i] = len(tokens)
        totals[path] = totals.get(path, 0) + y[i] * n[i]
    w = (n + 0.5) / np.array([max(SMALL, totals[path]) for path in paths])
    return y, np.minimum(w, 0.5)


def share(key):
    """A number in [0, 1) that depends on the key only."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") / 2**32


def other_scripts(x, names, paths):
    """Half of the pages as they would look without a list of stop words, capitals, or spaces."""
    x = x.copy()
    dice = np.array([share("script" + path) for path in paths])

    def put(rows, name, value):
        for i, column in enumerate(names):
            if column == name or re.fullmatch(r"(prev|next)2?_" + name, column):
                used = rows & (x[:, i] != 0)
                x[used, i] = value

    put(dice < 0.5, "stops", 0)
    put(dice < 0.3, "upper", 0)
    put(dice < 0.3, "lower", 1)
    put(dice < 0.15, "lower", 0.2)  # a run of signs counts as one word among many
    put(dice < 0.15, "title_words", 0)
    put(dice < 0.15, "title_share", 0)
    put(dice < 0.15, "since_title", -1)
    put(dice < 0.15, "until_title", -1)
    return x


def thin(y):
    """Which blocks are shown, and by how much the weight of each grows."""
    near = np.zeros(len(y), bool)
    for i in np.flatnonzero(y):
        near[max(0, i - NEAR) : i + NEAR + 1] = True
    kept = near | (np.random.RandomState(1).rand(len(y)) < FAR_SHARE)
    return kept, np.where(near, 1.0, 1 / FAR_SHARE)


def train_part(x, y, w):
    data = xgboost.DMatrix(x, label=y, weight=w * len(w) / w.sum())
    model = xgboost.train(SETTINGS, data, num_boost_round=TREES)
    return [nodes_of(json.loads(tree)) for tree in model.get_dump(dump_format="json")]


def train(x, y, w, markup):
    """Trees for dumps and for pages, under one question: column `markup` is 0 or 1."""
    kinds = [x[:, markup] == kind for kind in (0, 1)]
    return [join(markup, *trees) for trees in zip(*(train_part(x[k], y[k], w[k]) for k in kinds))]


def join(column, left, right):
    """A tree of two, the left one for rows whose column is 0."""

    def moved(nodes, by):
        return [(f, b, l and l + by, r and r + by, value) for f, b, l, r, value in nodes]

    root = (column, 0.0, 1, 1 + len(left), None)
    return [root, *moved(left, 1), *moved(right, 1 + len(left))]


def site_of(truth):
    """The domain that somebody has registered: b.org of a.b.org, b.co.uk of a.b.co.uk."""
    url = truth.get("url") or "//" + truth.get("file", "_").split("_")[1]  # DAY_HOST_HASH
    labels = (urllib.parse.urlsplit(url).hostname or url).split(".")
    return ".".join(labels[-3 if labels[-2:-1] and labels[-2] in SHARED else -2 :])


def nodes_of(tree):
    """The nodes of a tree as rows of (feature, threshold, left, right, value), parents first."""
    rows = []

    def put(node):
        row = len(rows)
        rows.append(None)
        if "leaf" in node:
            rows[row] = (None, None, None, None, node["leaf"])
        else:
            sides = {child["nodeid"]: child for child in node["children"]}
            left = put(sides[node["yes"]])
            right = put(sides[node["no"]])
            rows[row] = (int(node["split"][1:]), below(node["split_condition"]), left, right, None)
        return row

    put(tree)
    return rows


def below(bound):
    """The greatest number below a bound: XGBoost goes left below it, verbale at or below it."""
    return float(np.nextafter(np.float32(bound), np.float32(-np.inf)))


def write(trees, names, path):
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(
            "# The block model: gradient boosted trees that tell whether a block is text of the article.\n"
            "# Generated by eval/train_blocks.py (which says how); not for editing by hand.\n"
            "# Trained on the development halves of the sets of pages that NOTICE names: on the pages, on\n"
            "# plain-text dumps of them, and on the forms of both that eval/vary_pages.py makes.\n"
            "# A node without a feature is a leaf; a value at or below the threshold goes left.  The\n"
            "# first row is what all trees start from.\n"
        )
        out = csv.writer(f, delimiter="\t", lineterminator="\n")
        out.writerow(["tree", "node", "feature", "threshold", "left", "right", "value"])
        out.writerow([-1, 0, "", "", "", "", "0"])
        for t, tree in enumerate(trees):
            for n, (feature, bound, left, right, value) in enumerate(tree):
                if feature is None:
                    out.writerow([t, n, "", "", "", "", f"{value:.4g}"])
                else:
                    out.writerow([t, n, names[feature], f"{bound:.9g}", left, right, ""])


def write_folds(x, y, w, names, paths, truths, folder):
    """For each fold a lexicon whose model has not seen the fold's sites, and the fold's pages."""
    sites = {p: site_of(truths[page_id(p)]) for p in set(paths)}
    fold = np.array([int(share(sites[p]) * FOLDS) for p in paths])
    for k in range(FOLDS):
        lexicon = os.path.join(folder, f"fold{k}", "world")
        os.makedirs(lexicon, exist_ok=True)
        seen = fold != k
        write(train(x[seen], y[seen], w[seen], names.index("markup")), names,
              os.path.join(lexicon, "blocks.tsv"))
        pages = {page_id(p) for p, f in zip(paths, fold) if f == k}
        with open(os.path.join(folder, f"fold{k}.txt"), "w", encoding="utf-8") as out:
            out.writelines(page + "\n" for page in sorted(pages))
        print("fold", k, len(pages), "pages", flush=True)


def read_truths(named):
    """The pages of all sets and the weight of each page."""
    truths, weights = {}, {}
    for name in named:
        path, _, weight = name.partition("=")
        with open(path, encoding="utf-8") as f:
            pages = json.load(f)
        truths.update(pages)
        weights.update(dict.fromkeys(pages, float(weight or 1)))
    return truths, weights


def main(options):
    truths, weights = read_truths(options.truths)
    names, paths, texts, x = read_rows(iter(sys.stdin))
    y, w = label(paths, texts, truths)
    brief = np.array([path.endswith(".brief.html") for path in paths])
    w *= np.array([weights[page_id(path)] for path in paths]) * np.where(brief, BRIEF_WEIGHT, 1)
    print(len(y), "blocks", len(set(paths)), "pages", f"{y.mean():.3f} text", flush=True)
    kept, growth = thin(y)
    paths = [path for path, keep in zip(paths, kept) if keep]
    y, w = y[kept], (w * growth)[kept]
    x = other_scripts(x[kept], names, paths)
    write(train(x, y, w, names.index("markup")), names, options.model)
    if options.folds:
        write_folds(x, y, w, names, paths, truths, options.folds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", metavar="MODEL.tsv")
    parser.add_argument("truths", metavar="TRUTH.json[=WEIGHT]", nargs="+")
    parser.add_argument("--folds", metavar="DIR", help="models that have not seen some of the sites")
    main(parser.parse_args())
