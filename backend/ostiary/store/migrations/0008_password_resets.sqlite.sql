-- 0008: links that set a new password, one for each user.

CREATE TABLE password_resets (
    user_id CHAR(36) PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX password_resets_by_end ON password_resets (expires_at);
