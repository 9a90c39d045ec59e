"""`/graphql`: guard, identity, execution, answer (contract/operations.md; design/security.md, "GraphQL")."""

import json
import secrets
from typing import Any

from graphql import OperationType
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ostiary.api import body, documents
from ostiary.api.context import Context, Doors
from ostiary.api.errors import forbidden, unauthenticated
from ostiary.api.event_stream import HEADERS, MEDIA_TYPE, events_of
from ostiary.api.failures import Failure, database_error_of, failure_of
from ostiary.api.identity import CLIENT_HEADER, identify, kinds_of
from ostiary.api.loaders import Loaders
from ostiary.api.schema import core_schema, run_document
from ostiary.api.subscribing import Subscription
from ostiary.api.values import check_variables
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, Role
from ostiary.services.acting import acting_with
from ostiary.services.api_tokens import TokenCaller, Use
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import Viewer, end_replaced
from ostiary.store.rerunning import is_rerun_due, rerun

PATH = "/graphql"
_encode = json.JSONEncoder(separators=(",", ":")).encode


def graphql_route(runtime: Runtime, doors: Doors) -> Route:
    """The route for `Starlette(routes=…)`. The database must be bound around it (BoundDatabaseMiddleware)."""
    return Route(PATH, GraphQLEndpoint(runtime, doors))


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL over HTTP, and every other request with a 4xx in JSON."""

    def __init__(self, runtime: Runtime, doors: Doors) -> None:
        self._runtime = runtime
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        answer = await self._answer(request)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            posted = await _read(request)
        except body.BodyRefusedError as refused:
            error = {"message": refused.message, "extensions": {"code": refused.code}}
            headers = {"Allow": "POST"} if refused.status == 405 else {}
            return _json({"errors": [error]}, refused.status, headers)
        correlation_id = str(request.scope.get("state", {}).get("correlation_id") or secrets.token_hex(8))
        try:
            return await rerun(lambda: self._run(request, posted, correlation_id))
        except Exception as error:  # noqa: BLE001 (bugs are masked like those of resolvers)
            return _failed(failure_of([error], correlation_id))

    async def _run(self, request: Request, posted: body.Posted, correlation_id: str) -> Response:
        """The whole request, from identity on. Raises DatabaseAwayError: then it may be run again."""
        context = await self._prepare(request, posted)
        with acting_with(context.program.token if context.program else None):
            if context.is_subscription:
                return await _subscribe(request, context, posted, correlation_id)
            return await self._execute(request, context, posted, correlation_id)

    async def _prepare(self, request: Request, posted: body.Posted) -> Context:
        document = documents.checked_document(core_schema, posted.query)
        request.scope.setdefault("state", {})["operation"] = document.told
        documents.check_operation_name(document, posted.operation_name)
        origin = self._doors.origin_of(request)
        caller = await identify(
            self._runtime,
            request.headers.getlist("authorization"),
            self._doors.cookie_tokens(request),
            request.headers.get(CLIENT_HEADER),
            Use(origin, f"{document.operation.operation.value} {', '.join(document.root_fields)}"),
        )
        if document.is_introspecting and not self._doors.is_demo:
            _demand_administrator(caller)
        viewer, program = (None, caller) if isinstance(caller, TokenCaller) else (caller, None)
        caller_id = program.token.id if program else viewer.user.id if viewer else None
        values = document.prepared.values_of(posted.variables) if document.prepared else None
        if values is None:
            check_variables(core_schema, document.operation, posted.variables)
        return Context(
            runtime=self._runtime,
            viewer=viewer,
            program=program,
            origin=origin,
            locale=self._doors.locale_of(request),
            is_demo=self._doors.is_demo,
            loaders=Loaders(caller_id),
            document=document,
            values=values,
            is_subscription=document.operation.operation is OperationType.SUBSCRIPTION,
        )

    async def _execute(self, request: Request, context: Context, posted: body.Posted, correlation_id: str) -> Response:
        result = await run_document(context.document, posted.variables, context)
        away = database_error_of(result.errors or ())
        if away is not None and is_rerun_due(away):
            raise away
        failure = failure_of(result.errors, correlation_id) if result.errors else None
        if context.mutation:
            self._doors.count(context.mutation, failure.code if failure else context.result, context.factor)
        if context.cookie_login is not None:
            await self._end_replaced(request, context.cookie_login)
        answer = _failed(failure, result.data) if failure else _json({"data": result.data})
        self._settle_cookies(request, context, answer)
        return answer

    async def _end_replaced(self, request: Request, completed: LoginCompleted) -> None:
        """A browser holds one session of a kind: a login in it ends the one whose cookie goes."""
        is_console = completed.application.client_id == CONSOLE_CLIENT_ID
        for is_consoles, token in self._doors.cookie_tokens(request):
            if is_consoles is is_console:
                await end_replaced(token)

    def _settle_cookies(self, request: Request, context: Context, answer: Response) -> None:
        if context.cookie_login is not None:
            self._doors.set_session_cookie(answer, context.cookie_login)
        if context.is_signed_out:
            viewer = context.viewer
            kinds = kinds_of(request.headers.get(CLIENT_HEADER))
            for is_console in (viewer.is_console,) if viewer else kinds:
                self._doors.clear_session_cookie(answer, is_console)


async def _subscribe(request: Request, context: Context, posted: body.Posted, correlation_id: str) -> Response:
    subscription = Subscription(context, correlation_id)
    refused = await subscription.start(request.headers.get("accept", ""), posted.query, posted.variables)
    if refused is not None:
        return _failed(refused)
    events = events_of(subscription.answers(), subscription.refusal)
    return StreamingResponse(events, media_type=MEDIA_TYPE, headers=HEADERS)


async def _read(request: Request) -> body.Posted:
    """The guard, cheapest check first; the body is never read beyond its limit."""
    body.check_method(request.method)
    body.check_content_type(request.headers.getlist("content-type"))
    announced = request.headers.get("content-length", "")
    body.check_size(int(announced) if announced.isascii() and announced.isdigit() else 0)
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        body.check_size(len(read))
    return body.parse_body(bytes(read))


def _demand_administrator(caller: Viewer | TokenCaller | None) -> None:
    if caller is None:
        raise unauthenticated()
    if caller.role is not Role.ADMIN:
        raise forbidden()


def _failed(failure: Failure, data: dict[str, Any] | None = None) -> Response:
    held: dict[str, Any] = {"data": data} if failure.status == 200 else {}
    return _json({"errors": [failure.error], **held}, failure.status, failure.headers)


def _json(content: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """ASCII only: a lone surrogate that is echoed cannot be encoded otherwise."""
    return Response(_encode(content), status, headers, "application/json")
