#!/usr/bin/env python3
"""How well the block model reads pages of sites that it was not trained on.

    eval/cross_validate.py [VERBALE] --folds DIR

The model is trained on the development halves of these sets, so their lines in `make eval`
flatter.  train_blocks.py writes into DIR, for each third of the sites, a model of the other two;
here verbale reads each page with the model that does not know its site, and the set's own scorer
gives the figures that count.  Pages of a set that the model was not trained on are in no fold.
"""

import json
import os
import sys

import articles
import common

FOLDS = 3


def held_out(folds, k):
    with open(os.path.join(folds, f"fold{k}.txt"), encoding="utf-8") as f:
        return set(f.read().split())


def scored(place, folds, name, title, pages):
    truth_file = place.set("articles", name + ".json")
    with open(truth_file, encoding="utf-8") as f:
        truth = json.load(f)
    predicted = articles.predictions(os.devnull, truth)
    for k in range(FOLDS):
        ids = held_out(folds, k)
        paths = [p for p in pages if common.stem(p) in ids]
        if not paths:
            return common.Line(title, None, {}, note="not trained on")
        lexicon = os.path.join(folds, f"fold{k}")
        read, _ = place.read(f"fold{k}", paths, ["--lexicon", lexicon])
        predicted.update(articles.predictions(read, ids & set(truth)))
    path = place.out(title.replace(" ", "-") + "-folds.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump(predicted, f, ensure_ascii=False)
    scorer = place.set("articles", "score_articles.py")
    r = json.loads(place.score(scorer, path, truth_file, "--n", "0", "--json"))
    return common.Line(title, r["n"], [("F1", r["f1"]), ("P", r["precision"]), ("R", r["recall"])])


def main():
    parser = common.arguments(__doc__.split("\n")[0])
    parser.add_argument("--folds", metavar="DIR", required=True, help="what train_blocks.py wrote")
    options = parser.parse_args()
    place = common.place_of(options)
    lines = []
    for name in articles.SETS:
        pages = articles.files_below(place.unpack("articles", name + "-html.tar.xz"))
        dumps = articles.dumps(place, name, pages)
        lines.append(scored(place, options.folds, name, name + " unseen", pages))
        lines.append(scored(place, options.folds, name, name + " dumps unseen", dumps))
    common.print_table(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
