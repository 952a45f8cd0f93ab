-- An import can be taken back. What it did to people is in act_block already; what it
-- did to events is in act_event: packed columns of contact, type, mark of the key, and
-- of changed events how they were before and after (see eventjournal.go).
CREATE TABLE act_event (
    id INTEGER PRIMARY KEY,
    act_id INTEGER NOT NULL,
    range INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX act_event_range ON act_event (range, act_id);
CREATE INDEX act_event_act ON act_event (act_id);

-- Which act brought a line of the ledger, a field, a property or a kind of event.
ALTER TABLE consent ADD COLUMN act_id INTEGER;
ALTER TABLE consent ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE field ADD COLUMN act_id INTEGER;
ALTER TABLE property ADD COLUMN act_id INTEGER;
ALTER TABLE event_type ADD COLUMN act_id INTEGER;

-- A line of the ledger goes only with its person, or, where it granted, with the import
-- that brought it and was taken back. No "no" is ever lost.
DROP TRIGGER consent_is_not_deleted;
CREATE TRIGGER consent_is_not_deleted BEFORE DELETE ON consent
    WHEN EXISTS (SELECT 1 FROM contact WHERE id = OLD.contact_id)
        AND NOT (OLD.action = 'granted' AND EXISTS (SELECT 1 FROM act WHERE id = OLD.act_id AND undone_by IS NOT NULL))
    BEGIN SELECT RAISE(ABORT, 'the permission ledger is append-only'); END;

-- Imports that were asked for and are not in yet. The line goes in the transaction that
-- brings the import in, so after a crash exactly those that are not in are left.
CREATE TABLE import_wait (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    path TEXT NOT NULL,
    plan TEXT NOT NULL,
    locked INTEGER NOT NULL,
    queued_at INTEGER NOT NULL
) STRICT;

-- Whether what an undo needs was recorded.
ALTER TABLE import_record ADD COLUMN undoable INTEGER NOT NULL DEFAULT 0;
