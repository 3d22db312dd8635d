-- Accounts of the signing service, their users, the programs that act for them, what users consented to, and bearer tokens (SHA-256 alone).

CREATE TABLE esign_accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  allow_reassign SMALLINT NOT NULL,
  certificate_in_combined SMALLINT NOT NULL,
  can_decline SMALLINT NOT NULL,
  idle_timeout_minutes BIGINT NOT NULL,
  expire_after_days BIGINT NOT NULL,
  expire_warn_days BIGINT NOT NULL,
  brand_name TEXT NOT NULL,
  brand_color TEXT NOT NULL,
  logo_png BYTEA NOT NULL,
  frame_ancestors TEXT NOT NULL
);

CREATE TABLE esign_users (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES esign_accounts (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  is_active SMALLINT NOT NULL,
  created_at_ms BIGINT NOT NULL
);

CREATE INDEX esign_users_by_account ON esign_users (account_id, id);

CREATE TABLE esign_integration_keys (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES esign_accounts (id),
  name TEXT NOT NULL,
  is_active SMALLINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  redirect_uris TEXT NOT NULL
);

CREATE INDEX esign_integration_keys_by_account ON esign_integration_keys (account_id, id);

CREATE TABLE esign_public_keys (
  client_id TEXT NOT NULL REFERENCES esign_integration_keys (id),
  thumbprint TEXT NOT NULL,
  pem TEXT NOT NULL,
  added_at_ms BIGINT NOT NULL,
  PRIMARY KEY (client_id, thumbprint)
);

CREATE TABLE esign_consents (
  client_id TEXT NOT NULL REFERENCES esign_integration_keys (id),
  user_id TEXT NOT NULL REFERENCES esign_users (id),
  scope TEXT NOT NULL,
  given_at_ms BIGINT NOT NULL,
  PRIMARY KEY (client_id, user_id, scope)
);

CREATE TABLE esign_tokens (
  token_sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  client_id TEXT NOT NULL REFERENCES esign_integration_keys (id),
  user_id TEXT NOT NULL REFERENCES esign_users (id),
  account_id TEXT NOT NULL REFERENCES esign_accounts (id),
  scope TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  expires_at_ms BIGINT NOT NULL
);

CREATE INDEX esign_tokens_by_end ON esign_tokens (expires_at_ms);
