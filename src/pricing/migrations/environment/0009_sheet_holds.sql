-- What checks stopped of a sheet, and what an operator decided. number counts within the sheet.
CREATE TABLE sheet_holds (
  sheet_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  grain TEXT NOT NULL,              -- row, table, sheet
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  cells TEXT NOT NULL,              -- A line each, the first of them only.
  row_count BIGINT NOT NULL,
  releasable SMALLINT NOT NULL,
  state TEXT NOT NULL,              -- held, released, kept
  decided_at_ms BIGINT,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (sheet_id, number)
);

-- The rates of a releasable hold, a part of at most 1 MiB: for each the distance to the row before and the price that it would be sold from.
CREATE TABLE sheet_held_rates (
  sheet_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (sheet_id, number, part)
);
