"""Two replicas of Ostiary at the cluster, one of them through the pooler, with users to log in."""

import asyncio
import json
from collections.abc import Iterator

import asyncpg

from tests.cluster.cluster import Cluster, until
from tests.cluster.ledger import Ledger
from tests.cluster.people import Person
from tests.processes.calling import Api
from tests.processes.installation import Installation, now
from tests.processes.servers import Server, command
from tests.support.smtp_server import SmtpServer

PEOPLE = 24
VICTIMS = 400


class House:
    """What a module of tests shares."""

    def __init__(self, cluster: Cluster, smtp: SmtpServer) -> None:
        self.cluster = cluster
        self.installation = Installation(cluster.home, cluster.url(cluster.leader_port), smtp)
        self.installation.settings["database_pool"] = "6"
        self.people: list[Person] = []
        self.ledger = Ledger()
        self._victims = [f"victim{number}@example.com" for number in range(VICTIMS)]

    @property
    def front_url(self) -> str:
        return f"http://127.0.0.1:{self.cluster.front_port}"

    @property
    def replicas(self) -> list[Server]:
        return self.installation.servers

    @property
    def victims(self) -> Iterator[str]:
        """Each is taken once."""
        while True:
            yield self._victims.pop()

    def open(self) -> None:
        """Migrate, start the replicas, make the users."""
        asyncio.run(self._execute("postgres", "CREATE DATABASE ostiary"))
        done = command("migrate", settings=self.installation.settings)
        assert done.returncode == 0, done.stderr
        pooled = {"database_url": self.cluster.url(self.cluster.pooler_port), "statement_cache": "0"}
        for port, settings in zip(self.cluster.replica_ports, (pooled, {}), strict=True):
            server = Server(self.cluster.home, self.installation.settings | settings, port=port)
            self.replicas.append(server)
            server.launch()
        self.installation.appoint_administrator()
        for server in self.replicas:
            server.ready()
        asyncio.run(self._fill())

    def close(self) -> None:
        """End the replicas."""
        self.installation.end()

    def direct_url(self) -> str:
        """The database at the leader itself, whatever stands between."""
        return self.cluster.url(self.cluster.leader().port)

    def last_sealer(self) -> Server:
        """The replica whose root is the newest."""

        def newest(server: Server) -> int:
            lines = [json.loads(line) for line in server.said.splitlines() if '"audit_root"' in line]
            return max((line["sequence"] for line in lines), default=0)

        until(lambda: any(newest(server) for server in self.replicas), "a sealed batch")
        return max(self.replicas, key=newest)

    def until_other_seals(self, server: Server) -> bool:
        """Wait until everything is sealed, by `server` as well."""
        return bool(until(lambda: '"audit_root"' in server.said, "the other replica's seal"))

    async def _fill(self) -> None:
        admin = await self.installation.administrator()
        await self.installation.application(admin, "OTP", "EMAIL")
        apis = self.installation.connect()
        for first in range(0, PEOPLE, 6):
            emails = [f"person{number}@example.com" for number in range(first, first + 6)]
            self.people += await asyncio.gather(*(self._person(admin, apis[n % 2], e) for n, e in enumerate(emails)))
        await self.installation.user(admin, "victim@example.com")
        await self._execute("ostiary", *_VICTIMS)
        await self.installation.disconnect()
        await self.ledger.begin(self.cluster.url(self.cluster.leader_port))

    async def _person(self, admin: Api, api: Api, email: str) -> Person:
        await self.installation.user(admin, email)
        app = await self.installation.bind(api, email)
        return Person(email, app, app.step_at(now()))

    async def _execute(self, database: str, *statements: str) -> None:
        connection = await asyncpg.connect(self.cluster.url(self.cluster.leader_port, database))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


_VICTIMS = (
    "CREATE TEMPORARY TABLE model AS SELECT * FROM users WHERE email = 'victim@example.com'",
    f"""DO $$ BEGIN FOR n IN 0..{VICTIMS - 1} LOOP
        UPDATE model SET id = gen_random_uuid(), email = 'victim' || n || '@example.com',
            email_key = 'victim' || n || '@example.com';
        INSERT INTO users SELECT * FROM model;
    END LOOP; END $$""",
    """INSERT INTO assignments SELECT gen_random_uuid(), u.id, a.id FROM users u, applications a
        WHERE u.email LIKE 'victim_%@example.com' AND a.client_id = 'shop' ON CONFLICT DO NOTHING""",
)
