-- Contracts, their accounts with frozen prices, legs, splits, checks, acceptances and history. Prices in micro-dollars a price unit, money in cents,
-- energy in milli-units of the price unit's base, dates in days since 1970-01-01, months counted from year 0. Absent texts are ''.

CREATE TABLE contract_numbers (
  partner_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (partner_id, year)
);

CREATE TABLE contracts (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  number TEXT NOT NULL,
  deal_type TEXT NOT NULL,
  amendment TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  state_since_at_ms BIGINT NOT NULL,
  version BIGINT NOT NULL,
  document_version BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  customer_id TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  supplier TEXT NOT NULL,
  supplier_name TEXT NOT NULL,
  commodity TEXT NOT NULL,
  product TEXT NOT NULL,
  language TEXT NOT NULL,
  owner_agent TEXT NOT NULL,
  sub_agency TEXT NOT NULL,
  origin_partner TEXT NOT NULL,
  broker_of_record TEXT NOT NULL,
  your_reference TEXT,
  commission_plan TEXT NOT NULL,
  commission_rate_micros BIGINT,
  commission_agent_code TEXT NOT NULL,
  commission_frozen_at_ms BIGINT,
  former_contract_id TEXT,
  successor_contract_id TEXT,
  amends_at_days BIGINT,
  was_imported SMALLINT NOT NULL,
  reason TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  signed_at_ms BIGINT,
  submitted_at_ms BIGINT,
  valid_until_at_ms BIGINT,
  sign_by_at_ms BIGINT,
  submit_by_at_ms BIGINT,
  locked_at_ms BIGINT,
  start_days BIGINT,
  end_days BIGINT,
  account_count BIGINT NOT NULL,
  accepted_count BIGINT NOT NULL,
  rejected_count BIGINT NOT NULL,
  active_count BIGINT NOT NULL,
  dropped_count BIGINT NOT NULL,
  cancelled_count BIGINT NOT NULL,
  price_unit TEXT NOT NULL,
  annual_usage_milli BIGINT NOT NULL,
  annual_cost_cents BIGINT NOT NULL,
  created_month_index BIGINT NOT NULL,
  search_text TEXT NOT NULL
);

CREATE UNIQUE INDEX contracts_by_number ON contracts (partner_id, number);
CREATE UNIQUE INDEX contracts_by_reference ON contracts (application_id, your_reference);
CREATE INDEX contracts_by_creation ON contracts (partner_id, created_at_ms, id);
CREATE INDEX contracts_by_change ON contracts (partner_id, changed_at_ms, id);
CREATE INDEX contracts_by_customer ON contracts (customer_id, id);
CREATE INDEX contracts_by_former ON contracts (former_contract_id);
CREATE INDEX contracts_by_sign_by ON contracts (state, sign_by_at_ms);

CREATE TABLE contract_splits (
  contract_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  payee TEXT NOT NULL,
  share_millionths BIGINT NOT NULL,
  PRIMARY KEY (contract_id, position)
);

CREATE TABLE contract_accounts (
  contract_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  partner_id TEXT NOT NULL,
  id TEXT NOT NULL,
  service_account_id TEXT NOT NULL,
  state TEXT NOT NULL,
  state_since_at_ms BIGINT NOT NULL,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  reject_class TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  quote_id TEXT,
  quote_line_id TEXT,
  source_id TEXT NOT NULL,
  utility_code TEXT NOT NULL,
  state_code TEXT NOT NULL,
  rate_class TEXT NOT NULL,
  zone TEXT NOT NULL,
  product TEXT NOT NULL,
  annual_usage_milli BIGINT NOT NULL,
  price_unit TEXT NOT NULL,
  price_decimals BIGINT NOT NULL,
  term_months BIGINT NOT NULL,
  base_micros BIGINT NOT NULL,
  margin_micros BIGINT NOT NULL,
  gross_up_micros BIGINT NOT NULL,
  price_micros BIGINT NOT NULL,
  annual_cost_cents BIGINT NOT NULL,
  start_month_index BIGINT,
  requested_start_days BIGINT,
  start_read_days BIGINT,
  end_read_days BIGINT,
  start_is_estimate SMALLINT NOT NULL,
  valid_until_at_ms BIGINT,
  sign_by_at_ms BIGINT,
  submit_by_at_ms BIGINT,
  locked_at_ms BIGINT,
  rescission_rule TEXT NOT NULL,
  rescission_opens_at_ms BIGINT,
  rescission_ends_at_ms BIGINT,
  rescission_via_utility SMALLINT NOT NULL,
  rescission_holds_submission SMALLINT NOT NULL,
  PRIMARY KEY (contract_id, position)
);

CREATE UNIQUE INDEX contract_accounts_by_id ON contract_accounts (id);
CREATE INDEX contract_accounts_by_service_account ON contract_accounts (service_account_id, contract_id);

CREATE TABLE contract_rates (
  contract_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  from_month BIGINT NOT NULL,
  months BIGINT NOT NULL,
  kind TEXT NOT NULL,
  base_micros BIGINT NOT NULL,
  margin_micros BIGINT NOT NULL,
  gross_up_micros BIGINT NOT NULL,
  price_micros BIGINT NOT NULL,
  closed_at_days BIGINT,
  replaced_by_version BIGINT,
  PRIMARY KEY (contract_id, account_id, document_version, from_month)
);

CREATE TABLE contract_history (
  contract_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  account_id TEXT,
  event TEXT NOT NULL,
  previous_status TEXT NOT NULL,
  status TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  source_message TEXT NOT NULL,
  PRIMARY KEY (contract_id, sequence)
);

CREATE TABLE contract_checks (
  contract_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT,
  type TEXT NOT NULL,
  severity TEXT NOT NULL,
  code TEXT NOT NULL,
  required_by TEXT NOT NULL,
  path TEXT NOT NULL,
  status TEXT NOT NULL,
  message TEXT NOT NULL,
  approver TEXT NOT NULL,
  reason TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  is_for_operators SMALLINT NOT NULL,
  PRIMARY KEY (contract_id, position)
);

CREATE INDEX contract_checks_by_type ON contract_checks (type, status);

CREATE TABLE contract_acceptances (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  method TEXT NOT NULL,
  accepted_at_ms BIGINT NOT NULL,
  recorded_at_ms BIGINT NOT NULL,
  accepted_by TEXT NOT NULL,
  accepted_title TEXT NOT NULL,
  reference TEXT NOT NULL,
  evidence_file_id TEXT,
  recorded_by TEXT NOT NULL
);

CREATE INDEX contract_acceptances_by_contract ON contract_acceptances (contract_id, id);

-- Contracts of one meter are found whoever's they are: by its number.
CREATE INDEX service_accounts_by_account_number ON service_accounts (account_number);
