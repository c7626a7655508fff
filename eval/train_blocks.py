#!/usr/bin/env python3
"""Trains the block model: which blocks of a page are its article.

usage: print-features FILE... | train_blocks.py MODEL.tsv TRUTH.json...

Gradient boosted trees (scikit-learn) over the features that print-features
gives; a block counts as text as far as its runs of four words stand in the
truth's articleBody.  Every page weighs the same.  Prints what three-fold cross
validation over pages gives, then writes the model trained on all pages.
"""
import csv
import json
import os
import re
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

TOKEN = re.compile(r"\w+")
TREES, LEAVES, RATE, FOLDS = 120, 16, 0.1, 3


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
    y, w = np.zeros(len(paths)), np.zeros(len(paths))
    cache = {}
    for i, (path, text) in enumerate(zip(paths, texts)):
        page = page_id(path)
        if page not in truths:
            continue
        if page not in cache:
            tokens = TOKEN.findall(truths[page])
            cache = {page: ([None] + [set(shingles(tokens, n)) for n in (1, 2, 3, 4)], len(tokens))}
        truth, total = cache[page]
        tokens = TOKEN.findall(text)
        y[i] = coverage(tokens, truth) > 0.5
        w[i] = (len(tokens) + 0.5) / max(20, total)
    return y, np.minimum(w, 0.5)


def train(x, y, w, trees):
    model = HistGradientBoostingClassifier(
        max_iter=trees, max_leaf_nodes=LEAVES, learning_rate=RATE, min_samples_leaf=40,
        l2_regularization=1.0, early_stopping=False, random_state=1,
    )
    return model.fit(x, y, sample_weight=w * len(w) / w.sum())


def validate(x, y, w, pages):
    order = sorted(set(pages))
    fold_of = {p: hash_fold(p) for p in order}
    folds = np.array([fold_of[p] for p in pages])
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        model = train(x[folds != fold], y[folds != fold], w[folds != fold], TREES)
        p[folds == fold] = model.predict_proba(x[folds == fold])[:, 1]
    return p


def hash_fold(page):
    import hashlib

    return hashlib.sha256(page.encode()).digest()[0] % FOLDS


def report(p, y, w, paths):
    groups = {}
    for i, path in enumerate(paths):
        groups.setdefault(path.split("/")[0] + "/" + path.split("/")[1], []).append(i)
    for name, index in sorted(groups.items()):
        index = np.array(index)
        for cut in (0.4, 0.5):
            hit = (w[index] * y[index] * (p[index] > cut)).sum()
            precision = hit / max(1e-9, (w[index] * (p[index] > cut)).sum())
            recall = hit / max(1e-9, (w[index] * y[index]).sum())
            print(f"{name} cut {cut}: precision {precision:.3f} recall {recall:.3f} "
                  f"F1 {2 * precision * recall / (precision + recall):.3f}")


def write(model, names, path):
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(
            "# The block model: gradient boosted trees that tell whether a block is text of the article.\n"
            "# Made by eval/train_blocks.py; not for editing by hand.  A node without a feature is a leaf;\n"
            "# a value at or below the threshold goes left.  The first row is what all trees start from.\n"
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


def main(model_path, *truth_paths):
    truths = {}
    for path in truth_paths:
        with open(path, encoding="utf-8") as f:
            for page, truth in json.load(f).items():
                truths[page] = truth.get("articleBody") or ""
    names, paths, texts, x = read_rows(iter(sys.stdin))
    y, w = label(paths, texts, truths)
    known = w > 0
    x, y, w = x[known], y[known], w[known]
    paths = [p for p, k in zip(paths, known) if k]
    print(len(y), "blocks", len(set(paths)), "pages", y.mean(), "text")
    if os.environ.get("VALIDATE", "1") == "1":
        report(validate(x, y, w, [page_id(p) for p in paths]), y, w, paths)
    write(train(x, y, w, TREES), names, model_path)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
