-- Schema 3: reports of one exchange are merged cluster by cluster; occasions have keys.
--
-- A report reaches over the days on which another one may stand that has to do with it: reports of
-- one merge key whose reaches overlap, directly or over others, are merged together, and no others
-- need to be looked at when one is added.

-- Rows from before get what is new in them when whoever opens the archive next merges all reports
-- again.
INSERT OR IGNORE INTO pending_keys (key) SELECT DISTINCT merge_key FROM reports;

-- Reports from before reach everywhere: their whole key is merged at once, as it was.
ALTER TABLE reports ADD COLUMN reach_first TEXT NOT NULL DEFAULT '0001-01-01';
ALTER TABLE reports ADD COLUMN reach_last TEXT NOT NULL DEFAULT '9999-12-31';
DROP INDEX reports_by_merge_key;
CREATE INDEX reports_by_merge_key ON reports (merge_key, reach_first, reach_last);

CREATE TABLE pending_reaches (   -- where reports were added or removed that are not merged yet;
  key TEXT NOT NULL,             -- empty unless an add is running or was interrupted
  reach_first TEXT NOT NULL,
  reach_last TEXT NOT NULL,
  PRIMARY KEY (key, reach_first, reach_last)
) STRICT, WITHOUT ROWID;
INSERT INTO pending_reaches SELECT key, '0001-01-01', '9999-12-31' FROM pending_keys;
DROP TABLE pending_keys;
ALTER TABLE pending_reaches RENAME TO pending_keys;

CREATE TABLE aliases (           -- the user's own table of actors and their names, as last read
  ordinal INTEGER PRIMARY KEY,   -- its order in the file
  actor TEXT NOT NULL,           -- who is meant; the name that the ledger shows
  name TEXT NOT NULL,            -- a name that articles tell
  country TEXT,                  -- ISO 3166-1 alpha-2: only where that is told, or none
  since TEXT,                    -- only of exchanges from this day
  until TEXT                     -- to this day
) STRICT;

-- Occasions have keys, so that last year's can be found.

-- occasion_key: founding:KP#63, new-year@2025; NULL: unknown.  occasion_series: the key without its
-- ordinal or year, founding:KP.
ALTER TABLE exchanges ADD COLUMN occasion_key TEXT;
ALTER TABLE exchanges ADD COLUMN occasion_series TEXT
  GENERATED ALWAYS AS (substr(occasion_key, 1,
    instr(replace(occasion_key, '@', '#') || '#', '#') - 1)) VIRTUAL;
CREATE INDEX exchanges_by_occasion ON exchanges (occasion_series, day);

CREATE TABLE clues (             -- what told each fact of an article, believed or not
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,      -- from 0, in the order met
  fact TEXT NOT NULL,            -- title, published, byline ...
  value TEXT NOT NULL,           -- as the source has it
  source TEXT NOT NULL,          -- where: "JSON-LD NewsArticle.datePublished", "meta og:title" ...
  trust INTEGER NOT NULL,        -- its place in the order of trust; smaller is more
  believed INTEGER NOT NULL,     -- 1: the article's fact is this one
  why TEXT NOT NULL,             -- why it is believed, or what speaks against it
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

DROP VIEW replies_without_original;
DROP VIEW ledger;
CREATE VIEW ledger AS            -- exchanges with their parties as text
SELECT x.id, x.day, x.form, x.purpose,
  (SELECT group_concat(label, '; ') FROM (SELECT label FROM parties
     WHERE exchange = x.id AND side = 'from' ORDER BY ordinal)) AS "from",
  (SELECT group_concat(label, '; ') FROM (SELECT label FROM parties
     WHERE exchange = x.id AND side = 'to' ORDER BY ordinal)) AS "to",
  x.occasion, x.occasion_key, x.sent, x.sent_kind, x.reported, x.reply, x.reply_to,
  x.mentioned_only,
  (SELECT count(*) FROM reports r WHERE r.exchange = x.id) AS reports
FROM exchanges x;
CREATE VIEW replies_without_original AS -- what it answers is not held, or only mentioned
SELECT * FROM ledger l WHERE reply = 1 AND NOT EXISTS (
  SELECT 1 FROM exchanges o WHERE o.id = l.reply_to AND NOT o.mentioned_only);

CREATE VIEW exchanges_by_occasion_and_year AS -- the same occasion, year after year
SELECT occasion_series, year, occasion_key, count(*) AS exchanges, min(day) AS "first",
       max(day) AS "last"
FROM exchanges WHERE occasion_key IS NOT NULL GROUP BY 1, 2, 3;

-- Where in its capture an article stands that is not the whole page as a reader sees it: "part" (one
-- of several articles in it), "json-ld", "script", "noscript" (its text is not in the visible page).
-- NULL: the whole page.  The span counts bytes of the capture in UTF-8, half open.
ALTER TABLE articles ADD COLUMN taken TEXT
  CHECK (taken IN ('part', 'json-ld', 'script', 'noscript'));
ALTER TABLE articles ADD COLUMN taken_start INTEGER;
ALTER TABLE articles ADD COLUMN taken_end INTEGER;

-- The passage index: which texts hold a run of four words.  It is made from the articles and can be
-- made again; a program that only reads leaves it alone.  src/archive/passages.h says how it works.

-- The number of the article's text in the index, never given again: another text has another one.
-- NULL: not in the index yet.
ALTER TABLE articles ADD COLUMN passage_text INTEGER;
CREATE UNIQUE INDEX articles_by_passage_text ON articles (passage_text);

CREATE TABLE passage_segments (  -- sorted parts of the index; none is changed, many become one
  id INTEGER PRIMARY KEY,
  first_text INTEGER NOT NULL,   -- articles.passage_text of its texts, both included
  last_text INTEGER NOT NULL,
  bits INTEGER NOT NULL,         -- the first bits of a hash are the number of its page
  pages INTEGER NOT NULL,        -- how many are there; fewer than 2^bits: others become it just now
  becomes INTEGER REFERENCES passage_segments (id), -- what answers for those pages that it has
  postings INTEGER NOT NULL,
  bytes INTEGER NOT NULL,        -- of its pages
  largest INTEGER NOT NULL       -- bytes of its largest page
) STRICT;

CREATE TABLE passage_pages (
  id INTEGER PRIMARY KEY,        -- segment * 2^24 + page
  data BLOB NOT NULL             -- its postings, with a checksum; src/archive/passages_page.h
) STRICT;

CREATE TABLE passage_ranks (     -- which texts are earlier: of a frequent run of words the earliest
  block INTEGER PRIMARY KEY,     -- passage_text / 512                                  are kept
  ranks BLOB NOT NULL            -- 512 numbers of 8 bytes, lowest byte first, and a checksum
) STRICT;

CREATE TABLE passage_gone (      -- numbers that segments hold and no article has any more
  text INTEGER PRIMARY KEY,
  segment INTEGER NOT NULL       -- the newest segment at that time
) STRICT;

CREATE TABLE passage_words (     -- where the words of a text stand: a part is read without the rest
  text INTEGER PRIMARY KEY,      -- articles.passage_text
  places BLOB NOT NULL           -- of words 0, 32, 64 ..., with a checksum; src/archive/word_places.h
) STRICT;

CREATE TABLE settings (          -- what the archive was told to be
  name TEXT PRIMARY KEY,         -- "passages": "all", or "sparse"
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
