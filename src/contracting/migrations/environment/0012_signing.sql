-- What was sent to be signed, what was heard of it, who signed, and the finished files. `subject` is ctr_… or aut_….

CREATE TABLE sent_envelopes (
  envelope_id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  subject TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  has_authorizations SMALLINT NOT NULL,
  sent_at_ms BIGINT NOT NULL
);

-- Each piece of news once, with what it did.
CREATE TABLE envelope_news (
  envelope_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  subject TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  heard_at_ms BIGINT NOT NULL,
  effect TEXT NOT NULL,
  PRIMARY KEY (envelope_id, kind, role, at_ms)
);

CREATE INDEX envelope_news_by_subject ON envelope_news (subject, heard_at_ms);

CREATE TABLE acceptance_signers (
  acceptance_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  title TEXT NOT NULL,
  signed_at_ms BIGINT,
  PRIMARY KEY (acceptance_id, position)
);

CREATE TABLE signed_documents (
  subject TEXT NOT NULL,
  purpose TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_id TEXT NOT NULL,
  kept_at_ms BIGINT NOT NULL,
  PRIMARY KEY (subject, purpose, document_version, kind, sha256)
);

-- 'awaited': a letter was sent to be signed; until then signed_at_ms is when it was sent. 'made', 'declined' and 'withdrawn' are final.
ALTER TABLE authorizations ADD COLUMN signature TEXT NOT NULL DEFAULT 'made';
