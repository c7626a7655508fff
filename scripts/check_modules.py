#!/usr/bin/env python3
"""The module graph: check_modules.py [ROOT].  Every #include "module/..." in src/ must be among that
module's `uses`.

Prints the graph that the code has, with "(unused)" after an edge that is allowed but not needed;
fails on an edge that no meson.build lists, and on a cycle.  cli/ is the top and may use all.
fuzz/, eval/ and bench/ stand outside and may use all but cli/; tests/ knows the public header only,
as a stranger would.  An include by way of ".." would hide its module and fails.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
SRC = ROOT / "src"
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)/[^/>"]+[>"]', re.MULTILINE)
USES = re.compile(r"uses \+= \{\s*'(\w+)'\s*:\s*\[([^\]]*)\]", re.DOTALL)
OUTSIDE = ("fuzz", "eval", "bench", "tests")


def allowed():
    """module -> modules that its meson.build lists."""
    uses = {}
    for build in sorted(SRC.glob("*/meson.build")):
        for module, names in USES.findall(build.read_text(encoding="utf-8")):
            uses[module] = set(re.findall(r"'(\w+)'", names))
    return uses


def found(folder):
    """module or ".." -> first file below the folder that includes it."""
    edges = {}
    for path in sorted(p for kind in ("c", "h", "cpp") for p in folder.rglob(f"*.{kind}")):
        for where in INCLUDE.findall(path.read_text(encoding="utf-8")):
            other = ".." if ".." in where else where.split("/")[0]
            if other == ".." or (other != folder.name and (SRC / other).is_dir()):
                edges.setdefault(other, path.relative_to(ROOT))
    return edges


def order(uses):
    """The modules from the bottom up; None if there is a cycle."""
    done = []
    while len(done) < len(uses):
        ready = [m for m in sorted(uses) if m not in done and uses[m] <= set(done)]
        if not ready:
            return None
        done += ready
    return done


def show(folder, modules, may, forbidden, all_allowed=False):
    """Prints what a folder includes; how many of those edges are forbidden."""
    has = found(folder)
    listed = [n if n in has else n + " (unused)" for n in modules if n in may]
    if all_allowed:
        listed = [n for n in modules if n in has and n in may]
    print(f"{folder.name:11} -> {', '.join(listed) or 'nothing'}")
    bad = sorted(set(has) - may)
    for other in bad:
        print(f"  {has[other]} includes {other}/, {forbidden}")
    return len(bad)


def main():
    uses = allowed()
    modules = order(uses)
    if modules is None:
        sys.exit("modules: the lists of uses have a cycle or name a module that does not exist")
    bad = 0
    for folder in sorted(p for p in SRC.iterdir() if p.is_dir() and p.name not in [*modules, "cli"]):
        print(f"src/{folder.name}: no meson.build says what it uses")
        bad += 1
    for module in modules:
        bad += show(SRC / module, modules, uses[module], f"which src/{module}/meson.build does not list")
    bad += show(SRC / "cli", modules, set(modules), "by a hidden way", True)
    for name in OUTSIDE:
        may = set() if name == "tests" else set(modules)
        bad += show(ROOT / name, modules, may, f"which is not for {name}/", True)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
