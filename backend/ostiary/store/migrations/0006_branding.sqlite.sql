-- 0006: what an application looks like to those who sign in, and its logo in a table of its own.

ALTER TABLE applications ADD COLUMN accent VARCHAR(7);
ALTER TABLE applications ADD COLUMN support_url VARCHAR(500);
ALTER TABLE applications ADD COLUMN default_language VARCHAR(2);
ALTER TABLE applications ADD COLUMN branding_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE applications ADD COLUMN logo_sha256 VARCHAR(64);

CREATE TABLE application_logos (
    application_id CHAR(36) PRIMARY KEY REFERENCES applications (id) ON DELETE CASCADE,
    sha256 VARCHAR(64) NOT NULL,
    content_type VARCHAR(16) NOT NULL,
    content BLOB NOT NULL,
    saved_at BIGINT NOT NULL
);
CREATE INDEX application_logos_by_digest ON application_logos (sha256);
