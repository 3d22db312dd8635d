-- Submissions to suppliers, answers of suppliers and utilities, retries. `at_ms` columns are business time but for next_try_at_ms and looked_at_ms, which are
-- real time. Dates in days since 1970-01-01. Absent texts are ''.

CREATE TABLE enrollment_suppliers (
  supplier TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  release_mode TEXT NOT NULL
);

-- Contracts in review that were looked at for automatic submission, and what stands in the way.
CREATE TABLE enrollment_reviews (
  contract_id TEXT PRIMARY KEY,
  contract_version BIGINT NOT NULL,
  looked_at_ms BIGINT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL
);

CREATE TABLE enrollment_submissions (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  contract_id TEXT NOT NULL,
  supplier TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  document_version BIGINT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  is_retry SMALLINT NOT NULL,
  payload TEXT NOT NULL,
  payload_sha256 TEXT NOT NULL,
  external_reference TEXT NOT NULL,
  tries BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  next_try_at_ms BIGINT,
  created_at_ms BIGINT NOT NULL,
  sent_at_ms BIGINT,
  answered_at_ms BIGINT,
  UNIQUE (contract_id, attempt)
);

CREATE INDEX enrollment_submissions_by_state ON enrollment_submissions (state, id);

CREATE TABLE enrollment_submission_accounts (
  submission_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  account_id TEXT NOT NULL,
  PRIMARY KEY (submission_id, position)
);

CREATE INDEX enrollment_submission_accounts_by_account ON enrollment_submission_accounts (account_id, submission_id);

-- What was said of accounts. Rows are added; outcome, detail and due change until it is settled. An answer without a message id is never the same as another.
CREATE TABLE enrollment_answers (
  id TEXT PRIMARY KEY,
  supplier TEXT NOT NULL,
  account_number TEXT NOT NULL,
  account_id TEXT,
  contract_id TEXT,
  kind TEXT NOT NULL,
  said_at_ms BIGINT NOT NULL,
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  start_days BIGINT,
  notice_days BIGINT,
  source TEXT NOT NULL,
  message_id TEXT,
  evidence TEXT NOT NULL,
  actor TEXT NOT NULL,
  received_at_ms BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT NOT NULL,
  is_unmapped SMALLINT NOT NULL,
  due_at_ms BIGINT,
  UNIQUE (source, message_id)
);

CREATE INDEX enrollment_answers_by_outcome ON enrollment_answers (outcome, id);
CREATE INDEX enrollment_answers_by_due ON enrollment_answers (outcome, due_at_ms);
CREATE INDEX enrollment_answers_by_account ON enrollment_answers (account_id, outcome);
CREATE INDEX enrollment_answers_unmapped ON enrollment_answers (is_unmapped, id);

-- Once more on the utility's next date. The first is confirmed by itself, each further one by somebody who asked the customer.
CREATE TABLE enrollment_retries (
  account_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  contract_id TEXT NOT NULL,
  code TEXT NOT NULL,
  due_at_ms BIGINT NOT NULL,
  confirmed_at_ms BIGINT,
  confirmed_by TEXT NOT NULL,
  done_at_ms BIGINT,
  PRIMARY KEY (account_id, number)
);

CREATE INDEX enrollment_retries_by_due ON enrollment_retries (done_at_ms, due_at_ms);
