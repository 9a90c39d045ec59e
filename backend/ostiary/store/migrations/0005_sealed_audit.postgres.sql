-- 0005: the sealed log. An event is inserted without a place; a sealer gives it one, with salts and a hash.

ALTER TABLE audit_events ADD COLUMN sequence BIGINT;
ALTER TABLE audit_events ADD COLUMN subject_salt BYTEA;
ALTER TABLE audit_events ADD COLUMN origin_salt BYTEA;
ALTER TABLE audit_events ADD COLUMN seal BYTEA;
CREATE UNIQUE INDEX audit_events_by_sequence ON audit_events (sequence);
CREATE INDEX audit_events_unsealed ON audit_events (occurred_at, id) WHERE sequence IS NULL;

CREATE TABLE audit_batches (
    number BIGINT PRIMARY KEY,
    form INTEGER NOT NULL,
    first_sequence BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL,
    previous_digest BYTEA NOT NULL,
    root BYTEA NOT NULL,
    sealed_at BIGINT NOT NULL,
    newest_at BIGINT NOT NULL,
    key_id VARCHAR(32) NOT NULL,
    signature BYTEA NOT NULL
);

CREATE TABLE audit_erasures (
    id UUID PRIMARY KEY,
    sequence BIGINT NOT NULL,
    part VARCHAR(8) NOT NULL,
    commitment BYTEA NOT NULL,
    key_id VARCHAR(32) NOT NULL,
    signature BYTEA NOT NULL,
    UNIQUE (sequence, part)
);
CREATE INDEX audit_erasures_by_key ON audit_erasures (key_id);

CREATE TABLE audit_horizon (
    id INTEGER PRIMARY KEY,
    through_batch BIGINT NOT NULL,
    through_sequence BIGINT NOT NULL,
    key_id VARCHAR(32) NOT NULL,
    signature BYTEA NOT NULL
);
