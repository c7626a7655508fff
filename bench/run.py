#!/usr/bin/env python3
"""How fast verbale is, and how much memory it takes: bench/run.py [VERBALE] [--json FILE]

Stages one by one, in one process (bench/stages.c); `add` as users run it, with one thread and with
two; what grows faster than its input.  bench/peers.py has other programs.  The input is
../shared/eval where that is, else copies of the samples.  Each figure is the median of several
rounds, with the lowest and the highest; --json keeps them all, for bench/compare.py.  Exit status 1
only if `add` fails, or if adding the same files again changes the archive.
"""

import argparse
import datetime
import hashlib
import itertools
import json
import lzma
import os
import pathlib
import platform
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tarfile
import tempfile

import peak

ROOT = pathlib.Path(__file__).resolve().parent.parent
EVAL = pathlib.Path(os.environ.get("VERBALE_EVAL") or ROOT.parent / "shared" / "eval")
SCHEMA = 1  # of the JSON file
ROUNDS = 7
SIZES = (3000, 12000)  # of archives, in articles
PAGES_BYTES = 6_000_000  # of each set of pages
ARTICLES = 3000  # of JSON Lines, for the stages
MADE_ARTICLES = 10000
INDEXED = (10000, -100000)  # made articles, copies, for the passage index
REPEATED = 1_000_000  # a sentence
STORY_COPIES = 100_000
NEW_ARTICLES = 60
NEW_WORDS = 600
COPIES = 100  # of each sample that is a page


class Figures:
    """name -> unit, which way is better, what it is made of, and the value of every round."""

    def __init__(self):
        self.all = {}

    def add(self, name, unit, values, better="higher", of=None):
        values = [float(f"{v:.6g}") for v in values]
        figure = {"unit": unit, "better": better, "rounds": len(values), "min": min(values),
                  "median": statistics.median(values), "max": max(values), "values": values}
        if of:
            figure["of"] = of
        self.all[name] = figure
        spread = f"{figure['min']:10.4g} to {figure['max']:.4g}" if len(values) > 1 else ""
        print(f"{name:36} {figure['median']:10.4g} {unit:12} {spread:24} {of or ''}".rstrip(),
              flush=True)


# ---- input

def pages_of_eval(folder):
    """News pages of two sets, and the dumps that eval's own tool makes of them."""
    articles = EVAL / "articles"
    html, dumps = folder / "html", folder / "dumps"
    html.mkdir()
    for name in ("wcxb", "daniel"):
        total = 0
        with tarfile.open(articles / f"{name}-dev-html.tar.xz") as packed:
            for member in packed:
                if not member.isfile():
                    continue
                data = packed.extractfile(member).read()
                total += len(data)
                (html / f"{name}-{pathlib.PurePath(member.name).name}").write_bytes(data)
                if total >= PAGES_BYTES:
                    break
    subprocess.run([sys.executable, articles / "make_dumps.py", html, dumps], check=True)
    return [html, dumps]


def pages_of_samples(folder):
    """The samples that are pages, many times, no two the same."""
    out = folder / "pages"
    out.mkdir()
    for path in sorted((ROOT / "samples").iterdir()):
        if path.suffix not in (".html", ".txt"):
            continue
        data = path.read_bytes()
        for i in range(COPIES):
            mark = f"<!-- {i} -->\n" if path.suffix == ".html" else f"\nNumber {i}.\n"
            (out / f"{path.stem}-{i}{path.suffix}").write_bytes(data + mark.encode())
    return [out]


def articles_of_samples(verbale, folder):
    """The samples' articles over and over, each time under another id and with another text."""
    said = subprocess.run([verbale, "read", "--format", "jsonl", ROOT / "samples"],
                          capture_output=True, check=False, text=True).stdout
    articles = [json.loads(line) for line in said.splitlines()]
    path = folder / "made.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for i in range(MADE_ARTICLES if articles else 0):
            a = articles[i % len(articles)]
            made = {"id": f"made-{i}", "published": a["published"], "title": a["title"]}
            made["text"] = f"{a['text']}\n\nNumber {i}."
            out.write(json.dumps(made, ensure_ascii=False) + "\n")
    return path


