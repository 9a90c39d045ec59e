-- 0003: API tokens, who acts with them, and how to find a failed delivery in the log.

CREATE TABLE api_tokens (
    id UUID PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    name VARCHAR(100) NOT NULL,
    role VARCHAR(16) NOT NULL,
    created_by_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_used_ip VARCHAR(45),
    revoked_at BIGINT
);
CREATE INDEX api_tokens_by_age ON api_tokens (created_at, id);
CREATE INDEX api_tokens_by_maker ON api_tokens (created_by_id);

ALTER TABLE audit_events ADD COLUMN actor_token_id UUID;
ALTER TABLE audit_events ADD COLUMN actor_name VARCHAR(100);
CREATE INDEX audit_events_by_token ON audit_events (actor_token_id, occurred_at, id) WHERE actor_token_id IS NOT NULL;

ALTER TABLE mail_delivery ADD COLUMN last_failure_reference VARCHAR(32);

-- An API token stages its own toggles, so that an author need not be a user.
ALTER TABLE staged_toggles DROP CONSTRAINT staged_toggles_author_id_fkey;
