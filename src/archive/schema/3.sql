-- Schema 3: reports of one exchange are merged cluster by cluster.
--
-- A report reaches over the days on which another one may stand that has to do with it: reports of
-- one merge key whose reaches overlap, directly or over others, are merged together, and no others
-- need to be looked at when one is added.

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
