"""A program that calls the API over HTTP, in the process; what the composition root wires is recorded here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response as Answer

from ostiary.api.context import Doors
from ostiary.api.endpoint import graphql_route
from ostiary.mail.locale import Locale
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.runtime import Runtime
from tests.support.scene import HOME

START_LOGIN = """
mutation StartLogin($input: StartLoginInput!) {
  startLogin(input: $input) {
    __typename
    ... on LoginChallenge { token }
    ... on LoginCompleted { accessToken idToken }
    ... on UserError { message }
  }
}
"""


@dataclass
class Wiring:
    """Stands in for `web`: cookies are plain names, and everything counted is kept."""

    counted: list[tuple[str, str]] = field(default_factory=list)
    is_demo: bool = False

    def doors(self) -> Doors:
        return Doors(
            origin_of=lambda _: HOME,
            locale_of=lambda _: Locale.EN,
            cookie_tokens=self._cookie_tokens,
            set_session_cookie=self._set,
            clear_session_cookie=lambda answer, is_console: answer.delete_cookie(_name(is_console)),
            count=lambda operation, result, factor: self.counted.append((operation, result)),
            is_demo=self.is_demo,
        )

    def _cookie_tokens(self, request: Request) -> list[tuple[bool, str]]:
        return [(kind, request.cookies[_name(kind)]) for kind in (True, False) if _name(kind) in request.cookies]

    def _set(self, answer: Answer, completed: LoginCompleted) -> None:
        is_console = completed.application.client_id == CONSOLE_CLIENT_ID
        answer.set_cookie(_name(is_console), completed.access_token)


def _name(is_console: bool) -> str:
    return "console" if is_console else "session"


@dataclass
class Caller:
    """Posts to /graphql. A token is sent as bearer."""

    runtime: Runtime
    wiring: Wiring

    async def send(
        self,
        method: str = "POST",
        content: bytes | None = None,
        headers: Mapping[str, str] | list[tuple[bytes, bytes]] | None = None,
    ) -> Response:
        """Any request at all. Each has a jar of its own: no cookie is kept."""
        app = Starlette(routes=[graphql_route(self.runtime, self.wiring.doors())])
        async with AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as client:
            return await client.request(method, "/graphql", content=content, headers=headers)

    async def post(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """A well-formed request."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        body = json.dumps({"query": query, "variables": variables}).encode()
        return await self.send(content=body, headers=sent)

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None, token: str | None = None) -> Any:
        """The data of a request that brings no error."""
        answer = (await self.post(query, variables, token)).json()
        assert "errors" not in answer, answer
        return answer["data"]

    async def refusal(
        self, query: str, variables: Mapping[str, Any] | None = None, token: str | None = None
    ) -> tuple[int, Any]:
        """HTTP status and the only error of a request that brings one."""
        answer = await self.post(query, variables, token)
        assert len(answer.json()["errors"]) == 1
        return answer.status_code, answer.json()["errors"][0]

    async def code(
        self, query: str, variables: Mapping[str, Any] | None = None, token: str | None = None
    ) -> str | None:
        """`extensions.code` of the error, or None."""
        answer = (await self.post(query, variables, token)).json()
        return answer["errors"][0]["extensions"]["code"] if "errors" in answer else None

    async def sign_in(self, client_id: str, email: str, password: str) -> str:
        """The token of a login that needs no second step."""
        wanted = {"clientId": client_id, "email": email, "password": password}
        return str((await self.ask(START_LOGIN, {"input": wanted}))["startLogin"]["accessToken"])
