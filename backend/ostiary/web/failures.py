"""What went wrong inside is told to the log, never to the caller (design/security.md, "Failure"; rule E3).

The log gets the kind of error and the lines it passed, not its text: texts of drivers and parsers repeat what
was sent to them, passwords and codes included.
"""

import traceback

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ostiary.store.away import IN_DOUBT, DatabaseAwayError, is_in_doubt
from ostiary.web.answer_headers import code_of
from ostiary.web.correlation import correlation_id_of

RETRY_SECONDS = 5
AWAY = "The database is away. Nothing was changed; try again."

_log = structlog.get_logger(__name__)


class FailureMiddleware:
    """503 when the database is away, 500 for every bug; both with the correlation id of the log's line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and answer for what it raises."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            return  # nobody is left to be answered
        except DatabaseAwayError as error:
            _log.error("database_away", **described(error))
            answer = _away(scope, IN_DOUBT if is_in_doubt(error) else AWAY)
        except Exception as error:  # noqa: BLE001 (this is where bugs end)
            _log.error("request_failed", **described(error))
            answer = _failed(scope)
        else:
            return
        # An answer that has begun is left unfinished: the server then closes the connection, and the
        # caller sees that something is missing.
        if not code_of(scope):
            await answer(scope, receive, send)


def described(error: BaseException) -> dict[str, object]:
    """The kinds of the error and its causes, and the lines that it passed."""
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        kinds.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        seen = seen.__cause__ or seen.__context__
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "kinds": kinds,
        "passed": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _failed(scope: Scope) -> JSONResponse:
    return _error(scope, 500, "Something went wrong on our side.", "INTERNAL_SERVER_ERROR")


def _away(scope: Scope, message: str) -> JSONResponse:
    answer = _error(scope, 503, message, "SERVICE_UNAVAILABLE")
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _error(scope: Scope, code: int, message: str, name: str) -> JSONResponse:
    extensions = {"code": name, "correlationId": correlation_id_of(scope)}
    return JSONResponse({"errors": [{"message": message, "extensions": extensions}]}, code)