def inputs(verbale, folder):
    """(what it is, files of articles, folders of pages)."""
    year = EVAL / "exchanges" / "kcna-2011-articles.jsonl.xz"
    if year.exists() and (EVAL / "articles" / "make_dumps.py").exists():
        return "eval", [year], pages_of_eval(folder)
    return "samples", [articles_of_samples(verbale, folder)], pages_of_samples(folder)


def open_plain(path):
    return (lzma.open if path.suffix == ".xz" else open)(path, "rb")


def plain_bytes(path):
    with open_plain(path) as f:
        return len(f.read())


def first_articles(folder, files):
    """Enough of them for the stages, which run many rounds."""
    path = folder / "first.jsonl"
    with open(path, "wb") as out, open_plain(files[0]) as f:
        out.writelines(itertools.islice(f, ARTICLES))
    return path


# ---- what is measured

def run_stages(figures, program, folder, paths):
    """MB of what goes in, by second of processor time, of each stage."""
    said = subprocess.run([program, folder / "stages.db", str(ROUNDS), *paths], check=True,
                          capture_output=True, text=True).stdout
    total = [0.0] * ROUNDS
    for stage in json.loads(said)["stages"]:
        if not stage["documents"]:
            continue
        of = f"{stage['bytes'] / 1e6:.1f} MB"
        if stage["name"] != "merge":
            of += f", {stage['documents']} documents"
        figures.add(stage["name"], "MB/s",
                    [stage["bytes"] / 1e6 / max(s, 1e-6) for s in stage["seconds"]], of=of)
        if "+" not in stage["name"]:  # else made of stages that are counted already
            total = [a + b for a, b in zip(total, stage["seconds"])]
    figures.add("all stages", "s", total, "lower")


def run_traces(figures, program, folder, articles):
    """The core of the trace (bench/traces.c) on the texts of the articles."""
    path = folder / "texts.txt"
    with open(articles, encoding="utf-8") as f:
        path.write_text("\n\n".join(json.loads(line).get("text") or "" for line in f if line.strip()),
                        encoding="utf-8")
    said = subprocess.run([program, str(ROUNDS), path], check=True, capture_output=True, text=True).stdout
    for kind in json.loads(said)["traces"]:
        amount, seconds = kind["amount"], [max(s, 1e-9) for s in kind["seconds"]]
        if kind["name"] in ("align", "align plain"):
            if amount:
                figures.add(kind["name"], "us", [1e6 * s / amount for s in seconds], "lower",
                            of="40 words in 700")
        else:
            figures.add(kind["name"], "MB/s", [amount / 1e6 / s for s in seconds],
                        of=f"{amount / 1e6:.1f} MB")


def speeches(folder, articles):
    """JSON Lines of the base texts of eval's traces, else the articles themselves."""
    packed, path = EVAL / "traces" / "ungd-dev.tar.xz", folder / "speeches.jsonl"
    if not packed.exists():
        return articles
    with tarfile.open(packed) as files, open(path, "w", encoding="utf-8") as out:
        for member in files:
            if member.isfile():
                name = pathlib.PurePath(member.name).stem
                out.write(json.dumps({"id": name, "published": f"{name[-4:]}-09-25", "title": name,
                                      "text": files.extractfile(member).read().decode("utf-8", "replace")}) + "\n")
    return path


def shuffled_articles(path, made):
    """NEW articles of 600 words, each of sentences from all over the archive."""
    with open(path, encoding="utf-8") as f:
        texts = (json.loads(line).get("text") or "" for line in f if line.strip())
        sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if 20 < len(s) < 600]
    chance = random.Random("new articles")
    with open(made, "w", encoding="utf-8") as out:
        for i in range(NEW_ARTICLES if sentences else 0):
            words, text = 0, []
            while words < NEW_WORDS:
                text.append(chance.choice(sentences))
                words += len(text[-1].split())
            out.write(json.dumps({"id": f"new-{i}", "published": "2030-01-01", "text": " ".join(text)}) + "\n")


