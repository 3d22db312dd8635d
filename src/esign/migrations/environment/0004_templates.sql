-- Templates and bulk lists: plans as JSON (bytes of documents in esign_file_parts), and how far a batch is.

CREATE TABLE esign_templates (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES esign_accounts (id),
  name TEXT NOT NULL,
  search_name TEXT NOT NULL,
  description TEXT NOT NULL,
  is_shared SMALLINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  plan TEXT NOT NULL
);

CREATE INDEX esign_templates_by_name ON esign_templates (account_id, search_name, id);

CREATE TABLE esign_bulk_lists (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES esign_accounts (id),
  name TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  copies TEXT NOT NULL
);

CREATE TABLE esign_bulk_batches (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES esign_accounts (id),
  list_id TEXT NOT NULL REFERENCES esign_bulk_lists (id),
  name TEXT NOT NULL,
  envelope_or_template_id TEXT NOT NULL,
  submitted_at_ms BIGINT NOT NULL
);

CREATE TABLE esign_bulk_copies (
  batch_id TEXT NOT NULL REFERENCES esign_bulk_batches (id),
  number BIGINT NOT NULL,
  user_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  envelope_id TEXT NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (batch_id, number)
);
