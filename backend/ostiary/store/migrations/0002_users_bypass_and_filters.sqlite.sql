-- 0002: a bypass has an end, a reason and an author; the user list is narrowed by partial indexes.

ALTER TABLE users ADD COLUMN bypass_ends_at BIGINT;
ALTER TABLE users ADD COLUMN bypass_reason VARCHAR(200);
ALTER TABLE users ADD COLUMN bypassed_at BIGINT;
ALTER TABLE users ADD COLUMN bypassed_by_id CHAR(36);

CREATE INDEX users_bypassed ON users (created_at, id, bypass_ends_at) WHERE is_bypassed;
CREATE INDEX users_locked ON users (created_at, id, locked_until) WHERE locked_until IS NOT NULL;
