"""The schema, as ordered migrations; facts first, then what can be built again from them."""

from __future__ import annotations

_FACTS = """
CREATE TABLE report (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  moment INTEGER NOT NULL,
  loss_vnd INTEGER NOT NULL,
  list_size INTEGER NOT NULL,
  in_force INTEGER NOT NULL DEFAULT 1,
  host INTEGER NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX report_host ON report (host) WHERE host <> num;
CREATE TABLE version (
  report INTEGER NOT NULL REFERENCES report (num),
  version INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (report, version)
);
CREATE TABLE source (
  num INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  stream TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0,
  report_count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (sha256, fingerprint)
);
CREATE TABLE sighting (
  report INTEGER NOT NULL REFERENCES report (num),
  source INTEGER NOT NULL REFERENCES source (num),
  locator TEXT NOT NULL,
  PRIMARY KEY (report, source)
) WITHOUT ROWID;
CREATE INDEX sighting_source ON sighting (source);
CREATE TABLE decision (
  num INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  other TEXT,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  revoked_at INTEGER,
  revoked_by TEXT,
  revoked_why TEXT
);
CREATE INDEX decision_subject ON decision (subject);
CREATE INDEX decision_other ON decision (other) WHERE other IS NOT NULL;
CREATE INDEX decision_kind ON decision (kind);
CREATE TABLE tombstone (
  decision INTEGER NOT NULL REFERENCES decision (num),
  hash TEXT NOT NULL,
  mention_count INTEGER NOT NULL,
  PRIMARY KEY (hash, decision)
) WITHOUT ROWID;
"""

# Moments are seconds since 1970 (the smallest int64 where there is none), so that the newest
# reports of an identifier are one range at the end of its rows.
# 33 is graph.model.JOINING_MASK: suspect (1) and unclear (32).
# Merging eight segments of search terms at a time instead of four makes loading 7 % faster.
# Of a unit's representative: united is the unit's degree (NULL where it is alone: then its own
# degree is), state and confirmed are the unit's. A group of duplicates has its mentions and
# links at its host.
_INDEXES = """
CREATE TABLE identifier (
  num INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  unit INTEGER NOT NULL,
  joins INTEGER NOT NULL,
  degree INTEGER NOT NULL DEFAULT 0,
  united INTEGER,
  state INTEGER NOT NULL DEFAULT 0,
  confirmed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX identifier_unit ON identifier (unit) WHERE unit <> num;
CREATE TABLE mention (
  identifier INTEGER NOT NULL,
  moment INTEGER NOT NULL,
  report INTEGER NOT NULL,
  roles INTEGER NOT NULL,
  PRIMARY KEY (identifier, moment, report)
) WITHOUT ROWID;
CREATE INDEX mention_report ON mention (report, identifier, roles);
CREATE TRIGGER mention_added AFTER INSERT ON mention WHEN NEW.roles & 33 BEGIN
  UPDATE identifier SET degree = degree + 1 WHERE num = NEW.identifier;
END;
CREATE TRIGGER mention_removed AFTER DELETE ON mention WHEN OLD.roles & 33 BEGIN
  UPDATE identifier SET degree = degree - 1 WHERE num = OLD.identifier;
END;
CREATE TABLE link (
  report INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  source INTEGER NOT NULL,
  target INTEGER NOT NULL,
  type TEXT NOT NULL,
  amount_vnd INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (report, ordinal)
) WITHOUT ROWID;
CREATE INDEX link_source ON link (source, type, target);
CREATE INDEX link_target ON link (target, type, source);
CREATE TABLE term (
  term TEXT NOT NULL,
  identifier INTEGER NOT NULL,
  PRIMARY KEY (term, identifier)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE term_text USING fts5 (terms, tokenize = 'trigram');
INSERT INTO term_text (term_text, rank) VALUES ('automerge', 8);
"""

_RUNS = """
CREATE TABLE run (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  current INTEGER NOT NULL DEFAULT 0,
  body BLOB NOT NULL
);
CREATE UNIQUE INDEX run_current ON run (current) WHERE current = 1;
CREATE TABLE ring (
  run INTEGER NOT NULL REFERENCES run (num),
  id TEXT NOT NULL,
  report_count INTEGER NOT NULL,
  unit_count INTEGER NOT NULL,
  single_report INTEGER NOT NULL,
  summary BLOB NOT NULL,
  reports BLOB NOT NULL,
  PRIMARY KEY (run, id)
);
CREATE INDEX ring_order ON ring (run, single_report, report_count DESC, id);
CREATE TABLE ring_member (
  run INTEGER NOT NULL,
  unit TEXT NOT NULL,
  ring TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (run, ring, ordinal)
) WITHOUT ROWID;
CREATE INDEX ring_member_unit ON ring_member (run, unit);
CREATE TABLE broker (
  run INTEGER NOT NULL,
  key TEXT NOT NULL,
  ring TEXT NOT NULL,
  reports_in_ring INTEGER NOT NULL,
  PRIMARY KEY (run, key, ring)
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[tuple[str, str], ...] = (("m001_initial", _FACTS + _INDEXES + _RUNS),)
"""Name and script, in order; a released one is never changed."""

APPLICATION_ID = 0x54525656
"""`TRVV` in the file's header: tells our files from others."""
