-- Usage by billing period, and requests for it. Energy in milli-units of the unit beside it, demand in milli-kW, days since 1970; periods are [from, until).

CREATE TABLE usage_records (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  service_account_id TEXT NOT NULL,
  source TEXT NOT NULL,
  from_days BIGINT NOT NULL,
  until_days BIGINT NOT NULL,
  quantity_milli BIGINT NOT NULL,
  quantity_unit TEXT NOT NULL,
  demand_milli_kw BIGINT,
  recorded_at_ms BIGINT NOT NULL
);

CREATE UNIQUE INDEX usage_records_by_period ON usage_records (service_account_id, source, from_days, until_days);

CREATE TABLE usage_requests (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  service_account_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  mode TEXT NOT NULL,
  authorization_id TEXT,
  reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  requested_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL
);

CREATE INDEX usage_requests_by_account ON usage_requests (service_account_id, id);
CREATE INDEX usage_requests_by_state ON usage_requests (state, id);
