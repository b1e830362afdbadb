-- Rows as packed as SQLite allows: rowids carry slot and sequence, so that a
-- record is one range of one B-tree, in order, without an index beside it.
CREATE TABLE records (
    slot INTEGER PRIMARY KEY,          -- order of first mention
    number INTEGER NOT NULL UNIQUE,    -- record number
    head INTEGER NOT NULL,             -- sequence of the last entry, 0 for none
    written INTEGER                    -- id of the trace of the last write
) STRICT;

CREATE TABLE entries (
    id INTEGER PRIMARY KEY,            -- slot << 24 | sequence
    key INTEGER NOT NULL,              -- key number - 2^31
    epoch INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE keys (
    record INTEGER NOT NULL,           -- record number
    key INTEGER NOT NULL,              -- key number - 2^31
    kind INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    wrapped BLOB NOT NULL,             -- empty: destroyed
    PRIMARY KEY (record, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE ids (
    token BLOB PRIMARY KEY,
    locator BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
    token BLOB NOT NULL,
    tag BLOB NOT NULL,
    locator BLOB NOT NULL,
    PRIMARY KEY (token, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
    name BLOB PRIMARY KEY,
    record INTEGER NOT NULL,           -- record number
    key INTEGER NOT NULL               -- key number - 2^31
) STRICT, WITHOUT ROWID;

CREATE INDEX blobs_by_record ON blobs (record);

CREATE TABLE logs (
    number INTEGER PRIMARY KEY,
    next INTEGER NOT NULL              -- index of the next trace
) STRICT;

CREATE TABLE traces (
    id INTEGER PRIMARY KEY,            -- log << 40 | index
    slot INTEGER NOT NULL,             -- slot of the record
    actor BLOB NOT NULL,
    write INTEGER NOT NULL,
    key INTEGER NOT NULL,              -- key number - 2^31
    leaf BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE INDEX traces_by_record ON traces (slot);

-- The last write of a record is looked up here, not taken from records.written
-- alone: a record led back to an earlier trace must not pass for current.
CREATE INDEX writes_by_record ON traces (slot) WHERE write = 1;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic INTEGER NOT NULL,
    until INTEGER,                     -- claimed until, milliseconds since 1970
    attempts INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE INDEX outbox_by_topic ON outbox (topic);

CREATE TABLE cells (
    family INTEGER NOT NULL,           -- which small table
    key BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (family, key)
) STRICT, WITHOUT ROWID;

-- One row a group: the ids of its commits, 16 bytes each. They are looked up
-- in memory, so no index costs bytes here.
CREATE TABLE commits (
    number INTEGER PRIMARY KEY,
    ids BLOB NOT NULL
) STRICT;
