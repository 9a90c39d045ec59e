"""The console's lists at a small and a large size: searching users, first and deep pages of the log by each filter.

First pages are asked for with their total, as the console does. The goals are about the time that the asker waits.
Beside it stands the server's processor time (without PostgreSQL's), which other programs on the machine hardly change.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from bench.asking import Asker, in_turns, signed_in
from bench.bench import Bench
from bench.crowd import opened
from bench.tables import Table
from ostiary.clock import Clock
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.node_ids import encode_id
from ostiary.store.applications import insert_application
from ostiary.store.ids import new_id
from ostiary.store.instants import from_micros
from ostiary.store.key_ring import parse_key_ring
from ostiary.store.records import ApplicationRecord, FactorRecord
from ostiary.store.sealing import make_data_key
from ostiary.store.statements import rows_of
from tests.processes.installation import key_ring
from tests.support.many_events import fill_log
from tests.support.many_users import email_of, write_bindings, write_users

SMALL_USERS, SMALL_EVENTS = 1_000, 10_000
SAMPLES = 4
"""So many times the bench's rounds."""
CPU_SAMPLES = 10
SEARCH_GOAL, LOG_GOAL = 3.0, 2.0

USERS = """query ($search: String, $filter: UserFilter, $after: String, $isFirst: Boolean!, $first: Int! = 50) {
  users(first: $first, search: $search, filter: $filter, after: $after) {
    totalCount @include(if: $isFirst) totalIsExact @include(if: $isFirst)
    pageInfo { hasNextPage endCursor }
    edges { cursor node { id email role mfaBypassed lockedUntil createdAt lastLoginAt } }
  } }"""
EVENTS = """query ($filter: AuditEventFilter, $after: String, $isFirst: Boolean!, $first: Int! = 50) {
  auditEvents(first: $first, filter: $filter, after: $after) {
    totalCount @include(if: $isFirst) totalIsExact @include(if: $isFirst)
    pageInfo { hasNextPage endCursor }
    edges { cursor node { id type label occurredAt userEmail ip country userAgent result failureReason } }
  } }"""
DETAILS = """query ($id: ID!) { user(id: $id) {
  id email applications { name } bindings { id kind boundAt } lastLoginAt
} }"""

SEARCHES = {
    "common": "example",
    "one in sixty": "smith",
    "one in five thousand": "branch77.",
    "one address": email_of(500),
    "nobody": "zzqx",
    "two characters": "zz",
}
USER_FILTERS: dict[str, dict[str, Any]] = {
    "none": {},
    "bound": {"bound": "OTP"},
    "bypassed": {"bypassed": True},
    "locked": {"locked": True},
    "role": {"roles": ["ADMIN"]},
}
SOMEBODY = UUID("00000000-0000-4000-8000-000000000003")
LOG_FILTERS: dict[str, dict[str, Any]] = {
    "none": {},
    "category, nearly all": {"category": "USER_BEHAVIOR"},
    "category, one in a hundred": {"category": "ADMINISTRATION"},
    "type, a third": {"types": ["LOGIN"]},
    "type, one in a thousand": {"types": ["ACCOUNT_LOCKED"]},
    "type, none": {"types": ["OTP_RESET"]},
    "result, most": {"result": "SUCCESS"},
    "result, one in eight": {"result": "FAILURE"},
    "reason": {"failureReason": "INVALID_CODE"},
    "reason, one event": {"failureReason": "CHALLENGE_EXPIRED"},
    "user": {"userId": ("User", SOMEBODY)},
    "email": {"email": "user3@example.com"},
    "actor": {"actorId": ("User", SOMEBODY)},
    "application, a seventh": {"applicationId": ("Application", SOMEBODY)},
    "address, one in two hundred": {"ip": "198.51.7.7"},
    "address, one event": {"ip": "203.0.113.250"},
    "country, most": {"country": "CN"},
    "country, one event": {"country": "IS"},
    "agent, one event": {"userAgent": "Rare/1.0"},
}


@dataclass
class Pair:
    """The same installation, small and large."""

    engine: str
    small: Asker
    large: Asker
    samples: int
    table: Table

    def measure(self, name: str, query: str, small: dict[str, Any], large: dict[str, Any], goal: float) -> None:
        """One row of the table; both answer as many rows as the small one has."""
        if "first:" in query:
            [connection] = self.small.ask(query, small).values()
            first = max(1, len(connection["edges"]))
            small, large = {**small, "first": first}, {**large, "first": first}
        few, many = in_turns(
            lambda: self.small.milliseconds(query, small), lambda: self.large.milliseconds(query, large), self.samples
        )
        cpu = [
            each.cpu_milliseconds(query, asked, CPU_SAMPLES)
            for each, asked in ((self.small, small), (self.large, large))
        ]
        self.table.add(f"{self.engine}: {name}", few, many, many / few, *cpu, cpu[1] / cpu[0])
        told = {"small": few, "large": many, "goal": goal, "small_cpu": cpu[0], "large_cpu": cpu[1]}
        self.table.figures[f"{self.engine}: {name}"] = told


