-- Envelopes. What is looked for or changes by acts has a column; what the sender said once and is only given back is JSON in `details`.
-- The row of an envelope is the lock of everything that belongs to it.

CREATE TABLE esign_envelopes (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES esign_accounts (id),
  sender_id TEXT NOT NULL,
  status TEXT NOT NULL,
  email_subject TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  status_changed_at_ms BIGINT NOT NULL,
  initial_sent_at_ms BIGINT,
  sent_at_ms BIGINT,
  delivered_at_ms BIGINT,
  completed_at_ms BIGINT,
  declined_at_ms BIGINT,
  voided_at_ms BIGINT,
  expires_at_ms BIGINT,
  next_reminder_at_ms BIGINT,
  voided_reason TEXT NOT NULL,
  details TEXT NOT NULL,
  is_sealed SMALLINT NOT NULL,
  last_event BIGINT NOT NULL,
  last_event_sha256 TEXT NOT NULL,
  last_connect_event BIGINT NOT NULL
);

CREATE INDEX esign_envelopes_by_change ON esign_envelopes (account_id, status_changed_at_ms, id);
CREATE INDEX esign_envelopes_by_transaction ON esign_envelopes (account_id, transaction_id);
CREATE INDEX esign_envelopes_by_expiry ON esign_envelopes (expires_at_ms);
CREATE INDEX esign_envelopes_by_reminder ON esign_envelopes (next_reminder_at_ms);

CREATE TABLE esign_recipients (
  guid TEXT PRIMARY KEY,
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  recipient_id TEXT NOT NULL,
  routing_order BIGINT NOT NULL,
  status TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  client_user_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  sent_at_ms BIGINT,
  delivered_at_ms BIGINT,
  signed_at_ms BIGINT,
  declined_at_ms BIGINT,
  declined_reason TEXT NOT NULL,
  reassigned_from TEXT NOT NULL,
  disclosure_accepted_at_ms BIGINT,
  reminders BIGINT NOT NULL,
  details TEXT NOT NULL,
  UNIQUE (envelope_id, recipient_id)
);

CREATE TABLE esign_tabs (
  id TEXT PRIMARY KEY,
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  recipient_guid TEXT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  filled_at_ms BIGINT,
  details TEXT NOT NULL
);

CREATE INDEX esign_tabs_by_envelope ON esign_tabs (envelope_id, position);

CREATE TABLE esign_documents (
  guid TEXT PRIMARY KEY,
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  document_id TEXT NOT NULL,
  name TEXT NOT NULL,
  file_extension TEXT NOT NULL,
  position BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  UNIQUE (envelope_id, document_id)
);

-- Bytes of uploaded documents, of sealed files and of templates' documents: `owner` names whose they are. In parts, so that no row is too large.
CREATE TABLE esign_file_parts (
  owner TEXT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (owner, part)
);

CREATE TABLE esign_custom_fields (
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  field_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  is_list SMALLINT NOT NULL,
  items TEXT NOT NULL,
  is_shown SMALLINT NOT NULL,
  is_required SMALLINT NOT NULL,
  PRIMARY KEY (envelope_id, field_id)
);

CREATE INDEX esign_custom_fields_by_value ON esign_custom_fields (name, value);

-- What a recipient adopted as his signature; ink and pictures as JSON.
CREATE TABLE esign_adoptions (
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  recipient_guid TEXT NOT NULL,
  signature_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  signature TEXT NOT NULL,
  initials TEXT NOT NULL,
  adopted_at_ms BIGINT NOT NULL,
  PRIMARY KEY (envelope_id, recipient_guid)
);

-- Which words a recipient accepted, kept by their hash.
CREATE TABLE esign_disclosures (
  sha256 TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  language TEXT NOT NULL,
  words TEXT NOT NULL
);

CREATE TABLE esign_acceptances (
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  recipient_guid TEXT NOT NULL,
  disclosure_sha256 TEXT NOT NULL REFERENCES esign_disclosures (sha256),
  accepted_at_ms BIGINT NOT NULL,
  PRIMARY KEY (envelope_id, recipient_guid)
);

-- Sealed files of completed envelopes: `name` is the sender's document id, "combined", "combined_alone" or "certificate".
CREATE TABLE esign_finished_files (
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  name TEXT NOT NULL,
  pages BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (envelope_id, name)
);
