"""The house under attack: real server processes, and victims who are new in each test."""

import base64
import re
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg

from tests.processes.calling import Answer, Api
from tests.processes.installation import PASSWORD, Installation, now, wrong_code
from tests.support.authenticator import Authenticator

BOTH = ("OTP", "EMAIL")


@dataclass
class Victim:
    """A user of the test's own."""

    email: str
    id: str
    app: Authenticator | None = None

    @property
    def key(self) -> UUID:
        """The id of the row."""
        kind_and_key = base64.urlsafe_b64decode(self.id + "=" * (-len(self.id) % 4)).decode()
        return UUID(kind_and_key.partition(":")[2])


@dataclass
class Siege:
    """What an attack needs. `apis`: one client per server, all from one address of the test's own."""

    installation: Installation
    admin: Api
    apis: list[Api]
    address: str
    applications: dict[str, str] = field(default_factory=dict)

    @property
    def api(self) -> Api:
        """The client of the first server."""
        return self.apis[0]

    def far(self, number: int) -> Api:
        """Another server with every number, where there is another."""
        return self.apis[number % len(self.apis)]

    def from_address(self, address: str, token: str | None = None) -> Api:
        """A client that the proxy in front says comes from `address`."""
        api = self.installation.api(self.installation.servers[0], token)
        api.client.headers["X-Forwarded-For"] = address
        return api

    async def application(self, *kinds: str) -> str:
        """The client id of a new application with these factors on."""
        client_id = f"app-{secrets.token_hex(4)}"
        created = await self.admin.do("createApplication", clientId=client_id, name=client_id)
        self.applications[client_id] = str(created["application"]["id"])
        await self.turn(client_id, **dict.fromkeys(kinds, True))
        return client_id

    async def turn(self, client_id: str, **switches: bool) -> None:
        """Save these switches, whatever it destroys."""
        application_id = self.applications[client_id]
        for kind, enabled in switches.items():
            await self.admin.do("toggleFactor", applicationId=application_id, kind=kind, enabled=enabled)
        saved = await self.admin.do("saveFactors", applicationId=application_id, confirmBindingRemoval=True)
        assert saved["__typename"] == "FactorsSaved", saved

    async def victim(self, *client_ids: str) -> Victim:
        """A new user of these applications, who has bound nothing."""
        email = f"{secrets.token_hex(5)}@example.com"
        ids = [self.applications[each] for each in client_ids]
        made = await self.admin.do("createUser", email=email, password=PASSWORD, applicationIds=ids)
        return Victim(email, str(made["user"]["id"]))

    async def bound_victim(self, client_id: str) -> Victim:
        """A new user with an authenticator app, whose spent time steps are forgotten so that every code is good."""
        victim = await self.victim(client_id)
        token = await self.challenge(victim, client_id)
        offered = await self.api.do("beginOtpBinding", challenge=token)
        victim.app = Authenticator.scanning(offered["otpauthUri"])
        mailed = await self.mailed_code(token, victim)
        bound = await self.api.do(
            "confirmOtpBinding", challenge=token, code=victim.app.code_at(now()), emailCode=mailed
        )
        assert bound["__typename"] == "LoginCompleted", bound
        await self.sql("UPDATE bindings SET last_time_step = 0")
        return victim

    async def start(self, victim: Victim, client_id: str, api: Api | None = None, **more: Any) -> Answer:
        """The right password."""
        return await (api or self.api).start(victim.email, PASSWORD, client_id, **more)

    async def challenge(self, victim: Victim, client_id: str, api: Api | None = None) -> str:
        """A login that waits for its second step."""
        started = await self.start(victim, client_id, api)
        assert started["__typename"] == "LoginChallenge", started
        return str(started["token"])

    async def mailed_code(self, token: str, victim: Victim) -> str:
        """The code that the victim gets by mail."""
        return await self.installation.mailed_code(self.api, token, victim.email)

    async def guess(self, token: str, kind: str = "EMAIL", *right: str, api: Api | None = None) -> Answer:
        """A wrong code."""
        return await (api or self.api).verify(token, wrong_code(*right), kind)

    async def lock(self, victim: Victim, client_id: str) -> None:
        """Six wrong codes."""
        token = await self.challenge(victim, client_id)
        answers = [await self.guess(token, "EMAIL") for _ in range(6)]
        assert answers[-1]["__typename"] == "AccountLocked", answers

    async def failed_attempts(self, victim: Victim) -> int:
        """The account's count."""
        return int((await self.admin.user(victim.id))["failedAttempts"])

    async def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """One statement, `$1` for parameters, straight at the database: what its thief or an insider can do."""
        url = self.installation.database_url
        if url.startswith("sqlite"):
            return _on_sqlite(urlsplit(url).path, statement, values)
        connection = await asyncpg.connect(url)
        try:
            return [tuple(row) for row in await connection.fetch(statement, *values)]
        finally:
            await connection.close()


def kinds(answers: list[Answer]) -> dict[str, int]:
    """How many answers there are of each type."""
    names = [answer["__typename"] for answer in answers]
    return {name: names.count(name) for name in names}


def _on_sqlite(path: str, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    plain = [str(value) if isinstance(value, UUID) else value for value in values]
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        return connection.execute(re.sub(r"\$(\d+)", r"?\1", statement), plain).fetchall()
