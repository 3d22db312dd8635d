-- What each partner may sell of each supplier, and at what. Rows are never edited: one is closed, and another follows it. Empty text:
-- every one. Amounts are micro-dollars a base unit (kWh, therm, Ccf), factors and shares millionths.
CREATE TABLE price_terms (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  partner TEXT NOT NULL,
  supplier TEXT NOT NULL,
  commodity TEXT NOT NULL,
  state TEXT NOT NULL,
  utility TEXT NOT NULL,
  from_at_ms BIGINT NOT NULL,
  until_at_ms BIGINT,               -- Exclusive; null: until it is closed.
  margin_min_micros BIGINT,
  margin_max_micros BIGINT,
  margin_step_micros BIGINT,
  margin_default_micros BIGINT,
  gross_up_form TEXT NOT NULL,      -- Empty: says nothing of it.
  gross_up_factor_millionths BIGINT NOT NULL,
  share_tiers TEXT NOT NULL,        -- "0:1000000;7000:500000": from this fee on, this share.
  share_realized_max_micros BIGINT,
  house_fee_micros BIGINT,
  agent_code TEXT NOT NULL,
  license TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at_ms BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  closed_at_ms BIGINT,              -- Where it ends; not before the instant of the closing.
  closed_by TEXT,
  close_reason TEXT
);

CREATE INDEX price_terms_by_place ON price_terms (kind, partner, supplier);
