#!/usr/bin/env python3
"""Turns the schema steps 1.sql, 2.sql ... into a C source: embed_schema.py OUT.c FILE.sql ..."""
import os
import sys

out, files = sys.argv[1], sys.argv[2:]
files.sort(key=lambda f: int(os.path.basename(f).split(".")[0]))
lines = ['#include "archive/schema.h"', ""]
for i, path in enumerate(files):
    lines.append(f"static const char step_{i + 1}[] = {{")
    data = open(path, "rb").read() + b"\0"
    lines += [",".join(map(str, data[k : k + 32])) + "," for k in range(0, len(data), 32)]
    lines.append("};")
names = ", ".join(f"step_{i + 1}" for i in range(len(files)))
lines += [
    f"static const char *const steps[] = {{{names}}};",
    f"const vb_schema vb_schema_of_archives = {{{len(files)}, steps}};",
    "",
]
open(out, "w").write("\n".join(lines))
