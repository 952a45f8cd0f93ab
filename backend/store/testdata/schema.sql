-- index act_block_act
CREATE INDEX act_block_act ON act_block (act_id);

-- index act_block_range
CREATE INDEX act_block_range ON act_block (range, first, last);

-- index act_event_act
CREATE INDEX act_event_act ON act_event (act_id);

-- index act_event_range
CREATE INDEX act_event_range ON act_event (range, act_id);

-- index consent_contact
CREATE INDEX consent_contact ON consent (contact_id, purpose, id);

-- index contact_email
CREATE UNIQUE INDEX contact_email ON contact (email) WHERE email IS NOT NULL;

-- index contact_external_id
CREATE UNIQUE INDEX contact_external_id ON contact (external_id) WHERE external_id IS NOT NULL;

-- index event_block_range
CREATE INDEX event_block_range ON event_block (range, type_id);

-- index event_contact
CREATE INDEX event_contact ON event (contact_id, at);

-- index event_key
CREATE UNIQUE INDEX event_key ON event (type_id, event_key) WHERE event_key IS NOT NULL;

-- index note_contact
CREATE INDEX note_contact ON note (contact_id, at);

-- index send_state
CREATE INDEX send_state ON send (campaign_id, state, id);

-- table account
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    tls TEXT NOT NULL,
    user_name TEXT NOT NULL,
    from_name TEXT NOT NULL,
    from_address TEXT NOT NULL,
    rate REAL NOT NULL,
    connections INTEGER NOT NULL
) STRICT;

-- table act
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

-- table act_block
CREATE TABLE act_block (
    id INTEGER PRIMARY KEY,
    act_id INTEGER NOT NULL,
    range INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;

-- table act_event
CREATE TABLE act_event (
    id INTEGER PRIMARY KEY,
    act_id INTEGER NOT NULL,
    range INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;

-- table campaign
CREATE TABLE campaign (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'sending', 'paused', 'sent')),
    segment_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    preheader TEXT NOT NULL,
    document BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;

-- table consent
CREATE TABLE consent (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('granted', 'withdrawn')),
    basis TEXT NOT NULL,
    wording TEXT NOT NULL,
    source TEXT NOT NULL,
    proof TEXT NOT NULL,
    at INTEGER NOT NULL
, act_id INTEGER, language TEXT NOT NULL DEFAULT '') STRICT;

-- table contact
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT,
    external_id TEXT,
    created_at INTEGER NOT NULL,
    f3 TEXT, f4 TEXT, f5 TEXT, f6 TEXT, f7 TEXT, f8 TEXT, f9 INTEGER,
    CHECK (email IS NOT NULL OR external_id IS NOT NULL)
);

-- table contact_block
CREATE TABLE contact_block (
    range INTEGER PRIMARY KEY,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;

-- table event
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event_key TEXT,
    p1 TEXT, p2 INTEGER, p3 TEXT, p4 TEXT, p5 TEXT, p6 TEXT, p7 INTEGER, p8 INTEGER, p9 TEXT, p10 TEXT, p11 INTEGER
);

-- table event_block
CREATE TABLE event_block (
    id INTEGER PRIMARY KEY,
    range INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    events INTEGER NOT NULL CHECK (events > 0),
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;

-- table event_type
CREATE TABLE event_type (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    builtin INTEGER NOT NULL
, act_id INTEGER) STRICT;

-- table field
CREATE TABLE "field" (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('text', 'number', 'money', 'date', 'time', 'bool', 'list')),
    builtin INTEGER NOT NULL,
    derived_at INTEGER
, act_id INTEGER) STRICT;

-- table import_memory
CREATE TABLE import_memory (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL UNIQUE,
    seen TEXT NOT NULL,
    name TEXT NOT NULL,
    columns INTEGER NOT NULL,
    choices TEXT NOT NULL,
    used_at INTEGER NOT NULL
) STRICT;

-- table import_record
CREATE TABLE import_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    tally TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL
, undoable INTEGER NOT NULL DEFAULT 0) STRICT;

-- table import_wait
CREATE TABLE import_wait (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    path TEXT NOT NULL,
    plan TEXT NOT NULL,
    locked INTEGER NOT NULL,
    queued_at INTEGER NOT NULL
) STRICT;

-- table import_watch
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

