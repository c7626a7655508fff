-- Schema 2: statements, what an article says that somebody said.
--
--   articles --< statements --< statement_spans   (the words said: spans of the article)
--                    \--------< statement_via     (who passed it on)
--
-- The words themselves are in the article; the view statement_text cuts them out.

CREATE TABLE statements (
  id TEXT PRIMARY KEY,           -- "s" and a hash of article, first span and cue
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,      -- from 0, in text order: title, subtitle, text, captions
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
  field TEXT NOT NULL CHECK (field IN ('text', 'title', 'subtitle', 'caption')),
  caption INTEGER,               -- captions.ordinal, if field is caption
  cue_start INTEGER,             -- the word that says so ("said"), bytes of the field; NULL: none
  cue_end INTEGER,
  source_start INTEGER,          -- who says it, as the text has it ("the premier"); NULL: nobody
  source_end INTEGER,
  speaker_name TEXT,             -- the actor who is meant; all NULL: not known
  speaker_office TEXT,
  speaker_country TEXT,          -- ISO 3166-1 alpha-2
  speaker_organisation TEXT,
  addressee_name TEXT,           -- the actor who was told
  addressee_office TEXT,
  addressee_country TEXT,
  addressee_organisation TEXT,
  flags TEXT,                    -- "unclosed", "unmarked", with a blank between; NULL: none
  UNIQUE (article, ordinal)
) STRICT;
CREATE INDEX statements_by_speaker ON statements (speaker_name, speaker_country);

CREATE TABLE statement_spans (   -- what was said, without quotation marks around it
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,      -- several where other words stand between
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement_via (     -- who passed it on: the article's agency, then who reports it inside
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_statements ( -- articles stored before schema 2, whose statements nobody has
  article TEXT PRIMARY KEY REFERENCES articles (id) -- looked for; adding their captures does
) STRICT, WITHOUT ROWID;
INSERT INTO pending_statements SELECT id FROM articles;

CREATE VIEW statement_text AS    -- who said what, in which words, with the chain to the capture
SELECT id AS statement, coalesce(speaker_name, speaker_organisation, speaker_office,
    speaker_country) AS speaker, speaker_office AS office, speaker_country AS country, kind,
  CAST(substr(words, cue_start + 1, cue_end - cue_start) AS TEXT) AS cue,
  (SELECT group_concat(part, ' ... ') FROM (
     SELECT CAST(substr(words, start_byte + 1, end_byte - start_byte) AS TEXT) AS part
     FROM statement_spans WHERE statement = w.id ORDER BY ordinal)) AS words,
  CAST(substr(words, source_start + 1, source_end - source_start) AS TEXT) AS source,
  article, ordinal, field, published, outlet, agency, capture
FROM (SELECT s.*, a.published, a.outlet, a.agency, a.capture,
    CAST(CASE s.field WHEN 'text' THEN a.text WHEN 'title' THEN a.title
      WHEN 'subtitle' THEN a.subtitle ELSE c.text END AS BLOB) AS words
  FROM statements s JOIN articles a ON a.id = s.article
  LEFT JOIN captions c ON c.article = a.id AND c.ordinal = s.caption) w;

CREATE VIEW speakers AS          -- who speaks how often, where and when; "first" of what was searched
SELECT coalesce(s.speaker_name, s.speaker_organisation, s.speaker_office, s.speaker_country)
    AS speaker, s.speaker_country AS country, s.speaker_name IS NOT NULL AS named,
  count(*) AS statements, sum(s.kind = 'direct') AS direct,
  count(DISTINCT s.article) AS articles, count(DISTINCT coalesce(a.outlet, a.agency)) AS outlets,
  min(substr(a.published, 1, 10)) AS "first", max(substr(a.published, 1, 10)) AS "last"
FROM statements s JOIN articles a ON a.id = s.article
GROUP BY 1, 2, 3 HAVING speaker IS NOT NULL;

CREATE VIEW speakers_by_month AS -- the same by month, with how many articles of it were searched
WITH searched AS (
  SELECT substr(published, 1, 7) AS month, count(*) AS articles FROM articles
  WHERE id NOT IN (SELECT article FROM pending_statements) GROUP BY 1)
SELECT substr(a.published, 1, 7) AS month,
  coalesce(s.speaker_name, s.speaker_organisation, s.speaker_office, s.speaker_country) AS speaker,
  s.speaker_country AS country, s.speaker_name IS NOT NULL AS named, count(*) AS statements,
  count(DISTINCT s.article) AS articles, m.articles AS searched
FROM statements s JOIN articles a ON a.id = s.article
JOIN searched m ON m.month IS substr(a.published, 1, 7)
GROUP BY 1, 2, 3, 4 HAVING speaker IS NOT NULL;
