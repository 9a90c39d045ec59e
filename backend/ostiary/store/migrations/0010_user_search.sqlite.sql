-- 0010: a part of an address is found by its trigrams, newest first: a row's number is its user's instant times 1024,
-- or the next one after those that are there up to a second later. Two spaces at the end make every one or two
-- characters the beginning of a trigram.

CREATE VIRTUAL TABLE user_search USING fts5(user_id UNINDEXED, email_trigrams, tokenize = 'trigram');
CREATE VIRTUAL TABLE user_search_terms USING fts5vocab('user_search', 'row');

INSERT INTO user_search (rowid, user_id, email_trigrams)
SELECT place + MAX(created_at * 1024 - place) OVER (ORDER BY place), id, email_key || '  '
FROM (SELECT id, email_key, created_at, ROW_NUMBER() OVER (ORDER BY created_at, id) AS place FROM users)
ORDER BY place;

CREATE TRIGGER users_found AFTER INSERT ON users BEGIN
    INSERT INTO user_search (rowid, user_id, email_trigrams) VALUES (
        COALESCE(
            (SELECT rowid + 1 FROM user_search WHERE rowid >= new.created_at * 1024
             AND rowid < (new.created_at + 1000000) * 1024 ORDER BY rowid DESC LIMIT 1),
            new.created_at * 1024
        ), new.id, new.email_key || '  '
    );
END;

CREATE TRIGGER users_found_anew AFTER UPDATE OF email_key ON users BEGIN
    UPDATE user_search SET email_trigrams = new.email_key || '  '
    WHERE rowid >= old.created_at * 1024 AND rowid < (old.created_at + 1000000) * 1024 AND user_id = old.id;
END;

CREATE TRIGGER users_lost AFTER DELETE ON users BEGIN
    DELETE FROM user_search
    WHERE rowid >= old.created_at * 1024 AND rowid < (old.created_at + 1000000) * 1024 AND user_id = old.id;
END;
