-- 0007: texts of mails that an application has for itself. No subject and no body: back to the built-in text.

CREATE TABLE mail_texts (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    kind VARCHAR(16) NOT NULL,
    language VARCHAR(8) NOT NULL,
    subject VARCHAR(200),
    body TEXT,
    version INTEGER NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by_id UUID,
    UNIQUE (application_id, kind, language)
);
