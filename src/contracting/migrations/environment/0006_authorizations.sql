-- Letters of authorization. One without accounts is for all of its customer's. `expiry_told` is 1 once partners were told that it ended.

CREATE TABLE authorizations (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  scopes TEXT NOT NULL,
  signed_at_ms BIGINT NOT NULL,
  method TEXT NOT NULL,
  signer_name TEXT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  document_id TEXT,
  document_reference TEXT NOT NULL,
  revoked_at_ms BIGINT,
  revocation_reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  expiry_told SMALLINT NOT NULL
);

CREATE INDEX authorizations_by_customer ON authorizations (customer_id, id);
CREATE INDEX authorizations_by_expiry ON authorizations (expiry_told, expires_at_ms);

CREATE TABLE authorization_accounts (
  authorization_id TEXT NOT NULL,
  service_account_id TEXT NOT NULL,
  PRIMARY KEY (authorization_id, service_account_id)
);
