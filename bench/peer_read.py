"""Run by bench/peers.py in the peers' own environment: peer_read.py PEER FOLDER OUT.json

Every page of FOLDER through one peer, in one thread.  OUT: {"pages": {id: {"articleBody", "title",
"published"}}, "bytes", "seconds": of processor time from bytes to text, without title and date}.
"""

import gzip
import json
import pathlib
import sys
import time


def load(peer):
    """page -> text, and page -> (title, date); what a peer does not tell is None."""
    if peer == "trafilatura":
        import htmldate
        import trafilatura
        from trafilatura.metadata import extract_metadata

        def facts(page):
            known = extract_metadata(page)
            return known.title if known else None, htmldate.find_date(page)
        return trafilatura.extract, facts
    if peer == "resiliparse":
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding

        def plain(page):
            return extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True,
                                      alt_texts=False)
        return plain, lambda page: (None, None)
    import lxml.html
    import readability

    def readable(page):
        document = readability.Document(page.decode("utf-8", "replace"))
        root = lxml.html.fromstring(document.summary())
        return "\n".join(e.text_content() for e in root.iter("p", "li", "h2", "h3", "td"))

    def short_title(page):
        return readability.Document(page.decode("utf-8", "replace")).short_title(), None
    return readable, short_title


def quietly(function, page, otherwise):
    """A page on which a peer fails is one that it reads as nothing."""
    try:
        return function(page)
    except Exception:  # pylint: disable=broad-except
        return otherwise


def main():
    peer, folder, out = sys.argv[1:]
    text_of, facts_of = load(peer)
    pages, seconds, size = {}, 0.0, 0
    for path in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file()):
        page = path.read_bytes()
        if path.suffix == ".gz":
            page = gzip.decompress(page)
        size += len(page)
        begin = time.process_time()
        text = quietly(text_of, page, "")
        seconds += time.process_time() - begin
        title, date = quietly(facts_of, page, (None, None))
        pages[path.name.split(".")[0]] = {"articleBody": text or "", "title": title, "published": date}
    pathlib.Path(out).write_text(
        json.dumps({"pages": pages, "bytes": size, "seconds": seconds}, ensure_ascii=False),
        encoding="utf-8")


if __name__ == "__main__":
    main()
