-- Files that partners brought, and their bytes where the vault is this database: once for all files of a partner that have the same.

CREATE TABLE uploaded_files (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  page_count BIGINT,
  customer_id TEXT,
  subject TEXT,
  uploaded_by TEXT NOT NULL,
  uploaded_at_ms BIGINT NOT NULL,
  deleted_at_ms BIGINT
);

CREATE INDEX uploaded_files_by_partner ON uploaded_files (partner_id, id);
CREATE INDEX uploaded_files_by_bytes ON uploaded_files (partner_id, sha256);
CREATE INDEX uploaded_files_by_customer ON uploaded_files (customer_id, id);
CREATE INDEX uploaded_files_by_subject ON uploaded_files (subject, id);

CREATE TABLE uploaded_file_parts (
  partner_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (partner_id, sha256, part)
);
