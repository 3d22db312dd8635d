-- One row: what rises with each change of the tables below, so that a node sees in one read whether its market is stale.
CREATE TABLE market_revision (
  id BIGINT PRIMARY KEY,
  revision BIGINT NOT NULL
);
INSERT INTO market_revision (id, revision) VALUES (1, 0);

-- Operators' mappings of a supplier's word to a utility. Empty supplier: every supplier; empty state: whatever the sheet says.
CREATE TABLE market_alias_mappings (
  supplier TEXT NOT NULL,
  alias_normalized TEXT NOT NULL,
  commodity TEXT NOT NULL,
  state TEXT NOT NULL,
  alias TEXT NOT NULL,
  utility_code TEXT NOT NULL,
  mapped_by TEXT NOT NULL,
  mapped_at_ms BIGINT NOT NULL,
  PRIMARY KEY (supplier, alias_normalized, commodity, state)
);

-- Cells of the reference data that this environment has otherwise.
CREATE TABLE market_reference_overrides (
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  column_name TEXT NOT NULL,
  cell TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  PRIMARY KEY (table_name, row_key, column_name)
);

-- Imported ZIP candidates; a new import of a kind of file replaces the rows of the former one.
CREATE TABLE market_zip_candidates (
  source TEXT NOT NULL,
  zip TEXT NOT NULL,
  utility_code TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (source, zip, utility_code)
);
