"""The schema turned against a running server: documents made up by schemathesis, whoever sends them (rule E3).

No answer is a 5xx, masked, or holds what the server keeps to itself; what does not fit the schema is refused; and the
servers' own logs hold no error afterwards.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest
from schemathesis.generation import GenerationMode
from strawberry.utils.str_converters import to_camel_case

from ostiary.api.access import ACCESS, Caller
from tests.api.sampling import root_fields
from tests.attack.conftest import besieged
from tests.attack.fuzzing import Fuzzer
from tests.attack.marks import attack
from tests.processes.documents import mutation
from tests.processes.installation import ADMIN, PASSWORD, Installation, key_ring
from tests.support.databases import PostgresDatabases, SqliteFiles

TARGET = "target@example.com"
CURSOR = "{ auditEvents(first: 1) { pageInfo { endCursor } } }"
PUBLIC = {
    f"{each.kind.title()}.{each.name}"
    for each in root_fields()
    if {to_camel_case(name): entry for name, entry in ACCESS.items()}[each.name] is Caller.PUBLIC
}
RUN_AT_LEAST = 0.9
"""Of the fields: the rest takes several values that fit at once. Less, and the documents have stopped fitting."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def sqlite_house(sqlite_files: SqliteFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    yield from besieged(sqlite_files.fresh(tmp_path_factory.mktemp("fuzzed-sqlite")), tmp_path_factory, 1)


@pytest.fixture(scope="module")
def postgres_house(
    postgres_databases: PostgresDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    url = postgres_databases.fresh()
    yield from besieged(url, tmp_path_factory, 2)
    postgres_databases.drop(url)


@pytest.fixture
async def house(sqlite_house: Installation) -> AsyncIterator[Installation]:
    """A house of its own: documents that fit give roles, delete users and turn factors off."""
    yield sqlite_house
    await sqlite_house.disconnect()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def either_house(request: pytest.FixtureRequest) -> AsyncIterator[Installation]:
    """The same on each database: for what gets as far as one."""
    house: Installation = request.getfixturevalue(f"{request.param}_house")
    yield house
    await house.disconnect()


def _token(url: str, email: str, client_id: str) -> str | None:
    typed = {"clientId": client_id, "email": email, "password": PASSWORD}
    sent = {"query": mutation("startLogin"), "variables": {"input": typed}}
    answer = httpx2.post(f"{url}/graphql", json=sent, verify=False)
    found: str | None = answer.json()["data"]["startLogin"].get("accessToken")
    return found


async def _known(house: Installation) -> dict[str, list[Any]]:
    """Something real to aim at: a user with a login that waits, and an application."""
    admin = await house.administrator()
    if not house.application_id:
        await house.application(admin, "OTP", "EMAIL")
    made = await admin.do("createUser", email=TARGET, password=PASSWORD, applicationIds=[house.application_id])
    target = made["user"]["id"] if "user" in made else ""
    started = await admin.start(TARGET, PASSWORD)
    return {
        "users": [target],
        "applications": [house.application_id],
        "clients": ["shop", "console"],
        "emails": [TARGET],
        "challenges": [str(started.get("token", "gone"))],
        "cursors": [(await admin.ask(CURSOR))["auditEvents"]["pageInfo"]["endCursor"]],
        "lengths": [1, 20, 100],
        "colours": ["#1e6bd6", "#000000"],
        "names": ["Shop"],
        "versions": [1, 2],
        "passwords": ["a sentence that nobody uses"],
        "languages": ["en", "zh"],
        "links": ["https://help.example.com/", "mailto:help@example.com"],
    }


def _errors_logged(house: Installation) -> list[str]:
    lines = [line for server in house.servers for line in server.said.splitlines() if line.startswith("{")]
    return [line for line in lines if json.loads(line).get("level") in {"error", "critical"}]


async def _fuzz(house: Installation, email: str | None, client_id: str, mode: GenerationMode) -> Fuzzer:
    """Every field at the house's last server, by whoever signs in with this address; None: a stranger."""
    url = house.servers[-1].url
    hidden = frozenset({PASSWORD, *key_ring().split(":")[1:], house.database_url, "Traceback"})
    known = await _known(house)
    fuzzer = Fuzzer(url, known, hidden, lambda: email and _token(url, email, client_id))
    await asyncio.to_thread(fuzzer.run, mode)
    assert _errors_logged(house) == []
    return fuzzer


@attack("Q-40")
async def test_no_document_that_fits_breaks_the_server_in_an_administrators_hand(either_house: Installation) -> None:
    fuzzer = await _fuzz(either_house, ADMIN, "console", GenerationMode.POSITIVE)
    run = {key.split()[0] for key in fuzzer.answered if key.endswith(" data")}
    assert len(run) >= len(fuzzer.operations()) * RUN_AT_LEAST, fuzzer.answered


@attack("Q-41")
async def test_no_document_that_fits_opens_anything_to_a_stranger(house: Installation) -> None:
    fuzzer = await _fuzz(house, None, "", GenerationMode.POSITIVE)
    run = {key.split()[0] for key in fuzzer.answered if key.endswith(" data")}
    assert run <= PUBLIC, fuzzer.answered


@attack("Q-42")
async def test_what_does_not_fit_the_schema_is_refused_and_breaks_nothing(house: Installation) -> None:
    fuzzer = await _fuzz(house, ADMIN, "console", GenerationMode.NEGATIVE)
    assert {"GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"} <= {key.split()[1] for key in fuzzer.answered}
