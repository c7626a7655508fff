#!/usr/bin/env python3
"""Everything that must hold before a change is kept (.ci/run calls this).

Runs the tests under sanitizers, builds with gcc and clang and no warnings, checks layout, module
graph and rules of the code, installs and runs the installed program, runs the demonstration, and
scores against ../shared/eval where that is.  Goes on after a failure.  Last line: counts of test
cases and checks, alone on the line.  Exit status 1 if anything failed.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree

# The coverage that -Dfuzz=true asks for needs a sanitizer runtime in every program.
CLANG = ["-Dbuildtype=debugoptimized", "-Dfuzz=true", "-Db_sanitize=address,undefined", "-Db_lundef=false"]
ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
passed, failed = 0, []


def count(name, ok):
    global passed
    if ok:
        passed += 1
    else:
        failed.append(name)


def run(command, **options):
    print(f"\n== {command if isinstance(command, str) else ' '.join(map(str, command))}", flush=True)
    begin = time.monotonic()
    shell = isinstance(command, str)
    status = subprocess.run(command, shell=shell, cwd=ROOT, **options).returncode
    print(f"== {time.monotonic() - begin:.1f} s, status {status}", flush=True)
    return status == 0


def check(name, command, **options):
    ok = run(command, **options)
    count(name, ok)
    return ok


def tests():
    """`make test`; every test case counts, and so does a test program that broke off."""
    junit = BUILD / "test" / "meson-logs" / "testlog.junit.xml"
    junit.unlink(missing_ok=True)
    ok = run(["make", "test"])
    broken = 0
    if junit.exists():
        for case in xml.etree.ElementTree.parse(junit).iter("testcase"):
            bad = case.find("failure") is not None or case.find("error") is not None
            broken += bad
            if case.find("skipped") is None:
                count(f"test {case.get('classname')} {case.get('name')}", not bad)
    if not ok and not broken:
        count("make test", False)


def warnings():
    """gcc as released (optimised, no asserts) and clang (with asserts and fuzz targets), no warning at all."""
    for compiler, options in (("gcc", ["-Dbuildtype=release"]), ("clang", CLANG)):
        build = BUILD / compiler
        ready = (build / "build.ninja").exists() or run(
            ["meson", "setup", str(build), "-Dwerror=true", *options],
            env={**os.environ, "CC": compiler},
        )
        check(f"{compiler} -Werror", ["ninja", "-C", str(build)] if ready else "false")


def source():
    check("clang-format", "sh scripts/format.sh check")
    check("module graph", "python3 scripts/check_modules.py")
    check("rules of the code", "python3 scripts/check_code.py")
    check("clang-tidy", "sh scripts/clang_tidy.sh build/clang")
    check("cppcheck", "sh scripts/cppcheck.sh")
    check("gcc -fanalyzer", "sh scripts/analyzer.sh")


def installed():
    """The installed program runs from elsewhere, under a path that is not ASCII; the installed
    library serves a program that knows nothing but pkg-config."""
    stage = BUILD / "staged é한"
    shutil.rmtree(stage, ignore_errors=True)
    if check("make install", ["make", "install", f"DESTDIR={stage}", "PREFIX=/usr"]):
        check("installed verbale", [str(stage / "usr/bin/verbale"), "version"])
    shutil.rmtree(stage, ignore_errors=True)
    prefix = BUILD / "installed"
    if check("make install PREFIX", ["make", "install", "DESTDIR=", f"PREFIX={prefix}"]):
        check("installed library", ["sh", "tests/installed.sh", str(prefix)])
    shutil.rmtree(prefix, ignore_errors=True)


def main():
    begin = time.monotonic()
    check("packages", "sh scripts/deps.sh install build test check docs")
    tests()
    check("make tsan", ["make", "tsan"])
    check("coverage", "make coverage")
    warnings()
    source()
    check("make demo", "make demo")
    installed()
    check("output shown in the documents", "python3 scripts/check_docs.py build/verbale README.md docs/*.md")
    check("make docs", "make docs")
    check("make eval", "make eval")
    for name in failed:
        print(f"FAILED: {name}")
    print(f"{time.monotonic() - begin:.0f} s")
    print(f"{passed} passed, {len(failed)} failed", flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
