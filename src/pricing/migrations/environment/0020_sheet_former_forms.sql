-- Compiled forms of sheets that were replaced (a word was mapped, rows were released): what was sold then can be told for ever.
CREATE TABLE sheet_former_forms (
  sheet_id TEXT NOT NULL,
  number BIGINT NOT NULL,           -- From 1, the oldest first.
  part BIGINT NOT NULL,
  replaced_at_ms BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (sheet_id, number, part)
);

CREATE INDEX sheet_former_forms_by_instant ON sheet_former_forms (replaced_at_ms);
