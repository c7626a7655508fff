#!/usr/bin/env python3
"""Turns the lexicon's TSV files into a C source: embed.py OUT.c ROOT FILE.tsv ...

Rows and fields are found here, so that the program need not look for them at each start; the rules
are those of read_table in src/lexicon/lexicon.c, and lexicon_test.c reads the texts over again.
"""
import hashlib
import os
import sys

BLANKS = b" \t\n\v\f\r"


def split(name, data):
    """Where the names of the columns and the fields of each row stand, and the rows' lines."""
    fields, lines, columns = [], [], 0
    position = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        start, position = position, position + len(line) + 1
        if not line.strip(BLANKS) or line.startswith(b"#"):
            continue
        row = []
        for field in line.removesuffix(b"\r").split(b"\t"):
            blanks = len(field) - len(field.lstrip(BLANKS))
            row.append((start + blanks if field.strip(BLANKS) else 0, len(field.strip(BLANKS))))
            start += len(field) + 1
        columns = columns or len(row)
        if len(row) > columns:
            sys.exit(f"lexicon/{name}.tsv: line {number}: more fields than columns")
        fields += row + [(0, 0)] * (columns - len(row))
        lines.append(number)
    return columns, fields, lines[1:]


def numbers(values, per_line=32):
    """Text of an array's values."""
    values = [str(v) for v in values]
    return [",".join(values[k : k + per_line]) + "," for k in range(0, len(values), per_line)]


def source(tables):
    version = ""
    lines = ['#include "lexicon/embedded.h"', ""]
    entries = []
    for i, (name, data) in enumerate(tables):
        digest = hashlib.sha256(data).hexdigest()
        version = hashlib.sha256((version + digest).encode()).hexdigest()
        columns, fields, rows = split(name, data)
        lines += [f"static const unsigned char text_{i}[] = {{", *numbers(data), "0};"]
        lines += [f"static const vb_embedded_field fields_{i}[] = {{"]
        lines += [*numbers((f"{{{start},{n}}}" for start, n in fields), 12), "{0,0}};"]
        lines += [f"static const uint32_t lines_{i}[] = {{", *numbers(rows), "0};"]
        entries.append(f'{{"{name}.tsv", (const char *)text_{i}, fields_{i}, lines_{i}, '
                       f"{len(data)}, {columns}, {len(rows)}}},")
    return lines + [
        "static const vb_embedded_table tables[] = {", *entries, "};",
        "ptrdiff_t vb_embedded_n(void) { return sizeof tables / sizeof *tables; }",
        "const vb_embedded_table *vb_embedded_at(ptrdiff_t i) { return &tables[i]; }",
        f'const char *vb_embedded_version(void) {{ return "{version}"; }}',
        "",
    ]


def main(out, root, files):
    names = sorted((os.path.relpath(f, root)[: -len(".tsv")].replace(os.sep, "/"), f)
                   for f in files)
    tables = []
    for name, path in names:
        with open(path, "rb") as f:
            tables.append((name, f.read()))
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(source(tables)))


main(sys.argv[1], sys.argv[2], sys.argv[3:])