-- table membership
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

-- table note
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- table outbox_mail
CREATE TABLE outbox_mail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    raw BLOB NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;

-- table pause
CREATE TABLE pause (
    contact_id INTEGER PRIMARY KEY,
    until INTEGER,
    at INTEGER NOT NULL
) STRICT;

-- table picture
CREATE TABLE picture (
    name TEXT PRIMARY KEY,
    mime TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- table property
CREATE TABLE "property" (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('text', 'number', 'money', 'date', 'time', 'bool', 'list')),
    builtin INTEGER NOT NULL
, act_id INTEGER) STRICT;

-- table segment
CREATE TABLE segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    rule BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
, frozen_at INTEGER, deleted_at INTEGER) STRICT;

-- table segment_move
CREATE TABLE segment_move (
    segment_id INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    slot INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    left INTEGER NOT NULL,
    PRIMARY KEY (segment_id, slot)
) STRICT, WITHOUT ROWID;

-- table segment_version
CREATE TABLE segment_version (
    segment_id INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    rule BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (segment_id, version)
) STRICT;

-- table segment_watch
CREATE TABLE segment_watch (
    segment_id INTEGER PRIMARY KEY REFERENCES segment (id) ON DELETE CASCADE,
    evaluated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    data_version INTEGER NOT NULL
) STRICT;

-- table send
CREATE TABLE send (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'sent', 'retry', 'refused', 'unknown', 'left_out')),
    reason TEXT NOT NULL DEFAULT '',
    reply TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at INTEGER,
    updated_at INTEGER NOT NULL,
    UNIQUE (campaign_id, contact_id)
) STRICT;

-- table sqlite_sequence
CREATE TABLE sqlite_sequence(name,seq);

-- table suppression
CREATE TABLE suppression (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- table workspace
CREATE TABLE workspace (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32),
    settings TEXT NOT NULL,
    data_version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
) STRICT;

-- trigger consent_is_not_changed
CREATE TRIGGER consent_is_not_changed BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'the permission ledger is append-only'); END;

-- trigger consent_is_not_deleted
CREATE TRIGGER consent_is_not_deleted BEFORE DELETE ON consent
    WHEN EXISTS (SELECT 1 FROM contact WHERE id = OLD.contact_id)
        AND NOT (OLD.action = 'granted' AND EXISTS (SELECT 1 FROM act WHERE id = OLD.act_id AND undone_by IS NOT NULL))
    BEGIN SELECT RAISE(ABORT, 'the permission ledger is append-only'); END;

-- trigger consent_is_not_replaced
CREATE TRIGGER consent_is_not_replaced BEFORE INSERT ON consent WHEN EXISTS (SELECT 1 FROM consent WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the permission ledger is append-only'); END;

-- trigger contact_added
CREATE TRIGGER contact_added AFTER INSERT ON contact BEGIN DELETE FROM contact_block WHERE range = NEW.id / 4096; END;

-- trigger contact_changed
CREATE TRIGGER contact_changed AFTER UPDATE ON contact BEGIN DELETE FROM contact_block WHERE range IN (OLD.id / 4096, NEW.id / 4096); END;

-- trigger contact_deleted
CREATE TRIGGER contact_deleted AFTER DELETE ON contact BEGIN DELETE FROM contact_block WHERE range = OLD.id / 4096; END;

-- trigger segment_version_is_not_changed
CREATE TRIGGER segment_version_is_not_changed BEFORE UPDATE ON segment_version BEGIN SELECT RAISE(ABORT, 'a saved version is never rewritten'); END;

-- trigger suppression_is_not_changed
CREATE TRIGGER suppression_is_not_changed BEFORE UPDATE ON suppression BEGIN SELECT RAISE(ABORT, 'a suppression is never lifted'); END;

-- trigger suppression_is_not_deleted
CREATE TRIGGER suppression_is_not_deleted BEFORE DELETE ON suppression BEGIN SELECT RAISE(ABORT, 'a suppression is never lifted'); END;

-- trigger suppression_is_not_replaced
CREATE TRIGGER suppression_is_not_replaced BEFORE INSERT ON suppression WHEN EXISTS (SELECT 1 FROM suppression WHERE hash = NEW.hash) BEGIN SELECT RAISE(IGNORE); END;

-- version 7
