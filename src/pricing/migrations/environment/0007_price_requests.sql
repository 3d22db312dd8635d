-- Custom prices: what partners ask suppliers for beyond their sheets, and what those offer. Prices in micro-dollars a price unit,
-- amounts of energy in milli-units of the unit beside them, tags in milli-kW, months counted from year 0.

CREATE TABLE price_requests (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  due_at_ms BIGINT NOT NULL,
  customer_name TEXT NOT NULL,
  your_reference TEXT NOT NULL,
  commodity TEXT NOT NULL,
  products TEXT NOT NULL,
  term_months TEXT NOT NULL,
  notes TEXT NOT NULL,
  reason TEXT NOT NULL,
  site_count BIGINT NOT NULL
);

CREATE INDEX price_requests_by_partner ON price_requests (partner_id, id);
CREATE INDEX price_requests_by_reference ON price_requests (application_id, your_reference);
CREATE INDEX price_requests_by_due ON price_requests (state, due_at_ms);

CREATE TABLE price_request_sites (
  request_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  site_id TEXT NOT NULL,
  utility_code TEXT NOT NULL,
  account_number TEXT NOT NULL,
  account_verdict TEXT NOT NULL,
  rate_class TEXT NOT NULL,
  zone TEXT NOT NULL,
  annual_usage_milli BIGINT NOT NULL,
  usage_unit TEXT NOT NULL,
  capacity_tag_milli_kw BIGINT,
  transmission_tag_milli_kw BIGINT,
  start_month_index BIGINT NOT NULL,
  PRIMARY KEY (request_id, position)
);

CREATE TABLE price_request_suppliers (
  request_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  supplier TEXT NOT NULL,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (request_id, position)
);

CREATE INDEX price_request_suppliers_by_supplier ON price_request_suppliers (supplier, request_id);

CREATE TABLE price_offers (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  supplier TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_as TEXT NOT NULL,
  price_unit TEXT NOT NULL,
  product TEXT NOT NULL,
  term_months BIGINT NOT NULL,
  start_month_index BIGINT NOT NULL,
  monthly_fee_cents BIGINT,
  bandwidth_millionths BIGINT,
  valid_from_at_ms BIGINT NOT NULL,
  valid_until_at_ms BIGINT NOT NULL,
  conditions TEXT NOT NULL,
  attachment_name TEXT NOT NULL,
  attachment_sha256 TEXT NOT NULL,
  attachment_size BIGINT NOT NULL,
  supersedes TEXT,
  superseded_by TEXT,
  reason TEXT NOT NULL,
  sha256 TEXT NOT NULL
);

CREATE INDEX price_offers_by_request ON price_offers (request_id, id);

CREATE TABLE price_offer_legs (
  offer_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  from_month BIGINT NOT NULL,
  months BIGINT NOT NULL,
  price_micros BIGINT,
  price_decimals BIGINT NOT NULL,
  adder_micros BIGINT,
  index_name TEXT NOT NULL,
  components TEXT NOT NULL,
  PRIMARY KEY (offer_id, position)
);

CREATE TABLE price_offer_sites (
  offer_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  site_id TEXT NOT NULL,
  price_micros BIGINT,
  price_decimals BIGINT NOT NULL,
  PRIMARY KEY (offer_id, position)
);

CREATE TABLE price_offer_attachments (
  sha256 TEXT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (sha256, part)
);
