-- Callbacks of providers as they came, and until when changes were swept. `event_key` is envelope, event, recipient and the instant it was made.

CREATE TABLE signing_connect_inbox (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  received_at_ms BIGINT NOT NULL,
  headers TEXT NOT NULL,
  body BYTEA NOT NULL,
  event_key TEXT NOT NULL,
  applied_at_ms BIGINT,
  outcome TEXT NOT NULL
);

CREATE INDEX signing_connect_inbox_by_key ON signing_connect_inbox (event_key, id);
CREATE INDEX signing_connect_inbox_by_receipt ON signing_connect_inbox (received_at_ms);

CREATE TABLE signing_sweeps (
  provider TEXT PRIMARY KEY,
  swept_to_ms BIGINT NOT NULL
);
