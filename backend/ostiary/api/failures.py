"""How errors leave: the first one alone, in our words; bugs masked under a correlation id (design, "Errors").

The log gets a bug's kinds and the lines it passed, not its text: texts of drivers repeat what was sent (rule E3).
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from graphql import GraphQLError

from ostiary.api.errors import (
    BAD_USER_INPUT,
    FORBIDDEN,
    INTERNAL_SERVER_ERROR,
    PARSE_FAILED,
    SERVICE_UNAVAILABLE,
    STEP_UP_REQUIRED,
    TOO_MANY_SUBSCRIPTIONS,
    UNAUTHENTICATED,
    VALIDATION_FAILED,
    RefusedError,
    unauthenticated,
)
from ostiary.services.acting import CallerEndedError
from ostiary.services.passwords import PasswordsBusyError
from ostiary.store.away import IN_DOUBT, DatabaseAwayError, is_in_doubt
from ostiary.store.key_ring import UnknownKeyError
from ostiary.store.sealing import SealBrokenError

RETRY_SECONDS = 5

_STATUS = {
    PARSE_FAILED: 400,
    VALIDATION_FAILED: 400,
    TOO_MANY_SUBSCRIPTIONS: 429,
    INTERNAL_SERVER_ERROR: 500,
    SERVICE_UNAVAILABLE: 503,
}

NOT_ALLOWED = frozenset({UNAUTHENTICATED, FORBIDDEN, STEP_UP_REQUIRED})
"""Refusals that say who the caller is not: each has a line, beside the request's with its operation (ASVS 16.3.2)."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Failure:
    """One error as the caller sees it."""

    error: dict[str, Any]
    status: int
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """`extensions.code`."""
        return str(self.error["extensions"]["code"])


def failure_of(errors: Sequence[Exception], correlation_id: str) -> Failure:
    """The error to tell of an operation's: the database's absence first, then whichever came first."""
    causes = [_cause(error) for error in errors]
    for cause in causes:
        if isinstance(cause, SealBrokenError | UnknownKeyError):
            # Somebody moved or altered a secret, or a key is missing: worth an alarm of its own.
            _log.critical("sealed_value_does_not_open", correlation_id=correlation_id, **_traced(cause))
        elif not isinstance(cause, RefusedError | DatabaseAwayError | PasswordsBusyError | GraphQLError):
            _log.error("a resolver failed", correlation_id=correlation_id, **_traced(cause))
        elif isinstance(cause, RefusedError) and cause.code in NOT_ALLOWED:
            _log.info("not_allowed", correlation_id=correlation_id, code=cause.code)
    away = next((cause for cause in causes if isinstance(cause, DatabaseAwayError | PasswordsBusyError)), None)
    if away is not None:
        _log.warning("unavailable", correlation_id=correlation_id, **_traced(away))
        return _unavailable(correlation_id, is_in_doubt(away))
    return _told(errors[0], causes[0], correlation_id)


def _told(error: Exception, cause: Exception, correlation_id: str) -> Failure:
    place = _place(error)
    if isinstance(cause, RefusedError):
        shown = {"message": cause.message, **place, "extensions": dict(cause.extensions or {})}
        return Failure(shown, _STATUS.get(cause.code, 200))
    if isinstance(cause, GraphQLError) and cause.path is None:
        # Only coercion gets here: `values` has refused what it knows, so this says no more than that.
        return Failure({"message": "An input does not fit its type.", "extensions": {"code": BAD_USER_INPUT}}, 200)
    extensions = {"code": INTERNAL_SERVER_ERROR, "correlationId": correlation_id}
    shown = {"message": "Something went wrong on our side.", **place, "extensions": extensions}
    return Failure(shown, _STATUS[INTERNAL_SERVER_ERROR])


def database_error_of(errors: Sequence[Exception]) -> DatabaseAwayError | None:
    """The database's absence among an operation's errors."""
    return next((cause for cause in map(_cause, errors) if isinstance(cause, DatabaseAwayError)), None)


def _unavailable(correlation_id: str, is_done_perhaps: bool) -> Failure:
    extensions = {"code": SERVICE_UNAVAILABLE, "correlationId": correlation_id}
    message = IN_DOUBT if is_done_perhaps else "Ostiary cannot answer right now. Try again in a moment."
    shown = {"message": message, "extensions": extensions}
    return Failure(shown, _STATUS[SERVICE_UNAVAILABLE], {"Retry-After": str(RETRY_SECONDS)})


def _cause(error: Exception) -> Exception:
    """What was raised, out of graphql-core's wrapping."""
    while isinstance(error, GraphQLError) and isinstance(error.original_error, Exception):
        if isinstance(error, RefusedError):
            break
        error = error.original_error
    return unauthenticated() if isinstance(error, CallerEndedError) else error


def _place(error: Exception) -> dict[str, Any]:
    if not isinstance(error, GraphQLError):
        return {}
    place: dict[str, Any] = {}
    if error.locations:
        place["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    if error.path is not None:
        place["path"] = list(error.path)
    return place


def _traced(error: BaseException) -> dict[str, object]:
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        kinds.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        seen = seen.__cause__ or seen.__context__
    frames = traceback.extract_tb(error.__traceback__)
    return {"kinds": kinds, "passed": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]}
