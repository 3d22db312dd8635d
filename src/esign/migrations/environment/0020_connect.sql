-- Connect: who listens, with which keys messages are signed, and what became of each message.

CREATE TABLE esign_connect_configurations (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  envelope_id TEXT NOT NULL,              -- Empty: the account's own; else one envelope's notification,
  notification BIGINT NOT NULL,           -- which of them, from 0.
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  is_enabled SMALLINT NOT NULL,
  events TEXT NOT NULL,                   -- "envelope-sent,envelope-completed"
  include_data TEXT NOT NULL,             -- "recipients,tabs"
  has_event_data SMALLINT NOT NULL,
  requires_acknowledgment SMALLINT NOT NULL,
  includes_documents SMALLINT NOT NULL,
  includes_certificate SMALLINT NOT NULL,
  includes_hmac SMALLINT NOT NULL,
  is_logged SMALLINT NOT NULL,
  last_sequence BIGINT NOT NULL,          -- Of its deliveries. Whoever adds or ends one writes this row: so they are one after the other.
  is_failing SMALLINT NOT NULL,
  created_at_ms BIGINT NOT NULL
);
CREATE INDEX esign_connect_configurations_by_account ON esign_connect_configurations (account_id, envelope_id, id);

-- How far the events of an envelope were handed to configurations.
CREATE TABLE esign_connect_told (
  envelope_id TEXT NOT NULL PRIMARY KEY,
  last_number BIGINT NOT NULL
);

CREATE TABLE esign_connect_deliveries (
  id TEXT NOT NULL PRIMARY KEY,
  configuration_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  account_id TEXT NOT NULL,
  envelope_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
  run BIGINT NOT NULL,                    -- Names the job that may try it now: a retry by hand makes earlier ones void.
  tries BIGINT NOT NULL,
  status BIGINT NOT NULL,                 -- Of the last answer; 0: none.
  error TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,          -- Real time.
  tried_at_ms BIGINT
);
CREATE UNIQUE INDEX esign_connect_deliveries_once ON esign_connect_deliveries (configuration_id, sequence);
CREATE INDEX esign_connect_deliveries_of_account ON esign_connect_deliveries (account_id, state, tried_at_ms);
CREATE INDEX esign_connect_deliveries_of_envelope ON esign_connect_deliveries (envelope_id);

CREATE TABLE esign_connect_keys (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  number BIGINT NOT NULL,                 -- Rises within the account.
  sealed BYTEA NOT NULL,
  created_at_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX esign_connect_keys_of_account ON esign_connect_keys (account_id, number);
