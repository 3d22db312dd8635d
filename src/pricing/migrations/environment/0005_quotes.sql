-- Quotes: priced lines frozen with all that made each price; and the text of the layout that each sheet was read with, so that a
-- line can be read out of its file again for ever.

CREATE TABLE quotes (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  customer_name TEXT NOT NULL,
  your_reference TEXT NOT NULL,
  reason TEXT NOT NULL,
  hash TEXT NOT NULL,
  supersedes TEXT,
  superseded_by TEXT,
  line_count BIGINT NOT NULL,
  warned SMALLINT NOT NULL
);

CREATE INDEX quotes_by_partner ON quotes (partner_id, id);
CREATE INDEX quotes_by_reference ON quotes (application_id, your_reference);
CREATE INDEX quotes_by_expiry ON quotes (state, expires_at_ms);

-- Prices in micro-dollars a price unit, amounts of energy in milli-units of the unit beside them, months counted from year 0.
CREATE TABLE quote_lines (
  quote_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  id TEXT NOT NULL,
  former_line_id TEXT,
  former_price_micros BIGINT,
  former_price_decimals BIGINT,
  selected SMALLINT NOT NULL,
  source_kind TEXT NOT NULL,
  source_id TEXT NOT NULL,
  site_reference TEXT NOT NULL,
  service_address TEXT NOT NULL,
  annual_usage_milli BIGINT NOT NULL,
  usage_unit TEXT NOT NULL,
  aggregate_milli BIGINT NOT NULL,
  aggregate_unit TEXT NOT NULL,
  aggregate_was_stated SMALLINT NOT NULL,
  start_month_index BIGINT,
  supplier TEXT NOT NULL,
  supplier_name TEXT NOT NULL,
  commodity TEXT NOT NULL,
  customer_class TEXT NOT NULL,
  utility_code TEXT NOT NULL,
  utility_word TEXT NOT NULL,
  rate_class TEXT NOT NULL,
  rate_class_word TEXT NOT NULL,
  zone TEXT NOT NULL,
  zone_word TEXT NOT NULL,
  state TEXT NOT NULL,
  product TEXT NOT NULL,
  billing TEXT NOT NULL,
  green_percent_hundredths BIGINT NOT NULL,
  start_from_index BIGINT,
  start_until_index BIGINT,
  term_months BIGINT NOT NULL,
  band_present SMALLINT NOT NULL,
  band_min_milli BIGINT NOT NULL,
  band_max_milli BIGINT NOT NULL,
  band_unit TEXT NOT NULL,
  band_max_inclusive SMALLINT NOT NULL,
  band_min_is_of_lower SMALLINT NOT NULL,
  price_unit TEXT NOT NULL,
  price_decimals BIGINT NOT NULL,
  basis_micros BIGINT NOT NULL,
  stored_micros BIGINT NOT NULL,
  price_text TEXT NOT NULL,
  valid_from_days BIGINT NOT NULL,
  valid_until_days BIGINT NOT NULL,
  sellable_from_at_ms BIGINT NOT NULL,
  sellable_until_at_ms BIGINT NOT NULL,
  sheet_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  layout TEXT NOT NULL,
  layout_sha256 TEXT NOT NULL,
  worksheet TEXT NOT NULL,
  cell TEXT NOT NULL,
  margin_min_micros BIGINT NOT NULL,
  margin_max_micros BIGINT NOT NULL,
  margin_step_micros BIGINT NOT NULL,
  gross_up_form TEXT NOT NULL,
  gross_up_factor_millionths BIGINT NOT NULL,
  agent_code TEXT NOT NULL,
  license TEXT NOT NULL,
  house_fee_micros BIGINT NOT NULL,
  partner_margin_micros BIGINT NOT NULL,
  agent_margin_micros BIGINT NOT NULL,
  gross_up_micros BIGINT NOT NULL,
  price_micros BIGINT NOT NULL,
  annual_cost_cents BIGINT NOT NULL,
  term_cost_cents BIGINT NOT NULL,
  nonce TEXT NOT NULL,
  sealed_sha256 TEXT NOT NULL,
  PRIMARY KEY (quote_id, position)
);

CREATE INDEX quote_lines_by_file ON quote_lines (file_sha256);
CREATE INDEX quote_lines_by_supplier ON quote_lines (supplier, quote_id);

CREATE TABLE layout_texts (
  sha256 TEXT PRIMARY KEY,
  layout TEXT NOT NULL,
  yaml TEXT NOT NULL
);

CREATE TABLE sheet_layout_texts (
  sheet_id TEXT PRIMARY KEY,
  layout_sha256 TEXT NOT NULL
);
