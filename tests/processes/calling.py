"""A program that calls the API over a real socket."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import httpx2

from tests.processes.documents import EVENTS, USER, mutation

Answer = dict[str, Any]


_SECRET = frozenset({"token", "accessToken", "idToken", "secret"})


class Api:
    """Posts GraphQL to one server. Every parallel call has a connection of its own.

    What was handed out and what was refused, by any of them, is remembered: none of the one may be in the other.
    """

    issued: ClassVar[set[str]] = set()
    refusals: ClassVar[list[str]] = []

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url, self.token = url, token
        limits = httpx2.Limits(max_connections=200, max_keepalive_connections=200)
        # No TLS here, and reading the certificates takes longer than a test.
        self.client = httpx2.AsyncClient(base_url=url, timeout=60, limits=limits, verify=False)

    async def close(self) -> None:
        await self.client.aclose()

    async def post(self, query: str, variables: Mapping[str, Any] | None = None, **headers: str) -> httpx2.Response:
        """One request, whatever is answered."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token and "Authorization" not in sent:
            sent["Authorization"] = f"Bearer {self.token}"
        self.client.cookies.clear()
        sent.setdefault("Content-Type", "application/json")
        body = json.dumps({"query": query, "variables": variables})  # escaped: a lone surrogate has no other spelling
        answered = await self.client.post("/graphql", content=body, headers=sent)
        if answered.status_code != 200 or '"errors"' in answered.text:
            self.refusals.append(answered.text)
        return answered

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None, **headers: str) -> Any:
        """The data of a request that brings no error."""
        answered = await self.post(query, variables, **headers)
        assert answered.status_code == 200, answered.text
        assert "errors" not in answered.json(), answered.text
        return answered.json()["data"]

    async def do(self, name: str, /, **values: Any) -> Answer:
        """What one mutation answers."""
        answer: Answer = (await self.ask(mutation(name), {"input": values}))[name]
        self.issued.update(str(value) for key, value in answer.items() if key in _SECRET and value)
        return answer

    async def start(self, email: str, password: str, client_id: str = "shop", **more: Any) -> Answer:
        """The first step."""
        return await self.do("startLogin", clientId=client_id, email=email, password=password, **more)

    async def challenge(self, email: str, password: str) -> str:
        """The handle of a login whose second step is due."""
        started = await self.start(email, password)
        assert started["__typename"] == "LoginChallenge", started
        return str(started["token"])

    async def verify(self, challenge: str, code: str, kind: str = "EMAIL") -> Answer:
        return await self.do("verifyFactor", challenge=challenge, kind=kind, code=code)

    async def user(self, user_id: str) -> Answer:
        answer: Answer = (await self.ask(USER, {"id": user_id}))["user"]
        return answer

    async def events(self, **wanted: Any) -> list[Answer]:
        """The whole log as far as `wanted`, newest first."""
        found: list[Answer] = []
        after: str | None = None
        while True:
            page = (await self.ask(EVENTS, {"after": after, "filter": wanted}))["auditEvents"]
            found += [edge["node"] for edge in page["edges"]]
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]
