#!/usr/bin/env python3
"""verbale beside other programs that read news pages, on the same pages in one run:
bench/peers.py [VERBALE] [--only aeb-dev,wcxb-dev] [--environment FOLDER]

trafilatura (dates by htmldate), resiliparse and readability-lxml, in the versions that
requirements.txt beside this file pins, in an environment of their own below build/, made where PyPI
is reached.  Printed for each set of ../shared/eval: F1 of the text, with the interval of the
difference to trafilatura; right titles and days; how much of quotations and leads is there; MB of
HTML by second of processor time, from page to text.  Without the sets: speed on the samples only.
Nothing here fails a build: what cannot be measured is said, and the exit status is 0.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "eval"))
import articles  # pylint: disable=wrong-import-position
import common  # pylint: disable=wrong-import-position
import recall  # pylint: disable=wrong-import-position

REQUIREMENTS = ROOT / "bench" / "requirements.txt"
PEERS = ("trafilatura", "resiliparse", "readability-lxml")
SETS = ("aeb-dev", "fundus-dev", "wcxb-dev")
SAMPLE_COPIES = 50


def environment(folder):
    """The interpreter in which the peers are installed, or None, with the reason said."""
    python = folder / "bin" / "python3"
    stamp = folder / "installed"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    try:
        venv.create(folder, with_pip=True, clear=True)
        for what in (["--upgrade", "pip"], ["-r", REQUIREMENTS]):  # older pips fail on lxml's extras
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                            "--timeout", "15", "--retries", "1", *what],
                           check=True, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        print(f"peers: not measured: they cannot be installed (is PyPI reached?): {said[-1:]}")
        return None
    stamp.write_text(wanted, encoding="utf-8")
    return python


def read_by_peer(python, peer, pages, out):
    """What peer_read.py wrote, or None."""
    said = subprocess.run([python, ROOT / "bench" / "peer_read.py", peer, pages, out],
                          capture_output=True, text=True, check=False)
    if said.returncode:
        print(f"{peer}: failed: {(said.stderr.strip().splitlines() or ['?'])[-1]}")
        return None
    return json.loads(pathlib.Path(out).read_text(encoding="utf-8"))


def stage_seconds(verbale, pages):
    """Seconds of processor time from bytes to article, of the best of some rounds; None: not built."""
    program = pathlib.Path(verbale).resolve().parent.parent.parent / "bench" / "stages"
    if not program.exists():
        return None
    with tempfile.TemporaryDirectory(prefix="verbale-peers-") as folder:
        said = subprocess.run([program, os.path.join(folder, "a.db"), "3", pages],
                              capture_output=True, text=True, check=True).stdout
    return sum(min(stage["seconds"]) for stage in json.loads(said)["stages"]
               if stage["name"] == "capture" or stage["name"].startswith("article"))


def read_by_us(place, name, pages, truth, size):
    out, _ = place.read(f"peers-{name}", [str(pages)])
    return {"pages": articles.predictions(out, truth), "bytes": size,
            "seconds": stage_seconds(place.verbale, pages)}


def figures(place, name, who, read, truth, truth_file, rival):
    """One row of the table; `rival`: the file that the interval is against."""
    predicted = place.out("peers", f"{name}-{who}.json")
    missing = {i: {"articleBody": "", "title": None, "published": None} for i in truth}
    with open(predicted, "w", encoding="utf-8") as f:
        json.dump({**missing, **read["pages"]}, f, ensure_ascii=False)
    scorer = [place.set("articles", "score_articles.py"), predicted, truth_file]
    row = {"F1": json.loads(place.score(*scorer, "--n", "0", "--json"))["f1"]}
    row.update(recall.of_set(truth, read["pages"]))
    row.update(articles.facts(place, predicted, articles.dated(truth, place.out("peers", "truth.json"))))
    for fact, key in (("title", "title"), ("date", "published")):
        if not any(page.get(key) for page in read["pages"].values()):
            row[fact] = None  # not told at all
    if read["seconds"]:
        row["MB/s"] = read["bytes"] / 1e6 / read["seconds"]
    against = ""
    if rival and os.path.exists(rival) and rival != predicted:
        said = place.score(*scorer, "--vs", rival).splitlines()
        against = next((" ".join(line.split()) for line in reversed(said) if "f1" in line.lower()), "")
    return predicted, row, against


def show(who, row, ours, against):
    shown = [f"{k} {v:.3f}" if k != "MB/s" else f"{v:.1f} {k}" for k, v in row.items() if v is not None]
    if ours and row.get("MB/s") and ours.get("MB/s"):
        shown.append(f"(verbale is {ours['MB/s'] / row['MB/s']:.1f} times as fast)")
    print(f"  {who:18} {'  '.join(shown)}", flush=True)
    if against:
        print(f"  {'':18} against trafilatura: {against}")


def measure_set(place, python, name):
    truth_file = place.set("articles", name + ".json")
    with open(truth_file, encoding="utf-8") as f:
        truth = json.load(f)
    packed = pathlib.Path(place.unpack("articles", name + "-html.tar.xz"))
    print(f"{name}, {len(truth)} pages")
    rows, rival = {}, None
    size = 0
    for peer in PEERS if python else ():
        read = read_by_peer(python, peer, packed, place.out("peers", f"{name}-{peer}-read.json"))
        if not read:
            continue
        size = read["bytes"]
        predicted, rows[peer], _ = figures(place, name, peer, read, truth, truth_file, None)
        rival = predicted if peer == "trafilatura" else rival
    read = read_by_us(place, name, packed, truth, size)
    if not size:
        read["seconds"] = None
    _, ours, against = figures(place, name, "verbale", read, truth, truth_file, rival)
    show("verbale", ours, None, against)
    for peer, row in rows.items():
        show(peer, row, ours, "")


def measure_samples(verbale, python):
    """Speed alone."""
    with tempfile.TemporaryDirectory(prefix="verbale-peers-") as folder:
        pages = pathlib.Path(folder) / "pages"
        pages.mkdir()
        for path in sorted((ROOT / "samples").glob("*.html")):
            for i in range(SAMPLE_COPIES):
                shutil.copy(path, pages / f"{path.stem}-{i}.html")
        size = sum(p.stat().st_size for p in pages.iterdir())
        seconds = stage_seconds(verbale, pages)
        ours = {"MB/s": size / 1e6 / seconds} if seconds else {}
        print("samples (the sets of ../shared/eval are not here: speed only)")
        show("verbale", ours, None, "")
        for peer in PEERS if python else ():
            read = read_by_peer(python, peer, pages, os.path.join(folder, peer))
            if read:
                show(peer, {"MB/s": read["bytes"] / 1e6 / read["seconds"]}, ours, "")


def main():
    parser = common.arguments(__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--environment", type=pathlib.Path, default=ROOT / "build" / "peers",
                        help="where the peers are, or are installed (build/peers)")
    parser.add_argument("--only", default=",".join(SETS), metavar="SETS", help="which sets")
    options = parser.parse_args()
    place = common.place_of(options)
    python = environment(options.environment)
    names = [n for n in options.only.split(",") if place.has("articles", n + ".json")]
    try:
        for name in names:
            measure_set(place, python, name)
        if not names:
            measure_samples(place.verbale, python)
    except (common.Failure, OSError, subprocess.SubprocessError) as error:
        print(f"peers: not measured: {error}")


if __name__ == "__main__":
    main()
