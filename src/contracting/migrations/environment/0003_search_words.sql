-- The inverted index of search: one row a word, thing and part of it. Words are bytes, so that both engines order them alike.

CREATE TABLE search_words (
  partner_id TEXT NOT NULL,
  word BYTEA NOT NULL,
  kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (partner_id, word, kind, object_id, part)
);

CREATE INDEX search_words_by_object ON search_words (object_id, part);
