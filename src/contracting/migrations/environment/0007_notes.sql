-- What people write about customers and contracts.

CREATE TABLE notes (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL
);

CREATE INDEX notes_by_subject ON notes (subject, id);
