-- Requests for signatures. `living_key` names the subject while its envelope lives and is NULL afterwards: one living envelope a subject. `due_at_ms` is its
-- sign_by_at_ms for as long.
-- `at_ms` columns of what happened are the provider's instants; asked, resent and link times are real time; created and changed business time.

CREATE TABLE signing_envelopes (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  living_key TEXT UNIQUE,
  state TEXT NOT NULL,
  provider TEXT NOT NULL,
  provider_envelope TEXT UNIQUE,
  title TEXT NOT NULL,
  message TEXT NOT NULL,
  language TEXT NOT NULL,
  supplier TEXT NOT NULL,
  sign_by_at_ms BIGINT,
  due_at_ms BIGINT,
  reason TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  asked_at_ms BIGINT,
  resent_at_ms BIGINT,
  void_reason TEXT,
  kept_at_ms BIGINT
);

CREATE INDEX signing_envelopes_by_subject ON signing_envelopes (subject_id, id);
CREATE INDEX signing_envelopes_by_due ON signing_envelopes (due_at_ms);

CREATE TABLE signing_signers (
  envelope_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  title TEXT NOT NULL,
  routing_order BIGINT NOT NULL,
  is_embedded SMALLINT NOT NULL,
  is_written_to SMALLINT NOT NULL,
  access_code_sealed BYTEA,
  language TEXT NOT NULL,
  provider_recipient TEXT NOT NULL,
  delivered_at_ms BIGINT,
  signed_at_ms BIGINT,
  declined_at_ms BIGINT,
  declined_reason TEXT NOT NULL,
  PRIMARY KEY (envelope_id, recipient)
);

CREATE TABLE signing_copies (
  envelope_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  PRIMARY KEY (envelope_id, position)
);

CREATE TABLE signing_papers (
  envelope_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  document TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (envelope_id, position)
);

-- Our own links; the token itself is nowhere, only its SHA-256 (hex).
CREATE TABLE signing_links (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  envelope_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  return_url TEXT NOT NULL,
  frame_ancestors TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL
);

-- Names and addresses to be put right at the provider, in order of id.
CREATE TABLE signing_corrections (
  id TEXT PRIMARY KEY,
  envelope_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  title TEXT NOT NULL,
  access_code_sealed BYTEA,
  asked_at_ms BIGINT NOT NULL,
  applied_at_ms BIGINT
);

-- What was told of an envelope, once each. Rows are only added.
CREATE TABLE signing_news (
  envelope_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  reason TEXT NOT NULL,
  told_at_ms BIGINT NOT NULL,
  PRIMARY KEY (envelope_id, number),
  UNIQUE (envelope_id, kind, recipient)
);

-- What was signed, by its hash; the bytes are kept by those who asked for the signatures.
CREATE TABLE signing_finished (
  envelope_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  kept_at_ms BIGINT NOT NULL,
  PRIMARY KEY (envelope_id, kind)
);
