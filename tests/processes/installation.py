"""An installation of the tests' own: a database, a key ring, an administrator, servers on free ports."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from ostiary.clock import Clock
from tests.processes.calling import Api
from tests.processes.servers import Server, command
from tests.support.authenticator import Authenticator
from tests.support.smtp_server import SmtpServer

ADMIN = "root@example.com"
PASSWORD = "correct horse battery staple"


@cache
def key_ring() -> str:
    """What `ostiary keys generate` prints."""
    return command("keys", "generate").stdout.strip()


@dataclass
class Installation:
    """Everything that one test runs. `close` ends its processes."""

    folder: Path
    database_url: str
    smtp: SmtpServer | None = None
    settings: dict[str, str] = field(default_factory=dict)
    servers: list[Server] = field(default_factory=list)
    apis: list[Api] = field(default_factory=list)
    application_id: str = ""

    def __post_init__(self) -> None:
        mail = {"smtp_url": self.smtp.url, "mail_from": "door@example.com"} if self.smtp else {}
        base = {"database_url": self.database_url, "keys": key_ring(), "public_url": "http://127.0.0.1"}
        self.settings = base | mail | self.settings

    def serve(self, count: int = 1) -> list[Server]:
        """Start so many server processes at the one database, and wait until they are ready."""
        started = [Server(self.folder, self.settings) for _ in range(count)]
        self.servers += started
        for server in started:
            server.launch()
        for server in started:
            server.ready()
        return started

    def connect(self) -> list[Api]:
        """A client for each server."""
        return [self.api(server) for server in self.servers]

    def api(self, server: Server, token: str | None = None) -> Api:
        api = Api(server.url, token)
        self.apis.append(api)
        return api

    def appoint_administrator(self) -> None:
        """By the command line."""
        made = command("admin", "create", "--email", ADMIN, settings=self.settings, typed=PASSWORD + "\n")
        assert made.returncode == 0, made.stderr

    async def administrator(self) -> Api:
        """A new session of the administrator, at the first server."""
        api = self.api(self.servers[0])
        completed = await api.start(ADMIN, PASSWORD, "console")
        assert completed["__typename"] == "LoginCompleted", completed
        api.token = completed["accessToken"]
        return api

    async def application(self, admin: Api, *kinds: str) -> None:
        """The application `shop` with these factors on."""
        created = await admin.do("createApplication", clientId="shop", name="Shop")
        self.application_id = created["application"]["id"]
        for kind in kinds:
            await admin.do("toggleFactor", applicationId=self.application_id, kind=kind, enabled=True)
        await admin.do("saveFactors", applicationId=self.application_id)

    async def user(self, admin: Api, email: str) -> str:
        """A user of `shop`; answers their id."""
        ids = [self.application_id]
        created = await admin.do("createUser", email=email, password=PASSWORD, applicationIds=ids)
        return str(created["user"]["id"])

    async def mailed_code(self, api: Api, challenge: str, email: str) -> str:
        """Ask for the email code, and read it at the start of the subject (rule L9)."""
        assert self.smtp is not None
        sent = await api.do("sendEmailCode", challenge=challenge)
        assert sent["__typename"] == "EmailCodeSent", sent
        return str(self.smtp.to(email)[-1]["Subject"])[:6]

    async def bind(self, api: Api, email: str) -> Authenticator:
        """The first OTP binding from password to completion; answers the app, whose present step is spent."""
        challenge = await api.challenge(email, PASSWORD)
        offered = await api.do("beginOtpBinding", challenge=challenge)
        app = Authenticator.scanning(offered["otpauthUri"])
        mailed = await self.mailed_code(api, challenge, email)
        code = app.code_at(now())
        completed = await api.do("confirmOtpBinding", challenge=challenge, code=code, emailCode=mailed)
        assert completed["__typename"] == "LoginCompleted", completed
        return app

    async def disconnect(self) -> None:
        """Close the clients; they belong to the test's own loop."""
        for api in self.apis:
            await api.close()
        self.apis.clear()

    def end(self) -> None:
        """End the processes."""
        for server in self.servers:
            server.kill()


def wrong_code(*right: str) -> str:
    """Six digits that are none of these."""
    while (code := f"{secrets.randbelow(10**6):06d}") in right:
        pass
    return code


def now() -> datetime:
    """The instant by the system's clock, which the servers go by too."""
    return Clock().now()
