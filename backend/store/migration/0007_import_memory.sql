-- What was chosen for files with the same columns, to be offered again. A fingerprint is
-- a hash of the names of the columns; seen is of those that a reading without choices
-- finds, where the choices say to read another sheet or header row.
CREATE TABLE import_memory (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL UNIQUE,
    seen TEXT NOT NULL,
    name TEXT NOT NULL,
    columns INTEGER NOT NULL,
    choices TEXT NOT NULL,
    used_at INTEGER NOT NULL
) STRICT;

-- Files that are imported again whenever they change. What was imported last is written
-- in the transaction that brings it in, so after a crash an import that is not in is
-- found to be due. people and removed are steps between numbers of contacts: who the
-- last import was about, and who was in the file before and is not any more.
CREATE TABLE import_watch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    choices TEXT NOT NULL,
    permission TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    import_id INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT '',
    rows INTEGER NOT NULL DEFAULT 0,
    imported_at INTEGER,
    state TEXT NOT NULL DEFAULT 'changed',
    why TEXT NOT NULL DEFAULT '',
    details TEXT NOT NULL DEFAULT '[]',
    held TEXT NOT NULL DEFAULT '',
    checked_at INTEGER,
    people BLOB NOT NULL DEFAULT x'',
    removed BLOB NOT NULL DEFAULT x''
) STRICT;
