-- 0012: who saved an application's branding last, and when: what the next one to save is told. NULL: nobody since 0012.

ALTER TABLE applications ADD COLUMN branding_saved_at BIGINT;
ALTER TABLE applications ADD COLUMN branding_saved_by_id CHAR(36);
