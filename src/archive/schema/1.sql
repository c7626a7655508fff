-- Schema 1 of a verbale archive.
--
--   captures --< places                     where the bytes were found
--      |
--      +--< article_captures >-- articles --< captions
--                                   |
--                                   +--< reports --< report_parties
--                                           |   \--< evidence        (spans of the article)
--                                           v
--                                       exchanges --< exchange_parties
--
-- Every id is made of content, so that the same captures give the same rows whatever the order of
-- adding.  Dates are ISO 8601 text at the precision that is known; NULL is unknown.  Spans count
-- bytes of UTF-8, half open.

CREATE TABLE analyses (          -- what made the analysed rows
  version TEXT PRIMARY KEY,      -- "0.1.0+4f2a90c1d3e7": code and lexicon
  code TEXT NOT NULL,            -- version of the program
  lexicon TEXT NOT NULL          -- hash of the language data
) STRICT;

CREATE TABLE captures (          -- the bytes of one page as obtained
  sha256 TEXT PRIMARY KEY,       -- of the bytes, 64 hex digits
  bytes INTEGER NOT NULL,        -- how many
  format TEXT NOT NULL CHECK (format IN ('text', 'html', 'jsonl'))
) STRICT;

CREATE TABLE places (            -- where a capture was found; the same bytes may stand at many
  capture TEXT NOT NULL REFERENCES captures (sha256),
  path TEXT NOT NULL,            -- as given to add; "-" is standard input
  offset INTEGER NOT NULL,       -- in the uncompressed file; 0 for a whole file
  line INTEGER,                  -- in JSON Lines, from 1
  captured TEXT,                 -- when the bytes were obtained, if known
  url TEXT,
  added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  PRIMARY KEY (capture, path, offset)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (          -- the clean text of a capture with its facts
  id TEXT PRIMARY KEY,           -- as the record gives it, else "sha256:" and a hash
  id_given INTEGER NOT NULL,     -- 1: the record gave the id
  capture TEXT NOT NULL REFERENCES captures (sha256),
  title TEXT,
  subtitle TEXT,
  byline TEXT,
  agency TEXT,
  outlet TEXT,
  language TEXT,                 -- ISO 639-1
  published TEXT,
  updated TEXT,
  captured TEXT,
  dateline_place TEXT,
  dateline_date TEXT,
  url TEXT,
  text TEXT NOT NULL,            -- paragraphs separated by one blank line
  analysis TEXT NOT NULL REFERENCES analyses (version)
) STRICT;
CREATE INDEX articles_by_capture ON articles (capture);
CREATE INDEX articles_by_published ON articles (published);

CREATE TABLE article_captures (  -- all captures that gave this article; articles.capture is one
  article TEXT NOT NULL REFERENCES articles (id),
  capture TEXT NOT NULL REFERENCES captures (sha256),
  PRIMARY KEY (article, capture)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_captures_by_capture ON article_captures (capture);

CREATE TABLE captions (          -- of the article's pictures
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,      -- from 0, as in evidence.caption
  text TEXT NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE exchanges (         -- the ledger: one official act of communication, whoever told it
  id TEXT PRIMARY KEY,           -- "x" and a hash of its smallest report id
  form TEXT NOT NULL,            -- message, verbal message, letter, telegram, call, meeting ...
  purpose TEXT,                  -- congratulation, condolence, thanks, reply ...
  sent TEXT,                     -- day of the act as told
  sent_kind TEXT CHECK (sent_kind IN ('sent', 'received', 'handed', 'laid')),
  reported TEXT,                 -- first day it was reported
  occasion TEXT,
  reply INTEGER NOT NULL,        -- 1: told as a reply
  reply_to TEXT REFERENCES exchanges (id) DEFERRABLE INITIALLY DEFERRED,
  mentioned_only INTEGER NOT NULL, -- 1: no report has it as its own news
  merge_key TEXT NOT NULL,       -- the pair of parties within which reports are merged
  day TEXT GENERATED ALWAYS AS (coalesce(sent, reported)) VIRTUAL,
  year TEXT GENERATED ALWAYS AS (substr(coalesce(sent, reported), 1, 4)) VIRTUAL
) STRICT;
CREATE INDEX exchanges_by_day ON exchanges (day, id);
CREATE INDEX exchanges_by_merge_key ON exchanges (merge_key);
CREATE INDEX exchanges_by_reply_to ON exchanges (reply_to);

CREATE TABLE exchange_parties (
  exchange TEXT NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('from', 'to')),
  ordinal INTEGER NOT NULL,      -- from 0, in the order told
  name TEXT,                     -- of a person
  office TEXT,
  country TEXT,                  -- ISO 3166-1 alpha-2
  organisation TEXT,
  PRIMARY KEY (exchange, side, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_parties_by_name ON exchange_parties (name);
CREATE INDEX exchange_parties_by_country ON exchange_parties (country);

CREATE TABLE reports (           -- an article that tells of an exchange
  id TEXT PRIMARY KEY,           -- "r" and a hash of article and evidence
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,      -- from 0, in text order
  exchange TEXT REFERENCES exchanges (id) DEFERRABLE INITIALLY DEFERRED, -- NULL: not merged yet
  form TEXT NOT NULL,
  purpose TEXT,
  sent TEXT,
  sent_kind TEXT CHECK (sent_kind IN ('sent', 'received', 'handed', 'laid')),
  reported TEXT,
  occasion TEXT,
  reply INTEGER NOT NULL,
  answers TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED, -- in the same article
  role TEXT NOT NULL CHECK (role IN ('primary', 'derived', 'mention')),
  mention INTEGER NOT NULL,      -- 1: background, not the article's own news
  pattern TEXT,                  -- the lexicon row that fired
  merge_key TEXT NOT NULL,
  UNIQUE (article, ordinal)
) STRICT;
CREATE INDEX reports_by_exchange ON reports (exchange);
CREATE INDEX reports_by_merge_key ON reports (merge_key, id);
CREATE INDEX reports_by_answers ON reports (answers) WHERE answers IS NOT NULL;

CREATE TABLE report_parties (
  report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('from', 'to')),
  ordinal INTEGER NOT NULL,
  name TEXT,
  office TEXT,
  country TEXT,
  organisation TEXT,
  PRIMARY KEY (report, side, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (          -- the spans of the article that say so
  report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('sentence', 'cue')), -- cue: the decisive words
  ordinal INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('text', 'title', 'subtitle', 'caption')),
  caption INTEGER,               -- captions.ordinal, if field is caption
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (report, kind, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_keys (      -- merge keys with reports that are stored and not merged yet;
  key TEXT PRIMARY KEY           -- empty unless an add is running or was interrupted
) STRICT, WITHOUT ROWID;

-- Views: the common questions.

CREATE VIEW first_places AS      -- one place for each article: smallest by (captured, path)
SELECT article, capture, path, offset, line, captured, url FROM (
  SELECT ac.article, p.*, row_number() OVER (
    PARTITION BY ac.article ORDER BY p.captured IS NULL, p.captured, p.path, p.offset) AS n
  FROM article_captures ac JOIN places p ON p.capture = ac.capture)
WHERE n = 1;

CREATE VIEW parties AS           -- one readable label for each party of an exchange
SELECT exchange, side, ordinal, coalesce(name, organisation, office, country) AS label,
       name, office, country, organisation
FROM exchange_parties;

CREATE VIEW ledger AS            -- exchanges with their parties as text
SELECT x.id, x.day, x.form, x.purpose,
  (SELECT group_concat(label, '; ') FROM (SELECT label FROM parties
     WHERE exchange = x.id AND side = 'from' ORDER BY ordinal)) AS "from",
  (SELECT group_concat(label, '; ') FROM (SELECT label FROM parties
     WHERE exchange = x.id AND side = 'to' ORDER BY ordinal)) AS "to",
  x.occasion, x.sent, x.sent_kind, x.reported, x.reply, x.reply_to, x.mentioned_only,
  (SELECT count(*) FROM reports r WHERE r.exchange = x.id) AS reports
FROM exchanges x;

CREATE VIEW reports_of_exchange AS -- who told of it, from which page, with which bytes
SELECT r.exchange, r.id AS report, r.role, a.id AS article, a.title, a.outlet, a.agency,
       a.published, a.capture, r.pattern,
  (SELECT p.path FROM article_captures c JOIN places p ON p.capture = c.capture
     WHERE c.article = a.id ORDER BY p.captured IS NULL, p.captured, p.path LIMIT 1) AS path
FROM reports r JOIN articles a ON a.id = r.article;

CREATE VIEW evidence_text AS     -- the words themselves, with the chain to the capture
SELECT r.exchange, e.report, e.kind, e.ordinal, e.field,
  CAST(substr(CAST(CASE e.field WHEN 'text' THEN a.text WHEN 'title' THEN a.title
    WHEN 'subtitle' THEN a.subtitle ELSE c.text END AS BLOB),
    e.start_byte + 1, e.end_byte - e.start_byte) AS TEXT) AS words,
  a.id AS article, a.capture, e.start_byte, e.end_byte
FROM evidence e JOIN reports r ON r.id = e.report JOIN articles a ON a.id = r.article
LEFT JOIN captions c ON c.article = a.id AND c.ordinal = e.caption;

CREATE VIEW exchanges_by_year AS
SELECT year, form, count(*) AS exchanges, sum(mentioned_only) AS mentioned_only
FROM exchanges GROUP BY year, form;

CREATE VIEW exchanges_by_country AS -- directed: who writes to whom
SELECT s.country AS from_country, t.country AS to_country, x.year, count(DISTINCT x.id) AS exchanges
FROM exchanges x
LEFT JOIN exchange_parties s ON s.exchange = x.id AND s.side = 'from'
LEFT JOIN exchange_parties t ON t.exchange = x.id AND t.side = 'to'
GROUP BY 1, 2, 3;

CREATE VIEW replies_without_original AS -- an answer whose question no capture holds
SELECT * FROM ledger WHERE reply = 1 AND reply_to IS NULL;

CREATE VIEW coverage AS          -- what any "first", "last" or count was searched in
SELECT coalesce(outlet, agency) AS outlet, count(*) AS articles,
       min(published) AS "from", max(published) AS until
FROM articles GROUP BY 1;

CREATE VIEW coverage_by_month AS
SELECT substr(published, 1, 7) AS month, coalesce(outlet, agency) AS outlet, count(*) AS articles
FROM articles GROUP BY 1, 2;
