-- Prices taken off sale by an operator, whatever their sheets say. Empty text: every one.
CREATE TABLE price_stops (
  id TEXT PRIMARY KEY,
  supplier TEXT NOT NULL,
  commodity TEXT NOT NULL,
  state TEXT NOT NULL,
  utility TEXT NOT NULL,
  product TEXT NOT NULL,
  from_at_ms BIGINT NOT NULL,
  until_at_ms BIGINT,               -- Exclusive; null: until it is lifted.
  reason TEXT NOT NULL,
  made_at_ms BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  lifted_at_ms BIGINT,
  lifted_by TEXT,
  lift_reason TEXT
);

CREATE INDEX price_stops_unlifted ON price_stops (lifted_at_ms, until_at_ms);

-- What an operator has set of a supplier; who has no row has the defaults. Limits are in millionths of the former price.
CREATE TABLE supplier_settings (
  supplier TEXT PRIMARY KEY,
  quote_policy TEXT NOT NULL,
  move_limit_millionths BIGINT NOT NULL,
  row_move_limit_millionths BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);
