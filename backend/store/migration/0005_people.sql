-- What was done to people's values, one row an act. Undoing is an act too: undoes names what it takes back,
-- undone_by the one that took this back and has not been taken back itself.
CREATE TABLE act (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    import_id INTEGER,
    undoes INTEGER,
    undone_by INTEGER,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Whom an act touched: the contacts of one range as compressed columns, with the row of the file, the fields
-- that were set and, of people who were here before, what stood there. Of a contact the lower id is older.
CREATE TABLE act_block (
    id INTEGER PRIMARY KEY,
    act_id INTEGER NOT NULL,
    range INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX act_block_range ON act_block (range, first, last);
CREATE INDEX act_block_act ON act_block (act_id);

CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_contact ON note (contact_id, at);

-- No mail to a person until an instant, or for good where there is none.
CREATE TABLE pause (
    contact_id INTEGER PRIMARY KEY,
    until INTEGER,
    at INTEGER NOT NULL
) STRICT;

-- An entry goes only together with its person.
DROP TRIGGER consent_is_not_deleted;
CREATE TRIGGER consent_is_not_deleted BEFORE DELETE ON consent WHEN EXISTS (SELECT 1 FROM contact WHERE id = OLD.contact_id)
    BEGIN SELECT RAISE(ABORT, 'the permission ledger is append-only'); END;
