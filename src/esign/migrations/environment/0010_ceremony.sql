-- Views, sessions and what signers leave unfinished. Instants are real time. Hashes are SHA-256 in
-- lower-case hexadecimal digits. Recipients are named by their GUID, which is one of a kind beyond its envelope.

-- A link that opens one session (kinds recipient, sender, edit, correct: once, within minutes) or as many as wanted (kind letter).
CREATE TABLE esign_views (
  token_sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  account_id TEXT NOT NULL,
  envelope_id TEXT NOT NULL,
  recipient_guid TEXT NOT NULL,
  signer_email TEXT NOT NULL,
  options TEXT NOT NULL,
  return_url TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  opened_at_ms BIGINT,
  revoked_at_ms BIGINT
);

CREATE INDEX esign_views_by_envelope ON esign_views (envelope_id, recipient_guid);
CREATE INDEX esign_views_by_expiry ON esign_views (expires_at_ms);

CREATE TABLE esign_sessions (
  session_id TEXT PRIMARY KEY,
  secret_sha256 TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  account_id TEXT NOT NULL,
  envelope_id TEXT NOT NULL,
  recipient_guid TEXT NOT NULL,
  signer_email TEXT NOT NULL,
  options TEXT NOT NULL,
  return_url TEXT NOT NULL,
  language TEXT NOT NULL,
  ip TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  idle_until_ms BIGINT NOT NULL,
  passed TEXT NOT NULL,
  ended_at_ms BIGINT,
  ended_as TEXT NOT NULL,
  ended_why TEXT NOT NULL
);

CREATE INDEX esign_sessions_by_envelope ON esign_sessions (envelope_id, recipient_guid);
CREATE INDEX esign_sessions_by_idle ON esign_sessions (idle_until_ms);

CREATE TABLE esign_reading (
  recipient_guid TEXT NOT NULL,
  document_id TEXT NOT NULL,
  page BIGINT NOT NULL,
  seen_to_end_at_ms BIGINT,
  changed_at_ms BIGINT NOT NULL,
  PRIMARY KEY (recipient_guid, document_id)
);

CREATE TABLE esign_email_codes (
  recipient_guid TEXT PRIMARY KEY,
  code_sha256 TEXT NOT NULL,
  sent_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  window_from_ms BIGINT NOT NULL,
  window_count BIGINT NOT NULL
);

-- Wrong access codes of a recipient, over all his sessions, within a window of time.
CREATE TABLE esign_access_tries (
  recipient_guid TEXT PRIMARY KEY,
  window_from_ms BIGINT NOT NULL,
  wrong_count BIGINT NOT NULL
);
