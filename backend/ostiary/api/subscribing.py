"""One subscription from its start to its end: refused like a query, or a stream of answers (design/security.md)."""

from collections.abc import AsyncGenerator
from typing import Any

from ostiary.api.context import Context
from ostiary.api.errors import VALIDATION_FAILED, RefusedError, unauthenticated
from ostiary.api.event_stream import is_stream_accepted
from ostiary.api.failures import Failure, failure_of
from ostiary.api.schema import schema
from ostiary.services.api_tokens import TokenCaller
from ostiary.services.presence import still_there

Answers = AsyncGenerator[dict[str, Any], None]


class Subscription:
    """Call `start` first; `answers` only if it refused nothing."""

    def __init__(self, context: Context, correlation_id: str) -> None:
        self._context = context
        self._correlation_id = correlation_id
        self._results: Any = None
        self._first: Any = None

    async def start(self, accept: str, query: str, variables: dict[str, Any]) -> Failure | None:
        """Everything up to the first answer; what is refused then is answered without a stream."""
        self._results = aiter(await schema.subscribe(query, variables, self._context))
        self._first = await anext(self._results)
        errors = self._first.errors
        if not errors and not is_stream_accepted(accept):
            advice = "Subscriptions are answered as a stream: send the header `Accept: text/event-stream`."
            errors = [RefusedError(VALIDATION_FAILED, advice)]
        if not errors:
            return None
        await self.close()
        return failure_of(errors, self._correlation_id)

    async def answers(self) -> Answers:
        """As GraphQL over HTTP would answer each; ends after an error."""
        try:
            yield {"data": self._first.data}
            async for result in self._results:
                if result.errors:
                    yield {"errors": [failure_of(result.errors, self._correlation_id).error]}
                    return
                yield {"data": result.data}
        finally:
            await self.close()

    async def refusal(self) -> dict[str, Any] | None:
        """The error for a caller who may not go on; None: they may. It does not count as use of the session."""
        context = self._context
        try:
            caller = await still_there(context.runtime, context.caller())
            if caller is None:
                raise unauthenticated()
            context.viewer, context.program = (None, caller) if isinstance(caller, TokenCaller) else (caller, None)
            context.demand_again()
        except Exception as error:  # noqa: BLE001 (a database that is away ends the stream too; the client comes back)
            return {"errors": [failure_of([error], self._correlation_id).error]}
        return None

    async def close(self) -> None:
        """Let the next one in."""
        while self._context.leaving:
            self._context.leaving.pop()()
        await self._results.aclose()
