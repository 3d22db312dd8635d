-- What came from suppliers, by which way, and what became of it; and when each supplier's sheet is awaited.

CREATE TABLE arrivals (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  origin TEXT NOT NULL,
  file_name TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL,
  sheet_id TEXT,
  supplier TEXT NOT NULL,
  reason TEXT NOT NULL,
  arrived_at_ms BIGINT NOT NULL
);

CREATE INDEX arrivals_by_outcome ON arrivals (outcome, id);

CREATE TABLE supplier_calendars (
  supplier TEXT PRIMARY KEY,
  cadence TEXT NOT NULL,
  expected_by_minutes BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);

CREATE TABLE supplier_lateness (
  supplier TEXT NOT NULL,
  day_days BIGINT NOT NULL,
  noticed_at_ms BIGINT NOT NULL,
  PRIMARY KEY (supplier, day_days)
);
