-- Bytes that a vault has or had: the row that an upload and a removal of the same bytes both write, so that they take turns on every node.

CREATE TABLE uploaded_file_places (
  partner_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  uploads BIGINT NOT NULL,
  PRIMARY KEY (partner_id, sha256)
);
