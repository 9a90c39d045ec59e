"""The console's lists at a small and a large size: users by search and filter, one user, the log by each filter.

The small size is the floor: what a page costs where there is nothing to find. First pages are asked for with their
total, as the console does. The goals are about the time that the asker waits. Beside it stands the server's processor
time (without PostgreSQL's), which other programs on the machine hardly change.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench.asking import in_turns, signed_in
from bench.bench import Bench
from bench.crowd import opened
from bench.list_filters import DETAILS, EVENTS, LOG_FILTERS, SEARCHES, USER_FILTERS, USERS, WALKED, Scale
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
from tests.support.many_users import write_bindings, write_users

SMALL_USERS, SMALL_EVENTS = 1_000, 10_000
SAMPLES = 4
"""So many times the bench's rounds."""
CPU_SAMPLES = 10
GOALS = {
    "users, search": 3.0,
    "users, filter": 3.0,
    "user details": 2.0,
    "log, first page": 2.0,
    "log, deep page": 2.0,
}
"""So many times the small one's, by the front of a row's name. Those of filters and details of users are ours; there is
none for what looks at all users."""


@dataclass
class Pair:
    """The same installation, small and large."""

    engine: str
    small: Scale
    large: Scale
    samples: int
    table: Table

    def measure(self, name: str, query: str, small: dict[str, Any], large: dict[str, Any]) -> None:
        """One row of the table; both answer as many rows as the small one has."""
        few_asker, many_asker = self.small.asker, self.large.asker
        if "first:" in query:
            [connection] = few_asker.ask(query, small).values()
            first = max(1, len(connection["edges"]))
            small, large = {**small, "first": first}, {**large, "first": first}
        few, many = in_turns(
            lambda: few_asker.milliseconds(query, small), lambda: many_asker.milliseconds(query, large), self.samples
        )
        few_cpu = few_asker.cpu_milliseconds(query, small, CPU_SAMPLES)
        many_cpu = many_asker.cpu_milliseconds(query, large, CPU_SAMPLES)
        self.table.add(f"{self.engine}: {name}", few, many, many / few, few_cpu, many_cpu, many_cpu / few_cpu)
        told = {"small": few, "large": many, "small_cpu": few_cpu, "large_cpu": many_cpu}
        self.table.figures[f"{self.engine}: {name}"] = told

    def measure_users(self) -> None:
        """Searches and filters, first pages with their total; one user."""
        for name, search in SEARCHES.items():
            asked = {"search": search, "isFirst": True}
            self.measure(f"users, search: {name}", USERS, asked, asked)
        for kind, filters in (("filter", USER_FILTERS), ("looked at one by one", WALKED)):
            for name, narrowed in filters.items():
                few, many = ({"filter": each.sent(narrowed), "isFirst": True} for each in (self.small, self.large))
                self.measure(f"users, {kind}: {name}", USERS, few, many)
        self.measure("user details", DETAILS, {"id": self.small.somebody()}, {"id": self.large.somebody()})

    def measure_log(self) -> None:
        """Every filter, first pages with their total and deep ones."""
        scales = [(each, each.deep_cursor()) for each in (self.small, self.large)]
        for name, narrowed in LOG_FILTERS.items():
            few, many = ({"filter": each.sent(narrowed), "isFirst": True} for each, _ in scales)
            self.measure(f"log, first page: {name}", EVENTS, few, many)
            few, many = ({"filter": each.sent(narrowed), "isFirst": False, "after": after} for each, after in scales)
            self.measure(f"log, deep page: {name}", EVENTS, few, many)


async def run(bench: Bench) -> Table:
    """On both databases."""
    sizes = bench.sizes
    table = Table(
        f"Lists at {SMALL_USERS:,} and {sizes.many_users:,} users, {SMALL_EVENTS:,} and {sizes.many_events:,} events",
        ("", "small ms", "large ms", "ratio", "server's CPU: small ms", "large ms", "ratio"),
    )
    for engine, made in bench.engines:
        scales = []
        for users, events in ((SMALL_USERS, SMALL_EVENTS), (sizes.many_users, sizes.many_events)):
            url = await made()
            scales.append(await populate(bench, url, users, events))
        pair = Pair(engine, scales[0], scales[1], SAMPLES * sizes.rounds, table)
        pair.measure_users()
        pair.measure_log()
        judge(bench, table, engine)
        bench.machines.end(*bench.machines.processes)
    return table


async def populate(bench: Bench, url: str, users: int, events: int) -> Scale:
    """Users of one application, all bound there, and a log; a server."""
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
        [span] = await rows_of("SELECT MIN(occurred_at) AS oldest, MAX(occurred_at) AS newest FROM audit_events")
    asker = await signed_in(bench.machines.ostiary(url), url)
    oldest, newest = (from_micros(span[end]) for end in ("oldest", "newest"))
    return Scale(asker, encode_id("Application", application.id), oldest, newest)


def judge(bench: Bench, table: Table, engine: str) -> None:
    """By the worst of each kind."""
    for part, goal in GOALS.items():
        ratios = {
            name: told["large"] / told["small"]
            for name, told in table.figures.items()
            if name.startswith(f"{engine}: {part}")
        }
        worst = max(ratios, key=lambda name: ratios[name])
        said = f"{worst}: {ratios[worst]:.2f} times the small one, the worst of {len(ratios)}; at most {goal:.0f}"
        table.goals.append((said, bench.at_full_size(ratios[worst] <= goal)))