async def run(bench: Bench) -> Table:
    """On both databases."""
    sizes = bench.sizes
    table = Table(
        f"Lists at {SMALL_USERS:,} and {sizes.many_users:,} users, {SMALL_EVENTS:,} and {sizes.many_events:,} events",
        ("", "small ms", "large ms", "ratio", "server's CPU: small ms", "large ms", "ratio"),
    )
    for engine, made in bench.engines:
        askers = []
        for users, events in ((SMALL_USERS, SMALL_EVENTS), (sizes.many_users, sizes.many_events)):
            url = await made()
            await populate(url, users, events)
            askers.append(await signed_in(bench.machines.ostiary(url), url))
        await measure(Pair(engine, askers[0], askers[1], SAMPLES * sizes.rounds, table))
        bench.machines.end(*bench.machines.processes)
    return table


async def populate(url: str, users: int, events: int) -> None:
    """Users of one application, all bound there, and a log."""
    ring, now = parse_key_ring(key_ring()), Clock().now()
    application = ApplicationRecord(new_id(), "big", "Big", now - timedelta(days=400))
    ids = [new_id() for _ in FactorKind]
    factors = [
        FactorRecord(each, application.id, kind, True, 1, 1, 0, make_data_key(ring, each, 1), None, None)
        for each, kind in zip(ids, FactorKind, strict=True)
    ]
    async with opened(url):
        await insert_application(application, factors)
        await write_users(users, now, application.id)
        await write_bindings(ids[0])
        await fill_log(events, now, ring)
        await rows_of("ANALYZE")


async def measure(pair: Pair) -> None:
    """All rows of one engine, and its goals."""
    for name, search in SEARCHES.items():
        asked = {"search": search, "isFirst": True}
        pair.measure(f"users, search: {name}", USERS, asked, asked, SEARCH_GOAL)
    for name, narrowed in USER_FILTERS.items():
        first = {"filter": narrowed, "isFirst": True}
        pair.measure(f"users, filter: {name}", USERS, first, first, SEARCH_GOAL)
    few, many = [
        {"id": asker.ask(USERS, {"isFirst": False})["users"]["edges"][9]["node"]["id"]} for asker in _both(pair)
    ]
    pair.measure("user details", DETAILS, few, many, LOG_GOAL)
    depths = [await deep(asker) for asker in _both(pair)]
    for name, narrowed in LOG_FILTERS.items():
        sent = {key: encode_id(*value) if isinstance(value, tuple) else value for key, value in narrowed.items()}
        first = {"filter": sent, "isFirst": True}
        pair.measure(f"log, first page: {name}", EVENTS, first, first, LOG_GOAL)
        few, many = [{"filter": sent, "isFirst": False, "after": after} for after in depths]
        pair.measure(f"log, deep page: {name}", EVENTS, few, many, LOG_GOAL)
    for part, goal in (("users, search", SEARCH_GOAL), ("log, first page", LOG_GOAL), ("log, deep page", LOG_GOAL)):
        ratios = {
            name: told["large"] / told["small"]
            for name, told in pair.table.figures.items()
            if name.startswith(f"{pair.engine}: {part}")
        }
        worst = max(ratios, key=lambda name: ratios[name])
        said = f"{worst}: {ratios[worst]:.2f} times the small one, the worst of {len(ratios)}; at most {goal:.0f}"
        pair.table.goals.append((said, ratios[worst] <= goal))


def _both(pair: Pair) -> tuple[Asker, Asker]:
    return pair.small, pair.large


async def deep(asker: Asker) -> str:
    """A cursor in the older half of the log."""
    async with opened(asker.url):
        [span] = await rows_of(
            "SELECT (SELECT MIN(occurred_at) FROM audit_events) AS oldest, "
            "(SELECT MAX(occurred_at) FROM audit_events) AS newest"
        )
    until = from_micros(span["oldest"] + (span["newest"] - span["oldest"]) * 2 // 5).isoformat()
    found = asker.ask(EVENTS, {"filter": {"until": until}, "isFirst": False})
    return str(found["auditEvents"]["edges"][0]["cursor"])
