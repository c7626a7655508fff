#!/usr/bin/env python3
"""`copies` as its users meet it: copies_test.py VERBALE.  All people and outlets are invented."""

import csv
import io
import json
import os
import random
import unittest

from cli_test import Case, line

HARBOUR = ("The harbour of Port Alder will be closed from Monday, because the old cranes must be taken "
           "down before the winter storms. Ferries will leave from the northern quay until further "
           "notice, the harbour office said.")
BRANDT = ("Captain Odo Brandt told reporters that two of the cranes were built in his grandfather's time "
          "and that nobody had oiled them since.")
LUND = "The mayor of Lund, who came by ferry, said that her town would lend a crane of its own."
GEESE = ("Readers write about many things this week, among them geese, the price of rope and the late "
         "post. Another has counted forty geese on the green and asks that somebody count them again "
         "before they leave for the south.")
GREETING = ("On behalf of the people and the government of our country and on my own behalf I have the "
            "honour to extend to you warm congratulations and best wishes for good health. ")
NEWS = ["Three ships left the yard with timber for the islands, and their crews got new coats for it.",
        "The road over the pass was opened to carts after two winters of digging by the guild.",
        "Carpenters laid the last plank of the long bridge while a band from the mill played.",
        "Our orchards gave more plums than anybody remembers, half of them for the hospitals.",
        "In four villages schools have been given stoves, lamps and a good teacher of singing.",
        "Millers agreed on one price for flour, which bakers call a good sign for the summer."]

ARTICLES = [
    {"id": "wire", "published": "2020-03-01T08:00", "title": "Harbour closes", "agency": "Coast Wire",
     "text": f"{HARBOUR}\n\n{BRANDT}\n\n{LUND}"},
    {"id": "short", "published": "2020-03-02", "title": "Port shut", "outlet": "Alder Post",
     "agency": "Coast Wire", "text": f"{HARBOUR}\n\n{BRANDT}"},
    {"id": "whole", "published": "2020-03-02", "title": "Cranes", "outlet": "Lund Herald",
     "text": f"{HARBOUR}\n\n{BRANDT.replace('reporters', 'us')}\n\n{LUND}"},
    {"id": "letters", "published": "2020-03-05", "title": "Letters", "outlet": "Alder Post",
     "text": f"{GEESE}\n\n{HARBOUR}"},
    *({"id": f"greeting{i}", "published": f"20{10 + i}-05-01", "title": "Message", "outlet": f"Paper {i}",
       "text": GREETING + news} for i, news in enumerate(NEWS)),
]


