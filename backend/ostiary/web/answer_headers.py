"""What every answer's head carries, put in where it leaves: one place, so that each answer is touched once."""

from collections.abc import Callable, Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]
AddHeaders = Callable[[Scope, Headers], None]
"""Changes the headers of the answer to a request, names in lower case, in place."""
_CODE = "answer_code"


def code_of(scope: Scope) -> int:
    """The status code with which the answer to this request has begun; 0: it has not."""
    return int(scope.get("state", {}).get(_CODE, 0))


class AnswerHeadersMiddleware:
    """Lets each of `adding` at the headers, in that order, and remembers the code for `code_of`."""

    def __init__(self, app: ASGIApp, adding: Sequence[AddHeaders]) -> None:
        self._app = app
        self._adding = adding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                scope.setdefault("state", {})[_CODE] = message["status"]
                headers: Headers = list(message.get("headers", ()))
                for add in self._adding:
                    add(scope, headers)
                message["headers"] = headers
            await send(message)

        await self._app(scope, receive, send_headed)
