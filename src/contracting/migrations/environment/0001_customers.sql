-- Customers and their contacts. Absent texts are ''; a reference that is none is NULL, so that only given ones are unique.

CREATE TABLE customers (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  erased_at_ms BIGINT,
  sort_name TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  dba TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  tax_id_kind TEXT,
  tax_id_last4 TEXT,
  tax_id_sealed BYTEA,
  duns TEXT NOT NULL,
  sic TEXT NOT NULL,
  naics TEXT NOT NULL,
  tax_exemption TEXT NOT NULL,
  tax_exemption_certificate TEXT,
  language TEXT NOT NULL,
  your_reference TEXT,
  owner_agent TEXT,
  legal_line1 TEXT,
  legal_line2 TEXT,
  legal_city TEXT,
  legal_state TEXT,
  legal_zip TEXT,
  billing_line1 TEXT,
  billing_line2 TEXT,
  billing_city TEXT,
  billing_state TEXT,
  billing_zip TEXT
);

CREATE INDEX customers_by_partner ON customers (partner_id, id);
CREATE INDEX customers_by_change ON customers (partner_id, updated_at_ms, id);
CREATE INDEX customers_by_name ON customers (partner_id, sort_name, id);
CREATE UNIQUE INDEX customers_by_reference ON customers (application_id, your_reference);

CREATE TABLE customer_contacts (
  customer_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  id TEXT NOT NULL,
  role TEXT NOT NULL,
  first_name TEXT NOT NULL,
  middle_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  title TEXT NOT NULL,
  authority TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  mobile TEXT NOT NULL,
  consents_to_email SMALLINT NOT NULL,
  consents_to_sms SMALLINT NOT NULL,
  PRIMARY KEY (customer_id, position)
);
