-- One row: the last number that was forgotten with its event. Who asks for what is after an earlier one has missed something.
CREATE TABLE outbox_forgotten_events (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL
);
INSERT INTO outbox_forgotten_events (id, number) VALUES (1, 0);
CREATE INDEX outbox_events_of_subject ON outbox_events (audience, subject, number);
