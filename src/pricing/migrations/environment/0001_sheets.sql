-- Suppliers' sheets: what came, what became of it, and the bytes that a node maps and sells from.

CREATE TABLE rate_book (
  id SMALLINT PRIMARY KEY,
  revision BIGINT NOT NULL
);

INSERT INTO rate_book (id, revision) VALUES (1, 1);

CREATE TABLE sheets (
  id TEXT PRIMARY KEY,
  supplier TEXT NOT NULL,
  layout TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  status TEXT NOT NULL,
  doubtful SMALLINT NOT NULL,
  commodities TEXT NOT NULL,
  valid_from_days BIGINT,
  valid_until_days BIGINT,
  sellable_from_at_ms BIGINT,
  sellable_until_at_ms BIGINT,
  row_count BIGINT NOT NULL,
  rate_count BIGINT NOT NULL,
  compiled_revision BIGINT NOT NULL,
  report TEXT NOT NULL,
  received_at_ms BIGINT NOT NULL,
  received_by TEXT NOT NULL,
  published_at_ms BIGINT,
  ended_at_ms BIGINT,
  superseded_by TEXT,
  off_sale_from_at_ms BIGINT
);

CREATE INDEX sheets_by_hash ON sheets (sha256);
CREATE INDEX sheets_by_supplier ON sheets (supplier, sellable_until_at_ms);
CREATE INDEX sheets_by_status ON sheets (status);
CREATE INDEX sheets_by_successor ON sheets (superseded_by);

CREATE TABLE sheet_scope_values (
  sheet_id TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (sheet_id, value)
);

CREATE TABLE sheet_files (
  sha256 TEXT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (sha256, part)
);

CREATE TABLE sheet_compiled (
  sheet_id TEXT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (sheet_id, part)
);

CREATE TABLE sheet_transitions (
  sheet_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (sheet_id, number)
);

CREATE TABLE sheet_aliases (
  sheet_id TEXT NOT NULL,
  supplier TEXT NOT NULL,
  alias TEXT NOT NULL,
  alias_folded TEXT NOT NULL,
  commodity TEXT NOT NULL,
  state TEXT NOT NULL,
  resolved SMALLINT NOT NULL,
  candidates TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  PRIMARY KEY (sheet_id, alias, commodity, state)
);

CREATE INDEX sheet_aliases_by_word ON sheet_aliases (alias_folded, commodity);
