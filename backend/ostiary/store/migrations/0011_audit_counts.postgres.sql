-- 0011: sealed events counted by the day, the hour and five minutes, so that a chart over years adds up a few rows.

CREATE TABLE audit_counts (
    minutes INTEGER NOT NULL,
    since BIGINT NOT NULL,
    type VARCHAR(48) NOT NULL,
    result VARCHAR(8) NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (minutes, since, type, result)
);

INSERT INTO audit_counts (minutes, since, type, result, total)
SELECT 5, occurred_at - occurred_at % 300000000, type, result, COUNT(*)
FROM audit_events WHERE sequence IS NOT NULL GROUP BY 2, 3, 4;

INSERT INTO audit_counts (minutes, since, type, result, total)
SELECT 60, since - since % 3600000000, type, result, SUM(total)
FROM audit_counts WHERE minutes = 5 GROUP BY 2, 3, 4;

INSERT INTO audit_counts (minutes, since, type, result, total)
SELECT 1440, since - since % 86400000000, type, result, SUM(total)
FROM audit_counts WHERE minutes = 60 GROUP BY 2, 3, 4;
