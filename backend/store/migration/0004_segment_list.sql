-- A deleted segment stays for a while with its versions and its record, so that deleting can be undone.
ALTER TABLE segment ADD COLUMN deleted_at INTEGER;

-- How many entered and left a segment in each half hour (UTC, counted from 1970): time zones differ by no
-- less, so any zone's days can be added up from it. The sum of both is who is in it now.
CREATE TABLE segment_move (
    segment_id INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    slot INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    left INTEGER NOT NULL,
    PRIMARY KEY (segment_id, slot)
) STRICT, WITHOUT ROWID;
INSERT INTO segment_move (segment_id, slot, entered, left)
    SELECT segment_id, slot, sum(entered), sum(gone) FROM (
        SELECT segment_id, entered_at / 1800000 AS slot, count(*) AS entered, 0 AS gone FROM membership GROUP BY segment_id, slot
        UNION ALL
        SELECT segment_id, left_at / 1800000, 0, count(*) FROM membership WHERE left_at IS NOT NULL GROUP BY segment_id, left_at / 1800000
    ) GROUP BY segment_id, slot;
