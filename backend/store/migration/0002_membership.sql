ALTER TABLE segment ADD COLUMN frozen_at INTEGER;

CREATE TABLE segment_version (
    segment_id INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    rule BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (segment_id, version)
) STRICT;
CREATE TRIGGER segment_version_is_not_changed BEFORE UPDATE ON segment_version BEGIN SELECT RAISE(ABORT, 'a saved version is never rewritten'); END;
-- Of segments saved before there were versions, the last one is known.
INSERT INTO segment_version (segment_id, version, name, rule, saved_at) SELECT id, version, name, rule, updated_at FROM segment;

-- A stay of a contact in a segment. The open one, which has not ended, is stay 0: the key allows one. When it
-- ends it gets the next number from -999999999 up, so that the key's order is the order of time.
-- Causes: 0 rule, 1 data, 2 clock.
CREATE TABLE membership (
    segment_id INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL,
    stay INTEGER NOT NULL CHECK (stay <= 0 AND (stay = 0) = (left_at IS NULL)),
    entered_at INTEGER NOT NULL,
    entered_cause INTEGER NOT NULL CHECK (entered_cause BETWEEN 0 AND 2),
    left_at INTEGER CHECK (left_at >= entered_at),
    left_cause INTEGER CHECK (left_cause BETWEEN 0 AND 2 AND (left_cause IS NULL) = (left_at IS NULL)),
    PRIMARY KEY (segment_id, contact_id, stay)
) STRICT, WITHOUT ROWID;

-- Up to which instant, and by which version of the rule and the data, the recorded membership is true.
-- Version 0: the members were fixed by freezing the segment.
CREATE TABLE segment_watch (
    segment_id INTEGER PRIMARY KEY REFERENCES segment (id) ON DELETE CASCADE,
    evaluated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    data_version INTEGER NOT NULL
) STRICT;
