#!/usr/bin/env python3
"""The module graph: every #include "module/..." in src/ must be among that module's `uses`.

Prints the graph that the code has, with "(unused)" after an edge that is allowed but not needed;
fails on an edge that no meson.build lists, and on a cycle.  cli/ is the top and may use all.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([a-z_]+)/[^"]+"', re.MULTILINE)
USES = re.compile(r"uses \+= \{\s*'(\w+)'\s*:\s*\[([^\]]*)\]", re.DOTALL)


def allowed():
    """module -> modules that its meson.build lists."""
    uses = {}
    for build in sorted(SRC.glob("*/meson.build")):
        for module, names in USES.findall(build.read_text(encoding="utf-8")):
            uses[module] = set(re.findall(r"'(\w+)'", names))
    return uses


def found():
    """module -> {module it includes: first file that does}."""
    edges = {}
    for path in sorted(SRC.glob("*/*.[ch]")):
        for other in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if other != path.parent.name and (SRC / other).is_dir():
                edges.setdefault(path.parent.name, {}).setdefault(other, path.relative_to(ROOT))
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


def main():
    uses, edges = allowed(), found()
    modules = order(uses)
    if modules is None:
        sys.exit("modules: the lists of uses have a cycle or name a module that does not exist")
    uses["cli"] = set(modules)
    bad = 0
    for module in [*modules, "cli"]:
        has = edges.get(module, {})
        listed = [n if n in has else n + " (unused)" for n in modules if n in uses[module]]
        if module == "cli":
            listed = [n for n in modules if n in has]
        print(f"{module:11} -> {', '.join(listed) or 'nothing'}")
        for other in sorted(set(has) - uses[module]):
            print(f"  {has[other]} includes {other}/, which src/{module}/meson.build does not list")
            bad += 1
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