def run_new_articles(figures, verbale, program, folder, articles):
    """New articles of shuffled sentences, traced in a warm process (bench/trace_articles.c)."""
    path, made, archive = speeches(folder, articles), folder / "new.jsonl", folder / "speeches.db"
    shuffled_articles(path, made)
    subprocess.run([verbale, "--archive", archive, "add", "--quiet", path], check=True, capture_output=True)
    said = subprocess.run([program, archive, str(ROUNDS), made], check=True, capture_output=True, text=True).stdout
    found = json.loads(said)["articles"]
    if not found:
        return
    words = statistics.median(a["words"] for a in found)
    rows = statistics.mean(a["rows"] for a in found)
    with open(path, encoding="utf-8") as f:
        held = sum(1 for line in f if line.strip())
    of = f"{words:.0f} words, {rows:.0f} rows, against {held} articles"
    for what, name in (("first", "trace of a new article"), ("again", "trace, its texts in memory")):
        best = sorted(1e3 * min(a[what]) for a in found)
        figures.add(name, "ms", best, "lower", of=of)
        figures.add(f"{name}: 95 of 100", "ms", [best[(len(best) * 95 - 1) // 100]], "lower")
    figures.add("reading it before that", "ms", [1e3 * min(a["read"]) for a in found], "lower")
    archive.unlink()


def run_passages(figures, program, folder, articles, sizes):
    """The passage index (bench/passages.c) of articles made of the articles' sentences."""
    path = folder / "sentences.txt"
    with open(articles, encoding="utf-8") as f:
        path.write_text("\n".join(json.loads(line).get("text") or "" for line in f if line.strip()),
                        encoding="utf-8")
    for n in sizes:
        said = json.loads(subprocess.run([program, folder / "passages.db", str(n), "600", "0", path],
                                         check=True, capture_output=True, text=True).stdout)
        end, found = said["fill"][-1], said["look_ups"]
        what = f"{n} made articles" if n > 0 else f"{-n} copies of one article"
        of = f"{end['text_mb']:.1f} MB, {end['segments']} segments"
        figures.add(f"store and index, {what}", "articles/s", [end["articles"] / end["seconds"]], of=of)
        figures.add(f"store and index, {what}: memory", "MB", [end["peak_mb"]], "lower")
        figures.add(f"index for each MB of text, {what}", "MB", [end["index_mb"] / end["text_mb"]], "lower")
        if end["postings"]:
            figures.add(f"a posting, {what}", "bytes", [1e6 * end["index_mb"] / end["postings"]], "lower")
        figures.add(f"look-up of 600 words in {what}", "ms", [1e3 * s for s in found], "lower")
    (folder / "passages.db").unlink()


def hostile(folder):
    """(what it is, JSON Lines): texts that are all the same to an index."""
    sentence, words = "We shall rebuild the old harbour. ", "rail ship grain north harbour year".split()
    story = " ".join(words[i * i % 89 % 6] + str(i * i % 97) for i in range(300))
    long = " ".join(words[i * i % 1000003 % 6] + str(i * 7919 % 100003) for i in range(430000))
    quoted = "".join(f'They said "{w}" and she said "no". ' for w in words) * 200
    made = {
        f"one sentence {REPEATED} times": [sentence * REPEATED],
        "two identical articles of 5 MB": [long[:5_000_000]] * 2,
        f"{STORY_COPIES} copies of one story": [story] * STORY_COPIES,
        "20 articles of quotations of one word": [quoted] * 20,
    }
    for what, texts in made.items():
        path = folder / "hostile.jsonl"
        with open(path, "w", encoding="utf-8") as out:
            for i, text in enumerate(texts):
                out.write(json.dumps({"id": f"h{i}", "published": f"{1900 + i % 120}", "text": text}) + "\n")
        yield what, path, sum(map(len, texts)) / 1e6, max(map(len, texts)) / 1e6


def run_hostile(figures, verbale, folder):
    """Processor time and memory of `add`, and of tracing an article, within the usual limits."""
    archive = folder / "hostile.db"
    for what, path, size, largest in hostile(folder):
        archive.unlink(missing_ok=True)
        for name, command in (("add", ["add", "--quiet", path]), ("trace", ["trace", "h0"])):
            _, memory, status, seconds = peak.measure([verbale, "--archive", archive, *command])
            of = f"{size:.1f} MB, the largest article {largest:.3g} MB"
            figures.add(f"{name}, {what}", "s", [seconds], "lower", of="REFUSED" if status else of)
            figures.add(f"{name}, {what}: memory", "MB", [memory], "lower")
        db = sqlite3.connect(archive)
        (index,) = db.execute("SELECT sum(bytes) FROM passage_segments").fetchone()
        db.close()
        figures.add(f"index, {what}", "MB", [(index or 0) / 1e6], "lower")


def measured(command):
    """Seconds, peak memory in MB, and whether it went well."""
    seconds, peak_mb, status = peak.run(command)
    return seconds, peak_mb, status == 0


def content(archive):
    """A hash of every row of every table, and the number of articles.  The passage index too: what
    adds nothing changes nothing in it."""
    db = sqlite3.connect(archive)
    digest = hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()
    (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
    db.close()
    return digest, articles


def run_add(figures, verbale, folder, files):
    """Articles a second and peak memory at one thread and at two; True if all went well."""
    size = sum(map(plain_bytes, files)) / 1e6
    good = True
    for threads in (1, 2):
        name = f"add, {threads} thread" + "s" * (threads > 1)
        runs = []
        for _ in range(3):
            archive = folder / "add.db"
            archive.unlink(missing_ok=True)
            add = [verbale, "--archive", archive, "add", "--quiet", "--threads", str(threads), *files]
            runs.append(measured(add))
        first, articles = content(archive)
        of = f"{articles} articles, {size:.1f} MB"
        figures.add(name, "articles/s", [articles / seconds for seconds, _, _ in runs], of=of)
        figures.add(f"{name}: memory", "MB", [memory for _, memory, _ in runs], "lower")
        good = good and all(ok for _, _, ok in runs)
    figures.add("archive, for each MB of input", "MB", [archive.stat().st_size / 1e6 / size], "lower")
    seconds, _, ok = measured(add)
    figures.add("add again", "articles/s", [articles / seconds])
    if not good or not ok or content(archive)[0] != first:
        print("add FAILED, or adding again CHANGED THE ARCHIVE")
        return False
    return True


def run_growth(figures, verbale, folder):
    """How time grows from n to 4n, at the worst of all cases of the cost test."""
    out = folder / "cost.json"
    said = subprocess.run([sys.executable, ROOT / "tests" / "cost_test.py", verbale, "--json", out],
                          capture_output=True, text=True, check=False)
    if not out.exists():
        print(f"growth: not measured: {said.stderr.strip().splitlines()[-1:]}")
        return
    ratios = {}
    for case in json.loads(out.read_text(encoding="utf-8"))["cases"]:
        seconds = case["seconds"]
        if seconds[0] >= 0.05:  # less is lost in the noise
            ratios[case["case"]] = seconds[-1] / seconds[0]
    if ratios:
        worst = max(ratios, key=ratios.get)
        figures.add("growth at 4 times the input", "times", [statistics.median(ratios.values())],
                    "lower", of=f"{len(ratios)} cases")
        figures.add("growth, the worst case", "times", [ratios[worst]], "lower", of=worst)


def run_memory(figures, verbale):
    """Peak memory of `add` and of the questions, at two sizes of the archive (bench/memory.py)."""
    try:
        import memory  # pylint: disable=import-outside-toplevel
        found = memory.measure(str(verbale), SIZES)
    except (ImportError, RuntimeError, OSError) as error:
        print(f"memory by size of the archive: not measured: {error}")
        return
    for command in found[SIZES[0]]:
        for n in SIZES:
            if "peak_mb" in found[n][command]:
                figures.add(f"{command}, {n} articles: memory", "MB",
                            [found[n][command]["peak_mb"]], "lower")


def run_merging(figures, verbale):
    """How merging grows with the archive, beside n log n (bench/growth.py)."""
    try:
        import growth  # pylint: disable=import-outside-toplevel
        found = growth.run(str(verbale), growth.SIZES)
    except (ImportError, RuntimeError, OSError) as error:
        print(f"growth of merging: not measured: {error}")
        return
    for kind, sizes in (found or {}).items():
        of = f"{sizes[0]['articles']} to {sizes[-1]['articles']} articles"
        for what in ("add", "merge"):
            grown = growth.beside_n_log_n(sizes[0], sizes[-1], what)
            figures.add(f"{what} of a {kind} archive, beside n log n", "times", [grown], "lower", of=of)
        figures.add(f"{growth.WEEK} articles more, {kind} archive", "s", [sizes[-1]["more"]], "lower", of=of)
        figures.add(f"add of a {kind} archive: memory", "MB", [sizes[-1]["add_mb"]], "lower", of=of)


def run_index_growth(figures, benches):
    """The passage index at growing sizes (bench/growth.py; a million with --index-sizes there)."""
    try:
        import growth  # pylint: disable=import-outside-toplevel
        found = growth.run_index(benches, growth.INDEX_SIZES)
    except (ImportError, RuntimeError, OSError, subprocess.CalledProcessError) as error:
        print(f"growth of the passage index: not measured: {error}")
        return
    for n, said in (found or {}).items():
        end = said["fill"][-1]
        figures.add(f"index of {n} articles", "articles/s", [end["articles"] / end["seconds"]])
        figures.add(f"index of {n} articles: memory", "MB", [end["peak_mb"]], "lower")
        figures.add(f"look-up in {n} articles", "ms", [1e3 * t for t in said["look_ups"]], "lower")
        figures.add(f"trace in {n} articles", "ms", [1e3 * t for t in said["traces"]], "lower")


# ---- where it was measured

def output(*command):
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                              check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def compiler(build):
    """"gcc ... 12.2.0, release": what built the program, as meson wrote it down."""
    try:
        commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
        info = (build / "meson-info" / "intro-buildoptions.json").read_text(encoding="utf-8")
        kind = next(o["value"] for o in json.loads(info) if o["name"] == "buildtype")
    except (OSError, ValueError, StopIteration):
        return None
    return f"{(output(commands[0]['command'].split()[0], '--version') or '?').splitlines()[0]}, {kind}"


def processor():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.machine()


def circumstances(build, what):
    commit = output("git", "rev-parse", "HEAD")
    changed = output("git", "status", "--porcelain", "--untracked-files=no")
    return {"schema": SCHEMA, "commit": commit, "changed": bool(changed),
            "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "compiler": compiler(build), "cpu": processor(), "processors": os.cpu_count(),
            "load_before": os.getloadavg(), "input": what}


def write(path, head, figures):
    head["load_after"] = os.getloadavg()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**head, "figures": figures.all}, indent=1) + "\n", encoding="utf-8")
    shown = os.path.relpath(path)
    print(f"\nall rounds: {shown}; keep it under another name, run again after a change, then:\n"
          f"  python3 bench/compare.py OLD.json {shown}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("verbale", nargs="?", default=ROOT / "build" / "verbale")
    arguments.add_argument("--json", type=pathlib.Path, metavar="FILE")
    arguments.add_argument("--no-growth", action="store_true", help="leave out what takes minutes")
    options = arguments.parse_args()
    verbale = pathlib.Path(options.verbale).resolve()
    build = verbale.parent.parent.parent  # BUILD/src/cli/verbale
    figures = Figures()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="verbale-bench-"))
    try:
        what, files, pages = inputs(verbale, folder)
        head = circumstances(build, what)
        print(f"{head['compiler']}, {head['cpu']}, load {head['load_before'][0]:.1f}, input: {what}")
        stages = build / "bench" / "stages"
        if stages.exists():
            run_stages(figures, stages, folder, [first_articles(folder, files), *pages])
        else:
            print("stages: not built (ninja -C build/release bench/stages)")
        traces = build / "bench" / "traces"
        if traces.exists():
            run_traces(figures, traces, folder, first_articles(folder, files))
        else:
            print("traces: not built (ninja -C build/release bench/traces)")
        new = build / "bench" / "trace_articles"
        if new.exists():
            run_new_articles(figures, verbale, new, folder, first_articles(folder, files))
        else:
            print("new articles: not built (ninja -C build/release bench/trace_articles)")
        passages = build / "bench" / "passages"
        if passages.exists():
            run_passages(figures, passages, folder, first_articles(folder, files),
                         INDEXED)
        else:
            print("passages: not built (ninja -C build/release bench/passages)")
        run_hostile(figures, verbale, folder)
        good = run_add(figures, verbale, folder, files)
        if not options.no_growth:
            run_memory(figures, verbale)
            run_growth(figures, verbale, folder)
            run_merging(figures, verbale)
            if passages.exists():
                run_index_growth(figures, passages.parent)
        if options.json:
            write(options.json, head, figures)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
