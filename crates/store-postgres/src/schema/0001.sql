-- Primary keys are such that Citus can distribute each table by one column
-- named in it: records, entries and keys by record, ids, terms and blobs by
-- token or name, traces by log, cells by key, commits by id.
CREATE TABLE records (
    number bigint PRIMARY KEY,
    head bigint NOT NULL,              -- sequence of the last entry, 0 for none
    written_log integer,               -- the trace of the last write:
    written_index bigint               --   its log and its index
);

CREATE TABLE entries (
    record bigint NOT NULL,
    seq bigint NOT NULL,
    key bigint NOT NULL,
    epoch bigint NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (record, seq)
);
-- What is sealed does not compress.
ALTER TABLE entries ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE keys (
    record bigint NOT NULL,
    key bigint NOT NULL,
    kind smallint NOT NULL,
    epoch bigint NOT NULL,
    wrapped bytea NOT NULL,            -- empty: destroyed
    PRIMARY KEY (record, key)
);

CREATE TABLE ids (
    token bytea PRIMARY KEY,
    locator bytea NOT NULL
);

CREATE TABLE terms (
    token bytea NOT NULL,
    tag bytea NOT NULL,
    locator bytea NOT NULL,
    PRIMARY KEY (token, tag)
);

CREATE TABLE blobs (
    name bytea PRIMARY KEY,
    record bigint NOT NULL,
    key bigint NOT NULL
);
CREATE INDEX blobs_by_record ON blobs (record, name);

CREATE TABLE logs (
    number integer PRIMARY KEY,
    next bigint NOT NULL,              -- index of the next trace
    holder bytea,                      -- the node that writes it,
    until timestamptz                  --   unless it let the time pass
);

CREATE TABLE traces (
    log integer NOT NULL,
    place bigint NOT NULL,             -- index in the log
    record bigint NOT NULL,
    actor bytea NOT NULL,
    write boolean NOT NULL,
    key bigint NOT NULL,
    leaf bytea NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (log, place)
);
ALTER TABLE traces ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX traces_by_record ON traces (record, log, place);
CREATE INDEX traces_by_actor ON traces (actor, log, place);
-- The last write of a record is looked up here, not taken from records alone: a
-- record led back to an earlier trace must not pass for current.
CREATE INDEX writes_by_record ON traces (record, log, place) WHERE write;

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic bigint NOT NULL,
    until bigint,                      -- claimed until, milliseconds since 1970
    attempts bigint NOT NULL,
    body bytea NOT NULL
);
CREATE INDEX outbox_by_topic ON outbox (topic, id);

CREATE TABLE cells (
    family bigint NOT NULL,            -- which small table
    key bytea NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (family, key)
);

CREATE TABLE commits (
    id bytea PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX commits_by_number ON commits (number);
