-- Letters that this environment wrote. What one says (both bodies, attachments) is removed when a mail server has taken or refused it; in a mailbox it stays.
CREATE TABLE mail_letters (
  id TEXT NOT NULL PRIMARY KEY,
  dedupe_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'refused', 'kept')),
  category TEXT NOT NULL,
  subject_id TEXT NOT NULL,          -- What it speaks of; empty: nothing.
  language TEXT NOT NULL,
  from_name TEXT NOT NULL,
  from_address TEXT NOT NULL,        -- Empty: the installation's sender.
  reply_to TEXT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT NOT NULL,
  reason TEXT NOT NULL,              -- Why it was refused.
  created_at_ms BIGINT NOT NULL,     -- Real time, as all here.
  settled_at_ms BIGINT               -- When it was sent, refused or kept.
);
CREATE UNIQUE INDEX mail_letters_once ON mail_letters (dedupe_key);
CREATE INDEX mail_letters_of_subject ON mail_letters (subject_id, id);
CREATE INDEX mail_letters_settled ON mail_letters (settled_at_ms) WHERE settled_at_ms IS NOT NULL;

CREATE TABLE mail_receivers (
  letter_id TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (letter_id, ordinal)
);

CREATE TABLE mail_attachments (
  letter_id TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (letter_id, ordinal)
);

CREATE TABLE mail_attachment_parts (
  letter_id TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (letter_id, ordinal, part)
);
