-- 0003: API tokens, who acts with them, and how to find a failed delivery in the log.

CREATE TABLE api_tokens (
    id CHAR(36) PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    name VARCHAR(100) NOT NULL,
    role VARCHAR(16) NOT NULL,
    created_by_id CHAR(36) NOT NULL,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_used_ip VARCHAR(45),
    revoked_at BIGINT
);
CREATE INDEX api_tokens_by_age ON api_tokens (created_at, id);
CREATE INDEX api_tokens_by_maker ON api_tokens (created_by_id);

ALTER TABLE audit_events ADD COLUMN actor_token_id CHAR(36);
ALTER TABLE audit_events ADD COLUMN actor_name VARCHAR(100);
CREATE INDEX audit_events_by_token ON audit_events (actor_token_id, occurred_at, id) WHERE actor_token_id IS NOT NULL;

ALTER TABLE mail_delivery ADD COLUMN last_failure_reference VARCHAR(32);

-- An API token stages its own toggles, so that an author need not be a user.
CREATE TABLE staged_toggles_anew (
    id CHAR(36) PRIMARY KEY,
    factor_id CHAR(36) NOT NULL REFERENCES factors (id) ON DELETE CASCADE,
    application_id CHAR(36) NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    kind VARCHAR(16) NOT NULL,
    author_id CHAR(36) NOT NULL,
    is_enabled BOOLEAN NOT NULL,
    base_version INTEGER NOT NULL,
    staged_at BIGINT NOT NULL,
    UNIQUE (author_id, factor_id)
);
INSERT INTO staged_toggles_anew SELECT id, factor_id, application_id, kind, author_id, is_enabled, base_version, staged_at FROM staged_toggles;
DROP TABLE staged_toggles;
ALTER TABLE staged_toggles_anew RENAME TO staged_toggles;
CREATE INDEX staged_toggles_by_factor ON staged_toggles (factor_id);
