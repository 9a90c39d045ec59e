-- 0013: an event is written once. Its place in the sealed log is a row of its own, and so is that it waits for one. No
-- constraint ties them to the event: what is gone is found by `ostiary audit verify`, not hindered. This does not expand:
-- stop the servers of older versions first, since what they would write afterwards waits for no sealer.

-- First, since it takes the table: nothing is sealed between the two moves.
DROP INDEX audit_events_unsealed;
DROP INDEX audit_events_by_sequence;

CREATE TABLE audit_places (
    sequence BIGINT PRIMARY KEY,
    event_id CHAR(36) NOT NULL UNIQUE,
    subject_salt BLOB,
    origin_salt BLOB,
    seal BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit_unsealed (
    occurred_at BIGINT NOT NULL,
    event_id CHAR(36) NOT NULL,
    PRIMARY KEY (occurred_at, event_id)
) WITHOUT ROWID;

INSERT INTO audit_places (sequence, event_id, subject_salt, origin_salt, seal)
SELECT sequence, id, subject_salt, origin_salt, COALESCE(seal, X'')
FROM audit_events WHERE sequence IS NOT NULL ORDER BY sequence;

INSERT INTO audit_unsealed (occurred_at, event_id)
SELECT occurred_at, id FROM audit_events WHERE sequence IS NULL ORDER BY occurred_at, id;

ALTER TABLE audit_events DROP COLUMN sequence;
ALTER TABLE audit_events DROP COLUMN subject_salt;
ALTER TABLE audit_events DROP COLUMN origin_salt;
ALTER TABLE audit_events DROP COLUMN seal;
