"""What of a page's quotations and of its lead is in a text: a lost lead is a lost quotation.

Shares of runs of four words (of characters in scripts without blanks) of the truth's quotations,
or of its first paragraph, that stand in the text too; the mean over the pages that have any.
"""

import re

RUN = 4
LEAD_LEAST, LEAD_WORDS = 15, 80
QUOTE_WORDS = 3  # fewer are a name or a word held at arm's length
QUOTED = re.compile("“([^“”]{1,1500})”|«([^«»]{1,1500})»|„([^„“”]{1,1500})[“”]|"
                    '"([^"\n]{1,1500})"|「([^「」]{1,1500})」|『([^『』]{1,1500})』')
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def words(text):
    return WORD.findall(text.lower())


def runs(tokens):
    n = min(RUN, len(tokens))
    return [tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1)] if n else []


def quotations(text):
    found = (next(g for g in m.groups() if g is not None) for m in QUOTED.finditer(text))
    return [w for w in map(words, found) if len(w) >= QUOTE_WORDS]


def lead(text):
    """The first paragraph that is no title or date line."""
    paragraphs = (w for w in map(words, text.split("\n")) if len(w) >= LEAD_LEAST)
    return next(paragraphs, [])[:LEAD_WORDS]


class Held:
    """What a text holds: runs of every length up to RUN."""

    def __init__(self, text):
        tokens = words(text)
        self.runs = {tuple(tokens[i:i + n]) for n in range(1, RUN + 1)
                     for i in range(len(tokens) - n + 1)}

    def share(self, wanted):
        """Of the runs of some word lists; None if there are none."""
        every = [run for tokens in wanted for run in runs(tokens)]
        return sum(run in self.runs for run in every) / len(every) if every else None


def mean(shares):
    known = [s for s in shares if s is not None]
    return sum(known) / len(known) if known else None


def of_page(want, got):
    """`got` as the adaptors have it; what stands in title or subtitle is not lost."""
    held = Held("\n".join(got.get(k) or "" for k in ("title", "subtitle", "articleBody")))
    return held.share(quotations(want)), held.share([lead(want)])


def of_set(truth, predicted):
    """{"quoted": mean, "lead": mean} over the pages of the truth."""
    pages = [of_page(page.get("articleBody") or "", predicted.get(i) or {})
             for i, page in truth.items()]
    return {"quoted": mean(q for q, _ in pages), "lead": mean(l for _, l in pages)}
