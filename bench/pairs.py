#!/usr/bin/env python3
"""verbale beside other programs that find text shared by any two of many files, on the same files in
one run: bench/pairs.py [VERBALE] [--environment FOLDER]

sim_text (Debian package similarity-tester) finds exact runs and gives of each only the longest
place; datasketch (MinHash with locality-sensitive hashing of the same shingles, from PyPI) tells
which files are alike, and no runs.  The files are the speeches of ../shared/eval, else the samples.
Printed: seconds of processor time of the best of three runs, reading included, and the ratio to
ours.  Nothing here fails a build: what cannot be measured is said, and the exit status is 0.
"""

import json
import pathlib
import resource
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "eval"))
sys.path.insert(0, str(ROOT / "bench"))
import common  # pylint: disable=wrong-import-position
import peers  # pylint: disable=wrong-import-position

LEAST = 24  # words of a run: what sim_text takes as well
ROUNDS = 3


def files_of(place):
    if place.has("traces", "ungd-dev.tar.xz"):
        folder = pathlib.Path(place.unpack("traces", "ungd-dev.tar.xz"))
        return sorted(map(str, folder.glob("**/*.txt")))
    return sorted(str(p) for p in (ROOT / "samples").glob("**/*.txt"))


def seconds_of(command, rounds=ROUNDS):
    """Seconds of processor time of the best run, and what the last one printed."""
    times = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = subprocess.run(command, check=True, capture_output=True, text=True, errors="replace").stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times), said


def report(name, seconds, ours, size, what):
    print(f"{name:12}  {seconds:8.2f} s  {size / 1e6 / seconds:7.1f} MB/s  {seconds / ours:6.1f} times ours  {what}")


def measure(place, environment):
    program = pathlib.Path(place.verbale).resolve().parent.parent.parent / "bench" / "pairs"
    if not program.exists():
        print(f"pairs: not measured: {program} is not built (ninja bench/pairs)")
        return
    files = files_of(place)
    ours, said = seconds_of([str(program), str(LEAST), *files])
    found = json.loads(said)
    size = found["bytes"]
    print(f"all pairs of {len(files)} files, {size / 1e6:.1f} MB, runs of {LEAST} words or more")
    report("verbale", ours, ours, size, f"{found['runs']} runs in {found['pairs']} pairs")
    if shutil.which("sim_text"):
        seconds, said = seconds_of(["sim_text", "-r", str(LEAST), "-n", *files])
        report("sim_text", seconds, ours, size, f"{said.count(': line ') // 2} runs")
    else:
        print("sim_text      not measured: not installed (Debian package similarity-tester)")
    measure_datasketch(environment, files, ours, size)


def measure_datasketch(environment, files, ours, size):
    python = peers.environment(environment)
    if not python:
        return
    try:
        seconds, said = seconds_of([str(python), str(ROOT / "bench" / "peer_pairs.py"), *files], 1)
    except subprocess.CalledProcessError as error:
        print(f"datasketch: failed: {(error.stderr.strip().splitlines() or ['?'])[-1]}")
        return
    report("datasketch", seconds, ours, size, f"{said.strip()} pairs of alike files")


def main():
    parser = common.arguments(__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--environment", type=pathlib.Path, default=ROOT / "build" / "peers",
                        help="where the peers are, or are installed (build/peers)")
    options = parser.parse_args()
    try:
        measure(common.place_of(options), options.environment)
    except (common.Failure, OSError, subprocess.SubprocessError) as error:
        print(f"pairs: not measured: {error}")


if __name__ == "__main__":
    main()