class Copies(Case):
    archive = None  # the bytes of it: made once

    def setUp(self):
        super().setUp()
        self.write("a.jsonl", "".join(map(line, ARTICLES)))
        if Copies.archive:
            with open(self.at("verbale.db"), "wb") as f:
                f.write(Copies.archive)
            return
        self.add("a.jsonl")
        with open(self.at("verbale.db"), "rb") as f:
            Copies.archive = f.read()

    def answer(self, *args):
        return json.loads(self.run_it("copies", *args, "--format", "json")[0])

    def test_who_carries_this_text(self):
        answer = self.answer("wire")
        told = [(r["copy"]["article"], r["direction"], r["kind"], r["share_of_copy"]) for r in answer["rows"]]
        self.assertEqual(told, [("whole", "to", "near_duplicate", 1), ("short", "to", "truncated", 1),
                                ("letters", "to", "wire_copy", told[2][3])])
        self.assertEqual((answer["elsewhere"], answer["before"]), (1, 0))
        first = answer["rows"][0]["copy"]
        self.assertEqual((first["outlet"], first["path"], first["published"]),
                         ("Lund Herald", "a.jsonl", "2020-03-02"))
        self.assertEqual(answer["coverage"]["articles"], len(ARTICLES))

    def test_whose_text_this_is(self):
        answer = self.answer("letters")
        words = len(f"{GEESE} {HARBOUR}".split())
        self.assertEqual(answer["words"], words)
        self.assertAlmostEqual(answer["before"], len(HARBOUR.split()) / words, places=3)
        self.assertEqual({r["direction"] for r in answer["rows"]}, {"from"})

    def test_every_row_points_at_its_passages(self):
        texts = {a["id"]: a["text"].encode() for a in ARTICLES}
        for row in self.answer("short")["rows"]:
            shared = "".join(texts["short"][p["start"]:p["end"]].decode() for p in row["passages"])
            copied = "".join(texts[row["copy"]["article"]][p["copy_start"]:p["copy_end"]].decode()
                             for p in row["passages"])
            self.assertEqual(shared.replace("reporters", "us"), copied.replace("reporters", "us"))
            self.assertTrue(shared.startswith(HARBOUR))

    def test_formulae_count_nowhere(self):
        answer = self.answer("greeting3")
        self.assertEqual({(r["kind"], r["share"]) for r in answer["rows"]}, {("formula", 0)})
        self.assertEqual((len(answer["rows"]), answer["elsewhere"]), (5, 0))

    def test_formats_agree(self):
        rows = self.answer("short")["rows"]
        lines, _ = self.run_it("copies", "short")
        self.assertEqual([json.loads(text) for text in lines.splitlines()], rows)
        table, _ = self.run_it("copies", "short", "--format", "csv")
        records = list(csv.DictReader(io.StringIO(table)))
        self.assertEqual([(r["copy"], float(r["share"]), r["kind"]) for r in records],
                         [(r["copy"]["article"], r["share"], r["kind"]) for r in rows])
        table, _ = self.run_it("copies", "short", "--format", "table")
        self.assertIn("100 % stand in other articles, 100 % in earlier ones; 3 articles share", table)
        self.assertIn(f"searched {len(ARTICLES)} articles", table)
        for columns in (80, 120):
            table, _ = self.run_it("copies", "short", "--format", "table",
                                   env={**os.environ, "COLUMNS": str(columns)})
            for text in table.splitlines()[4:7]:
                self.assertLessEqual(len(text), columns)

    def test_groups_of_the_archive(self):
        answer = self.answer()
        (group,) = answer["rows"]
        self.assertEqual((group["article"], group["articles"], group["first"], group["last"]),
                         ("wire", 2, "2020-03-01T08:00", "2020-03-02"))
        self.assertEqual(group["outlets"], [{"outlet": "Coast Wire", "articles": 1},
                                            {"outlet": "Lund Herald", "articles": 1}])
        table, _ = self.run_it("copies", "--format", "table")
        self.assertIn("1 group of articles with nearly the same text; searched", table)
        (record,) = csv.DictReader(io.StringIO(self.run_it("copies", "--format", "csv")[0]))
        self.assertEqual((record["articles"], record["which"]), ("2", "Coast Wire 1; Lund Herald 1"))
        lines, _ = self.run_it("copies")
        self.assertEqual([json.loads(text) for text in lines.splitlines()], [group])

    def test_the_order_of_adding_does_not_matter(self):
        expected = [self.run_it("copies", *ask, "--format", "csv")[0] for ask in ([], ["wire"], ["greeting0"])]
        articles = ARTICLES[:]
        for seed in range(2):
            os.remove(self.at("verbale.db"))
            random.Random(seed).shuffle(articles)
            os.remove(self.at("a.jsonl"))
            self.write("a.jsonl", "".join(map(line, articles)))
            self.add("--batch", str(seed + 1), "a.jsonl")
            self.assertEqual([self.run_it("copies", *ask, "--format", "csv")[0]
                              for ask in ([], ["wire"], ["greeting0"])], expected)

    def test_many_copies(self):
        """More than the index keeps of one run of words: the earliest are listed, all are counted."""
        copies = [{"id": f"c{i:03}", "published": f"2021-01-{1 + i % 28:02}", "outlet": f"Paper {i % 7}",
                   "title": "Copy", "text": f"{GEESE}\n\n{LUND}"} for i in range(40)]
        self.write("many.jsonl", "".join(map(line, copies)))
        self.add("many.jsonl")
        groups = self.answer()["rows"]
        self.assertEqual((groups[0]["articles"], groups[0]["article"]), (40, "c000"))
        self.assertEqual(sum(o["articles"] for o in groups[0]["outlets"]), 40)
        answer = self.answer("c039")
        self.assertGreaterEqual(len(answer["rows"]), 24)
        self.assertEqual(answer["carried_by"], 40)  # `letters` has half of it, and `wire` the rest

    def test_nothing_and_wrong_usage(self):
        _, err = self.run_it("copies", "nonesuch", status=1)
        self.assertIn("no exchange, report, statement, article or capture", err)
        self.run_it("copies", "wire", "short", status=2)


if __name__ == "__main__":
    unittest.main()
