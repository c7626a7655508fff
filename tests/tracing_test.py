#!/usr/bin/env python3
"""Traces from articles to rows: tracing_test.py VERBALE.

Each case is a handful of articles and what the trace of one of them must say.  All people, places
and outlets are invented.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

VERBALE = os.path.abspath(sys.argv.pop(1))
SMALL = ["--memory", "16"]  # sanitizers pay for reserved memory

MESSAGE = ("We shall keep the strait open to the ferries of both islands. The harbour belongs to "
           "those who work in it, and no tariff of ours will ever close its gates.\n\nTogether our "
           "two peoples have rebuilt eleven lighthouses since the great storm.")
AGENCY = {"id": "agency", "published": "2019-05-02", "outlet": "Norlund Press Agency", "agency": "NPA",
          "title": "President Ilva Torensen Sends Message", "text": "Havn, May 2 (NPA) -- " + MESSAGE}
WIRE = {"id": "wire", "published": "2019-05-02T14:00", "outlet": "Coastal Wire Service", "agency": "CWS",
        "title": "Norlund leader writes to neighbour",
        "text": "HAVN, May 2 (CWS) -- President Ilva Torensen of Norlund sent a message. \"The harbour belongs to "
                "those who work in it, and no tariff of ours will ever close its gates,\" President Ilva Torensen "
                "said, NPA reported. \"Together our two peoples have rebuilt eleven lighthouses since the great "
                "storm,\" Torensen added."}
PAPER = {"id": "paper", "published": "2019-05-03", "outlet": "The Evening Buoy", "title": "Open strait",
         "text": "By Coastal Wire Service\n\nPresident Ilva Torensen of Norlund sent a message. \"The harbor belongs "
                 "to those who work in it, and no tariff of ours will ever close its gates,\" Ilva Torensen said."}


def report(text, **facts):
    return {"id": "report", "published": "2019-05-04", "outlet": "Skerry Chronicle", "title": "Letters",
            "text": text, **facts}


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_verbale(self, *arguments, status=0):
        done = subprocess.run([VERBALE, "--archive", os.path.join(self.folder, "t.db"), *arguments],
                              cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stderr + done.stdout)
        return done.stdout

    def write(self, name, *articles):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as out:
            for a in articles:
                out.write(json.dumps({"language": "en", **a}) + "\n")
        return path

    def hold(self, *articles):
        self.run_verbale("add", "--quiet", *SMALL, self.write("held.jsonl", *articles))

    def trace(self, article, *options, status=0):
        path = self.write("traced.jsonl", article)
        said = self.run_verbale("trace", *SMALL, "--format", "jsonl", *options, path, status=status)
        return [json.loads(line) for line in said.split("\n") if line]

    def quotation(self, article, words):
        rows = [r for r in self.trace(article) if r["quote"].startswith(words) and r["telling"] == "quoted"]
        self.assertEqual(len(rows), 1, rows)
        return rows[0]

    def expect(self, row, verdict, source):
        self.assertEqual((row["verdict"], row["source"] and row["source"]["article"]), (verdict, source), row)


class Sources(Case):
    def test_from_the_paper_over_the_wire_to_the_agency(self):
        self.hold(AGENCY, WIRE)
        row = self.quotation(PAPER, "The harbor belongs")
        self.expect(row, "verbatim_style", "agency")
        self.assertEqual(row["hops"], ["wire", "agency"])
        self.assertEqual(row["earliest"]["article"], "agency")
        self.assertEqual([(e["source"], e["report"]) for e in row["edits"]], [("harbour", "harbor")])
        span = row["source"]["spans"][0]
        held = AGENCY["text"].encode()[span["start"]:span["end"]].decode()
        self.assertEqual(held, "The harbour belongs to those who work in it, and no tariff of ours will ever close "
                               "its gates")
        self.assertEqual(row["source"]["paragraph"], 1)
        self.assertEqual(row["speaker"]["name"], "Ilva Torensen")
        self.assertEqual(row["coverage"]["articles"], 2)
        self.assertNotIn("gaps", row["coverage"])

    def test_words_that_the_wire_altered_are_followed_over_the_wire(self):
        wire = {**WIRE, "text": "HAVN, May 2 (CWS) -- President Ilva Torensen of Norlund sent a message. \"The harbour "
                                "belongs to those who work in it, and no customs of ours should ever shut its gates,\" "
                                "President Ilva Torensen said, NPA reported."}
        paper = {**PAPER, "text": "By Coastal Wire Service\n\nPresident Ilva Torensen of Norlund promised that \"customs of "
                                  "ours should ever shut\" nothing."}
        self.hold(wire)
        self.expect(self.quotation(paper, "customs"), "source_not_in_archive", None)
        self.hold(AGENCY)
        row = self.quotation(paper, "customs")
        self.expect(row, "altered_meaning", "agency")
        self.assertEqual(row["hops"], ["wire", "agency"])
        self.assertEqual([(e["source"], e["report"]) for e in row["edits"]],
                         [("tariff", "customs"), ("will", "should"), ("close", "shut")])
        invented = {**paper, "text": paper["text"].replace("customs of ours should", "fishing by strangers should")}
        self.expect(self.quotation(invented, "fishing"), "source_not_in_archive", None)

    def test_a_primary_that_is_added_later_corrects_the_trace(self):
        self.hold(WIRE)
        row = self.quotation(PAPER, "The harbor belongs")
        self.expect(row, "source_not_in_archive", None)
        self.assertEqual(row["earliest"]["article"], "wire")
        self.hold(AGENCY)
        self.expect(self.quotation(PAPER, "The harbor belongs"), "verbatim_style", "agency")

    def test_somebody_elses_words(self):
        self.hold(AGENCY)
        row = self.quotation(
            report("President Ilva Torensen of Norlund sent a message. \"Together our two peoples have rebuilt eleven "
                   "lighthouses since the great storm,\" Ilva Torensen said.\n\n\"We shall keep the strait open to the "
                   "ferries of both islands,\" Harbour Minister Odd Brekkan told reporters."), "We shall keep")
        self.expect(row, "misattributed", "agency")

    def test_somebody_elses_words_where_the_article_only_names_whose_they_are(self):
        self.hold(AGENCY)
        told = ("President Ilva Torensen of Norlund sent a message on Thursday.\n\n\"We shall keep the strait open to the "
                "ferries of both islands,\" %s said.")
        self.expect(self.quotation(report(told % "Harbour Minister Odd Brekkan"), "We shall keep"),
                    "misattributed", "agency")
        self.expect(self.quotation(report(told % "Torensen"), "We shall keep"), "verbatim", "agency")

    def test_whom_a_message_is_sent_to_has_not_said_it(self):
        letter = {**AGENCY, "title": "President Ilva Torensen Sends Message to President Odd Brekkan"}
        self.hold(letter)
        row = self.quotation(report("President Ilva Torensen sent a message to President Odd Brekkan of Skerry. \"We shall "
                                    "keep the strait open to the ferries of both islands,\" Torensen said."), "We shall keep")
        self.expect(row, "verbatim", "agency")

    def test_of_formulae_the_last_and_the_first(self):
        before = {**AGENCY, "id": "before", "published": "2018-05-02",
                  "text": "Havn, May 2 (NPA) -- We shall keep the strait open to the ferries of both islands. The herring "
                          "came early this spring, and every net was full before the feast."}
        self.hold(AGENCY, before)
        row = self.quotation(report("\"We shall keep the strait open to the ferries of both islands,\" President Ilva "
                                    "Torensen said."), "We shall keep")
        self.expect(row, "verbatim", "agency")
        self.assertEqual(row["earliest"]["article"], "before")

    def test_another_translation(self):
        ministry = {**AGENCY, "id": "ministry", "published": "2019-05-03", "outlet": "Norlund Foreign Office",
                    "title": "Full text of the message of President Ilva Torensen",
                    "text": "We will hold the sound free for the boats of the two isles. The port is of those who "
                            "labour there, and no duty of ours is ever going to shut its doors."}
        self.hold(AGENCY, ministry)
        row = self.quotation(report("\"The port is of those who labour there, and no duty of ours is ever going to shut "
                                    "its doors,\" President Ilva Torensen said."), "The port")
        self.assertEqual(row["source"]["article"], "ministry")

    def test_later_texts_are_no_sources_and_undated_ones_may_be(self):
        words = "\"We shall keep the strait open to the ferries of both islands,\" President Ilva Torensen said."
        self.hold(AGENCY)
        early = report(words, published="2019-05-01")
        self.expect(self.quotation(early, "We shall keep"), "source_not_in_archive", None)
        undated = {**AGENCY, "id": "page"}
        del undated["published"]
        self.hold(undated)
        self.expect(self.quotation(early, "We shall keep"), "verbatim", "page")

    def test_an_undated_text_that_names_the_article_has_its_words_from_it(self):
        page = {"id": "page", "outlet": "Skerry Chronicle", "title": "From abroad",
                "text": "Together our two peoples have rebuilt eleven lighthouses since the great storm. No tariff of "
                        "ours will ever close the gates of the harbour, which belongs to those who work in it."}
        copied = lambda: [r["source"]["article"] for r in self.trace(AGENCY) if r["source"]]
        self.hold(page)
        self.assertEqual(copied(), ["page"])
        named = {**page, "id": "named", "text": page["text"] + " (Norlund Press Agency)"}
        os.remove(os.path.join(self.folder, "t.db"))
        self.hold(named)
        self.assertEqual(copied(), [])

    def test_an_agency_s_mark_behind_an_unclosed_quotation_is_none_of_its_words(self):
        self.hold(AGENCY)
        row = self.quotation(report("President Ilva Torensen said: \"The harbour belongs to those who work in it, and no "
                                    "tariff of ours (more)\n\nRead on."), "The harbour")
        self.expect(row, "verbatim", "agency")
        self.assertTrue(row["quote"].endswith("tariff of ours"), row["quote"])

    def test_of_words_without_a_source_the_nearest_is_shown(self):
        self.hold(AGENCY)
        row = self.quotation(report("\"Together our three countries have rebuilt eleven lighthouses after every war,\" "
                                    "Harbour Minister Odd Brekkan said."), "Together")
        self.expect(row, "source_not_in_archive", None)
        self.assertEqual((row["nearest"]["article"], row["hops"], row["earliest"]), ("agency", [], None))
        held = AGENCY["text"].encode()[row["nearest"]["start"]:row["nearest"]["end"]].decode()
        self.assertEqual(held, row["nearest"]["text"])
        self.assertEqual(held, "Together our two peoples have rebuilt eleven lighthouses")
        row = self.quotation(report("\"Our fishermen have rebuilt eleven lighthouses and will never ask a neighbour for "
                                    "another lamp or bell,\" Ilva Torensen said."), "Our fishermen")
        self.assertIsNone(row["nearest"])

    def test_an_article_is_not_its_own_source(self):
        self.hold(PAPER)
        self.expect(self.quotation(PAPER, "The harbor belongs"), "source_not_in_archive", None)
        said = self.run_verbale("trace", "paper", "--format", "json")
        self.assertEqual([r["source"] for r in json.loads(said)["rows"]], [None])


class Verdicts(Case):
    def setUp(self):
        super().setUp()
        self.hold(AGENCY)

    def said(self, words):
        return report(f"\"Together our two peoples have rebuilt eleven lighthouses since the great storm,\" President "
                      f"Ilva Torensen said.\n\nTorensen said: \"{words}\"")

    def test_a_number_that_is_changed(self):
        row = self.quotation(report("\"Together our two peoples have rebuilt twelve lighthouses since the great storm,\" "
                                    "President Ilva Torensen said."), "Together our")
        self.expect(row, "altered_meaning", "agency")
        self.assertEqual([(e["source"], e["report"], e["kind"]) for e in row["edits"]], [("eleven", "twelve", "number")])

    def test_words_that_the_held_text_does_not_have(self):
        row = self.quotation(self.said("Nobody will ever sail to the northern reefs again without my permit."), "Nobody")
        self.expect(row, "not_found", None)

    def test_reported_speech_that_follows_the_text(self):
        rows = self.trace(report("President Ilva Torensen said that the harbour belongs to those who work in it, and that "
                                 "no tariff would ever close its gates."))
        self.assertEqual([(r["telling"], r["verdict"]) for r in rows], [("reported", "paraphrased")])

    def test_what_is_copied_without_marks(self):
        rows = self.trace(report("The islands wait. The harbour belongs to those who work in it, and no tariff of ours "
                                 "will ever close its gates. Rain is expected."))
        self.assertEqual([(r["telling"], r["verdict"], r["quote"][:11]) for r in rows],
                         [("unquoted", "unquoted_copy", "The harbour")])

    def test_strict_objects(self):
        self.trace(self.said("The harbour belongs to those who work in it."), "--strict")
        rows = self.trace(self.said("The harbour belongs to those who sleep in it."), "--strict", status=1)
        self.assertIn("altered_wording", [r["verdict"] for r in rows])

    def test_house_rules(self):
        words = self.said("The harbour belongs to those who worked in it, and no tariff of ours will ever close its gates.")
        self.assertEqual(self.trace(words)[1]["verdict"], "altered_wording")
        self.assertEqual(self.trace(words, "--style", "mending")[1]["verdict"], "verbatim_style")


class Reported(Case):
    """Reported speech in other words, of which a quotation beside it tells where it comes from."""
    QUOTED = ("President Ilva Torensen of Norlund sent a message. \"We shall keep the strait open to the ferries of "
              "both islands,\" President Ilva Torensen said. ")

    def rows(self, text):
        self.hold(AGENCY)
        return self.trace(report(text))

    def test_a_sentence_told_in_other_words(self):
        quoted, row = self.rows(self.QUOTED + "Torensen said that the two countries had rebuilt eleven of the "
                                "lighthouses lost in the great storm.")
        self.expect(row, "paraphrased", "agency")
        self.assertEqual(row["source"]["text"], "Together our two peoples have rebuilt eleven lighthouses since the great storm")
        edits = [(e["source"], e["report"]) for e in row["edits"]]
        self.assertIn(("peoples", "countries"), edits)

    def test_without_a_quotation_nothing_is_claimed(self):
        rows = self.rows("President Ilva Torensen of Norlund sent a message. Torensen said that the two countries had "
                         "rebuilt eleven of the lighthouses lost in the great storm.")
        self.assertEqual(rows, [])

    def test_another_matter_is_not_its_sentence(self):
        rows = self.rows(self.QUOTED + "Torensen said that taxes on tea would be lowered in the autumn.")
        self.assertEqual([r["telling"] for r in rows], ["quoted"])

    def test_what_is_reported_beside_a_quotation(self):
        rows = self.rows(self.QUOTED + "Torensen said that \"our two peoples\" had rebuilt eleven of the lighthouses "
                         "lost in the great storm.")
        self.assertEqual([(r["telling"], r["verdict"]) for r in rows],
                         [("quoted", "verbatim"), ("quoted", "verbatim"), ("reported", "paraphrased")])
        self.assertTrue(rows[2]["quote"].startswith("had rebuilt eleven"), rows[2]["quote"])

    def test_what_stands_in_brackets_altogether_is_of_nobody(self):
        rows = self.rows(self.QUOTED + "Torensen said [that our two peoples had rebuilt eleven of the lighthouses lost "
                         "in the great storm].")
        self.assertEqual([(r["telling"], r["verdict"]) for r in rows], [("quoted", "verbatim")])


class Command(Case):
    def setUp(self):
        super().setUp()
        self.hold(AGENCY, WIRE)

    def test_words_alone_in_a_script_without_blanks(self):
        self.hold({"id": "harbour", "published": "2019-05-02", "outlet": "北港日报", "title": "港口", "language": "zh",
                   "text": "北港五月二日电 港口属于在港口劳动的人，我们的任何关税都不会关闭它的大门。"})
        for words, verdict in (("我们的任何关税都不会关闭它的大门", "verbatim"), ("我们的任何关税都会关闭它的大门", None)):
            row = json.loads(self.run_verbale("trace", "--format", "jsonl", *SMALL, words))
            self.assertEqual(row["quote"], words)
            held = row["source"] or row["nearest"]
            self.assertEqual(held["article"], "harbour")
            self.assertTrue(row["verdict"] == verdict if verdict else row["verdict"] != "verbatim", row)
        self.assertIn("no such file", subprocess.run([VERBALE, "--archive", os.path.join(self.folder, "t.db"), "trace",
                                                      "港口"], capture_output=True, text=True).stderr)

    def test_words_alone(self):
        row, = [json.loads(self.run_verbale("trace", "--format", "jsonl", *SMALL, words)) for words in
                ["no tariff of ours will ever close its gates"]]
        self.expect(row, "verbatim", "agency")

    def test_spans_that_are_given(self):
        words = "those who work in it"
        start = WIRE["text"].index(words)
        path = os.path.join(self.folder, "spans.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            out.write(json.dumps({"article": "wire", "start": start, "end": start + len(words)}) + "\n\n")
        said = self.run_verbale("trace", *SMALL, "--spans", path, "--format", "json")
        row, = json.loads(said)["rows"]
        self.assertEqual((row["quote"], row["start"], row["telling"]), (words, start, "quoted"))
        self.expect(row, "verbatim", "agency")
        with open(path, "w", encoding="utf-8") as out:
            out.write('{"article": "wire", "start": 0, "end": "x"}\n')
        self.run_verbale("trace", "--spans", path, status=2)

    def test_spans_of_captions(self):
        words = "no tariff of ours will ever close its gates"
        captions = [f"Ferry {n} of the strait. President Ilva Torensen said: “{words}.”" for n in range(40)]
        page = os.path.join(self.folder, "album.html")
        with open(page, "w", encoding="utf-8") as out:
            out.write('<html lang="en"><head><title>Ferries of the strait</title><meta property="article:published_time" '
                      'content="2019-05-03"></head><body><article><h1>Ferries of the strait</h1>')
            for n, caption in enumerate(captions):
                out.write(f'<figure><img src="{n}.jpg" alt=""><figcaption>{caption}</figcaption></figure>\n'
                          f"<p>Picture {n} shows one of the ferries of the strait between both islands, which run "
                          "four times a day in summer and twice in winter.</p>")
            out.write("</article></body></html>")
        path = os.path.join(self.folder, "spans.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for n in (3, 39, 400):  # looked at; further than captions are looked at; none
                start = len(captions[n % 40].partition(words)[0].encode("utf-8"))
                out.write(json.dumps({"field": f"caption/{n}", "start": start, "end": start + len(words)}) + "\n")
        said = self.run_verbale("trace", *SMALL, page, "--spans", path, "--format", "json")
        near, far = json.loads(said)["rows"]
        self.assertEqual((near["field"], near["quote"]), ("caption/3", words))
        self.expect(near, "verbatim", "agency")
        self.assertEqual((far["field"], far["quote"], far["source"]), ("caption/39", words, None))

    def test_people_see_marks_source_and_hops(self):
        text = self.run_verbale("trace", *SMALL, "--format", "table", self.write("p.jsonl", PAPER))
        for part in ("The [-harbour-]{+harbor+} belongs", "verbatim_style", "President Ilva Torensen Sends Message, "
                     "paragraph 1; Norlund Press Agency, 2019-05-02",
                     "this article < Coastal Wire Service 2019-05-02 < Norlund Press Agency 2019-05-02",
                     "1 passage; searched 2 articles"):
            self.assertIn(part, text)

    def test_a_statement_an_exchange_and_what_is_not_there(self):
        said = self.run_verbale("show", "wire", "--format", "json")
        statement = json.loads(said)["statements"][-1]["id"]
        rows = self.run_verbale("trace", statement, "--format", "jsonl", *SMALL).strip().split("\n")
        self.assertEqual([json.loads(r)["quote"][:8] for r in rows], ["Together"])
        self.run_verbale("trace", "nothing-of-the-kind", status=1)
        self.run_verbale("trace", status=2)
        for nothing in ("", "  ", '""'):
            self.run_verbale("trace", nothing, status=2)
        empty = os.path.join(self.folder, "empty.html")
        with open(empty, "w", encoding="utf-8") as page:
            page.write("<html><body></body></html>")
        self.run_verbale("trace", empty, status=1)

    def test_a_row_is_a_line_of_csv(self):
        text = self.run_verbale("trace", *SMALL, "--format", "csv", self.write("p.jsonl", PAPER))
        self.assertTrue(text.startswith("article,field,start,end,quote,telling,speaker,verdict,"))
        self.assertEqual(len(text.strip().split("\n")), 2)


if __name__ == "__main__":
    unittest.main()
