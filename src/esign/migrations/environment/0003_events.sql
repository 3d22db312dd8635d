-- The envelope's chain of evidence, and what Connect tells of it. Numbers run from 1 within an envelope; its row holds the last of both.

CREATE TABLE esign_events (
  envelope_id TEXT NOT NULL REFERENCES esign_envelopes (id),
  number BIGINT NOT NULL,
  envelope_status TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (envelope_id, number)
);

CREATE TABLE esign_connect_events (
  id TEXT PRIMARY KEY,
  envelope_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  recipient_id TEXT NOT NULL,
  recipient_guid TEXT NOT NULL,
  template_id TEXT NOT NULL,
  happened_at_ms BIGINT NOT NULL
);

CREATE INDEX esign_connect_events_by_envelope ON esign_connect_events (envelope_id, number);
