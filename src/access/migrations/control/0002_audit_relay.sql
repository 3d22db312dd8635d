-- Which job of an environment's outbox became which entry of the audit log: a job that runs again appends nothing.
CREATE TABLE audit_relayed (
  job_id TEXT PRIMARY KEY,
  sequence BIGINT NOT NULL
);
