-- Work to be done after the transaction that asks for it. A job that runs is pending too: its lease is run_at_ms set ahead.
CREATE TABLE outbox_jobs (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'dead')),
  run_at_ms BIGINT NOT NULL,        -- Not before this; while lease_owner is set, the end of its lease.
  attempts BIGINT NOT NULL,         -- Leases taken so far: with the owner, what tells this run from another.
  lease_owner TEXT,
  last_error TEXT,
  dedupe_key TEXT,                  -- At most one job of a kind and key, for as long as it is kept.
  created_at_ms BIGINT NOT NULL,
  finished_at_ms BIGINT             -- Of done and dead ones.
);
CREATE INDEX outbox_jobs_ready ON outbox_jobs (run_at_ms, id) WHERE state = 'pending';
CREATE INDEX outbox_jobs_finished ON outbox_jobs (state, finished_at_ms) WHERE state <> 'pending';
CREATE UNIQUE INDEX outbox_jobs_once ON outbox_jobs (kind, dedupe_key);

-- What happened, told to partners. The number is given after the commit, by one at a time: who has read up to a number
-- will never be shown an earlier one.
CREATE TABLE outbox_events (
  id TEXT NOT NULL PRIMARY KEY,
  number BIGINT,
  type TEXT NOT NULL,
  version BIGINT NOT NULL,
  audience TEXT,                    -- Whose feed: a partner's id; null: nobody's outside.
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  at_ms BIGINT NOT NULL             -- On the business clock.
);
CREATE UNIQUE INDEX outbox_events_by_number ON outbox_events (number);
CREATE INDEX outbox_events_of_audience ON outbox_events (audience, number);
CREATE INDEX outbox_events_unnumbered ON outbox_events (id) WHERE number IS NULL;

-- One row: the last number given. Its lock is what makes the numberer one at a time.
CREATE TABLE outbox_last_number (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL
);
INSERT INTO outbox_last_number (id, number) VALUES (1, 0);

-- First answers to requests with an Idempotency-Key.
CREATE TABLE outbox_idempotency_keys (
  scope TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  body_sha256 BYTEA NOT NULL,
  attempt BIGINT NOT NULL,          -- Tells the run that holds the key from one that took it over.
  status BIGINT,                    -- Null while it runs.
  headers TEXT,
  body BYTEA,
  held_until_ms BIGINT NOT NULL,    -- While it runs: when another may take over. Then: when it is forgotten.
  PRIMARY KEY (scope, idempotency_key)
);
CREATE INDEX outbox_idempotency_keys_held_until ON outbox_idempotency_keys (held_until_ms);
