-- Lists become a type, and a field may be derived: the tables are made anew for the wider check.
CREATE TABLE field_anew (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('text', 'number', 'money', 'date', 'time', 'bool', 'list')),
    builtin INTEGER NOT NULL,
    derived_at INTEGER
) STRICT;
INSERT INTO field_anew (id, key, name, type, builtin) SELECT id, key, name, type, builtin FROM field;
DROP TABLE field;
ALTER TABLE field_anew RENAME TO field;

CREATE TABLE property_anew (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('text', 'number', 'money', 'date', 'time', 'bool', 'list')),
    builtin INTEGER NOT NULL
) STRICT;
INSERT INTO property_anew (id, key, name, type, builtin) SELECT id, key, name, type, builtin FROM property;
DROP TABLE property;
ALTER TABLE property_anew RENAME TO property;

-- Older events, by type and range of 4096 contacts, as compressed columns. All of a contact's blocks are
-- older than all of its rows in event; of two blocks the one with the lower id is older.
CREATE TABLE event_block (
    id INTEGER PRIMARY KEY,
    range INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    events INTEGER NOT NULL CHECK (events > 0),
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX event_block_range ON event_block (range, type_id);

-- What the contacts of a range look like as columns: a copy, gone as soon as one of them changes.
CREATE TABLE contact_block (
    range INTEGER PRIMARY KEY,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE TRIGGER contact_added AFTER INSERT ON contact BEGIN DELETE FROM contact_block WHERE range = NEW.id / 4096; END;
CREATE TRIGGER contact_changed AFTER UPDATE ON contact BEGIN DELETE FROM contact_block WHERE range IN (OLD.id / 4096, NEW.id / 4096); END;
CREATE TRIGGER contact_deleted AFTER DELETE ON contact BEGIN DELETE FROM contact_block WHERE range = OLD.id / 4096; END;
