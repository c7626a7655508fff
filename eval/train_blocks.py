#!/usr/bin/env python3
"""Trains the block model: which blocks of a page are its article.

usage: print-features FILE... | train_blocks.py MODEL.tsv TRUTH.json

The model in lexicon/world/blocks.tsv is trained on WCXB (CC BY 4.0) alone: its pages, their dumps
by make_dumps.py and other forms of both by vary_pages.py.  All other sets stay unseen,
so what is measured on them is worth something.

    cd build/eval
    ../../eval/vary_pages.py unpacked/wcxb-dev-html unpacked/wcxb-dev-dumps \\
      SETS/articles/wcxb-dev.json varied
    ../rel/eval/print-features unpacked/wcxb-dev-html/* unpacked/wcxb-dev-dumps/* varied/* |
      ../../eval/train_blocks.py ../../lexicon/world/blocks.tsv SETS/articles/wcxb-dev.json

Gradient boosted trees (scikit-learn) over the features that print-features gives; a block counts
as text as far as its runs of four words stand in the truth's articleBody.  Every page weighs the
same.  Half of the pages are shown as scripts without capitals or an unknown language would look:
nearly all pages are English, the model must not lean on that.  Prints what cross validation gives
(no site is in both halves), then writes the model trained on all pages.
"""
import csv
import hashlib
import json
import os
import re
import sys
import urllib.parse

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

TOKEN = re.compile(r"\w+")
TREES, LEAVES, LEAF_BLOCKS, L2, RATE = 120, 16, 300, 10.0, 0.1
FOLDS, SMALL = 3, 50


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
    return x


def train(x, y, w):
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=RATE, min_samples_leaf=LEAF_BLOCKS,
        l2_regularization=L2, early_stopping=False, random_state=1,
    )
    return model.fit(x, y, sample_weight=w * len(w) / w.sum())


def site_of(url):
    host = urllib.parse.urlsplit(url or "").hostname or url or ""
    return ".".join(host.split(".")[-2:])


def validate(x, y, w, names, paths, truths):
    """For each block what a model says that has not seen its site."""
    folds = np.array([int(share(site_of(truths[page_id(p)].get("url"))) * FOLDS) for p in paths])
    shown = other_scripts(x, names, paths)
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        model = train(shown[folds != fold], y[folds != fold], w[folds != fold])
        p[folds == fold] = model.predict_proba(x[folds == fold])[:, 1]
    return p


def report(p, y, w, paths):
    groups = np.array([".".join(os.path.basename(p).split(".")[1:]) for p in paths])
    for name in sorted(set(groups)):
        chosen = groups == name
        for cut in (0.4, 0.5):
            hit = (w * y * (p > cut))[chosen].sum()
            precision = hit / max(1e-9, (w * (p > cut))[chosen].sum())
            recall = hit / max(1e-9, (w * y)[chosen].sum())
            print(f"{name} cut {cut}: precision {precision:.3f} recall {recall:.3f} "
                  f"F1 {2 * precision * recall / (precision + recall):.3f}", flush=True)


def write(model, names, path):
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(
            "# The block model: gradient boosted trees that tell whether a block is text of the article.\n"
            "# Generated by eval/train_blocks.py (which says how); not for editing by hand.\n"
            "# Trained on nothing but the article pages of the development split of WCXB (Web Content\n"
            "# Extraction Benchmark, 2026; CC BY 4.0; its author is named in NOTICE): on the pages, on\n"
            "# plain-text dumps of them, and on the forms of both that eval/vary_pages.py makes.\n"
            "# A node without a feature is a leaf; a value at or below the threshold goes left.  The\n"
            "# first row is what all trees start from.\n"
        )
        out = csv.writer(f, delimiter="\t", lineterminator="\n")
        out.writerow(["tree", "node", "feature", "threshold", "left", "right", "value"])
        out.writerow([-1, 0, "", "", "", "", f"{float(model._baseline_prediction.ravel()[0]):.5g}"])
        for t, trees in enumerate(model._predictors):
            for n, node in enumerate(trees[0].nodes):
                if node["is_leaf"]:
                    out.writerow([t, n, "", "", "", "", f"{node['value']:.4g}"])
                else:
                    out.writerow([t, n, names[node["feature_idx"]], f"{node['num_threshold']:.5g}",
                                  node["left"], node["right"], ""])


def main(model_path, truth_path):
    with open(truth_path, encoding="utf-8") as f:
        truths = json.load(f)
    names, paths, texts, x = read_rows(iter(sys.stdin))
    y, w = label(paths, texts, truths)
    print(len(y), "blocks", len(set(paths)), "pages", f"{y.mean():.3f} text", flush=True)
    if os.environ.get("VALIDATE", "1") == "1":
        report(validate(x, y, w, names, paths, truths), y, w, paths)
    write(train(other_scripts(x, names, paths), y, w), names, model_path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
