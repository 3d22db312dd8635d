-- How this installation logs in at a signing service that it keeps itself: made once, keys sealed.

CREATE TABLE signing_service_accounts (
  provider TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  integration_key TEXT NOT NULL,
  private_key_sealed BYTEA NOT NULL,
  connect_key_sealed BYTEA NOT NULL,
  created_at_ms BIGINT NOT NULL
);
