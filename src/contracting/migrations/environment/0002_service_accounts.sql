-- Service accounts: one a customer, utility and number. Energy in milli-units of the unit beside it, tags in milli-kW; meter numbers and days of
-- reads (days since 1970) in one text each, apart by commas.

CREATE TABLE service_accounts (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  erased_at_ms BIGINT,
  account_number TEXT NOT NULL,
  number_verdict TEXT NOT NULL,
  commodity TEXT NOT NULL,
  utility_code TEXT NOT NULL,
  account_number_given TEXT NOT NULL,
  service_reference TEXT NOT NULL,
  name_key TEXT NOT NULL,
  meter_numbers TEXT NOT NULL,
  billing_account_number TEXT NOT NULL,
  service_line1 TEXT NOT NULL,
  service_line2 TEXT NOT NULL,
  service_city TEXT NOT NULL,
  service_state TEXT NOT NULL,
  service_zip TEXT NOT NULL,
  billing_line1 TEXT,
  billing_line2 TEXT,
  billing_city TEXT,
  billing_state TEXT,
  billing_zip TEXT,
  zone TEXT NOT NULL,
  rate_class TEXT NOT NULL,
  load_profile TEXT NOT NULL,
  annual_usage_milli BIGINT,
  annual_usage_unit TEXT,
  icap_milli_kw BIGINT,
  tax_status TEXT NOT NULL,
  incumbent_supplier TEXT NOT NULL,
  incumbent_contract_end_days BIGINT,
  read_cycle TEXT NOT NULL,
  next_reads_days TEXT NOT NULL,
  your_reference TEXT
);

CREATE UNIQUE INDEX service_accounts_by_number ON service_accounts (customer_id, utility_code, account_number);
CREATE UNIQUE INDEX service_accounts_by_reference ON service_accounts (application_id, your_reference);
CREATE INDEX service_accounts_by_partner ON service_accounts (partner_id, id);
CREATE INDEX service_accounts_of_partner_by_number ON service_accounts (partner_id, account_number);
CREATE INDEX service_accounts_by_customer ON service_accounts (customer_id, id);
