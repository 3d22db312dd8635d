-- Documents that were issued, with their bytes in parts of at most 1 MiB. Never changed and never removed.

CREATE TABLE issued_documents (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  contract_id TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  utility_code TEXT NOT NULL,
  title TEXT NOT NULL,
  template_name TEXT NOT NULL,
  language TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  anchors TEXT NOT NULL,
  issued_at_ms BIGINT NOT NULL
);

CREATE UNIQUE INDEX issued_documents_by_contract ON issued_documents (contract_id, document_version, position);

CREATE TABLE issued_document_parts (
  document_id TEXT NOT NULL,
  part BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (document_id, part)
);
