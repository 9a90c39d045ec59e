"""The SQL of one verified and of one wrong code, statement by statement: what has to happen, whoever sends it."""

_EVENT = (
    "INSERT INTO audit_events (id, type, category, occurred_at, user_id, user_email, user_email_key, application_id, "
    "ip, country, user_agent, result, failure_reason, details) VALUES "
    "($1, '{type}', 'USER_BEHAVIOR', $2, $3, $4, $4, $5, '127.0.0.1', NULL, 'bench/1.0', {result}, '[]')"
)

_UNSEALED = "INSERT INTO audit_unsealed (occurred_at, event_id) VALUES"

LOAD = (
    "SELECT c.id AS challenge_id, c.state, c.expires_at, u.id AS user_id, u.email, u.failed_attempts, u.locked_until, "
    "a.id AS application_id, a.client_id, f.id AS factor_id, f.epoch, f.is_enabled, f.key_id, f.wrapped_key, "
    "b.id AS binding_id, b.sealed_secret, b.last_time_step FROM challenges c JOIN users u ON u.id = c.user_id "
    "JOIN applications a ON a.id = c.application_id JOIN factors f ON f.application_id = c.application_id "
    "AND f.kind = $2 LEFT JOIN bindings b ON b.user_id = c.user_id AND b.factor_id = f.id AND b.epoch = f.epoch "
    "WHERE c.token_hash = $1"
)
RIGHT = (
    (
        "UPDATE users SET failed_attempts = 0, unaccepted_attempts = 0, locked_until = NULL, last_login_at = $2 "
        "WHERE id = $1 AND (locked_until IS NULL OR locked_until <= $2) RETURNING id"
    ),
    (
        "UPDATE challenges SET state = 'PASSED', pending_secret = NULL WHERE id = $1 AND state = 'PENDING' "
        "AND expires_at > $2 RETURNING id"
    ),
    "UPDATE bindings SET last_time_step = $2, last_used_at = $3 WHERE id = $1 AND last_time_step < $2 RETURNING id",
    (
        "INSERT INTO sessions (id, token_hash, user_id, application_id, binding_id, amr, created_at, last_seen_at, "
        "expires_at, proven_at) VALUES ($1, $2, $3, $4, $5, 'pwd otp mfa', $6, $6, $6, $6)"
    ),
    _EVENT.format(type="SECONDARY_AUTHENTICATION_OTP", result="'SUCCESS', NULL"),
    _EVENT.format(type="LOGIN", result="'SUCCESS', NULL"),
    f"{_UNSEALED} ($1, $2), ($1, $3)",
)
WRONG = (
    (
        "UPDATE users SET failed_attempts = failed_attempts + 1, unaccepted_attempts = unaccepted_attempts + 1 "
        "WHERE id = $1 AND (locked_until IS NULL OR locked_until <= $2) RETURNING failed_attempts"
    ),
    _EVENT.format(type="SECONDARY_AUTHENTICATION_OTP", result="'FAILURE', 'INVALID_CODE'"),
    f"{_UNSEALED} ($1, $2)",
)
