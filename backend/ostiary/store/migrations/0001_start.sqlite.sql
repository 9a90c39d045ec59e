-- 0001: the tables that everything starts from. Instants are microseconds since 1970 UTC.

CREATE TABLE applications (
    id CHAR(36) PRIMARY KEY,
    client_id VARCHAR(64) NOT NULL UNIQUE,
    name VARCHAR(100) NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX applications_by_age ON applications (created_at, id);

CREATE TABLE factors (
    id CHAR(36) PRIMARY KEY,
    application_id CHAR(36) NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    kind VARCHAR(16) NOT NULL,
    is_enabled BOOLEAN NOT NULL,
    epoch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    binding_count BIGINT NOT NULL CHECK (binding_count >= 0),
    key_id VARCHAR(32) NOT NULL,
    wrapped_key BLOB NOT NULL,
    saved_at BIGINT,
    saved_by_id CHAR(36),
    UNIQUE (application_id, kind)
);

CREATE TABLE users (
    id CHAR(36) PRIMARY KEY,
    email VARCHAR(254) NOT NULL,
    email_key VARCHAR(254) NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role VARCHAR(16),
    is_bypassed BOOLEAN NOT NULL,
    failed_attempts INTEGER NOT NULL,
    unaccepted_attempts INTEGER NOT NULL,
    locked_until BIGINT,
    created_at BIGINT NOT NULL,
    last_login_at BIGINT
);
CREATE INDEX users_by_age ON users (created_at, id);
CREATE INDEX users_with_role ON users (role) WHERE role IS NOT NULL;

CREATE TABLE assignments (
    id CHAR(36) PRIMARY KEY,
    user_id CHAR(36) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    application_id CHAR(36) NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    UNIQUE (user_id, application_id)
);
CREATE INDEX assignments_by_application ON assignments (application_id);

CREATE TABLE staged_toggles (
    id CHAR(36) PRIMARY KEY,
    factor_id CHAR(36) NOT NULL REFERENCES factors (id) ON DELETE CASCADE,
    application_id CHAR(36) NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    kind VARCHAR(16) NOT NULL,
    author_id CHAR(36) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    is_enabled BOOLEAN NOT NULL,
    base_version INTEGER NOT NULL,
    staged_at BIGINT NOT NULL,
    UNIQUE (author_id, factor_id)
);
CREATE INDEX staged_toggles_by_factor ON staged_toggles (factor_id);

CREATE TABLE bindings (
    id CHAR(36) PRIMARY KEY,
    user_id CHAR(36) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    application_id CHAR(36) NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    factor_id CHAR(36) NOT NULL REFERENCES factors (id) ON DELETE CASCADE,
    kind VARCHAR(16) NOT NULL,
    epoch INTEGER NOT NULL,
    sealed_secret BLOB,
    last_time_step BIGINT NOT NULL,
    bound_at BIGINT NOT NULL,
    last_used_at BIGINT,
    UNIQUE (user_id, factor_id, epoch)
);
CREATE INDEX bindings_by_factor ON bindings (factor_id, epoch);

CREATE TABLE challenges (
    id CHAR(36) PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id CHAR(36) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    application_id CHAR(36) NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    state VARCHAR(16) NOT NULL,
    delivery VARCHAR(16) NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    pending_binding_id CHAR(36),
    pending_epoch INTEGER,
    pending_secret BLOB,
    code_key_id VARCHAR(32),
    mailed_at BIGINT
);
CREATE INDEX challenges_by_user ON challenges (user_id, state);
CREATE INDEX challenges_by_end ON challenges (expires_at);

CREATE TABLE mailed_codes (
    id CHAR(36) PRIMARY KEY,
    user_id CHAR(36) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    mailed_at BIGINT NOT NULL
);
CREATE INDEX mailed_codes_by_user ON mailed_codes (user_id, mailed_at);

CREATE TABLE sessions (
    id CHAR(36) PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id CHAR(36) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    application_id CHAR(36) NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    binding_id CHAR(36),
    amr VARCHAR(64) NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_binding ON sessions (binding_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE audit_events (
    id CHAR(36) PRIMARY KEY,
    type VARCHAR(48) NOT NULL,
    category VARCHAR(16) NOT NULL,
    occurred_at BIGINT NOT NULL,
    user_id CHAR(36),
    user_email VARCHAR(254),
    user_email_key VARCHAR(254),
    actor_id CHAR(36),
    application_id CHAR(36),
    ip VARCHAR(45) NOT NULL,
    country VARCHAR(2),
    user_agent VARCHAR(512),
    result VARCHAR(8) NOT NULL,
    failure_reason VARCHAR(32),
    details TEXT NOT NULL
);
CREATE INDEX audit_events_by_time ON audit_events (occurred_at, id);
CREATE INDEX audit_events_by_category ON audit_events (category, occurred_at, id);
CREATE INDEX audit_events_by_type ON audit_events (type, occurred_at, id);
CREATE INDEX audit_events_by_user ON audit_events (user_id, occurred_at, id);
CREATE INDEX audit_events_by_email ON audit_events (user_email_key, occurred_at, id);
CREATE INDEX audit_events_by_application ON audit_events (application_id, occurred_at, id);

CREATE TABLE password_guesses (
    key BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    window_ends_at BIGINT NOT NULL
);
CREATE INDEX password_guesses_by_end ON password_guesses (window_ends_at);

CREATE TABLE mail_delivery (
    id INTEGER PRIMARY KEY,
    last_delivered_at BIGINT,
    last_failed_at BIGINT
);
INSERT INTO mail_delivery (id) VALUES (1);
