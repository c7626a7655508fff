#!/usr/bin/env python3
"""Turns the lexicon's TSV files into a C source: embed.py OUT.c ROOT FILE.tsv ..."""
import os
import sys

out, root, files = sys.argv[1], sys.argv[2], sys.argv[3:]
names = sorted((os.path.relpath(f, root)[: -len(".tsv")].replace(os.sep, "/"), f) for f in files)
lines = ['#include "lexicon/embedded.h"', ""]
for i, (name, path) in enumerate(names):
    data = open(path, "rb").read()
    lines.append(f"static const unsigned char file_{i}[] = {{")
    lines += [",".join(map(str, data[k : k + 32])) + "," for k in range(0, len(data), 32)]
    lines.append("0};")
lines.append("static const vb_embedded_file files[] = {")
lines += [
    f'{{{{"{name}", {len(name)}}}, {{(const char *)file_{i}, sizeof file_{i} - 1}}}},'
    for i, (name, _) in enumerate(names)
]
lines += [
    "};",
    "ptrdiff_t vb_embedded_n(void) { return sizeof files / sizeof *files; }",
    "vb_embedded_file vb_embedded_at(ptrdiff_t i) { return files[i]; }",
    "",
]
open(out, "w").write("\n".join(lines))
