-- Envelopes whose signers we write to, and what they were sent.
CREATE TABLE notices_envelopes (
  envelope_id TEXT NOT NULL PRIMARY KEY,
  partner_id TEXT NOT NULL,
  purpose BIGINT NOT NULL,
  subject_id TEXT NOT NULL,
  document_version BIGINT NOT NULL,
  title TEXT NOT NULL,
  message TEXT NOT NULL,
  sign_by_at_ms BIGINT,
  is_open SMALLINT NOT NULL,             -- 0: signing has ended.
  round BIGINT NOT NULL,                 -- 1, and one more each time it is sent again: everybody is then invited anew.
  next_look_at_ms BIGINT,                -- Business time; null: nothing more is to be written by itself.
  created_at_ms BIGINT NOT NULL
);
CREATE INDEX notices_envelopes_due ON notices_envelopes (next_look_at_ms) WHERE next_look_at_ms IS NOT NULL;
CREATE INDEX notices_envelopes_of_subject ON notices_envelopes (subject_id, envelope_id);

CREATE TABLE notices_invitations (
  envelope_id TEXT NOT NULL,
  role BIGINT NOT NULL,
  address TEXT NOT NULL,                 -- A corrected address is invited again.
  round BIGINT NOT NULL,
  invited_at_ms BIGINT NOT NULL,         -- Business time.
  reminders BIGINT NOT NULL,             -- A bit for each entry of the schedule that is done with.
  PRIMARY KEY (envelope_id, role, address, round)
);
