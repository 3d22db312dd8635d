-- Where partners want to be called. due_at_ms is when its next delivery is due, null where none waits; a node that delivers owns the endpoint until its lease ends.
CREATE TABLE webhook_endpoints (
  id TEXT NOT NULL PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
  disabled_reason TEXT NOT NULL,    -- Empty unless disabled: 'gone', 'failing'.
  event_types TEXT NOT NULL,        -- One a line; empty: all.
  headers BYTEA,                    -- Sealed "name: value" lines; null: none.
  header_names TEXT NOT NULL DEFAULT '',  -- One a line.
  rate_per_second BIGINT NOT NULL,  -- 0: no limit.
  delivery_order TEXT NOT NULL CHECK (delivery_order IN ('parallel', 'by_subject')),
  secret BYTEA NOT NULL,            -- Sealed.
  former_secret BYTEA,              -- Sealed; signs beside the other until former_secret_until_ms.
  former_secret_until_ms BIGINT,
  failing_since_ms BIGINT,          -- Since when no delivery went through.
  version BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  due_at_ms BIGINT,
  owner TEXT,
  owned_until_ms BIGINT NOT NULL
);
CREATE INDEX webhook_endpoints_of_partner ON webhook_endpoints (partner_id, id);
CREATE INDEX webhook_endpoints_due ON webhook_endpoints (due_at_ms, id) WHERE state = 'active' AND due_at_ms IS NOT NULL;

-- One event for one endpoint. A second delivery of an event to the same endpoint is a replay.
CREATE TABLE webhook_deliveries (
  id TEXT NOT NULL PRIMARY KEY,
  endpoint_id TEXT NOT NULL,
  partner_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_number BIGINT NOT NULL,
  event_type TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'exhausted', 'cancelled')),
  replay BIGINT NOT NULL,           -- 0 the first time; then counts.
  attempts BIGINT NOT NULL,
  next_at_ms BIGINT NOT NULL,       -- Of pending ones.
  last_status BIGINT NOT NULL,      -- 0: no answer came.
  last_error TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  finished_at_ms BIGINT
);
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (endpoint_id, event_id, replay);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_at_ms, event_number) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_before ON webhook_deliveries (endpoint_id, subject, event_number) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_of_partner ON webhook_deliveries (partner_id, id);
CREATE INDEX webhook_deliveries_old ON webhook_deliveries (created_at_ms);

CREATE TABLE webhook_attempts (
  delivery_id TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  took_ms BIGINT NOT NULL,
  request_headers TEXT NOT NULL,    -- Without the partner's own, which may be secret.
  status BIGINT NOT NULL,
  error TEXT NOT NULL,
  answer BYTEA NOT NULL,            -- The first 4 kB.
  PRIMARY KEY (delivery_id, attempt)
);

-- One row: the last event that was handed to endpoints. Its lock makes one node at a time do it.
CREATE TABLE webhook_fan_out (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL
);
INSERT INTO webhook_fan_out (id, number) VALUES (1, 0);
