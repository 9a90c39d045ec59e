-- 0009: when a session last proved its second step, and challenges that are for a session that is there already. Such a
-- challenge refers to its session without a constraint: the guard that notes the proof finds no row once it is over,
-- and a session that ends never waits for a challenge.

ALTER TABLE sessions ADD COLUMN proven_at BIGINT;
ALTER TABLE challenges ADD COLUMN session_id UUID;
