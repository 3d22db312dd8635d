-- When signers are to be told that an envelope expires soon; NULL: not, or told already.

ALTER TABLE esign_envelopes ADD COLUMN next_warning_at_ms BIGINT;

CREATE INDEX esign_envelopes_by_warning ON esign_envelopes (next_warning_at_ms);
