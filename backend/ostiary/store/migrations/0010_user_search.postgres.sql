-- 0010: a part of an address is found by its trigrams. Made by a function of our own: extensions may not be there.

CREATE FUNCTION email_trigrams(email_key TEXT) RETURNS TEXT[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
AS $$
    SELECT pg_catalog.array_agg(pg_catalog.substr($1, place, 3))
    FROM pg_catalog.generate_series(1, pg_catalog.length($1) - 2) AS place
$$;
CREATE INDEX users_by_trigram ON users USING gin (email_trigrams(email_key));
