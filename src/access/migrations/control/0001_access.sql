-- Who may ask for what: partners, their applications and credentials, the server's own signing keys, and what was done to them.
CREATE TABLE partners (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL
);

-- environment: test, live. scopes: words apart by spaces. origins, allowed_addresses: one a line. rate_*: NULL is no limit.
CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  environment TEXT NOT NULL,
  client_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  rate_per_second BIGINT,
  rate_burst BIGINT,
  origins TEXT NOT NULL,
  allowed_addresses TEXT NOT NULL,
  is_operator SMALLINT NOT NULL,
  state TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL
);
CREATE INDEX applications_by_partner ON applications (partner_id);

-- key_hash: SHA-256 of the whole key, which has 160 random bits; prefix is what may be shown.
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  prefix TEXT NOT NULL,
  key_hash BYTEA NOT NULL UNIQUE,
  created_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT,
  revoked_at_ms BIGINT,
  last_used_at_ms BIGINT
);
CREATE INDEX api_keys_by_application ON api_keys (application_id);

-- Rows stay after revocation, so that neither a kid nor a key comes back under an application.
CREATE TABLE application_keys (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  kid TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  thumbprint TEXT NOT NULL,
  jwk TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  not_before_at_ms BIGINT,
  not_after_at_ms BIGINT,
  revoked_at_ms BIGINT,
  UNIQUE (application_id, kid),
  UNIQUE (application_id, thumbprint)
);

-- One row an assertion, until it could not be accepted any more.
CREATE TABLE used_assertions (
  application_id TEXT NOT NULL,
  jti_hash BYTEA NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  PRIMARY KEY (application_id, jti_hash)
);
CREATE INDEX used_assertions_by_expiry ON used_assertions (expires_at_ms);

-- state: next (published, not yet used), active (signs), retired (published until its last token has expired).
-- sealed_private is NULL once retired.
CREATE TABLE server_keys (
  id TEXT PRIMARY KEY,
  kid TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  jwk TEXT NOT NULL,
  sealed_private BYTEA,
  created_at_ms BIGINT NOT NULL,
  activated_at_ms BIGINT,
  retired_at_ms BIGINT
);

-- One row; grows with every change of the tables above that a running server must obey.
CREATE TABLE access_version (
  id BIGINT PRIMARY KEY,
  version BIGINT NOT NULL
);
INSERT INTO access_version (id, version) VALUES (1, 1);

-- Append-only. hash: SHA-256 over the hash before it and this row; audit_head holds the last one, so that a cut end shows.
CREATE TABLE audit_log (
  sequence BIGINT PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  partner_id TEXT,
  environment TEXT,
  detail TEXT NOT NULL,
  hash BYTEA NOT NULL
);
CREATE TABLE audit_head (
  id BIGINT PRIMARY KEY,
  sequence BIGINT NOT NULL,
  hash BYTEA
);
INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, NULL);
